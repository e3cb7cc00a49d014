"""What PyInstaller collects and Paraphe never uses, by the file's name in the one-dir.

Each rule says what it drops; a rule that matches nothing any more fails the build's test, so that the list stays true.
"""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatch
from pathlib import PureWindowsPath

RULES = {
    # the software OpenGL that only Qt Quick and QOpenGLWidget would want: 20 MB
    "*opengl32sw.dll": "software OpenGL",
    "*d3dcompiler_*.dll": "shader compiler of Qt Quick",
    "*qt6quick*.dll": "Qt Quick",
    "*qt6qml*.dll": "QML",
    "*qt6virtualkeyboard*.dll": "virtual keyboard of Qt Quick",
    "*qt6pdf*.dll": "PDF",
    "*qt6opengl*.dll": "OpenGL widgets",
    "*qt6svg*.dll": "drawings are recorded when the program is built (release/drawings.py)",
    "*pyside6/qtsvg.pyd": "as above",
    "*pyside6/plugins/iconengines/*": "as above",
    "*pyside6/plugins/imageformats/qsvg.dll": "as above",
    "*pyside6/plugins/platforminputcontexts/*": "virtual keyboard of Qt Quick",
    "*pyside6/plugins/networkinformation/qglib*": "another system's network state",
    # Qt asks only whether a service answers, through Windows' own TLS
    "*pyside6/plugins/tls/qopensslbackend*": "TLS by OpenSSL",
    "*pyside6/plugins/tls/qcertonlybackend*": "certificates without TLS",
    "*pyside6/plugins/generic/*": "TUIO touch over UDP",
    "*pyside6/plugins/styles/*": "Paraphe draws with Fusion, which is built in",
    "*pyside6/plugins/platforms/qdirect2d.dll": "the experimental platform",
    "*pyside6/plugins/platforms/qminimal.dll": "the platform without pixels",
    "*pyside6/plugins/platforms/qoffscreen.dll": "the platform without a screen",
    "*pyside6/plugins/imageformats/qgif.dll": "pictures are read by Pillow",
    "*pyside6/plugins/imageformats/qico.dll": "Windows takes the icon from the program",
    "*pyside6/plugins/imageformats/qicns.dll": "pictures are read by Pillow",
    "*pyside6/plugins/imageformats/qjpeg.dll": "pictures are read by Pillow",
    "*pyside6/plugins/imageformats/qpdf.dll": "pictures are read by Pillow",
    "*pyside6/plugins/imageformats/qtga.dll": "pictures are read by Pillow",
    "*pyside6/plugins/imageformats/qtiff.dll": "pictures are read by Pillow",
    "*pyside6/plugins/imageformats/qwbmp.dll": "pictures are read by Pillow",
    "*pyside6/plugins/imageformats/qwebp.dll": "pictures are read by Pillow",
    # shiboken6 holds the same and is loaded first; Windows does not load a second DLL of one name for them
    "*pyside6/msvcp140.dll": "twice",
    "*pyside6/vcruntime140.dll": "twice",
    "*pyside6/vcruntime140_1.dll": "twice",
    # Python has brought its own by then, and Windows loads no second one of that name
    "*shiboken6/vcruntime140.dll": "twice",
    "*.dist-info/sboms/*": "told in our own bill of materials",
    "*.dist-info/licenses/*": "stands in the folder of licences",
    "*.dist-info/licence*": "stands in the folder of licences",
    "*.dist-info/record": "of no use to a program that pip did not install",
    "*pil/_avif*": "AVIF is no picture that Paraphe imports",
    "*pil/_imagingtk*": "Tk",
    "*pil/_imagingft*": "FreeType; Qt draws text",
    "*pil/_imagingcms*": "colour management",
}
UNREAD_PICTURES = (
    "Blp Cur Dcx Dds Eps Fits Fli Fpx Ftex Gbr Icns Im Imt Iptc Jpeg2K McIdas Mic Mpeg Msp Palm Pcd Pcx Pdf Pixar Psd "
    "Qoi Sgi Spider Sun Tga Wmf XVThumb Xbm Xpm"
)
# Modules that something mentions and nothing of Paraphe's reaches.
MODULES = [
    # another toolkit, tests, documentation, installation
    *("tkinter", "_tkinter", "unittest", "test", "pydoc", "doctest", "lib2to3", "distutils", "setuptools", "pip"),
    *(
        "pytest",
        "_pytest",
        "hypothesis",
        "keyring.testing",
        "winsound",
        "_msi",
        "xml.dom",
        "xml.sax",
        "xml.etree",
        "_elementtree",
        "curses",
        "idlelib",
        "ensurepip",
    ),
    # optional halves of what is used; decimal numbers are only named by what is, and Python's own do for that
    *("requests", "urllib3", "charset_normalizer", "xmlrpc", "_decimal", "multiprocessing", "defusedxml", "dns"),
    *("numpy", "yaml", "rich", "click", "pygments", "trio", "curio", "h2", "brotli", "brotlicffi", "zstandard"),
    *("httpx._main", "anyio._backends._trio", "anyio.pytest_plugin", "asyncio.unix_events", "py_compile"),
    *("socksio", "lzma", "_lzma", "bz2", "_bz2", "ftplib", "win32ctypes.core.cffi", "cffi", "pycparser"),
    # pictures that Paraphe does not import, and ways to draw that it does not take
    *("PIL.ImageTk", "PIL.ImageQt", "PIL.AvifImagePlugin", "PIL._avif", "PIL._imagingtk", "PIL._imagingft"),
    *("PIL.ImageCms", "PIL.ImageShow", "PIL.ImageWin", "PIL.ImageDraw2", "PIL.features", "PIL.Hdf5StubImagePlugin"),
    *("PIL._imagingcms", "PIL._imagingmath", "PIL._imagingmorph", "PIL.BufrStubImagePlugin", "PIL.GribStubImagePlugin"),
    *(f"PIL.{name}ImagePlugin" for name in UNREAD_PICTURES.split()),
    *("PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtOpenGL", "PySide6.QtPdf", "PySide6.QtDesigner", "PySide6.QtTest"),
    "PySide6.QtSvg",
]
# Python's tables of characters for other systems and older times; Windows itself brings the one that it is set to.
_PAGES = (37, 273, 424, 500, 720, 737, 775, 856, 1006, 1026, 1125, 1140, *range(860, 867), 869, 874, 875)
_MAC = ("arabic", "croatian", "cyrillic", "farsi", "greek", "iceland", "latin2", "roman", "romanian", "turkish")
_OLD = ("hp_roman8", "koi8_r", "koi8_t", "koi8_u", "kz1048", "palmos", "ptcp154", "tis_620", "bz2_codec")
ENCODINGS = [
    *(f"encodings.cp{page:03}" for page in _PAGES),
    *(f"encodings.mac_{name}" for name in _MAC),
    *(f"encodings.iso8859_{part}" for part in (*range(2, 12), 13, 14, 16)),
    *(f"encodings.{name}" for name in _OLD),
]
# Qt's own words (buttons of dialogs, context menus) in the languages Paraphe speaks; English is built in.
TRANSLATIONS_KEPT = ("qtbase_fr.qm",)


def unused(name: str) -> bool:
    """Whether the file of this name in the one-dir can stay away."""
    return rule_for(name) is not None


def rule_for(name: str) -> str | None:
    """The pattern that drops this file, or None where it stays."""
    plain = PureWindowsPath(name).as_posix().lower()
    if "pyside6/translations/" in plain:
        return None if plain.endswith(TRANSLATIONS_KEPT) else "translations"
    return next((pattern for pattern in RULES if fnmatch(plain, pattern)), None)


def kept(files: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """PyInstaller's list of (name, source, kind) without what is unused."""
    return [entry for entry in files if not unused(entry[0])]
