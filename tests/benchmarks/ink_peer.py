"""The peer: signature_pad from the npm registry, replaying the same ink in headless Chromium.

Nothing of it is kept with the project: it is installed under build/ when it is first needed.
"""

import base64
import io
import json
import shutil
import subprocess
import tempfile
import threading
from dataclasses import dataclass, field
from functools import cache
from html import unescape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from desktop_app.ink.strokes import Ink

from .ink_hand import everything, long_stroke
from .ink_pictures import Shades
from .ink_trim import Trim, trim

VERSION = "5.1.4"
NAME = f"signature_pad {VERSION}"
LONG_SAMPLES = 50_000
RUNS = 5  # the quietest counts, on both sides: what else the machine does is nobody's
_HERE = Path(__file__).parent
_INSTALLED = _HERE.parents[1] / "build" / "benchmarks" / "npm"
_LIBRARY = _INSTALLED / "node_modules" / "signature_pad" / "dist" / "signature_pad.umd.js"
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-device-scale-factor=1",
    "--timeout=240000",
]


@dataclass(frozen=True, slots=True)
class PeerInk:
    """What became of one ink: samples kept of those sent, rasters at 1x, and the picture at our pixel size."""

    kept: int
    sent: int
    whole: Shades = field(repr=False)
    strokes: list[Shades] = field(repr=False)
    lossless: Shades = field(repr=False)
    jpeg: bytes = field(repr=False)
    encode_ms: list[float]


@dataclass(frozen=True, slots=True)
class Peer:
    """All that was measured in one run of the browser."""

    inks: dict[str, PeerInk]
    event_p50_us: float
    event_p99_us: float
    event_growth: float


@cache
def measure() -> Peer | None:
    """Runs the browser once; None where browser or library are not to be had."""
    browser = next((path for name in _CHROMIUM if (path := shutil.which(name))), None)
    if browser is None or not install():
        return None
    inks = everything()
    trims = {name: trim(ink) for name, ink in inks.items()}
    answer = _browse(browser, _page(inks, trims))
    if answer is None:
        return None
    latency = answer["latency"]
    return Peer(
        {name: _ink(ink, answer["fidelity"][name], answer["pictures"][name]) for name, ink in inks.items()},
        latency["p50"],
        latency["p99"],
        latency["growth"],
    )


def install() -> bool:
    """Fetches the library where it is not there yet; whether it is there now."""
    if _LIBRARY.exists():
        package = json.loads((_LIBRARY.parents[1] / "package.json").read_text())
        if package["version"] == VERSION:
            return True
    npm = shutil.which("npm")
    if npm is None:
        return False
    _INSTALLED.mkdir(parents=True, exist_ok=True)
    command = [npm, "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(_INSTALLED)]
    done = subprocess.run([*command, f"signature_pad@{VERSION}"], check=False, capture_output=True, timeout=120)
    return done.returncode == 0 and _LIBRARY.exists()


def _page(inks: dict[str, Ink], trims: dict[str, Trim]) -> bytes:
    sent = {name: {**_ink_json(ink), "raster": trims[name]._asdict()} for name, ink in inks.items()}
    script = (
        f"const RUNS = {RUNS}, INKS = {json.dumps(sent)}, LONG = {json.dumps(_ink_json(long_stroke(LONG_SAMPLES)))};\n"
        + (_HERE / "ink_peer.js").read_text()
    )
    library = _LIBRARY.read_text()
    return f"<!doctype html><body><script>{library}</script><script>{script}</script></body>".encode()


def _ink_json(ink: Ink) -> dict[str, object]:
    return {"size": [ink.width, ink.height], "strokes": [[list(s) for s in stroke] for stroke in ink.strokes]}


def _browse(browser: str, page: bytes) -> dict[str, Any] | None:
    """The page's answer. Served with the headers that give its clock 5 us of resolution instead of 100."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            for name, value in (
                ("Content-Type", "text/html; charset=utf-8"),
                ("Content-Length", str(len(page))),
                ("Cross-Origin-Opener-Policy", "same-origin"),
                ("Cross-Origin-Embedder-Policy", "require-corp"),
            ):
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server, tempfile.TemporaryDirectory() as profile:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            url = f"http://127.0.0.1:{server.server_port}/"
            command = [browser, *_FLAGS, f"--user-data-dir={profile}", "--dump-dom", url]
            done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=300)
        finally:
            server.shutdown()
            thread.join()
    text = done.stdout
    begin, end = text.find('{"fidelity"'), text.rfind("}")
    if done.returncode != 0 or begin < 0:
        return None
    answer: dict[str, Any] = json.loads(unescape(text[begin : end + 1]))
    return answer


def _ink(ink: Ink, fidelity: dict[str, Any], picture: dict[str, Any]) -> PeerInk:
    return PeerInk(
        kept=fidelity["kept"],
        sent=sum(map(len, ink.strokes)),
        whole=_shades(fidelity["whole"]),
        strokes=[_shades(url) for url in fidelity["alone"]],
        lossless=_shades(picture["lossless"]),
        jpeg=_bytes(picture["jpeg"]),
        encode_ms=picture["encodeMs"],
    )


def _bytes(data_url: str) -> bytes:
    return base64.b64decode(data_url.partition(",")[2])


def _shades(data_url: str) -> Shades:
    return np.asarray(Image.open(io.BytesIO(_bytes(data_url))).convert("L"))
