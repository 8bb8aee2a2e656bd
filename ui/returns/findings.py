"""The report of a returned file: problems first, then rows of no item, then the notes."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QPushButton, QVBoxLayout, QWidget

from assessor.errors import Code, Place
from assessor.words.problems.sentences import line, sentence
from ui.widgets.labels import GAP, Quiet, tip
from ui.widgets.lists.row_table import RowTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessor.errors import Problem
    from assessor.operations.returns.decision import Decision
    from assessor.operations.returns.values import UnknownRow
    from assessor.words import Language
    from ui.session.session import Session

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
_WRAPPED: Final = 200  # rows; measuring the height of more would be slow
_WIDTHS: Final = (120, 90, 56, 90)
_TEXT: Final = 4


class _Sort(Enum):
    PROBLEM = 0
    STRANGER = 1
    NOTE = 2


class _FindingLine(NamedTuple):
    """One line of the report: a problem, a note, or a row of no item."""

    sort: _Sort
    place: Place
    content: Problem | UnknownRow


class FindingsModel(QAbstractTableModel):
    """The lines of one report; sentences are made when they are shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[_FindingLine] = []
        self._language: Language | None = None
        self.notes = 0

    def show_report(
        self, problems: Sequence[Problem], strangers: Sequence[UnknownRow], sheet: str, language: Language
    ) -> None:
        """Show these problems, and these rows unless a problem reports them."""
        self.beginResetModel()
        self._language = language
        lines: dict[_Sort, list[_FindingLine]] = {sort: [] for sort in _Sort}
        for problem in problems:
            sort = _Sort.NOTE if problem.is_note else _Sort.PROBLEM
            lines[sort].append(_FindingLine(sort, problem.place, problem))
        rows = {problem.place.row for problem in problems if problem.code is Code.UNKNOWN_ROW}
        for stranger in strangers:
            if stranger.row not in rows:
                place = Place(sheet=sheet, row=stranger.row)
                lines[_Sort.STRANGER].append(_FindingLine(_Sort.STRANGER, place, stranger))
        self._lines = [line for sort in _Sort for line in lines[sort]]
        self.notes = len(lines[_Sort.NOTE])
        self.endResetModel()

    @property
    def problems(self) -> int:
        """How many lines need attention."""
        return len(self._lines) - self.notes

    def place_at(self, row: int) -> tuple[str, str]:
        """Return the item and the field of a line."""
        place = self._lines[row].place
        return place.item, place.field

    def as_text(self) -> str:
        """Return every line with its place, for the clipboard."""
        words = self._words()
        lines = []
        for found in self._lines:
            text = self._sentence(found)
            if found.sort is _Sort.STRANGER:
                text = f"{found.place.sheet} {found.place.row}: {text}"
            elif self._language is not None:
                text = line(found.content, self._language)  # type: ignore[arg-type]  # no stranger
            lines.append(f"[{words[found.sort]}] {text}")
        return "\n".join(lines)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else _TEXT + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a line shows for a role; notes are grey."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.ForegroundRole and line.sort is _Sort.NOTE:
            return QGuiApplication.palette().color(QPalette.ColorRole.PlaceholderText)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return None
        column = index.column()
        text = self._sentence(line) if column == _TEXT else self._placed(line)[column]
        return text if role == Qt.ItemDataRole.DisplayRole else tip(text)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the title of a column."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        titles = (self.tr("区分"), self.tr("シート"), self.tr("セル"), self.tr("項目"), self.tr("内容と対処"))
        return titles[section] if 0 <= section < len(titles) else None

    def _placed(self, line: _FindingLine) -> tuple[str, str, str, str]:
        place = line.place
        return (self._words()[line.sort], place.sheet, place.cell or str(place.row or ""), place.item)

    def _words(self) -> dict[_Sort, str]:
        return {
            _Sort.PROBLEM: self.tr("問題"),
            _Sort.STRANGER: self.tr("項目不明の行"),
            _Sort.NOTE: self.tr("対応済みの指摘"),
        }

    def _sentence(self, line: _FindingLine) -> str:
        if line.sort is _Sort.STRANGER or self._language is None:
            return getattr(line.content, "text", "")
        return sentence(line.content, self._language)  # type: ignore[arg-type]  # no stranger


class ReturnsReport(QWidget):
    """The report of one file; a line leads to its cell, and the whole can be copied."""

    chosen = Signal(str, str)  # item and field

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.model = FindingsModel(self)
        self.table = RowTable()
        self.table.setModel(self.model)
        self.table.setWordWrap(True)
        self.table.setAlternatingRowColors(True)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate(_WIDTHS):
            self.table.setColumnWidth(column, width)
        header.setSectionResizeMode(_TEXT, QHeaderView.ResizeMode.Stretch)
        self.none = Quiet()
        self.copy_button = QPushButton()
        self.copy_button.setAutoDefault(False)
        self.head = ""
        foot = QHBoxLayout()
        foot.addWidget(self.none, 1)
        foot.addWidget(self.copy_button)
        column_of = QVBoxLayout(self)
        column_of.setContentsMargins(GAP, GAP, GAP, GAP)
        column_of.setSpacing(GAP)
        column_of.addWidget(self.table, 1)
        column_of.addLayout(foot)
        self.table.activated.connect(self._on_activated)
        self.copy_button.clicked.connect(self.copy)
        self.retranslate()

    def show_decision(self, decision: Decision, head: str) -> None:
        """Show the report of a file; `head` stands above the copied text."""
        seen = decision.preview
        self.head = head
        problems = (*seen.problems, *decision.attachments.problems)
        self.model.show_report(problems, seen.strangers, seen.sheet, self._session.language)
        wrapped = self.model.rowCount() <= _WRAPPED
        modes = QHeaderView.ResizeMode
        rows = self.table.verticalHeader()
        rows.setSectionResizeMode(modes.ResizeToContents if wrapped else modes.Interactive)
        self.table.setVisible(self.model.rowCount() > 0)
        self.none.setText(
            self.tr("ダブルクリックまたはEnterで該当する欄へ移動します。")
            if self.model.rowCount()
            else self.tr("ファイルの問題や指摘はありません。")
        )

    def copy(self) -> None:
        """Copy the whole report to the clipboard."""
        QGuiApplication.clipboard().setText(f"{self.head}\n{self.model.as_text()}")

    def retranslate(self) -> None:
        """Show all texts in the language of the window."""
        self.table.setAccessibleName(self.tr("問題と指摘の一覧"))
        self.copy_button.setText(self.tr("報告をコピー"))

    def _on_activated(self, index: QModelIndex) -> None:
        self.chosen.emit(*self.model.place_at(index.row()))
