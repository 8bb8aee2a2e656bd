"""The strip above a case that is read-only because somebody else has it open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy

from assessor.domain.vocabulary import Verdict
from ui.moments import local
from ui.widgets.chips import Strip
from ui.widgets.labels import GAP, MARGIN, Text

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from assessor.operations.holding import LockHolder


class HolderBanner(Strip):
    """Shows who has had the case since when, and a button to edit once that is possible."""

    edit_chosen = Signal(object)  # the silent LockHolder to be replaced, or None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Verdict.CONFIRMING, parent)
        self.text = Text()
        self.button = QPushButton()
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN + 4, GAP, MARGIN, GAP)
        row.setSpacing(MARGIN)
        row.addWidget(self.text, 1)
        row.addWidget(self.button)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._row = row
        self._first_holder: LockHolder | None = None
        self._present_holder: LockHolder | None = None
        self.button.clicked.connect(lambda: self.edit_chosen.emit(self._present_holder))

    def show_holders(self, first: LockHolder | None, now: LockHolder | None) -> None:
        """Show who had the case when it was opened here, and who has it now."""
        self._first_holder, self._present_holder = first, now
        self.retranslate()

    def retranslate(self) -> None:
        """Show all texts in the language of the window."""
        if self._first_holder is None:
            self.text.clear()
            return
        text = self._message()
        self.text.setText(text)
        free = self._present_holder is None
        self.button.setVisible(free or bool(self._present_holder and self._present_holder.silent))
        again = self.tr("編集できるように開き直す")
        self.button.setText(again if free else self.tr("それでも開く…"))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the height to the lines of the text."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()

    def _fit(self) -> None:
        """Fix the height for this width, since a tool bar would reserve more lines."""
        self.setFixedHeight(self._row.totalHeightForWidth(self.width()))

    def _message(self) -> str:
        if self._present_holder is None:
            return self.tr(
                "この案件は、ほかの画面や端末では閉じられました。ここでは読み取り専用で表示しています。"
            )
        holder = self._present_holder.holder
        if not holder.since:
            return self.tr("この案件は、ほかの画面や端末で開かれています。ここでは読み取り専用です。")
        facts = {"who": holder.reviewer, "machine": holder.machine, "since": local(holder.since)}
        if self._present_holder.silent:
            text = self.tr(
                "{who}（{machine}）が {since} に開きましたが、{seen} から反応がありません。"
                "閉じずに終了した可能性があります。ここでは読み取り専用です。"
            )
            return text.format(**facts, seen=local(self._present_holder.seen))
        text = self.tr("{who}（{machine}）が {since} から開いています。ここでは読み取り専用です。")
        return text.format(**facts)
