"""The hint while files are dragged: a frame around the target and a text that says what a drop does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPalette, QPen
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_PAD = 8
_RADIUS = 4


class DropHint(QWidget):
    """A transparent overlay of the window that takes no events."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.words = ""
        self._place = QRect()
        self._allowed = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.hide()

    def show_words(self, words: str, place: QRect, *, allowed: bool) -> None:
        """Show what a drop on a rectangle of the window does, or why it is not allowed."""
        if (words, place, allowed) == (self.words, self._place, self._allowed) and self.isVisible():
            return
        self.words, self._place, self._allowed = words, place, allowed
        self.setAccessibleName(words)
        self.setGeometry(self._whole())
        self.raise_()
        self.show()
        self.update()

    def _whole(self) -> QRect:
        window = self.parentWidget()
        return window.rect() if window is not None else QRect()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the frame, and the text where it fits."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        role = QPalette.ColorRole.Highlight if self._allowed else QPalette.ColorRole.Mid
        colour = self.palette().color(role)
        place = self._place.intersected(self.rect())
        dashed = Qt.PenStyle.SolidLine if self._allowed else Qt.PenStyle.DashLine
        painter.setPen(QPen(colour, 2, dashed))
        painter.drawRoundedRect(QRectF(place).adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
        metrics = self.fontMetrics()
        box = metrics.boundingRect(self.words).adjusted(-_PAD, -_PAD // 2, _PAD, _PAD // 2)
        box.moveTopLeft(place.bottomLeft())
        if box.bottom() > self.rect().bottom():
            box.moveBottomLeft(place.topLeft() if place.height() < self.height() // 2 else place.bottomLeft())
        box.moveLeft(max(0, min(box.left(), self.width() - box.width())))
        painter.setPen(QPen(colour, 1))
        painter.setBrush(self.palette().color(QPalette.ColorRole.ToolTipBase))
        painter.drawRoundedRect(QRectF(box), _RADIUS, _RADIUS)
        painter.setPen(self.palette().color(QPalette.ColorRole.ToolTipText))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.words)
