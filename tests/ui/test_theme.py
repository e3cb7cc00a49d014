"""Colours: every text that is put on every ground is readable, in every scheme; and the theme follows the system."""

import pytest
from PySide6.QtCore import Qt

from desktop_app.ui.app import Application
from desktop_app.ui.parts import ink_paper
from desktop_app.ui.parts.theme.contrast import ratio
from desktop_app.ui.parts.theme.tokens import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT, Colours

SCHEMES = {"light": LIGHT, "dark": DARK, "contrast light": CONTRAST_LIGHT, "contrast dark": CONTRAST_DARK}
GROUNDS = ("page", "card", "field", "soft")
TEXTS = ("text", "quiet", "accent", "sent", "attention", "error")
SOFT = (("text", "sent_soft"), ("text", "attention_soft"), ("text", "error_soft"), ("sent", "sent_soft"),
        ("attention", "attention_soft"), ("error", "error_soft"), ("quiet", "attention_soft"))  # fmt: skip
BUTTONS = (("on_accent", "accent"), ("on_accent", "accent_over"), ("on_accent", "accent_down"))


@pytest.mark.parametrize("name", SCHEMES)
def test_text_has_four_and_a_half_to_one_everywhere(name: str) -> None:
    colours = SCHEMES[name]
    pairs = [(text, ground) for text in TEXTS for ground in GROUNDS] + [*SOFT, *BUTTONS]
    weak = {pair: round(measured(colours, *pair), 2) for pair in pairs if measured(colours, *pair) < 4.5}
    assert weak == {}


@pytest.mark.parametrize("name", SCHEMES)
def test_edges_and_focus_have_three_to_one(name: str) -> None:
    colours = SCHEMES[name]
    pairs = [(edge, ground) for edge in ("edge", "accent", "error") for ground in ("page", "card", "field")]
    assert [pair for pair in pairs if measured(colours, *pair) < 3] == []


@pytest.mark.parametrize("name", ["contrast light", "contrast dark"])
def test_high_contrast_has_seven_to_one(name: str) -> None:
    colours = SCHEMES[name]
    pairs = [(text, ground) for text in TEXTS for ground in ("page", "card", "field")]
    assert [pair for pair in pairs if measured(colours, *pair) < 7] == []


def test_black_and_white_measure_twenty_one() -> None:
    assert ratio("#000000", "#FFFFFF") == pytest.approx(21)
    assert ratio("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


def test_dark_is_chosen_and_told(app: Application) -> None:
    told: list[bool] = []
    app.theme.changed.connect(lambda: told.append(True))
    app.theme.choose(Qt.ColorScheme.Dark)
    assert (app.theme.colours, told) == (DARK, [True])
    assert app.qt.palette().window().color().name().upper() == DARK.page
    app.theme.choose(Qt.ColorScheme.Light)
    assert app.theme.colours == LIGHT


def measured(colours: Colours, text: str, ground: str) -> float:
    return ratio(getattr(colours, text), getattr(colours, ground))


def test_the_line_to_sign_on_and_the_words_of_the_sheet_are_seen_on_its_white() -> None:
    for colour, least in ((ink_paper.LINE, 3.0), (ink_paper.HINT, 4.5), (ink_paper.PRINT, 4.5)):
        assert ratio(colour.name(), ink_paper.PAPER.name()) >= least
