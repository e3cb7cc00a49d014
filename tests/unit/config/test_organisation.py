"""Managed settings: precedence, trust, and what a person may still set."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from desktop_app.config.layers import Layer, Managed, load, set_values
from desktop_app.config.organisation import (
    POLICY_KEY,
    MachineOrganisation,
    belongs_to_root,
    is_administrators,
    leads_elsewhere,
    runs_as_service,
)
from desktop_app.config.paths import Paths, machine_settings_file
from desktop_app.domain.errors import InvalidInput


class FakeRegistry:
    """Values by hive, all under the policies' key."""

    def __init__(self, **hives: Mapping[str, object]) -> None:
        self.hives = hives

    def values(self, hive: str, key: str) -> Mapping[str, object]:
        assert key == POLICY_KEY
        return self.hives.get(hive, {})


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    profile = tmp_path / "profile"
    profile.mkdir()
    (profile / "settings.toml").write_text('language = "en"\nnotice = "user"\n')
    return Paths(profile)


@pytest.fixture
def machine_file(tmp_path: Path) -> Path:
    return tmp_path / "machine.toml"


def organisation(
    machine_file: Path, registry: FakeRegistry | None = None, *, trusted: bool = True
) -> MachineOrganisation:
    return MachineOrganisation(registry or FakeRegistry(), machine_file, lambda _: trusted)


def test_the_strongest_layer_that_has_a_key_wins(paths: Paths, machine_file: Path) -> None:
    registry = FakeRegistry(
        HKLM={"notice": "machine policy"},
        HKCU={"notice": "user policy", "kiosk.idle_s": 90},
    )
    machine_file.write_text('notice = "machine"\nkiosk.idle_s = 40\nink.colour = "blue"\n')
    configuration = load(paths, organisation(machine_file, registry))
    settings = configuration.settings
    assert (settings.notice, settings.kiosk_idle_s, settings.ink_colour) == ("machine policy", 90, "blue")
    assert (settings.language, settings.session_reuse) == ("en", "ask")
    keys = ("notice", "kiosk.idle_s", "ink.colour", "language", "session_reuse")
    assert [configuration.origin(key) for key in keys] == list(Layer)
    assert [configuration.managed(key) for key in keys] == [True, True, True, False, False]


def test_policies_come_as_the_registry_has_them(paths: Paths, machine_file: Path) -> None:
    registry = FakeRegistry(
        HKLM={"INK.TYPED": 1, "ink.import": 0, "sync.upload_hosts": ["a.example", "*.b.example"], "kiosk.idle_s": 75}
    )
    settings = load(paths, organisation(machine_file, registry)).settings
    assert (settings.ink_typed, settings.ink_import, settings.kiosk_idle_s) == (True, False, 75)
    assert settings.sync_upload_hosts == ("a.example", "*.b.example")


def test_what_is_managed_cannot_be_set(paths: Paths, machine_file: Path) -> None:
    machine_file.write_text('notice = "machine"\n')
    configuration = load(paths, organisation(machine_file))
    before = paths.settings_file.read_bytes()
    with pytest.raises(InvalidInput) as caught:
        set_values(paths, {"language": "fr", "notice": "mine"}, configuration)
    assert caught.value.code == "setting_managed"
    assert paths.settings_file.read_bytes() == before


def test_a_machine_file_of_somebody_else_is_ignored_and_said(paths: Paths, machine_file: Path) -> None:
    machine_file.write_text('notice = "machine"\n')
    configuration = load(paths, organisation(machine_file, trusted=False))
    assert configuration.settings.notice == "user"
    assert [code for code, _ in configuration.notices] == ["machine_settings_ignored"]


def test_a_policy_of_a_newer_template_is_said_and_harms_nothing(paths: Paths, machine_file: Path) -> None:
    configuration = load(paths, organisation(machine_file, FakeRegistry(HKLM={"hologram": 1, "notice": "x"})))
    assert configuration.settings.notice == "x"
    assert configuration.notices == (("policy_unknown", {"key": "hologram", "hive": "HKLM"}),)


@pytest.mark.parametrize(
    ("key", "raw"), [("kiosk.idle_s", "60"), ("ink.typed", 2), ("api_url", "ftp://x"), ("notice", 3)]
)
def test_a_policy_that_breaks_its_rule_is_refused_with_its_place(
    paths: Paths, machine_file: Path, key: str, raw: object
) -> None:
    with pytest.raises(InvalidInput) as caught:
        load(paths, organisation(machine_file, FakeRegistry(HKCU={key: raw})))
    assert (caught.value.code, caught.value.facts["key"]) == ("policy_invalid", key)
    assert str(caught.value.facts["place"]).startswith("HKCU\\")


def test_nobody_manages_anything_by_default(paths: Paths) -> None:
    assert Managed().values == {}
    assert not load(paths).managed("language")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root to make root's files")
def test_only_what_root_alone_can_write_is_the_machines(tmp_path: Path) -> None:
    folder = tmp_path / "etc"
    folder.mkdir(mode=0o755)
    file = folder / "settings.toml"
    file.write_text("")
    file.chmod(0o644)
    assert belongs_to_root(file)
    file.chmod(0o646)
    assert not belongs_to_root(file)
    file.chmod(0o644)
    folder.chmod(0o777)
    assert not belongs_to_root(file)
    folder.chmod(0o755)
    os.chown(file, 12345, 0)
    assert not belongs_to_root(file)
    assert not belongs_to_root(folder / "absent")


@pytest.mark.parametrize(
    ("file", "folder", "trusted"),
    [
        ("S-1-5-32-544", "S-1-5-18", True),
        ("S-1-5-18", "S-1-5-32-544", True),
        ("S-1-5-21-1-2-3-1001", "S-1-5-32-544", False),
        # whoever made the folder can have given rights that every file in it inherits
        ("S-1-5-32-544", "S-1-5-21-1-2-3-1001", False),
        (None, "S-1-5-18", False),
    ],
)
def test_on_windows_file_and_folder_must_be_the_administrators(
    tmp_path: Path, file: str | None, folder: str, *, trusted: bool
) -> None:
    (tmp_path / "settings.toml").touch()
    owners = {tmp_path / "settings.toml": file, tmp_path: folder}
    assert is_administrators(tmp_path / "settings.toml", owners.__getitem__) is trusted


@pytest.mark.parametrize(
    ("mode", "tag", "elsewhere"),
    [
        (0o040777, 0, False),
        (0o040777, 0xA000_0003, True),  # a junction
        (0o120777, 0xA000_000C, True),  # a symbolic link
        (0o100666, 0x8000_0013, False),  # a file that the server keeps once for all who have the same
    ],
)
def test_a_name_that_stands_for_another_place_is_told_by_its_tag(mode: int, tag: int, *, elsewhere: bool) -> None:
    state = SimpleNamespace(st_mode=mode, st_reparse_tag=tag)
    assert leads_elsewhere(cast("os.stat_result", state)) is elsewhere


if sys.platform != "win32":  # there, an administrator alone makes such links

    @pytest.mark.parametrize("linked", ["Paraphe", "settings.toml"])
    def test_what_a_link_leads_to_is_not_the_administrators(tmp_path: Path, linked: str) -> None:
        real = tmp_path / "real"
        real.mkdir()
        (real / "settings.toml").touch()
        folder = tmp_path / "Paraphe"
        if linked == "Paraphe":
            folder.symlink_to(real, target_is_directory=True)
        else:
            folder.mkdir()
            (folder / linked).symlink_to(real / linked)
        assert is_administrators(real / "settings.toml", lambda _: "S-1-5-18")
        assert not is_administrators(folder / "settings.toml", lambda _: "S-1-5-18")


if sys.platform == "win32":
    from desktop_app.config.windows import own_sid, owner_sid, program_data

    def test_the_machines_folder_is_not_looked_for_in_the_environment(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        folder = program_data()
        assert folder is not None
        assert folder.is_dir()
        monkeypatch.setenv("PROGRAMDATA", str(tmp_path))
        assert machine_settings_file() == folder / "Paraphe" / "settings.toml"

    def test_windows_tells_who_runs_a_process() -> None:
        account = own_sid()
        assert account is not None
        assert account.startswith("S-1-5-21-")
        assert not runs_as_service()

    def test_windows_tells_an_owner(tmp_path: Path) -> None:
        (tmp_path / "settings.toml").touch()
        owner = owner_sid(tmp_path / "settings.toml")
        assert owner is not None
        assert owner.startswith("S-1-5-")
        assert owner_sid(tmp_path / "absent.toml") is None
