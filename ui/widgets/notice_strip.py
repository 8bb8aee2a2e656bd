"""A strip across a page that says one thing, and is not there when there is nothing to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from assessor.domain.vocabulary import Verdict
from ui.widgets.chips import Strip
from ui.widgets.labels import GAP, MARGIN, Text

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget


class NoticeStrip(Strip):
    """A notice that is to be read before the page below it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Verdict.INSUFFICIENT, parent)
        self.text = Text()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(MARGIN + 4, GAP, MARGIN, GAP)
        self._column.addWidget(self.text)
        self.hide()

    def show_notice(self, notice: str) -> None:
        """Show a notice, or nothing."""
        self.text.setText(notice)
        self._fit()
        self.setVisible(bool(notice))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take as many lines as the notice needs."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Ask for the height at this width: else Qt keeps room for more lines than it ever takes."""
        self.setFixedHeight(self._column.totalHeightForWidth(self.width()))
