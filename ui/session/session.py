"""The hub between the window and the core: one case, its verbs, and a signal for whatever changes.

It is all that knows the case file; what it is made of is in `session_state`, `session_verbs`,
`session_jobs`, `session_verifying`, `session_exchange`, `session_evidence`, `session_protecting` and
`session_case`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ui.session.backups import SessionKeeping
from ui.session.jobs import Job

if TYPE_CHECKING:
    from pathlib import Path

    from assessor.catalog import Library
    from assessor.domain.change import Actor
    from assessor.operations.inspection import Inspection
    from assessor.operations.open_case import OpenCase
    from assessor.progress import Progress
    from assessor.storage.files.lock_file import CaseLock


class NewCase(NamedTuple):
    """What a new case is made from."""

    path: Path
    plan: str
    title: str
    contact: str


class Session(SessionKeeping):
    """The open case with all its verbs; the long ones return the job that does them."""

    def open(self, path: Path, passphrase: str = "", subject: str = "", item: str = "") -> Job | None:
        """Open a case at an item of a subject; the one that is open stays so until the new one is.

        One that does not open with the passphrase, or that needs one, is told by `passphrase_wanted`.
        When the job was cancelled meanwhile, the case is let go of again, and nothing is told.
        """
        if self.has_open(path):
            self.said.emit(self.tr("この案件は既に開いています。"))
            return None

        def work(_: Progress) -> OpenCase:
            from assessor.operations.inspection import Inspection  # noqa: PLC0415 - brings the core along

            return self._held(Inspection.open(path, self._actor(), passphrase))

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
        return self.jobs.start(job)

    def has_open(self, path: Path) -> bool:
        """Tell whether the open case is this file."""
        return self.is_open and path.exists() and self.path.exists() and path.samefile(self.path)

    def create(self, new: NewCase, passphrase: str = "") -> Job:
        """Create a case from a plan of the library, encrypted when there is a passphrase, and open it."""

        def work(_: Progress) -> OpenCase:
            from assessor.operations import cases  # noqa: PLC0415 - brings the core along

            library, actor = self._read_library(), self._actor()
            made = cases.create(
                *(new.path, library, new.plan, actor),
                title=new.title,
                contact=new.contact,
                passphrase=passphrase,
            )
            return self._held(made)

        return self._begin(self.tr("点検案件を作成しています"), work, self._adopt)

    def build_sample(self, path: Path) -> Job:
        """Build the sample inspection and open it."""

        def work(progress: Progress) -> OpenCase:
            from assessor.operations import sample  # noqa: PLC0415 - brings the core along

            return self._held(sample.build(path, self._read_library(), self._actor(), progress))

        return self._begin(self.tr("サンプルの点検案件を作成しています"), work, self._adopt)

    def load_library(self) -> Job:
        """Load the core and the library, unseen, so that the next step finds them ready."""

        def keep(library: Library) -> None:
            self.library = library
            self.library_loaded.emit()

        return self._begin("", lambda _: self._read_library(), keep)

    def close(self) -> None:
        """Close the case; not while a job runs."""
        if self.jobs.busy:
            self.said.emit(self.tr("処理が終わってから閉じてください。"))
        elif self._case is not None:
            self.closing.emit()
            self._case.close()
            self._case = None
            self.secured = False
            self.current_subject = self.current_item = ""
            self.selected_items = ()
            self.closed.emit()
            self.history_changed.emit()

    def _on_not_opened(self, job: Job, path: Path, error: Exception) -> None:
        from assessor.errors import AssessorError  # noqa: PLC0415 - loaded with the case

        if job.given_up and isinstance(error, AssessorError):
            return
        wrong = self.is_wrong_passphrase(error)
        if wrong or self.needs_passphrase(error):
            self.passphrase_wanted.emit(path, wrong)
        else:
            self.passphrase_settled.emit()  # first: what is told must not hang on who asked
            self.report_failure(error)

    def _adopt(self, case: OpenCase, wanted: str = "", item: str = "") -> None:
        if self._case is not None:
            self.closing.emit()
            self._case.close()
        self._case = case
        self.secured = False
        subjects = [result.subject.subject for result in case.results.subjects]
        first = next(iter(subjects), "")
        self.current_subject = wanted if wanted in subjects else first
        self.current_item = case.first_item(self.current_subject) if first else ""
        if wanted in subjects and item in {state.item.id for state in case.results.subject(wanted).states}:
            self.current_item = item
        self.selected_items = tuple(filter(None, (self.current_item,)))
        self.item_sought = bool(item) and self.current_item == item
        self.opened.emit()  # which tells of a new current item as well
        self.history_changed.emit()

    # What follows runs on the worker thread, and brings the core along when it is first called.

    def _read_library(self) -> Library:
        from assessor import catalog  # noqa: PLC0415 - see above

        return self.library or catalog.load(catalog.default_folder())

    def _actor(self) -> Actor:
        from assessor.operations.inspection import this_actor  # noqa: PLC0415 - see above

        return this_actor(self.reviewer)

    def _held(self, inspection: Inspection) -> OpenCase:
        """Hold the file for this window; a case that cannot be held is let go of again."""
        from assessor.operations.holding import hold_or_read  # noqa: PLC0415 - see above
        from assessor.operations.open_case import OpenCase  # noqa: PLC0415 - same

        holder: CaseLock | None = None
        try:
            holder = hold_or_read(inspection)
            return OpenCase(inspection, holder)
        except BaseException:
            inspection.close()
            if holder is not None:
                holder.release()
            raise
