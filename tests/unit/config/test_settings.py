"""The table of settings, their files and their errors."""

from pathlib import Path

import pytest

from desktop_app.config.layers import Layer, load, set_values
from desktop_app.config.paths import Paths
from desktop_app.config.setting import Setting
from desktop_app.config.settings import TABLE, Settings
from desktop_app.domain.errors import EnvironmentFault, InvalidInput
from desktop_app.messages import sentence_of

PROMISED = {
    "api_url",
    "language",
    "session_reuse",
    "ink.colour",
    "ink.typed",
    "ink.import",
    "sync.max_in_flight",
    "sync.proxy",
    "sync.upload_hosts",
    "outbox.receipt_days",
    "outbox.alert_days",
    "outbox.recovery_key",
    "kiosk.enabled",
    "kiosk.idle_s",
    "notice",
}


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(tmp_path / "profile")


def write(paths: Paths, text: str | bytes) -> None:
    paths.profile.mkdir(parents=True, exist_ok=True)
    paths.settings_file.write_bytes(text.encode() if isinstance(text, str) else text)


def refusal(paths: Paths) -> InvalidInput:
    with pytest.raises(InvalidInput) as caught:
        load(paths)
    return caught.value


def test_every_promised_key_is_there() -> None:
    assert set(TABLE) >= PROMISED


def test_the_table_and_the_typed_settings_are_one() -> None:
    assert [setting.field for setting in TABLE.values()] == list(Settings._fields)
    assert all(getattr(Settings(), setting.field) == setting.default for setting in TABLE.values())


@pytest.mark.parametrize("setting", TABLE.values(), ids=list(TABLE))
def test_every_default_is_allowed_and_explained_in_both_languages(setting: Setting) -> None:
    assert setting.parsed(setting.default) == setting.default
    for words in (setting.english, setting.french):
        assert words.name
        assert words.explanation.endswith(".")


def test_without_a_file_the_defaults_are_in_force(paths: Paths) -> None:
    configuration = load(paths)
    assert configuration.settings == Settings()
    assert configuration.origin("language") is Layer.DEFAULT


def test_a_file_written_by_hand_is_read(paths: Paths) -> None:
    write(paths, '\ufeffapi_url = "https://api.example.org/main/"\n[kiosk]\nidle_s = 30\nenabled = true\n')
    configuration = load(paths)
    assert configuration.settings.api_url == "https://api.example.org/main"
    assert (configuration.settings.kiosk_idle_s, configuration.settings.kiosk_enabled) == (30, True)
    assert configuration.origin("kiosk.idle_s") is Layer.USER


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ('language = "fr"\n\n# comment\nlangage = "fr"\n', "setting_unknown", 4),
        ('[ink]\n# comment\ncolour = "green"\n', "setting_choice", 3),
        ('[sync]\nupload_hosts = [\n  "a.example",\n  3,\n]\n', "setting_type", 2),
        ('language = "fr"\n[kiosk]\nidle_s = "60"\n', "setting_type", 3),
        ("kiosk.idle_s = true\n", "setting_type", 1),
        ("ink.typed = 1\n", "setting_type", 1),
        ("[kiosk]\n\nidle_s = 3\n", "setting_range", 3),
        ('\n\napi_url = "http://api.example.org"\n', "api_url_invalid", 3),
        ('api_url = "https://me:secret@api.example.org"\n', "api_url_invalid", 1),
        ('[sync]\nproxy = "http://me:secret@proxy.example.org"\n', "proxy_invalid", 2),
        ('[sync]\nupload_hosts = ["https://a.example"]\n', "upload_host_invalid", 2),
        ('[outbox]\nrecovery_key = "abcd"\n', "recovery_key_invalid", 2),
        ('notice = "one\\ntwo"\n', "setting_value", 1),
        ('language = "fr\n', "settings_syntax", 1),
        ('language = "fr"\nlanguage = "en"\n', "settings_syntax", 2),
        ('language = "fr"\n[kiosk\n', "settings_syntax", 2),
        ("a = " + "[" * 5_000, "settings_syntax", 1),
    ],
)
def test_what_is_wrong_is_told_with_its_file_and_line(paths: Paths, text: str, code: str, line: int) -> None:
    write(paths, text)
    error = refusal(paths)
    assert (error.code, error.facts["file"], error.facts["line"]) == (code, str(paths.settings_file), line)
    assert f"settings.toml, line {line}: " in sentence_of(error)
    assert "secret" not in sentence_of(error)


def test_a_misspelt_key_is_told_with_the_one_that_was_meant(paths: Paths) -> None:
    write(paths, 'langage = "fr"\n')
    assert sentence_of(refusal(paths)).endswith("There is no setting langage. Did you mean language?")


def test_settings_that_are_not_text_are_refused(paths: Paths) -> None:
    write(paths, b"language = \xff\n")
    assert refusal(paths).code == "settings_not_utf8"
    write(paths, b"#" * (1 << 20) + b"\n#")
    assert refusal(paths).code == "settings_too_large"


def test_settings_that_cannot_be_read_are_told(paths: Paths) -> None:
    paths.settings_file.mkdir(parents=True)
    with pytest.raises(EnvironmentFault) as caught:
        load(paths)
    assert caught.value.code == "settings_not_readable"


def test_setting_a_value_keeps_everything_else_in_the_file(paths: Paths) -> None:
    before = '# ours\nlanguage = "fr"  # for the counter\n\n[kiosk]\nidle_s = 30\n'
    write(paths, before)
    set_values(paths, {"ink.colour": "blue", "kiosk.idle_s": 45}, load(paths))
    text = paths.settings_file.read_text(encoding="utf-8")
    assert "# ours" in text
    assert "# for the counter" in text
    settings = load(paths).settings
    assert (settings.language, settings.ink_colour, settings.kiosk_idle_s) == ("fr", "blue", 45)


def test_removing_a_value_brings_the_default_back(paths: Paths) -> None:
    write(paths, "[kiosk]\nidle_s = 30\n")
    set_values(paths, {"kiosk.idle_s": None, "ink.colour": None}, load(paths))
    assert load(paths).settings == Settings()


def test_one_bad_value_of_several_changes_nothing(paths: Paths) -> None:
    write(paths, 'language = "fr"\n')
    with pytest.raises(InvalidInput):
        set_values(paths, {"ink.colour": "blue", "kiosk.idle_s": 1}, load(paths))
    assert paths.settings_file.read_text(encoding="utf-8") == 'language = "fr"\n'


def test_a_folder_in_the_way_is_told_and_leaves_nothing_behind(paths: Paths) -> None:
    paths.settings_file.parent.parent.mkdir(parents=True, exist_ok=True)
    paths.profile.write_text("a file where the profile should be")
    with pytest.raises(EnvironmentFault) as caught:
        set_values(paths, {"ink.colour": "blue"}, load(Paths(paths.profile / "elsewhere")))
    assert caught.value.code in {"settings_not_writable", "settings_not_readable"}


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("ink.typed", "true", True),
        ("ink.typed", " False ", False),
        ("kiosk.idle_s", "90", 90),
        ("sync.upload_hosts", "A.example, *.s3.example", ("a.example", "*.s3.example")),
        ("sync.upload_hosts", "", ()),
        ("api_url", "http://127.0.0.1:8000/main", "http://127.0.0.1:8000/main"),
        ("sync.proxy", "proxy.example.org:8080", "proxy.example.org:8080"),
    ],
)
def test_values_from_a_command_line(key: str, text: str, value: object) -> None:
    assert TABLE[key].parsed_text(text) == value


@pytest.mark.parametrize(("key", "text"), [("ink.typed", "maybe"), ("kiosk.idle_s", "9.5"), ("kiosk.idle_s", "٣٠")])
def test_values_from_a_command_line_that_are_none(key: str, text: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        TABLE[key].parsed_text(text)
    assert caught.value.code == "setting_type"
