"""The title of the open case, the contact printed in its questionnaires, and who may sign it off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from ui.forms import FormDialog

if TYPE_CHECKING:
    from ui.session import Session


class CaseDialog(FormDialog):
    """Edits title, contact and the rule on signers as one change."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.title = QLineEdit(session.case.title)
        self.contact = QLineEdit(session.case.contact)
        self._title_label = self.row(self.title)
        self._contact_label = self.row(self.contact)
        self.distinct = QCheckBox()
        self.distinct.setChecked(bool(session.case.distinct_signers))
        self.distinct.setEnabled(not session.signatures.by_scope)  # the rule of what stands signed
        self.body.addLayout(self.form)
        self.body.addWidget(self.distinct)
        self.title.textChanged.connect(self.check)
        self.finish()
        self.resize(520, self.sizeHint().height())

    def lacking(self) -> str:
        """Return what is missing as a sentence, or nothing."""
        return "" if self.title.text().strip() else self.tr("案件名を入力してください。")

    def retranslate(self) -> None:
        """Show all texts in the language of the window."""
        super().retranslate()
        self.setWindowTitle(self.tr("案件名と連絡先"))
        self._title_label.setText(self.tr("案件名(&T)"))
        self._contact_label.setText(self.tr("連絡先(&C)"))
        self.distinct.setText(self.tr("作成・検証・承認は、それぞれ別の人が署名する(&D)"))
        fixed = self.tr("署名がある間は変更できません。")
        self.distinct.setToolTip("" if self.distinct.isEnabled() else fixed)
        self.yes.setText(self.tr("保存"))

    def accept(self) -> None:
        """Record what was entered; the dialog stays when that is not possible."""
        if self._session.edit_case(
            self.title.text(), self.contact.text(), distinct_signers=self.distinct.isChecked()
        ):
            super().accept()
