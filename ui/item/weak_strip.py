"""The strip above a weak verdict with its reasons and two actions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from assessor.domain.vocabulary import ExaminationRule, Verdict
from assessor.words.examination import weaknesses
from ui.widgets.chips import Strip
from ui.widgets.labels import GAP, MARGIN, Text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from assessor.domain.weakness import Weak
    from assessor.words import Language

# Weaknesses that a confirmation settles; the others need additions.
_SETTLED: Final = frozenset({ExaminationRule.NEWER_THAN_VERDICT, ExaminationRule.REASON_FOR_OTHER_VERDICT})


class WeakStrip(Strip):
    """Shows why an item is to be checked, with buttons to confirm the review or rewrite its reason."""

    confirmed = Signal()  # the review is confirmed unchanged
    rewrite_wanted = Signal()  # the reason is to be rewritten

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Verdict.INSUFFICIENT, parent)
        self.message = Text()
        self.keep = QPushButton()
        self.rewrite = QPushButton()
        for button in (self.keep, self.rewrite):
            button.setAutoDefault(False)
        self._of_reason = False
        self.keep.clicked.connect(self.confirmed)
        self.rewrite.clicked.connect(self.rewrite_wanted)
        buttons = QVBoxLayout()
        buttons.setSpacing(3)
        buttons.addWidget(self.keep)
        buttons.addWidget(self.rewrite)
        buttons.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN, GAP, GAP, GAP)
        row.setSpacing(GAP)
        row.addWidget(self.message, 1)
        row.addLayout(buttons)
        self.hide()

    def show_weak(self, weak: Weak, language: Language, *, editable: bool) -> None:
        """Show why the item is weak, or hide the strip if it is not."""
        rules = {one.rule for one in weak}
        self._of_reason = ExaminationRule.REASON_FOR_OTHER_VERDICT in rules
        self.message.setText(weaknesses(weak, language))
        self.keep.setVisible(editable and bool(rules & _SETTLED))
        self.rewrite.setVisible(editable and self._of_reason)
        self.setVisible(bool(weak))
        self.retranslate()

    def retranslate(self) -> None:
        """Show all texts in the language of the window."""
        self.keep.setText(self.tr("この理由のまま使う") if self._of_reason else self.tr("評価はこのまま"))
        self.keep.setToolTip(self.tr("内容を確認したものとして、評価と理由を変えずに記録します。"))
        self.rewrite.setText(self.tr("理由を書き直す"))
