"""A Windows on which Paraphe is installed, used and removed: its folders, its registry, its programs."""

from __future__ import annotations

import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from release.product import UPGRADE_CODE
from release.runtime import Runtime

RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"
POLICIES = r"Software\Policies\Paraphe"
UNINSTALL = r"Software\Microsoft\Windows\CurrentVersion\Uninstall\Paraphe"

# Windows Installer's own way to what it has installed: a package rebuilt since cannot name it any more.
_REMOVE_ALL = """
import ctypes, sys
msi, product = ctypes.WinDLL("msi"), ctypes.create_unicode_buffer(39)
silent, absent = 2, 2
msi.MsiSetInternalUI(silent, None)
while msi.MsiEnumRelatedProductsW(sys.argv[1], 0, 0, product) == 0:
    assert msi.MsiConfigureProductW(product, 0, absent) == 0, product.value
"""


@dataclass(frozen=True)
class Machine:
    """A Windows on which Paraphe is installed, used and removed."""

    runtime: Runtime
    screen: str

    @property
    def home(self) -> Path:
        return self.runtime.prefix / "users" / "root" / "AppData" / "Local"

    @property
    def own(self) -> Path:
        """Where one user's Paraphe goes."""
        return self.home / "Programs" / "Paraphe"

    @property
    def everybodys(self) -> Path:
        return self.runtime.prefix / "Program Files" / "Paraphe"

    @property
    def profile(self) -> Path:
        return self.home / "Paraphe"

    def forget(self) -> None:
        """Nothing of Paraphe is on it, whatever was before."""
        self.runtime.run_python("-c", _REMOVE_ALL, f"{{{UPGRADE_CODE}}}")
        for folder in (self.own, self.everybodys, self.profile):
            shutil.rmtree(folder, ignore_errors=True)
        for root in ("HKCU", "HKLM"):
            for key in (UNINSTALL, r"Software\Paraphe", POLICIES):
                self.run("reg", "delete", f"{root}\\{key}", "/f", "/reg:64")
            self.run("reg", "delete", f"{root}\\{RUN}", "/v", "Paraphe", "/f", "/reg:64")

    def windows_installer(self, log: Path, *arguments: str | Path) -> None:
        """Run Windows Installer silently; where it fails, its log says at which action."""
        done = self.run("msiexec", *arguments, "/qn", "/l*v", log)
        said = log.read_bytes().decode("utf-16", "replace") if log.is_file() else "no log"
        assert done.returncode == 0, f"{done.returncode}\n{said[-4000:]}\n{done.stderr[-4000:]}"

    def run(self, *command: str | Path, text: str = "") -> subprocess.CompletedProcess[str]:
        return self.runtime.execute(command, environment={"DISPLAY": self.screen}, input_text=text, timeout_s=300)

    def setup(self, installer: Path, *switches: str) -> int:
        return self.run(installer, "/S", *switches).returncode

    def paraphe(self, *arguments: str | Path, folder: Path | None = None, text: str = "") -> str:
        """The installed program's standard output; it has to end with 0."""
        done = self.run((folder or self.own) / "paraphe.exe", *arguments, text=text)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def registry(self, root: str, key: str, name: str | None = None) -> str | None:
        """A value's text, or None where it is absent."""
        query = ["/v", name] if name else ["/ve"]
        done = self.run("reg", "query", f"{root}\\{key}", *query, "/reg:64")
        lines = [line for line in done.stdout.splitlines() if "REG_" in line]
        return lines[0].split("REG_", 1)[1].split(None, 1)[1].strip() if done.returncode == 0 and lines else None

    def uninstall(self, folder: Path) -> None:
        """The uninstaller goes on from a copy of itself; it is done when it has removed itself."""
        assert self.run(folder / "uninstall.exe", "/S").returncode == 0
        deadline_s = time.monotonic() + 60
        while folder.exists():
            assert time.monotonic() < deadline_s, "the uninstaller left its files"
            time.sleep(0.2)
