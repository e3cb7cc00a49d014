"""Authenticode signatures: a step with a hook, skipped where no certificate is given.

``--sign-command "TOOL … {file}"`` runs any tool (a cloud service, a smart card); ``--certificate FILE.pfx`` uses
osslsigncode on Debian and signtool on Windows. The password comes from a file; signtool takes it only as an argument,
so that a shared build machine wants a certificate in the Windows store and ``--sign-command``.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from release.product import NAME
from release.runtime import BuildFailed, run_tool

# Tells the signing step that another tool runs for the build (release/sign_one.py): in no file and no argument.
HANDED_OVER = "PARAPHE_SIGNING"
KITS = Path("C:/Program Files (x86)/Windows Kits/10/bin")


@dataclass(frozen=True)
class Signing:
    """What signs, or nothing. ``timestamp_url`` keeps a signature good after its certificate has ended."""

    command: str | None = None
    certificate: Path | None = None
    password_file: Path | None = None
    timestamp_url: str | None = None

    def __bool__(self) -> bool:
        return self.command is not None or self.certificate is not None

    def sign(self, files: Iterable[Path]) -> None:
        """Sign each file in place; without a certificate nothing happens.

        Raises:
            BuildFailed: the tool refused.
        """
        if not self:
            return
        for file in files:
            run_tool(self._command_for(file), why=f"Signing {file.name}")
            signed = file.with_name(f"{file.name}.signed")
            if signed.exists():
                signed.replace(file)

    def handed_over(self) -> Mapping[str, str]:
        """The environment by which ``taken_over`` in a program that somebody else starts is the same."""
        paths = (self.certificate, self.password_file)
        values = [self.command, *(str(path.resolve()) if path else None for path in paths), self.timestamp_url]
        return {HANDED_OVER: json.dumps(values)}

    @classmethod
    def taken_over(cls) -> Signing:
        """What ``handed_over`` put into this program's environment."""
        command, certificate, password_file, timestamp_url = json.loads(os.environ[HANDED_OVER])
        return cls(
            command,
            Path(certificate) if certificate else None,
            Path(password_file) if password_file else None,
            timestamp_url,
        )

    def _command_for(self, file: Path) -> list[str]:
        if self.command is not None:
            if "{file}" not in self.command:
                raise BuildFailed("the signing command has no {file}")
            return [part.replace("{file}", str(file)) for part in words(self.command, windows=os.name == "nt")]
        if sys.platform == "win32":
            password = ["/p", self.password_file.read_text().strip()] if self.password_file else []
            stamp = ["/tr", self.timestamp_url, "/td", "sha256"] if self.timestamp_url else []
            return [signtool(), "sign", "/fd", "sha256", "/f", str(self.certificate), *password, *stamp, str(file)]
        password = ["-readpass", str(self.password_file)] if self.password_file else []
        stamp = ["-ts", self.timestamp_url] if self.timestamp_url else []
        into = ["-in", str(file), "-out", f"{file}.signed"]
        return [
            "osslsigncode",
            "sign",
            "-pkcs12",
            str(self.certificate),
            *password,
            "-h",
            "sha256",
            "-n",
            NAME,
            *stamp,
            *into,
        ]


def words(command: str, *, windows: bool) -> list[str]:
    r"""The parts of a command line: on Windows a backslash is a backslash, and quotes hold a part together."""
    if not windows:
        return shlex.split(command)
    return [part.replace('"', "") for part in re.findall(r'(?:[^\s"]|"[^"]*")+', command)]


def signtool(kits: Path = KITS) -> str:
    """Where Windows' SDK has put it, which is not on the PATH: the newest of those that are there."""
    found = kits.glob("*/x64/signtool.exe")
    newest = max(found, key=lambda path: [int(part) for part in re.findall(r"\d+", path.parts[-3])], default=None)
    return shutil.which("signtool") or str(newest or "signtool")
