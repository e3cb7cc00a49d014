"""One figure of a benchmark, beside what it is compared with."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """`met` is None where the figure or its peer could not be measured; a row without a budget is met."""

    name: str
    value: float | None
    unit: str
    budget: str
    beside_name: str
    beside_value: float | None
    met: bool | None
    note: str = ""  # why it was not measured, or what the figure does not tell
