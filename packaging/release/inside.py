"""Which libraries are inside the packages, asked of the Python that is frozen: they bring no metadata of their own.

Run by it: ``python inside.py``. Prints a list of (name, version or null, licence) as JSON.
"""

from __future__ import annotations

import json
import pyexpat
import sqlite3
import ssl
import zlib
from collections.abc import Iterator

Library = tuple[str, str | None, str]


def libraries() -> Iterator[Library]:
    """Everything that is linked in, or lies beside as a DLL."""
    from cryptography.hazmat.backends.openssl import backend  # noqa: PLC0415 - only in the Python that is frozen
    from PIL import features  # noqa: PLC0415 - as above
    from PySide6.QtCore import qVersion  # noqa: PLC0415 - as above

    for text in {ssl.OPENSSL_VERSION, backend.openssl_version_text()}:
        yield "openssl", text.split()[1], "Apache-2.0"
    yield "sqlite", sqlite3.sqlite_version, "blessing"
    yield "expat", pyexpat.EXPAT_VERSION.removeprefix("expat_"), "MIT"
    yield "zlib", zlib.ZLIB_RUNTIME_VERSION, "Zlib"
    yield "libffi", None, "MIT"  # its DLL says nothing about itself
    yield "qt", qVersion(), "LGPL-3.0-only"
    yield "libjpeg-turbo", features.version_feature("libjpeg_turbo"), "IJG AND BSD-3-Clause AND Zlib"
    yield "zlib-ng", features.version_feature("zlib_ng"), "Zlib"
    yield "libtiff", features.version_codec("libtiff"), "libtiff"
    yield "openjpeg", features.version_codec("jpg_2000"), "BSD-2-Clause"
    yield "libwebp", features.version_module("webp"), "BSD-3-Clause"


if __name__ == "__main__":
    print(json.dumps(sorted(libraries(), key=str)))
