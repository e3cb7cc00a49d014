"""Support: the doctor, who checks what sending needs and says it in words; diagnostics without anything secret.

No Qt, and nothing is executed at the service: every check may be run at any time on a machine in use.
"""
