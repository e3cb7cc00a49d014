"""Tokens and keys in the operating system's credential store, through keyring (imported only when one is opened).

There is no plaintext fallback. What needs a secret of another floor is handed this package's `Vault` by `wiring`.
"""

from .vault import MemoryBackend, Vault, VaultStatus, memory_vault, open_vault

__all__ = ["MemoryBackend", "Vault", "VaultStatus", "memory_vault", "open_vault"]
