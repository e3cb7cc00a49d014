"""setup, demo and test: which steps each of them takes."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence

from steps import environment, machine, suites
from steps.say import ROOT, StepFailed, say


def main(arguments: Sequence[str]) -> int:
    """Run one command; 0 when everything worked."""
    parser = argparse.ArgumentParser(prog="packaging/run.py", description="Prepares, shows and tests Paraphe.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="setup|demo|test")
    setup = commands.add_parser("setup", help="prepare everything and run nothing")
    setup.add_argument("--packages", action="store_true", help="only print the Debian packages of everything")
    demo = commands.add_parser("demo", help="open the window against the practice server")
    demo.add_argument("--scripted", action="store_true", help="let it fill, sign and compare by itself")
    test = commands.add_parser("test", help="run all tests that a newcomer should wait for")
    test.add_argument("--full", action="store_true", help="run the long ones too, Windows under wine among them")
    chosen = parser.parse_args(arguments)
    try:
        if chosen.command == "demo":
            return run_demo(scripted=chosen.scripted)
        if chosen.command == "test":
            return run_tests(full=chosen.full)
        if chosen.packages:
            print(" ".join(sorted({need.package for need in machine.EVERYTHING})))
            return 0
        prepare_tests(everything=True)
        machine.provide(machine.BENCHMARKS, essential=False)
        fetch = [str(environment.own().python), "-m", "tests.benchmarks", "--install-peers"]
        if subprocess.run(fetch, cwd=ROOT, stdin=subprocess.DEVNULL, check=False).returncode:
            say("a benchmark's peer from npm is not to be had: what is measured beside it counts as not measured")
        say("ready: packaging/run.py demo, packaging/run.py test")
    except StepFailed as failure:
        print(f"\n{failure}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def run_demo(*, scripted: bool) -> int:
    """The window, or, where nobody could see one, the same by itself with pictures in build/demo."""
    own = environment.own()
    machine.provide((*machine.venv_need(), *machine.QT), essential=True)
    own.install("app")
    command = [str(own.python), "-m", "desktop_app", "demo"]
    variables = dict(os.environ)
    if scripted or not machine.has_screen():
        say("the window by itself; its pictures are in build/demo" if scripted else "no screen: pictures in build/demo")
        command += ["--scripted", "--shots", "build/demo"]
        if not machine.has_screen():
            variables.setdefault("QT_QPA_PLATFORM", "offscreen")
    return subprocess.run(command, cwd=ROOT, env=variables, check=False).returncode


def prepare_tests(*, everything: bool) -> list[environment.Environment]:
    """Everything the tests use; the other interpreters' environments that could be made."""
    machine.provide((*machine.venv_need(), *machine.QT), essential=True)
    machine.provide((*machine.TESTS, *(machine.FULL if everything else ())), essential=False)
    environment.own().install("dev")
    others = environment.others()
    for other in others:
        other.install("test")
    return others


def run_tests(*, full: bool) -> int:
    """All tests; 1 when one failed or none ran."""
    others = prepare_tests(everything=full and machine.shared_windows() is not None)
    total = suites.run_all(suites.groups(environment.own(), others), full=full)
    if not total.passed:
        say("no test ran")
    return 0 if total.passed and not total.failed else 1
