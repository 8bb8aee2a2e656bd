"""Signals of the system to end the program: Ctrl+C, a closed terminal, the end of the user's session."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

_SIGNALS: Final = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")  # the signals that exist on this system


class Ending:
    """Remembers that the program is to end, and calls back as soon as a callback is set.

    It listens before the modules of the window are imported, since an interrupt in the middle of importing Qt
    would crash the process.
    """

    def __init__(self) -> None:
        self.asked = False
        self._then: Callable[[], object] | None = None
        self._settled: Callable[[], object] | None = None

    def listen(self) -> None:
        """Handle the signals of this process; those that its parent set to be ignored stay ignored."""
        for name in _SIGNALS:
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self._on_signal)

    def call_back(self, then: Callable[[], object], settled: Callable[[], object]) -> None:
        """Set the callback for each signal, also for one that came before; it interrupts the running code.

        `settled` is called when the callback is removed.
        """
        self._then, self._settled = then, settled
        if self.asked:
            then()

    def settle(self) -> None:
        """Remove the callback, since the program is ending."""
        self._then = None
        if self._settled is not None:
            self._settled()
            self._settled = None

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self.asked = True
        if self._then is not None:
            self._then()
