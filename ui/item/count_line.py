"""The amber line above the verdicts with the number of items that are judged at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPalette
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from assessor.domain.vocabulary import Verdict
from ui.widgets.labels import GAP, MARGIN, Text
from ui.widgets.looks import theme

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QPaintEvent

RADIUS = 4


class CountLine(QWidget):
    """Shown only while more than one item is selected."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.count, self.more = Text(), Text()
        font = QFont(self.count.font())
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() + 1)
        self.count.setFont(font)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, GAP, MARGIN, GAP)
        column.setSpacing(2)
        column.addWidget(self.count)
        column.addWidget(self.more)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._paint_texts()
        self.hide()

    def show_count(self, count: str, more: str) -> None:
        """Show the number of items, and what is recorded for all of them."""
        self.count.setText(count)
        self.more.setText(more)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of colours."""
        super().changeEvent(event)
        if event.type() is event.Type.PaletteChange and hasattr(self, "more"):
            self._paint_texts()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the amber background."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.tone(Verdict.INSUFFICIENT).background)
        painter.drawRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)

    def _paint_texts(self) -> None:
        ink = theme.tone(Verdict.INSUFFICIENT).text
        for label in (self.count, self.more):
            if label.palette().color(QPalette.ColorRole.WindowText) != ink:
                palette = QPalette(label.palette())
                palette.setColor(QPalette.ColorRole.WindowText, ink)
                label.setPalette(palette)
