"""A field of several lines that shows when the keys go to it; Fusion draws its frame the same always."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QPlainTextEdit

from ui.widgets.looks import theme

_RADIUS = 2


class TextArea(QPlainTextEdit):
    """Plain text in several lines, framed in the colour of the focus while it has that."""

    def event(self, event: QEvent) -> bool:
        """Paint the frame over Fusion's: this widget's own paint event is that of what it scrolls."""
        done = super().event(event)
        kind = event.type()
        if kind is QEvent.Type.Paint and self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.ring(), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
        elif kind in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.update()
        return done
