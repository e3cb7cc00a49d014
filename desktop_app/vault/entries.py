"""One named secret in a credential store, of any length, written so that a crash leaves the old one or the new one.

Windows takes 2,560 bytes of UTF-16 an entry, and renames an entry when another user name is stored under its service.
So a secret is cut into parts, each under a service name of its own; they are read back, and only then named by a
manifest; the parts of the secret before it are forgotten last. The two generations `a` and `b` alternate, so that
parts which a crash left behind are overwritten by the next write instead of lying about.
"""

import hashlib
import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from desktop_app.domain.errors import EnvironmentFault

from .backends import Backend, faults

PART_CHARACTERS = 1_200  # 2,400 bytes of UTF-16; all that is stored is ASCII
_USER = "paraphe"
_GENERATIONS = ("a", "b")
_READS = 3  # another process may be between its steps


@dataclass(frozen=True, slots=True)
class _Manifest:
    generation: str
    parts: int
    sha256: str

    @classmethod
    def parse(cls, text: str) -> "_Manifest":
        try:
            content = json.loads(text)
            return cls(str(content["generation"]), int(content["parts"]), str(content["sha256"]))
        except (KeyError, TypeError, ValueError) as error:
            raise EnvironmentFault("vault_entry_damaged") from error

    def text(self) -> str:
        return json.dumps({"generation": self.generation, "parts": self.parts, "sha256": self.sha256})


class Entries:
    """Secrets by name in one backend. Every method raises EnvironmentFault as `backends.faults` says."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def read(self, name: str) -> str | None:
        """The secret, or None where there is none; raises EnvironmentFault `vault_entry_damaged`."""
        for attempt in range(_READS):
            manifest = self._manifest(name)
            if manifest is None:
                return None
            parts = [self._get(_part(name, manifest.generation, number)) for number in range(manifest.parts)]
            secret = "".join(part or "" for part in parts)
            if _hash(secret) == manifest.sha256:
                return secret
            if attempt == _READS - 1:
                break
        raise EnvironmentFault("vault_entry_damaged")

    def write(self, name: str, secret: str) -> None:
        """Keeps an ASCII secret; raises EnvironmentFault `vault_not_kept` where it cannot be read back."""
        if not secret.isascii():
            raise ValueError("only ASCII is stored")
        with suppress(EnvironmentFault):
            if self.read(name) == secret:
                return
        before = self._manifest_or_none(name)
        generation = _GENERATIONS[1 if before and before.generation == _GENERATIONS[0] else 0]
        parts = [secret[at : at + PART_CHARACTERS] for at in range(0, len(secret), PART_CHARACTERS)]
        self._forget_parts(name, generation)
        for number, part in enumerate(parts):
            self._set(_part(name, generation, number), part)
        if [self._get(_part(name, generation, number)) for number in range(len(parts))] != parts:
            raise EnvironmentFault("vault_not_kept")
        self._set(name, _Manifest(generation, len(parts), _hash(secret)).text())
        if self.read(name) != secret:
            raise EnvironmentFault("vault_not_kept")
        for other in _GENERATIONS:
            if other != generation:
                self._forget_parts(name, other)

    def delete(self, name: str) -> None:
        """Forgets a secret: its manifest first."""
        self._forget([name])
        for generation in _GENERATIONS:
            self._forget_parts(name, generation)

    def _manifest(self, name: str) -> _Manifest | None:
        text = self._get(name)
        return None if text is None else _Manifest.parse(text)

    def _manifest_or_none(self, name: str) -> _Manifest | None:
        """The manifest; None also where it is unreadable, since it is about to be written anew."""
        text = self._get(name)
        with suppress(EnvironmentFault):
            return None if text is None else _Manifest.parse(text)
        return None

    def _forget_parts(self, name: str, generation: str) -> None:
        number = 0
        found: list[str] = []
        while self._get(_part(name, generation, number)) is not None:
            found.append(_part(name, generation, number))
            number += 1
        self._forget(list(reversed(found)))  # the last first, so that a crash leaves no gap that hides the rest

    def _forget(self, services: Sequence[str]) -> None:
        for service in services:
            if self._get(service) is not None:
                with faults():
                    self._backend.delete_password(service, _USER)

    def _get(self, service: str) -> str | None:
        with faults():
            return self._backend.get_password(service, _USER)

    def _set(self, service: str, text: str) -> None:
        with faults():
            self._backend.set_password(service, _USER, text)


def _part(name: str, generation: str, number: int) -> str:
    return f"{name} {generation}{number}"


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
