"""The bill of materials: CycloneDX 1.6, every shipped package, every library file with its checksum."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterable, Mapping
from pathlib import Path

from release.product import NAME, PUBLISHER, UPGRADE_CODE, version
from release.shipped import Package

LIBRARIES = (".dll", ".exe", ".pyd")


def write(target: Path, one_dir: Path, packages: Iterable[Package], python_version: str) -> None:
    """Describe the one-dir in ``target``; the same one-dir gives the same bytes."""
    files = [path for path in sorted(one_dir.rglob("*")) if path.suffix.lower() in LIBRARIES]
    components = [_python(python_version), *(_package(package) for package in packages)]
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
    target.write_text(json.dumps(document, indent=1), encoding="utf-8")


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
    }


def _file(path: Path, one_dir: Path) -> Mapping[str, object]:
    name = path.relative_to(one_dir).as_posix()
    return {
        "type": "file",
        "bom-ref": f"file:{name}",
        "name": name,
        "hashes": [{"alg": "SHA-256", "content": hashlib.sha256(path.read_bytes()).hexdigest()}],
    }
