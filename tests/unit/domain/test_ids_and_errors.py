import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.errors import EnvironmentFault
from desktop_app.domain.ids import object_name, short_reference, uuid7


@given(st.integers(0, (1 << 48) - 1), st.binary(min_size=10, max_size=10))
def test_an_id_is_a_uuid_of_version_7_that_carries_its_time(unix_ms: int, randomness: bytes) -> None:
    made = uuid.UUID(uuid7(unix_ms, randomness))
    assert (made.version, made.variant) == (7, uuid.RFC_4122)
    assert made.int >> 80 == unix_ms


def test_ids_sort_by_their_time() -> None:
    assert uuid7(1, b"\xff" * 10) < uuid7(2, b"\0" * 10)


@pytest.mark.parametrize(("unix_ms", "randomness"), [(-1, b"\0" * 10), (1 << 48, b"\0" * 10), (0, b"\0" * 9)])
def test_an_id_is_not_made_of_something_else(unix_ms: int, randomness: bytes) -> None:
    with pytest.raises(ValueError, match="48 bits"):
        uuid7(unix_ms, randomness)


def test_the_reference_is_the_end_of_the_id() -> None:
    made = "01890a5d-ac96-774b-bcce-b302099a8057"
    assert short_reference(made) == "099A8057"
    assert object_name(made) == f"signature-{made}.jpg"


def test_an_error_says_its_code_and_facts() -> None:
    assert str(EnvironmentFault("disk_full", free_bytes=3)) == "disk_full, free_bytes=3"
