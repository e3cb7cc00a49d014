"""The registry and the owner of a file on Windows, by the standard library alone."""

import sys
from collections.abc import Mapping
from pathlib import Path

if sys.platform == "win32":
    import ctypes
    import winreg
    from ctypes import wintypes

    _HIVES = {"HKLM": winreg.HKEY_LOCAL_MACHINE, "HKCU": winreg.HKEY_CURRENT_USER}
    _SE_FILE_OBJECT, _OWNER_SECURITY_INFORMATION = 1, 1

    class WindowsRegistry:
        """Fulfils `organisation.Registry`; policies are the same for 32 and 64 bits."""

        def values(self, hive: str, key: str) -> Mapping[str, object]:
            """Every value under a key."""
            found: dict[str, object] = {}
            try:
                with winreg.OpenKey(_HIVES[hive], key, 0, winreg.KEY_READ | winreg.KEY_WOW64_64KEY) as opened:
                    for index in range(winreg.QueryInfoKey(opened)[1]):
                        name, value, _ = winreg.EnumValue(opened, index)
                        found[name] = value
            except OSError:  # absent, or not ours to read: no policy
                return found
            return found

    def owner_sid(path: Path) -> str | None:
        """The SID of an owner (GetNamedSecurityInfoW); None where it cannot be told."""
        advapi, kernel = ctypes.WinDLL("advapi32"), ctypes.WinDLL("kernel32")
        owner, descriptor, text = ctypes.c_void_p(), ctypes.c_void_p(), wintypes.LPWSTR()
        advapi.GetNamedSecurityInfoW.argtypes = [
            *(wintypes.LPCWSTR, ctypes.c_int, wintypes.DWORD),
            *(ctypes.POINTER(ctypes.c_void_p), ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ]
        advapi.ConvertSidToStringSidW.argtypes = [ctypes.c_void_p, ctypes.POINTER(wintypes.LPWSTR)]
        kernel.LocalFree.argtypes = [ctypes.c_void_p]
        failed = advapi.GetNamedSecurityInfoW(
            str(path),
            _SE_FILE_OBJECT,
            _OWNER_SECURITY_INFORMATION,
            ctypes.byref(owner),
            None,
            None,
            None,
            ctypes.byref(descriptor),
        )
        if failed:
            return None
        try:
            if not advapi.ConvertSidToStringSidW(owner, ctypes.byref(text)):
                return None
            try:
                return text.value
            finally:
                kernel.LocalFree(text)
        finally:
            kernel.LocalFree(descriptor)
