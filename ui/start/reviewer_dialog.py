"""The dialog that asks for the reviewer's name, under which every change is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from assessor.text import PERSON_LIMIT, person
from ui.widgets.dialogs.forms import FormDialog
from ui.widgets.labels import Text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class ReviewerDialog(FormDialog):
    """Asks for a name, by default that of the user's account."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.about = Text()
        self.name = QLineEdit(name)
        self.body.addWidget(self.about)
        self._label = self.row(self.name)
        self.body.addLayout(self.form)
        self.name.textChanged.connect(self.check)
        self.finish()
        self.name.selectAll()
        self.name.setFocus()
        self.resize(480, 0)

    @property
    def chosen(self) -> str:
        """The name in the form of records."""
        return person(self.name.text())

    def lacking(self) -> str:
        """Return what is missing as a sentence, or nothing."""
        if not self.chosen:
            return self.tr("氏名を入力してください。")
        if len(self.chosen) > PERSON_LIMIT:
            return self.tr("氏名は{count}文字以内で入力してください。").format(count=PERSON_LIMIT)
        return ""

    def retranslate(self) -> None:
        """Show all texts in the language of the window."""
        super().retranslate()
        self.setWindowTitle(self.tr("評価者の氏名"))
        self.about.setText(
            self.tr(
                "評価、質問、署名などの記録に、評価者として残ります。"
                "この端末に保存し、次回からは尋ねません。これまでの記録の氏名は変わりません。"
            )
        )
        self._label.setText(self.tr("氏名(&N)"))
        self.yes.setText(self.tr("この氏名で記録する"))
        self.no.setText(self.tr("あとで"))
