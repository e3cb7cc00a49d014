"""`paraphe` as real processes of one profile, and the search for secrets in everything they leave behind."""

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
INK = ROOT / "resources" / "ink" / "tablet-1.json"
FIRST_NAME, LAST_NAME = "Aurelienne", "Quintebois"
COMMENT = "Heizkreisverteiler entlueftet"
ACTION = "Sicherungsautomat F12 getauscht"


@dataclass
class Program:
    """One profile; everything that its processes printed and were called with is kept for the search."""

    profile: Path
    environment: Mapping[str, str]
    printed: list[str] = field(default_factory=list)
    called: list[str] = field(default_factory=list)

    def command(self, *arguments: str) -> list[str]:
        """The command line of a process."""
        return [sys.executable, "-m", "desktop_app", "--profile", str(self.profile), *arguments]

    def start(self, *arguments: str, **more: str) -> "subprocess.Popen[str]":
        """Starts a process and returns at once."""
        self.called.append(" ".join(arguments))
        return subprocess.Popen(
            self.command(*arguments),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**self.environment, **more, "PYTHONPATH": str(ROOT)},
            text=True,
        )

    def run(self, *arguments: str, stdin: str = "", timeout_s: float = 60.0) -> "subprocess.CompletedProcess[str]":
        """Runs a process to its end."""
        with self.start(*arguments) as process:
            try:
                out, errors = process.communicate(stdin, timeout_s)
            finally:
                process.kill()  # does nothing to one that has ended
        self.printed += [out, errors]
        return subprocess.CompletedProcess(arguments, process.returncode, out, errors)

    def json(self, *arguments: str, stdin: str = "") -> Any:
        """Runs one that must succeed, with --json; its document."""
        ran = self.run(*arguments, "--json", stdin=stdin)
        assert ran.returncode == 0, ran.stderr
        return json.loads(ran.stdout)

    def set_up(self, api_url: str, account: str, session: str) -> None:
        """Everything that signing and sending need."""
        self.json("config", "set", "api_url", api_url)
        self.json("token", "set", "account", stdin=account)
        self.json("token", "set", "session", stdin=session)

    def sign(self) -> Any:
        """A sign-off, its form on standard input."""
        form = {"firstName": FIRST_NAME, "lastName": LAST_NAME, "comment": COMMENT, "actionComment": ACTION}
        return self.json("sign", "--form", "-", stdin=json.dumps(form | {"signature": str(INK)}))

    def assert_nothing_leaked(self, secrets: Iterable[str]) -> None:
        """No secret in what was printed, in arguments, or in any file of the profile: logs, database, WAL, crashes."""
        wanted = [FIRST_NAME, LAST_NAME, COMMENT, ACTION, "X-Amz-Signature", *secrets]
        places = {"printed": "\n".join(self.printed).encode(), "arguments": "\n".join(self.called).encode()}
        places |= {str(path): path.read_bytes() for path in self.profile.rglob("*") if path.is_file()}
        assert len(places) > 3
        for place, content in places.items():
            for secret in wanted:
                assert secret.encode() not in content, f"{secret[:12]}… in {place}"
                assert secret.encode("utf-16-le") not in content, f"{secret[:12]}… in {place}"
