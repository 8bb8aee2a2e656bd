"""The panel of the cells of one returned file: filtered by kind, accepted, read as values, shown in full."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from assessor.domain.difference import CellKind
from assessor.words.terms import term
from ui.returns.cells_menu import CellsMenu
from ui.returns.cells_model import DIFFERENT, CellsModel
from ui.returns.cells_tree import CellsTree
from ui.returns.read_as_dialog import ReadAsDialog
from ui.returns.struck_delegate import show_runs
from ui.widgets.chips import ChipRow
from ui.widgets.dialogs import fitting
from ui.widgets.flow import Flow
from ui.widgets.labels import GAP, Caption
from ui.widgets.text_area import TextArea

if TYPE_CHECKING:
    from collections.abc import Collection

    from assessor.operations.returns.decision import Decision
    from assessor.operations.returns.values import Proposal
    from ui.session.session import Session

DETAIL_LINES: Final = 3
_DIFFERENT: Final = "different"
_EVERY: Final = "every"
_CHIPS: Final = (
    *(_DIFFERENT, CellKind.CHANGED, CellKind.CONFLICT, CellKind.FLAGGED, CellKind.CLEARED),
    *(CellKind.LOCKED, CellKind.WORDING, CellKind.UNCHANGED, _EVERY),
)


class CellsPanel(QWidget):
    """Shows the cells of one decision and changes it."""

    went = Signal(object)  # Proposal: the cell of the current row, or the first one of its item

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._decision: Decision | None = None
        self.model = CellsModel(session, self)
        self.tree = CellsTree(self.model)
        self.kinds: ChipRow[str] = ChipRow(_CHIPS)
        self.all, self.none = QPushButton(), QPushButton()
        self.selected, self.read_as = QPushButton(), QPushButton()
        self.menu = CellsMenu(session, self)
        self.blanks = QCheckBox()
        self.captions = (Caption(), Caption(), Caption())
        self.details = (TextArea(), TextArea(), TextArea())
        self.selected.setMenu(self.menu)
        self.read_as.setMenu(self.menu.readings)
        self._lay_out()
        self._connect()
        self.retranslate()

    def show_decision(self, decision: Decision) -> None:
        """Show the cells of a file, at first those that differ."""
        self._decision = decision
        self.blanks.setChecked(decision.blank_clears)
        self.kinds.choose(_DIFFERENT)
        self._count()
        self._narrow()

    def go_to(self, item: str, field: str, *, focus: bool = True) -> None:
        """Select a cell; shows all kinds if it is filtered out."""
        index = self.model.place_of(item, field)
        if not index.isValid() and item:
            self.kinds.choose(_EVERY)
            index = self.model.place_of(item, field)
        if index.isValid():
            self.tree.go_to(index)
            if focus:
                self.tree.setFocus()

    @property
    def current(self) -> Proposal | None:
        """The cell of the current row, or the first one of its item."""
        cells = self.model.cells_at(self.tree.currentIndex())
        return self._decision.proposals[cells[0]] if cells and self._decision is not None else None

    def retranslate(self) -> None:
        """Show all texts in the language of the window."""
        self.all.setText(self.tr("表示中をすべて反映"))
        self.all.setToolTip(
            self.tr("競合は含みません。「競合」で絞り込むか、行ごとに選んで反映してください。")
        )
        self.none.setText(self.tr("表示中をすべて外す"))
        self.selected.setText(self.tr("選択した行"))
        self.read_as.setText(self.tr("読み替える"))
        self.tree.setAccessibleName(self.tr("返却された欄の一覧"))
        words = (self.tr("送付時"), self.tr("返却"), self.tr("案件の現在値"))
        for caption, detail, text in zip(self.captions, self.details, words, strict=True):
            caption.setText(text)
            detail.setAccessibleName(text)
        self.menu.retranslate()
        if self._decision is not None:
            self._count()
            self._narrow()

    def _lay_out(self) -> None:
        tools = Flow(gap=GAP)
        for part in (self.all, self.none, self.selected, self.read_as):
            part.setAutoDefault(False)
            tools.addWidget(part)
        tools.addWidget(self.blanks)
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(2)
        for number, (caption, detail) in enumerate(zip(self.captions, self.details, strict=True)):
            detail.setReadOnly(True)
            detail.setTabChangesFocus(True)
            fitting.LineHeight(detail, DETAIL_LINES)
            grid.addWidget(caption, 0, number)
            grid.addWidget(detail, 1, number)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.kinds)
        column.addLayout(tools)
        column.addWidget(self.tree, 1)
        column.addLayout(grid)

    def _connect(self) -> None:
        self.kinds.chosen.connect(self._narrow)
        self.all.clicked.connect(lambda: self._accept_in_bulk(self.model.shown, on=True))
        self.none.clicked.connect(lambda: self.model.accept(self.model.shown, on=False))
        self.blanks.toggled.connect(self._on_blanks_toggled)
        self.tree.turned.connect(self._on_turned)
        self.tree.customContextMenuRequested.connect(self._on_menu_wanted)
        self.tree.selectionModel().currentChanged.connect(self._on_current_changed)
        self.menu.accepted.connect(lambda on: self.model.accept(self.tree.chosen, on=on))
        self.menu.field_accepted.connect(self._on_field_accepted)
        self.menu.read_as.connect(self.read_chosen_as)
        self.menu.other_wanted.connect(self._on_other_wanted)

    def _count(self) -> None:
        """Label each kind with its number of cells, and say what blank cells would clear."""
        decision, language = self._decision, self._session.language
        if decision is None:
            return
        counts = decision.preview.counts
        words: dict[str, str] = {kind: term(kind, language) for kind in CellKind}
        words |= {_DIFFERENT: self.tr("差異"), _EVERY: self.tr("すべての欄")}
        numbers: dict[str, int] = {kind: counts[kind] for kind in CellKind}
        numbers |= {_DIFFERENT: sum(counts[kind] for kind in DIFFERENT), _EVERY: sum(counts.values())}
        self.kinds.show_counts(words, numbers)
        cleared = counts[CellKind.CLEARED]
        text = self.tr("空欄は消去として扱う（{n}欄の値が消えます）")
        self.blanks.setText(text.format(n=cleared))
        self.blanks.setEnabled(bool(cleared) and decision.preview.acceptable)
        for part in (self.all, self.none, self.selected):
            part.setEnabled(decision.preview.acceptable)

    def _narrow(self) -> None:
        chosen = self.kinds.current
        kinds: Collection[CellKind] = frozenset(CellKind)
        if chosen == _DIFFERENT:
            cleared = {CellKind.CLEARED} if self._decision and self._decision.blank_clears else set()
            kinds = DIFFERENT | cleared
        elif chosen != _EVERY:
            kinds = {CellKind(chosen)}
        self.model.show_decision(self._decision, kinds)
        self.tree.unfold()
        self._on_current_changed(self.tree.currentIndex())

    def _accept_in_bulk(self, cells: Collection[int], *, on: bool) -> None:
        """Accept or refuse many cells; conflicts only when nothing else is shown."""
        if self._decision is None:
            return
        if on and self.model.narrowed_to != {CellKind.CONFLICT}:
            proposals = self._decision.proposals
            cells = [cell for cell in cells if proposals[cell].kind is not CellKind.CONFLICT]
        self.model.accept(cells, on=on)

    def _on_field_accepted(self, on: bool) -> None:
        if self._decision is not None:
            proposals = self._decision.preview.proposals
            fields = {proposals[cell].field for cell in self.tree.chosen}
            self._accept_in_bulk([n for n, p in enumerate(proposals) if p.field in fields], on=on)

    def _on_turned(self) -> None:
        if self._decision is not None:
            cells = set(self.tree.chosen) & set(self._decision.open)
            self.model.accept(cells, on=not cells <= self._decision.accepted)

    def _on_blanks_toggled(self, on: bool) -> None:
        if self._decision is not None and self._decision.blank_clears is not on:
            self._decision.clear_blanks(on=on)
            self._narrow()
            self.model.refresh()

    def _on_menu_wanted(self, place: QPoint) -> None:
        self.menu.popup(self.tree.viewport().mapToGlobal(place))

    def _on_current_changed(self, current: QModelIndex) -> None:
        proposal, number = self.model.proposal_at(current), self.model.cell_at(current)
        texts = self.model.words.values(proposal) if proposal else ("", "", "")
        for detail, text in zip(self.details, texts, strict=True):
            show_runs(detail, ((text, False),))
        if proposal is not None and (runs := self.model.returned_runs(proposal)):
            show_runs(self.details[1], runs)
        flagged = False
        if self._decision is not None and number is not None:
            original = self._decision.preview.proposals[number]
            flagged = original.kind is CellKind.FLAGGED and self._decision.preview.acceptable
            self.menu.offer(original, taken_back=flagged and proposal is not original)
        self.menu.readings.menuAction().setEnabled(flagged)
        self.read_as.setEnabled(flagged)
        if (went := self.current) is not None:
            self.went.emit(went)

    def read_chosen_as(self, value: str) -> None:
        """Read the chosen cell as a value that the reviewer names."""
        number = self.model.cell_at(self.tree.currentIndex())
        if self._decision is not None and number is not None:
            self._decision.read_as(number, value)
            self.model.refresh()
            self._on_current_changed(self.tree.currentIndex())

    def _on_other_wanted(self) -> None:
        proposal = self.model.proposal_at(self.tree.currentIndex())
        if proposal is not None:
            struck = self.model.struck_mark(proposal)
            dialog = ReadAsDialog(proposal, self.model.words.field(proposal), self, struck=struck)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.accepted.connect(lambda: self.read_chosen_as(dialog.value))
            dialog.open()
