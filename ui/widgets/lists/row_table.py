"""The base of tables in the window, in which whole rows are selected."""

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
    """A table without grid and row numbers; whole rows are selected and never edited in place.

    With `settled`, the current row is always one of the selected rows, so that a key acts on the row that is
    shown.
    """

    def __init__(self, parent: QWidget | None = None, *, settled: bool = False) -> None:
        super().__init__(parent)
        self._settled = settled
        self._chosen = QPersistentModelIndex()  # the row that the program chose last
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
        """Return the selected rows from top to bottom."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def choose(self, index: QModelIndex) -> None:
        """Select exactly one row from the program and scroll to it; an invalid index selects none."""
        choose_row(self, index)
        self._chosen = QPersistentModelIndex(index)
        if index.isValid():
            self.scrollTo(index)

    def keyboardSearch(self, search: str) -> None:
        """Select only the row that begins with the typed text, since Shift may be held for capitals."""
        before = self.currentIndex()
        super().keyboardSearch(search)
        if self.currentIndex() != before:
            self.choose(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the selection along with the current row, also where Qt would not."""
        self._gesture(event)
        before = self.currentIndex()
        super().keyPressEvent(event)
        self._settle(moved=self.currentIndex() != before)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select according to the modifier keys."""
        self._gesture(event)
        super().mousePressEvent(event)
        self._settle()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Finish the selection that the press began."""
        super().mouseReleaseEvent(event)
        self._settle()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select as a single click does."""
        super().mouseDoubleClickEvent(event)
        self._settle()

    def setSelection(self, rect: QRect, command: Flag) -> None:
        """Extend the selection from the row that the program chose; Qt would start at the user's last row."""
        current = self.currentIndex()
        if not (command & Flag.Current and self._chosen.isValid() and current.isValid()):
            super().setSelection(rect, command)
            return
        first, last = sorted((self._chosen.row(), current.row()))
        model = self.model()
        rows = QItemSelection(model.index(first, 0), model.index(last, model.columnCount() - 1))
        self.selectionModel().select(rows, command)

    def _gesture(self, event: QKeyEvent | QMouseEvent) -> None:
        """Forget the row that the program chose, unless the user extends the selection from it."""
        if not event.modifiers() & SHIFT:
            self._chosen = QPersistentModelIndex()

    def _settle(self, *, moved: bool = False) -> None:
        """Make the current row one of the selected rows after a user's action.

        Ctrl with Home or End moves the current row alone, Ctrl with a click or the space bar deselects a
        row, and a click beside all rows deselects everything.
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
