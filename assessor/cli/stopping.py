"""Stopping: what Ctrl+C and the end of a session do to a command.

A signal never ends a command between what it records and what it says of that. Until the work begins, as
at a prompt, it ends the command at once. Then it asks the work to stop, which it does at its next step,
having cleaned up; work that comes to its end all the same is done, and is told as done. A second signal
ends the work at once. Once all is told, signals do nothing any more.
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

# Not every system has each: Ctrl+C, `kill`, a terminal that is closed, Ctrl+Break of Windows.
_NAMES: Final = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")


class ForcedEnd(KeyboardInterrupt):
    """A second signal while something was being done, which may be recorded or not."""


class PartlyDone(Exception):  # noqa: N818 - it is a wish of the user, not an error
    """The command was cancelled after something was recorded, which has been told."""


class _Command:
    """What a command has come to, as far as signals are concerned."""

    def __init__(self) -> None:
        self.begun = False  # work that takes no steps has begun
        self.over = False  # all is done and told
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


_command: _Command | None = None  # the one that is running


@contextmanager
def whole_command(*, last: bool) -> Iterator[None]:
    """Take signals for the length of one command; those that whoever called has switched off stay so.

    With the last of a process signals do nothing after it: its exit code tells what it did.
    """
    global _command  # noqa: PLW0603 - a process has one set of handlers
    before, command = _command, _Command()
    _command = command
    taken = _take(command)
    try:
        yield
    finally:
        command.over = True
        _command = before
        if not last:
            _give_back(taken)


def begin() -> None:
    """From here on something may be recorded: one signal does not end the command any more."""
    if _command is not None:
        _command.begun = True


@contextmanager
def by_signals(progress: Progress) -> Iterator[None]:
    """Let a signal cancel the work at its next step, so that it cleans up; a second one ends it at once."""
    command = _command or _Command()
    if command.asked:  # a moment too early for this
        progress.cancel()
    before, command.progress = command.progress, progress
    taken = _take(command)
    try:
        yield
    finally:
        command.begun = command.begun or progress.begun  # and stays so for the rest of the command
        command.progress = before
        _give_back(taken)


def _take(command: _Command) -> dict[int, _Handler]:
    """Let the signals go to a command, and return the handlers that there were."""
    wanted = [number for name in _NAMES if (number := getattr(signal, name, None)) is not None]
    before = {number: signal.getsignal(number) for number in wanted}
    taken = {number: handler for number, handler in before.items() if handler is not signal.SIG_IGN}
    for number in taken:
        signal.signal(number, command.stop)
    return taken


def _give_back(taken: dict[int, _Handler]) -> None:
    for number, handler in taken.items():
        signal.signal(number, handler)
