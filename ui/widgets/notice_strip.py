"""A strip across a page with one notice, hidden when there is none."""

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
    """A notice above a page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Verdict.INSUFFICIENT, parent)
        self.text = Text()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(MARGIN + 4, GAP, MARGIN, GAP)
        self._column.addWidget(self.text)
        self.hide()

    def show_notice(self, notice: str) -> None:
        """Show a notice; an empty text hides the strip."""
        self.text.setText(notice)
        self._fit()
        self.setVisible(bool(notice))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the height to the lines of the notice."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Fix the height for this width, since Qt would reserve more lines than are needed."""
        self.setFixedHeight(self._column.totalHeightForWidth(self.width()))
