"""The table model of marks on a returned workbook: what each says, and what becomes of it."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont, QGuiApplication

from assessor.domain.sheet_mark import MarkKind
from assessor.domain.vocabulary import Verdict
from assessor.errors import Place
from assessor.operations.returns.values import MarkUse
from assessor.words.terms import term
from ui.widgets.labels import tip
from ui.widgets.lists.spoken import spoken
from ui.widgets.lists.tone_delegate import TONE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assessor.domain.sheet_mark import SheetMark
    from assessor.operations.returns.decision import Decision
    from ui.session.session import Session

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
FONT: Final = Qt.ItemDataRole.FontRole
_TEXT_ROLES: Final = frozenset(
    {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}
)


class MarkColumn(IntEnum):
    """The columns of the table."""

    KIND = 0
    CELL = 1
    ITEM = 2
    CONTENT = 3
    USE = 4


class MarksModel(QAbstractTableModel):
    """The marks of one decision, of one kind or of all."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._decision: Decision | None = None
        self._shown: list[int] = []

    def show_decision(self, decision: Decision | None, kind: MarkKind | None = None) -> None:
        """Show the marks of this kind, or all for None."""
        self.beginResetModel()
        self._decision = decision
        marks = decision.preview.marks if decision else ()
        self._shown = [n for n, placed in enumerate(marks) if kind is None or placed.mark.kind is kind]
        self.endResetModel()

    def refresh(self) -> None:
        """Update all rows from the decision."""
        if self._shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._shown) - 1, MarkColumn.USE))

    def mark_at(self, row: int) -> int | None:
        """Return the number of the mark in a row, None beside all rows."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def row_of(self, mark: int) -> int:
        """Return the row of a mark, -1 when it is not shown."""
        return self._shown.index(mark) if mark in self._shown else -1

    def content(self, mark: SheetMark) -> str:
        """Return what a mark says, with who wrote it, where it leads and what it is called."""
        state = term(mark.state, self._session.language) if mark.state is not None else ""
        author = self.tr("記入者：{author}").format(author=mark.author) if mark.author else ""
        parts = (mark.text or mark.name, state, mark.address if mark.address != mark.text else "", author)
        return "\n".join(part for part in parts if part)

    def use_text(self, use: MarkUse) -> str:
        """Return in words what becomes of a mark."""
        words = {
            MarkUse.LEFT: self.tr("そのまま"),
            MarkUse.INQUIRY: self.tr("追加確認にする"),
            MarkUse.EXPLANATION: self.tr("説明に追記"),
            MarkUse.EVIDENCE: self.tr("証跡に添付"),
        }
        return words[use]

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return the number of marks that are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(MarkColumn)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a mark shows for a role; one that nobody has seen is bold and to be checked."""
        if not index.isValid() or self._decision is None:
            return None
        number, column = self._shown[index.row()], MarkColumn(index.column())
        unseen = number not in self._decision.seen
        if role in _TEXT_ROLES:
            text = self._text(number, column, unseen=unseen)
            if role == Qt.ItemDataRole.DisplayRole:
                return " ".join(text.split()) or "—"
            title = self.headerData(column, Qt.Orientation.Horizontal)
            return tip(text) if role == Qt.ItemDataRole.ToolTipRole else f"{title} {spoken(text)}"
        used = self._decision.use_of(number) is not MarkUse.LEFT
        if role == TONE and column is MarkColumn.USE and (unseen or used):
            return (Verdict.INSUFFICIENT if unseen else Verdict.CONFIRMING).value
        struck = self._decision.preview.marks[number].mark.kind is MarkKind.STRUCK
        return _font(bold=unseen, struck=struck and column is MarkColumn.CONTENT) if role == FONT else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the title of a column."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        titles = (self.tr("種別"), self.tr("セル"), self.tr("項目"), self.tr("内容"), self.tr("扱い"))
        return titles[section] if 0 <= section < len(titles) else None

    def kinds(self) -> Iterable[MarkKind]:
        """Yield the kind of every mark of the file."""
        return (placed.mark.kind for placed in self._decision.preview.marks) if self._decision else ()

    def _text(self, number: int, column: MarkColumn, *, unseen: bool) -> str:
        if self._decision is None:
            return ""
        placed = self._decision.preview.marks[number]
        mark = placed.mark
        if column is MarkColumn.USE:
            return self.tr("要確認") if unseen else self.use_text(self._decision.use_of(number))
        own = mark.sheet in {"", self._decision.preview.sheet}
        cell = Place(row=mark.row, column=mark.column).cell if mark.column else str(mark.row or "")
        place = cell if own else " ".join((mark.sheet, cell)).strip()
        texts = {
            MarkColumn.KIND: term(mark.kind, self._session.language),
            MarkColumn.CELL: place,
            MarkColumn.ITEM: placed.item,
            MarkColumn.CONTENT: self.content(mark),
        }
        return texts[column]


def _font(*, bold: bool, struck: bool) -> QFont | None:
    """Return the font of a cell, None for the usual one."""
    if not bold and not struck:
        return None
    font = QFont(QGuiApplication.font())
    font.setBold(bold)
    font.setStrikeOut(struck)
    return font
