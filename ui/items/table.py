"""The table of items: spanning headings, fixed heights, columns wide enough for all possible texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QHeaderView, QWidget

from assessor.domain.vocabulary import Verdict
from ui.items.columns import ItemRole
from ui.items.delegate import SIDE, ItemsDelegate, cell_width
from ui.widgets.chips import chip_size
from ui.widgets.lists.row_table import RowTable
from ui.widgets.weak_mark import mark_size, to_check

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from ui.items.model import ItemsModel


LEAST = 170  # pixels in which a requirement is readable
SCANT = 120  # pixels below which a requirement only identifies the item
OPTIONAL = ("evidence", "inquiries", "due")
GIVING_WAY = ("evidence", "due", "inquiries", "class", "answer")  # columns that the item panel shows as well


class ItemsTable(RowTable):
    """The view of an ItemsModel."""

    def __init__(self, model: ItemsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent, settled=True)
        self._model = model
        self._wording = 0  # the width that shows every requirement in full
        self._widths: dict[int, int] = {}  # widths, also of hidden columns
        self.setModel(model)
        self.setItemDelegate(ItemsDelegate(self))
        self.verticalHeader().setMinimumSectionSize(12)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setMinimumSectionSize(32)
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(model.column("requirement"), QHeaderView.ResizeMode.Stretch)
        model.modelReset.connect(self._on_model_reset)
        model.dataChanged.connect(self._make_room)
        self._on_model_reset()

    def minimumSizeHint(self) -> QSize:
        """Return the width in which number, requirement and verdict of an item are readable."""
        needed = sum(self._widths.get(self._model.column(key), 0) for key in ("item", "verdict"))
        width = needed + LEAST + self.verticalScrollBar().sizeHint().width()
        return QSize(width, super().minimumSizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        """Update the sizes when the font changes."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange} and hasattr(self, "_model"):
            self._on_model_reset()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide columns for the requirement if needed, and keep the current item in sight."""
        super().resizeEvent(event)
        self._make_room()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def _on_model_reset(self) -> None:
        line = self.fontMetrics().lineSpacing()
        headings = set(self._model.headings)
        self.clearSpans()
        for row in range(self._model.rowCount()):
            self.setRowHeight(row, line + 12 if row in headings else 2 * line + 10)
            if row in headings:
                self.setSpan(row, 0, 1, self._model.columnCount())
        self._fit_columns(headings)

    def _fit_columns(self, headings: set[int]) -> None:
        """Set every column except the requirement to the width of its widest possible text."""
        header = self.horizontalHeader()
        lines = [row for row in range(self._model.rowCount()) if row not in headings]
        for number, column in enumerate(self._model.columns):
            if column.key == "requirement":
                self._widths[number] = 0
                self._wording = self._whole_wording(number, lines)
                continue
            rows = [] if column.samples else lines
            self.setColumnHidden(number, False)  # a hidden header needs no width
            marked = column.key == "item"  # the mark of a weak verdict is below the id
            least = mark_size(self.font(), self._widest_mark(lines)).width() + 2 * SIDE if marked else 0
            texts = [*column.samples, *(str(self._model.index(row, number).data()) for row in rows)]
            mark = chip_size(self.font(), Verdict.DISCUSSING, "").width() if column.verdict else 0
            widest = max((cell_width(self.font(), text) for text in texts), default=0) + mark
            widest = max(widest, least)
            self._widths[number] = max(widest, header.sectionSizeHint(number))
            self.setColumnWidth(number, self._widths[number])
        self._make_room()

    def _widest_mark(self, lines: list[int]) -> str:
        marks = {str(self._model.index(row, 0).data(ItemRole.WEAK) or "") for row in lines}
        return max(to_check(), *marks, key=self.fontMetrics().horizontalAdvance)

    def _whole_wording(self, column: int, lines: list[int]) -> int:
        """Return the width that shows every requirement in full in its two lines."""
        wordings = (str(self._model.index(row, column).data()) for row in lines)
        longest = max((self.fontMetrics().horizontalAdvance(text) for text in wordings), default=0)
        return longest // 2 + 2 * self.fontMetrics().averageCharWidth() + 2 * SIDE

    def _make_room(self) -> None:
        """Hide columns that are empty for this subject, unless all requirements fit beside them.

        If the requirement is still too narrow, hide further columns one after the other.
        """
        optional = {self._model.column(key) for key in OPTIONAL}
        hidden = {column for column in optional if not self._model.uses(column)}
        taken = sum(width for number, width in self._widths.items() if number not in hidden)
        room = self.viewport().width() - taken
        for column in map(self._model.column, GIVING_WAY):
            if room < SCANT and column not in hidden:
                hidden.add(column)
                room += self._widths[column]
        for column in sorted(optional & hidden):
            least = LEAST if self._model.uses(column) else max(LEAST, self._wording)
            if room - self._widths[column] >= least:
                hidden.remove(column)
                room -= self._widths[column]
        for column in map(self._model.column, GIVING_WAY):
            self.setColumnHidden(column, column in hidden)
