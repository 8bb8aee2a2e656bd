"""The dialog that asks for the passphrase of a case until it opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from ui.secrets.field import PassphraseEdit
from ui.widgets.dialogs.forms import FormDialog
from ui.widgets.labels import Quiet, Text

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget


class PassphraseDialog(FormDialog):
    """Stays open until the case opens or the user cancels; its texts do not reveal what the file is."""

    tried = Signal(str)

    def __init__(self, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._trying = self._wrong = False
        self.about, self.note, self.edit = Text(), Quiet(), PassphraseEdit()
        self.body.addWidget(self.about)
        self.body.addWidget(self.edit)
        self.body.addWidget(self.note)
        self.edit.changed.connect(self.check)
        self.body.addStretch(1)
        self.finish()
        self.resize(520, 0)
        self.edit.setFocus()

    def accept(self) -> None:
        """Try the typed passphrase; the dialog stays open until the result is reported."""
        if self.edit.text and not self._trying:
            self._trying = True
            self.check()
            self.tried.emit(self.edit.text)

    def show_wrong(self) -> None:
        """Show that the passphrase was wrong, and ask again."""
        self._trying, self._wrong = False, True
        self.retranslate()
        self.check()
        self.edit.begin_again()

    def done(self, result: int) -> None:
        """Clear the field and close."""
        self.edit.clear()
        super().done(result)

    def lacking(self) -> str:
        """Return what is missing as a sentence, or nothing."""
        if self._trying:
            return self.tr("確認しています…")
        return "" if self.edit.text else self.tr("パスフレーズを入力してください。")

    def retranslate(self) -> None:
        """Show all texts in the language of the window."""
        super().retranslate()
        self.setWindowTitle(self.tr("パスフレーズの入力"))
        text = (
            self.tr("「{file}」を開けません。パスフレーズが違うか、点検案件のファイルではありません。")
            if self._wrong
            else self.tr("「{file}」を開くには、パスフレーズが必要です。")
        )
        self.about.setText(text.format(file=self._path.name))
        self.note.setText(self.tr("パスフレーズを忘れたときは、復旧用紙のコードを入力してください。"))
        self.yes.setText(self.tr("開く"))
