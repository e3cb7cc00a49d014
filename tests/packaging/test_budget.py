"""The one-dir's budget counts every file, those that are added to what was frozen as well."""

from pathlib import Path

import pytest
from release import freeze
from release.runtime import BuildFailed


def test_a_licence_too_much_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "licences").mkdir()
    (tmp_path / "paraphe.exe").write_bytes(bytes(90))
    assert freeze.weigh(tmp_path, 100) == 90
    (tmp_path / "licences" / "one.txt").write_bytes(bytes(11))
    with pytest.raises(BuildFailed, match="101"):
        freeze.weigh(tmp_path, 100)
