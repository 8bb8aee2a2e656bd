"""Sending questionnaires out: to whom, until when, whom to ask, into which folder; and what was written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from assessor.words.sentences import outcome_phrase
from ui import desktop
from ui.forms import FormDialog
from ui.paths import documents
from ui.settings import Folder
from ui.subject_tree import SubjectTree

if TYPE_CHECKING:
    from assessor.domain.outcome import SubjectResult
    from assessor.operations.exchange import Exported
    from ui.choosing import Chooser
    from ui.session import Session
    from ui.settings import Settings

DAYS_TO_ANSWER = 14


class ExportDialog(FormDialog):
    """Asks what to send; whoever opened it starts the export."""

    def __init__(
        self, session: Session, chooser: Chooser, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._chooser = chooser
        self.tree = SubjectTree(
            session.results.groups,
            session.language,
            possible=frozenset(session.sendable()),
            notes=self._notes,
            columns=2,
        )
        self.tree.choose([session.current_subject])
        self.has_due = QCheckBox()
        self.due = QDateEdit(QDate.currentDate().addDays(DAYS_TO_ANSWER))
        self.due.setCalendarPopup(True)
        self.due.setDisplayFormat("yyyy-MM-dd")
        self.due.setEnabled(False)
        self.contact = QLineEdit(session.case.contact)
        self.place = QLineEdit(str(settings.folder(Folder.QUESTIONNAIRES) or documents()))
        self._all, self._none, self._browse = QPushButton(), QPushButton(), QPushButton()
        self._lay_out()
        self._all.clicked.connect(self.tree.choose_all)
        self._none.clicked.connect(self.tree.choose_none)
        self._browse.clicked.connect(self._on_browse)
        self.has_due.toggled.connect(self.due.setEnabled)
        self.tree.chosen_changed.connect(self.check)
        self.place.textChanged.connect(self.check)
        self.finish()
        self.resize(720, 640)

    @property
    def folder(self) -> Path:
        """Where the questionnaires are to be written."""
        return Path(self.place.text().strip() or "-").expanduser()

    @property
    def due_on(self) -> str:
        """The day answers are due, YYYY-MM-DD, or nothing."""
        return self.due.date().toString(Qt.DateFormat.ISODate) if self.has_due.isChecked() else ""

    def lacking(self) -> str:
        """Return what is missing as a sentence, or nothing."""
        if not self.tree.chosen:
            return self.tr("質問票を送る点検対象を選んでください。")
        if not self.folder.is_dir():
            return self.tr("書き出し先のフォルダーがありません。場所を確認してください。")
        return ""

    def check(self) -> None:
        """Say what is missing, and on the button how many files would be written."""
        super().check()
        count = len(self.tree.chosen)
        self.yes.setText(self.tr("{count}件を書き出す").format(count=count) if count else self.tr("書き出す"))

    def retranslate(self) -> None:
        """Show all texts in the language of the window."""
        super().retranslate()
        self.setWindowTitle(self.tr("質問票の書き出し"))
        self.tree.setHeaderLabels([self.tr("点検対象"), self.tr("点検結果"), self.tr("送付済み")])
        self._all.setText(self.tr("すべて選ぶ"))
        self._none.setText(self.tr("選択を解除"))
        self.has_due.setText(self.tr("回答期限を記載する"))
        self._contact_label.setText(self.tr("連絡先(&C)"))
        self._due_label.setText(self.tr("回答期限(&D)"))
        self._place_label.setText(self.tr("書き出し先(&L)"))
        self._browse.setText(self.tr("参照…"))

    def _lay_out(self) -> None:
        choices = QHBoxLayout()
        choices.addWidget(self._all)
        choices.addWidget(self._none)
        choices.addStretch(1)
        self.body.addWidget(self.tree, 1)
        self.body.addLayout(choices)
        self._due_label = self.row(_side_by_side(self.has_due, self.due, stretch=2))
        self._contact_label = self.row(self.contact)
        self._place_label = self.row(_side_by_side(self.place, self._browse, stretch=0))
        self.body.addLayout(self.form)

    def _notes(self, result: SubjectResult) -> list[str]:
        """Return the outcome, and the round sent last."""
        outcome = outcome_phrase(result.outcome, result.due, self._session.language)
        sent = self.tr("第{number}回").format(number=result.round) if result.round else "—"
        return [outcome, sent]

    def _on_browse(self) -> None:
        folder = self._chooser.folder(Folder.QUESTIONNAIRES, self.folder)
        if folder is not None:
            self.place.setText(str(folder))


class ExportedDialog(QDialog):
    """What was written, counted again after writing."""

    def __init__(
        self, exported: Exported, names: dict[str, str], folder: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("質問票を書き出しました"))
        rows = sum(file.rows for file in exported.files)
        cells = sum(file.cells for file in exported.files)
        told = QLabel(
            self.tr(
                "{files}件のファイルを書き出し、書き出した後に読み直して確認しました"
                "（{rows}行、{cells}セルが一致）。"
            ).format(files=len(exported.files), rows=rows, cells=cells)
        )
        told.setWordWrap(True)
        self.table = QTableWidget(len(exported.files), 5)
        self.table.setHorizontalHeaderLabels(
            [self.tr("点検対象"), self.tr("回"), self.tr("行"), self.tr("セル"), self.tr("ファイル")]
        )
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setAlternatingRowColors(True)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        for row, file in enumerate(exported.files):
            texts = (names[file.subject], file.round, file.rows, file.cells, file.path.name)
            for column, text in enumerate(texts):
                item = QTableWidgetItem(str(text))
                if isinstance(text, int):
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(row, column, item)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(4, QHeaderView.ResizeMode.Stretch)
        buttons = QDialogButtonBox()
        show = buttons.addButton(self.tr("フォルダーを開く"), QDialogButtonBox.ButtonRole.ActionRole)
        show.clicked.connect(lambda: desktop.show(folder))
        show.setAutoDefault(False)
        close = buttons.addButton(self.tr("閉じる"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setDefault(True)
        close.setFocus()
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        for widget in (told, self.table, buttons):
            layout.addWidget(widget)
        self.resize(760, 380)


def _side_by_side(first: QWidget, second: QWidget, *, stretch: int) -> QWidget:
    """Return two fields in one row; the first takes the room unless the second is stretched."""
    both = QWidget()
    line = QHBoxLayout(both)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(8)
    line.addWidget(first, 0 if stretch else 1)
    line.addWidget(second)
    if stretch:
        line.addStretch(stretch)
    both.setFocusProxy(first)
    return both
