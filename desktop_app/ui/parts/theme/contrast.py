"""The contrast of two colours, after WCAG 2.2 (relative luminance, contrast ratio)."""

_LINEAR_BELOW = 0.04045


def luminance(colour: str) -> float:
    """The relative luminance, 0..1, of '#RRGGBB'."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    """The contrast ratio of two '#RRGGBB' colours, 1..21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= _LINEAR_BELOW else float(((channel + 0.055) / 1.055) ** 2.4)
