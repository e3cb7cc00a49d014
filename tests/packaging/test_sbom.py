"""The bill of materials: what is inside the packages stands in it, and the same folder gives the same bytes."""

import json
from pathlib import Path

from release import sbom
from release.shipped import packages

DLL = b"MZ" + bytes(50) + b"\xbd\x04\xef\xfe" + bytes.fromhex("00000100 2c000e00 00008b89") + bytes(40)


def installed(folder: Path) -> Path:
    """A package with a part in Rust, and its own bill of materials."""
    described = folder / "lock-1.0.dist-info"
    (described / "sboms").mkdir(parents=True)
    (described / "METADATA").write_text("Metadata-Version: 2.4\nName: lock\nVersion: 1.0\nLicense-Expression: MIT\n\n")
    (described / "RECORD").write_text("lock/__init__.py,,\nlock-1.0.dist-info/METADATA,,\n")
    parts = [
        {"name": "bolt", "version": "0.3.1", "purl": "pkg:cargo/bolt@0.3.1?download_url=file://bolt"},
        {"name": "docs", "purl": "pkg:generic/docs"},
    ]
    (described / "sboms" / "rust.json").write_text(json.dumps({"components": parts}))
    return folder


def test_what_is_inside_is_named_with_its_version(tmp_path: Path) -> None:
    one_dir = tmp_path / "Paraphe"
    one_dir.mkdir()
    (one_dir / "VCRUNTIME140.dll").write_bytes(DLL)
    shipped = packages(installed(tmp_path / "packages"), [r"Z:\python\Lib\site-packages\lock\__init__.py"])
    inside: list[sbom.Inside] = [("openssl", "3.0.13", "Apache-2.0"), ("libffi", None, "MIT")]
    for name in ("one.json", "two.json"):
        sbom.write(tmp_path / name, one_dir, shipped, "3.11.9", inside)
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()
    components = {each["name"]: each for each in json.loads((tmp_path / "one.json").read_text())["components"]}
    assert components["openssl"]["version"] == "3.0.13"
    assert "version" not in components["libffi"]
    assert [crate["purl"] for crate in components["lock"]["components"]] == ["pkg:cargo/bolt@0.3.1"]
    assert components["microsoft-visual-cpp-runtime"]["version"] == "14.44.35211.0"
    assert components["dancing-script"]["version"] == "2.001"
    assert components["VCRUNTIME140.dll"]["hashes"]
