"""Being asked by the system to end: Ctrl+C, a terminal that goes, the end of the session of the user."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

_SIGNALS: Final = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")  # those that the system has


class Ending:
    """Remembers that the program is to end, and tells it as soon as there is somebody to be told.

    It listens before the window's modules are loaded, and knows none of them: an interrupt in the middle of
    loading Qt would end the process in a crash.
    """

    def __init__(self) -> None:
        self.asked = False
        self._then: Callable[[], object] | None = None
        self._settled: Callable[[], object] | None = None

    def listen(self) -> None:
        """Take the signals of this process; one that whoever started it wants ignored stays so."""
        for name in _SIGNALS:
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self._on_signal)

    def call_back(self, then: Callable[[], object], settled: Callable[[], object]) -> None:
        """Call back for each signal, in the middle of whatever runs, also for one that has come already.

        `settled` is called when nobody is told any more.
        """
        self._then, self._settled = then, settled
        if self.asked:
            then()

    def settle(self) -> None:
        """Tell nobody any more: what was asked for is being done."""
        self._then = None
        if self._settled is not None:
            self._settled()
            self._settled = None

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self.asked = True
        if self._then is not None:
            self._then()
