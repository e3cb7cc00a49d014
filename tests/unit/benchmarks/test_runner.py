"""The benchmarks' runner: what it runs, how it judges, and that nothing unmeasured passes for met."""

import json
from pathlib import Path

import pytest

from tests.benchmarks import __main__ as command
from tests.benchmarks.report import figure
from tests.benchmarks.runner import ALL, ROOT, Benchmark, chosen, measure, measure_all

FOLDER = "tests.unit.benchmarks.rows"
ALONE = ("ink_rates", "ink_sheet")  # commands of their own: they write a table or pictures


def made(name: str) -> Benchmark:
    return Benchmark(name, (name,), 30.0, folder=FOLDER)


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(command, "FOLDER", tmp_path)
    return tmp_path


def test_every_module_that_measures_is_run() -> None:
    modules = {
        path.stem
        for path in Path(ROOT, "tests", "benchmarks").glob("*.py")
        if "\ndef run() ->" in path.read_text("utf-8")
    }
    assert modules - set(ALONE) == {module for benchmark in ALL for module in benchmark.modules}
    assert len({benchmark.name for benchmark in ALL}) == len(ALL)


def test_all_that_is_met_ends_with_0_and_writes_both_tables(table: Path) -> None:
    assert command.main([], [made("met")]) == 0
    assert "| met | a figure | 1 ms | <= 2 x | itself | 1 ms | 1.00 | yes |" in (table / "table.md").read_text("utf-8")
    document = json.loads((table / "table.json").read_text("utf-8"))
    assert document["missed"] == []
    assert document["benchmarks"][0]["rows"][0]["value"] == 1.0
    assert document["cores"] >= 1


def test_a_missed_budget_ends_with_1_and_is_named(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main([], [made("met"), made("over")]) == 1
    assert "- missed: over: a figure <= 2 x beside itself" in capsys.readouterr().out
    assert json.loads((table / "table.json").read_text("utf-8"))["missed"] == [
        "missed: over: a figure <= 2 x beside itself"
    ]


@pytest.mark.parametrize(
    ("name", "why"), [("absent", "no peer here"), ("crashes", "ZeroDivisionError"), ("silent", "it measured nothing")]
)
def test_what_was_not_measured_ends_with_1_and_is_named(
    table: Path, capsys: pytest.CaptureFixture[str], name: str, why: str
) -> None:
    assert command.main([name], [made("met"), made(name)]) == 1
    out = capsys.readouterr().out
    assert f"- not measured: {name}: " in out
    assert why in out
    assert "not measured |" in (table / "table.md").read_text("utf-8")


def test_rows_measured_before_a_crash_are_kept() -> None:
    both = Benchmark("both", ("met", "crashes"), 30.0, folder=FOLDER)
    assert [row.met for row in measure(both).rows] == [True, None]


def test_what_measures_no_time_runs_side_by_side_and_what_does_runs_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BENCHMARKS_MEET", str(tmp_path))
    pair = [Benchmark(name, ("pair",), 60.0, timed=False, folder=FOLDER) for name in ("left", "right")]
    alone = Benchmark("alone", ("alone",), 60.0, folder=FOLDER)
    done = measure_all([pair[0], alone, pair[1]])
    assert [one.benchmark for one in done] == ["left", "alone", "right"]
    assert [row.met for one in done for row in one.rows] == [True, True, True], done


def test_one_that_hangs_is_ended_and_not_measured() -> None:
    [row] = measure(Benchmark("hangs", ("hangs",), 1.0, folder=FOLDER)).rows
    assert row.met is None
    assert "not done within 1 s" in row.note


def test_only_what_is_named_runs_and_an_unknown_name_is_refused(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert [benchmark.name for benchmark in chosen(["wire", "drain"])] == ["drain", "wire"]
    with pytest.raises(SystemExit, match="2"):
        command.main(["no-such"], [made("met")])
    assert "no such benchmark: no-such" in capsys.readouterr().err
    assert not (table / "table.md").exists()


@pytest.mark.parametrize(("value", "text"), [(None, "-"), (0.01234, "0.0123 s"), (12_345.6, "12,346 s"), (3.0, "3 s")])
def test_figures_have_three_digits_that_count(value: float | None, text: str) -> None:
    assert figure(value, "s") == text
