"""The dialog that asks for the passphrase before the recovery sheet is shown again."""

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
    """Accepted once the passphrase is right, so that a case left open does not give away its code."""

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
        """Check the typed passphrase; the dialog stays open when it is wrong."""
        if self._job is None and self.edit.text:
            self._job = self._session.passphrase.expect(self.edit.text)
            self._job.succeeded.connect(self._on_succeeded)
            self._job.failed.connect(self._on_failed)
            self.check()

    def done(self, result: int) -> None:
        """Clear the field and close."""
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
        else:  # cancelled, or hidden because the case was locked
            self.check()

    def _on_failed(self, error: Exception) -> None:
        self._job = None
        self._wrong = is_wrong_passphrase(error)
        self.check()
        self.edit.begin_again()
