"""Checks of the machine: version, settings, policies, profile, disk, credential store, tokens."""

import os
import platform
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from datetime import timedelta

from desktop_app import __version__
from desktop_app.config.layers import MANAGED
from desktop_app.domain.errors import EnvironmentFault
from desktop_app.domain.origin import origin

from .checkup import Checkup
from .findings import Finding, Verdict

_DISK_LEAST_BYTES = 20 << 20  # some hundred sign-offs
_DISK_LOW_BYTES = 500 << 20
_PROBE_BYTES = 3_000  # as base64 more than Windows takes in one entry
# Failed, too: which of its errors Windows gives to a task without a stored password is not known for sure.
_UNATTENDED = frozenset({"vault_locked", "vault_missing", "vault_failed"})
_EXPIRES_SOON = timedelta(days=7)


def version(_checkup: Checkup) -> Iterator[Finding]:
    """What is running."""
    facts = {"version": __version__, "python": platform.python_version(), "system": platform.platform()}
    yield Finding("version", Verdict.FINE, "doctor_version", facts)


def settings(checkup: Checkup) -> Iterator[Finding]:
    """Whether the settings can be used."""
    configuration = checkup.configuration
    yield Finding("settings", Verdict.FINE, "doctor_settings", {"file": checkup.paths.settings_file})
    if not configuration.settings.api_url:
        yield Finding("settings", Verdict.PERSON, "api_url_missing")


def policy(checkup: Checkup) -> Iterator[Finding]:
    """What the organisation has set, and what of it was not taken over."""
    configuration = checkup.configuration
    for code, facts in configuration.notices:
        yield Finding("policy", Verdict.KNOW, code, facts)
    managed = [f"{key} ({layer})" for key, layer in configuration.origins.items() if layer in MANAGED]
    if managed:
        yield Finding("policy", Verdict.FINE, "doctor_managed", {"keys": ", ".join(managed)})
    else:
        yield Finding("policy", Verdict.FINE, "doctor_unmanaged")


def profile(checkup: Checkup) -> Iterator[Finding]:
    """Whether the profile lies where it stays."""
    place = checkup.place(checkup.paths)
    facts = {"folder": checkup.paths.profile, "kind": place.kind or "unknown"}
    if place.remote:
        yield Finding("profile", Verdict.KNOW, "doctor_profile_remote", facts)
    if place.volatile:
        yield Finding("profile", Verdict.KNOW, "doctor_profile_volatile", facts)
    if not place.remote and not place.volatile:
        yield Finding("profile", Verdict.FINE, "doctor_profile", facts)


def disk(checkup: Checkup) -> Iterator[Finding]:
    """Whether a sign-off could be written now."""
    folder = checkup.paths.profile
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".doctor-") as probe:
            probe.write(os.urandom(4096))
            probe.flush()
            os.fsync(probe.fileno())
        free_bytes = shutil.disk_usage(folder).free
    except OSError as error:
        yield Finding(
            "disk", Verdict.PERSON, "doctor_disk_unwritable", {"folder": folder, "kind": error.strerror or ""}
        )
        return
    facts = {"free_mb": free_bytes >> 20}
    if free_bytes < _DISK_LEAST_BYTES:
        yield Finding("disk", Verdict.PERSON, "doctor_disk_full", facts)
    elif free_bytes < _DISK_LOW_BYTES:
        yield Finding("disk", Verdict.KNOW, "doctor_disk_low", facts)
    else:
        yield Finding("disk", Verdict.FINE, "doctor_disk", facts)


def credential_store(checkup: Checkup) -> Iterator[Finding]:
    """Writes a secret that is longer than one entry of Windows takes, reads it back, and forgets it."""
    name, probe = f"doctor-{secrets.token_hex(4)}", secrets.token_bytes(_PROBE_BYTES)
    try:
        vault = checkup.vault
        try:
            vault.store_outbox_key(name, probe)
            kept = vault.outbox_key(name) == probe
        finally:
            vault.clear_outbox_key(name)
    except EnvironmentFault as fault:
        yield Finding("credential store", Verdict.PERSON, fault.code, fault.facts)
        if fault.code in _UNATTENDED:
            yield Finding("credential store", Verdict.KNOW, "doctor_vault_unattended")
        return
    if kept:
        yield Finding("credential store", Verdict.FINE, "doctor_vault", {"store": vault.status().store})
    else:
        yield Finding("credential store", Verdict.PERSON, "vault_not_kept")


def tokens(checkup: Checkup) -> Iterator[Finding]:
    """The account token's origin and expiry, and the session's."""
    status, now, api_url = checkup.vault.status(), checkup.now(), checkup.settings.api_url
    if status.account_origin is None:
        yield Finding("account token", Verdict.PERSON, "account_token_missing")
    elif api_url and status.account_origin != origin(api_url):
        facts = {"origin": status.account_origin, "wanted": origin(api_url)}
        yield Finding("account token", Verdict.PERSON, "doctor_account_elsewhere", facts)
    elif status.account_expires_at is None:
        yield Finding("account token", Verdict.FINE, "doctor_account_endless")
    else:
        facts = {"until": _day(status.account_expires_at)}
        if status.account_expires_at <= now:
            yield Finding("account token", Verdict.PERSON, "doctor_account_expired", facts)
        elif status.account_expires_at <= now + _EXPIRES_SOON:
            yield Finding("account token", Verdict.KNOW, "doctor_account_expires_soon", facts)
        else:
            yield Finding("account token", Verdict.FINE, "doctor_account", facts)
    if not status.has_session:
        yield Finding("session", Verdict.FINE, "doctor_no_session")
    elif status.session_expires_at is not None and status.session_expires_at <= now:
        yield Finding("session", Verdict.KNOW, "doctor_session_expired", {"until": _day(status.session_expires_at)})
    else:
        yield Finding("session", Verdict.FINE, "doctor_session")


def _day(moment: object) -> str:
    return str(moment)[:16].replace(" ", "T") + "Z"
