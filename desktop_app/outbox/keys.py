"""What the outbox needs of the vault."""

from typing import Protocol


class Keys(Protocol):
    """Where an outbox's key is kept."""

    def outbox_key(self, outbox_id: str) -> bytes | None:
        """The key, or None where the store is there but holds none; raises EnvironmentFault where it cannot tell."""

    def store_outbox_key(self, outbox_id: str, key: bytes) -> None:
        """Keeps the key; raises EnvironmentFault unless it can be read back."""
