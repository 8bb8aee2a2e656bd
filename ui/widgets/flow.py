"""A layout that wraps its items into as many lines as its width requires."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class Flow(QLayout):
    """Items in order, line by line; with `filled` the items of a line share its spare width."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 3, filled: bool = False) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._filled = filled
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(gap)

    def addItem(self, item: QLayoutItem) -> None:
        """Add an item; `addWidget` calls this."""
        self._items.append(item)

    def count(self) -> int:
        """Return the number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item, or None beyond the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Remove and return an item, or None beyond the last."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Return that filled lines grow horizontally."""
        return Qt.Orientation.Horizontal if self._filled else Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Return True: the number of lines depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines at a width."""
        lines = self._lines(width)
        return sum(map(_height, lines)) + self.spacing() * max(len(lines) - 1, 0)

    def sizeHint(self) -> QSize:
        """Return the size of all items in one line."""
        shown = self._shown()
        width = sum(item.sizeHint().width() for item in shown) + self.spacing() * max(len(shown) - 1, 0)
        return QSize(width, _height(shown))

    def minimumSize(self) -> QSize:
        """Return the size of the widest item, as the others can go below it."""
        shown = self._shown()
        return QSize(max((item.minimumSize().width() for item in shown), default=0), _height(shown))

    def setGeometry(self, place: QRect) -> None:
        """Place the items in their lines."""
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
        """Return the items in as few lines as fit, with about as many in each."""
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
