"""Detecting that the window is not being used."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from PySide6.QtGui import QWindow

LOOK_MS: Final = 5000
_USE: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class IdleWatch(QObject):
    """Emits a signal after some minutes without keys, mouse and text input; 0 for never.

    It filters the events of windows only, since filtering all events of the application would be slow. Text
    of an input method does not pass the window and is noticed by the movement of the cursor.
    """

    idle = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.minutes = 0
        self._used = self.moment()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._on_focus_window_changed)
        QGuiApplication.inputMethod().cursorRectangleChanged.connect(self.note_use)

    def start(self, minutes: int) -> None:
        """Watch from now on."""
        self.minutes = minutes
        for window in QGuiApplication.topLevelWindows():  # windows that exist already
            self._listen_to(window)
        self.note_use()
        self._timer.start()

    def stop(self) -> None:
        """Watch no more."""
        self._timer.stop()

    def note_use(self) -> None:
        """Restart the count."""
        self._used = self.moment()

    def look(self) -> None:
        """Emit the signal when the time is over."""
        # One clock stops while the computer sleeps, the other may be set, so the longer time counts.
        passed = max(now - then for now, then in zip(self.moment(), self._used, strict=True))
        if self.minutes and passed >= 60 * self.minutes:
            self.note_use()
            self.idle.emit()

    @staticmethod
    def moment() -> tuple[float, float]:
        """Return the time of the monotonic and of the wall clock in seconds."""
        return time.monotonic(), time.time()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice use without consuming the event."""
        if event.type() in _USE:
            self.note_use()
        return super().eventFilter(watched, event)

    def _on_focus_window_changed(self, window: QWindow | None) -> None:
        if window is not None:
            self._listen_to(window)
            self.note_use()

    def _listen_to(self, window: QWindow) -> None:
        window.removeEventFilter(self)  # once is enough
        window.installEventFilter(self)
