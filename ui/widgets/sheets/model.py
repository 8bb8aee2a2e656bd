"""The table model of one sheet: what each cell says, with its notes, for keyboard and screen readers."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from assessor.domain.sheet_look import PLAIN_FORMAT, CellLook, SheetLook
from assessor.errors import Place
from ui.widgets.labels import tip
from ui.widgets.lists.spoken import spoken

if TYPE_CHECKING:
    from assessor.domain.sheet_look import SheetNote

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
_BLANK: Final = CellLook()
_ROWS, _COLUMNS = 3, 2  # blank ones beyond the last, so that the end of a sheet is seen
_LEAST_ROWS, _LEAST_COLUMNS = 20, 8


class SheetModel(QAbstractTableModel):
    """The cells of one sheet."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sheet = SheetLook("")
        self._notes: dict[tuple[int, int], list[SheetNote]] = {}

    def show_sheet(self, sheet: SheetLook) -> None:
        """Show the cells of a sheet."""
        self.beginResetModel()
        self.sheet = sheet
        notes: dict[tuple[int, int], list[SheetNote]] = defaultdict(list)
        for note in sheet.notes:
            notes[note.row, note.column].append(note)
        self._notes = dict(notes)
        self.endResetModel()

    def cell(self, row: int, column: int) -> CellLook:
        """Return a cell, rows and columns from 1; where none stands, the format of its row or column."""
        sheet = self.sheet
        found = sheet.cells.get((row, column))
        if found is not None:
            return found
        look = sheet.row_formats.get(row) or sheet.column_formats.get(column, PLAIN_FORMAT)
        return _BLANK if look is PLAIN_FORMAT else CellLook("", look)

    def has_note(self, row: int, column: int) -> bool:
        """Tell whether a note stands on a cell."""
        return (row, column) in self._notes

    def notes_text(self, row: int, column: int) -> str:
        """Return the notes on a cell with their authors."""
        texts = []
        for note in self._notes.get((row, column), ()):
            line = self.tr("メモ（{author}）：{text}") if note.author else self.tr("メモ：{text}")
            texts.append(line.format(author=note.author, text=note.text))
        return "\n".join(texts)

    def objects_text(self, row: int, column: int) -> str:
        """Return the texts of what lies over a cell and is not drawn, and the names of pictures there."""
        lying = [
            one.text
            for one in self.sheet.objects
            if one.row <= row <= one.last_row and one.column <= column <= one.last_column and one.text
        ]
        lying += [
            one.name for one in self.sheet.pictures if (one.start.row, one.start.column) == (row, column)
        ]
        return "\n".join(text for text in lying if text)

    def struck_text(self, row: int, column: int) -> str:
        """Return what is struck out in a cell."""
        cell = self.cell(row, column)
        if cell.runs:
            return "".join(run.text for run in cell.runs if run.font.struck).strip()
        return cell.text if cell.format.font.struck else ""

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return the number of rows, with some blank ones at the end."""
        return 0 if parent.isValid() else max(self.sheet.rows + _ROWS, _LEAST_ROWS)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Return the number of columns, with some blank ones at the end."""
        return 0 if parent.isValid() else max(self.sheet.columns + _COLUMNS, _LEAST_COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell says; the look of it is drawn by the table."""
        if not index.isValid():
            return None
        at = index.row() + 1, index.column() + 1
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cell(*at).text
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip("\n".join(filter(None, (self.notes_text(*at), self.objects_text(*at)))))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            struck = self.struck_text(*at)
            parts = (
                spoken(self.cell(*at).text),
                self.tr("取消線：{text}").format(text=struck) if struck else "",
                self.notes_text(*at),
                self.objects_text(*at),
            )
            address = Place(row=at[0], column=at[1]).cell
            return " ".join((address, *(part for part in parts if part)))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the letters of a column or the number of a row."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Vertical:
            return str(section + 1)
        return Place(row=1, column=section + 1).cell[:-1]
