"""The model of a subject's items under their sections, filtered; rows are read once and updated by key."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from assessor.domain.outcome import by_class, count, in_order
from assessor.domain.sections import Section
from assessor.domain.vocabulary import OPEN, UNMET, Verdict
from assessor.domain.weakness import has_new_answer
from assessor.operations.viewing import ItemRow
from assessor.text import folded
from assessor.words.counts import class_phrase
from assessor.words.terms import name_of
from ui.items.columns import ItemCell, ItemColumn, ItemRole, columns
from ui.widgets.weak_mark import to_check

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assessor.domain.outcome import ItemState
    from ui.session.session import Session

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
NO_FLAGS = Qt.ItemFlag.NoItemFlags
FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


# The roles with data; a table asks for as many others for each painted cell.
TOLD = frozenset(
    {
        *ItemRole,
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.TextAlignmentRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
    }
)


class VerdictFilter(Enum):
    """The filters by verdict."""

    ALL = "all"
    UNREVIEWED = "unreviewed"
    OPEN = "open"
    UNMET = "unmet"
    WEAK = "weak"
    NEW_ANSWER = "new_answer"


_SHOWN = {
    VerdictFilter.ALL: frozenset(Verdict),
    VerdictFilter.UNREVIEWED: frozenset({Verdict.UNREVIEWED}),
    VerdictFilter.OPEN: OPEN,
    VerdictFilter.UNMET: UNMET,
    # Any verdict; whether and why it is weak is tested separately.
    VerdictFilter.WEAK: frozenset(Verdict),
    VerdictFilter.NEW_ANSWER: frozenset(Verdict),
}


@dataclass(frozen=True)
class ItemFilter:
    """The filter of the list."""

    text: str = ""
    verdicts: VerdictFilter = VerdictFilter.ALL
    mandatory_only: bool = False
    not_applicable_too: bool = False

    def takes(self, row: ItemRow) -> bool:
        """Tell whether the filter shows a row."""
        item, state = row.state.item, row.state
        if self.hides(row) or (self.mandatory_only and not item.mandatory):
            return False
        if state.verdict not in _SHOWN[self.verdicts] or (
            (self.verdicts is VerdictFilter.WEAK and not row.weak)
            or (self.verdicts is VerdictFilter.NEW_ANSWER and not has_new_answer(row.weak))
        ):
            return False
        explanation = row.response.explanation if row.response else ""
        texts = (item.id, item.requirement, item.gloss, state.review.reason, explanation)
        return not self.text or any(folded(self.text) in folded(text) for text in texts)

    def loosened(self, row: ItemRow) -> ItemFilter:
        """Return this filter without the parts that hide a row."""
        without = (
            ItemFilter(text=self.text),
            ItemFilter(verdicts=self.verdicts),
            ItemFilter(mandatory_only=self.mandatory_only),
        )
        needless = [not replace(part, not_applicable_too=True).takes(row) for part in without]
        return ItemFilter(
            text="" if needless[0] else self.text,
            verdicts=VerdictFilter.ALL if needless[1] else self.verdicts,
            mandatory_only=self.mandatory_only and not needless[2],
            not_applicable_too=self.not_applicable_too or self.hides(row),
        )

    def hides(self, row: ItemRow) -> bool:
        """Tell whether a row is hidden because its item does not apply by a rule."""
        return not row.state.applicability.applies and not self.not_applicable_too


class ItemsModel(QAbstractTableModel):
    """One row for each item, and a heading row for each section."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._subject = ""
        self._filter = ItemFilter()
        self._rows: dict[str, ItemRow] = {}  # all rows of the subject, in order
        self._pointed: frozenset[str] = frozenset()  # items that undo or redo just changed
        self._lines: list[str | Section] = []  # the shown item ids under sections
        self._columns = self._made_columns()
        session.reviews_changed.connect(self._on_reviews_changed)
        session.language_changed.connect(self.retranslate)

    def show_subject(self, subject: str) -> None:
        """Read and show the items of a subject; an empty key shows none."""
        self._subject, self._pointed = subject, frozenset()
        rows = self._session.reviews.item_rows(subject) if subject else ()
        self._rows = {row.state.item.id: row for row in rows}
        self._columns = self._made_columns()
        self._rebuild()

    def narrow(self, wanted: ItemFilter) -> None:
        """Apply a filter."""
        self._filter = wanted
        self._rebuild()

    def retranslate(self) -> None:
        """Update all texts to the language of the session."""
        self.beginResetModel()
        self._columns = self._made_columns()
        self.endResetModel()

    def line_of(self, item: str) -> int:
        """Return the row of an item, or -1 when it is not shown."""
        return self._lines.index(item) if item in self._lines else -1

    def nearest(self, item: str) -> str:
        """Return the shown item nearest to a hidden one, the first for an empty id, "" if none is shown."""
        shown = [line for line in self._lines if isinstance(line, str)]
        order = [
            row.state.item.id
            for section in self._sections()
            for row in self._rows.values()
            if row.state.item.section == section
        ]
        at = order.index(item) if item in order else 0
        return min(shown, key=lambda one: abs(order.index(one) - at), default="")

    def takes(self, item: str, wanted: ItemFilter) -> bool:
        """Tell whether a filter shows an item of the subject."""
        return item in self._rows and wanted.takes(self._rows[item])

    def would_take(self, subject: str, state: ItemState, wanted: ItemFilter) -> bool:
        """Tell whether a filter would show an item of another subject; a text filter reads its rows."""
        bare = replace(wanted, text="")
        if not bare.takes(ItemRow(state, None, 0, 0, 0, None)):
            return False
        if not wanted.text:
            return True
        rows = self._session.reviews.item_rows(subject)
        return any(row.state.item.id == state.item.id and wanted.takes(row) for row in rows)

    def point_at(self, items: Iterable[str]) -> None:
        """Highlight exactly these items as changed by undo or redo."""
        before, self._pointed = self._pointed, frozenset(items)
        changed = before ^ self._pointed
        self._tell_changed(number for number, line in enumerate(self._lines) if line in changed)

    def item_at(self, line: int) -> str:
        """Return the id of the item in a row, or an empty text for a heading."""
        shown = self._lines[line] if 0 <= line < len(self._lines) else ""
        return shown if isinstance(shown, str) else ""

    def column(self, key: str) -> int:
        """Return the index of the column with a key."""
        return next(number for number, column in enumerate(self._columns) if column.key == key)

    def uses(self, column: int) -> bool:
        """Tell whether a column has a text for any item of the subject."""
        return any(self._columns[column].text(row) for row in self._rows.values())

    @property
    def columns(self) -> tuple[ItemColumn, ...]:
        """The columns, in order."""
        return self._columns

    @property
    def headings(self) -> list[int]:
        """The numbers of the heading rows."""
        return [number for number, line in enumerate(self._lines) if isinstance(line, Section)]

    @property
    def shown(self) -> int:
        """The number of shown items."""
        return len(self._lines) - len(self.headings)

    @property
    def hidden_by_rule(self) -> int:
        """The number of items hidden because they do not apply."""
        return sum(self._filter.hides(row) for row in self._rows.values())

    @property
    def hidden_takes(self) -> bool:
        """Whether the rest of the filter would show items hidden because they do not apply."""
        everything = replace(self._filter, not_applicable_too=True)
        return any(everything.takes(row) for row in self._rows.values() if self._filter.hides(row))

    @property
    def total(self) -> int:
        """The number of all items of the subject."""
        return len(self._rows)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return the number of shown rows with headings."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the data of a cell for a role."""
        if role not in TOLD or not index.isValid():
            return None
        line = self._lines[index.row()]
        if isinstance(line, Section):
            return self._heading(line, index.column(), role)
        row = self._rows[line]
        column = self._columns[index.column()]
        if role == ItemRole.CELL:
            return self._cell(line, row, column)
        of_row: dict[int, object] = {
            ItemRole.ITEM: line,
            ItemRole.POINTED: line in self._pointed,
            ItemRole.APPLIES: row.state.applicability.applies,
        }
        return of_row[role] if role in of_row else column.value(row, role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the title of a column."""
        if orientation is Qt.Orientation.Horizontal and 0 <= section < len(self._columns):
            if role == Qt.ItemDataRole.DisplayRole:
                return self._columns[section].title
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return self._columns[section].aligned | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that items can be selected; headings cannot, so that the arrow keys skip them."""
        if not index.isValid() or isinstance(self._lines[index.row()], Section):
            return NO_FLAGS
        return FLAGS

    def _cell(self, item: str, row: ItemRow, column: ItemColumn) -> ItemCell:
        return ItemCell(
            verdict=column.verdict(row) if column.verdict else None,
            applies=row.state.applicability.applies,
            weak=to_check(new_answer=has_new_answer(row.weak)) if column.marked(row) else "",
            lines=column.long,
            pointed=item in self._pointed,
        )

    def _heading(self, section: Section, column: int, role: int) -> object:
        name = name_of(section, self._session.language)
        if role == ItemRole.CELL:
            return ItemCell(heading=name, counts=self._counts(section))
        if role == ItemRole.ITEM:
            return ""
        if role == ItemRole.HEADING or (role == Qt.ItemDataRole.DisplayRole and not column):
            return name
        if role == ItemRole.COUNTS:
            return self._counts(section)
        if role == Qt.ItemDataRole.AccessibleTextRole:  # for every column, since the heading spans all
            return f"{name} {self._counts(section)}"
        return None

    def _made_columns(self) -> tuple[ItemColumn, ...]:
        classes = dict.fromkeys(row.state.item.requirement_class for row in self._rows.values())
        return columns(self._session.language, classes)

    def _sections(self) -> tuple[Section, ...]:
        return in_order(row.state.item.section for row in self._rows.values())

    def _counts(self, section: Section) -> str:
        """Return the counts of a section, separately for each class of its items, those that decide first."""
        here = (row.state for row in self._rows.values() if row.state.item.section == section)
        language = self._session.language
        counts = [class_phrase(kind, count(states), language) for kind, states in by_class(here).items()]
        return "　".join(counts)

    def _rebuild(self) -> None:
        self.beginResetModel()
        shown = [row for row in self._rows.values() if self._filter.takes(row)]
        self._lines = []
        for section in self._sections():
            items = [row.state.item.id for row in shown if row.state.item.section == section]
            self._lines += [section, *items] if items else []
        self.endResetModel()

    def _on_reviews_changed(self, reviews: Iterable[tuple[str, str]]) -> None:
        """Read the changed rows again; they stay shown even if the filter would hide them now."""
        touched = {item for subject, item in reviews if subject == self._subject} & self._rows.keys()
        if not touched or not self._session.is_open:
            return
        before = self._applying()
        fresh = {row.state.item.id: row for row in self._session.reviews.item_rows(self._subject)}
        if not fresh:
            return  # the file could not be read, which the session reported
        self._rows = fresh
        if self._applying() != before:
            self._rebuild()
            return
        sections = {fresh[item].state.item.section for item in touched}
        self._tell_changed(
            number for number, line in enumerate(self._lines) if line in touched or line in sections
        )

    def _tell_changed(self, lines: Iterable[int]) -> None:
        """Emit the change of lines in ascending order, adjacent ones at once, since each costs a layout."""
        for _, run in groupby(enumerate(lines), lambda pair: pair[1] - pair[0]):
            numbers = [number for _, number in run]
            last = self.index(numbers[-1], len(self._columns) - 1)
            self.dataChanged.emit(self.index(numbers[0], 0), last)

    def _applying(self) -> set[str]:
        return {key for key, row in self._rows.items() if row.state.applicability.applies}
