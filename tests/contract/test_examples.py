"""Hand-written examples, held against the contract, the client and the practice server."""

import asyncio
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml  # type: ignore[import-untyped] # its stubs are a package of their own; one call is made

from desktop_app.domain.outcomes import PatchAnswer, PutAnswer
from desktop_app.domain.session import Token
from desktop_app.domain.signoff import Form, SignOff
from desktop_app.practice.contract import ContractBroken, declared
from desktop_app.practice.server import PracticeServer
from desktop_app.remote.execute import execute_body
from desktop_app.remote.network import Network
from desktop_app.remote.service import Service
from tests.unit.remote.samples import ACCOUNT, ID, service, signoff, upload_url
from tests.unit.remote.scripted import http, scripted

HERE = Path(__file__).parent
CONTRACT: dict[str, Any] = yaml.safe_load((HERE / "openapi.yaml").read_text("utf-8"))
SCHEMAS: dict[str, Any] = CONTRACT["components"]["schemas"]
REQUESTS: dict[str, Any] = json.loads((HERE / "examples" / "requests.json").read_text("utf-8"))
ANSWERS: dict[str, Any] = json.loads((HERE / "examples" / "answers.json").read_text("utf-8"))
JPEG_OF_THE_EXAMPLES = b"\xff\xd8" + bytes(5_124)


def validator(name: str) -> Any:
    return jsonschema_rs.validator_for({"$ref": f"#/components/schemas/{name}", "components": {"schemas": SCHEMAS}})


def named(rows: list[dict[str, Any]]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("row", rows, ids=[row["why"] for row in rows])


@named(REQUESTS["valid"])
def test_a_valid_body_keeps_the_contract_and_the_practice_server_takes_it(row: dict[str, Any]) -> None:
    validator("Execution").validate(row["body"])
    asked = declared(json.dumps(row["body"]).encode())
    assert (asked.name, asked.size_bytes) == (row["body"]["signature"]["name"], row["body"]["signature"]["size"])


@named(REQUESTS["invalid"])
def test_an_invalid_body_breaks_the_contract_and_the_practice_server_refuses_it(row: dict[str, Any]) -> None:
    assert not validator("Execution").is_valid(row["body"])
    with pytest.raises(ContractBroken):
        declared(json.dumps(row["body"]).encode())


@named([row for row in REQUESTS["valid"] if "form" in row])
def test_the_client_makes_this_body_of_this_form(row: dict[str, Any]) -> None:
    made = signoff("https://api.example", Form(**row["form"]).checked(), JPEG_OF_THE_EXAMPLES)
    assert made.id == ID
    assert json.loads(execute_body(made)) == row["body"]


def wire(row: dict[str, Any]) -> bytes:
    headers = {name.replace("-", "_"): text for name, text in row["headers"].items()}
    return http(row["status"], row["body"].encode(), **headers)


@named(ANSWERS["patch"])
def test_the_client_reads_these_facts_of_this_answer_to_the_patch(row: dict[str, Any]) -> None:
    async def run() -> object:
        async with scripted([wire(row)]) as server, service() as remote:
            return await remote.execute(signoff(server.url), ACCOUNT)

    facts = dict(row["facts"])
    if facts["server_time"]:
        facts["server_time"] = datetime.fromisoformat(facts["server_time"])
    assert asyncio.run(run()) == PatchAnswer(**facts)


@named(ANSWERS["put"])
def test_the_client_reads_these_facts_of_this_answer_to_the_put(row: dict[str, Any]) -> None:
    async def run() -> object:
        async with scripted([wire(row)]) as server, service() as remote:
            return await remote.upload(upload_url(server.url), JPEG_OF_THE_EXAMPLES)

    assert asyncio.run(run()) == PutAnswer(**row["facts"])


@named([row for row in ANSWERS["patch"] if row["status"] == 200 and "json" in row["headers"]["Content-Type"]])
def test_a_success_of_the_examples_keeps_the_contract(row: dict[str, Any]) -> None:
    validator("Executed").validate(json.loads(row["body"]))


@named([row for row in REQUESTS["valid"] if "form" in row])
def test_what_the_client_sends_is_taken_and_comes_back_as_the_contract_says(row: dict[str, Any]) -> None:
    async def run() -> object:
        with PracticeServer() as server:
            remote = Service(Network("9.9"))
            made = signoff(server.api_url, Form(**row["form"]).checked(), JPEG_OF_THE_EXAMPLES)
            mine = SignOff(
                made.id, made.signed_at, made.form, made.jpeg, Token(server.session_tokens[0]), server.api_url
            )
            try:
                answer = await remote.execute(mine, Token(server.account_token))
            finally:
                await remote.close()
            assert isinstance(answer, PatchAnswer)
            validator("Executed").validate({"presignedUrl": answer.presigned_url})
            return server.executions[0].body

    assert asyncio.run(run()) == row["body"]
