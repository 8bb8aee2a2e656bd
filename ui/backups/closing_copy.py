"""The backup that is taken before a case is closed, if something changed since the last one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from ui.backups.closing_dialog import ClosingDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from assessor.operations.backups import TakenBackup
    from ui.session.jobs import Job
    from ui.session.session import Session
    from ui.settings import Settings


class ClosingCopy(QObject):
    """Takes the backup and then closes the case; the user can close without waiting for it."""

    taken = Signal(object)  # TakenBackup, or None when there was a backup of this state

    def __init__(self, window: QWidget, session: Session, settings: Settings) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._settings = settings
        self._copied: int | None = None  # number of journal entries in the last backup of the open case
        self._without = False  # the user closes the case without a backup
        self._then: Callable[[], object] | None = None
        self._job: Job | None = None
        self.dialog: ClosingDialog | None = None  # while a backup is taken or after it failed
        session.opened.connect(self._on_opened)

    def first(self, then: Callable[[], object]) -> bool:
        """Tell whether the open case needs no backup; otherwise take one and then call `then`.

        A locked case cannot be read, and a read-only one is backed up by its writer.
        """
        session = self._session
        due = session.is_open and not (session.read_only or session.secured or self._without)
        if not (due and self._settings.backup_minutes):
            return True
        if self.dialog is not None:
            self.dialog.raise_()
            return False
        entries = session.backups.entries()
        if entries is not None and entries == self._copied:
            return True
        self._begin(then)
        return False

    def note(self, taken: TakenBackup | None) -> None:
        """Note that a backup was taken for any reason."""
        if taken is not None:
            self._copied = taken.backup.entries

    def _begin(self, then: Callable[[], object]) -> None:
        entries = self._session.backups.entries()
        self._then = then
        self._job = self._session.backups.back_up_before_closing(
            self._settings.backup_folder, self._settings.backups_kept, self._on_failed
        )
        self.dialog = ClosingDialog(self._job, self._window)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.without_chosen.connect(self._on_without_chosen)
        self.dialog.rejected.connect(self._on_stay_chosen)
        self._job.succeeded.connect(lambda taken: self._on_taken(taken, entries))
        self._job.cancelled.connect(self._on_cancelled)
        self._job.finished.connect(self._on_finished)

    def _on_taken(self, taken: TakenBackup | None, entries: int | None) -> None:
        """Note that the present state has a backup, a new or an existing one."""
        self._copied = entries
        self.note(taken)
        self.taken.emit(taken)

    def _on_failed(self, error: Exception) -> None:
        """Show why the backup failed, unless it is not wanted any more."""
        problem = self._session.backups.note_copy_failure(error)
        if self.dialog is not None and not self._without:
            self._then, then = None, self._then
            self.dialog.show_problem(problem)
            self.dialog.without_chosen.connect(lambda: self._close(then))

    def _on_cancelled(self) -> None:
        if not self._without:  # cancelled in the job bar: the case stays open
            self._then = None
            self._end_dialog()

    def _on_finished(self) -> None:
        self._job = None
        if self._then is not None:
            self._close(self._then)

    def _on_without_chosen(self) -> None:
        self._without = True
        if self._job is not None:
            self._job.cancel()

    def _on_stay_chosen(self) -> None:
        self.dialog, self._then = None, None
        if self._job is not None:
            self._job.cancel()

    def _close(self, then: Callable[[], object] | None) -> None:
        self._then = None
        self._end_dialog()
        if then is not None:
            then()
        self._without = False  # ask again the next time

    def _end_dialog(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.accept()

    def _on_opened(self) -> None:
        self._copied = None
