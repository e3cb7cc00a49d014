"""`paraphe sign`: durable when it returns; every bad input gets its own sentence and changes nothing."""

import base64
import hashlib
import io
import json
import time
import zlib
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw

from .line import INK, Line


def jwt(**claims: object) -> str:
    body = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
    return f"eyJhbGciOiJub25lIn0.{body}.c2ln"


def picture(size: tuple[int, int] = (200, 80), form: str = "PNG", **options: Any) -> bytes:
    image = Image.new("RGB", size, "white")
    ImageDraw.Draw(image).line((20, 20, size[0] - 20, size[1] - 20), fill="black", width=3)
    data = io.BytesIO()
    image.save(data, form, **options)
    return data.getvalue()


def ink(**changes: object) -> bytes:
    content = {
        "format": "paraphe-ink",
        "version": 1,
        "size": [300, 100],
        "strokes": [[[10, 10, 0, None], [90, 60, 0.1, None], [200, 20, 0.2, None]]],
    }
    return json.dumps(content | changes).encode()


def huge_png() -> bytes:
    """A PNG that says it is 20,000 pixels wide; there is nothing behind it."""
    data = bytearray(picture())
    data[16:20] = (20_000).to_bytes(4, "big")
    data[29:33] = zlib.crc32(data[12:29]).to_bytes(4, "big")
    return bytes(data)


def animated() -> bytes:
    frames = [Image.new("RGB", (64, 64), colour) for colour in ("white", "black")]
    data = io.BytesIO()
    frames[0].save(data, "WEBP", save_all=True, append_images=frames[1:])
    return data.getvalue()


def bad_files() -> dict[str, tuple[bytes, set[str]]]:
    tiny = io.BytesIO()
    Image.new("RGB", (1, 1)).save(tiny, "PNG")
    blank = io.BytesIO()
    Image.new("RGB", (100, 100), "white").save(blank, "PNG")
    eps = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 100 100\n%%EndComments\nshowpage\n"
    return {
        "empty": (b"", {"picture_not_readable", "ink_not_json"}),
        "no picture": (b"hello, this is no picture", {"picture_not_readable"}),
        "1x1": (tiny.getvalue(), {"picture_too_small"}),
        "20,000 px wide": (huge_png(), {"picture_too_large"}),
        "truncated PNG": (picture()[:-60], {"picture_damaged"}),
        "truncated JPEG": (picture((400, 400), "JPEG")[:-800], {"picture_damaged"}),
        "animated": (animated(), {"picture_animated"}),
        "EPS": (eps, {"picture_not_readable", "picture_format"}),
        "GIF": (picture(form="GIF"), {"picture_not_readable", "picture_format"}),
        "blank": (blank.getvalue(), {"picture_blank"}),
        "ink that is not JSON": (b'{"format": "paraphe-ink"', {"ink_not_json"}),
        "other JSON": (b'{"a": 1}', {"ink_not_ink"}),
        "ink of a newer version": (ink(version=2), {"ink_version"}),
        "ink without strokes": (ink(strokes=[]), {"ink_no_strokes", "ink_empty"}),
        "ink with an empty stroke": (ink(strokes=[[]]), {"ink_empty_stroke"}),
        "ink with NaN": (ink(strokes=[[[float("nan"), 1, 0, None]]]), {"ink_not_finite"}),
        "ink with an infinite time": (ink(strokes=[[[1, 1, float("inf"), None]]]), {"ink_not_finite"}),
        "ink whose time runs back": (
            ink(strokes=[[[1, 1, 1, None], [2, 2, 0.5, None]]]),
            {"ink_time_reversed"},
        ),
        "ink with a pressure of 2": (ink(strokes=[[[1, 1, 0, 2]]]), {"ink_pressure"}),
        "ink with words for numbers": (ink(strokes=[[["a", 1, 0, None]]]), {"ink_shape"}),
        "ink that is a dot": (ink(strokes=[[[10, 10, 0, None]]]), {"ink_only_a_dot"}),
        "ink beside its paper": (ink(strokes=[[[-50, -50, 0, None], [-90, -20, 0.1, None]]]), {"ink_outside"}),
        "ink without a size": (ink(size=[0, 10]), {"ink_size"}),
    }


@pytest.mark.parametrize("name", bad_files())
def test_a_bad_signature_file_is_refused_in_its_own_words(line: Line, tmp_path: Path, name: str) -> None:
    data, codes = bad_files()[name]
    file = tmp_path / "signature"
    file.write_bytes(data)
    line.sign()
    before = line.json("outbox", "list")
    code, sentence = line.refused("sign", "--first-name", "A", "--last-name", "B", "--signature", str(file))
    assert code in codes
    assert sentence.endswith((".", ")"))
    assert line.json("outbox", "list") == before


def test_every_bad_file_has_its_own_sentence(line: Line, tmp_path: Path) -> None:
    line.sign()
    said: dict[str, set[str]] = {}
    for data, _ in bad_files().values():
        file = tmp_path / "signature"
        file.write_bytes(data)
        code, sentence = line.refused("sign", "--first-name", "A", "--last-name", "B", "--signature", str(file))
        said.setdefault(sentence, set()).add(code)
    assert all(len(codes) == 1 for codes in said.values())


@pytest.mark.parametrize(
    ("form", "field", "code"),
    [
        ({"firstName": " "}, "firstName", "required"),
        ({"firstName": None, "first_name": " "}, "first_name", "required"),
        ({"lastName": "\u00a0"}, "lastName", "required"),
        ({"firstName": "x" * 251}, "firstName", "too_long"),
        ({"comment": "x" * 2_501}, "comment", "too_long"),
        ({"actionComment": "a\x07b"}, "actionComment", "control_character"),
        ({"lastName": "\ud800"}, "lastName", "lone_surrogate"),
        ({"email": "nobody"}, "email", "email_invalid"),
        ({"email": "a@b@c.example"}, "email", "email_invalid"),
    ],
)
def test_a_bad_field_is_named_as_it_came_and_nothing_is_saved(
    line: Line, form: dict[str, str | None], field: str, code: str
) -> None:
    whole = {"firstName": "A", "lastName": "B", "signature": str(INK)} | form
    ran = line.run("sign", "--form", "-", "--json", stdin=json.dumps(whole))
    assert ran.code == 2
    assert ran.json["error"]["fields"] == {field: code}
    assert ran.errors.startswith(f"{field}: ")
    assert line.files == {}


def test_a_bad_option_is_named_as_it_is_typed(line: Line) -> None:
    ran = line.run("sign", "--first-name", " ", "--last-name", "B", "--email", "x", "--signature", str(INK), "--json")
    assert ran.errors.splitlines() == [
        "--first-name: This is needed.",
        "--email: This does not look like an e-mail address.",
    ]
    assert ran.json["error"]["fields"] == {"first_name": "required", "email": "email_invalid"}


@pytest.mark.parametrize(
    ("arguments", "stdin", "says"),
    [
        (["--last-name", "B"], "", "--first-name is needed."),
        (["--first-name", "A", "--last-name", "B"], "", "--signature is needed."),
        (["--form", "-"], '{"lastName": "B"}', "The form lacks firstName."),
        (["--form", "-"], '{"first_name": "A"}', "The form lacks lastName."),
        (["--first-name", "A", "--last-name", "B", "--signature", ""], "", "--signature names no file."),
        (["--form", "-", "--signature", ""], '{"firstName": "A", "lastName": "B"}', "--signature names no file."),
        (["--form", "-"], '{"firstName": "A", "lastName": "B", "signature": ""}', "signature names no file."),
        (
            ["--first-name", "A", "--last-name", "B", "--signature", "x", "--session-token-file", ""],
            "",
            "--session-token-file names no file.",
        ),
    ],
)
def test_what_is_not_given_is_named_as_it_would_be(line: Line, arguments: list[str], stdin: str, says: str) -> None:
    assert line.refused("sign", *arguments, stdin=stdin)[1] == says
    assert line.files == {}


@pytest.mark.parametrize(
    ("stdin", "code"),
    [
        (b"", "form_not_json"),
        (b"[]", "form_not_json"),
        (b"{", "form_not_json"),
        (b"\xff", "input_not_text"),
        (b'{"firstName": "A", "lastName": "B"}', "form_missing_member"),
        (b'{"firstName": 1, "lastName": "B", "signature": "f"}', "form_wrong_type"),
        (b'{"givenName": "A"}', "form_unknown_member"),
        (b"[" * 100_000, "form_not_json"),
        (b" " * (1 << 20) + b"{}", "input_too_large"),
    ],
)
def test_a_bad_form_on_standard_input_is_refused(line: Line, stdin: bytes, code: str) -> None:
    assert line.refused("sign", "--form", "-", stdin=stdin)[0] == code
    assert line.files == {}


@pytest.mark.parametrize(
    ("token", "code"),
    [
        (b"", "token_empty"),
        (b"  \n", "token_empty"),
        (b"abc\ndef\n", "token_line_break"),
        (b"abc\r\ndef", "token_line_break"),
        ("tokén".encode(), "token_not_ascii"),
        (b"two words", "token_not_ascii"),
        (b"x" * 16_385, "token_too_long"),
        (b"\xff\xfe", "file_not_text"),
        (b"x" * 20_000, "file_too_large"),
    ],
)
def test_a_bad_session_token_is_refused(line: Line, tmp_path: Path, token: bytes, code: str) -> None:
    file = tmp_path / "token"
    file.write_bytes(token)
    arguments = ("sign", "--first-name", "A", "--last-name", "B", "--signature", str(INK))
    found, sentence = line.refused(*arguments, "--session-token-file", str(file))
    assert found == code
    assert "abc" not in sentence
    assert line.run("outbox", "list", "--json").json == []


def test_a_file_that_is_not_there_is_named(line: Line, tmp_path: Path) -> None:
    line.run("token", "set", "session", stdin="s")
    missing = str(tmp_path / "missing.png")
    code, sentence = line.refused("sign", "--first-name", "A", "--last-name", "B", "--signature", missing)
    assert (code, missing in sentence) == ("file_not_found", True)
    code, _ = line.refused("sign", "--first-name", "A", "--last-name", "B", "--signature", str(tmp_path))
    assert code == "file_not_readable"


def test_without_a_session_that_is_said(line: Line) -> None:
    code, _ = line.refused("sign", "--first-name", "A", "--last-name", "B", "--signature", str(INK))
    assert code == "session_missing"


@pytest.mark.parametrize("form", ["PNG", "JPEG", "BMP", "WEBP", "TIFF"])
def test_pictures_are_taken(line: Line, tmp_path: Path, form: str) -> None:
    file = tmp_path / "signature"
    file.write_bytes(picture(form=form))
    line.run("token", "set", "session", stdin="s")
    signed = line.json("sign", "--first-name", "A", "--last-name", "B", "--signature", str(file))
    assert signed["name"] == f"signature-{signed['id']}.jpg"


def test_what_is_signed_is_in_the_outbox_as_declared(line: Line, tmp_path: Path) -> None:
    signed = line.sign("--email", "ann@example.org", "--comment", "Zoë\twas here")
    assert set(signed) == {"id", "size", "sha256", "name"}
    files = [Path(file) for file in line.json("outbox", "export", signed["id"], str(tmp_path / "out"))["files"]]
    (jpeg,) = (file for file in files if file.suffix == ".jpg")
    data = jpeg.read_bytes()
    assert (len(data), hashlib.sha256(data).hexdigest()) == (signed["size"], signed["sha256"])


def test_the_form_on_standard_input_is_the_same(line: Line) -> None:
    form = {"firstName": "Zoé", "lastName": "B", "email": None, "signature": str(INK)}
    line.run("token", "set", "session", stdin="s")
    assert line.json("sign", "--form", "-", stdin=json.dumps(form))["size"] > 1_000
    code, _ = line.refused("sign", "--form", "-", "--first-name", "A", stdin="{}")
    assert code == "form_and_options"


def test_without_a_url_it_is_taken_and_that_is_said(line: Line) -> None:
    line.run("token", "set", "session", stdin="s")
    ran = line.run("sign", "--first-name", "A", "--last-name", "B", "--signature", str(INK))
    assert ran.code == 0
    assert "URL is not set" in ran.errors


def test_an_expired_session_is_taken_with_a_warning(line: Line) -> None:
    line.run("token", "set", "session", stdin=jwt(exp=int(time.time()) - 60))
    ran = line.run("sign", "--first-name", "A", "--last-name", "B", "--signature", str(INK))
    assert ran.code == 0
    assert "has expired" in ran.errors


def test_a_second_sign_off_under_one_session(line: Line) -> None:
    line.sign()
    arguments = ("sign", "--first-name", "A", "--last-name", "B", "--signature", str(INK))
    assert "already has 1 sign-off" in line.run(*arguments).errors
    line.json("config", "set", "session_reuse", "allow")
    assert "already" not in line.run(*arguments).errors
    line.json("config", "set", "session_reuse", "refuse")
    assert line.refused(*arguments)[0] == "session_reuse_refused"
    assert len(line.json("outbox", "list")) == 3


def test_a_database_of_a_newer_version_is_refused_and_left_alone(line: Line) -> None:
    line.sign()
    file = line.profile / "outbox.sqlite3"
    data = bytearray(file.read_bytes())
    data[60:64] = (99).to_bytes(4, "big")
    file.write_bytes(data)
    code, sentence = line.refused("sign", "--first-name", "A", "--last-name", "B", "--signature", str(INK))
    assert code == "outbox_newer_version"
    assert "99" in sentence
    assert file.read_bytes() == bytes(data)


def test_a_corrupt_database_is_set_aside_and_a_new_one_begun(line: Line) -> None:
    line.sign()
    file = line.profile / "outbox.sqlite3"
    file.write_bytes(b"this is no database, and never was one" * 100)
    ran = line.run("sign", "--first-name", "A", "--last-name", "B", "--signature", str(INK))
    assert ran.code == 0
    assert "kept aside" in ran.errors
    assert list(line.profile.glob("outbox.damaged-*.sqlite3"))
    assert len(line.json("outbox", "list")) == 1
