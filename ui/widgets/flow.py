"""A layout for parts in lines: as many lines as the width asks for, each filled to its end."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class Flow(QLayout):
    """Lines of parts in order; with `filled` the parts of a line share what is left of its width."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 3, filled: bool = False) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._filled = filled
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(gap)

    def addItem(self, item: QLayoutItem) -> None:
        """Take a part, as `addWidget` hands it over."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many parts there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return a part, or None beyond the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give a part away, or None beyond the last."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Tell that a wider place is welcome where lines are filled."""
        return Qt.Orientation.Horizontal if self._filled else Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Tell that the width decides how many lines there are."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the lines at a width."""
        lines = self._lines(width)
        return sum(map(_height, lines)) + self.spacing() * max(len(lines) - 1, 0)

    def sizeHint(self) -> QSize:
        """Return the size in one line."""
        shown = self._shown()
        width = sum(item.sizeHint().width() for item in shown) + self.spacing() * max(len(shown) - 1, 0)
        return QSize(width, _height(shown))

    def minimumSize(self) -> QSize:
        """Return the size of the widest part: the rest can stand below it."""
        shown = self._shown()
        return QSize(max((item.minimumSize().width() for item in shown), default=0), _height(shown))

    def setGeometry(self, place: QRect) -> None:
        """Put the parts in their lines."""
        super().setGeometry(place)
        top = place.top()
        for line in self._lines(place.width()):
            widths = [item.sizeHint().width() for item in line]
            left = place.width() - sum(widths) - self.spacing() * (len(line) - 1)
            more, over = divmod(max(left, 0), len(line)) if self._filled else (0, 0)
            at, height = place.left(), _height(line)
            for number, (item, width) in enumerate(zip(line, widths, strict=True)):
                wide = min(width, place.width()) + more + (number < over)
                item.setGeometry(QRect(at, top, wide, height))
                at += wide + self.spacing()
            top += height + self.spacing()

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        """Return the parts in as few lines as fit, about as many in each."""
        shown = self._shown()
        for count in range(1, len(shown) + 1):
            ends = [-(-len(shown) * number // count) for number in range(count + 1)]
            lines = [shown[start:end] for start, end in pairwise(ends)]
            if count == len(shown) or all(self._fits(line, width) for line in lines):
                return lines
        return []

    def _fits(self, line: list[QLayoutItem], width: int) -> bool:
        taken = sum(item.sizeHint().width() for item in line) + self.spacing() * (len(line) - 1)
        return taken <= width


def _height(line: list[QLayoutItem]) -> int:
    return max((item.sizeHint().height() for item in line), default=0)
