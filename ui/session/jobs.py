"""Long work on a worker thread, one case job at a time, with progress and cancel."""

from __future__ import annotations

from collections import deque
from time import monotonic
from typing import TYPE_CHECKING, Final
from weakref import WeakSet

from PySide6 import QtCore  # importing its `Qt` takes 10 ms, which the first paint saves
from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal
from shiboken6 import isValid

from assessor import log
from assessor.progress import Cancelled, Progress

if TYPE_CHECKING:
    from collections.abc import Callable

    Work = Callable[[Progress], object]

_LARGEST: Final = 2**31 - 1  # the largest int of a signal
# Seconds that leaving waits for jobs that were asked to stop. They check for it at each of their steps; only
# a system call that does not return takes longer, as on a network drive that is gone.
PATIENCE_MS: Final = 10_000
STEP_S: Final = 0.03  # least seconds between two reported steps, so that the window is not kept busy
_every: Final[WeakSet[Jobs]] = WeakSet()


def stop_all() -> bool:
    """Stop every job of the program and wait; returns False when one still runs after that."""
    there = [jobs for jobs in list(_every) if isValid(jobs)]  # one that is gone has waited for its own
    ended = [jobs.wait() for jobs in there]  # wait for each, also after one that did not end
    return all(ended)


class Job(QObject):
    """One piece of long work; its signals arrive on the thread that created it."""

    progressed = Signal(int, int)
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    finished = Signal()
    # Emitted by the worker and queued to our own thread, which emits the public signals.
    _stepped = Signal(int, int)
    _ended = Signal(object, object)

    def __init__(
        self, title: str, work: Work, *, stopped: str = "", exclusive: bool = False, yielding: bool = False
    ) -> None:
        super().__init__()
        self.title = title
        self.stopped = stopped  # the message when it is cancelled
        self.exclusive = exclusive
        self.yielding = yielding  # not started by the user: stops when the user starts something
        self._cancelled = False
        self._told_at = 0.0
        self._work = work
        self._progress = Progress(self._report)
        self._stepped.connect(self.progressed, QtCore.Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._on_ended, QtCore.Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._cancelled = True
        self._progress.cancel()

    @property
    def given_up(self) -> bool:
        """Whether it was asked to stop; work without steps ends normally all the same."""
        return self._cancelled

    def work(self) -> None:
        """Do the work; runs on the worker thread and touches no widget."""
        result: object = None
        error: Exception | None = None
        try:
            # Background work is logged only when it fails.
            with log.measured("window", log.verb_of(self._work), when_done=bool(self.title)):
                if self._cancelled:  # cancelled while it was queued
                    raise Cancelled  # noqa: TRY301 - told like any other
                result = self._work(self._progress)
        except Exception as caught:  # one of the two places where every error is caught
            error = caught
        self._ended.emit(result, error)

    def _report(self, done: int, total: int) -> None:
        while total > _LARGEST:
            done, total = done // 1024, total // 1024
        now = monotonic()
        if done >= total or now - self._told_at >= STEP_S:
            self._told_at = now
            self._stepped.emit(done, total)

    def _on_ended(self, result: object, error: Exception | None) -> None:
        if error is None:
            self.succeeded.emit(result)
        elif isinstance(error, Cancelled):
            self.cancelled.emit()
        else:
            self.failed.emit(error)
        self.finished.emit()


class _Runner(QRunnable):
    """The task of the thread pool; it keeps a reference to the job while it runs."""

    def __init__(self, job: Job) -> None:
        super().__init__()
        self._job = job

    def run(self) -> None:
        """Do the job's work."""
        self._job.work()


class Jobs(QObject):
    """The queue of a case's jobs, which run one after the other."""

    started = Signal(object)  # Job
    idle = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.pool = QThreadPool(self)
        self.pool.setMaxThreadCount(1)
        self._jobs: deque[Job] = deque()
        self._then: Callable[[], object] | None = None
        _every.add(self)

    def start(self, job: Job) -> Job:
        """Queue a job and return it."""
        if job.title:
            self._stop_yielding()
        self._jobs.append(job)
        job.finished.connect(self._on_finished)  # bound, so that it ends with this object
        if len(self._jobs) == 1:
            self._run(job)
        return job

    def give_way(self, then: Callable[[], object]) -> bool:
        """Stop yielding jobs if there are no others; returns True if so, and calls `then` after them."""
        if not self._jobs or not all(job.yielding for job in self._jobs):
            return False
        self._then = then
        self._stop_yielding()
        return True

    def cancel_all(self) -> None:
        """Ask every job to stop at its next step."""
        for job in tuple(self._jobs):
            job.cancel()

    def wait(self) -> bool:
        """Stop all jobs and wait for the running one, without any more signals.

        Returns False when it did not end in time; it still runs then, and its job is kept.
        """
        self.cancel_all()
        ended = self.pool.waitForDone(PATIENCE_MS)
        if ended:
            self._jobs.clear()
        return ended

    @property
    def titled(self) -> Job | None:
        """The first job with a title, which is shown to the user."""
        return next((job for job in self._jobs if job.title), None)

    @property
    def running(self) -> Job | None:
        """The running job, if any."""
        return self._jobs[0] if self._jobs else None

    @property
    def busy(self) -> bool:
        """Whether any job runs or waits."""
        return bool(self._jobs)

    def _run(self, job: Job) -> None:
        self.started.emit(job)
        self.pool.start(_Runner(job))

    def _on_finished(self) -> None:
        job = self.sender()
        if not isinstance(job, Job) or job not in self._jobs:  # nobody is waiting for it any more
            return
        self._jobs.remove(job)
        if self._jobs:
            self._run(self._jobs[0])
            return
        then, self._then = self._then, None
        self.idle.emit()
        if then is not None:
            then()

    def _stop_yielding(self) -> None:
        for job in self._jobs:
            if job.yielding:
                job.cancel()
