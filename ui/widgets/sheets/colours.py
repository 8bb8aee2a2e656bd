"""Colours of a sheet that stay readable in the light and in the dark look of the window."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from PySide6.QtGui import QColor

BLACK: Final = QColor("#000000")
WHITE: Final = QColor("#ffffff")
_READABLE: Final = 4.5  # contrast of text (WCAG 2.1, 1.4.3)
_STEPS: Final = 20


def _light(colour: QColor) -> float:
    """Return the relative luminance of a colour."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = linear(colour.redF()), linear(colour.greenF()), linear(colour.blueF())
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    bright, dark = sorted((_light(one), _light(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@lru_cache(4096)
def readable(colour: str, ground: str) -> QColor:
    """Return a colour of letters, moved towards black or white until it can be read on this ground."""
    wanted, behind = QColor(colour), QColor(ground)
    if contrast(wanted, behind) >= _READABLE:
        return wanted
    end = BLACK if contrast(BLACK, behind) > contrast(WHITE, behind) else WHITE
    for step in range(1, _STEPS):
        share = step / _STEPS
        mixed = QColor.fromRgbF(
            wanted.redF() + (end.redF() - wanted.redF()) * share,
            wanted.greenF() + (end.greenF() - wanted.greenF()) * share,
            wanted.blueF() + (end.blueF() - wanted.blueF()) * share,
        )
        if contrast(mixed, behind) >= _READABLE:
            return mixed
    return end
