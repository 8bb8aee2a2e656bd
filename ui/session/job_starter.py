"""The one gate for long work: starts jobs and reports their failures."""

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
    """Starts jobs and emits when they fail or are cancelled."""

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
        """Start work for the user; `stopped` is the message when it is cancelled."""
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
        """Start background work without a message; a yielding job stops when the user starts another."""
        return self._start(Job("", work, yielding=yielding), done, failed)

    def report_failure(self, error: Exception) -> None:
        """Emit an expected error of a job; raises any other error, since it is a bug."""
        if not isinstance(error, AssessorError):
            raise error  # a bug, for the crash dialog
        self._signals.failed.emit(error)

    def _start(
        self, job: Job, done: Callable[..., None] | None, failed: Callable[[Exception], None] | None
    ) -> Job:
        if done is not None:
            job.succeeded.connect(done)
        job.failed.connect(failed or self.report_failure)
        return self._jobs.start(job)
