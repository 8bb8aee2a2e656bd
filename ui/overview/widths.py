"""The widths of the overview's columns: all visible, with texts wrapped into two lines if needed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRect

from ui.overview.delegate import SIDE
from ui.widgets.chips import PADDING, chip_text
from ui.widgets.weak_mark import SIDE as MARK_SIDE
from ui.widgets.weak_mark import marked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QFontMetrics

    from ui.overview.columns import OverviewCell, OverviewColumn

LEAST_NAME = 140
TITLE_MARGIN = 2 * SIDE + 6
# The columns that shrink first, so that few rows wrap: only some names and few outcomes are long.
ORDER = (("subject",), ("outcome",), ("as_of", "section"))


class Need(NamedTuple):
    """The needed width in one line and in two lines, in pixels."""

    whole: int
    broken: int


class Measure:
    """Measures cells and titles in a font; results are cached."""

    def __init__(self, metrics: QFontMetrics) -> None:
        self._metrics = metrics
        self._known: dict[tuple[str, bool, int], Need] = {}

    @property
    def two_lines(self) -> int:
        """The height of two lines of text, with symbols and Japanese, which may be of another font."""
        return self._metrics.boundingRect(QRect(), 0, "✓ あ\n？ 充").height()

    def cell(self, cell: OverviewCell) -> Need:
        """Return the need of a cell."""
        key = (cell.words, cell.state is not None, cell.weak)
        if key not in self._known:
            text = chip_text(cell.state, cell.words) if cell.state else cell.words
            margin = 2 * (PADDING + 3 if cell.state else SIDE + 2)
            if cell.weak:
                margin += self._metrics.horizontalAdvance(marked(str(cell.weak))) + 2 * MARK_SIDE + 4
            whole, broken = self._metrics.horizontalAdvance(text), self._broken(text)
            if not text.isascii():  # Japanese wraps nearly anywhere
                broken = min(broken, whole // 2 + 2 * self._metrics.horizontalAdvance("あ"))
            self._known[key] = Need(whole + margin, broken + margin)
        return self._known[key]

    def column(self, column: OverviewColumn, cells: Iterable[OverviewCell]) -> Need:
        """Return the need of a column: of its title, which has two lines, and its different cells."""
        title = self._broken(column.title) + TITLE_MARGIN
        needs = [self.cell(cell) for cell in cells]
        whole = max((need.whole for need in needs), default=0)
        broken = max((need.broken for need in needs), default=0)
        return Need(max(title, whole), max(title, broken))

    def _broken(self, text: str) -> int:
        """Return the width of a text in two lines, wrapped at its line break or at a blank."""
        advance = self._metrics.horizontalAdvance
        if "\n" in text:
            return max(map(advance, text.split("\n")))
        words = text.split(" ")
        breaks = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
        return min([advance(text), *(max(map(advance, parts)) for parts in breaks)])


def fitted(columns: Sequence[OverviewColumn], needs: Sequence[Need], room: int) -> list[int]:
    """Return the widths of the columns: for one line if they fit, else narrowed in the order of shrinking."""
    widths = [need.whole for need in needs]
    for keys in ORDER:
        excess = sum(widths) - room
        if excess <= 0:
            break
        giving = [n for n, column in enumerate(columns) if column.key.partition("/")[0] in keys]
        spare = {n: needs[n].whole - needs[n].broken for n in giving}
        total = sum(spare.values())
        for n in giving:
            # Rounded up, so that together they free enough width.
            widths[n] -= min(spare[n], -(-spare[n] * excess // total)) if total else 0
    # An elided name, which the tool tip shows in full, is better than a hidden column.
    names = next((n for n, column in enumerate(columns) if column.key == "subject"), None)
    if names is not None and (excess := sum(widths) - room) > 0:
        widths[names] = max(min(widths[names], LEAST_NAME), widths[names] - excess)
    return widths
