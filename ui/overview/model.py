"""The model of the overview: subjects by sections, with the published sentence of each group."""

from __future__ import annotations

from bisect import bisect
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from assessor.domain import cashless
from assessor.domain.outcome import GroupResult, SubjectResult
from assessor.words.sentences import group_line, subject_sentence
from ui.overview.columns import OverviewCell, OverviewColumn, columns
from ui.widgets.labels import tip
from ui.widgets.lists.spoken import spoken
from ui.widgets.weak_mark import counted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from ui.session.session import Session

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
# Cached, since it is needed for each painted cell.
NO_FLAGS = Qt.ItemFlag.NoItemFlags
FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
CENTRE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter


class OverviewRole(IntEnum):
    """The roles of a cell beside Qt's own."""

    KEY = Qt.ItemDataRole.UserRole + 1  # the subject's key, empty for a group
    CELL = Qt.ItemDataRole.UserRole + 2  # the OverviewCell of a subject, None for a group
    SENTENCE = Qt.ItemDataRole.UserRole + 3  # the sentence of a group, else None


# The roles with data; a table asks for as many others for each painted cell.
ROLES = frozenset(
    {
        *OverviewRole,
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.TextAlignmentRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
    }
)


class OverviewModel(QAbstractTableModel):
    """One row for each group with its sentence, and one for each subject with its cells."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._mandatory = True  # whether the sections count the items that decide, or the others
        self._rows: list[GroupResult | SubjectResult] = []
        self._places: dict[str, int] = {}  # the rows of the subjects
        # Cached cells of the subjects shown so far, with the results they were made from.
        self._cells: dict[str, tuple[SubjectResult, tuple[OverviewCell, ...]]] = {}
        self._columns = self._made_columns()
        session.opened.connect(self.reload)
        session.closed.connect(self.reload)
        session.language_changed.connect(self.reload)
        session.subjects_changed.connect(self.refresh)
        self.reload()

    def reload(self) -> None:
        """Read everything again."""
        self.beginResetModel()
        self._cells.clear()
        self._columns = self._made_columns()
        self._rows = self._results()
        self._places = _places(self._rows)
        self.endResetModel()

    def refresh(self, subjects: Collection[str]) -> None:
        """Update the results of these subjects and of their groups."""
        rows = self._results()
        if _places(rows) != self._places:
            self.reload()
            return
        self._rows = rows
        groups = self.groups
        touched = {self._places[key] for key in subjects if key in self._places}
        touched |= {groups[bisect(groups, number) - 1] for number in touched}
        for number in sorted(touched):
            self.dataChanged.emit(self.index(number, 0), self.index(number, self.columnCount() - 1))

    def count_mandatory(self, *, mandatory: bool) -> None:
        """Set whether the sections count the items that decide the outcome, or the others."""
        self._mandatory = mandatory
        self.reload()

    def subject_at(self, row: int) -> str:
        """Return the key of the subject in a row, or an empty text for a group."""
        shown = self._rows[row] if 0 <= row < len(self._rows) else None
        return shown.subject.subject if isinstance(shown, SubjectResult) else ""

    def row_of(self, subject: str) -> int:
        """Return the row of a subject, or -1."""
        return self._places.get(subject, -1)

    def about(self, index: Index) -> str:
        """Return the first item that a cell is about, or an empty text."""
        shown = self._rows[index.row()] if index.isValid() else None
        return self._columns[index.column()].about(shown) if isinstance(shown, SubjectResult) else ""

    def as_text(self, rows: Iterable[int]) -> str:
        """Return rows with the headings as tab-separated text for a spreadsheet."""
        lines = [[column.title.replace("\n", " ") for column in self._columns]]
        for row in rows:
            shown = self._rows[row]
            if isinstance(shown, GroupResult):
                lines.append([self._sentence(shown)])
            else:
                lines.append([cell.words for cell in self.cells(row)])
        return "\n".join("\t".join(_plain(cell) for cell in line) for line in lines) + "\n"

    def cells(self, row: int) -> tuple[OverviewCell, ...]:
        """Return the cells of a row; a group has none."""
        shown = self._rows[row]
        if isinstance(shown, GroupResult):
            return ()
        made = self._cells.get(shown.subject.subject)
        if made is None or made[0] is not shown:
            made = (shown, tuple(column.cell(shown) for column in self._columns))
            self._cells[shown.subject.subject] = made
        return made[1]

    @property
    def columns(self) -> tuple[OverviewColumn, ...]:
        """The columns, in order."""
        return self._columns

    @property
    def groups(self) -> list[int]:
        """The numbers of the group rows."""
        return [number for number, row in enumerate(self._rows) if isinstance(row, GroupResult)]

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return the number of groups and subjects."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the data of a cell for a role."""
        if role not in ROLES or not index.isValid():
            return None
        row = self._rows[index.row()]
        if isinstance(row, GroupResult):
            return self._group_data(row, index.column(), role)
        return self.subject_data(row, index, role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the title of a column."""
        here = orientation is Qt.Orientation.Horizontal and 0 <= section < len(self._columns)
        if here and role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that subjects can be selected and groups cannot."""
        if not index.isValid() or isinstance(self._rows[index.row()], GroupResult):
            return NO_FLAGS
        return FLAGS

    def _made_columns(self) -> tuple[OverviewColumn, ...]:
        session = self._session
        return columns(
            session.language,
            sections=session.results.sections if session.is_open else cashless.PHASES,
            mandatory=self._mandatory,
            signatures=lambda: session.signatures,
        )

    def _results(self) -> list[GroupResult | SubjectResult]:
        rows: list[GroupResult | SubjectResult] = []
        for group in self._session.results.groups if self._session.is_open else ():
            rows += [group, *group.subjects]
        return rows

    def _sentence(self, group: GroupResult) -> str:
        return group_line(group, self._session.language)

    def _group_data(self, group: GroupResult, column: int, role: int) -> object:
        if role == OverviewRole.KEY:
            return ""
        if role == Qt.ItemDataRole.AccessibleTextRole:  # for every column, since the sentence spans all
            return self._sentence(group)
        texts = {OverviewRole.SENTENCE, Qt.ItemDataRole.DisplayRole}
        return self._sentence(group) if role in texts and not column else None

    def subject_data(self, result: SubjectResult, index: Index, role: int) -> object:
        """Return the data of a subject's cell for a role."""
        column, cells = self._columns[index.column()], self.cells(index.row())
        cell = cells[index.column()]
        value: object = None
        if role == Qt.ItemDataRole.DisplayRole:
            value = cell.words
        elif role == OverviewRole.CELL:
            value = cell
        elif role == OverviewRole.KEY:
            value = result.subject.subject
        elif role == Qt.ItemDataRole.TextAlignmentRole:
            value = None if column.key in {"subject", "as_of"} else CENTRE
        elif role == Qt.ItemDataRole.ToolTipRole:
            lines = (
                cells[0].words,
                subject_sentence(result, self._session.language),
                counted(cell.weak, cell.new_answers),
            )
            value = tip("\n".join(line for line in lines if line))
        elif role == Qt.ItemDataRole.AccessibleTextRole:
            value = " ".join(
                f"{column.title} {spoken(cell.words)} {counted(cell.weak, cell.new_answers)}".split()
            )
        return value


def _places(rows: Iterable[GroupResult | SubjectResult]) -> dict[str, int]:
    return {row.subject.subject: n for n, row in enumerate(rows) if isinstance(row, SubjectResult)}


def _plain(text: str) -> str:
    """Return a text that stays in one cell and is no formula for a spreadsheet program."""
    flat = " ".join(text.split())
    return f"'{flat}" if flat[:1] in {"=", "+", "-", "@"} else flat
