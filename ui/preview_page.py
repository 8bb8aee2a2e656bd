"""One returned file in the preview: its counts, its cells to be accepted or not, and its problems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from assessor.words.terms import named
from ui.labels import GAP, Caption, Heading, Quiet, append, empty
from ui.preview_model import Decision, PreviewColumn, PreviewModel
from ui.problem_list import ProblemTable

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from ui.session import Session

DETAIL_LINES = 3


class PreviewTree(QTreeView):
    """The tree of cells; the space bar turns all selected rows at once."""

    turned = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn the selection on the space bar."""
        if event.key() == Qt.Key.Key_Space:
            self.turned.emit()
            return
        super().keyPressEvent(event)


class PreviewPage(QWidget):
    """Shows one decision and lets it be changed."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._decision: Decision | None = None
        self.model = PreviewModel(session, self)
        self.title, self.counts, self.problems_title = Heading(larger=1), Quiet(), Heading()
        self.tree = PreviewTree()
        self.unchanged_too = QCheckBox()
        self.all = QPushButton()
        self.none = QPushButton()
        self.selected = QPushButton()
        self.menu = QMenu(self)
        self.captions = (Caption(), Caption(), Caption())
        self.details = (QPlainTextEdit(), QPlainTextEdit(), QPlainTextEdit())
        self.problems = QVBoxLayout()
        self._set_tree_up()
        self._set_menu_up()
        self._lay_out()
        self.unchanged_too.toggled.connect(self._on_unchanged_toggled)
        self.all.clicked.connect(lambda: self._accept_all(on=True))
        self.none.clicked.connect(lambda: self._accept_all(on=False))
        self.retranslate()

    def show_decision(self, decision: Decision) -> None:
        """Show a file."""
        self._decision = decision
        self.model.show_decision(decision)
        preview, language = decision.preview, self._session.language
        subject = self._session.results.subject(preview.subject).subject
        told = self.tr("{subject}　第{round}回")
        name = named(subject.name, subject.name_en, language)
        self.title.setText(told.format(subject=name, round=preview.round))
        told = self.tr(
            "行 {rows}、一致 {matched}、変更 {changed}、変更なし {unchanged}、空欄 {blank}、競合 {conflicts}"
        )
        self.counts.setText(
            told.format(
                rows=preview.rows,
                matched=preview.matched,
                changed=preview.changed,
                unchanged=preview.unchanged,
                blank=preview.blank,
                conflicts=preview.conflicts,
            )
        )
        for part in (self.all, self.none, self.selected):
            part.setEnabled(bool(decision.open))
        self._show_problems(decision)
        self._arrange()

    def retranslate(self) -> None:
        """Show all texts in the language of the window."""
        self.unchanged_too.setText(self.tr("変更のない欄も表示"))
        self.all.setText(self.tr("すべて採用"))
        self.none.setText(self.tr("すべて外す"))
        self.selected.setText(self.tr("選択した項目"))
        self.tree.setAccessibleName(self.tr("返却された欄の一覧"))
        texts = (
            self.tr("選択した行を採用"),
            self.tr("選択した行を外す"),
            self.tr("同じ欄をすべての項目で採用"),
            self.tr("同じ欄をすべての項目で外す"),
        )
        for action, text in zip(self.menu.actions(), texts, strict=True):
            action.setText(text)
        for caption, text in zip(
            self.captions, (self.tr("送付時"), self.tr("返却"), self.tr("案件の現在値")), strict=True
        ):
            caption.setText(text)
        if self._decision is not None:
            self.show_decision(self._decision)

    def _set_tree_up(self) -> None:
        self.tree.setModel(self.model)
        self.tree.setUniformRowHeights(True)
        self.tree.setSelectionMode(QTreeView.SelectionMode.ExtendedSelection)
        self.tree.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.tree.setAllColumnsShowFocus(True)
        header = self.tree.header()
        header.setStretchLastSection(False)
        for column in PreviewColumn:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(PreviewColumn.FIELD, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(PreviewColumn.KIND, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.setColumnWidth(PreviewColumn.FIELD, 190)
        self.tree.turned.connect(self._on_turned)
        self.tree.selectionModel().currentChanged.connect(self._on_current_changed)

    def _set_menu_up(self) -> None:
        for same_field in (False, True):
            for on in (True, False):
                action = self.menu.addAction("")
                action.triggered.connect(
                    lambda _=False, on=on, same=same_field: self._accept_selected(on=on, same_field=same)
                )
        self.selected.setMenu(self.menu)

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(GAP)
        for part in (self.all, self.none, self.selected):
            part.setAutoDefault(False)
            tools.addWidget(part)
        tools.addStretch(1)
        tools.addWidget(self.unchanged_too)
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(2)
        for number, (caption, detail) in enumerate(zip(self.captions, self.details, strict=True)):
            detail.setReadOnly(True)
            detail.setTabChangesFocus(True)
            detail.setFixedHeight(DETAIL_LINES * detail.fontMetrics().lineSpacing() + 12)
            grid.addWidget(caption, 0, number)
            grid.addWidget(detail, 1, number)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.title)
        column.addWidget(self.counts)
        column.addLayout(tools)
        column.addWidget(self.tree, 3)
        column.addLayout(grid)
        column.addWidget(self.problems_title)
        column.addLayout(self.problems, 1)

    def _show_problems(self, decision: Decision) -> None:
        empty(self.problems)
        problems = decision.preview.problems
        self.problems_title.setText(self.tr("確認が必要なこと {count}件").format(count=len(problems)))
        self.problems_title.setVisible(bool(problems))
        if problems:
            table = ProblemTable(problems, self._session.language)
            table.setColumnHidden(0, True)  # the file is known here
            append(self.problems, table)

    def _arrange(self) -> None:
        for row in range(self.model.rowCount()):
            self.tree.setFirstColumnSpanned(row, QModelIndex(), True)
        self.tree.expandAll()
        first = self.model.index(0, 0, self.model.index(0, 0))
        self.tree.setCurrentIndex(first)
        self._on_current_changed(first)

    def _accept_all(self, *, on: bool) -> None:
        if self._decision is not None:
            self.model.accept(self._decision.open, on=on)

    def _accept_selected(self, *, on: bool, same_field: bool) -> None:
        cells = self._selected_cells()
        if same_field and self._decision is not None:
            proposals = self._decision.preview.proposals
            fields = {proposals[number].difference.field for number in cells}
            cells = [n for n, proposal in enumerate(proposals) if proposal.difference.field in fields]
        self.model.accept(cells, on=on)

    def _selected_cells(self) -> list[int]:
        rows = self.tree.selectionModel().selectedRows()
        return [cell for index in rows for cell in self.model.cells_at(index)]

    def _on_turned(self) -> None:
        if self._decision is not None:
            cells = set(self._selected_cells()) & set(self._decision.open)
            self.model.accept(cells, on=not cells <= self._decision.accepted)

    def _on_unchanged_toggled(self, too: bool) -> None:
        self.model.show_unchanged(too=too)
        self._arrange()

    def _on_current_changed(self, current: QModelIndex) -> None:
        proposal = self.model.proposal_at(current)
        texts = self.model.texts(proposal) if proposal else ("", "", "")
        for detail, text in zip(self.details, texts, strict=True):
            detail.setPlainText(text)
