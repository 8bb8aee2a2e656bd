"""A strip across a page that says one thing, and is not there when there is nothing to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from assessor.domain.vocabulary import Verdict
from ui.chips import Strip
from ui.labels import GAP, MARGIN, Text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class NoticeStrip(Strip):
    """A notice that is to be read before the page below it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Verdict.INSUFFICIENT, parent)
        self.text = Text()
        self.text.setWordWrap(False)  # else Qt keeps room for more lines than it ever takes
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN + 4, GAP, MARGIN, GAP)
        column.addWidget(self.text)
        self.hide()

    def tell(self, notice: str) -> None:
        """Show a notice, or nothing."""
        self.text.setText(notice)
        self.setVisible(bool(notice))
