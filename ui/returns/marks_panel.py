"""The panel of the marks on one returned workbook: looked at one by one, made into what they call for."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHeaderView, QMenu, QPushButton, QSplitter, QVBoxLayout, QWidget

from assessor.domain.sheet_mark import MarkKind
from assessor.errors import AssessorError
from assessor.operations.returns.values import MarkUse
from assessor.words.problems.sentences import sentence
from assessor.words.terms import term
from ui.returns.mark_detail import MarkDetail
from ui.returns.marks_model import MarkColumn, MarksModel
from ui.returns.question_dialog import QuestionDialog
from ui.widgets.chips import ChipRow
from ui.widgets.flow import Flow
from ui.widgets.labels import GAP
from ui.widgets.lists.row_table import RowTable
from ui.widgets.lists.tone_delegate import ToneDelegate
from ui.widgets.sheets.prepared import drawn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QImage

    from assessor.operations.returns.decision import Decision
    from assessor.operations.returns.received import ReceivedFile
    from ui.session.jobs import Job
    from ui.session.session import Session

_EVERY: Final = "every"
_CHIPS: Final[tuple[str, ...]] = (_EVERY, *MarkKind)
_WIDTHS: Final = {
    MarkColumn.KIND: 112,
    MarkColumn.CELL: 60,
    MarkColumn.ITEM: 84,
    MarkColumn.USE: 112,
}
_SHARES: Final = (700, 300)


class MarksPanel(QWidget):
    """Shows the marks of one decision and changes what becomes of them."""

    changed = Signal()  # what was seen or is made of a mark
    went = Signal(object)  # SheetMark: the one in the current row

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.decision: Decision | None = None
        self._passwords: tuple[str, ...] = ()
        self._drawing: Job | None = None
        self._opening: dict[QObject, tuple[Decision, int]] = {}
        self.model = MarksModel(session, self)
        self.table = RowTable(settled=True)
        self.kinds: ChipRow[str] = ChipRow(_CHIPS)
        self.detail = MarkDetail()
        self.uses = {use: QAction(self) for use in MarkUse}
        self.buttons = {use: QPushButton() for use in MarkUse}
        self.all = QPushButton()
        self.menu = QMenu(self)
        self._lay_out()
        self._connect()
        self.retranslate()

    def show_decision(self, decision: Decision, passwords: Sequence[str] = ()) -> None:
        """Show the marks of a file; one that is shown again keeps its row."""
        again = decision is self.decision
        self.decision, self._passwords = decision, tuple(passwords)
        if not again:
            self.kinds.choose(_EVERY)
        self._narrow()

    def go_to(self, sheet: str, row: int, column: int) -> None:
        """Select the mark on a cell, if one is shown."""
        marks = self.decision.preview.marks if self.decision is not None else ()
        for number, placed in enumerate(marks):
            shown = self.model.row_of(number)
            if shown >= 0 and placed.mark.sheet == sheet and (row, column) in placed.mark.cells:
                self.table.choose(self.model.index(shown, 0))
                return

    def retranslate(self) -> None:
        """Show all texts in the language of the window."""
        texts = {
            MarkUse.INQUIRY: self.tr("追加確認にする…(&Q)"),
            MarkUse.EXPLANATION: self.tr("説明に追記する(&X)"),
            MarkUse.EVIDENCE: self.tr("証跡として添付する(&V)"),
            MarkUse.LEFT: self.tr("そのままにする(&K)"),
        }
        for use, text in texts.items():
            self.uses[use].setText(text)
            self.buttons[use].setText(text)
        self.all.setText(self.tr("すべて確認済みにする(&L)"))
        self.table.setAccessibleName(self.tr("書き込みの一覧"))
        self.detail.retranslate()
        if self.decision is not None:
            self._narrow()

    def _lay_out(self) -> None:
        self.table.setModel(self.model)
        self.table.setItemDelegate(ToneDelegate(self.table))
        self.table.setSelectionMode(RowTable.SelectionMode.SingleSelection)
        self.table.setAlternatingRowColors(True)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in _WIDTHS.items():
            self.table.setColumnWidth(column, width)
        header.setSectionResizeMode(MarkColumn.CONTENT, QHeaderView.ResizeMode.Stretch)
        self.parts = QSplitter(Qt.Orientation.Horizontal)
        self.parts.setChildrenCollapsible(False)
        self.parts.addWidget(self.table)
        self.parts.addWidget(self.detail)
        self.parts.setSizes(_SHARES)
        tools = Flow(gap=GAP)
        for use in (MarkUse.INQUIRY, MarkUse.EXPLANATION, MarkUse.EVIDENCE, MarkUse.LEFT):
            self.buttons[use].setAutoDefault(False)
            tools.addWidget(self.buttons[use])
            self.menu.addAction(self.uses[use])
        self.all.setAutoDefault(False)
        tools.addWidget(self.all)
        column_of = QVBoxLayout(self)
        column_of.setContentsMargins(GAP, GAP, GAP, GAP)
        column_of.setSpacing(GAP)
        column_of.addWidget(self.kinds)
        column_of.addWidget(self.parts, 1)
        column_of.addLayout(tools)

    def _connect(self) -> None:
        self.kinds.chosen.connect(self._narrow)
        self.all.clicked.connect(self._on_all_seen)
        self.table.selectionModel().currentRowChanged.connect(self._on_current_changed)
        self.table.customContextMenuRequested.connect(self._on_menu_wanted)
        for use in MarkUse:
            self.buttons[use].clicked.connect(self.uses[use].trigger)
            self.uses[use].triggered.connect(lambda _=False, use=use: self._on_use_wanted(use))

    @property
    def current(self) -> int | None:
        """The number of the mark in the current row."""
        index = self.table.currentIndex()
        return self.model.mark_at(index.row()) if index.isValid() else None

    def _narrow(self) -> None:
        """Show the marks of the chosen kind; the current one stays so while it is shown."""
        mark = self.current
        chosen = self.kinds.current
        self.model.show_decision(self.decision, None if chosen == _EVERY else MarkKind(chosen))
        counts = Counter[str](self.model.kinds())
        counts[_EVERY] = counts.total()
        words: dict[str, str] = {kind: term(kind, self._session.language) for kind in MarkKind}
        self.kinds.show_counts(words | {_EVERY: self.tr("すべて")}, counts)
        for key, button in self.kinds.buttons.items():
            button.setVisible(key == _EVERY or bool(counts[key]))
        row = self.model.row_of(mark) if mark is not None else -1
        self.table.choose(self.model.index(row, 0) if row >= 0 else QModelIndex())
        self._on_current_changed(self.table.currentIndex())

    def _on_current_changed(self, index: QModelIndex) -> None:
        """Show the mark that became current; now somebody has seen it."""
        self._stop_drawing()
        mark, decision = self.current if index.isValid() else None, self.decision
        if mark is None or decision is None:
            self.detail.show_mark(None)
            self._offer()
            return
        shown = decision.preview.marks[mark].mark
        self.detail.show_mark(shown, self.model.content(shown))
        self.went.emit(shown)
        if shown.kind is MarkKind.PICTURE and shown.part:
            self._draw()
        elif shown.kind is MarkKind.PICTURE:
            self.detail.show_failure(self.tr("画像の内容がファイルに含まれていません。"))
        if mark not in decision.seen:
            decision.look_at([mark])
            self._tell()
        else:
            self._offer()

    def _draw(self) -> None:
        decision, mark = self.decision, self.current
        if decision is None or mark is None:
            return
        shown = decision.preview.marks[mark].mark
        returns = self._session.returns
        self._drawing = returns.draw_mark(
            decision.preview, shown, drawn, self._passwords, failed=self._on_failed
        )
        self._drawing.succeeded.connect(self._on_drawn)  # bound, so that it ends with this panel

    def _stop_drawing(self) -> None:
        if self._drawing is not None:
            self._drawing.cancel()
            self._drawing = None

    def _on_drawn(self, image: QImage) -> None:
        if self.sender() is self._drawing:
            self.detail.show_image(image)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, AssessorError):
            raise error  # a bug, for the crash dialog
        if self.sender() is self._drawing:
            self.detail.show_failure(sentence(error.problems[0], self._session.language))

    def _tell(self) -> None:
        """Show what was decided, here and around."""
        self.model.refresh()
        self._offer()
        self.changed.emit()

    def _offer(self) -> None:
        """Enable what the current mark can be made into."""
        mark, decision = self.current, self.decision
        possible = decision.uses_for(mark) if decision is not None and mark is not None else ()
        writable = not self._session.read_only
        for use in MarkUse:
            used = decision is not None and mark is not None and decision.use_of(mark) is not MarkUse.LEFT
            on = writable and (used if use is MarkUse.LEFT else use in possible)
            self.uses[use].setEnabled(on)
            self.buttons[use].setEnabled(on)
        self.all.setEnabled(decision is not None and decision.needs_looking_at)

    def _on_all_seen(self) -> None:
        if self.decision is not None:
            self.decision.look_at(range(len(self.decision.preview.marks)))
            self._tell()
            self.table.setFocus()  # the button is disabled now

    def _on_menu_wanted(self, place: QPoint) -> None:
        if self.current is not None:
            self.menu.popup(self.table.viewport().mapToGlobal(place))

    def _on_use_wanted(self, use: MarkUse) -> None:
        mark, decision = self.current, self.decision
        if mark is None or decision is None:
            return
        placed = decision.preview.marks[mark]
        kind = term(placed.mark.kind, self._session.language)
        if use is MarkUse.INQUIRY:
            self._ask(decision, mark, placed.item, self.model.content(placed.mark))
        elif use is MarkUse.EVIDENCE:
            self._attach(decision, mark)
        else:
            decision.use(mark, use, text=f"〔{kind}〕{placed.mark.text}")
            self._tell()
            self.table.setFocus()

    def _ask(self, decision: Decision, mark: int, item: str, text: str) -> None:
        dialog = QuestionDialog(item, text, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._on_asked(decision, mark, dialog.question))
        dialog.open()

    def _on_asked(self, decision: Decision, mark: int, question: str) -> None:
        decision.use(mark, MarkUse.INQUIRY, text=question)
        self._tell()
        self.table.setFocus()

    def _attach(self, decision: Decision, mark: int) -> None:
        """Read the file out of the workbook, and attach it once it is there."""
        shown = decision.preview.marks[mark].mark
        job = self._session.returns.open_mark(decision.preview, shown, self._passwords)
        self._opening[job] = decision, mark
        job.succeeded.connect(self._on_opened)
        job.finished.connect(self._on_opening_finished)

    def _on_opened(self, file: ReceivedFile) -> None:
        decision, mark = self._opening[self.sender()]
        decision.use(mark, MarkUse.EVIDENCE, file=file)
        if decision is self.decision:
            self._tell()

    def _on_opening_finished(self) -> None:
        self._opening.pop(self.sender(), None)
