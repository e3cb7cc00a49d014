"""The registry, owners, accounts and known folders of Windows, by the standard library alone."""

import sys
from collections.abc import Mapping
from pathlib import Path

if sys.platform == "win32":
    import ctypes
    import winreg
    from ctypes import wintypes

    _HIVES = {"HKLM": winreg.HKEY_LOCAL_MACHINE, "HKCU": winreg.HKEY_CURRENT_USER}
    _SE_FILE_OBJECT, _OWNER_SECURITY_INFORMATION = 1, 1
    _TOKEN_QUERY, _TOKEN_USER = 8, 1
    _PROGRAM_DATA = bytes.fromhex("825dab62 c1fd c34d a9dd 070d1d495d97")  # FOLDERID_ProgramData

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
        owner, descriptor = ctypes.c_void_p(), ctypes.c_void_p()
        advapi.GetNamedSecurityInfoW.argtypes = [
            *(wintypes.LPCWSTR, ctypes.c_int, wintypes.DWORD),
            *(ctypes.POINTER(ctypes.c_void_p), ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ]
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
            return _told(owner)
        finally:
            kernel.LocalFree(descriptor)

    def own_sid() -> str | None:
        """The SID of the account that this process runs as (TokenUser); None where it cannot be told."""
        advapi, kernel = ctypes.WinDLL("advapi32"), ctypes.WinDLL("kernel32")
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        kernel.CloseHandle.argtypes = [wintypes.HANDLE]
        advapi.OpenProcessToken.argtypes = [wintypes.HANDLE, wintypes.DWORD, ctypes.POINTER(wintypes.HANDLE)]
        advapi.GetTokenInformation.argtypes = [
            *(wintypes.HANDLE, ctypes.c_int, ctypes.c_void_p, wintypes.DWORD),
            ctypes.POINTER(wintypes.DWORD),
        ]
        token, size = wintypes.HANDLE(), wintypes.DWORD()
        if not advapi.OpenProcessToken(kernel.GetCurrentProcess(), _TOKEN_QUERY, ctypes.byref(token)):
            return None
        try:
            advapi.GetTokenInformation(token, _TOKEN_USER, None, 0, ctypes.byref(size))
            user = ctypes.create_string_buffer(max(size.value, ctypes.sizeof(ctypes.c_void_p)))
            if not advapi.GetTokenInformation(token, _TOKEN_USER, user, len(user), ctypes.byref(size)):
                return None
            return _told(ctypes.c_void_p.from_buffer(user))  # TOKEN_USER begins with the SID's address
        finally:
            kernel.CloseHandle(token)

    def program_data() -> Path | None:
        """%ProgramData% (SHGetKnownFolderPath); its variable in the environment is everybody's to change."""
        shell, ole = ctypes.WinDLL("shell32"), ctypes.WinDLL("ole32")
        shell.SHGetKnownFolderPath.argtypes = [
            *(ctypes.c_char_p, wintypes.DWORD, wintypes.HANDLE),
            ctypes.POINTER(wintypes.LPWSTR),
        ]
        ole.CoTaskMemFree.argtypes = [ctypes.c_void_p]
        text = wintypes.LPWSTR()
        failed = shell.SHGetKnownFolderPath(_PROGRAM_DATA, 0, None, ctypes.byref(text))
        try:
            return None if failed or not text.value else Path(text.value)
        finally:
            ole.CoTaskMemFree(text)

    def _told(sid: ctypes.c_void_p) -> str | None:
        advapi, kernel = ctypes.WinDLL("advapi32"), ctypes.WinDLL("kernel32")
        advapi.ConvertSidToStringSidW.argtypes = [ctypes.c_void_p, ctypes.POINTER(wintypes.LPWSTR)]
        kernel.LocalFree.argtypes = [ctypes.c_void_p]
        text = wintypes.LPWSTR()
        if not advapi.ConvertSidToStringSidW(sid, ctypes.byref(text)):
            return None
        try:
            return text.value
        finally:
            kernel.LocalFree(text)
