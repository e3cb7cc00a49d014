"""Where a profile lies: on a share, or on something that is thrown away at log-off or restart."""

import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from desktop_app.config.paths import Paths

_REMOTE = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ncpfs", "fuse.sshfs", "davfs", "ceph"})
_VOLATILE = frozenset({"tmpfs", "ramfs", "overlay-live", "squashfs"})


@dataclass(frozen=True, slots=True)
class Place:
    """`kind` is the system's own word (nfs, tmpfs, temporary profile)."""

    kind: str = ""
    remote: bool = False
    volatile: bool = False


def place_of(paths: Paths) -> Place:
    """Where the profile's folder, or the nearest one above it that exists, lies."""
    folder = paths.profile
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    if sys.platform == "win32":
        return _on_windows(folder)
    return on_linux(folder.resolve(), _mounts())


def on_linux(folder: Path, mounts: str) -> Place:
    """From the text of /proc/self/mounts: the longest mount point that holds the folder decides."""
    kind, longest = "", -1
    for line in mounts.splitlines():
        fields = line.split()
        if len(fields) < 3:  # noqa: PLR2004 - device, mount point, type (proc(5))
            continue
        point = Path(fields[1].encode().decode("unicode_escape"))  # spaces stand as \040
        if folder.is_relative_to(point) and len(point.parts) > longest:
            kind, longest = fields[2], len(point.parts)
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    thrown_away = [Path(tempfile.gettempdir()), Path("/run"), *([Path(runtime)] if runtime else [])]
    volatile = kind in _VOLATILE or any(folder.is_relative_to(away.resolve()) for away in thrown_away)
    return Place(kind, kind in _REMOTE, volatile)


def _mounts() -> str:
    try:
        return Path("/proc/self/mounts").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""


if sys.platform == "win32":
    import ctypes

    _DRIVE_REMOTE, _DRIVE_RAM = 4, 6
    _TEMPORARY, _ROAMING, _MANDATORY = 1, 2, 4

    def _on_windows(folder: Path) -> Place:
        """By GetDriveTypeW and GetProfileType."""
        anchor = folder.anchor
        drive = ctypes.windll.kernel32.GetDriveTypeW(anchor)
        remote = anchor.startswith("\\\\") or drive == _DRIVE_REMOTE
        flags = ctypes.c_ulong(0)
        known = ctypes.windll.userenv.GetProfileType(ctypes.byref(flags))
        thrown_away = bool(known and flags.value & (_TEMPORARY | _MANDATORY)) and _in_user_profile(folder)
        kind = "network drive" if remote else "temporary user profile" if thrown_away else "local drive"
        return Place(kind, remote, thrown_away or drive == _DRIVE_RAM)

    def _in_user_profile(folder: Path) -> bool:
        home = os.environ.get("USERPROFILE")
        return bool(home) and folder.is_relative_to(Path(home or ""))
