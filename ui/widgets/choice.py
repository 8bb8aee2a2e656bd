"""A small button that stays pressed, coloured while it is."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QToolButton, QWidget

from ui.widgets.looks import theme

_RADIUS = 3


class Choice(QToolButton):
    """One of several exclusive buttons; the chosen one has the accent colour."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setCheckable(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button when it is chosen; otherwise the style paints it."""
        if not self.isChecked():
            super().paintEvent(event)
            return
        colours, role = self.palette(), QPalette.ColorRole
        group = QPalette.ColorGroup.Normal if self.isEnabled() else QPalette.ColorGroup.Disabled
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.hasFocus()
        painter.setPen(QPen(theme.ring(), 2) if focused else Qt.PenStyle.NoPen)
        painter.setBrush(theme.accent() if self.isEnabled() else colours.color(group, role.Mid))
        inset = 1.5 if focused else 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), _RADIUS, _RADIUS)
        painter.setPen(theme.on_accent())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
