"""The table model of returned files: one row for each, with counts, state, and a check box."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)

from assessor.domain.difference import CellKind
from assessor.domain.vocabulary import Verdict
from assessor.operations.returns.returned import FileState, ReturnedFile
from assessor.text import folded
from assessor.words.terms import named
from ui.widgets.labels import tip
from ui.widgets.lists.spoken import spoken
from ui.widgets.lists.tone_delegate import TONE

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from ui.session.session import Session

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
CHECK = Qt.ItemDataRole.CheckStateRole
CENTRE: Final = Qt.AlignmentFlag.AlignCenter
LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
SORT: Final = Qt.ItemDataRole.UserRole + 2
TONES: Final = {
    FileState.ATTENTION: Verdict.INSUFFICIENT,
    FileState.PASSWORD: Verdict.DISCUSSING,
    FileState.UNNAMED: Verdict.DISCUSSING,
    FileState.REFUSED: Verdict.NOT_IMPLEMENTED,
    FileState.CLEAN: Verdict.MET,
    FileState.LATE: Verdict.NOT_APPLICABLE,
    FileState.TAKEN: Verdict.NOT_APPLICABLE,
    FileState.TWICE: Verdict.NOT_APPLICABLE,
    FileState.DONE: Verdict.UNREVIEWED,
    FileState.OPENED: Verdict.UNREVIEWED,
    FileState.EVIDENCE: Verdict.UNREVIEWED,
}


class FileColumn(IntEnum):
    """The columns of the table."""

    SUBJECT = 0
    ROUND = 1
    STATE = 2
    CHANGED = 3
    CONFLICT = 4
    FLAGGED = 5
    REWRITTEN = 6
    CLEARED = 7
    ATTACHED = 8
    MARKS = 9
    PROBLEMS = 10
    FILE = 11


_KINDS: Final = {
    FileColumn.CHANGED: (CellKind.CHANGED,),
    FileColumn.CONFLICT: (CellKind.CONFLICT,),
    FileColumn.FLAGGED: (CellKind.FLAGGED,),
    FileColumn.REWRITTEN: (CellKind.LOCKED, CellKind.WORDING),
    FileColumn.CLEARED: (CellKind.CLEARED,),
}


class ReturnsModel(QAbstractTableModel):
    """The files of one import."""

    checked_changed = Signal()

    def __init__(
        self, session: Session, files: Sequence[ReturnedFile], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self.files = list(files)
        self._names = {result.subject.subject: result.subject for result in session.results.subjects}

    def name_of(self, file: ReturnedFile) -> str:
        """Return the name of the subject a file is from, or an empty string when it is unknown."""
        subject = self._names.get(file.preview.subject) if file.preview else None
        return named(subject.name, subject.name_en, self._session.language) if subject else ""

    def state_text(self, state: FileState) -> str:
        """Return a state in words."""
        words = {
            FileState.ATTENTION: self.tr("要確認"),
            FileState.PASSWORD: self.tr("パスワードが必要"),
            FileState.UNNAMED: self.tr("点検対象の指定が必要"),
            FileState.REFUSED: self.tr("取り込み不可"),
            FileState.CLEAN: self.tr("問題なし"),
            FileState.LATE: self.tr("以前の回（閲覧のみ）"),
            FileState.TAKEN: self.tr("取り込み済み"),
            FileState.TWICE: self.tr("重複（同じファイル）"),
            FileState.DONE: self.tr("取り込み完了"),
            FileState.OPENED: self.tr("開いて確認済み"),
            FileState.EVIDENCE: self.tr("証跡の候補"),
        }
        return words[state]

    def check(self, files: Collection[ReturnedFile], *, on: bool) -> None:
        """Check or uncheck files; those that cannot be taken over stay as they are."""
        for file in files:
            file.checked = on and file.takeable
        self.refresh()

    def replace(self, file: ReturnedFile, others: Sequence[ReturnedFile]) -> None:
        """Replace an archive by its files."""
        row = self.files.index(file)
        self.beginResetModel()
        self.files[row : row + 1] = others
        self.endResetModel()
        self.checked_changed.emit()

    def refresh(self) -> None:
        """Update all rows."""
        last = self.index(self.rowCount() - 1, self.columnCount() - 1)
        self.dataChanged.emit(self.index(0, 0), last)
        self.checked_changed.emit()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return the number of files."""
        return 0 if parent.isValid() else len(self.files)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(FileColumn)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows for a role."""
        if not index.isValid():
            return None
        file, column = self.files[index.row()], FileColumn(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(file, column)
        if role == SORT:
            return self._key(file, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            title = self.headerData(column, Qt.Orientation.Horizontal)
            return f"{title} {spoken(self._text(file, column))}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return CENTRE if column in _NUMBERS else None
        looks: dict[tuple[int, FileColumn], object] = {
            (TONE, FileColumn.STATE): TONES[file.state].value,
            (Qt.ItemDataRole.ToolTipRole, FileColumn.FILE): tip(file.result.received.name),
        }
        if file.takeable:
            checked = Qt.CheckState.Checked if file.checked else Qt.CheckState.Unchecked
            looks[CHECK, FileColumn.SUBJECT] = checked
        return looks.get((role, column))

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Check or uncheck a file."""
        if role != CHECK or not index.isValid() or not self.files[index.row()].takeable:
            return False
        self.files[index.row()].checked = Qt.CheckState(value) is Qt.CheckState.Checked
        self.dataChanged.emit(index, index, [CHECK])
        self.checked_changed.emit()
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that a row is selectable, and checkable when its file can be taken over."""
        flags = super().flags(index)
        if index.isValid() and index.column() == 0 and self.files[index.row()].takeable:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the title of a column."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(FileColumn):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return CENTRE if section in _NUMBERS else LEFT
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self._explanations().get(FileColumn(section), ""))
        return self._titles()[section] if role == Qt.ItemDataRole.DisplayRole else None

    def _titles(self) -> tuple[str, ...]:
        return (
            self.tr("点検対象"),
            self.tr("回"),
            self.tr("状態"),
            self.tr("変更"),
            self.tr("競合"),
            self.tr("要確認"),
            self.tr("書換え"),
            self.tr("空欄"),
            self.tr("添付"),
            self.tr("書き込み"),
            self.tr("問題"),
            self.tr("ファイル"),
        )

    def _explanations(self) -> dict[FileColumn, str]:
        return {
            FileColumn.CHANGED: self.tr("事業者だけが変更した欄の数"),
            FileColumn.CONFLICT: self.tr("送付後に案件側の値も変わっている欄の数"),
            FileColumn.FLAGGED: self.tr("回答や日付として読み取れない欄の数"),
            FileColumn.REWRITTEN: self.tr("書き換えられたロック欄と設問文の数（取り込みません）"),
            FileColumn.CLEARED: self.tr("案件に値があり、返却では空欄の欄の数（通常は変更なし）"),
            FileColumn.ATTACHED: self.tr("一緒に届いたファイルのうち、「エビデンス名」に対応するものの数"),
            FileColumn.MARKS: self.tr("書き込みのうち未確認の数／すべての数"),
            FileColumn.PROBLEMS: self.tr("確認が必要な指摘の数（対応済みの指摘は含みません）"),
        }

    def _text(self, file: ReturnedFile, column: FileColumn) -> str:
        if column is FileColumn.SUBJECT:
            return self.name_of(file) or "—"
        if column is FileColumn.ROUND:
            return self.tr("第{round}回").format(round=file.preview.round) if file.preview else "—"
        if column is FileColumn.STATE:
            return self.state_text(file.state)
        if column is FileColumn.FILE:
            return file.result.received.shown
        marks = len(file.preview.marks) if file.preview and column is FileColumn.MARKS else 0
        return f"{_number(file, column)}/{marks}" if marks else str(_number(file, column) or "")

    def _key(self, file: ReturnedFile, column: FileColumn) -> object:
        if column is FileColumn.STATE:
            return int(file.state)
        return _number(file, column) if column in _NUMBERS else self._text(file, column)


_NUMBERS: Final = frozenset({*_KINDS, FileColumn.ATTACHED, FileColumn.MARKS, FileColumn.PROBLEMS})


def _number(file: ReturnedFile, column: FileColumn) -> int:
    if column is FileColumn.PROBLEMS:
        return len(file.problems)
    if column is FileColumn.MARKS:
        return len(file.decision.preview.marks) - len(file.decision.seen) if file.decision else 0
    if column is FileColumn.ATTACHED:
        return len(file.decision.attachments.links) if file.decision else 0
    return file.count(*_KINDS[column])


class ReturnsFilter(QSortFilterProxyModel):
    """Shows the files in some states whose subject or file name contains a text."""

    def __init__(self, model: ReturnsModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self._states: frozenset[FileState] = frozenset(FileState)
        self._text = ""
        self.setSortRole(SORT)
        self.setSourceModel(model)
        self.sort(FileColumn.STATE)

    def narrow(self, *, states: frozenset[FileState] | None = None, text: str | None = None) -> None:
        """Show only files in these states and with this text; None keeps that part of the filter."""
        self.beginFilterChange()
        self._states = self._states if states is None else states
        self._text = self._text if text is None else folded(text)
        self.endFilterChange()

    def file_at(self, row: int) -> ReturnedFile:
        """Return the file in a shown row."""
        return self.model.files[self.mapToSource(self.index(row, 0)).row()]

    @property
    def shown(self) -> list[ReturnedFile]:
        """The shown files from top to bottom."""
        return [self.file_at(row) for row in range(self.rowCount())]

    def filterAcceptsRow(self, row: int, _parent: Index) -> bool:
        """Tell whether a file is shown."""
        file = self.model.files[row]
        texts = (self.model.name_of(file), file.result.received.name)
        return file.state in self._states and any(self._text in folded(text) for text in texts)
