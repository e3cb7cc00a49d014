"""Every code has a sentence that a person can read."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app import domain
from desktop_app.domain.errors import InvalidForm, InvalidInput
from desktop_app.messages import SENTENCES, filled, sentence, sentence_of, template

PACKAGE = Path(domain.__file__).parents[1]
RAISED = {"ParapheError", "InvalidInput", "EnvironmentFault", "NotNow", "Unreachable", "Lost"}
SAID = {"warns", "sentence", "Finding"}


def codes() -> Iterator[tuple[str, str]]:
    """(where, code) of every literal code that the sources raise, warn of or find."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name not in RAISED | SAID:
                continue
            position = 2 if name == "Finding" else 0
            if len(node.args) > position:
                for value in ast.walk(node.args[position]):
                    if isinstance(value, ast.Constant) and isinstance(value.value, str):
                        yield f"{path.relative_to(PACKAGE)}:{node.lineno}", value.value


def test_every_code_that_is_raised_has_a_sentence() -> None:
    found = dict.fromkeys(codes())
    assert len(found) > 100
    missing = sorted({f"{code} ({where})" for where, code in found if _is_code(code) and code not in SENTENCES})
    assert not missing


@pytest.mark.parametrize("text", SENTENCES.values(), ids=list(SENTENCES))
def test_a_sentence_is_one(text: str) -> None:
    assert text[0].isupper() or text[0] == "{"
    assert text.rstrip()[-1] in ".?})!LDet"  # or a command that can be copied
    assert "  " not in text
    assert filled(text, {}).count("{") == 0


def test_blanks_are_filled_and_missing_facts_leave_a_dash() -> None:
    assert sentence("picture_too_small", limit_px=16).endswith("(at least 16 pixels a side).")
    assert "-" in sentence("picture_too_small")


def test_a_fact_chooses_the_finer_sentence() -> None:
    assert sentence("api_url_invalid", why="credentials") == SENTENCES["api_url_invalid.credentials"]
    assert sentence("api_url_invalid", why="something new") == SENTENCES["api_url_invalid"]
    assert template("setting_type", {"expected": "switch"}) == SENTENCES["setting_type.switch"]


def test_an_unknown_code_stands_for_itself() -> None:
    assert sentence("never_heard_of") == "never_heard_of"


def test_a_form_is_told_field_by_field() -> None:
    said = sentence_of(InvalidForm({"first_name": "required", "email": "email_invalid"}))
    assert said.splitlines() == [
        "first_name: This is needed.",
        "email: This does not look like an e-mail address.",
    ]


def test_braces_in_a_fact_are_no_blanks() -> None:
    assert sentence_of(InvalidInput("file_not_found", file="{0}{x.__class__}")) == "There is no file {0}{x.__class__}."


def _is_code(text: str) -> bool:
    return re.fullmatch(r"[a-z][a-z0-9_]+", text) is not None and not text.endswith("_")
