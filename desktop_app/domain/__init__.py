"""What the program speaks of: sign-offs, sessions, deliveries, outcomes, limits, errors, ports.

Pure values and rules on the standard library alone. No files, no network, no clock, no sentences for people.
"""
