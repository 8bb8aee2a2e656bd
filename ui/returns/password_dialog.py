"""The dialog that asks for passwords of returned files: one, several or a list; they are not stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from ui.widgets.dialogs import fitting
from ui.widgets.dialogs.forms import FormDialog
from ui.widgets.job_bar import JobBar
from ui.widgets.labels import quiet
from ui.widgets.text_area import TextArea

if TYPE_CHECKING:
    from ui.session.session import Session
    from ui.widgets.dialogs.file_chooser import Chooser

LINES = 4


class PasswordDialog(FormDialog):
    """Stays open until every file opens or the reviewer cancels.

    Passwords are visible, since hidden fields accept no Japanese input.
    """

    tried = Signal(object)  # list[str]

    def __init__(self, session: Session, chooser: Chooser, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._chooser = chooser
        self._count = count
        self._listed: tuple[str, ...] = ()
        self._failed = False
        self._trying = False
        self.about = QLabel()
        self.about.setWordWrap(True)
        self.typed = TextArea()
        self.typed.setTabChangesFocus(True)
        fitting.LineHeight(self.typed, LINES)
        self.note = quiet(QLabel())
        self.load = QPushButton()
        self.bar = JobBar(session)
        below = QHBoxLayout()
        below.addWidget(self.note, 1)
        below.addWidget(self.load)
        self.body.addWidget(self.about)
        self.body.addWidget(self.typed)
        self.body.addLayout(below)
        self.body.addWidget(self.bar)
        self.typed.textChanged.connect(self.check)
        self.load.clicked.connect(self._on_load_clicked)
        self.finish()
        self.resize(560, 0)
        self.typed.setFocus()

    @property
    def passwords(self) -> list[str]:
        """The passwords to be tried: each line as typed and stripped, then those of the list."""
        lines = [line for line in self.typed.toPlainText().splitlines() if line.strip()]
        tried = [form for line in lines for form in (line, line.strip())]
        return list(dict.fromkeys([*tried, *self._listed]))

    def accept(self) -> None:
        """Try the passwords; the dialog stays open until `show_left` reports the result."""
        if self.passwords and not self._trying:
            self._trying = True
            self.check()
            self.tried.emit(self.passwords)

    def show_left(self, left: int, *, stopped: bool = False) -> None:
        """Show how many files are still locked, and whether trying was stopped; closes when none is."""
        if not self._trying:
            return
        self._trying = False
        if not left:
            super().accept()
            return
        self._failed = not stopped
        self._count = left
        self.retranslate()
        self.check()
        self.typed.setFocus()
        self.typed.selectAll()

    def lacking(self) -> str:
        """Return what is missing as a sentence, or nothing."""
        if self._trying:
            return self.tr("パスワードを試しています…")
        return "" if self.passwords else self.tr("パスワードを入力してください。")

    def retranslate(self) -> None:
        """Show all texts in the language of the window."""
        super().retranslate()
        self.setWindowTitle(self.tr("パスワードの入力"))
        self.typed.setAccessibleName(self.tr("パスワード（1行に1つ）"))
        text = (
            self.tr("{n}件は、入力されたパスワードでは開けませんでした。もう一度ご確認ください。")
            if self._failed
            else self.tr("パスワードで保護されたファイルが{n}件あります。1行に1つ入力してください。")
        )
        self.about.setText(text.format(n=self._count))
        note = self.tr("すべてのファイルに順に試します。パスワードは保存しません。")
        if self._listed:
            note = self.tr(
                "一覧の{n}件も含め、すべてのファイルに順に試します。パスワードは保存しません。"
            ).format(n=len(self._listed))
        self.note.setText(note)
        self.load.setText(self.tr("パスワード一覧を読み込む…"))
        self.yes.setText(self.tr("開く"))

    def _on_load_clicked(self) -> None:
        path = self._chooser.password_list()
        if path is not None:
            self._listed = self._session.questionnaires.read_passwords(path)
            self.retranslate()
            self.check()
