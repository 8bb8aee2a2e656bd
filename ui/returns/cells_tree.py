"""The tree view of returned cells: requirements across item rows, chips for kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QHeaderView, QStyleOptionViewItem, QTreeView, QWidget

from ui.returns.cells_model import HEAD, CellColumn, CellsModel
from ui.returns.struck_delegate import StruckDelegate
from ui.widgets.lists.row_choice import choose_row
from ui.widgets.lists.tone_delegate import SIDE

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    Index = QModelIndex | QPersistentModelIndex

_UNFOLDED: Final = 400  # cells; more stay folded, so that a large file opens at once
_FIELD_WIDTH: Final = 190
_KIND_WIDTH: Final = 130


class CellsTree(QTreeView):
    """The view of a CellsModel; the space bar toggles all selected rows together."""

    turned = Signal()

    def __init__(self, model: CellsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells = model
        self.setModel(model)
        self.setItemDelegate(StruckDelegate(self))
        self.setUniformRowHeights(True)
        self.setSelectionMode(QTreeView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.setAllColumnsShowFocus(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header = self.header()
        header.setStretchLastSection(False)
        for column in CellColumn:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        for column, width in ((CellColumn.FIELD, _FIELD_WIDTH), (CellColumn.KIND, _KIND_WIDTH)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            self.setColumnWidth(column, width)

    def unfold(self) -> None:
        """Expand all items when they have few cells, and select the first."""
        if len(self._cells.shown) <= _UNFOLDED:
            self.expandAll()
        self.go_to(self._cells.index(0, 0, self._cells.index(0, 0)))

    def go_to(self, index: Index) -> None:
        """Scroll to a row and make it the current one."""
        choose_row(self, index)
        self.scrollTo(index)

    @property
    def chosen(self) -> list[int]:
        """The cells behind the selected rows."""
        rows: dict[int, None] = {}
        selection = self.selectionModel().selection()
        for part in (selection.at(number) for number in range(selection.size())):
            cells = self._cells.cells_between(part.parent(), part.top(), part.bottom())
            rows |= dict.fromkeys(cells)
        return list(rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Toggle the selected rows on the space bar."""
        if event.key() == Qt.Key.Key_Space:
            self.turned.emit()
            return
        super().keyPressEvent(event)

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row; an item's row has its requirement across the columns of values."""
        super().drawRow(painter, option, index)
        text = index.data(HEAD)
        if not text:
            return
        left = self.columnViewportPosition(CellColumn.SENT)
        right = self.columnViewportPosition(CellColumn.KIND)
        room = QRect(left + SIDE, option.rect.top(), right - left - 2 * SIDE, option.rect.height())
        chosen = self.selectionModel().isSelected(index)
        role = QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text
        painter.save()
        painter.setPen(self.palette().color(role))
        line = " ".join(str(text).split())
        shown = painter.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.restore()
