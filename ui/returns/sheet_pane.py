"""The sheets of one returned workbook beside its cells, read when they come into view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from assessor.errors import AssessorError
from assessor.words.problems.sentences import sentence
from ui.widgets.sheets.panel import SheetsPanel
from ui.widgets.sheets.prepared import prepared

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QHideEvent, QShowEvent

    from assessor.domain.sheet_mark import SheetMark
    from assessor.operations.returns.values import Preview, Proposal
    from ui.session.jobs import Job
    from ui.session.session import Session
    from ui.widgets.sheets.prepared import PreparedWorkbook


class SheetPane(QWidget):
    """Shows the sheets of one file; goes to its cells and marks."""

    chosen = Signal(str, int, int)  # sheet, row and column of a cell that the user went to

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._preview: Preview | None = None
        self._passwords: tuple[str, ...] = ()
        self._job: Job | None = None
        self._is_read = False
        self.sheets = SheetsPanel(session.language)
        self.sheets.chosen.connect(self.chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.sheets)
        session.jobs.idle.connect(self._read)

    def show_file(self, preview: Preview, passwords: Sequence[str] = ()) -> None:
        """Show the sheets of a file; one that is shown again is not read again."""
        if preview is self._preview:
            return
        self._stop()
        self._preview, self._passwords, self._is_read = preview, tuple(passwords), False
        self.sheets.clear()
        self._read()

    def go_to_cell(self, proposal: Proposal) -> None:
        """Go to a returned cell."""
        if self._preview is not None:
            self.sheets.go_to(self._preview.sheet, proposal.row, proposal.column)

    def go_to_mark(self, mark: SheetMark) -> None:
        """Go to a mark; one that no cell holds brings its sheet."""
        if self._preview is not None:
            at = (mark.row or mark.last_row, mark.column, mark.last_row, mark.last_column)
            if mark.column and not mark.row:  # a whole column
                at = (1, mark.column, 1, mark.last_column)
            self.sheets.go_to(mark.sheet or self._preview.sheet, *at)

    def retranslate(self) -> None:
        """Show all texts in the language of the window."""
        self.sheets.retranslate(self._session.language)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to read when it comes into view."""
        super().showEvent(event)
        self._read()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop reading what nobody looks at any more."""
        super().hideEvent(event)
        self._stop()

    def _read(self) -> None:
        """Read the file if that is due; other work of the user stopped it, or it was out of view."""
        if self._preview is None or self._is_read or self._job is not None or not self.isVisible():
            return
        self._job = self._session.returns.look_at_sheets(
            self._preview, prepared, self._passwords, failed=self._on_failed
        )
        self._job.succeeded.connect(self._on_read)  # bound, so that it ends with this pane
        self._job.cancelled.connect(self._on_cancelled)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _on_read(self, workbook: PreparedWorkbook) -> None:
        if self.sender() is self._job:
            self._job, self._is_read = None, True
            self.sheets.show_workbook(workbook)

    def _on_cancelled(self) -> None:
        if self.sender() is self._job:
            self._job = None  # it is read again when nothing else runs

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, AssessorError):
            raise error  # a bug, for the crash dialog
        if self.sender() is self._job:
            self._job, self._is_read = None, True
            self.sheets.show_failure(sentence(error.problems[0], self._session.language))
