"""Garbage collection on the main thread only, since deleting a widget on another thread would crash."""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

# Often, so that each collection has little to go through.
INTERVAL_MS = 100
# Thresholds of the generations: higher than Python's own, since the collections are frequent.
LIMITS: Final = (700, 50, 10)


class GarbageCollector(QObject):
    """Collects garbage on a timer; Python would do so on any thread that happens to allocate."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()  # keep the objects of the start
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    @staticmethod
    def spare() -> None:
        """Exclude all present objects from later collections.

        A large case has a hundred thousand values without reference cycles: they are freed without any
        collection, and going through them each time would block the window.
        """
        gc.freeze()

    @staticmethod
    def collect() -> int | None:
        """Collect the oldest generation that is due and return its number, or None when none is due."""
        due = [
            n for n, (count, limit) in enumerate(zip(gc.get_count(), LIMITS, strict=True)) if count > limit
        ]
        if not due:
            return None
        gc.collect(due[-1])
        return due[-1]
