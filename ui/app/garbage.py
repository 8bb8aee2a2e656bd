"""Collecting garbage on the main thread only: a widget that goes on a job's thread would crash."""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

# Often, so that what a job makes on its thread meanwhile is never much to look through in one turn.
INTERVAL_MS = 100
# What has to come together before a generation is due: more than Python's own, since the rounds are many.
LIMITS: Final = (700, 50, 10)


class GarbageCollector(QObject):
    """Does from time to time what Python would do by itself, on whatever thread happens to allocate."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()  # what the start made stays
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    @staticmethod
    def spare() -> None:
        """Leave out of every later round what there is now.

        A large case is a hundred thousand values without a circle among them: they go when nobody holds
        them any more, and looking through them again and again would make the window stand still.
        """
        gc.freeze()

    @staticmethod
    def collect() -> int | None:
        """Collect the oldest generation that is due and return which that was."""
        due = [
            n for n, (count, limit) in enumerate(zip(gc.get_count(), LIMITS, strict=True)) if count > limit
        ]
        if not due:
            return None
        gc.collect(due[-1])
        return due[-1]
