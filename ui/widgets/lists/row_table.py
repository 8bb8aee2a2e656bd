"""A calm table of whole rows, on which the tables of the window build."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPersistentModelIndex, QRect, Qt
from PySide6.QtWidgets import QFrame, QTableView

from ui.widgets.lists.row_choice import choose_row

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QKeyEvent, QMouseEvent
    from PySide6.QtWidgets import QWidget

SHIFT = Qt.KeyboardModifier.ShiftModifier
Flag = QItemSelectionModel.SelectionFlag


class RowTable(QTableView):
    """Rows are selected whole and never edited in place; no grid, no row numbers.

    With `settled`, the current row is always one of the selected ones: what is shown of it is what a key
    acts on.
    """

    def __init__(self, parent: QWidget | None = None, *, settled: bool = False) -> None:
        super().__init__(parent)
        self._settled = settled
        self._chosen = QPersistentModelIndex()  # by the program, since the user last moved without Shift
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)

    @property
    def selected_rows(self) -> list[int]:
        """The rows that are selected, from top to bottom."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def choose(self, index: QModelIndex) -> None:
        """Select exactly one row for the program, and bring it into sight; an invalid index selects none."""
        choose_row(self, index)
        self._chosen = QPersistentModelIndex(index)
        if index.isValid():
            self.scrollTo(index)

    def keyboardSearch(self, search: str) -> None:
        """Go to the row that begins with what is typed, and select it alone: Shift is held for capitals."""
        before = self.currentIndex()
        super().keyboardSearch(search)
        if self.currentIndex() != before:
            self.choose(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the selection along with the current row, also where Qt would leave it behind."""
        self._gesture(event)
        before = self.currentIndex()
        super().keyPressEvent(event)
        self._settle(moved=self.currentIndex() != before)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select as the keys held down say."""
        self._gesture(event)
        super().mousePressEvent(event)
        self._settle()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End what the press began."""
        super().mouseReleaseEvent(event)
        self._settle()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select as a single click does."""
        super().mouseDoubleClickEvent(event)
        self._settle()

    def setSelection(self, rect: QRect, command: Flag) -> None:
        """Begin an extension at the row the program chose, where Qt only knows where the user was before."""
        current = self.currentIndex()
        if not (command & Flag.Current and self._chosen.isValid() and current.isValid()):
            super().setSelection(rect, command)
            return
        first, last = sorted((self._chosen.row(), current.row()))
        model = self.model()
        rows = QItemSelection(model.index(first, 0), model.index(last, model.columnCount() - 1))
        self.selectionModel().select(rows, command)

    def _gesture(self, event: QKeyEvent | QMouseEvent) -> None:
        """Forget what the program chose last, unless the user extends the selection from there."""
        if not event.modifiers() & SHIFT:
            self._chosen = QPersistentModelIndex()

    def _settle(self, *, moved: bool = False) -> None:
        """Bring current row and selection together after a gesture.

        Ctrl with Home or End has moved the current row alone; Ctrl with a click or the space bar has taken
        one out of the selection; a click beside all rows has taken everything out.
        """
        current, rows = self.currentIndex(), self.selected_rows
        if not self._settled or not current.isValid() or current.row() in rows:
            return
        if rows and not moved:
            nearest = min(rows, key=lambda row: abs(row - current.row()))
            self.selectionModel().setCurrentIndex(
                self.model().index(nearest, current.column()), Flag.NoUpdate
            )
        else:
            choose_row(self, current)
