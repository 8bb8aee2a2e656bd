"""The model of returned cells: items, and below each its cells, which can be accepted one by one."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication

from assessor.domain.difference import CellKind
from assessor.domain.sheet_mark import MarkKind
from assessor.domain.vocabulary import Verdict
from assessor.words.terms import named
from ui.returns.cell_words import CellWords
from ui.returns.struck_delegate import STRUCK
from ui.widgets.labels import tip
from ui.widgets.lists.spoken import spoken
from ui.widgets.lists.tone_delegate import TONE
from ui.widgets.lists.two_levels import NOWHERE, Index, TwoLevelModel

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from assessor.domain.sheet_mark import SheetMark
    from assessor.operations.returns.decision import Decision
    from assessor.operations.returns.values import Preview, Proposal
    from ui.returns.struck_delegate import Runs
    from ui.session.session import Session

CHECK = Qt.ItemDataRole.CheckStateRole
HEAD: Final = Qt.ItemDataRole.UserRole + 3  # the requirement of an item, across its row
DIFFERENT: Final = frozenset(
    {CellKind.CHANGED, CellKind.CONFLICT, CellKind.FLAGGED, CellKind.LOCKED, CellKind.WORDING}
)
TONES: Final = {
    CellKind.CHANGED: Verdict.CONFIRMING,
    CellKind.CONFLICT: Verdict.NOT_IMPLEMENTED,
    CellKind.FLAGGED: Verdict.INSUFFICIENT,
    CellKind.CLEARED: Verdict.UNREVIEWED,
    CellKind.LOCKED: Verdict.DISCUSSING,
    CellKind.WORDING: Verdict.DISCUSSING,
    CellKind.UNCHANGED: Verdict.NOT_APPLICABLE,
}
_SINGLY: Final = 200  # most items that are updated one by one; beyond it all are updated at once
_WINDOW: Final = 500  # items


class CellColumn(IntEnum):
    """The columns of the tree."""

    FIELD = 0
    SENT = 1
    RETURNED = 2
    CURRENT = 3
    KIND = 4


class CellsModel(TwoLevelModel):
    """The cells of one decision, filtered by kind; rows refer to proposals by number."""

    chosen_changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._decision: Decision | None = None
        self._kinds = DIFFERENT
        self._items: list[tuple[str, list[int]]] = []
        self.words = CellWords(session, self)
        self._loaded = 0  # items loaded so far; Qt fetches more while scrolling
        self._proposals: list[Proposal] = []
        self._open: frozenset[int] = frozenset()
        self._texts: dict[str, str] = {}
        self._struck: dict[tuple[int, int], SheetMark] = {}

    def show_decision(self, decision: Decision | None, kinds: Collection[CellKind] = DIFFERENT) -> None:
        """Show the cells of these kinds."""
        self._decision, self._kinds = decision, frozenset(kinds)
        self.beginResetModel()
        self._take_over()
        self._items = _grouped(decision.preview.proposals if decision else (), tuple(self._kinds))
        self._loaded = min(len(self._items), _WINDOW)
        self._texts = self._requirements()
        self._struck = _struck(decision.preview) if decision is not None else {}
        self.endResetModel()

    def refresh(self) -> None:
        """Update all cells from the decision."""
        self._take_over()
        self._rows_changed(range(self._loaded))

    def accept(self, cells: Collection[int], *, on: bool) -> None:
        """Accept these cells when `on`, else refuse them."""
        if self._decision is None:
            return
        self._decision.accept(cells, on=on)
        wanted = set(cells)
        shown = self._items[: self._loaded]
        self._rows_changed([row for row, (_, behind) in enumerate(shown) if not wanted.isdisjoint(behind)])

    def cells_at(self, index: Index) -> list[int]:
        """Return the numbers of the cells of a row: one, or for an item all that are shown."""
        if not index.isValid():
            return []
        above = int(index.internalId())
        if above:
            return [self._items[above - 1][1][index.row()]]
        return list(self._items[index.row()][1])

    def cells_between(self, above: Index, first: int, last: int) -> list[int]:
        """Return the numbers of the cells of these rows; all loaded rows stand for all there are."""
        if above.isValid():
            return self._items[above.row()][1][first : last + 1]
        whole = first == 0 and last == self._loaded - 1
        items = self._items if whole else self._items[first : last + 1]
        return [cell for _, cells in items for cell in cells]

    def cell_at(self, index: Index) -> int | None:
        """Return the number of the cell in a row, None for an item's own row."""
        return self.cells_at(index)[0] if index.isValid() and index.internalId() else None

    def proposal_at(self, index: Index) -> Proposal | None:
        """Return the cell in a row as it is read now, None for an item's own row."""
        number = self.cell_at(index)
        return None if number is None else self._proposals[number]

    def place_of(self, item: str, field: str) -> Index:
        """Return the index of a cell, or of its item's row when it is hidden, else an invalid one."""
        for row, (shown, cells) in enumerate(self._items):
            if shown == item:
                while self._loaded <= row:
                    self.fetchMore(NOWHERE)
                above = self.index(row, 0)
                rows = (n for n, cell in enumerate(cells) if self._proposals[cell].field == field)
                part = next(rows, None)
                return above if part is None else self.index(part, 0, above)
        return NOWHERE

    def struck_mark(self, proposal: Proposal) -> SheetMark | None:
        """Return the struck text in a cell, None when there is none."""
        return self._struck.get((proposal.row, proposal.column))

    def returned_runs(self, proposal: Proposal) -> Runs:
        """Return the returned text of a cell in which something is struck out as its runs, else none."""
        mark = self.struck_mark(proposal)
        if mark is None or proposal.kind is not CellKind.FLAGGED:
            return ()
        return mark.runs or ((proposal.written or mark.text, True),)

    @property
    def shown(self) -> list[int]:
        """The numbers of the cells that are shown."""
        return [number for _, cells in self._items for number in cells]

    @property
    def narrowed_to(self) -> frozenset[CellKind]:
        """The kinds of cells that are shown."""
        return self._kinds

    def canFetchMore(self, parent: Index) -> bool:
        """Tell whether more items can be loaded."""
        return not parent.isValid() and self._loaded < len(self._items)

    def fetchMore(self, parent: Index) -> None:
        """Load the next items; loading in parts lets a file of any size open at once."""
        if not self.canFetchMore(parent):
            return
        upto = min(len(self._items), self._loaded + _WINDOW)
        self.beginInsertRows(NOWHERE, self._loaded, upto - 1)
        self._loaded = upto
        self.endInsertRows()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return the number of items, or of cells of an item."""
        if not parent.isValid():
            return self._loaded
        is_item = parent.internalId() == 0 and parent.column() == 0
        return len(self._items[parent.row()][1]) if is_item else 0

    def columnCount(self, _parent: Index = NOWHERE) -> int:
        """Return the number of columns."""
        return len(CellColumn)

    def hasChildren(self, parent: Index = NOWHERE) -> bool:
        """Tell whether the row is an item's, without counting its cells."""
        return not parent.isValid() or (parent.internalId() == 0 and parent.column() == 0)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell of the tree shows for a role."""
        if role == Qt.ItemDataRole.SizeHintRole:
            return QSize(0, QFontMetrics(QGuiApplication.font()).height() + 8)
        if not index.isValid():
            return None
        if role == CHECK and index.column() == CellColumn.FIELD:
            return self._check(self.cells_at(index))
        number = self.cell_at(index)
        return self._head_data(index, role) if number is None else self._cell_data(index, number, role)

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Accept or refuse the cells of a row."""
        if role != CHECK or not index.isValid():
            return False
        self.accept(self.cells_at(index), on=Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that a row is selectable, and checkable when it has cells that can be accepted."""
        flags = super().flags(index)
        if index.isValid() and index.column() == 0 and self._check(self.cells_at(index)) is not None:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the title of a column."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        titles = (
            self.tr("項目・欄"),
            self.tr("送付時"),
            self.tr("返却"),
            self.tr("案件の現在値"),
            self.tr("種別"),
        )
        return titles[section] if 0 <= section < len(titles) else None

    def _head_data(self, index: Index, role: int) -> object:
        item, cells = self._items[index.row()]
        column = index.column()
        if role == HEAD and column == CellColumn.FIELD:
            return self._texts.get(item, "")
        if role == Qt.ItemDataRole.AccessibleTextRole:  # in every column: the item spans them
            return f"{item}　{self._texts.get(item, '')}"
        if role == Qt.ItemDataRole.DisplayRole and column == CellColumn.KIND:
            return self.tr("{count}欄").format(count=len(cells))
        return item if role == Qt.ItemDataRole.DisplayRole and column == CellColumn.FIELD else None

    def _cell_data(self, index: Index, number: int, role: int) -> object:
        proposal, column = self._proposals[number], index.column()
        if role == TONE:
            return TONES[proposal.kind].value if column == CellColumn.KIND else None
        runs = self.returned_runs(proposal) if column == CellColumn.RETURNED else ()
        if role == STRUCK:
            return runs
        if role not in _TEXT_ROLES:
            return None
        words = self.words
        text = (words.field(proposal), *words.values(proposal), self._kind_text(number))[column]
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(text.split()) or "—"
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(text)
        struck = "".join(part for part, is_struck in runs if is_struck)
        said = f"{self.headerData(column, Qt.Orientation.Horizontal)} {spoken(text)}"
        return self.tr("{said}（取消線：{struck}）").format(said=said, struck=struck) if struck else said

    def _kind_text(self, number: int) -> str:
        proposal = self._proposals[number]
        decision = self._decision
        reread = decision is not None and decision.preview.proposals[number].kind is not proposal.kind
        return self.words.kind(proposal.kind, reread=reread, clears=number in self._open)

    def _check(self, cells: list[int]) -> Qt.CheckState | None:
        """Return whether all, some or none of the cells are accepted; None when none can be."""
        possible = [cell for cell in cells if cell in self._open]
        if self._decision is None or not possible:
            return None
        accepted = sum(cell in self._decision.accepted for cell in possible)
        if accepted == len(possible):
            return Qt.CheckState.Checked
        return Qt.CheckState.PartiallyChecked if accepted else Qt.CheckState.Unchecked

    def _requirements(self) -> dict[str, str]:
        if self._decision is None:
            return {}
        states = self._session.results.subject(self._decision.preview.subject).states
        language = self._session.language
        return {s.item.id: named(s.item.requirement, s.item.gloss, language) for s in states}

    def _take_over(self) -> None:
        self._proposals = self._decision.proposals if self._decision else []
        self._open = frozenset(self._decision.open if self._decision else ())

    def _rows_changed(self, rows: Collection[int]) -> None:
        """Tell the view to repaint these items and their cells."""
        if len(rows) > _SINGLY:
            self.dataChanged.emit(self.index(0, 0), self.index(self._loaded - 1, CellColumn.KIND))
        else:
            for row in rows:
                above = self.index(row, 0)
                self.dataChanged.emit(above, above)
                last = self.index(self.rowCount(above) - 1, CellColumn.KIND, above)
                self.dataChanged.emit(self.index(0, 0, above), last)
        self.chosen_changed.emit()


def _struck(preview: Preview) -> dict[tuple[int, int], SheetMark]:
    """Return the struck texts on the sheet of the table by their cells."""
    marks = (placed.mark for placed in preview.marks)
    struck = (mark for mark in marks if mark.kind is MarkKind.STRUCK and mark.sheet == preview.sheet)
    return {(mark.row, mark.column): mark for mark in struck if mark.text}


def _grouped(proposals: Sequence[Proposal], kinds: tuple[CellKind, ...]) -> list[tuple[str, list[int]]]:
    """Return the numbers of the cells of these kinds by item; compares kinds by identity, which is fast."""
    items: list[tuple[str, list[int]]] = []
    for number, proposal in enumerate(proposals):
        if proposal.kind in kinds:
            if not items or items[-1][0] != proposal.item:
                items.append((proposal.item, []))
            items[-1][1].append(number)
    return items


_TEXT_ROLES: Final = frozenset(
    {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}
)
