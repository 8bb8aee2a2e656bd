"""The model of the collection: a row for each subject, filtered, sorted, and as text to be copied."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import east_asian_width

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from assessor.domain.vocabulary import Verdict
from assessor.operations.questionnaires.collection import RoundStatus
from assessor.words import Language
from assessor.words.terms import named
from ui.moments import local
from ui.widgets.labels import tip
from ui.widgets.lists.spoken import spoken
from ui.widgets.lists.tab_text import tab_separated
from ui.widgets.lists.tone_delegate import TONE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessor.operations.questionnaires.collection import RoundState

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
DATE = 10  # characters of the date in an ISO moment

# The tone of a state, that of a verdict of the same urgency.
_TONES = {
    RoundStatus.NOT_SENT: Verdict.NOT_APPLICABLE,
    RoundStatus.NOT_RETURNED: Verdict.UNREVIEWED,
    RoundStatus.PARTIAL: Verdict.INSUFFICIENT,
    RoundStatus.COMPLETE: Verdict.MET,
}
_URGENCY = list(RoundStatus)


class CollectionFilter(StrEnum):
    """The filters of subjects."""

    ALL = "all"
    MISSING = "missing"  # sent and not yet answered in full
    OVERDUE = "overdue"


class CollectionCell(NamedTuple):
    """The text, the tone and the sort key of a cell."""

    words: str
    key: tuple[float | str, ...]
    tone: Verdict | None = None


class CollectionModel(QAbstractTableModel):
    """The states of the latest rounds, in the order of the plan until they are sorted."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._states: tuple[RoundState, ...] = ()
        self._rows: list[
            tuple[RoundState, tuple[CollectionCell, ...]]
        ] = []  # of every state, in the order of the plan
        self._shown: list[tuple[RoundState, tuple[CollectionCell, ...]]] = []
        self._titles: tuple[str, ...] = ()
        self._standings: dict[RoundStatus, str] = {}  # in the shown language
        self._days: dict[str, str] = {}  # cached texts of moments, many of which are equal
        self._wanted = CollectionFilter.ALL
        self._language = Language.JA
        self._order: tuple[int, Qt.SortOrder] = (-1, Qt.SortOrder.AscendingOrder)

    def show_states(self, states: Sequence[RoundState], language: Language) -> None:
        """Show these states in a language."""
        self._states, self._language = tuple(states), language
        self._titles, self._standings = self._titled(), self._named_standings()
        self._days.clear()  # the time zone may have changed
        self._rows = [(state, self._cells(state)) for state in self._states]
        self._rearrange()

    def filter(self, wanted: CollectionFilter) -> None:
        """Filter the subjects."""
        self._wanted = wanted
        self._rearrange()

    def count(self, wanted: CollectionFilter) -> int:
        """Return the number of subjects that a filter would show."""
        return sum(_is_wanted(state, wanted) for state in self._states)

    def state_at(self, row: int) -> RoundState | None:
        """Return the state in a row, or None."""
        return self._shown[row][0] if 0 <= row < len(self._shown) else None

    def row_of(self, subject: str) -> int:
        """Return the row of a subject, or -1 when it is not shown."""
        keys = [state.subject.subject for state, _ in self._shown]
        return keys.index(subject) if subject in keys else -1

    def as_text(self) -> str:
        """Return the headings and the shown rows as tab-separated text."""
        return tab_separated(self._lines())

    def longest(self) -> list[str]:
        """Return the widest text of each column, including its heading."""
        return [max(set(words), key=_width) for words in zip(*self._lines(), strict=True)]

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return the number of shown subjects."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._titles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the data of a cell for a role."""
        if not index.isValid():
            return None
        cell = self._shown[index.row()][1][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.words
        if role == TONE:
            return cell.tone.value if cell.tone else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._titles[index.column()]} {spoken(cell.words)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(cell.words) if len(cell.words) > 16 else ""
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the title of a column."""
        titles = self._titles
        here = orientation is Qt.Orientation.Horizontal and 0 <= section < len(titles)
        return titles[section] if here and role == Qt.ItemDataRole.DisplayRole else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; equal rows stay in the order of the plan."""
        self._order = (column, order)
        self._rearrange()

    def _rearrange(self) -> None:
        self.beginResetModel()
        self._shown = [row for row in self._rows if _is_wanted(row[0], self._wanted)]
        column, order = self._order
        if column >= 0:
            downwards = order is Qt.SortOrder.DescendingOrder
            self._shown.sort(key=lambda shown: shown[1][column].key, reverse=downwards)
        self.endResetModel()

    def _lines(self) -> list[list[str]]:
        return [list(self._titles), *([cell.words for cell in cells] for _, cells in self._shown)]

    def _titled(self) -> tuple[str, ...]:
        return (
            self.tr("点検対象"),
            self.tr("状況"),
            self.tr("回"),
            self.tr("送付日"),
            self.tr("回答期限"),
            self.tr("回答"),
            self.tr("必須未回答"),
            self.tr("返却"),
        )

    def _cells(self, state: RoundState) -> tuple[CollectionCell, ...]:
        name = named(state.subject.name, state.subject.name_en, self._language)
        first = (CollectionCell(name, (name,)), self._status(state))
        if state.status is RoundStatus.NOT_SENT:
            return (*first, *(CollectionCell("—", (1, "")) for _ in range(len(self._titles) - 2)))
        sent = self._day(state.round.exported_at)
        share = state.answered / state.asked if state.asked else 1.0
        return (
            *first,
            CollectionCell(
                self.tr("第{number}回").format(number=state.round.number), (0, state.round.number)
            ),
            CollectionCell(sent, (0, sent)),
            self._due(state, state.round.due_on),
            CollectionCell(f"{state.answered}/{state.asked}", (0, share)),
            CollectionCell(str(state.mandatory_open), (0, state.mandatory_open)),
            self._returned(state),
        )

    def _day(self, moment: str) -> str:
        day = self._days.get(moment)
        if day is None:
            day = self._days[moment] = local(moment)[:DATE]
        return day

    def _status(self, state: RoundState) -> CollectionCell:
        urgency = _URGENCY.index(state.status)
        return CollectionCell(self._standings[state.status], (urgency,), _TONES[state.status])

    def _named_standings(self) -> dict[RoundStatus, str]:
        return {
            RoundStatus.NOT_SENT: self.tr("未送付"),
            RoundStatus.NOT_RETURNED: self.tr("未返却"),
            RoundStatus.PARTIAL: self.tr("一部回答"),
            RoundStatus.COMPLETE: self.tr("回答済み"),
        }

    def _due(self, state: RoundState, due_on: str) -> CollectionCell:
        if not due_on:
            return CollectionCell(self.tr("期限なし"), (1, ""))
        key, left = (0, due_on), state.days_left
        if state.overdue and left is not None:
            text = self.tr("{date}　期限超過 {days}日").format(date=due_on, days=-left)
            return CollectionCell(text, key, Verdict.NOT_IMPLEMENTED)
        if left is None or left < 0 or state.status is RoundStatus.COMPLETE:
            return CollectionCell(due_on, key)
        text = self.tr("{date}　あと {days}日") if left else self.tr("{date}　本日まで")
        return CollectionCell(text.format(date=due_on, days=left), key)

    def _returned(self, state: RoundState) -> CollectionCell:
        if not state.returns:  # the first version kept no record of a return
            at, file = state.round.returned_at, state.round.returned_file
            return CollectionCell(f"{self._day(at)}　{file}", (0, at)) if at else CollectionCell("—", (1, ""))
        last = state.returns[-1]
        text = self.tr("{count}件　{date}　{file}")
        words = text.format(count=len(state.returns), date=self._day(last.received_at), file=last.file)
        return CollectionCell(words, (0, last.received_at))


def _is_wanted(state: RoundState, wanted: CollectionFilter) -> bool:
    if wanted is CollectionFilter.MISSING:
        return state.status in {RoundStatus.NOT_RETURNED, RoundStatus.PARTIAL}
    return state.overdue if wanted is CollectionFilter.OVERDUE else True


@cache
def _sign_width(sign: str) -> int:
    return 2 if east_asian_width(sign) in "WFA" else 1


def _width(text: str) -> int:
    return sum(map(_sign_width, text))
