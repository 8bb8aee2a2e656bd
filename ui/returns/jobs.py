"""The jobs of the dialog of returned questionnaires: reading again, finding attachments, taking over."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from assessor.errors import Code
from assessor.operations.returns.returned import (
    AcceptedReturn,
    FileState,
    ReturnedFile,
    compare,
    files_of,
    mark_twice,
)
from ui.returns.password_dialog import PasswordDialog
from ui.session.returns import FileToRead
from ui.settings import Folder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from assessor.operations.returns.values import Batch, FoundAttachments, Preview, RefusedFile
    from ui.returns.files_model import ReturnsModel
    from ui.session.jobs import Job
    from ui.session.session import Session
    from ui.widgets.dialogs.file_chooser import Chooser


class ReturnsJobs(QObject):
    """Runs one job at a time and passes its results to the model."""

    busy_changed = Signal()
    taken = Signal(object)  # list[ReturnedFile]
    read_again = Signal()
    looked = Signal(object)  # ReturnedFile

    def __init__(
        self, session: Session, chooser: Chooser, model: ReturnsModel, batch: Batch, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._window = parent
        self._session = session
        self._chooser = chooser
        self._model = model
        self._batch = batch
        self._running: list[Job] = []
        self.password_dialog: PasswordDialog | None = None
        self._left: Callable[[], int] = int  # how many files are still locked
        self._stopped = False
        self._protected = 0  # that opened the last archives with attachments

    @property
    def busy(self) -> bool:
        """Whether a job is running."""
        return bool(self._running)

    def stop(self) -> None:
        """Stop the running job."""
        for job in self._running:
            job.cancel()

    def take_over(self, files: Sequence[ReturnedFile]) -> None:
        """Take over what is accepted of these files, then read other files of the same subjects again."""
        taken = [(file, file.decided()) for file in files if file.takeable]
        decisions = [file.decision for file, _ in taken if file.decision is not None]
        if decisions and not self.busy:
            job = self._session.returns.accept(decisions)
            job.failed.connect(
                lambda _: self._read_subjects_of([file for file, _ in taken])
            )  # may have become outdated
            self._run(job, lambda _: self._on_taken(taken))

    def read_as_of(self, file: ReturnedFile, subject: str) -> None:
        """Read a file as the workbook of a subject that the reviewer names."""
        self.read_anew([file], subject=subject)

    def ask_for_passwords(self) -> None:
        """Ask for passwords until every file opens or the reviewer cancels."""
        if self._locked():
            self._ask(len(self._locked()), self._try_on_files, lambda: len(self._locked()))

    def look_in_folder(self, file: ReturnedFile) -> None:
        """Ask for the folder with the attachments that a workbook names."""
        self._look(file, self._chooser.folder(Folder.RETURNED), [])

    def look_in_archive(self, file: ReturnedFile) -> None:
        """Ask for the archive with the attachments that a workbook names."""
        self._look(file, self._chooser.archive(), [])

    def _locked(self) -> list[ReturnedFile]:
        return [file for file in self._model.files if file.state is FileState.PASSWORD]

    def _ask(self, count: int, attempt: Callable[[list[str]], None], left: Callable[[], int]) -> None:
        dialog = PasswordDialog(self._session, self._chooser, count, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.tried.connect(attempt)
        dialog.finished.connect(self._on_passwords_finished)
        self.password_dialog, self._left = dialog, left
        dialog.open()

    def _run(self, job: Job, done: Callable[..., object]) -> None:
        self._running.append(job)
        job.succeeded.connect(done)
        job.cancelled.connect(self._on_cancelled)
        job.finished.connect(self._on_finished)
        self.busy_changed.emit()

    def read_anew(
        self, files: Sequence[ReturnedFile], passwords: Sequence[str] = (), subject: str = ""
    ) -> None:
        """Read files again with these passwords and subject, or with those they were read with before."""
        if files:
            again = [
                FileToRead(file.result.received, tuple(passwords) or file.passwords, subject or file.subject)
                for file in files
            ]
            job = self._session.returns.read_again(again, self._batch)
            self._run(job, lambda found: self._on_read(files, again, found))

    def _read_subjects_of(self, files: Sequence[ReturnedFile]) -> None:
        """Read the files again that belong to the same subjects and can still be taken over."""
        subjects = {file.preview.subject for file in files if file.preview is not None}
        left = [file for file in self._model.files if file.takeable]
        self.read_anew([file for file in left if file.preview and file.preview.subject in subjects])

    def _look(self, file: ReturnedFile, place: Path | None, passwords: Sequence[str]) -> None:
        if place is not None and file.preview is not None:
            job = self._session.returns.look_for_attachments(file.preview, place, passwords)
            self._run(job, lambda found: self._on_looked(file, place, found))

    def _try_on_files(self, passwords: list[str]) -> None:
        locked = self._locked()
        for archive in locked:
            if archive.is_archive:
                job = self._session.returns.read([archive.result.received], passwords)
                self._run(
                    job, lambda batch, archive=archive: self._on_archive_read(archive, batch, passwords)
                )
        self.read_anew([file for file in locked if not file.is_archive], passwords)

    def _on_taken(self, taken: list[tuple[ReturnedFile, AcceptedReturn]]) -> None:
        for file, done in taken:
            file.done, file.checked = done, False
        files = [file for file, _ in taken]
        self._model.refresh()
        self.taken.emit(files)
        self._read_subjects_of(files)

    def _on_read(
        self,
        files: Sequence[ReturnedFile],
        again: Sequence[FileToRead],
        results: Sequence[tuple[Preview | RefusedFile, FoundAttachments]],
    ) -> None:
        compare(self._model.files, dict(zip(files, results, strict=True)))
        for file, one in zip(files, again, strict=True):
            file.remember(one.passwords, one.subject)
        self._after_reading()

    def _on_archive_read(self, archive: ReturnedFile, batch: Batch, passwords: Sequence[str]) -> None:
        self._model.replace(archive, files_of(batch, passwords))
        self._batch = replace(
            self._batch,
            files=(*self._batch.files, *batch.files),
            others=(*self._batch.others, *batch.others),
            offered=(*self._batch.offered, *batch.offered),
        )
        compare(self._model.files, {})
        self._after_reading()

    def _after_reading(self) -> None:
        mark_twice(self._model.files)
        self._model.refresh()
        self.read_again.emit()

    def _on_looked(self, file: ReturnedFile, place: Path, attachments: FoundAttachments) -> None:
        if file.decision is not None:
            file.decision.offer(attachments)
            self.looked.emit(file)
        self._protected = sum(problem.code is Code.ARCHIVE_PROTECTED for problem in attachments.problems)
        if self._protected and self.password_dialog is None:
            self._ask(
                self._protected,
                lambda passwords: self._look(file, place, passwords),
                lambda: self._protected,
            )

    def _on_passwords_finished(self) -> None:
        self.password_dialog = None
        self.stop()

    def _on_cancelled(self) -> None:
        self._stopped = True

    def _on_finished(self) -> None:
        job = self.sender()
        self._running = [running for running in self._running if running is not job]
        if not self.busy:
            self.busy_changed.emit()
            if self.password_dialog is not None:
                self.password_dialog.show_left(self._left(), stopped=self._stopped)
            self._stopped = False
