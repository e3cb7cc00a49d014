"""What a check found: a verdict and a code; the sentence is made from the code."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from desktop_app.messages import sentence


class Verdict(StrEnum):
    """From best to worst."""

    FINE = "fine"
    KNOW = "know"  # worth knowing, nothing to do
    LATER = "later"  # may pass by itself
    PERSON = "person"  # somebody has to act


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor's answer. `facts` hold no token, no name, no comment."""

    check: str
    verdict: Verdict
    code: str
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """In people's words."""
        return sentence(self.code, **self.facts)

    def as_json(self) -> dict[str, object]:
        """For programs."""
        facts = {name: fact if isinstance(fact, int | float | bool) else str(fact) for name, fact in self.facts.items()}
        return {
            "check": self.check,
            "verdict": self.verdict.value,
            "code": self.code,
            "message": self.words,
            "facts": facts,
        }


_MARKS = {Verdict.FINE: "ok   ", Verdict.KNOW: "note ", Verdict.LATER: "wait ", Verdict.PERSON: "ACT  "}
_EXIT_CODES = {Verdict.PERSON: 3, Verdict.LATER: 4}


def told(findings: Iterable[Finding]) -> str:
    """All findings in people's words, one a line."""
    return "\n".join(f"{_MARKS[finding.verdict]} {finding.check}: {finding.words}" for finding in findings)


def exit_code(findings: Iterable[Finding]) -> int:
    """0, or 3 where somebody has to act, or 4 where it may pass by itself; 3 wins."""
    verdicts = {finding.verdict for finding in findings}
    return next((code for verdict, code in _EXIT_CODES.items() if verdict in verdicts), 0)
