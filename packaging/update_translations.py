"""Brings ``resources/translations/*.ts`` up to date with the sources, and says what is left to translate.

    .venv/bin/python packaging/update_translations.py [--check]

Needs the checkout's environment (Qt's lupdate). ``--check`` changes nothing and fails where a text is missing,
unfinished or no longer used. English has only what counts: "%n sign-off(s)" as one and as many.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "translations"
LANGUAGES = ("en", "fr")
COUNTED = "%n"
Key = tuple[str, str]  # context and source


def main(arguments: list[str]) -> int:
    """0 where nothing is left to do."""
    check = "--check" in arguments
    found = sources()
    left: list[str] = []
    for language in LANGUAGES:
        wanted = [key for key in found if language != "en" or COUNTED in key[1]]
        file = FOLDER / f"paraphe_{language}.ts"
        known = read(file)
        left += [f"{language}: {context}: {source}" for context, source in wanted if not known.get((context, source))]
        left += [f"{language}: no longer used: {source}" for _, source in known.keys() - set(wanted)]
        if not check:
            write(file, language, {key: known.get(key, []) for key in wanted})
    print("\n".join(left) or "Nothing is left to translate.")
    return 1 if left else 0


def sources() -> list[Key]:
    """Every text marked in the sources, as Qt's lupdate reads them."""
    tool = shutil.which("pyside6-lupdate", path=str(Path(sys.executable).parent)) or "pyside6-lupdate"
    files = sorted([*(ROOT / "desktop_app" / "ui").rglob("*.py"), ROOT / "desktop_app" / "messages.py"])
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "found.ts"
        options = ["-silent", "-source-language", "en", "-target-language", "fr", "-locations", "none", "-ts"]
        subprocess.run([tool, *map(str, files), *options, str(made)], check=True, stdout=subprocess.DEVNULL)
        return list(read(made))


def read(file: Path) -> dict[Key, list[str]]:
    """Translations by context and source; [] where there is none yet."""
    if not file.exists():
        return {}
    known: dict[Key, list[str]] = {}
    for context in ET.parse(file).getroot().iter("context"):  # noqa: S314 - our own file
        for message in context.iter("message"):
            translation = message.find("translation")
            texts: list[str] = []
            if translation is not None and translation.get("type") is None:
                forms = [form.text or "" for form in translation.findall("numerusform")]
                texts = forms or [translation.text or ""]
            known[context.findtext("name", ""), message.findtext("source", "")] = texts if all(texts) else []
    return known


def write(file: Path, language: str, texts: dict[Key, list[str]]) -> None:
    """A .ts in the order of context and source, so that two people's changes meet without a conflict."""
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    contexts: dict[str, ET.Element] = {}
    for (context, source), forms in sorted(texts.items()):
        if context not in contexts:
            contexts[context] = ET.SubElement(root, "context")
            ET.SubElement(contexts[context], "name").text = context
        message = ET.SubElement(contexts[context], "message")
        ET.SubElement(message, "source").text = source
        translation = ET.SubElement(message, "translation")
        if not forms:
            translation.set("type", "unfinished")
        if COUNTED in source:
            message.set("numerus", "yes")
            for form in forms:
                ET.SubElement(translation, "numerusform").text = form
        elif forms:
            translation.text = forms[0]
    ET.indent(root, " ")
    body = ET.tostring(root, encoding="unicode")
    file.parent.mkdir(exist_ok=True)
    file.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', encoding="utf-8", newline="\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
