"""`paraphe` in this process: its arguments, its streams, its exit code, with a credential store in memory."""

import io
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desktop_app.cli.context import Machine
from desktop_app.cli.main import main
from desktop_app.cli.output import Console
from desktop_app.config.layers import Organisation, nobody
from desktop_app.vault import Vault, memory_vault

INK = Path(__file__).parents[3] / "resources" / "ink" / "tablet-1.json"


@dataclass(frozen=True)
class Ran:
    """What came of a command."""

    code: int
    out: str
    errors: str

    @property
    def json(self) -> Any:
        """The one document on standard output."""
        return json.loads(self.out)


@dataclass
class Line:
    """One profile's command line."""

    profile: Path
    vault: Vault = field(default_factory=memory_vault)
    organisation: Organisation = nobody
    open_vault: Callable[[Path], Vault] | None = None
    account_sid: Callable[[], str | None] | None = None

    def run(self, *arguments: str, stdin: str | bytes = b"") -> Ran:
        """Runs one command."""
        out, errors = io.StringIO(), io.StringIO()
        source = io.BytesIO(stdin.encode() if isinstance(stdin, str) else stdin)
        machine = Machine(self.organisation, self.open_vault or (lambda _: self.vault), self.account_sid)
        code = main(
            ["--profile", str(self.profile), *arguments], Console(out=out, errors=errors, source=source), machine
        )
        return Ran(code, out.getvalue(), errors.getvalue())

    def json(self, *arguments: str, stdin: str | bytes = b"") -> Any:
        """Runs one command that must succeed, with --json; its document."""
        ran = self.run(*arguments, "--json", stdin=stdin)
        assert ran.code == 0, ran.errors
        return ran.json

    def refused(self, *arguments: str, stdin: str | bytes = b"") -> tuple[str, str]:
        """Runs one command that must be refused; its code and sentence."""
        ran = self.run(*arguments, "--json", stdin=stdin)
        assert ran.code == 2, (ran.code, ran.errors)
        error = ran.json["error"]
        assert error["message"] == ran.errors.strip().rpartition("\n")[2] or error["message"] in ran.errors
        return error["code"], error["message"]

    def sign(self, *more: str, session: str = "session-1") -> Any:
        """A valid sign-off."""
        self.run("token", "set", "session", stdin=session)
        return self.json("sign", "--first-name", "Ann", "--last-name", "Bo", "--signature", str(INK), *more)

    @property
    def files(self) -> dict[str, bytes]:
        """Everything in the profile but its logs, to see that nothing was changed."""
        kept = [path for path in self.profile.rglob("*") if path.is_file() and "Logs" not in path.parts]
        return {str(path.relative_to(self.profile)): path.read_bytes() for path in kept}
