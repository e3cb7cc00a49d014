"""Compiles ``resources/translations/*.ts`` to the ``.qm`` files that Qt loads, with nothing but the standard library.

    python3 packaging/translations.py

Qt's own lrelease would do, but a wheel is built where no Qt is installed. The format is Qt's (qtranslator.cpp): a magic
number, then sections of a one-byte tag, a length and data, all numbers big-endian. Unfinished texts stay English.
"""

from __future__ import annotations

import struct
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

FOLDER = Path(__file__).resolve().parents[1] / "resources" / "translations"

_MAGIC = bytes.fromhex("3cb86418caef9c95cd211cbf60a1bddd")
# sections
_HASHES, _MESSAGES, _NUMERUS_RULES, _LANGUAGE = 0x42, 0x69, 0x88, 0xA7
# parts of a message
_END, _TRANSLATION, _SOURCE, _CONTEXT, _COMMENT = 1, 3, 6, 7, 8
# "n is at most 1" is the first form of French; "n is 1" of English
_RULES = {"fr": bytes([0x03, 1]), "en": bytes([0x01, 1])}


def compile_all(folder: Path = FOLDER) -> list[Path]:
    """Write a ``.qm`` beside every ``.ts`` and return them."""
    made = []
    for source in sorted(folder.glob("*.ts")):
        target = source.with_suffix(".qm")
        target.write_bytes(compiled(ET.parse(source).getroot()))  # noqa: S314 -- our own file
        made.append(target)
    return made


def compiled(root: ET.Element) -> bytes:
    """The ``.qm`` of a ``.ts`` document's root."""
    language = root.get("language", "")
    messages = bytearray()
    hashes = []
    for context, source, comment, texts in _finished(root):
        hashes.append((_elf_hash(source + comment), len(messages)))
        for text in texts:
            messages += _part(_TRANSLATION, text.encode("utf-16-be"))
        messages += _part(_COMMENT, comment) + _part(_SOURCE, source) + _part(_CONTEXT, context) + bytes([_END])
    table = b"".join(struct.pack(">II", *entry) for entry in sorted(hashes))
    sections = [(_LANGUAGE, language.encode()), (_HASHES, table), (_MESSAGES, bytes(messages))]
    sections += [(_NUMERUS_RULES, _RULES[language[:2]])] if language[:2] in _RULES else []
    return _MAGIC + b"".join(_part(tag, data) for tag, data in sections)


def _part(tag: int, data: bytes) -> bytes:
    return struct.pack(">BI", tag, len(data)) + data


def _finished(root: ET.Element) -> Iterator[tuple[bytes, bytes, bytes, list[str]]]:
    """(context, source, comment, the translation's forms) of every message that is translated."""
    for context in root.iter("context"):
        name = context.findtext("name", "").encode()
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is None or translation.get("type") in {"unfinished", "vanished", "obsolete"}:
                continue
            forms = translation.findall("numerusform")
            texts = ["".join(form.itertext()) for form in forms] or ["".join(translation.itertext())]
            if any(texts):
                yield name, message.findtext("source", "").encode(), message.findtext("comment", "").encode(), texts


def _elf_hash(data: bytes) -> int:
    """The hash of the System V ELF specification, never 0."""
    value = 0
    for byte in data:
        value = (value << 4) + byte
        high = value & 0xF0000000
        value ^= high >> 24
        value &= ~high & 0xFFFFFFFF
    return value or 1


if __name__ == "__main__":
    for path in compile_all():
        print(path)
    sys.exit(0)
