"""The page that covers the window of a locked case, with a field for its passphrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from assessor.errors import AssessorError
from assessor.words.problems.sentences import sentence
from ui.secrets.field import PassphraseEdit
from ui.session.failures import is_wrong_passphrase
from ui.widgets.labels import GAP, Heading, Quiet, Text
from ui.widgets.looks.icons import icon

if TYPE_CHECKING:
    from ui.session.session import Session

_WIDTH = 460
_SIGN = 48


class LockPage(QWidget):
    """Asks for the passphrase until it is right; the page behind it is unchanged."""

    close_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._trying = self._waiting = False
        self._sign = QLabel()
        self.heading, self.about, self.message = Heading(larger=5), Quiet(), Text()
        self.edit = PassphraseEdit()
        self.unlock, self.close_case = QPushButton(), QPushButton()
        self._lay_out()
        self.edit.changed.connect(self._enable)
        self.edit.entered.connect(self._on_unlock)
        self.unlock.clicked.connect(self._on_unlock)
        self.close_case.clicked.connect(self.close_wanted)
        session.secured_changed.connect(self._on_secured_changed)
        session.jobs.idle.connect(self._enable)
        self.retranslate()

    def retranslate(self) -> None:
        """Show all texts in the language of the window."""
        self.heading.setText(self.tr("ロック中"))
        self.about.setText(
            self.tr(
                "続けるには、案件のパスフレーズを入力してください。入力途中の内容はそのまま残っています。"
            )
        )
        self.unlock.setText(self.tr("ロックを解除"))
        self.close_case.setText(self.tr("案件を閉じる"))
        self._enable()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language or colours."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() is QEvent.Type.PaletteChange:
            self._paint_sign()

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setFixedWidth(_WIDTH)
        column = QVBoxLayout(inside)
        column.setSpacing(2 * GAP)
        buttons = QHBoxLayout()
        buttons.addWidget(self.close_case)
        buttons.addStretch(1)
        buttons.addWidget(self.unlock)
        self._paint_sign()
        for widget in (self._sign, self.heading):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        for field in (self.about, self.edit, self.message):
            column.addWidget(field)
        column.addLayout(buttons)
        middle = QHBoxLayout()  # with an alignment, texts would be measured at the width of the page
        middle.addStretch(1)
        middle.addWidget(inside)
        middle.addStretch(1)
        page = QVBoxLayout(self)
        page.addStretch(2)
        page.addLayout(middle)
        page.addStretch(3)
        self.setFocusProxy(self.edit)

    def _paint_sign(self) -> None:
        self._sign.setPixmap(icon("lock").pixmap(_SIGN, _SIGN))

    def _enable(self) -> None:
        self.unlock.setEnabled(bool(self.edit.text) and not self._trying)
        waited, self._waiting = self._waiting, self._session.secured and not self._session.shut
        self.close_case.setEnabled(not (self._waiting or self._trying))
        if self._trying:
            self.message.setText(self.tr("確認しています…"))
        elif waited and not self._waiting:
            self.message.clear()
        elif self._waiting:
            self.message.setText(
                self.tr("処理が終わるのを待っています。終わりしだい、案件のファイルも閉じます。")
            )

    def _on_unlock(self) -> None:
        if self.edit.text and not self._trying:
            self._trying = True
            job = self._session.passphrase.unlock(self.edit.text)
            job.failed.connect(self._on_failed)
            job.finished.connect(self._on_finished)
            self._enable()

    def _on_failed(self, error: Exception) -> None:
        self._trying = False
        self._enable()
        if is_wrong_passphrase(error):
            self.message.setText(self.tr("パスフレーズが違います。もう一度入力してください。"))
        elif isinstance(error, AssessorError):
            self.message.setText("\n".join(sentence(p, self._session.language) for p in error.problems))
        self.edit.begin_again()

    def _on_finished(self) -> None:
        self._trying = False

    def _on_secured_changed(self) -> None:
        self._trying = False
        self.edit.clear()
        self.message.clear()
        self._enable()
