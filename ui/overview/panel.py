"""The overview: all subjects by phases, and the sentences of the groups, which can be copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.overview.delegate import SIDE, OverviewDelegate
from ui.overview.model import OverviewModel, OverviewRole
from ui.overview.widths import Measure, Need, fitted
from ui.widgets.labels import GAP, MARGIN, Heading, Quiet
from ui.widgets.lists.row_table import RowTable
from ui.widgets.looks.fonts import emphasise

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent

    from ui.overview.columns import OverviewCell
    from ui.session.session import Session

AT_ONCE = 50  # rows measured before the first painting: more than are visible
MORE = 20  # of the other rows, measured in one turn of the event loop


class Matrix(RowTable):
    """The view of an OverviewModel: sentences span all columns, Enter opens, Ctrl+C copies.

    Enter opens the item of the current cell, so the arrow keys move from cell to cell.
    """

    nothing_there = Signal()  # the user opened a cell that counts no items
    opened = Signal(str, str)  # a subject, and the item of the cell or an empty text

    def __init__(self, model: OverviewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._measure = Measure(self.fontMetrics())
        self._needs: list[Need] = []  # needed widths of the columns
        self._tall: set[int] = set()  # rows of two lines
        self._laid_out = False  # whether spans, sentences and sizes are up to date
        self._shown: dict[int, tuple[OverviewCell, ...]] = {}  # heights of subject rows measured so far
        # The different cells of each column, which are few, with the rows of each, so that a change of a row
        # does not go through the others.
        self._places: list[dict[OverviewCell, set[int]]] = []
        self._unmeasured: list[int] = []  # rows still to be measured
        self._measuring = QTimer(self)
        self._measuring.setInterval(0)
        self._measuring.timeout.connect(self._measure_more)
        self.setModel(model)
        self.setItemDelegate(OverviewDelegate(self))
        self.setHorizontalScrollMode(RowTable.ScrollMode.ScrollPerPixel)
        wrapped = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag(wrapped))
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setMinimumSectionSize(1)  # the columns say what they need
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.doubleClicked.connect(self._on_double_clicked)
        model.modelReset.connect(self._on_model_reset)
        model.dataChanged.connect(self._on_data_changed)
        self._on_model_reset()

    @property
    def measuring(self) -> bool:
        """Whether some rows are not measured yet."""
        return bool(self._unmeasured) or not self._laid_out

    def copy(self) -> None:
        """Copy the selected rows, or all of them, as tab-separated text."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        QGuiApplication.clipboard().setText(self._model.as_text(rows or range(self._model.rowCount())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter, copy on Ctrl+C."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Update the sizes when the font changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and hasattr(self, "_model"):
            self._on_model_reset()

    def showEvent(self, event: QShowEvent) -> None:
        """Lay out the changes that came while the table was hidden."""
        super().showEvent(event)
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns to the new width."""
        super().resizeEvent(event)
        self._fit()

    def _on_double_clicked(self, index: QModelIndex) -> None:
        self._open(index)

    def _open(self, index: QModelIndex) -> None:
        subject = self._model.subject_at(index.row()) if index.isValid() else ""
        if subject:
            item = self._model.about(index)
            self.opened.emit(subject, item)
            if not item and self._model.columns[index.column()].counts:
                self.nothing_there.emit()

    def _on_model_reset(self) -> None:
        self._laid_out = False
        self._shown, self._unmeasured = {}, []
        self._measuring.stop()
        if self.isVisible():
            self._lay_out()

    def _lay_out(self) -> None:
        """Set the sizes of rows and columns; postponed while the table is hidden."""
        if self._laid_out:
            return
        self._laid_out = True
        line = self.fontMetrics().lineSpacing()
        groups = set(self._model.groups)
        self.clearSpans()
        self._tall = set()
        self.verticalHeader().setDefaultSectionSize(line + 10)
        for row in range(self._model.rowCount()):
            height = line + 16 if row in groups else line + 10
            if self.rowHeight(row) != height:
                self.setRowHeight(row, height)
        for row in groups:
            self.setSpan(row, 0, 1, self._model.columnCount())
            self.setIndexWidget(self._model.index(row, 0), self._sentence(row))
        self.horizontalHeader().setFixedHeight(2 * line + 10)
        self._measure = Measure(self.fontMetrics())
        rows = [row for row in range(self._model.rowCount()) if row not in groups]
        self._shown, self._places = {}, [{} for _ in self._model.columns]
        self._unmeasured = rows[AT_ONCE:]
        self._take(rows[:AT_ONCE])
        self._take_needs()
        if self._unmeasured:
            self._measuring.start()

    def _measure_more(self) -> None:
        """Measure a few rows in this turn of the event loop, and fit the columns after the last."""
        some, self._unmeasured = self._unmeasured[:MORE], self._unmeasured[MORE:]
        self._take(some)
        if not self._unmeasured:
            self._measuring.stop()
            self._take_needs()

    def _sentence(self, row: int) -> QLabel:
        label = QLabel(str(self._model.index(row, 0).data(OverviewRole.SENTENCE)))
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        label.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        label.setContentsMargins(SIDE, 0, SIDE, 0)
        emphasise(label, bold=True)
        return label

    def _take(self, rows: Iterable[int]) -> None:
        """Update the cells of these rows."""
        for row in rows:
            cells, before = self._model.cells(row), self._shown.get(row, ())
            for places, cell in zip(self._places, before, strict=False):  # a new row
                places[cell].discard(row)
                if not places[cell]:
                    del places[cell]
            for places, cell in zip(self._places, cells, strict=True):
                places.setdefault(cell, set()).add(row)
                self._measure.cell(cell)
            self._shown[row] = cells

    def _take_needs(self) -> None:
        """Compute the needed widths of the columns from their different cells, and fit them."""
        self._needs = [
            self._measure.column(column, places)
            for column, places in zip(self._model.columns, self._places, strict=True)
        ]
        self._fit()

    def _fit(self) -> None:
        """Set the widths so that all columns are visible; rows with wrapped texts are higher."""
        widths = fitted(self._model.columns, self._needs, self.viewport().width())
        for number, width in enumerate(widths):
            self.setColumnWidth(number, width)
        tall: set[int] = set()
        for width, places in zip(widths, self._places, strict=False):  # no rows or columns yet
            tall.update(*(rows for cell, rows in places.items() if self._measure.cell(cell).whole > width))
        low, high = self.fontMetrics().lineSpacing() + 10, self._measure.two_lines + 10
        for row in tall ^ self._tall:
            self.setRowHeight(row, high if row in tall else low)
        self._tall = tall

    def _on_data_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        for row in range(first.row(), last.row() + 1):
            label = self.indexWidget(self._model.index(row, 0))
            if isinstance(label, QLabel):
                label.setText(str(self._model.index(row, 0).data(OverviewRole.SENTENCE)))
        if not self._laid_out:
            return
        rows = [row for row in range(first.row(), last.row() + 1) if row in self._shown]
        if rows:  # else a group, whose sentence spans all columns, or a row to be measured later
            self._take(rows)
            self._take_needs()


class Overview(QWidget):
    """The matrix with a line that explains its numbers."""

    item_chosen = Signal(str, str)  # a subject, and one of its items or an empty text

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.model = OverviewModel(session, self)
        self.title = Heading(larger=2)
        self.message = Quiet()
        self.advanced = QCheckBox()
        self.copy = QPushButton()
        self.table = Matrix(self.model)
        self.empty = Quiet()
        self._lay_out()
        self.advanced.toggled.connect(self._on_advanced_toggled)
        self.copy.clicked.connect(self.table.copy)
        self.table.opened.connect(self.item_chosen)
        self.table.nothing_there.connect(self._on_nothing_there)
        session.opened.connect(self._show)
        session.closed.connect(self._show)
        session.current_changed.connect(self._follow_session)
        session.subjects_changed.connect(self._show)
        session.language_changed.connect(self._retranslate)
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(MARGIN, MARGIN, MARGIN, GAP)
        top.setSpacing(2 * GAP)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self.title)
        texts.addWidget(self.message)
        top.addLayout(texts, 1)
        top.addWidget(self.advanced, 0, Qt.AlignmentFlag.AlignBottom)
        top.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignBottom)
        blank = QWidget()
        around = QVBoxLayout(blank)
        around.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        around.addWidget(self.empty)
        around.addStretch(1)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.table)
        self.pages.addWidget(blank)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.pages, 1)

    def _retranslate(self) -> None:
        self.advanced.setText(self.tr("フェーズ欄を高度化項目にする"))
        self.copy.setText(self.tr("表をコピー"))
        self.copy.setToolTip(
            self.tr("選んだ行、なければ全体を、表計算ソフトに貼り付けられる形でコピーします。")
        )
        self.table.setAccessibleName(self.tr("点検対象とフェーズの一覧"))
        self.empty.setText(self.tr("点検案件を開くと、全体の状況がここに表示されます。"))
        self._show()

    def _show(self) -> None:
        known = self._session.is_open and self.model.rowCount() > 0
        self.pages.setCurrentIndex(0 if known else 1)
        for part in (self.title, self.message, self.advanced, self.copy):
            part.setVisible(known)
        if known:
            self.title.setText(self._session.case.title)
            self._show_explanation()
            self._follow_session()

    def _show_explanation(self) -> None:
        """Show what the numbers of the phases count, and what opening a cell does."""
        if self.advanced.isChecked():
            text = self.tr(
                "点検対象 {subjects}件。フェーズ欄は高度化項目の件数です（点検結果には含めません）。"
                "ダブルクリックか Enter で、その数の項目を開きます。"
            )
        else:
            text = self.tr(
                "点検対象 {subjects}件。フェーズ欄は必須項目の件数です。"
                "ダブルクリックか Enter で、その数の項目を開きます。"
            )
        self.message.setText(text.format(subjects=len(self._session.results.subjects)))

    def _on_advanced_toggled(self, on: bool) -> None:
        self.model.count_mandatory(mandatory=not on)
        self._show_explanation()

    def _on_nothing_there(self) -> None:
        self._session.said.emit(self.tr("選んだ欄に当たる項目はありません。"))

    def _follow_session(self) -> None:
        row = self.model.row_of(self._session.current_subject)
        if row >= 0 and row != self.table.currentIndex().row():
            self.table.choose(self.model.index(row, 0))
