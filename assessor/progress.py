"""Progress and cancel for long work, without Qt."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

T = TypeVar("T")

REPORTS_PER_SECOND = 20


class Cancelled(Exception):  # noqa: N818 - it is a wish of the user, not an error
    """The user pressed Cancel."""


class Progress:
    """The progress of long work, which calls it between its pieces to report and to stop on request."""

    def __init__(self, report: Callable[[int, int], None] | None = None) -> None:
        self._report = report
        self._stop = threading.Event()
        self.begun = False  # whether the work has reported a step yet
        self._last = 0.0

    def cancel(self) -> None:
        """Ask the work to stop at its next step; may be called from any thread."""
        self._stop.set()

    def step(self, done: int, total: int) -> None:
        """Report `done` of `total`; raises Cancelled when the user asked to stop."""
        self.begun = True
        if self._stop.is_set():
            raise Cancelled
        if self._report is None:
            return
        now = time.monotonic()
        if done >= total or now - self._last >= 1 / REPORTS_PER_SECOND:
            self._last = now
            self._report(done, total)

    def finish(self, total: int) -> None:
        """Report that all is done; it never raises Cancelled, since it is too late to stop."""
        if self._report is not None:
            self._report(total, total)

    def over(self, things: Sequence[T]) -> Iterator[T]:
        """Yield each thing, reporting a step before each and after the last."""
        for done, thing in enumerate(things):
            self.step(done, len(things))
            yield thing
        self.step(len(things), len(things))


class PartialProgress(Progress):
    """The progress of one part of long work; each of its steps is a step of the whole."""

    def __init__(self, whole: Progress, before: int, total: int) -> None:
        super().__init__()
        self._whole = whole
        self._before = before
        self._total = max(total, 1)

    def step(self, done: int, total: int) -> None:  # noqa: ARG002 - its own total is a share of the whole
        """Report to the whole; raises Cancelled when the user asked it to stop."""
        self.begun = True
        self._whole.step(self._before + done, self._total)


def quiet() -> Progress:
    """Return a progress that reports to nobody."""
    return Progress()
