"""What a returned questionnaire would change: items, and below each its cells, each to be accepted or not."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication

from assessor.domain.difference import Kind
from assessor.domain.records import RecordKind
from assessor.domain.vocabulary import Answer, Verdict
from assessor.words.terms import field_name, named, term
from ui import theme
from ui.labels import tip
from ui.two_levels import NOWHERE, Index, TwoLevelModel

if TYPE_CHECKING:
    from collections.abc import Collection

    from assessor.domain.records import Value
    from assessor.operations.returns import Preview, Proposal
    from ui.session import Session

CHECK = Qt.ItemDataRole.CheckStateRole
OPEN_KINDS = frozenset({Kind.CHANGED, Kind.CONFLICT})
TONES = {
    Kind.CHANGED: Verdict.CONFIRMING,
    Kind.CONFLICT: Verdict.NOT_IMPLEMENTED,
    Kind.UNCHANGED: Verdict.NOT_APPLICABLE,
    Kind.BLANK: Verdict.NOT_APPLICABLE,
}


class PreviewColumn(IntEnum):
    """The columns of the tree."""

    FIELD = 0
    SENT = 1
    RETURNED = 2
    CURRENT = 3
    KIND = 4


class Decision:
    """One readable file and what is accepted of it: at first every change and no conflict."""

    def __init__(self, preview: Preview) -> None:
        self.preview = preview
        self.taken = True
        self.accepted = {
            number
            for number, proposal in enumerate(preview.proposals)
            if proposal.difference.kind is Kind.CHANGED
        }

    @property
    def open(self) -> list[int]:
        """The cells that can be accepted."""
        return [n for n, p in enumerate(self.preview.proposals) if p.difference.kind in OPEN_KINDS]

    @property
    def chosen(self) -> tuple[Proposal, ...]:
        """The cells that are accepted."""
        return tuple(self.preview.proposals[number] for number in sorted(self.accepted))

    def accept(self, cells: Collection[int], *, on: bool) -> None:
        """Accept these cells, or none of them."""
        possible = set(cells) & set(self.open)
        self.accepted = self.accepted | possible if on else self.accepted - possible


class PreviewModel(TwoLevelModel):
    """The tree of one decision."""

    chosen_changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._decision: Decision | None = None
        self._unchanged_too = False
        self._items: list[tuple[str, list[int]]] = []

    def show_decision(self, decision: Decision | None) -> None:
        """Show the cells of a file."""
        self._decision = decision
        self._rebuild()

    def show_unchanged(self, *, too: bool) -> None:
        """Show the cells that say what the case holds too, or fold them away."""
        self._unchanged_too = too
        self._rebuild()

    def accept(self, cells: Collection[int], *, on: bool) -> None:
        """Accept cells, or refuse them."""
        if self._decision is None:
            return
        self._decision.accept(cells, on=on)
        for row in range(len(self._items)):
            above = self.index(row, 0)
            self.dataChanged.emit(above, above, [CHECK])
            first, last = self.index(0, 0, above), self.index(self.rowCount(above) - 1, 0, above)
            self.dataChanged.emit(first, last, [CHECK])
        self.chosen_changed.emit()

    def cells_at(self, index: Index) -> list[int]:
        """Return the cells behind a row: one, or all of an item."""
        if not index.isValid():
            return []
        above = int(index.internalId())
        if above:
            return [self._items[above - 1][1][index.row()]]
        return list(self._items[index.row()][1])

    def proposal_at(self, index: Index) -> Proposal | None:
        """Return the cell in a row, None for an item's own row."""
        if not index.isValid() or not index.internalId() or self._decision is None:
            return None
        return self._decision.preview.proposals[self.cells_at(index)[0]]

    def texts(self, proposal: Proposal) -> tuple[str, str, str]:
        """Return what was sent, what came back, and what the case holds, in words."""
        difference = proposal.difference
        sent, returned, current = (
            self._word(difference.field, value)
            for value in (difference.sent, difference.returned, difference.current)
        )
        if proposal.written and proposal.written != returned:
            returned = self.tr("{text}（原文「{written}」）").format(text=returned, written=proposal.written)
        return sent, returned, current

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return the number of items, or of cells of an item."""
        if not parent.isValid():
            return len(self._items)
        is_item = parent.internalId() == 0 and parent.column() == 0
        return len(self._items[parent.row()][1]) if is_item else 0

    def columnCount(self, _parent: Index = NOWHERE) -> int:
        """Return the number of columns."""
        return len(PreviewColumn)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell of the tree tells."""
        if role == Qt.ItemDataRole.SizeHintRole:
            return QSize(0, QFontMetrics(QGuiApplication.font()).height() + 8)
        proposal = self.proposal_at(index)
        if proposal is not None:
            return self._cell_data(index, proposal, role)
        if not index.isValid() or index.column():
            return None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._item_text(self._items[index.row()][0])
        return self._check(self.cells_at(index)) if role == CHECK else None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Accept or refuse what is behind a row."""
        if role != CHECK or not index.isValid():
            return False
        self.accept(self.cells_at(index), on=Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that a row can be chosen, and checked where there is something to accept."""
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

    def _cell_data(self, index: Index, proposal: Proposal, role: int) -> object:
        difference, column = proposal.difference, index.column()
        texts = (
            field_name(RecordKind.RESPONSE, difference.field, self._session.language),
            *self.texts(proposal),
            term(difference.kind, self._session.language),
        )
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(texts[column].split()) or "—"
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(texts[column])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.headerData(column, Qt.Orientation.Horizontal)} {texts[column]}"
        if role == CHECK and column == PreviewColumn.FIELD:
            return self._check(self.cells_at(index))
        if column == PreviewColumn.KIND:
            tone = theme.tone(TONES[difference.kind])
            colours = {
                Qt.ItemDataRole.BackgroundRole: tone.background,
                Qt.ItemDataRole.ForegroundRole: tone.text,
            }
            return colours.get(role)  # type: ignore[call-overload]  # other roles have no colour
        return None

    def _item_text(self, item: str) -> str:
        states = (
            self._session.results.subject(self._decision.preview.subject).states if self._decision else ()
        )
        found = next((state.item for state in states if state.item.id == item), None)
        if found is None:
            return item
        return f"{item}　{named(found.requirement, found.gloss, self._session.language)}"

    def _word(self, field: str, value: Value) -> str:
        if field == "answer":
            return term(Answer(str(value)), self._session.language) if value else ""
        return str(value)

    def _check(self, cells: list[int]) -> Qt.CheckState | None:
        """Return whether all, some or none are accepted; None when there is nothing to accept."""
        if self._decision is None:
            return None
        possible = set(cells) & set(self._decision.open)
        if not possible:
            return None
        accepted = possible & self._decision.accepted
        if accepted == possible:
            return Qt.CheckState.Checked
        return Qt.CheckState.PartiallyChecked if accepted else Qt.CheckState.Unchecked

    def _rebuild(self) -> None:
        self.beginResetModel()
        self._items = []
        for number, proposal in enumerate(self._decision.preview.proposals if self._decision else ()):
            if proposal.difference.kind in OPEN_KINDS or self._unchanged_too:
                if not self._items or self._items[-1][0] != proposal.item:
                    self._items.append((proposal.item, []))
                self._items[-1][1].append(number)
        self.endResetModel()
