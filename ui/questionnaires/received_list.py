"""The returned workbooks of a subject: time, who took them over, accepted cells, file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from assessor.words.terms import named
from ui.moments import local, size_of
from ui.questionnaires.decided_dialog import ReturnReport
from ui.settings import Folder
from ui.widgets.labels import GAP, Heading, Quiet, tip
from ui.widgets.lists.row_choice import choose_row

if TYPE_CHECKING:
    from assessor.domain.records import Return
    from assessor.operations.questionnaires.collection import RoundState
    from assessor.operations.returns.keeping import KeptReturn
    from ui.session.session import Session
    from ui.widgets.dialogs.file_chooser import Chooser


FILE = 3  # the column of the file's name
NUMBERS = (4, 5, 6)
LEAST = 72  # pixels, so that a number does not touch the next heading
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ReturnsList(QWidget):
    """A list with two buttons for the selected return."""

    def __init__(self, session: Session, chooser: Chooser, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._chooser = chooser
        self._state: RoundState | None = None
        self._returns: tuple[KeptReturn, ...] = ()
        self.title, self.none = Heading(), Quiet()
        self.list = QTreeWidget()
        self.export, self.report = QPushButton(), QPushButton()
        self._lay_out()
        self.export.clicked.connect(self.ask_and_export)
        self.report.clicked.connect(self.show_report)
        self.list.itemSelectionChanged.connect(self._enable)
        self.list.itemActivated.connect(self.show_report)

    @property
    def selected(self) -> Return | None:
        """The selected return, if any."""
        entry = self.list.currentItem()
        return None if entry is None else self._returns[self.list.indexOfTopLevelItem(entry)].returned

    def show_state(self, state: RoundState | None) -> None:
        """Show the returns of a subject in all rounds, and select the latest."""
        self._state = state
        self.list.clear()
        self._returns = self._session.returns.kept(state.subject.subject) if state is not None else ()
        for kept in self._returns:
            returned = kept.returned
            number = self.tr("第{number}回").format(number=kept.round)
            texts = (number, local(returned.received_at), returned.received_by, returned.file)
            counts = (size_of(returned.size), str(returned.accepted), str(returned.refused))
            entry = QTreeWidgetItem(self.list, [*texts, *counts])
            entry.setToolTip(FILE, tip(f"{returned.file}\nSHA-256 {returned.sha256}"))
            for column in NUMBERS:
                entry.setTextAlignment(column, RIGHT)
        last = self.list.topLevelItem(self.list.topLevelItemCount() - 1)
        if last is not None:
            choose_row(self.list, self.list.indexFromItem(last))
        self.list.setVisible(last is not None)
        self.none.setVisible(last is None)
        self._show_buttons()
        self._enable()

    def ask_and_export(self) -> None:
        """Ask for a folder and write the unchanged selected file into it."""
        returned = self.selected
        folder = self._chooser.folder(Folder.RETURNED) if returned is not None else None
        if returned is not None and folder is not None:
            self._session.returns.export(returned, folder)

    def show_report(self) -> None:
        """Show the report on the selected file."""
        returned = self.selected
        report = self._session.returns.report(returned) if returned is not None else None
        if returned is not None and report is not None:
            dialog = ReturnReport(returned, report, self._session.language, self)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    def retranslate(self) -> None:
        """Show all texts in the language of the window."""
        self.list.setAccessibleName(self.tr("返却された質問票"))
        self.list.setHeaderLabels(
            [
                self.tr("回"),
                self.tr("取り込み日時"),
                self.tr("担当者"),
                self.tr("ファイル"),
                self.tr("サイズ"),
                self.tr("反映"),
                self.tr("見送り"),
            ]
        )
        self.export.setText(self.tr("受領ファイルを書き出す…"))
        self.report.setText(self.tr("取り込み記録を見る"))
        self._show_buttons()

    def _lay_out(self) -> None:
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAlternatingRowColors(True)
        self.list.setColumnCount(7)
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(LEAST)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for column in NUMBERS:
            self.list.headerItem().setTextAlignment(column, RIGHT)
        header.setSectionResizeMode(FILE, QHeaderView.ResizeMode.Stretch)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for button in (self.report, self.export):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, GAP, 0, 0)
        whole.setSpacing(GAP)
        whole.addWidget(self.title)
        whole.addWidget(self.none)
        whole.addWidget(self.list, 1)
        whole.addStretch(0)
        whole.addLayout(buttons)

    def _show_buttons(self) -> None:
        state = self._state
        self.none.setText(self.tr("返却はまだありません。"))
        if state is not None and state.round.returned_at and not state.returns:
            text = self.tr(
                "返却「{file}」は以前のバージョンで取り込んだため、受領ファイルと取り込み記録はありません。"
            )
            self.none.setText(text.format(file=state.round.returned_file))
        if state is None:
            self.title.setText(self.tr("返却"))
            return
        subject = state.subject
        name = named(subject.name, subject.name_en, self._session.language)
        self.title.setText(self.tr("返却：{subject}").format(subject=name))

    def _enable(self) -> None:
        for button in (self.export, self.report):
            button.setEnabled(self.selected is not None)
