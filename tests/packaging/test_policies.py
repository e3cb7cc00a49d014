"""The group policies say what the table of settings says, in both languages, and the program reads what they write."""

import re
import sys
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from desktop_app.config.layers import Layer
from desktop_app.config.organisation import MachineOrganisation
from desktop_app.config.settings import TABLE

sys.path.insert(0, str(Path(__file__).parents[2] / "packaging"))
import policies

NS = {"p": policies.NAMESPACE}
NAME = re.compile(r"\w+")


def root_of(text: str) -> ET.Element:
    return ET.fromstring(text.encode())


class WrittenByTheEditor:
    """A registry as the policy editor leaves it after every policy was set."""

    def __init__(self) -> None:
        self.written: dict[str, object] = {}
        for policy in root_of(policies.admx()).iterfind(".//p:policy", NS):
            assert policy.get("key") == r"Software\Policies\Paraphe"
            if (name := policy.get("valueName")) is not None:
                on = policy.find("p:enabledValue/p:decimal", NS)
                assert on is not None
                self.written[name] = int(on.get("value", ""))
            for element in policy.iterfind("p:elements/*", NS):
                self.written[element.get("valueName", "")] = self._value(element)

    @staticmethod
    def _value(element: ET.Element) -> object:
        kind = element.tag.rpartition("}")[2]
        if kind == "decimal":
            return int(element.get("maxValue", ""))
        if kind == "enum":
            choice = element.find("p:item/p:value/p:string", NS)
            assert choice is not None
            return choice.text
        return ["a.example"] if kind == "multiText" else ""

    def values(self, hive: str, key: str) -> Mapping[str, object]:
        del key
        return self.written if hive == "HKLM" else {}


def test_every_setting_has_a_policy_that_the_program_reads() -> None:
    managed = MachineOrganisation(WrittenByTheEditor(), Path("no such file"), lambda _: False)()
    assert set(managed.values[Layer.MACHINE_POLICY]) == set(TABLE)
    assert managed.notices == ()


@pytest.mark.parametrize("language", ["en-US", "fr-FR"])
def test_every_word_that_the_definitions_ask_for_is_there(language: str) -> None:
    definitions, words = policies.admx(), root_of(policies.adml(language))
    strings = {element.get("id") for element in words.iterfind(".//p:string", NS)}
    presentations = {element.get("id") for element in words.iterfind(".//p:presentation", NS)}
    assert set(re.findall(r"\$\(string\.(\w+)\)", definitions)) == strings
    assert set(re.findall(r"\$\(presentation\.(\w+)\)", definitions)) == presentations
    assert all(element.text for element in words.iterfind(".//p:string", NS))


@pytest.mark.parametrize("language", ["en-US", "fr-FR"])
def test_every_element_has_its_control(language: str) -> None:
    elements = {element.get("id") for element in root_of(policies.admx()).iterfind(".//p:elements/*", NS)}
    controls = {element.get("refId") for element in root_of(policies.adml(language)).iter() if element.get("refId")}
    assert elements == controls


def test_names_are_such_as_the_schema_takes() -> None:
    for policy in root_of(policies.admx()).iterfind(".//p:policy", NS):
        assert NAME.fullmatch(policy.get("name", ""))


def test_the_french_words_are_french() -> None:
    assert "Couleur de l\u2019encre" in policies.adml("fr-FR")
    assert "Ink colour" not in policies.adml("fr-FR")


@pytest.mark.parametrize("language", ["en-US", "fr-FR"])
def test_choices_are_called_what_the_window_calls_them(language: str) -> None:
    strings = {
        element.get("id"): element.text for element in root_of(policies.adml(language)).iterfind(".//p:string", NS)
    }
    assert strings["session_reuse_ask"] == {"en-US": "Ask", "fr-FR": "Demander"}[language]
    assert strings["kiosk_touch_keyboard_own"] == {"en-US": "Paraphe's own", "fr-FR": "Celui de Paraphe"}[language]
    for setting in TABLE.values():
        for value in setting.choices:
            assert strings[f"{setting.field}_{value}"] != value


def test_what_may_be_empty_is_not_asked_for() -> None:
    for element in root_of(policies.admx()).iterfind(".//p:elements/*", NS):
        setting = next(row for row in TABLE.values() if row.key == element.get("valueName"))
        assert (element.get("required") == "true") is (setting.default not in ("", ())), setting.key


def test_the_files_are_written(tmp_path: Path) -> None:
    files = policies.write(tmp_path)
    assert [file.relative_to(tmp_path).as_posix() for file in files] == [
        "Paraphe.admx",
        "en-US/Paraphe.adml",
        "fr-FR/Paraphe.adml",
        "paraphe-sample.reg",
    ]
    sample = files[-1].read_bytes().decode()
    assert '"api_url"="https://api.example.org/main"\r\n' in sample
    assert '"kiosk.idle_s"=dword:0000005a\r\n' in sample
    assert '"sync.upload_hosts"=hex(7):2a,00,2e,00,' in sample
