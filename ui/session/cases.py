"""Opening, creating and closing cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.session.failures import is_expected, is_wrong_passphrase, needs_passphrase
from ui.session.jobs import Job
from ui.session.opening import Opening
from ui.session.parting import Parting
from ui.session.texts import texts_of

if TYPE_CHECKING:
    from pathlib import Path

    from assessor.catalog import Library
    from assessor.operations.open_case import OpenCase
    from assessor.progress import Progress
    from ui.session.job_starter import JobStarter
    from ui.session.jobs import Jobs
    from ui.session.opening import NewCase
    from ui.session.selection import Selection
    from ui.session.signals import Signals
    from ui.session.state import SessionState


class SessionCases:
    """Opens, creates and closes cases; available before the core, which its jobs load."""

    tr = staticmethod(texts_of("SessionCases"))

    def __init__(
        self,
        state: SessionState,
        selection: Selection,
        starter: JobStarter,
        jobs: Jobs,
        signals: Signals,
    ) -> None:
        self._state = state
        self._selection = selection
        self._starter = starter
        self._jobs = jobs
        self._signals = signals
        self.parting = Parting()

    def open(self, path: Path, passphrase: str = "", subject: str = "", item: str = "") -> Job | None:
        """Open a case at an item of a subject; the present case stays open until this succeeds.

        Emits `passphrase_wanted` when the passphrase is missing or wrong. When the job is cancelled, the
        case is closed again and nothing is emitted.
        """
        if self.has_open(path):
            self._signals.said.emit(self.tr("この案件は既に開いています。"))
            return None

        def work(_: Progress) -> OpenCase:
            return self._opening().open(path, passphrase, subject)

        def done(case: OpenCase) -> None:
            if job.given_up:
                case.close()
            else:
                self._adopt(case, subject, item)

        def failed(error: Exception) -> None:
            self._on_not_opened(job, path, error)

        job = Job(self.tr("「{file}」を開いています").format(file=path.name), work)
        job.succeeded.connect(done)
        job.failed.connect(failed)
        return self._jobs.start(job)

    def has_open(self, path: Path) -> bool:
        """Tell whether the open case is this file."""
        if self._state.case is None:
            return False
        return path.exists() and self._state.path.exists() and path.samefile(self._state.path)

    def create(self, new: NewCase, passphrase: str = "") -> Job:
        """Create a case from a plan of the library, encrypted when there is a passphrase, and open it."""
        return self._starter.begin(
            self.tr("点検案件を作成しています"),
            self.tr("点検案件の作成を中止しました。"),
            lambda _: self._opening().create(new, passphrase),
            self._adopt,
        )

    def build_sample(self, path: Path) -> Job:
        """Build the sample inspection and open it."""
        return self._starter.begin(
            self.tr("サンプルの点検案件を作成しています"),
            self.tr("サンプルの作成を中止しました。"),
            lambda progress: self._opening().build_sample(path, progress),
            self._adopt,
        )

    def load_library(self) -> Job:
        """Load the core and the library in the background, for the next step of the user."""

        def keep(library: Library) -> None:
            self._state.library = library
            self._signals.library_loaded.emit()

        return self._starter.begin_unseen(lambda _: self._opening().read_library(), keep)

    def close(self) -> None:
        """Close the case; not while a job runs."""
        if self._jobs.busy:
            self._signals.said.emit(self.tr("処理が終わってから閉じてください。"))
        elif self._state.case is not None:
            self._let_go()
            self._selection.forget()
            self._signals.closed.emit()
            self._signals.history_changed.emit()

    def _adopt(self, case: OpenCase, subject: str = "", item: str = "") -> None:
        if self._state.case is not None:
            self._let_go()
        self._state.case = case
        self._selection.start_at(subject, item)
        self._signals.opened.emit()  # which signals a new current item, too
        self._signals.history_changed.emit()

    def _let_go(self) -> None:
        self._signals.closing.emit()
        case = self._state.open_case
        case.close()
        self.parting.take(case.values)
        self._state.case = None
        self._state.secured = False

    def _on_not_opened(self, job: Job, path: Path, error: Exception) -> None:
        if job.given_up and is_expected(error):
            return
        wrong = is_wrong_passphrase(error)
        if wrong or needs_passphrase(error):
            self._signals.passphrase_wanted.emit(path, wrong)
        else:
            self._signals.passphrase_settled.emit()  # first, whoever is listening
            self._starter.report_failure(error)

    def _opening(self) -> Opening:
        """Return the object that does the work; called on the worker thread, since it imports the core."""
        return Opening(self._state.reviewer, self._state.library)
