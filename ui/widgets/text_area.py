"""A multi-line field that shows its focus, unlike that of the Fusion style."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QPlainTextEdit

from ui.widgets.looks import theme

_RADIUS = 2


class TextArea(QPlainTextEdit):
    """Plain text in several lines, with a coloured frame while it has the focus."""

    def event(self, event: QEvent) -> bool:
        """Paint the frame over Fusion's; the paint event of a scroll area is that of its viewport."""
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
