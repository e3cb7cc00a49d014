"""The bill of materials: CycloneDX 1.6, every shipped package, what is inside them, every library file's checksum."""

from __future__ import annotations

import hashlib
import json
import struct
import uuid
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatch
from pathlib import Path

from release.product import NAME, PUBLISHER, ROOT, UPGRADE_CODE, version
from release.shipped import Package

LIBRARIES = (".dll", ".exe", ".pyd")
RUNTIMES = ("vcruntime*.dll", "msvcp*.dll")
FONT = ROOT / "resources" / "fonts" / "DancingScript-Regular.ttf"
# Name, version where it tells one, and licence (SPDX) of what brings no metadata: asked by release/inside.py.
Inside = tuple[str, str | None, str]


def write(
    target: Path, one_dir: Path, packages: Iterable[Package], python_version: str, inside: Iterable[Inside]
) -> None:
    """Describe the one-dir in ``target``; the same one-dir gives the same bytes."""
    files = [path for path in sorted(one_dir.rglob("*")) if path.suffix.lower() in LIBRARIES]
    components = [_python(python_version), *(_package(package) for package in packages)]
    components += [_inside(*known) for known in (*inside, *_runtimes(files), _font())]
    components += [_file(path, one_dir) for path in files]
    root = f"pkg:generic/paraphe@{version()}"
    content = hashlib.sha256(json.dumps(components, sort_keys=True).encode()).hexdigest()
    document = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.UUID(UPGRADE_CODE), content)}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": root,
                "name": NAME,
                "version": version(),
                "publisher": PUBLISHER,
                "purl": root,
            }
        },
        "components": components,
        "dependencies": [{"ref": root, "dependsOn": [component["bom-ref"] for component in components]}],
    }
    target.write_text(json.dumps(document, separators=(",", ":")), encoding="utf-8")


def _python(python_version: str) -> dict[str, object]:
    purl = f"pkg:generic/python@{python_version}"
    return {
        "type": "platform",
        "bom-ref": purl,
        "name": "CPython",
        "version": python_version,
        "purl": purl,
        "licenses": [{"license": {"id": "Python-2.0"}}],
    }


def _package(package: Package) -> Mapping[str, object]:
    return {
        "type": "library",
        "bom-ref": package.purl,
        "name": package.name,
        "version": package.version,
        "purl": package.purl,
        "licenses": [{"license": {"name": package.licence}}],
        **({"components": [_crate(*crate) for crate in package.crates]} if package.crates else {}),
    }


def _crate(name: str, number: str) -> Mapping[str, object]:
    purl = f"pkg:cargo/{name}@{number}"
    return {"type": "library", "bom-ref": purl, "name": name, "version": number, "purl": purl}


def _inside(name: str, number: str | None, licence: str) -> Mapping[str, object]:
    purl = f"pkg:generic/{name}" + (f"@{number}" if number else "")
    return {
        "type": "library",
        "bom-ref": purl,
        "name": name,
        **({"version": number} if number else {}),
        "purl": purl,
        "licenses": [{"expression": licence}],
    }


def _runtimes(files: Iterable[Path]) -> Iterator[Inside]:
    """Microsoft's, of which Python and the Qt packages each bring one."""
    found = {file_version(path) for path in files if any(fnmatch(path.name.lower(), name) for name in RUNTIMES)}
    for number in sorted(found):
        yield "microsoft-visual-cpp-runtime", number, "LicenseRef-Microsoft-Visual-Cpp-Runtime"


def file_version(path: Path) -> str:
    """The four numbers of a program's version resource, behind the mark of its fixed part (VS_FIXEDFILEINFO)."""
    content = path.read_bytes()
    place = content.index(b"\xbd\x04\xef\xfe") + 8
    high, low = (int.from_bytes(content[at : at + 4], "little") for at in (place, place + 4))
    return f"{high >> 16}.{high & 0xFFFF}.{low >> 16}.{low & 0xFFFF}"


def _font() -> Inside:
    """The one that draws a typed signature, with the version that its table of names tells (entry 5, UTF-16)."""
    content = FONT.read_bytes()
    table = int.from_bytes(content[content.index(b"name", 12) + 8 :][:4])
    count, texts = struct.unpack_from(">HH", content, table + 2)
    entries = [struct.unpack_from(">6H", content, table + 6 + 12 * place) for place in range(count)]
    told = next(
        content[table + texts + offset :][:size].decode("utf-16-be")
        for platform, _, _, entry, size, offset in entries
        if (platform, entry) == (3, 5)
    )
    return "dancing-script", told.removeprefix("Version ").partition(";")[0], "OFL-1.1"


def _file(path: Path, one_dir: Path) -> Mapping[str, object]:
    name = path.relative_to(one_dir).as_posix()
    return {
        "type": "file",
        "bom-ref": f"file:{name}",
        "name": name,
        "hashes": [{"alg": "SHA-256", "content": hashlib.sha256(path.read_bytes()).hexdigest()}],
    }
