"""The page of all files of an import: filters the list, takes over files that need no decision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QLineEdit, QPushButton, QVBoxLayout, QWidget

from assessor.operations.returns.returned import CLOSED, OTHERS, FileState, ReturnedFile
from ui.returns.files_model import FileColumn, ReturnsFilter, ReturnsModel
from ui.widgets.chips import PADDING, ChipRow
from ui.widgets.labels import GAP, Quiet
from ui.widgets.lists.row_table import RowTable
from ui.widgets.lists.tone_delegate import SIDE, ToneDelegate

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from ui.session.session import Session

_ALL, _CLEAN, _ATTENTION, _NOT, _CLOSED, _OTHERS = range(6)
_STATES: Final = {
    _ALL: frozenset(FileState),
    _CLEAN: frozenset({FileState.CLEAN}),
    _ATTENTION: frozenset({FileState.ATTENTION}),
    _NOT: frozenset({FileState.PASSWORD, FileState.UNNAMED, FileState.REFUSED, FileState.LATE}),
    _CLOSED: CLOSED,
    _OTHERS: OTHERS,
}
_NAME_WIDTHS: Final = (190, 230)  # at least and at most
_BOX: Final = 34  # pixels of a check box with its margins
_LABEL: Final = 2 * (PADDING + SIDE) + 6
_NARROW: Final = 18  # pixels around the title of a column of numbers


class ReturnsTable(RowTable):
    """The table of files; Enter or a double click opens one, the space bar toggles all selected ones."""

    opened = Signal(object)  # ReturnedFile
    turned = Signal()

    def __init__(self, shown: ReturnsFilter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = shown
        self.setModel(shown)
        self.setItemDelegate(ToneDelegate(self))
        self.setAlternatingRowColors(True)
        self.setSortingEnabled(True)
        self.sortByColumn(FileColumn.STATE, Qt.SortOrder.AscendingOrder)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 12)
        header = self.horizontalHeader()
        header.setStretchLastSection(True)
        self.doubleClicked.connect(self._on_double_clicked)

    def fit(self) -> None:
        """Set the width of each column to fit its contents."""
        model, metrics, header = self._shown.model, self.fontMetrics(), self.horizontalHeader()
        least, most = _NAME_WIDTHS
        names = (metrics.horizontalAdvance(model.name_of(file)) for file in model.files)
        for column in range(FileColumn.FILE):
            title = str(self._shown.headerData(column, Qt.Orientation.Horizontal) or "")
            wide = header.sectionSizeHint(column) + 6  # with room for the sort arrow
            narrow = metrics.horizontalAdvance(title) + _NARROW
            self.setColumnWidth(column, wide if column <= FileColumn.STATE else narrow)
        self.setColumnWidth(FileColumn.SUBJECT, min(max(least, max(names, default=0) + _BOX), most))
        words = {model.state_text(file.state) for file in model.files}
        state = max((metrics.horizontalAdvance(word) for word in words), default=0) + _LABEL
        self.setColumnWidth(FileColumn.STATE, max(state, self.columnWidth(FileColumn.STATE)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open a file on Enter, toggle the selected ones on the space bar."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self.currentIndex().isValid():
                self.opened.emit(self._shown.file_at(self.currentIndex().row()))
        elif event.key() == Qt.Key.Key_Space:
            self.turned.emit()
        else:
            super().keyPressEvent(event)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.opened.emit(self._shown.file_at(index.row()))


class ReturnsOverview(QWidget):
    """All files of an import, with buttons for what can be done to several at once."""

    opened = Signal(object)  # ReturnedFile
    accepted = Signal(object)  # list[ReturnedFile]
    passwords_wanted = Signal()
    subject_wanted = Signal(object)  # ReturnedFile

    def __init__(self, session: Session, model: ReturnsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._model = model
        self.shown = ReturnsFilter(model, self)
        self.table = ReturnsTable(self.shown)
        self.filters: ChipRow[int] = ChipRow(_STATES)
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.message = Quiet()
        self.passwords, self.subject, self.open_one = QPushButton(), QPushButton(), QPushButton()
        self.take_clean, self.take_checked = QPushButton(), QPushButton()
        for button in self._buttons:
            button.setAutoDefault(False)  # so that Enter in the table opens a file and takes nothing over
        font = QFont(self.take_clean.font())
        font.setBold(True)
        self.take_clean.setFont(font)
        self._lay_out()
        self._connect()
        self.retranslate()

    def retranslate(self) -> None:
        """Show all texts in the language of the window."""
        self.search.setPlaceholderText(self.tr("点検対象・ファイル名で絞り込む"))
        self.search.setAccessibleName(self.tr("返却されたファイルの絞り込み"))
        self.table.setAccessibleName(self.tr("返却されたファイルの一覧"))
        self.subject.setText(self.tr("点検対象を指定…"))
        self.open_one.setText(self.tr("内容を確認"))
        self.refresh()
        self.table.fit()

    def refresh(self) -> None:
        """Update counts and buttons."""
        states = [file.state for file in self._model.files]
        words = (
            self.tr("すべて"),
            self.tr("問題なし"),
            self.tr("要確認"),
            self.tr("取り込み不可"),
            self.tr("取り込み済み・重複"),
            self.tr("質問票以外"),
        )
        counts = {key: sum(state in wanted for state in states) for key, wanted in _STATES.items()}
        self.filters.show_counts(dict(enumerate(words)), counts)
        writable = not self._session.read_only
        clean, checked = len(self.clean), len(self.checked)
        self.take_clean.setText(self.tr("問題のない{n}件をまとめて取り込む").format(n=clean))
        self.take_clean.setEnabled(writable and clean > 0)
        self.take_checked.setText(self.tr("選択した{n}件を取り込む").format(n=checked))
        self.take_checked.setEnabled(writable and checked > 0)
        locked = states.count(FileState.PASSWORD)
        self.passwords.setText(self.tr("パスワードを入力…（{n}件）").format(n=locked))
        self.passwords.setVisible(locked > 0)
        self.subject.setVisible(FileState.UNNAMED in states)
        text = self.tr("{files}件のファイル。Enterで内容を確認できます。取り込むまで案件は変わりません。")
        self.message.setText(text.format(files=len(states)))
        self._on_current_changed()

    def focus(self) -> None:
        """Focus the table and select a row."""
        if not self.table.currentIndex().isValid() and self.shown.rowCount():
            self.table.choose(self.shown.index(0, 0))
        self.table.setFocus()

    @property
    def clean(self) -> list[ReturnedFile]:
        """The files that can be taken over without a decision."""
        return [file for file in self._model.files if file.state is FileState.CLEAN]

    @property
    def checked(self) -> list[ReturnedFile]:
        """The checked files."""
        return [file for file in self._model.files if file.checked and file.takeable]

    @property
    def current(self) -> ReturnedFile | None:
        """The file in the current row."""
        index = self.table.currentIndex()
        return self.shown.file_at(index.row()) if index.isValid() else None

    @property
    def _buttons(self) -> tuple[QPushButton, ...]:
        return (self.passwords, self.subject, self.open_one, self.take_checked, self.take_clean)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(GAP)
        top.addWidget(self.filters, 1)
        self.search.setMinimumWidth(240)
        top.addWidget(self.search)
        foot = QHBoxLayout()
        foot.setSpacing(GAP)
        for button in self._buttons[:3]:
            foot.addWidget(button)
        foot.addStretch(1)
        for button in self._buttons[3:]:
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addLayout(top)
        column.addWidget(self.table, 1)
        column.addWidget(self.message)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.filters.chosen.connect(self._on_narrowed)
        self.search.textChanged.connect(self._on_narrowed)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self.search.setFocus)
        self._model.checked_changed.connect(self.refresh)
        self.table.opened.connect(self.opened)
        self.table.turned.connect(self._on_turned)
        self.table.selectionModel().currentRowChanged.connect(self._on_current_changed)
        self.open_one.clicked.connect(self._on_open_clicked)
        self.take_clean.clicked.connect(lambda: self.accepted.emit(self.clean))
        self.take_checked.clicked.connect(lambda: self.accepted.emit(self.checked))
        self.passwords.clicked.connect(self.passwords_wanted)
        self.subject.clicked.connect(lambda: self.subject_wanted.emit(self.current))

    def _on_narrowed(self) -> None:
        self.shown.narrow(states=_STATES[self.filters.current], text=self.search.text())
        if not self.table.currentIndex().isValid() and self.shown.rowCount():
            self.table.choose(self.shown.index(0, 0))

    def _on_turned(self) -> None:
        rows = {index.row() for index in self.table.selectionModel().selectedRows()}
        files = [file for row in rows if (file := self.shown.file_at(row)).takeable]
        self._model.check(files, on=not all(file.checked for file in files))

    def _on_current_changed(self) -> None:
        current = self.current
        self.open_one.setEnabled(current is not None)
        self.subject.setEnabled(current is not None and current.state is FileState.UNNAMED)

    def _on_open_clicked(self) -> None:
        if self.current is not None:
            self.opened.emit(self.current)
