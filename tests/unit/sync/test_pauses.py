"""Pauses: nothing burns the backlog, and every way of mending what was wrong ends them."""

from datetime import timedelta
from random import Random

from desktop_app.domain.delivery import Pause
from desktop_app.domain.origin import origin
from desktop_app.domain.outcomes import PatchAnswer
from desktop_app.domain.session import Token
from desktop_app.sync.engine import EngineSettings
from tests.sim.oracle import Oracle
from tests.sim.world import World
from tests.unit.sync.room import API, Room

REFUSED_ACCOUNT = PatchAnswer(401, is_json=True)
WRONG_PATH = PatchAnswer(403, is_json=True, message="Missing Authentication Token")
NOT_FOUND = PatchAnswer(404, is_json=True)


def token(user: str, session: str, *, life_s: float) -> Token:
    return World(Random(1), Oracle()).token(user, session, life_s)


def backlog(room: Room, count: int = 10) -> list[str]:
    return [room.sign(f"session {number}") for number in range(count)]


def test_a_refused_account_token_pauses_and_burns_nothing(room: Room) -> None:
    ids = backlog(room)
    room.remote.patch = lambda _: REFUSED_ACCOUNT
    summary = room.drain()
    assert (summary.paused, summary.waiting, summary.needs_attention) == (Pause.ACCOUNT_TOKEN, 10, 0)
    assert len(room.remote.patches) <= 4
    assert {state for state, _ in room.states(ids)} == {"waiting"}


def test_a_new_account_token_ends_the_pause_without_a_word(room: Room) -> None:
    backlog(room)
    room.remote.patch = lambda _: REFUSED_ACCOUNT
    room.drain()
    room.remote.patch = room.remote.executed
    assert room.drain().paused is Pause.ACCOUNT_TOKEN
    room.vault.set_account(origin(API), Token("another"))
    assert room.drain().sent == 10


def test_a_running_engine_sees_the_token_that_another_process_set(room: Room) -> None:
    backlog(room)
    room.remote.patch = lambda _: REFUSED_ACCOUNT

    def mend() -> None:
        room.remote.patch = room.remote.executed
        room.vault.set_account(origin(API), Token("another"))

    room.live(300.0, (100.0, mend))
    assert room.store.counts().sent == 10


def test_a_token_that_came_while_the_old_one_was_refused_is_used(room: Room) -> None:
    room.sign()

    def refuse_once(_: object) -> PatchAnswer:
        room.vault.set_account(origin(API), Token("another"))
        return REFUSED_ACCOUNT if len(room.remote.patches) == 1 else room.remote.executed(room.remote.patches[0][1])

    room.remote.patch = refuse_once
    summary = room.drain()
    assert (summary.sent, summary.paused) == (1, None)
    assert [account.value for _, _, account in room.remote.patches] == ["account", "another"]


def test_a_wrong_path_pauses(room: Room) -> None:
    backlog(room)
    room.remote.patch = lambda _: WRONG_PATH
    summary = room.drain()
    assert (summary.paused, summary.needs_attention) == (Pause.API_REFUSES, 0)


def test_a_changed_setting_ends_the_pause(room: Room) -> None:
    backlog(room)
    room.remote.patch = lambda _: WRONG_PATH
    room.drain()
    room.remote.patch = room.remote.executed
    room.engine.configure(EngineSettings(4, 30, "https://api.example/prod"))
    assert room.drain().sent == 10


def test_the_same_refusal_of_three_sessions_pauses_and_takes_the_first_two_back(room: Room) -> None:
    ids = backlog(room)
    room.remote.patch = lambda _: NOT_FOUND
    summary = room.drain()
    assert (summary.paused, summary.needs_attention, summary.waiting) == (Pause.API_REFUSES, 0, 10)
    assert {state for state, _ in room.states(ids)} == {"waiting"}
    room.remote.patch = room.remote.executed
    room.desk.resume()
    assert room.drain().sent == 10


def test_refusals_before_a_restart_are_taken_back_too(room: Room) -> None:
    room.engine.configure(EngineSettings(1, 30, API))
    first = room.sign("one")
    room.remote.patch = lambda _: NOT_FOUND
    room.drain()
    room.engine = room.another()
    ids = [first, *backlog(room, 3)]
    assert room.drain().paused is Pause.API_REFUSES
    assert {state for state, _ in room.states(ids)} == {"waiting"}


def test_different_refusals_are_about_the_signoffs(room: Room) -> None:
    backlog(room, 4)
    statuses = [400, 404, 409, 422]
    room.remote.patch = lambda _: PatchAnswer(statuses.pop(), is_json=True)
    summary = room.drain()
    assert (summary.paused, summary.needs_attention) == (None, 4)


def test_refusals_of_one_session_are_no_sign_of_a_wrong_setting(room: Room) -> None:
    for _ in range(5):
        room.sign("one")
    room.remote.patch = lambda _: NOT_FOUND
    summary = room.drain()
    assert (summary.paused, summary.needs_attention) == (None, 5)


def test_after_a_person_insisted_the_refusal_is_about_the_signoff(room: Room) -> None:
    backlog(room, 3)
    room.remote.patch = lambda _: NOT_FOUND
    room.drain()
    room.desk.resume()
    summary = room.drain()
    assert (summary.paused, summary.needs_attention) == (None, 3)


def test_another_wrong_setting_burns_nothing_though_a_person_resumed(room: Room) -> None:
    backlog(room, 3)
    room.remote.patch = lambda _: NOT_FOUND
    room.drain()
    room.desk.resume()
    room.engine.configure(EngineSettings(4, 30, "https://api.example/wrong-too"))
    summary = room.drain()
    assert (summary.paused, summary.needs_attention) == (Pause.API_REFUSES, 0)


def test_expired_sessions_are_the_normal_case_of_a_kiosk_and_pause_nothing(room: Room) -> None:
    for number in range(4):
        room.sign(token=token(f"user {number}", "s", life_s=-100.0))
    room.remote.patch = lambda _: PatchAnswer(403, is_json=True, server_time=room.clock.now())
    summary = room.drain()
    assert (summary.paused, summary.needs_attention) == (None, 4)


def test_an_expired_session_is_tried_once_asked_about_once_and_served_by_one_token(room: Room) -> None:
    expired = token("user", "session", life_s=-100.0)
    ids = [room.sign(token=expired) for _ in range(20)]
    room.remote.patch = lambda signoff: (
        PatchAnswer(403, is_json=True) if signoff.session == expired else room.remote.executed(signoff)
    )
    assert room.drain().needs_attention == 20
    assert len(room.remote.patches) == 1
    fresh = token("user", "session", life_s=86_400.0)
    assert room.desk.same_session_waiting(fresh) == ids
    room.desk.attach_session(room.desk.same_session_waiting(fresh), fresh)
    assert room.drain().sent == 20
    assert [signoff.id for _, signoff, _ in room.remote.patches[1:]] == ids


def test_an_expired_session_that_the_service_takes_is_sent(room: Room) -> None:
    room.clock.jump_s = timedelta(days=400).total_seconds()
    room.sign(token=token("user", "session", life_s=60.0))
    assert room.drain().sent == 1
