"""The kiosk's pure rules: the way of a visit, presence, the PIN and what a wrong one costs."""

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.config.checks import pin_hash as accepted_by_settings
from desktop_app.domain.errors import EnvironmentFault
from desktop_app.ui.kiosk.attempts import FILE_NAME, FREE_TRIES, LONGEST_WAIT_S, Attempts, AttemptsFile, wait_after_s
from desktop_app.ui.kiosk.flow import STEPS, Page, following, previous, step
from desktop_app.ui.kiosk.idle import COUNTDOWN_S, Idle, Presence
from desktop_app.ui.kiosk.pin import pin_hash, pin_matches, pin_problem


def test_a_visit_goes_through_every_page_and_ends_where_it_began() -> None:
    pages = list(itertools.accumulate(range(len(Page)), lambda page, _: following(page), initial=Page.ATTRACT))
    assert pages == [*Page, Page.ATTRACT]


def test_back_leads_one_page_back_but_never_into_a_signed_visit() -> None:
    assert [previous(page) for page in STEPS] == [Page.ATTRACT, *STEPS[:-1]]
    assert previous(Page.THANKS) is Page.ATTRACT
    assert [step(page) for page in Page] == [0, 1, 2, 3, 4, 0]


def test_presence_counts_down_then_gives_up() -> None:
    idle = Idle(idle_s=60, last_touch_s=100.0)
    assert idle.presence(159.9) is Presence.ACTIVE
    assert idle.presence(160.0) is Presence.COUNTDOWN
    assert idle.seconds_left(160.0) == COUNTDOWN_S
    assert idle.seconds_left(174.5) == 1
    assert idle.presence(174.99) is Presence.COUNTDOWN
    assert idle.presence(175.0) is Presence.GONE


def test_a_touch_in_the_countdown_brings_the_visit_back() -> None:
    assert Idle(60, 0.0).touched(70.0).presence(100.0) is Presence.ACTIVE


@given(st.floats(0, 1e6), st.floats(0, 1e6))
def test_nobody_is_gone_while_a_pen_is_down(down_at_s: float, later_s: float) -> None:
    idle = Idle(60, 0.0).pen(down_at_s, down=True)
    assert idle.presence(down_at_s + later_s) is Presence.ACTIVE
    assert idle.pen(down_at_s + later_s, down=False).presence(down_at_s + later_s + 59) is Presence.ACTIVE


@pytest.mark.parametrize(
    ("pin", "problem"),
    [
        ("", "pin_not_digits"),
        ("12345a", "pin_not_digits"),
        ("١٢٣٤٥٦", "pin_not_digits"),
        ("90817", "pin_too_short"),
        ("9" * 7 + "1" * 26, "pin_too_long"),
        ("777777", "pin_too_simple"),
        ("123456", "pin_too_simple"),
        ("876543", "pin_too_simple"),
        ("908172", None),
    ],
)
def test_what_may_become_the_pin(pin: str, problem: str | None) -> None:
    assert pin_problem(pin) == problem


def test_the_right_pin_opens_and_no_other_does() -> None:
    phc = pin_hash("908172")
    assert accepted_by_settings(phc) == phc
    assert "908172" not in phc
    assert pin_matches("908172", phc)
    assert not pin_matches("908173", phc)
    assert not pin_matches("", phc)
    assert pin_hash("908172") != phc


@pytest.mark.parametrize("phc", ["", "$argon2id$v=19$m=1,t=1,p=1$AA$AA", "$argon2id$v=18$m=8,t=1,p=1$AAAA$AAAA", "x"])
def test_a_hash_that_nobody_can_be_checked_against_is_the_machines_fault(phc: str) -> None:
    with pytest.raises(EnvironmentFault) as caught:
        pin_matches("908172", phc)
    assert caught.value.code == "pin_hash_unusable"


def test_each_wrong_pin_costs_a_longer_wait_up_to_an_hour() -> None:
    waits = [wait_after_s(failures) for failures in range(30)]
    assert waits[:FREE_TRIES] == [0.0] * FREE_TRIES
    assert waits[FREE_TRIES : FREE_TRIES + 4] == [30.0, 60.0, 120.0, 240.0]
    assert waits == sorted(waits)
    assert waits[-1] == LONGEST_WAIT_S


def test_a_wait_survives_a_restart(tmp_path: Path) -> None:
    kept = Attempts()
    for _ in range(4):
        kept = kept.failed(1_000.0)
    AttemptsFile(tmp_path).write(kept)
    again = AttemptsFile(tmp_path).read()
    assert again == kept
    assert again.wait_s(1_020.0) == 40.0
    assert again.wait_s(1_060.0) == 0.0


def test_setting_the_clock_back_or_restarting_shortens_no_wait(tmp_path: Path) -> None:
    file = AttemptsFile(tmp_path)
    file.write(Attempts(4, 10_000.0))
    assert file.read().wait_s(9_000.0) == 60.0
    again = AttemptsFile(tmp_path)
    again.settle(9_000.0)
    assert again.read().wait_s(9_030.0) == 30.0


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"failures": -1, "last_at": 0}', '{"failures": "x", "last_at": 0}', "\0"]
)
def test_a_damaged_count_is_no_fresh_start(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE_NAME).write_text(text)
    assert AttemptsFile(tmp_path).read().failures > FREE_TRIES


def test_a_profile_that_cannot_be_written_still_counts_while_it_runs(tmp_path: Path) -> None:
    (tmp_path / "profile").write_text("a file where the folder should be")
    file = AttemptsFile(tmp_path / "profile")
    file.write(Attempts(7, 5.0))
    assert file.read() == Attempts(7, 5.0)
