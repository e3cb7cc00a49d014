"""Requests to a practice server, made with the standard library alone."""

import http.client
import json
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from desktop_app.practice.server import PracticeServer

JPEG = b"\xff\xd8\xff" + b"ink" * 50
PATH = "/main/interventions/v2/mb/execute"


@dataclass
class Said:
    """An answer."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> dict[str, object]:
        value = json.loads(self.body)
        assert isinstance(value, dict)
        return value


def body(name: str = "signature-1.jpg", size: int = len(JPEG), **more: object) -> dict[str, object]:
    signature = {"name": name, "mimeType": "image/jpeg", "size": size}
    return {"firstName": "Zoë", "lastName": "Martin", "signature": signature, **more}


def tokens(server: PracticeServer, number: int = 0) -> dict[str, str]:
    return {"Authorization": f"Bearer {server.account_token}", "X-Session-Token": server.session_tokens[number]}


def call(
    server: PracticeServer, method: str, target: str, headers: Mapping[str, str], data: bytes | None = None
) -> Said:
    connection = http.client.HTTPConnection(urlsplit(server.api_url).netloc, timeout=5)
    try:
        connection.request(method, target, data, dict(headers))
        answer = connection.getresponse()
        return Said(answer.status, {name.lower(): text for name, text in answer.getheaders()}, answer.read())
    finally:
        connection.close()


def patch(server: PracticeServer, value: object, headers: Mapping[str, str] | None = None) -> Said:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return call(server, "PATCH", PATH, {"Content-Type": "application/json", **(headers or tokens(server))}, data)


def url_for(server: PracticeServer, **members: object) -> str:
    url = patch(server, body(**members)).json["presignedUrl"]  # type: ignore[arg-type] # members of any kind
    assert isinstance(url, str)
    return url


def put(server: PracticeServer, url: str, data: bytes = JPEG, **headers: str) -> Said:
    parts = urlsplit(url)
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    return call(server, "PUT", f"{parts.path}?{parts.query}", {"Content-Type": "image/jpeg", **named}, data)
