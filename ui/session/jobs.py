"""Long work on a worker thread, one case job at a time, with progress and cancel."""

from __future__ import annotations

from collections import deque
from time import monotonic
from typing import TYPE_CHECKING, Final
from weakref import WeakSet

from PySide6 import QtCore  # its `Qt` takes 10 ms to come to life, which the first paint saves
from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from assessor import log
from assessor.progress import Cancelled, Progress

if TYPE_CHECKING:
    from collections.abc import Callable

    Work = Callable[[Progress], object]

_LARGEST: Final = 2**31 - 1  # what a signal's int holds
# How long leaving waits for work that was asked to stop. It looks at that at each of its steps; only a call
# of the system that does not come back, as on a network drive that is gone, takes longer.
PATIENCE_MS: Final = 10_000
STEP_S: Final = 0.03  # between two steps that are told: more would only keep the window busy
_every: Final[WeakSet[Jobs]] = WeakSet()


def stop_all() -> bool:
    """Stop every job of the program and wait; False when one did not end in time and still runs."""
    ended = [jobs.wait() for jobs in list(_every)]  # each is waited for, also after one that did not end
    return all(ended)


class Job(QObject):
    """One piece of long work; its signals arrive on the thread that made it."""

    progressed = Signal(int, int)
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    finished = Signal()
    # From the worker: only queued to our own thread, where the public signals are emitted.
    _stepped = Signal(int, int)
    _ended = Signal(object, object)

    def __init__(
        self, title: str, work: Work, *, stopped: str = "", exclusive: bool = False, yielding: bool = False
    ) -> None:
        super().__init__()
        self.title = title
        self.stopped = stopped  # the sentence that is said when it was cancelled
        self.exclusive = exclusive
        self.yielding = yielding  # nobody asked for it: it stops for whatever the user wants
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
        """Whether it was asked to stop; work that takes no steps comes to its end all the same."""
        return self._cancelled

    def work(self) -> None:
        """Do the work; runs on the worker thread and touches no widget."""
        result: object = None
        error: Exception | None = None
        try:
            # What nobody asked for is noted only when it fails.
            with log.measured("window", log.verb_of(self._work), when_done=bool(self.title)):
                if self._cancelled:  # while it waited for its turn
                    raise Cancelled  # noqa: TRY301 - told like any other
                result = self._work(self._progress)
        except Exception as caught:  # one of the two edges where everything is caught
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
    """What the thread pool runs; it holds the job, so that it cannot be collected meanwhile."""

    def __init__(self, job: Job) -> None:
        super().__init__()
        self._job = job

    def run(self) -> None:
        """Do the job's work."""
        self._job.work()


class Jobs(QObject):
    """Keeps the jobs of a case and runs them one after the other."""

    started = Signal(object)  # Job
    idle = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._jobs: deque[Job] = deque()
        self._then: Callable[[], object] | None = None
        _every.add(self)

    def start(self, job: Job) -> Job:
        """Run a job when those before it are done."""
        if job.title:
            self._stop_yielding()
        self._jobs.append(job)
        job.finished.connect(self._on_finished)  # a method, so that it ends with this object
        if len(self._jobs) == 1:
            self._run(job)
        return job

    def give_way(self, then: Callable[[], object]) -> bool:
        """Stop what yields when nothing else is there; True when something was, and `then` comes after it."""
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
        """Stop everything and wait for what runs; nothing is told any more.

        False when it did not end in time: then it still runs, and its job is kept for it.
        """
        self.cancel_all()
        ended = self._pool.waitForDone(PATIENCE_MS)
        if ended:
            self._jobs.clear()
        return ended

    @property
    def titled(self) -> Job | None:
        """The first job that the user knows of."""
        return next((job for job in self._jobs if job.title), None)

    @property
    def running(self) -> Job | None:
        """The job whose turn it is."""
        return self._jobs[0] if self._jobs else None

    @property
    def busy(self) -> bool:
        """Whether any job runs or waits."""
        return bool(self._jobs)

    def _run(self, job: Job) -> None:
        self.started.emit(job)
        self._pool.start(_Runner(job))

    def _on_finished(self) -> None:
        job = self.sender()
        if not isinstance(job, Job) or job not in self._jobs:  # nobody waits for it any more
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
