"""The one gate for long work: it begins as a job, and what comes of it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessor.errors import AssessorError
from ui.session.jobs import Job

if TYPE_CHECKING:
    from collections.abc import Callable

    from assessor.progress import Progress
    from ui.session.jobs import Jobs
    from ui.session.signals import Signals


class JobStarter:
    """Begins jobs and tells when they fail or were cancelled."""

    def __init__(self, jobs: Jobs, signals: Signals) -> None:
        self._jobs = jobs
        self._signals = signals

    def begin(
        self,
        title: str,
        stopped: str,
        work: Callable[[Progress], object],
        done: Callable[..., None] | None = None,
        *,
        exclusive: bool = False,
        failed: Callable[[Exception], None] | None = None,
    ) -> Job:
        """Begin work that the user asked for, with what is said when it was cancelled."""
        job = Job(title, work, stopped=stopped, exclusive=exclusive)
        job.cancelled.connect(lambda: self._signals.said.emit(stopped))
        return self._start(job, done, failed)

    def begin_unseen(
        self,
        work: Callable[[Progress], object],
        done: Callable[..., None] | None = None,
        *,
        yielding: bool = False,
        failed: Callable[[Exception], None] | None = None,
    ) -> Job:
        """Begin work that the window needs by itself; when it yields, it stops for what the user wants."""
        return self._start(Job("", work, yielding=yielding), done, failed)

    def report_failure(self, error: Exception) -> None:
        """Tell of an error of a job; one that is no problem of the user's is raised as the bug it is."""
        if not isinstance(error, AssessorError):
            raise error  # a bug: the crash dialog takes it from here
        self._signals.failed.emit(error)

    def _start(
        self, job: Job, done: Callable[..., None] | None, failed: Callable[[Exception], None] | None
    ) -> Job:
        if done is not None:
            job.succeeded.connect(done)
        job.failed.connect(failed or self.report_failure)
        return self._jobs.start(job)
