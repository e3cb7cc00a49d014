"""What the operating system has to bring: Qt's shared libraries, and the tools and servers of the tests.

A need is looked for by what is used of it (a library that loads, a program on the PATH), so that it is found however it
was installed; Debian's package is only the way to get it where it is missing.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shlex
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from steps.say import ROOT, StepFailed, run, say

WINDOWS = sys.platform == "win32"


@dataclass(frozen=True)
class Need:
    """One thing to be there: ``probe`` is a shared library (``lib….so.N``), a program, or a folder (``/…``)."""

    probe: str
    package: str

    def met(self) -> bool:
        """Whether the machine has it."""
        if self.probe.startswith("/"):
            return Path(self.probe).exists()
        if ".so" not in self.probe:
            return shutil.which(self.probe) is not None
        try:
            ctypes.CDLL(self.probe)
        except OSError:
            return False
        return True


QT = (
    Need("libGL.so.1", "libgl1"),
    Need("libEGL.so.1", "libegl1"),
    Need("libxkbcommon.so.0", "libxkbcommon0"),
    Need("libglib-2.0.so.0", "libglib2.0-0"),
    Need("libfontconfig.so.1", "libfontconfig1"),
    Need("libdbus-1.so.3", "libdbus-1-3"),
    Need("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
    Need("libxcb-cursor.so.0", "libxcb-cursor0"),
    Need("libxcb-icccm.so.4", "libxcb-icccm4"),
    Need("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    Need("libxcb-shape.so.0", "libxcb-shape0"),
)
TESTS = (
    # a screen, and hands for it
    Need("Xvfb", "xvfb"),
    Need("xauth", "xauth"),
    Need("openbox", "openbox"),
    Need("xdotool", "xdotool"),
    Need("import", "imagemagick"),
    # a screen reader's view of the window; its bindings belong to the system's own Python
    Need("/usr/libexec/at-spi-bus-launcher", "at-spi2-core"),
    Need("/usr/lib/python3/dist-packages/gi", "python3-gi"),
    Need("/usr/lib/x86_64-linux-gnu/girepository-1.0/Atspi-2.0.typelib", "gir1.2-atspi-2.0"),
    # a real credential store
    Need("gnome-keyring-daemon", "gnome-keyring"),
    Need("dbus-run-session", "dbus"),
    Need("dbus-launch", "dbus-x11"),
    # a real S3 server: Ceph's RADOS gateway
    Need("ceph-mon", "ceph-mon"),
    Need("ceph-osd", "ceph-osd"),
    Need("ceph-mgr", "ceph-mgr"),
    Need("radosgw", "radosgw"),
    Need("ceph", "ceph-common"),
    # certificates and signatures for the tests of TLS and of the build's signing step
    Need("openssl", "openssl"),
)
# What only the long tests use: the Windows side on Debian.
FULL = (
    Need("/usr/lib/wine/wine64", "wine64"),
    Need("wine", "wine"),
    Need("x86_64-w64-mingw32-gcc", "gcc-mingw-w64-x86-64"),
    Need("unzip", "unzip"),
    Need("makensis", "nsis"),
    Need("wixl", "wixl"),
    Need("osslsigncode", "osslsigncode"),
)
# What the benchmarks run beside Paraphe.
BENCHMARKS = (
    Need("chromium", "chromium"),
    Need("node", "nodejs"),
    Need("npm", "npm"),
    Need("curl", "curl"),
)
EVERYTHING = (*QT, *TESTS, *FULL, *BENCHMARKS)


def venv_need() -> tuple[Need, ...]:
    """Debian ships Python without ensurepip; the package that adds it, where it is missing."""
    if WINDOWS or importlib.util.find_spec("ensurepip"):
        return ()
    return (Need("/ensurepip", f"python3.{sys.version_info.minor}-venv"),)


def provide(needs: Iterable[Need], *, essential: bool) -> None:
    """Install what is missing where we may, else print the command that would.

    Raises:
        StepFailed: something essential is missing and only a person can install it.
    """
    if WINDOWS:
        return
    missing = [need for need in needs if not need.met()]
    if not missing:
        return
    packages = sorted({need.package for need in missing})
    apt = shutil.which("apt-get")
    if apt and os.geteuid() == 0:
        say(f"installing {' '.join(packages)}")
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        run([apt, "update", "-qq"], why="apt-get update", environment=environment)
        install = [apt, "install", "-y", "-qq", "--no-install-recommends", *packages]
        run(install, why="Installing Debian packages", environment=environment)
        return
    if apt:
        command = "sudo apt-get update && sudo apt-get install -y --no-install-recommends " + shlex.join(packages)
        text = f"This machine lacks something; this installs it:\n  {command}"
    else:
        names = ", ".join(need.probe for need in missing)
        text = f"This machine lacks {names}.\nDebian calls the packages: {' '.join(packages)}"
    if essential:
        raise StepFailed(text)
    say(text)
    say("the tests that need it are skipped by name")


def shared_windows() -> Path | None:
    """The recipe for a Windows Python under wine, where the checkout has it beside it."""
    recipe = ROOT.parent / "shared" / "windows" / "wine-python.sh"
    return recipe if recipe.is_file() else None


def has_screen() -> bool:
    """Whether a window could be seen here. A DISPLAY whose local server is gone counts as none."""
    if WINDOWS or sys.platform == "darwin" or os.environ.get("WAYLAND_DISPLAY"):
        return True
    display = os.environ.get("DISPLAY", "")
    if display.startswith(":"):
        number = display[1:].split(".")[0]
        return Path(f"/tmp/.X11-unix/X{number}").exists()  # noqa: S108 -- where X servers put their sockets
    return bool(display)
