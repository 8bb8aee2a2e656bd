"""The exported files with their counts as read again, and the passwords, which are kept nowhere else."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from assessor.domain.vocabulary import Verdict
from ui import desktop
from ui.paths import documents
from ui.settings import Folder
from ui.widgets.chips import Strip
from ui.widgets.dialogs import fitting, messages
from ui.widgets.dialogs.file_chooser import with_suffix
from ui.widgets.labels import GAP, MARGIN, Quiet, Text, listed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assessor.operations.questionnaires.planning import ExportResult
    from ui.session.session import Session
    from ui.settings import Settings

SUFFIX = ".csv"
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
NUMBERS = (1, 2, 3)  # the columns


class ExportedDialog(QDialog):
    """Lists the files with their counts; warns when it is closed with unsaved generated passwords."""

    def __init__(
        self,
        session: Session,
        settings: Settings,
        exported: ExportResult,
        names: Mapping[str, str],
        folder: Path,
        *,
        made_up: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._settings = settings
        self._exported = exported
        self._names = names
        self._folder = folder
        self._unsaved = made_up and self.protected
        self.message, self.left_out, self.passwords_message = Text(), Quiet(), Text()
        self.table = QTableWidget(len(exported.files), 6)
        self.save, self.show_folder, self.close_button = QPushButton(), QPushButton(), QPushButton()
        self._lay_out()
        self._fill()
        self.save.clicked.connect(self.ask_and_save)
        self.show_folder.clicked.connect(lambda: desktop.show(folder))
        self.close_button.clicked.connect(self.reject)
        self._retranslate()
        fitting.resize(self, 860, 440)

    @property
    def protected(self) -> bool:
        """Whether a file has a password."""
        return any(file.password for file in self._exported.files)

    @property
    def unsaved(self) -> bool:
        """Whether there are generated passwords that were not saved."""
        return self._unsaved

    def ask_and_save(self) -> None:
        """Ask for a path and write the list of passwords; asks again before writing it beside the files."""
        start = self._settings.folder(Folder.PASSWORDS) or documents()
        today = datetime.now().astimezone().strftime("%Y%m%d")
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("パスワード一覧の保存先"),
            str(start / self.tr("パスワード一覧_{date}.csv").format(date=today)),
            self.tr("パスワード一覧 (*.csv)"),
            options=QFileDialog.Option.DontConfirmOverwrite,  # existing files are never overwritten
        )
        if not chosen:
            return
        path = with_suffix(Path(chosen), SUFFIX)
        if path.parent.resolve() == self._folder.resolve():
            messages.ask(
                self,
                self.tr("質問票と同じフォルダーです。ここに保存しますか。"),
                more=self.tr(
                    "フォルダーごと送ると、パスワードも相手に渡ります。別のフォルダーをお勧めします。"
                ),
                yes=self.tr("ここに保存する"),
                then=lambda: self._write(path),
            )
        else:
            self._write(path)

    def reject(self) -> None:
        """Close, after a question if passwords are unsaved."""
        if not self._unsaved:
            super().reject()
            return
        messages.ask(
            self,
            self.tr("パスワード一覧がまだ保存されていません。"),
            more=self.tr(
                "このまま閉じるとパスワードは分からなくなり、質問票は開けません。"
                "その場合は、もう一度書き出してください。"
            ),
            yes=self.tr("保存せずに閉じる"),
            then=lambda: self.done(QDialog.DialogCode.Rejected),
        )

    def _write(self, path: Path) -> None:
        if not self._session.questionnaires.write_passwords(path, self._exported, self._names):
            return
        if path.parent.resolve() != self._folder.resolve():  # suggest another name the next time
            self._settings.remember_folder(Folder.PASSWORDS, path.parent)
        self._unsaved = False
        self.passwords_message.setText(
            self.tr(
                "パスワード一覧を「{file}」に保存しました。質問票とは別の方法で相手に伝えてください。"
            ).format(file=path.name)
        )
        self.close_button.setDefault(True)
        self.close_button.setFocus()

    def _lay_out(self) -> None:
        self.strip = Strip(Verdict.INSUFFICIENT)
        inside = QHBoxLayout(self.strip)
        inside.setContentsMargins(MARGIN + 4, GAP, MARGIN, GAP)
        inside.setSpacing(MARGIN)
        inside.addWidget(self.passwords_message, 1)
        inside.addWidget(self.save)
        self.strip.setVisible(self.protected)
        self.left_out.setVisible(bool(self._exported.problems))
        buttons = QDialogButtonBox()
        buttons.addButton(self.show_folder, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.close_button, QDialogButtonBox.ButtonRole.RejectRole)
        for button in (self.save, self.show_folder, self.close_button):
            button.setAutoDefault(False)
        first = self.save if self._unsaved else self.close_button
        first.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        for widget in (self.message, self.strip, self.table, self.left_out, buttons):
            layout.addWidget(widget)
        first.setFocus()

    def _fill(self) -> None:
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)  # Tab goes on to the buttons
        self.table.setAlternatingRowColors(True)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(5, QHeaderView.ResizeMode.Stretch)
        for row, file in enumerate(self._exported.files):
            shut = self.tr("パスワードあり") if file.password else self.tr("なし")
            texts = (self._names[file.subject], file.round, file.rows, file.cells, shut, file.path.name)
            for column, text in enumerate(texts):
                item = QTableWidgetItem(str(text))
                if isinstance(text, int):
                    item.setTextAlignment(RIGHT)
                self.table.setItem(row, column, item)

    def _retranslate(self) -> None:
        files = self._exported.files
        self.setWindowTitle(self.tr("質問票を書き出しました"))
        self.table.setAccessibleName(self.tr("書き出した質問票の一覧"))
        self.message.setText(
            self.tr(
                "{files}件のファイルを書き出し、書き出した後に読み直して確認しました"
                "（{rows}行、{cells}セルが一致）。"
            ).format(files=len(files), rows=sum(f.rows for f in files), cells=sum(f.cells for f in files))
        )
        self.table.setHorizontalHeaderLabels(
            [
                self.tr("点検対象"),
                self.tr("回"),
                self.tr("行"),
                self.tr("セル"),
                self.tr("保護"),
                self.tr("ファイル"),
            ]
        )
        for column in NUMBERS:
            title = self.table.horizontalHeaderItem(column)
            if title is not None:
                title.setTextAlignment(RIGHT)
        left_out = [self._names[problem.place.subject] for problem in self._exported.problems]
        self.left_out.setText(
            self.tr("送る項目がないため、書き出していない点検対象：{subjects}").format(
                subjects=listed(left_out, self._session.language)
            )
        )
        if self._unsaved:
            text = self.tr("パスワードはこの画面を閉じると分からなくなります。一覧を保存してください。")
        else:
            text = self.tr("指定したパスワードは保存されていません。必要なら一覧を保存してください。")
        self.passwords_message.setText(text)
        self.save.setText(self.tr("パスワード一覧を保存…"))
        self.show_folder.setText(self.tr("フォルダーを開く"))
        self.close_button.setText(self.tr("閉じる"))
