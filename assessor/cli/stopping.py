"""Stopping: what Ctrl+C and the end of a session do to a command that is at work."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from assessor.progress import Progress

# Not every system has each: Ctrl+C, `kill`, a terminal that is closed, Ctrl+Break of Windows.
_NAMES: Final = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")


@contextmanager
def by_signals(progress: Progress) -> Iterator[None]:
    """Let a signal cancel the work at its next step, so that it cleans up; a second one ends it at once.

    So does the first while the work has not begun, as when a passphrase is asked for. One that whoever
    called has switched off, as `nohup` does, stays so.
    """
    asked = False

    def stop(_number: int, _frame: FrameType | None) -> None:
        nonlocal asked
        if asked or not progress.begun:
            raise KeyboardInterrupt
        asked = True
        progress.cancel()

    wanted = [number for name in _NAMES if (number := getattr(signal, name, None)) is not None]
    before = {number: signal.getsignal(number) for number in wanted}
    taken = [number for number, handler in before.items() if handler is not signal.SIG_IGN]
    for number in taken:
        signal.signal(number, stop)
    try:
        yield
    finally:
        for number in taken:
            signal.signal(number, before[number])
