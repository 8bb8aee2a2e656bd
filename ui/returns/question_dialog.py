"""The dialog that asks for the question that a mark on a returned workbook becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessor.text import for_workbook
from ui.widgets.dialogs.forms import FormDialog
from ui.widgets.labels import Text
from ui.widgets.text_area import TextArea

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class QuestionDialog(FormDialog):
    """Shows the item and a question that can be edited."""

    def __init__(self, item: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item = Text(item)
        self.text = TextArea()
        self.text.setTabChangesFocus(True)
        self.text.setPlainText(text)
        self._item_label = self.row(self.item)
        self._label = self.row(self.text)
        self.body.addLayout(self.form)
        self.text.textChanged.connect(self.check)
        self.finish()
        self.resize(480, 0)
        self.text.setFocus()
        self.text.selectAll()

    @property
    def question(self) -> str:
        """The question without blanks around it."""
        return for_workbook(self.text.toPlainText()).strip()

    def lacking(self) -> str:
        """Return what is missing as a sentence, or nothing."""
        return "" if self.question else self.tr("確認する内容を入力してください。")

    def retranslate(self) -> None:
        """Show all texts in the language of the window."""
        super().retranslate()
        self.setWindowTitle(self.tr("追加確認にする"))
        self._item_label.setText(self.tr("項目"))
        self._label.setText(self.tr("確認する内容(&T)"))
        self.yes.setText(self.tr("追加確認にする"))
