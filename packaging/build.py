r"""Builds what IT rolls out: one-dir, NSIS installer, MSI, bill of materials, policy templates, files for kiosks.

    Windows:  .venv\Scripts\python packaging\build.py
    Debian:   .venv/bin/python packaging/build.py --wine FOLDER

The Python that freezes needs ``packaging/requirements/freeze.txt``. On Windows it is the one that runs this, from
python.org; on Debian it is a Windows Python under wine in FOLDER. Everything lands in ``build/windows``.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from release import freeze, licences, msi, nsis, resources, sbom, shipped
from release.product import BUILD, ONE_DIR, ROOT, WINDOWS, version
from release.runtime import BuildFailed, Runtime, run_tool
from release.signing import Signing

MADE = BUILD / "made"
# What IT gets beside the installers: the folder there, and the one of the checkout.
KIOSK_FILES = {"kiosk": WINDOWS / "kiosk", "linux": ROOT / "packaging" / "linux"}


def build(runtime: Runtime, signing: Signing, *, installers: bool) -> None:
    """All steps in their order: what is signed must not change afterwards.

    Raises:
        BuildFailed: a step did not work.
    """
    BUILD.mkdir(parents=True, exist_ok=True)
    resources.make(MADE, runtime)
    step("freezing")
    freeze.freeze(runtime)
    site_packages = runtime.run_python("-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip()
    packages = shipped.packages(_on_this_side(runtime, site_packages), freeze.sources())
    licences.collect(packages, ONE_DIR / "licences")
    signing.sign([ONE_DIR / "paraphe.exe", ONE_DIR / "paraphew.exe"])
    python_version = runtime.run_python("-c", "import platform; print(platform.python_version())").strip()
    inside = json.loads(runtime.run_python(ROOT / "packaging" / "release" / "inside.py"))
    sbom.write(ONE_DIR / "bom.cdx.json", ONE_DIR, packages, python_version, inside)
    shutil.copy(ONE_DIR / "bom.cdx.json", BUILD / f"Paraphe-{version()}.cdx.json")
    step(f"one-dir: {freeze.weigh():,} bytes of {freeze.LARGEST_BYTES:,}, {len(packages)} packages")
    policies = BUILD / "policies"
    run_tool([sys.executable, ROOT / "packaging" / "policies.py", policies], why="Writing the policy templates")
    for name, folder in KIOSK_FILES.items():
        shutil.copytree(folder, BUILD / name, dirs_exist_ok=True)
    if installers:
        for name, make in (("installer", partial(nsis.build, signing=signing)), ("MSI", msi.build)):
            made = make()
            signing.sign([made])
            step(f"{name}: {made.name}, {made.stat().st_size / 1e6:.1f} MB")


def step(text: str) -> None:
    """Say how far it is."""
    print(f"-- {text}", flush=True)


def _on_this_side(runtime: Runtime, windows_path: str) -> Path:
    """A path that the Windows Python printed, as this side opens it."""
    if not runtime.wine:
        return Path(windows_path)
    return Path(windows_path.removeprefix("Z:").replace("\\", "/"))


def main(arguments: Sequence[str]) -> int:
    """Parse, build, and say in one sentence what failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wine", type=Path, metavar="FOLDER", help="the Windows Python under wine")
    parser.add_argument("--no-installers", action="store_true", help="stop after the one-dir")
    parser.add_argument("--sign-command", metavar="COMMAND", help="signs {file} in place")
    parser.add_argument("--certificate", type=Path, metavar="PFX", help="sign with this certificate")
    parser.add_argument("--certificate-password-file", type=Path, metavar="FILE")
    parser.add_argument("--timestamp-url", metavar="URL", help="the time-stamping service of the certificate's issuer")
    chosen = parser.parse_args(arguments)
    signing = Signing(chosen.sign_command, chosen.certificate, chosen.certificate_password_file, chosen.timestamp_url)
    if chosen.wine is None and sys.platform != "win32":
        parser.error("on Debian a Windows Python is needed: --wine FOLDER")
    try:
        runtime = Runtime.under_wine(chosen.wine.resolve()) if chosen.wine else Runtime.native()
        build(runtime, signing, installers=not chosen.no_installers)
    except BuildFailed as failure:
        print(f"\n{failure}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
