"""The dialog that asks who approves a rule's proposal, and for which items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from assessor.domain.vocabulary import Verdict
from assessor.words.terms import named
from ui.widgets.labels import GAP, MARGIN, Text, listed

if TYPE_CHECKING:
    from assessor.domain.rulebook import Rule
    from ui.session.session import Session


class ApproverDialog(QDialog):
    """Accepts the proposal for the current item, or all proposals for its subject."""

    def __init__(self, session: Session, rule: Rule, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._rule = rule
        self._item = session.current_item
        rows = session.reviews.item_rows(session.current_subject)
        proposed = [row.state.item.id for row in rows if row.proposal is not None]
        reason = named(rule.reason, rule.reason_en, session.language)
        self.setWindowTitle(self.tr("該当なし提案の承認"))
        self.setMinimumWidth(440)
        text = Text(self.tr("規則 {rule} による提案：{reason}").format(rule=rule.id, reason=reason))
        self.this = QRadioButton(self.tr("この項目（{item}）だけを該当なしにする").format(item=self._item))
        self.all = QRadioButton(
            self.tr("この点検対象への提案 {count}件をすべて該当なしにする").format(count=len(proposed))
        )
        items = Text(listed(proposed, session.language))
        self.this.setChecked(True)
        for part in (self.all, items):
            part.setVisible(len(proposed) > 1)
        label = QLabel(self.tr("承認者"))
        self.approver = QLineEdit()
        label.setBuddy(self.approver)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.confirm = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.confirm.setText(self.tr("承認"))
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GAP, 2 * GAP, 2 * GAP, 2 * GAP)
        column.setSpacing(MARGIN)
        for widget in (text, self.this, self.all, items, label, self.approver):
            column.addWidget(widget)
        column.addStretch(1)
        column.addWidget(self.buttons)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.approver.textChanged.connect(self._on_text_changed)
        self.approver.setFocus()
        self._on_text_changed()

    def accept(self) -> None:
        """Record the acceptance; the dialog stays open when that fails."""
        if self._recorded():
            super().accept()

    def _on_text_changed(self) -> None:
        self.confirm.setEnabled(bool(self.approver.text().strip()) and not self._session.locked)

    def _recorded(self) -> bool:
        approver = self.approver.text().strip()
        if self.all.isChecked():
            return self._session.reviews.accept_proposals([self._session.current_subject], approver)
        reason = f"{self._rule.reason}（{self._rule.id}）"  # in the same words as accepting all of them
        return self._session.reviews.mark(
            [self._item], verdict=Verdict.NOT_APPLICABLE, reason=reason, approver=approver
        )
