"""Waking an idle event loop on signals of the system, as Python's handlers do not run while it is idle."""

from __future__ import annotations

import signal
import socket
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.app.ending import Ending


class Waking(QObject):
    """Passes the callback of an `Ending` to the event loop, and wakes that."""

    def __init__(self, ending: Ending, parent: QObject, then: Callable[[], object]) -> None:
        super().__init__(parent)
        # Python runs signal handlers between two of its own instructions; an idle event loop executes none.
        read, write = self._ends = socket.socketpair()
        for end in self._ends:
            end.setblocking(False)
        self._notifier = QSocketNotifier(read.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_woken)
        signal.set_wakeup_fd(write.fileno(), warn_on_full_buffer=False)
        ending.call_back(
            lambda: QTimer.singleShot(0, then), self._stop
        )  # queued, so that it interrupts nothing

    def _stop(self) -> None:
        signal.set_wakeup_fd(-1)
        self._notifier.setEnabled(False)
        for end in self._ends:
            end.close()

    def _on_woken(self) -> None:
        self._ends[0].recv(64)  # the handler ran before this line
