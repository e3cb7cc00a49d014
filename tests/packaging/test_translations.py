"""Qt reads what our own compiler writes just as it reads what lrelease writes."""

import subprocess
import sys
from pathlib import Path

import pytest
import translations
from PySide6.QtCore import QTranslator

SOURCE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr_FR">
<context><name>Window</name>
<message><source>Sign off</source><translation>Signer</translation></message>
<message><source>Sign off</source><comment>title</comment><translation>Signature — « été »</translation></message>
<message numerus="yes"><source>%n waiting</source><translation>
<numerusform>%n en attente</numerusform><numerusform>%n en attentes</numerusform></translation></message>
<message><source>Later</source><translation type="unfinished">?</translation></message>
<message><source>Gone</source><translation type="vanished">Parti</translation></message>
</context>
<context><name>messages</name>
<message><source>Sign off</source><translation>Valider &amp; envoyer</translation></message>
<message><source>Café &lt;b&gt;</source><translation>Thé 𝛑</translation></message>
</context>
</TS>
"""


def lookups(file: Path) -> list[str | None]:
    translator = QTranslator()
    assert translator.load(str(file))
    asked: list[tuple[str, str, str | None, int]] = [
        ("Window", "Sign off", None, -1),
        ("Window", "Sign off", "title", -1),
        ("messages", "Sign off", None, -1),
        ("messages", "Café <b>", None, -1),
        ("Window", "%n waiting", None, 0),
        ("Window", "%n waiting", None, 1),
        ("Window", "%n waiting", None, 2),
        ("Window", "Later", None, -1),
        ("Window", "Gone", None, -1),
        ("Elsewhere", "Sign off", None, -1),
    ]
    return [translator.translate(context, text, note, number) for context, text, note, number in asked]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "paraphe_fr.ts").write_text(SOURCE, encoding="utf-8")
    return tmp_path


def test_texts_notes_plurals_and_contexts_are_found(folder: Path) -> None:
    (made,) = translations.compile_all(folder)
    found = lookups(made)
    assert found[:7] == [
        "Signer",
        "Signature — « été »",
        "Valider & envoyer",
        "Thé 𝛑",
        "%n en attente",
        "%n en attente",
        "%n en attentes",
    ]
    assert not any(found[7:])


def test_lrelease_says_the_same(folder: Path) -> None:
    (made,) = translations.compile_all(folder)
    ours = lookups(made)
    tool = Path(sys.executable).parent / "pyside6-lrelease"
    theirs = folder / "theirs.qm"
    done = subprocess.run(
        [tool, "-nounfinished", folder / "paraphe_fr.ts", "-qm", theirs], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert ours == lookups(theirs)
