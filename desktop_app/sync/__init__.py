"""The sync engine: the pure state machine, the policy, the loop, and the ports it needs.

No Qt, no httpx, no SQLite: what sends and what stores is handed in.
Sentences for people and the building of its parts live elsewhere.
"""
