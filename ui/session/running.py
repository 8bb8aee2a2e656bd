"""How the session runs long work: as a job, told when it ends, recorded when it changed something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.session.jobs import Job
from ui.session.signing import SessionSigning
from ui.session.stopped import stopped

if TYPE_CHECKING:
    from collections.abc import Callable

    from assessor.domain.change import ChangeSet
    from assessor.progress import Progress


class SessionJobs(SessionSigning):
    """Starting jobs on the open case."""

    def report_failure(self, error: Exception) -> None:
        """Tell of an error of a job; one that is no problem of the user's is raised as the bug it is."""
        from assessor.errors import AssessorError  # noqa: PLC0415 - loaded with the case

        if not isinstance(error, AssessorError):
            raise error  # a bug: the crash dialog takes it from here
        self.failed.emit(error)

    def _begin(
        self,
        title: str,
        work: Callable[[Progress], object],
        done: Callable[..., None],
        *,
        exclusive: bool = False,
        yielding: bool = False,
        failed: Callable[[Exception], None] | None = None,
    ) -> Job:
        job = Job(title, work, exclusive=exclusive, yielding=yielding)
        job.succeeded.connect(done)
        job.failed.connect(failed or self.report_failure)
        if title:
            job.cancelled.connect(lambda: self.said.emit(stopped(title)))
        return self.jobs.start(job)

    def _record(self, applied: ChangeSet) -> None:
        case = self._open_case()
        case.history.record(applied)
        self._followed(applied)
