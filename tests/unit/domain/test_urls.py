from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.origin import checked_api_url, is_loopback, origin
from desktop_app.domain.presigned import PresignedUrl, judge

API = "https://api.example.org/main"


@pytest.mark.parametrize(
    "url", [API, "http://127.0.0.1:8080/main", "http://[::1]:1/x", "http://localhost/main", "https://h", ""]
)
def test_an_api_url_that_may_be_used_is_kept(url: str) -> None:
    assert checked_api_url(url) == url
    assert checked_api_url(url + "/") == url if url else True


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://api.example.org/main", "scheme"),
        ("ftp://127.0.0.1/", "scheme"),
        ("file:///etc/passwd", "scheme"),
        ("api.example.org", "scheme"),
        ("https:///main", "host"),
        ("https://user:pw@h/main", "credentials"),
        ("https://h/main?x=1", "query"),
        ("https://h/main#x", "query"),
        ("https://h/main?", "query"),
        ("https://h:99999/", "port"),
        ("https://h:x/main", "port"),
        ("https://h: 1/", "characters"),
        ("https://h /", "characters"),
        ("https://hé/", "characters"),
        ("https://[::1/", "characters"),
        ("https://evil\\@h/", "characters"),
    ],
)
def test_an_api_url_that_may_not_be_used_says_why(url: str, why: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        checked_api_url(url)
    assert caught.value.facts["why"] == why


def test_an_origin_leaves_out_what_the_scheme_implies() -> None:
    assert origin("https://API.example.org:443/main") == "https://api.example.org" == origin("https://api.example.org")
    assert origin("http://[::1]:81/x") == "http://[::1]:81"
    assert origin("") == ""


def test_loopback_is_told_from_what_only_looks_like_it() -> None:
    assert all(map(is_loopback, ["localhost", "127.9.9.9", "::1"]))
    assert not any(map(is_loopback, ["127.0.0.1.example.org", "localhost.example.org", "0.0.0.0", "10.0.0.1", ""]))


def test_a_presigned_url_says_when_it_ends_and_what_it_signed() -> None:
    url = (
        "https://b.s3.example.org/k?X-Amz-Date=20260102T030405Z&X-Amz-Expires=60"
        "&X-Amz-SignedHeaders=content-length%3Bcontent-type%3Bhost"
    )
    found = judge(url, API)
    assert isinstance(found, PresignedUrl)
    assert found.expires_at == datetime(2026, 1, 2, 3, 5, 5, tzinfo=UTC)
    assert found.signed_headers == ("content-length", "content-type", "host")
    assert "b.s3" not in repr(found)


@pytest.mark.parametrize("query", ["", "?X-Amz-Date=x&X-Amz-Expires=60", "?X-Amz-Date=20260102T030405Z", "?Expires=1"])
def test_a_url_that_does_not_say_when_it_ends_is_still_usable(query: str) -> None:
    found = judge("https://b.example.org/k" + query, API)
    assert isinstance(found, PresignedUrl)
    assert found.expires_at is None


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("", "url_invalid"),
        ("no url", "url_invalid"),
        ("//b/k", "url_invalid"),
        ("https://b:x/k", "url_invalid"),
        ("http://b.example.org/k", "url_scheme"),
        ("http://127.0.0.1/k", "url_scheme"),  # only a loopback API may hand out a loopback http URL
        ("file:///k", "url_scheme"),
        ("https:///k", "url_host"),
        ("https://u:p@b/k", "url_credentials"),
        ("https://b/k?x-id=GetObject", "url_for_reading"),
        ("https://b/k?X-Amz-SignedHeaders=host%3Bx-amz-acl", "url_signed_header"),
    ],
)
def test_a_url_that_is_not_uploaded_to_is_named(url: str, code: str) -> None:
    assert judge(url, API) == code


def test_http_is_for_a_loopback_api_alone() -> None:
    assert isinstance(judge("http://127.0.0.1:9/k", "http://127.0.0.1:8/main"), PresignedUrl)
    assert judge("http://192.0.2.1/k", "http://127.0.0.1:8/main") == "url_scheme"


def test_an_allow_list_narrows_the_hosts() -> None:
    allowed = ["*.s3.eu-west-3.amazonaws.com", "Exact.example.org"]
    assert isinstance(judge("https://b.s3.eu-west-3.amazonaws.com/k", API, allowed), PresignedUrl)
    assert isinstance(judge("https://exact.example.org/k", API, allowed), PresignedUrl)
    assert judge("https://s3.example.org/k", API, allowed) == "url_host_not_allowed"


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_no_text_makes_the_judge_raise(text: str) -> None:
    assert isinstance(judge(text, API), str | PresignedUrl)
