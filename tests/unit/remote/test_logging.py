"""What the remote and the libraries beneath it say in a log, even at the most talkative level."""

import asyncio
import logging

import pytest

from desktop_app.domain.outcomes import PatchAnswer

from .samples import ACCOUNT, JPEG, SESSION, service, signoff, upload_url
from .scripted import RESET, json_http, scripted


def test_no_token_no_path_and_no_query_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    async def run() -> None:
        fine = json_http(b'{"presignedUrl":"https://b.example/1?X-Amz-Signature=secret-signature"}')
        async with scripted([fine], [RESET]) as server, service() as remote:
            answer = await remote.execute(signoff(server.url), ACCOUNT)
            assert isinstance(answer, PatchAnswer)
            await remote.upload(upload_url(server.url, "/key-of-upload?X-Amz-Signature=secret-signature"), JPEG)
            logging.getLogger("paraphe.test").info("%r", answer)

    with caplog.at_level(logging.DEBUG):
        asyncio.run(run())
    assert caplog.records, "nothing was logged at all: this test sees nothing"
    for secret in (ACCOUNT.value, SESSION.value, "secret-signature", "key-of-upload", "Martin"):
        assert secret not in caplog.text
