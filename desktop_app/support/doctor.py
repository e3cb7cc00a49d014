"""The doctor: every check in order; one that fails becomes a finding and holds back no other."""

import logging
from collections.abc import Callable, Iterator

from desktop_app.domain.errors import NotNow, ParapheError

from .checkup import Checkup
from .findings import Finding, Verdict, exit_code, told
from .local_checks import credential_store, disk, policy, profile, settings, tokens, version
from .network_checks import network
from .outbox_check import outbox

_log = logging.getLogger("paraphe.doctor")
CHECKS: tuple[tuple[str, Callable[[Checkup], Iterator[Finding]]], ...] = (
    ("version", version),
    ("settings", settings),
    ("policy", policy),
    ("profile", profile),
    ("disk", disk),
    ("credential store", credential_store),
    ("account token", tokens),
    ("sign-offs", outbox),
    ("service", network),
)


def examine(checkup: Checkup) -> list[Finding]:
    """All findings. Takes as long as the network's time-outs; changes nothing."""
    findings: list[Finding] = []
    for name, check in CHECKS:
        try:
            findings.extend(check(checkup))
        except ParapheError as error:
            verdict = Verdict.LATER if isinstance(error, NotNow) else Verdict.PERSON
            found = Finding(name, verdict, error.code, error.facts)
            # The same trouble (a locked store, unreadable settings) meets several checks and is told once.
            if all(known.code != error.code for known in findings):
                findings.append(found)
        except Exception as error:  # noqa: BLE001 - a check that breaks is a finding too
            _log.exception("the check %s failed", name)
            findings.append(Finding(name, Verdict.PERSON, "doctor_check_failed", {"kind": type(error).__name__}))
    return findings


__all__ = ["CHECKS", "examine", "exit_code", "told"]
