"""Faults: what a file may say, which requests it strikes, and what they then see."""

import http.client
import json
import time
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import pytest

from desktop_app.domain.errors import InvalidInput
from desktop_app.practice import faults as module
from desktop_app.practice.faults import KINDS, Fault, Faults, read_faults
from desktop_app.practice.server import PracticeServer

from .calling import Said, body, patch, put, tokens, url_for


def faults(*rules: dict[str, object]) -> Faults:
    return read_faults(json.dumps({"faults": list(rules)}).encode())


def struck(rule: dict[str, object], side: str, count: int) -> list[int]:
    made = faults({"do": "cut", **rule})
    return [number for number in range(1, count + 1) if made.pick(side)[1] is not None]


def test_a_rule_strikes_the_requests_it_names() -> None:
    assert struck({}, "put", 3) == [1, 2, 3]
    assert struck({"at": [1, 4]}, "put", 5) == [1, 4]
    assert struck({"every": 3}, "put", 7) == [3, 6]
    assert struck({"times": 2}, "put", 5) == [1, 2]
    assert struck({"on": "patch"}, "put", 3) == []
    assert struck({"on": "patch", "at": [2]}, "patch", 3) == [2]


def test_chance_is_the_same_each_time() -> None:
    rule: dict[str, object] = {"chance": 0.3, "seed": 7}
    assert struck(rule, "put", 200) == struck(rule, "put", 200)
    assert 30 < len(struck(rule, "put", 200)) < 90


def test_slowness_adds_up_beside_another_fault() -> None:
    made = faults({"do": "slow", "delay_s": 0.1}, {"do": "cut"}, {"do": "slow", "delay_s": 0.2}, {"do": "html"})
    delay_s, fault = made.pick("put")
    assert delay_s == pytest.approx(0.3)
    assert fault == Fault("cut")


@pytest.mark.parametrize(
    "data",
    [
        b"", b"{", b"\xff", b"[]", b"{}", b'{"faults":{}}', b'{"faults":[7]}', b'{"faults":[{}]}',
        b'{"faults":[{"do":"explode"}]}', b'{"faults":[{"do":"cut","on":"get"}]}', b'{"faults":[{"do":"cut","whn":1}]}',
        b'{"faults":[{"do":"cut","at":1}]}', b'{"faults":[{"do":"cut","at":[0]}]}',
        b'{"faults":[{"do":"cut","at":["1"]}]}',
        b'{"faults":[{"do":"slow","delay_s":"1"}]}', b'{"faults":[{"do":"status","status":true}]}',
        b'{"faults":[{"do":"cut","acts":1}]}', b'{"faults":[{"do":"cut","every":-1}]}',
    ],
)  # fmt: skip
def test_a_file_that_says_nothing_sensible_is_refused(data: bytes) -> None:
    with pytest.raises(InvalidInput, match="faults_invalid"):
        read_faults(data)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_documentation_names_every_kind(kind: str) -> None:
    assert f"`{kind}`" in (module.__doc__ or "")


def after(rule: dict[str, object]) -> tuple[Said, int]:
    """What a PATCH sees under a fault, and how many were acted upon."""
    with PracticeServer(faults=faults(rule)) as server:
        return patch(server, body()), len(server.executions)


def test_a_connection_dropped_before_acting_leaves_nothing_and_after_acting_leaves_it() -> None:
    for do, acted in (("drop_before", 0), ("drop_after", 1)):
        with PracticeServer(faults=faults({"do": do})) as server:
            with pytest.raises((ConnectionError, http.client.RemoteDisconnected)):
                patch(server, body())
            assert len(server.executions) == acted
            assert server.patches["signature-1.jpg"] == acted


def test_a_status_comes_with_its_words_and_retry_after() -> None:
    answer, acted = after({"do": "status", "status": 503, "retry_after": "2", "message": "busy"})
    assert (answer.status, answer.json, answer.headers["retry-after"], acted) == (503, {"message": "busy"}, "2", 0)


def test_a_fault_may_act_before_it_answers() -> None:
    answer, acted = after({"do": "status", "status": 502, "acts": True})
    assert (answer.status, acted) == (502, 1)


def test_a_portal_answers_with_a_page() -> None:
    answer, acted = after({"do": "html"})
    assert (answer.status, answer.headers["content-type"], acted) == (200, "text/html", 0)


def test_a_redirect_names_its_location() -> None:
    answer, _ = after({"do": "redirect", "location": "https://login.invalid/"})
    assert (answer.status, answer.headers["location"]) == (307, "https://login.invalid/")


def test_a_url_can_be_dead_on_arrival_or_die_soon() -> None:
    for rule, wait_s in (({"do": "expire"}, 0.0), ({"do": "short", "lifetime_s": 1}, 2.1)):
        with PracticeServer(faults=faults({"on": "patch", **rule})) as server:
            url = url_for(server)
            time.sleep(wait_s)
            answer = put(server, url)
            assert answer.status == 403
            assert b"Request has expired" in answer.body


def test_the_url_can_be_anything() -> None:
    for value in ("file:///etc/passwd", 7, None):
        assert after({"do": "url", "value": value})[0].json == {"presignedUrl": value}
    assert after({"do": "no_url"})[0].json == {}


def test_answers_can_be_huge_wrong_or_no_utf8() -> None:
    assert len(after({"do": "huge"})[0].body) == 10_000_000
    assert after({"do": "body", "value": "{", "content_type": "text/x"})[0].body == b"{"
    with pytest.raises(UnicodeDecodeError):
        after({"do": "invalid_utf8"})[0].body.decode()
    with pytest.raises(http.client.BadStatusLine):
        after({"do": "garbled"})


def test_an_answer_can_be_cut_or_trickled() -> None:
    with pytest.raises(http.client.IncompleteRead):
        after({"do": "cut"})
    with PracticeServer(faults=faults({"do": "trickle", "delay_s": 0.001})) as server:
        began = time.monotonic()
        assert patch(server, body()).status == 200
        assert time.monotonic() - began > 0.1


def test_a_slow_server_still_answers_its_other_connections() -> None:
    with PracticeServer(faults=faults({"do": "slow", "delay_s": 1.0, "at": [1]})) as server:
        first = http.client.HTTPConnection(urlsplit(server.api_url).netloc)
        first.request("PATCH", "/main/x", headers=tokens(server))
        began = time.monotonic()
        assert patch(server, body()).status == 200
        assert time.monotonic() - began < 0.9
        first.close()


def test_the_put_can_lie_about_what_it_stored_and_about_the_time() -> None:
    with PracticeServer(faults=faults({"on": "put", "do": "etag", "value": "0" * 32})) as server:
        assert put(server, url_for(server)).headers["etag"] == f'"{"0" * 32}"'
        assert len(server.objects) == 1
    with PracticeServer(faults=faults({"do": "clock", "offset_s": -86_400})) as server:
        said = parsedate_to_datetime(patch(server, body()).headers["date"])
        assert abs(datetime.now(UTC) - timedelta(days=1) - said) < timedelta(seconds=5)
