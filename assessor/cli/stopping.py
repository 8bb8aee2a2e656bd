"""The effect of signals such as Ctrl+C on a command.

A signal never ends a command between recording something and reporting it. Before the work begins, as at a
prompt, a signal ends the command at once. During the work it requests a stop, which happens at the next step
after cleaning up; work that completes anyway is reported as done. A second signal ends the work at once.
After the report, signals are ignored.
"""

from __future__ import annotations

import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

    from assessor.progress import Progress

    _Handler = Callable[[int, FrameType | None], object] | int | signal.Handlers | None

# Ctrl+C, `kill`, a closed terminal, Ctrl+Break of Windows; not every system has all of them.
_NAMES: Final = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")


class ForcedEnd(KeyboardInterrupt):
    """A second signal during the work, of which parts may be recorded or not."""


class PartlyDone(Exception):  # noqa: N818 - it is a wish of the user, not an error
    """The command was cancelled after something was recorded and reported."""


class _Command:
    """The state of a command, as far as signals depend on it."""

    def __init__(self) -> None:
        self.begun = False  # work without steps has begun
        self.over = False  # everything is done and reported
        self.asked = False
        self.progress: Progress | None = None

    def stop(self, _number: int, _frame: FrameType | None) -> None:
        if self.over:
            return
        begun = self.begun or (self.progress is not None and self.progress.begun)
        if self.asked and begun:
            raise ForcedEnd
        if not begun:
            raise KeyboardInterrupt
        self.asked = True
        if self.progress is not None:
            self.progress.cancel()


running: _Command | None = None  # the running command


@contextmanager
def whole_command(*, last: bool) -> Iterator[None]:
    """Handle signals for the duration of one command, except those that the caller ignores.

    With `last`, signals are ignored afterwards, since the exit code reports the result.
    """
    global running  # noqa: PLW0603 - a process has one set of handlers
    before, command = running, _Command()
    running = command
    taken = _take(command)
    try:
        yield
    finally:
        command.over = True
        running = before
        if not last:
            _give_back(taken)


def begin() -> None:
    """Mark the begin of work that may record something; one signal does not end the command any more."""
    if running is not None:
        running.begun = True


@contextmanager
def by_signals(progress: Progress) -> Iterator[None]:
    """Let a signal cancel the work at its next step, and a second one end it at once."""
    command = running or _Command()
    if command.asked:  # came before this handler was set
        progress.cancel()
    before, command.progress = command.progress, progress
    taken = _take(command)
    try:
        yield
    finally:
        command.begun = command.begun or progress.begun  # for the rest of the command
        command.progress = before
        _give_back(taken)


def _take(command: _Command) -> dict[int, _Handler]:
    """Install the handlers of a command, and return the former ones."""
    wanted = [number for name in _NAMES if (number := getattr(signal, name, None)) is not None]
    before = {number: signal.getsignal(number) for number in wanted}
    taken = {number: handler for number, handler in before.items() if handler is not signal.SIG_IGN}
    for number in taken:
        signal.signal(number, command.stop)
    return taken


def _give_back(taken: dict[int, _Handler]) -> None:
    for number, handler in taken.items():
        signal.signal(number, handler)
