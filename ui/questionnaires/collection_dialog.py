"""The state of every subject's latest round, and below it the returns of the selected subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QVBoxLayout,
)

from ui.questionnaires.collection_model import CollectionFilter, CollectionModel
from ui.questionnaires.received_list import ReturnsList
from ui.widgets.chips import ChipRow
from ui.widgets.dialogs import fitting
from ui.widgets.labels import GAP, MARGIN, Quiet
from ui.widgets.lists.fitted_table import FittedTable
from ui.widgets.lists.tone_delegate import ToneDelegate

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from assessor.operations.questionnaires.collection import RoundState
    from ui.session.session import Session
    from ui.widgets.dialogs.file_chooser import Chooser

SIZE = (1120, 720)
LEAST_NAME = 130
LEAST_LAST = 80
ROOM = 14  # pixels around the text of a cell
LABEL_ROOM = 30  # pixels around the text of a coloured label
NAME, LAST = 0, 7  # columns that can become narrower; the last takes the spare width
LABELS = (1, 4)  # the columns with coloured labels


class _Table(FittedTable):
    """The table of subjects; Enter or a double click opens one, Ctrl+C copies all rows."""

    opened = Signal(str)
    copied = Signal()

    def __init__(self, model: CollectionModel) -> None:
        super().__init__()
        self._rows = model
        self.setModel(model)
        self.setSelectionMode(FittedTable.SelectionMode.SingleSelection)
        self.setAlternatingRowColors(True)
        self.setItemDelegate(ToneDelegate(self))
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().lineSpacing() + 12)
        header = self.horizontalHeader()
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)  # in the order of the plan
        self.setSortingEnabled(True)
        self.doubleClicked.connect(self._open)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter, copy on Ctrl+C."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        state = self._rows.state_at(index.row()) if index.isValid() else None
        if state is not None:
            self.opened.emit(state.subject.subject)


class CollectionDialog(QDialog):
    """Shows the state of the rounds, read again whenever a subject changes; it changes nothing."""

    subject_chosen = Signal(str)

    def __init__(
        self,
        session: Session,
        chooser: Chooser,
        states: tuple[RoundState, ...],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._states = states
        self.model = CollectionModel(self)
        self.table = _Table(self.model)
        self.returns = ReturnsList(session, chooser)
        self.filter = ChipRow(CollectionFilter)
        self.about = Quiet()
        self.copy_button, self.close_button = QPushButton(), QPushButton()
        self._lay_out()
        self.filter.chosen.connect(self._on_filter_chosen)
        self.copy_button.clicked.connect(self.copy)
        self.close_button.clicked.connect(self.reject)
        self.table.opened.connect(self._on_opened)
        self.table.copied.connect(self.copy)
        self.table.selectionModel().currentRowChanged.connect(self._show_returns)
        session.subjects_changed.connect(self.reload)
        session.language_changed.connect(self._show)
        self._retranslate()
        self._fill(session.current_subject)

    def reload(self) -> None:
        """Read the present states on the worker thread; the selection is kept."""
        if self._session.is_open:
            self._session.questionnaires.read_rounds().succeeded.connect(self.show_states)

    def show_states(self, states: tuple[RoundState, ...]) -> None:
        """Show these states; the selection is kept."""
        self._states = states
        self._show()

    def _show(self) -> None:
        self._fill(self._chosen)

    def _fill(self, chosen: str) -> None:
        """Show the states, and select a subject."""
        self.model.show_states(self._states, self._session.language)
        self.filter.show_counts(
            self._filter_names(), {wanted: self.model.count(wanted) for wanted in CollectionFilter}
        )
        self._fit()
        self.choose(chosen)

    def choose(self, subject: str) -> None:
        """Select a subject, or the first one if it is not shown."""
        index = self.model.index(max(self.model.row_of(subject), 0), 0)
        same = index == self.table.currentIndex()  # otherwise the selection signal shows it
        self.table.choose(index)
        if same:
            self._show_returns()

    def copy(self) -> None:
        """Copy the shown rows as tab-separated text, for a mail or a spreadsheet."""
        QGuiApplication.clipboard().setText(self.model.as_text())

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    @property
    def _chosen(self) -> str:
        state = self.model.state_at(self.table.currentIndex().row())
        return state.subject.subject if state is not None else ""

    def _lay_out(self) -> None:
        fitting.resize(self, *SIZE)
        top = QHBoxLayout()
        top.setSpacing(GAP)
        top.addWidget(self.filter, 1)
        top.addWidget(self.copy_button)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.table)
        splitter.addWidget(self.returns)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([SIZE[1] - 270, 160])
        foot = QHBoxLayout()
        foot.addWidget(self.about, 1)
        foot.addWidget(self.close_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(2 * GAP, 2 * GAP, 2 * GAP, 2 * GAP)
        whole.setSpacing(MARGIN)
        whole.addLayout(top)
        whole.addWidget(splitter, 1)
        whole.addLayout(foot)
        for button in (self.copy_button, self.close_button):
            button.setAutoDefault(False)  # Enter in the table opens a subject
        self.table.setFocus()

    def _fit(self) -> None:
        """Set each column to the width of its texts; names and files become narrower if needed."""
        metrics, header = self.table.fontMetrics(), self.table.horizontalHeader()
        needs = []
        for column, words in enumerate(self.model.longest()):
            widest = metrics.horizontalAdvance(words) + (LABEL_ROOM if column in LABELS else ROOM)
            needs.append(max(widest, header.sectionSizeHint(column)))
        self.table.fit(needs, {NAME: LEAST_NAME, LAST: LEAST_LAST})

    def _show_returns(self) -> None:
        self.returns.show_state(self.model.state_at(self.table.currentIndex().row()))

    def _on_filter_chosen(self) -> None:
        chosen = self._chosen
        self.model.filter(self.filter.current)
        self._fit()
        self.choose(chosen)

    def _on_opened(self, subject: str) -> None:
        self.accept()
        self.subject_chosen.emit(subject)

    def _filter_names(self) -> dict[CollectionFilter, str]:
        return {
            CollectionFilter.ALL: self.tr("すべて"),
            CollectionFilter.MISSING: self.tr("未返却・一部回答"),
            CollectionFilter.OVERDUE: self.tr("期限超過"),
        }

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("回収状況"))
        self.table.setAccessibleName(self.tr("点検対象ごとの回収状況"))
        self.about.setText(self.tr("ダブルクリックか Enter で点検対象を開きます。"))
        self.copy_button.setText(self.tr("一覧をコピー"))
        self.copy_button.setToolTip(
            self.tr("表示中の行を、メールや表計算ソフトに貼り付けられる形でコピーします。")
        )
        self.close_button.setText(self.tr("閉じる"))
        self.returns.retranslate()
