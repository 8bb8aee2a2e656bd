"""The estimated height of a row with wrapped text: rather too high, and independent of fonts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

LINE: Final = 15.0  # points; ＭＳ Ｐゴシック 10 pt needs 13, the fonts that stand in for it 14.5
PADDING: Final = 4.0
HIGHEST: Final = 409.0  # Excel knows no higher row


def units(text: str) -> int:
    """Return the width in half-width characters; a Japanese character counts 2.

    Half of (bytes + characters) gives 1 for ASCII and 2 for Japanese, at the speed of encoding.
    """
    return (len(text.encode("utf-8", "replace")) + len(text) + 1) // 2


def lines(text: str, width: float) -> int:
    """Return how many lines the text takes in a column of this width."""
    # 10 pt text has 5 % more room than the width says; the margin, and lines that end one character
    # early because none begins with 。 or 、, take some of it back.
    room = max(2.0, width * 1.05 - 2.5)
    return sum(max(1, -int(-units(line) // room)) for line in text.split("\n"))


def height(cells: Iterable[tuple[str, float]], size: float = 10.0) -> float:
    """Return the height of a row in points from its texts and their columns' widths."""
    scale = size / 10.0  # column widths are for 10 pt text
    most = max((lines(text, width / scale) for text, width in cells), default=1)
    return min(HIGHEST, most * LINE * scale + PADDING)
