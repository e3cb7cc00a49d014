"""The one table, as Markdown and as JSON."""

import json
import os
import platform
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import psutil  # type: ignore[import-untyped]  # it ships no types

from .runner import Measured
from .table import Row

_WORDS = {True: "yes", False: "**no**", None: "not measured"}
_ROUND_FROM = 100.0


def write(
    folder: Path, measured: Sequence[Measured], complaints: Sequence[str], load_before: float, took_s: float
) -> str:
    """Writes `table.md` and `table.json` into the folder; the Markdown."""
    folder.mkdir(parents=True, exist_ok=True)
    about = {
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "cores": os.cpu_count(),
        "memory_gb": round(psutil.virtual_memory().total / 2**30, 1),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "load_before": round(load_before, 2),
        "load_after": round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None,
        "took_s": round(took_s),
    }
    text = markdown(measured, complaints, about)
    (folder / "table.md").write_text(text, "utf-8")
    document = {**about, "missed": list(complaints), "benchmarks": [asdict(one) for one in measured]}
    (folder / "table.json").write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return text


def markdown(measured: Iterable[Measured], complaints: Sequence[str], about: dict[str, object]) -> str:
    """The table with a line above it for the machine and lines below it for what is not met."""
    lines = [
        "# Benchmarks",
        "{when}; {cores} cores, {memory_gb} GiB, {system}, Python {python}; load {load_before} before and {load_after}"
        " after; {took_s} s.".format(**about),
        "",
        "| benchmark | figure | value | budget | beside | its value | ratio | met |",
        "|---|---|---|---|---|---|---|---|",
    ]
    lines += [_line(one.benchmark, row) for one in measured for row in one.rows]
    lines += ["", *(f"- {complaint}" for complaint in complaints)]
    return "\n".join(lines).rstrip() + "\n"


def _line(benchmark: str, row: Row) -> str:
    ratio = f"{row.value / row.beside_value:.2f}" if row.value is not None and row.beside_value else ""
    met = _WORDS[row.met] if row.budget or row.met is None else ""
    name = f"{row.name} ({row.note})" if row.note else row.name
    cells = (
        benchmark,
        name,
        figure(row.value, row.unit),
        row.budget,
        row.beside_name,
        figure(row.beside_value, row.unit),
    )
    return f"| {' | '.join(cell.replace('|', '/') for cell in (*cells, ratio, met))} |"


def figure(value: float | None, unit: str) -> str:
    """Three digits that count, with the unit."""
    if value is None:
        return "-"
    whole = abs(value) >= _ROUND_FROM or value == int(value)
    return f"{value:,.0f} {unit}".strip() if whole else f"{value:.3g} {unit}".strip()
