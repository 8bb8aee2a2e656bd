"""The dialog for the reason and the approver of 該当なし, opened by its key."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QLineEdit

from assessor.domain.vocabulary import Verdict
from ui.widgets.dialogs import fitting
from ui.widgets.dialogs.forms import TypedForm
from ui.widgets.labels import quiet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from ui.session.session import Session


class ReasonDialog(TypedForm):
    """Records 該当なし with its reason as one change."""

    def __init__(
        self, session: Session, subject: str, items: Sequence[str], parent: QWidget | None = None
    ) -> None:
        key = f"not_applicable {subject} {' '.join(items)}"
        super().__init__(session.typed.of(key), partial(session.typed.keep, key), parent)
        self._session = session
        self._subject = subject
        self._items = list(items)
        self._about = quiet(QLabel())
        self._about.setWordWrap(True)
        self.body.addWidget(self._about)
        self.reason = self.text
        fitting.LineHeight(self.reason, 5)
        self.approver = QLineEdit()
        self._reason_label = self.row(self.reason)
        self._approver_label = self.row(self.approver)
        self.body.addLayout(self.form)
        self.reason.textChanged.connect(self.check)
        self.approver.textChanged.connect(self.check)
        self.finish()
        self.resize(520, 0)

    def lacking(self) -> str:
        """Return what is missing as a sentence, or nothing."""
        if not self.reason.toPlainText().strip():
            return self.tr("該当なしとする理由を入力してください。")
        return "" if self.approver.text().strip() else self.tr("承認者の氏名を入力してください。")

    def retranslate(self) -> None:
        """Show all texts in the language of the window."""
        super().retranslate()
        self.setWindowTitle(self.tr("該当なしの理由"))
        text = self.tr("{items} を該当なしとします。")
        self._about.setText(text.format(items=", ".join(self._items)))
        self._reason_label.setText(self.tr("評価理由(&R)"))
        self._approver_label.setText(self.tr("承認者(&A)"))
        self.yes.setText(self.tr("記録"))

    def accept(self) -> None:
        """Record the verdict; the dialog stays open when that fails."""
        if self._session.reviews.mark(
            self._items,
            subject=self._subject,
            verdict=Verdict.NOT_APPLICABLE,
            reason=self.reason.toPlainText(),
            approver=self.approver.text(),
        ):
            super().accept()
