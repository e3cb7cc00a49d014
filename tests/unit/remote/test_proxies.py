"""Proxies: which one is chosen, and what each of their failures is called. Nothing was sent in any of them."""

import asyncio

import pytest

from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.outcomes import PatchOutcome, Unreachable
from desktop_app.remote.environment_proxy import environment_proxy
from desktop_app.remote.network import Network
from desktop_app.remote.proxies import Proxy, ProxyChoice, ProxyFor, parse_proxy

from .samples import ACCOUNT, SESSION, service, signoff
from .scripted import CLOSE, RESET, WAIT, Say, scripted
from .test_conversations import unused_port

API = "https://api.invalid/main"


def through(*script: Say, credentials: str = "", whole_s: float = 5.0) -> tuple[PatchOutcome, list[bytes]]:
    """A PATCH through a proxy that answers its CONNECT with the script."""

    async def run() -> tuple[PatchOutcome, list[bytes]]:
        async with scripted(script) as proxy:
            setting = f"http://{credentials}127.0.0.1:{proxy.port}"
            async with service(proxy=setting, whole_s=whole_s) as remote:
                return await remote.execute(signoff(API), ACCOUNT), proxy.requests

    return asyncio.run(run())


REFUSALS: list[tuple[str, list[Say], str]] = [
    (
        "asks for a password",
        [b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"],
        "proxy_password",
    ),
    ("forbids", [b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"], "proxy_refused"),
    ("cannot reach it", [b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n"], "proxy_refused"),
    (
        "sends elsewhere",
        [b"HTTP/1.1 302 Found\r\nLocation: http://login.invalid/\r\nContent-Length: 0\r\n\r\n"],
        "proxy_refused",
    ),
    ("hangs up", [CLOSE], "proxy_unreachable"),
    ("resets", [RESET], "proxy_unreachable"),
    ("speaks no HTTP", [b"SSH-2.0-OpenSSH\r\n\r\n", CLOSE], "proxy_unreachable"),
    ("opens and hangs up", [b"HTTP/1.1 200 OK\r\n\r\n", CLOSE], "tls_failed"),
    ("opens and speaks no TLS", [b"HTTP/1.1 200 OK\r\n\r\n", b"HTTP/1.1 400 X\r\n\r\n", CLOSE], "tls_failed"),
]


@pytest.mark.parametrize(("name", "script", "code"), REFUSALS, ids=[row[0] for row in REFUSALS])
def test_a_proxy_that_does_not_let_through_is_named_and_hears_no_token(name: str, script: list[Say], code: str) -> None:
    outcome, requests = through(*script)
    assert isinstance(outcome, Unreachable), name
    assert outcome.code == code
    assert requests[0].startswith(b"CONNECT api.invalid:443 HTTP/1.1\r\n")
    for secret in (ACCOUNT.value, SESSION.value):
        assert all(secret.encode() not in request for request in requests)


def test_a_proxy_that_says_nothing_is_unreachable() -> None:
    outcome, _ = through(WAIT, whole_s=0.3)
    assert isinstance(outcome, Unreachable)
    assert outcome.code == "proxy_unreachable"


def test_a_proxy_that_is_not_there_is_unreachable() -> None:
    async def run() -> PatchOutcome:
        async with service(proxy=f"http://127.0.0.1:{unused_port()}") as remote:
            return await remote.execute(signoff(API), ACCOUNT)

    outcome = asyncio.run(run())
    assert isinstance(outcome, Unreachable)
    assert outcome.code == "proxy_unreachable"


def test_the_proxys_password_goes_to_the_proxy() -> None:
    _, requests = through(CLOSE, credentials="user:p%40ss@")
    assert b"\r\nProxy-Authorization: Basic dXNlcjpwQHNz\r\n" in requests[0]


def test_loopback_is_never_reached_through_a_proxy() -> None:
    choice = ProxyChoice("http://proxy.example:8080")
    assert asyncio.run(choice.of("http", "127.0.0.1", 80)) is None
    assert asyncio.run(choice.of("https", "api.example", 443)) == Proxy("http", "proxy.example", 8080)


def asked(answer: str | None) -> tuple[list[str], ProxyFor]:
    questions: list[str] = []

    def proxy_for(url: str) -> str | None:
        questions.append(url)
        return answer

    return questions, proxy_for


def test_the_system_is_asked_about_the_origin_alone_and_once() -> None:
    questions, proxy_for = asked("http://proxy.example:3128")
    choice = ProxyChoice("", proxy_for)

    async def run() -> list[Proxy | None]:
        return [await choice.of("https", "bucket.example", 443) for _ in range(3)]

    assert asyncio.run(run()) == [Proxy("http", "proxy.example", 3128)] * 3
    assert questions == ["https://bucket.example:443/"]
    choice.forget()
    asyncio.run(run())
    assert len(questions) == 2


@pytest.mark.parametrize("setting", ["direct", "http://other.example:1"])
def test_a_setting_goes_before_the_system(setting: str) -> None:
    questions, proxy_for = asked("http://proxy.example:3128")
    chosen = asyncio.run(ProxyChoice(setting, proxy_for).of("https", "api.example", 443))
    assert (chosen is None) == (setting == "direct")
    assert questions == []


@pytest.mark.parametrize("answer", ["socks5://proxy.example:1080", "http://", "http://ex ample", "http://p:99999"])
def test_a_proxy_of_a_kind_that_is_not_spoken_is_named(answer: str) -> None:
    async def run() -> PatchOutcome:
        async with service(proxy_for=lambda _url: answer) as remote:
            return await remote.execute(signoff(API), ACCOUNT)

    outcome = asyncio.run(run())
    assert isinstance(outcome, Unreachable)
    assert outcome.code == "proxy_unsupported"


@pytest.mark.parametrize(
    ("text", "proxy"),
    [
        ("proxy.example", Proxy("http", "proxy.example", 80)),
        ("proxy.example:3128", Proxy("http", "proxy.example", 3128)),
        ("https://proxy.example", Proxy("https", "proxy.example", 443)),
        ("http://[::1]:8080/", Proxy("http", "::1", 8080)),
        ("http://a:b%3A@p:1", Proxy("http", "p", 1, ("a", "b:"))),
    ],
)
def test_a_proxys_url_is_read(text: str, proxy: Proxy) -> None:
    assert parse_proxy(text) == proxy


@pytest.mark.parametrize(("text", "why"), [("socks5://x", "scheme"), ("x:99999", "port"), ("x y", "characters")])
def test_a_setting_that_is_no_proxy_is_refused_at_once(text: str, why: str) -> None:
    with pytest.raises(InvalidInput, match="proxy_invalid") as caught:
        Network("9.9", proxy=text)
    assert caught.value.facts["why"] == why


def test_a_proxys_password_does_not_stand_in_its_repr() -> None:
    assert "geheim" not in repr(parse_proxy("http://u:geheim@p:1"))


def test_the_environment_names_proxy_and_exclusions(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("https_proxy", "http://proxy.example:3128")
    monkeypatch.setenv("no_proxy", ".intern.example")
    assert environment_proxy("https://api.example:443/") == "http://proxy.example:3128"
    assert environment_proxy("https://a.intern.example:443/") is None
    monkeypatch.delenv("https_proxy")
    assert environment_proxy("https://api.example:443/") is None
