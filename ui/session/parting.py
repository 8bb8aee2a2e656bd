"""Freeing the memory of a closed case in small parts, one in each turn of the event loop."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Iterable

AT_ONCE: Final = 25  # values to free in one turn, each perhaps a subject with all its items


class Parting(QObject):
    """Holds values and frees them in turns, since freeing a large case at once would block the window."""

    def __init__(self) -> None:
        super().__init__()
        self._left: list[object] = []
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._let_some_go)

    def take(self, values: Iterable[object]) -> None:
        """Free these values in later turns."""
        self._left += values
        self._timer.start()

    @property
    def left(self) -> int:
        """The number of values that are still held."""
        return len(self._left)

    def _let_some_go(self) -> None:
        del self._left[-AT_ONCE:]
        if not self._left:
            self._timer.stop()
