"""The dialog that asks for the date or text that an unreadable cell stands for."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QWidget

from assessor.domain.questionnaire import WRITTEN_FIELDS
from assessor.text import for_workbook
from ui.widgets.calm_fields import CalmDateEdit
from ui.widgets.dialogs.forms import FormDialog
from ui.widgets.flow import Flow
from ui.widgets.labels import GAP
from ui.widgets.text_area import TextArea

if TYPE_CHECKING:
    from assessor.domain.sheet_mark import SheetMark
    from assessor.operations.returns.values import Proposal

DATES: Final = frozenset(WRITTEN_FIELDS) - {"answer"}


class ReadAsDialog(FormDialog):
    """Shows the typed text and asks for its meaning."""

    def __init__(
        self,
        proposal: Proposal,
        field: str,
        parent: QWidget | None = None,
        *,
        struck: SheetMark | None = None,
    ) -> None:
        super().__init__(parent)
        self._field = field
        self.is_date = proposal.field in DATES
        self.written = QLabel(proposal.written or "—")
        self.written.setTextFormat(Qt.TextFormat.PlainText)
        if struck is not None:
            self.written.setTextFormat(Qt.TextFormat.RichText)
            self.written.setText(_crossed(proposal.written, struck.text))
        self.written.setWordWrap(True)
        self.day = CalmDateEdit(QDate.currentDate())
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.month_only = QCheckBox()
        self.text = TextArea()
        self.text.setTabChangesFocus(True)
        self._written_label = self.row(self.written)
        self._label = self.row(self.day if self.is_date else self.text)
        if self.is_date:
            self.form.addRow("", self.month_only)
        self.without, self.whole = QPushButton(), QPushButton()
        fills = Flow(gap=GAP)
        for button, text in (
            (self.without, struck.rest if struck is not None else ""),
            (self.whole, proposal.written),
        ):
            button.clicked.connect(lambda _=False, text=text: self.text.setPlainText(text))
            button.setVisible(not self.is_date and bool(text))
            fills.addWidget(button)
        self.body.addLayout(self.form)
        self.body.addLayout(fills)
        self.text.setPlainText(proposal.written if struck is None else struck.rest)
        self.text.textChanged.connect(self.check)
        self.month_only.toggled.connect(self._on_month_only)
        self.finish()
        self.resize(460, 0)
        (self.day if self.is_date else self.text).setFocus()

    @property
    def value(self) -> str:
        """The meaning of the cell: YYYY-MM-DD, YYYY-MM, or a text."""
        if self.is_date:
            return self.day.date().toString("yyyy-MM" if self.month_only.isChecked() else "yyyy-MM-dd")
        return for_workbook(self.text.toPlainText()).strip()

    def lacking(self) -> str:
        """Return what is missing as a sentence, or nothing."""
        return "" if self.value else self.tr("読み替える内容を入力してください。")

    def retranslate(self) -> None:
        """Show all texts in the language of the window."""
        super().retranslate()
        self.setWindowTitle(self.tr("読み替え"))
        self._written_label.setText(self.tr("原文"))
        self._label.setText(self._field)
        self.month_only.setText(self.tr("月のみ（日は未定）"))
        self.without.setText(self.tr("取消線を除いて読む(&S)"))
        self.whole.setText(self.tr("元の文字のまま読む(&O)"))
        self.yes.setText(self.tr("読み替える"))

    def _on_month_only(self, on: bool) -> None:
        self.day.setDisplayFormat("yyyy-MM" if on else "yyyy-MM-dd")


def _crossed(written: str, struck: str) -> str:
    """Return the typed text as rich text, with the struck part struck through."""
    before, found, after = written.partition(struck)
    text = f"{escape(before)}<s>{escape(found)}</s>{escape(after)}"
    return f'<p style="white-space:pre-wrap">{text}</p>'
