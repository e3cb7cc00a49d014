r"""Writes the group policies of Paraphe from its table of settings: ADMX, ADML in French and English, a sample .reg.

    python packaging/policies.py [FOLDER]        (build/policies)

They cannot drift from the program: nothing of a setting is said here but how its type looks in a policy. Copy
`Paraphe.admx` and the two language folders to `%SystemRoot%\PolicyDefinitions`, or to the central store.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from desktop_app.config.organisation import POLICY_KEY  # noqa: E402 -- found through the line above
from desktop_app.config.setting import LIST_MAX, TEXT_MAX, Kind, Setting, Value, Words  # noqa: E402 -- as above
from desktop_app.config.settings import TABLE  # noqa: E402 -- as above

NAMESPACE = "http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions"
CATEGORY = "Paraphe"
SUPPORTED = "SupportedParaphe"
_FIXED = {
    "en-US": {CATEGORY: "Paraphe", SUPPORTED: "Paraphe 0.1 or later"},
    "fr-FR": {CATEGORY: "Paraphe", SUPPORTED: "Paraphe 0.1 ou plus récent"},
}
_NONE_SET = {
    "en-US": "Not configured: the person at the computer decides.",
    "fr-FR": "Non configuré : la personne devant l'ordinateur décide.",
}
SAMPLES: dict[str, Value] = {
    "api_url": "https://api.example.org/main",
    "sync.upload_hosts": ("*.s3.eu-west-3.amazonaws.com",),
    "session_reuse": "refuse",
    "kiosk.enabled": True,
    "kiosk.idle_s": 90,
}
"""What the sample .reg sets: one of each type."""


def admx() -> str:
    """The definitions: what the policy editor writes into the registry."""
    root = ET.Element("policyDefinitions", xmlns=NAMESPACE, revision="1.0", schemaVersion="1.0")
    ET.SubElement(ET.SubElement(root, "policyNamespaces"), "target", prefix="paraphe", namespace="Paraphe.Policies")
    ET.SubElement(root, "resources", minRequiredRevision="1.0")
    definitions = ET.SubElement(ET.SubElement(root, "supportedOn"), "definitions")
    ET.SubElement(definitions, "definition", name=SUPPORTED, displayName=_string(SUPPORTED))
    ET.SubElement(ET.SubElement(root, "categories"), "category", name=CATEGORY, displayName=_string(CATEGORY))
    policies = ET.SubElement(root, "policies")
    for setting in TABLE.values():
        _policy(policies, setting)
    return _text(root)


def adml(language: str) -> str:
    """The words of the policy editor in `en-US` or `fr-FR`."""
    root = ET.Element("policyDefinitionResources", xmlns=NAMESPACE, revision="1.0", schemaVersion="1.0")
    ET.SubElement(root, "displayName").text = CATEGORY
    ET.SubElement(root, "description").text = CATEGORY
    resources = ET.SubElement(root, "resources")
    strings = ET.SubElement(resources, "stringTable")
    for name, text in _strings(language):
        ET.SubElement(strings, "string", id=name).text = text
    presentations = ET.SubElement(resources, "presentationTable")
    for setting in TABLE.values():
        if setting.kind is not Kind.SWITCH:
            _presentation(presentations, setting, _words(setting, language))
    return _text(root)


def reg() -> str:
    """A sample for machines without group policies: one setting of each type."""
    lines = ["Windows Registry Editor Version 5.00", "", rf"[HKEY_LOCAL_MACHINE\{POLICY_KEY}]"]
    lines += [f'"{key}"={_reg_value(TABLE[key].parsed(value))}' for key, value in SAMPLES.items()]
    return "\r\n".join([*lines, ""])


def write(folder: Path) -> list[Path]:
    """Writes everything; the files."""
    wanted = {
        "Paraphe.admx": admx(),
        "en-US/Paraphe.adml": adml("en-US"),
        "fr-FR/Paraphe.adml": adml("fr-FR"),
        "paraphe-sample.reg": reg(),
    }
    written = []
    for name, text in wanted.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")
        written.append(file)
    return written


def _policy(policies: ET.Element, setting: Setting) -> None:
    name = setting.field
    facts = {
        "name": name,
        "class": "Both",
        "displayName": _string(name),
        "explainText": _string(f"{name}_help"),
        "key": POLICY_KEY,
    }
    if setting.kind is Kind.SWITCH:
        facts["valueName"] = setting.key
    else:
        facts["presentation"] = f"$(presentation.{name})"
    policy = ET.SubElement(policies, "policy", facts)
    ET.SubElement(policy, "parentCategory", ref=CATEGORY)
    ET.SubElement(policy, "supportedOn", ref=SUPPORTED)
    if setting.kind is Kind.SWITCH:
        ET.SubElement(ET.SubElement(policy, "enabledValue"), "decimal", value="1")
        ET.SubElement(ET.SubElement(policy, "disabledValue"), "decimal", value="0")
        return
    elements = ET.SubElement(policy, "elements")
    place = {"id": name, "valueName": setting.key}
    if setting.kind is Kind.TEXT:  # not required, as a list is not: that nothing is entered means something
        ET.SubElement(elements, "text", {**place, "maxLength": str(min(TEXT_MAX, 1_023))})
    elif setting.kind is Kind.TEXTS:
        ET.SubElement(elements, "multiText", {**place, "maxStrings": str(LIST_MAX)})
    elif setting.kind is Kind.NUMBER:
        limits = {"minValue": str(setting.least), "maxValue": str(setting.most)}
        ET.SubElement(elements, "decimal", {**place, "required": "true", **limits})
    else:
        choices = ET.SubElement(elements, "enum", {**place, "required": "true"})
        for choice in setting.choices:
            item = ET.SubElement(choices, "item", displayName=_string(f"{name}_{choice}"))
            ET.SubElement(ET.SubElement(item, "value"), "string").text = choice


def _presentation(presentations: ET.Element, setting: Setting, words: Words) -> None:
    presentation = ET.SubElement(presentations, "presentation", id=setting.field)
    if setting.kind is Kind.TEXT:
        ET.SubElement(ET.SubElement(presentation, "textBox", refId=setting.field), "label").text = words.name
    elif setting.kind is Kind.TEXTS:
        ET.SubElement(presentation, "multiTextBox", refId=setting.field).text = words.name
    elif setting.kind is Kind.NUMBER:
        box = ET.SubElement(presentation, "decimalTextBox", refId=setting.field, defaultValue=str(setting.default))
        box.text = words.name
    else:
        first = str(list(setting.choices).index(str(setting.default)))
        ET.SubElement(presentation, "dropdownList", refId=setting.field, defaultItem=first).text = words.name


def _strings(language: str) -> Iterator[tuple[str, str]]:
    yield from _FIXED[language].items()
    for setting in TABLE.values():
        words = _words(setting, language)
        yield setting.field, words.name
        yield f"{setting.field}_help", f"{words.explanation}\n\n{_NONE_SET[language]}"
        for value, choice in setting.choices.items():
            yield f"{setting.field}_{value}", choice.french if language.startswith("fr") else choice.english


def _words(setting: Setting, language: str) -> Words:
    return setting.french if language.startswith("fr") else setting.english


def _string(name: str) -> str:
    return f"$(string.{name})"


def _reg_value(value: Value) -> str:
    if isinstance(value, bool | int):
        return f"dword:{int(value):08x}"
    if isinstance(value, tuple):
        data = ("\0".join(value) + "\0\0").encode("utf-16-le")
        return "hex(7):" + ",".join(f"{byte:02x}" for byte in data)
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _text(root: ET.Element) -> str:
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


if __name__ == "__main__":
    for path in write(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "policies"):
        print(path)
