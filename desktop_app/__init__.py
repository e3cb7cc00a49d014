"""Paraphe: sign off an intervention; what was signed reaches the service exactly as signed.

Floors, from the bottom: domain; ink, remote, outbox, vault, config, messages, logs; sync; ui, support; wiring, cli.
A module imports from floors below its own only. Nothing here runs on import.
"""

__version__ = "0.1.0"
