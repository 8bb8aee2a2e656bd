"""Asking for the passphrase before the recovery sheet is shown again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.secrets.field import PassphraseEdit
from ui.session.failures import is_wrong_passphrase
from ui.widgets.dialogs.forms import FormDialog
from ui.widgets.labels import Text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.session.jobs import Job
    from ui.session.session import Session


class SheetQuestion(FormDialog):
    """Is accepted once what opens the case was typed: a case left open is no reason to hand out its code."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._job: Job | None = None
        self._wrong = False
        self.about, self.edit = Text(), PassphraseEdit()
        self.body.addWidget(self.about)
        self.body.addWidget(self.edit)
        self.edit.changed.connect(self._on_changed)
        self.finish()
        self.resize(520, 0)
        self.edit.setFocus()

    def accept(self) -> None:
        """Try what was typed; the dialog stays when it does not open the case."""
        if self._job is None and self.edit.text:
            self._job = self._session.passphrase.expect(self.edit.text)
            self._job.succeeded.connect(self._on_succeeded)
            self._job.failed.connect(self._on_failed)
            self.check()

    def done(self, result: int) -> None:
        """Forget what was typed."""
        self.edit.clear()
        super().done(result)

    def lacking(self) -> str:
        """Return what is missing as a sentence, or nothing."""
        if self._job is not None:
            return self.tr("確認しています…")
        if self._wrong:
            return self.tr("パスフレーズが違います。もう一度入力してください。")
        return "" if self.edit.text else self.tr("パスフレーズを入力してください。")

    def retranslate(self) -> None:
        """Show all texts in the language of the window."""
        super().retranslate()
        self.setWindowTitle(self.tr("復旧用紙"))
        self.about.setText(self.tr("復旧用紙を表示するには、この案件のパスフレーズを入力してください。"))
        self.yes.setText(self.tr("表示"))

    def _on_changed(self) -> None:
        self._wrong = False
        self.check()

    def _on_succeeded(self) -> None:
        self._job = None
        if self.isVisible():
            super().accept()
        else:  # given up, or covered because the case was locked
            self.check()

    def _on_failed(self, error: Exception) -> None:
        self._job = None
        self._wrong = is_wrong_passphrase(error)
        self.check()
        self.edit.begin_again()
