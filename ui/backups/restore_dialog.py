"""The backups of the open case, what each lacks, and the two ways to restore one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from assessor.words.naming import about
from assessor.words.terms import term
from ui.moments import local, size_of
from ui.secrets.ask_dialog import PassphraseDialog
from ui.session.failures import is_wrong_passphrase, needs_passphrase
from ui.widgets.dialogs import fitting, messages
from ui.widgets.job_bar import JobBar
from ui.widgets.labels import Text, listed, quiet
from ui.widgets.text_area import TextArea

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from assessor.operations.backups import Backup, BackupDifference
    from assessor.storage.stores.journal import JournalEntry
    from ui.session.jobs import Job
    from ui.session.session import Session
    from ui.widgets.dialogs.file_chooser import Chooser

SHOWN = 50  # listed entries that a backup lacks
LEAST = 72  # width of a column in pixels


class RestoreDialog(QDialog):
    """Shows the differences before anything is done; the present case is always kept."""

    replace_chosen = Signal(object, str)  # Path and passphrase; the case has to be closed for this

    def __init__(
        self, session: Session, chooser: Chooser, folder: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._chooser = chooser
        self._copies: list[Backup] = session.backups.copies(folder)
        self.looked: Path | None = None  # the backup being compared or compared last
        self._passphrase = ""
        self._difference: BackupDifference | None = None
        self._job: Job | None = None  # the comparison or restoration of this dialog
        self._restoring = False
        self._asking: PassphraseDialog | None = None
        self._given_up = False  # the user gave no passphrase for a backup
        self.about = Text()
        self.table = QTableWidget(len(self._copies), 4)
        self.message = Text()
        self.tail = TextArea()
        self.tail.setReadOnly(True)
        self.note = quiet(QLabel())
        self.note.setWordWrap(True)
        self.bar = JobBar(session)
        self.choose, self.beside, self.instead = QPushButton(), QPushButton(), QPushButton()
        self.close_button = QPushButton()
        buttons = QDialogButtonBox()
        for button in (self.choose, self.beside, self.instead):
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.close_button, QDialogButtonBox.ButtonRole.RejectRole)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        for widget in (self.about, self.table, self.message, self.tail, self.note, self.bar, buttons):
            layout.addWidget(widget)
        for button in (self.choose, self.beside, self.instead, self.close_button):
            button.setAutoDefault(False)
        self.close_button.setDefault(True)
        self._fill()
        self.table.itemSelectionChanged.connect(self._on_selected)
        self.choose.clicked.connect(self._on_choose_clicked)
        self.beside.clicked.connect(self._on_beside_clicked)
        self.instead.clicked.connect(self._on_instead_clicked)
        self.close_button.clicked.connect(self.reject)
        session.job_started.connect(self._enable)
        session.jobs.idle.connect(self._enable)
        self._show()
        fitting.resize(self, 760, 560)

    @property
    def difference(self) -> BackupDifference | None:
        """The difference to the selected backup, once it is known."""
        return self._difference

    def look(self, copy: Path, passphrase: str = "") -> None:
        """Compare a backup with the open case, asking for its passphrase if it has another."""
        self.looked, self._passphrase, self._difference = copy, passphrase, None
        self._given_up = False
        self._stop()
        self._show()
        self._job = self._session.backups.difference(copy, passphrase, failed=self._on_failed)
        self._job.succeeded.connect(self._on_compared)
        self._job.finished.connect(self._on_finished)

    def done(self, result: int) -> None:
        """Stop the job of this dialog and close."""
        self._stop()
        super().done(result)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _fill(self) -> None:
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)  # Tab goes on to the buttons
        self.table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setMinimumSectionSize(LEAST)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        self.table.setHorizontalHeaderLabels(
            [self.tr("作成日時"), self.tr("サイズ"), self.tr("暗号化"), self.tr("ファイル")]
        )
        for row, copy in enumerate(self._copies):
            locked = self.tr("あり") if copy.locked else self.tr("なし")
            cells = (local(copy.at), size_of(copy.size), locked, copy.path.name)
            for column, text in enumerate(cells):
                self.table.setItem(row, column, QTableWidgetItem(text))

    def _show(self) -> None:
        self.setWindowTitle(self.tr("バックアップから戻す"))
        self.table.setAccessibleName(self.tr("バックアップの一覧"))
        self.tail.setAccessibleName(self.tr("バックアップにない変更"))
        text = self.tr(
            "この案件のバックアップ：{count}件。バックアップを選ぶと、現在の案件との違いを表示します。"
        )
        none = self.tr(
            "この端末に、この案件のバックアップはありません。バックアップのファイルを選んでください。"
        )
        self.about.setText(text.format(count=len(self._copies)) if self._copies else none)
        self.choose.setText(self.tr("ファイルを選ぶ(&F)…"))
        self.beside.setText(self.tr("新しいファイルに戻す(&N)…"))
        self.instead.setText(self.tr("現在の案件と入れ替える(&R)…"))
        self.close_button.setText(self.tr("閉じる"))
        known = self._difference is not None
        self._enable()
        self.message.setText(self._differs())
        self.tail.setPlainText("\n".join(self._lines()))
        self.tail.setVisible(known and bool(self._difference and self._difference.tail))
        self.note.setText(
            self.tr("入れ替える前の案件は、別の名前で同じフォルダーに残します。") if known else ""
        )

    def _enable(self) -> None:
        """Disable the buttons while a job runs; another backup can be selected during a comparison."""
        session, known = self._session, self._difference is not None and not self._restoring
        self.table.setEnabled(not self._restoring)
        self.choose.setEnabled(not self._restoring)
        self.beside.setEnabled(known)
        self.instead.setEnabled(known and not (session.read_only or session.jobs.busy))

    def _differs(self) -> str:
        difference = self._difference
        if self._given_up and self.looked is not None:
            text = self.tr("パスフレーズが入力されなかったため、「{file}」は確認していません。")
            return text.format(file=self.looked.name)
        if difference is None:
            return ""
        return "\n".join(filter(None, (self._lacks(difference), self._protects(difference))))

    def _protects(self, difference: BackupDifference) -> str:
        """Return a sentence on the protection of the restored file, if that is unexpected."""
        given = self.tr(
            "このバックアップは暗号化されていません。戻すファイルは現在のパスフレーズで暗号化します。"
        )
        of_copy = self.tr("戻すファイルは、このバックアップのパスフレーズで開きます。")
        return {"given": given, "copy": of_copy}.get(difference.protection, "")

    def _lacks(self, difference: BackupDifference) -> str:
        if not difference.since and not difference.apart:
            return self.tr("バックアップは現在の案件と同じ内容です。")
        message = self.tr(
            "バックアップの最後の記録は {last} です。"
            "それ以後の変更 {since}件は、このバックアップにありません。"
        )
        text = message.format(last=local(difference.last), since=difference.since)
        if difference.subjects:
            names = listed(map(self._session.scope_name, difference.subjects), self._session.language)
            text += "\n" + self.tr("変更のあった点検対象：{names}").format(names=names)
        if difference.apart:
            more = self.tr("このバックアップには、現在の案件にない変更が{apart}件あります。")
            text += "\n" + more.format(apart=difference.apart)
        return text

    def _lines(self) -> list[str]:
        difference = self._difference
        if difference is None:
            return []
        lines = [self._line(entry) for entry in difference.tail[:SHOWN]]
        more = difference.since - len(lines)
        return [*lines, self.tr("ほか {count}件").format(count=more)] if more > 0 else lines

    def _line(self, entry: JournalEntry) -> str:
        language, done = self._session.language, entry.change_set
        text = " ".join(about(done, self._session.named, language).split())
        return f"{local(entry.at)}  {entry.reviewer}  {term(done.action, language)} {text}".rstrip()

    def _on_selected(self) -> None:
        rows = {index.row() for index in self.table.selectedIndexes()}
        if rows:
            self.look(self._copies[rows.pop()].path)

    def _on_compared(self, difference: BackupDifference) -> None:
        if self.sender() is self._job:
            self._difference = difference
            self._show()

    def _on_finished(self) -> None:
        if self.sender() is self._job:
            self._job, self._restoring = None, False
            self._enable()

    def _on_failed(self, error: Exception) -> None:
        """Ask for the passphrase of an older backup."""
        session, copy = self._session, self.looked
        if self.sender() is not self._job:  # another backup or none was selected meanwhile
            return
        wrong = is_wrong_passphrase(error)
        if copy is None or not (wrong or needs_passphrase(error)):
            session.report_failure(error)
            return

        self._asking = PassphraseDialog(copy, self)
        self._asking.tried.connect(self._on_tried)
        self._asking.rejected.connect(self._on_given_up)
        self._asking.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if wrong:
            self._asking.show_wrong()
        self._asking.open()

    def _on_tried(self, secret: str) -> None:
        if self._asking is not None and self.looked is not None:
            self._asking.done(QDialog.DialogCode.Accepted)
            self.look(self.looked, secret)

    def _on_given_up(self) -> None:
        self._given_up = True
        self._show()

    def _on_choose_clicked(self) -> None:
        path = self._chooser.case_to_open()
        if path is not None:
            self.table.clearSelection()
            self.look(path)

    def _on_beside_clicked(self) -> None:
        if self.looked is None:
            return
        suggested = self.tr("{title}（バックアップ）").format(title=self._session.path.stem)
        target = self._chooser.case_to_make(suggested)
        if target is not None:
            self._restoring = True
            self._job = self._session.backups.restore(self.looked, target, self._passphrase)
            self._job.succeeded.connect(self.accept)
            self._job.finished.connect(self._on_finished)
            self._enable()

    def _on_instead_clicked(self) -> None:
        copy, difference = self.looked, self._difference
        if copy is None or difference is None:
            return
        text = self.tr(
            "バックアップ以後の変更 {since}件は、案件から見えなくなります（別名のファイルに残ります）。"
        )
        messages.ask(
            self,
            self.tr("現在の案件を、このバックアップと入れ替えますか。"),
            more=text.format(since=difference.since),
            yes=self.tr("入れ替える"),
            then=lambda: self._replace(copy),
        )

    def _replace(self, copy: Path) -> None:
        self.accept()
        self.replace_chosen.emit(copy, self._passphrase)
