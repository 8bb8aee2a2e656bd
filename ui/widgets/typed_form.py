"""A form with a longer text, which is not given up by one key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QPlainTextEdit

from ui.widgets import messages
from ui.widgets.forms import FormDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_FEW: Final = 10  # signs that are soon typed again


class TypedForm(FormDialog):
    """Asks before it is cancelled, once more than a few words were typed into its text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)

    def reject(self) -> None:
        """Close, but not at once when text would be lost."""
        if len(self.text.toPlainText().strip()) <= _FEW:
            super().reject()
            return
        messages.ask(
            self,
            self.tr("入力した文章を破棄しますか。"),
            yes=self.tr("破棄して閉じる"),
            then=self._give_up,
        )

    def _give_up(self) -> None:
        super().reject()
