"""Being asked by the system to end: Ctrl+C, a terminal that goes, the end of the session of the user."""

from __future__ import annotations

import signal
import socket
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from PySide6.QtCore import QObject, QSocketNotifier

_SIGNALS: Final = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")  # those that the system has


class Ending:
    """Remembers that the program is to end, and tells it as soon as there is somebody to be told.

    It listens before the window's modules are loaded: an interrupt in the middle of loading Qt would end
    the process in a crash.
    """

    def __init__(self) -> None:
        self.asked = False
        self._then: Callable[[], object] | None = None
        self._notifier: QSocketNotifier | None = None
        self._ends: tuple[socket.socket, socket.socket] | None = None

    def listen(self) -> None:
        """Take the signals of this process; one that whoever started it wants ignored stays so."""
        for name in _SIGNALS:
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self._on_signal)

    def call_back(self, parent: QObject, then: Callable[[], object]) -> None:
        """Call back in the event loop, once for each signal, also for one that has come already."""
        from PySide6.QtCore import QSocketNotifier, QTimer  # noqa: PLC0415 - `listen` comes before Qt

        # Python calls its handlers between two of its own steps, of which an idle event loop makes none.
        read, write = self._ends = socket.socketpair()
        for end in self._ends:
            end.setblocking(False)
        self._notifier = QSocketNotifier(read.fileno(), QSocketNotifier.Type.Read, parent)
        self._notifier.activated.connect(self._on_woken)
        signal.set_wakeup_fd(write.fileno(), warn_on_full_buffer=False)
        self._then = then
        if self.asked:
            QTimer.singleShot(0, then)

    def settle(self) -> None:
        """Tell nobody any more: what was asked for is being done."""
        self._then = None
        if self._ends is not None:
            signal.set_wakeup_fd(-1)
            if self._notifier is not None:
                self._notifier.setEnabled(False)
            for end in self._ends:
                end.close()
            self._ends = None

    def _on_woken(self) -> None:
        if self._ends is not None:
            self._ends[0].recv(64)  # the handler has run before this line

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self.asked = True
        if self._then is not None:
            from PySide6.QtCore import QTimer  # noqa: PLC0415 - see above

            QTimer.singleShot(0, self._then)  # not from the middle of whatever runs
