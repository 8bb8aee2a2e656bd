"""The properties of the open case: title, contact, rule on signers, rule on evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from assessor.domain.records import WHOLE_CASE
from assessor.domain.vocabulary import EvidenceRule
from assessor.words.examination import evidence_rule_name
from ui.widgets.dialogs.forms import FormDialog
from ui.widgets.labels import Quiet

if TYPE_CHECKING:
    from ui.session.session import Session


class CaseDialog(FormDialog):
    """Edits the properties in one change; those that a signature locks are read-only."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._signed = bool(session.signatures.of(WHOLE_CASE))
        self.title = QLineEdit(session.case.title)
        self.contact = QLineEdit(session.case.contact)
        self._title_label = self.row(self.title)
        self._contact_label = self.row(self.contact)
        self.distinct = QCheckBox()
        self.distinct.setChecked(bool(session.case.distinct_signers))
        self.distinct.setEnabled(not session.signatures.by_scope)  # the signatures were made by it
        self.evidence = QComboBox()
        for rule in EvidenceRule:
            self.evidence.addItem("", rule)
        self.evidence.setCurrentIndex(self.evidence.findData(session.case.evidence_rule))
        self.evidence.setEnabled(not self._signed)
        self._evidence_label = self.row(self.evidence)
        self.fixed = Quiet()
        self.fixed.setVisible(not (self.distinct.isEnabled() or self._signed))
        for field in (self.title, self.contact):
            field.setReadOnly(self._signed)
        self.body.addLayout(self.form)
        self.body.addWidget(self.distinct)
        self.body.addWidget(self.fixed)
        self.title.textChanged.connect(self.check)
        self.finish()
        self.resize(520, 0)

    def lacking(self) -> str:
        """Return what is missing as a sentence, or nothing."""
        if self._signed:
            return self.tr(
                "点検全体に署名があるため、変更できません。変更するときは、先に署名を取り消してください。"
            )
        return "" if self.title.text().strip() else self.tr("案件名を入力してください。")

    def retranslate(self) -> None:
        """Show all texts in the language of the window."""
        super().retranslate()
        self.setWindowTitle(self.tr("案件名と連絡先"))
        self._title_label.setText(self.tr("案件名(&T)"))
        self._contact_label.setText(self.tr("連絡先(&C)"))
        self._evidence_label.setText(self.tr("証跡のない充足を要確認とする項目(&E)"))
        for number in range(self.evidence.count()):
            rule = EvidenceRule(self.evidence.itemData(number))
            self.evidence.setItemText(number, evidence_rule_name(rule, self._session.language))
        self.distinct.setText(self.tr("作成・検証・承認は、それぞれ別の人が署名する(&D)"))
        self.fixed.setText(self.tr("署名がある間は、署名者の条件を変更できません。"))
        self.yes.setText(self.tr("保存"))

    def accept(self) -> None:
        """Record the input; the dialog stays open when that fails."""
        if self._session.reviews.edit_case(
            self.title.text(),
            self.contact.text(),
            distinct_signers=self.distinct.isChecked(),
            evidence_rule=EvidenceRule(self.evidence.currentData()),
        ):
            super().accept()
