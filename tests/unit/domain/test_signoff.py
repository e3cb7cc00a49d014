import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.errors import InvalidForm
from desktop_app.domain.signoff import FIELD_LIMITS, Form, field_problem, normalised


def test_a_form_is_trimmed_and_its_line_ends_are_one_kind() -> None:
    form = Form("  Zoé ", " Lefèvre\t", " z@example.org ", "a\r\nb\rc\td", " kept ").checked()
    assert form == Form("Zoé", "Lefèvre", "z@example.org", "a\nb\nc d", " kept ")


@pytest.mark.parametrize("name", FIELD_LIMITS)
def test_limits_count_code_points_and_include_the_last_one(name: str) -> None:
    limit = FIELD_LIMITS[name]
    assert field_problem(name, "\N{GRINNING FACE}" * limit) is None
    assert field_problem(name, "\N{GRINNING FACE}" * (limit + 1)) == "too_long"


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("first_name", "", "required"),
        ("last_name", "\u3000", "required"),
        ("email", "", None),
        ("comment", "two\nlines", None),
        ("first_name", "two\nlines", "control_character"),
        ("comment", "bell\a", "control_character"),
        ("comment", "nul\0", "control_character"),
        ("first_name", "half \ud83d", "lone_surrogate"),
        ("comment", "\x85", "control_character"),
    ],
)
def test_a_value_that_cannot_be_sent_is_named(name: str, value: str, problem: str | None) -> None:
    assert field_problem(name, value) == problem


def test_every_wrong_field_is_named_at_once() -> None:
    with pytest.raises(InvalidForm) as caught:
        Form("", "x" * 251, comment="\x01").checked()
    assert dict(caught.value.problems) == {
        "first_name": "required",
        "last_name": "too_long",
        "comment": "control_character",
    }


@given(st.sampled_from(sorted(FIELD_LIMITS)), st.text(alphabet=st.characters(exclude_categories=())))
def test_normalising_twice_changes_nothing_more(name: str, text: str) -> None:
    once = normalised(name, text)
    assert normalised(name, once) == once
    assert "\r" not in once
    assert "\t" not in once
