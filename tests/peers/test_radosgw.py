"""Everything above the wire against Ceph's RADOS gateway, presigned by boto3: neither is ours."""

import asyncio
import hashlib
import re
import time
from collections.abc import Iterator

import pytest

from desktop_app.domain.outcomes import Lost, PatchAnswer, PutAnswer, PutOutcome
from desktop_app.domain.presigned import PresignedUrl, judge
from desktop_app.domain.session import Token
from desktop_app.domain.signoff import SignOff
from desktop_app.practice.server import PracticeServer
from desktop_app.remote.network import Network, Timeouts
from desktop_app.remote.service import Service
from tests.peers.radosgw import Gateway
from tests.peers.tcp_proxy import PORTAL, Mischief, TcpProxy
from tests.unit.remote.samples import JPEG, service, signoff

pytestmark = [pytest.mark.peer, pytest.mark.timeout(180)]
API = "http://127.0.0.1:1/main"  # a loopback API, so that a loopback upload is allowed


def usable(url: str) -> PresignedUrl:
    judged = judge(url, API)
    assert isinstance(judged, PresignedUrl), judged
    return judged


def put(url: str, jpeg: bytes = JPEG, **times: float) -> PutOutcome:
    async def run() -> PutOutcome:
        remote = Service(Network("9.9", timeouts=Timeouts(**times)))
        try:
            return await remote.upload(usable(url), jpeg)
        finally:
            await remote.close()

    return asyncio.run(run())


def refused(url: str, jpeg: bytes = JPEG) -> PutAnswer:
    answer = put(url, jpeg)
    assert isinstance(answer, PutAnswer)
    assert 400 <= answer.status < 500, answer
    return answer


@pytest.fixture
def proxy(gateway: Gateway) -> Iterator[TcpProxy]:
    with TcpProxy(gateway.endpoint) as made:
        yield made


def test_what_was_declared_is_stored_byte_for_byte(gateway: Gateway) -> None:
    answer = put(gateway.presigned("whole.jpg", "image/jpeg", len(JPEG)))
    assert isinstance(answer, PutAnswer)
    assert answer.status == 200
    assert gateway.stored("whole.jpg") == (JPEG, "image/jpeg")


def test_its_etag_is_the_md5_of_our_bytes(gateway: Gateway) -> None:
    answer = put(gateway.presigned("etag.jpg", "image/jpeg", len(JPEG)))
    assert isinstance(answer, PutAnswer)
    assert answer.etag == hashlib.md5(JPEG).hexdigest()


def test_its_expiry_is_read_from_the_url(gateway: Gateway) -> None:
    url = usable(gateway.presigned("x.jpg", "image/jpeg", 1, lifetime_s=600))
    assert url.expires_at is not None
    assert 590 < url.expires_at.timestamp() - time.time() < 601
    assert set(url.signed_headers) == {"host", "content-type", "content-length"}


def test_the_whole_way_with_the_practice_api_before_it(gateway: Gateway) -> None:
    async def run() -> tuple[str, PutOutcome]:
        with PracticeServer(presign=gateway.presigned) as server:
            remote = Service(Network("9.9"))
            plain = signoff(server.api_url)
            mine = SignOff(plain.id, plain.signed_at, plain.form, JPEG, Token(server.session_tokens[0]), server.api_url)
            try:
                answer = await remote.execute(mine, Token(server.account_token))
                assert isinstance(answer, PatchAnswer)
                judged = judge(answer.presigned_url or "", server.api_url)
                assert isinstance(judged, PresignedUrl)
                return mine.name, await remote.upload(judged, JPEG)
            finally:
                await remote.close()

    name, answer = asyncio.run(run())
    assert isinstance(answer, PutAnswer)
    assert answer.status == 200
    assert gateway.stored(name) == (JPEG, "image/jpeg")


def test_the_same_url_takes_the_same_bytes_again(gateway: Gateway) -> None:
    url = gateway.presigned("again.jpg", "image/jpeg", len(JPEG))
    for _ in range(2):
        answer = put(url)
        assert isinstance(answer, PutAnswer)
        assert answer.status == 200
    assert gateway.stored("again.jpg") == (JPEG, "image/jpeg")


def test_a_tampered_url_is_refused(gateway: Gateway) -> None:
    url = gateway.presigned("tampered.jpg", "image/jpeg", len(JPEG))
    swapped = re.sub(r"Signature=(.)", lambda found: "Signature=" + ("0" if found[1] != "0" else "1"), url)
    assert refused(swapped).code == "SignatureDoesNotMatch"
    refused(url.replace("tampered.jpg", "other.jpg"))
    refused(url.replace("Expires=900", "Expires=90000"))
    assert gateway.stored("tampered.jpg") is None
    assert gateway.stored("other.jpg") is None


def test_an_expired_url_is_refused_and_known_as_such(gateway: Gateway) -> None:
    url = gateway.presigned("expired.jpg", "image/jpeg", len(JPEG), lifetime_s=1)
    time.sleep(2.5)
    answer = refused(url)
    assert answer.status == 403
    expires_at = usable(url).expires_at
    assert answer.server_time is not None
    assert expires_at is not None
    assert expires_at < answer.server_time
    assert gateway.stored("expired.jpg") is None


@pytest.mark.parametrize("jpeg", [JPEG[:-1], JPEG + b"\0"])
def test_another_length_than_declared_is_refused(gateway: Gateway, jpeg: bytes) -> None:
    refused(gateway.presigned("length.jpg", "image/jpeg", len(JPEG)), jpeg)
    assert gateway.stored("length.jpg") is None


def test_another_type_than_ours_is_refused(gateway: Gateway) -> None:
    refused(gateway.presigned("type.jpg", "image/png", len(JPEG)))
    assert gateway.stored("type.jpg") is None


@pytest.mark.parametrize("after", [100, 700, 3_000, 5_000])
def test_a_connection_cut_within_the_body_stores_nothing_and_the_same_bytes_follow(
    gateway: Gateway, proxy: TcpProxy, after: int
) -> None:
    name = f"cut-{after}.jpg"
    url = Gateway(proxy.url).presigned(name, "image/jpeg", len(JPEG))
    proxy.mischief = Mischief(cut_up_after=after, times=1)
    outcome = put(url)
    assert isinstance(outcome, Lost)
    assert outcome.code == "broken"
    assert gateway.stored(name) is None
    again = put(url)
    assert isinstance(again, PutAnswer)
    assert again.status == 200
    assert gateway.stored(name) == (JPEG, "image/jpeg")


def test_an_answer_cut_off_is_lost_although_the_object_is_there(gateway: Gateway, proxy: TcpProxy) -> None:
    url = Gateway(proxy.url).presigned("heard-not.jpg", "image/jpeg", len(JPEG))
    proxy.mischief = Mischief(cut_down_after=20)
    outcome = put(url)
    assert isinstance(outcome, Lost)
    assert outcome.code == "broken"
    assert gateway.stored("heard-not.jpg") == (JPEG, "image/jpeg")


def test_an_answer_that_trickles_ends_in_time(proxy: TcpProxy) -> None:
    url = Gateway(proxy.url).presigned("trickled.jpg", "image/jpeg", len(JPEG))
    proxy.mischief = Mischief(down_bytes_per_s=20)
    began = time.monotonic()
    outcome = put(url, whole_s=1.0, read_s=5.0)
    assert isinstance(outcome, Lost)
    assert outcome.code == "timed_out"
    assert time.monotonic() - began < 3


def test_silence_ends_in_time(proxy: TcpProxy) -> None:
    url = Gateway(proxy.url).presigned("silent.jpg", "image/jpeg", len(JPEG))
    proxy.mischief = Mischief(silent=True)
    outcome = put(url, read_s=0.3)
    assert isinstance(outcome, Lost)
    assert outcome.code == "timed_out"


def test_a_page_in_the_storages_place_is_no_success(gateway: Gateway, proxy: TcpProxy) -> None:
    url = Gateway(proxy.url).presigned("portal.jpg", "image/jpeg", len(JPEG))
    proxy.mischief = Mischief(answer=PORTAL)
    outcome = put(url)
    assert isinstance(outcome, Lost)
    assert outcome.code == "answer_garbled"
    assert gateway.stored("portal.jpg") is None


def test_many_uploads_share_few_connections(gateway: Gateway, proxy: TcpProxy) -> None:
    async def run() -> None:
        async with service() as remote:
            left = list(range(40))

            async def worker() -> None:
                while left:
                    name = f"many-{left.pop()}.jpg"
                    url = Gateway(proxy.url).presigned(name, "image/jpeg", len(JPEG))
                    answer = await remote.upload(usable(url), JPEG)
                    assert isinstance(answer, PutAnswer)
                    assert answer.status == 200

            await asyncio.gather(*(worker() for _ in range(4)))

    asyncio.run(run())
    assert proxy.connections <= 5
    assert gateway.stored("many-0.jpg") == (JPEG, "image/jpeg")
