"""Fonts that differ from the application's by a step, and keep the step when the size of all text changes."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication, QWidget


def emphasise(widget: QWidget, larger: float = 0, *, bold: bool = False) -> None:
    """Show a widget's text larger by some points, or bold, whatever size all text has."""
    _Emphasis(widget, larger, bold=bold)


def fixed(larger: float = 0) -> QFont:
    """Return the font whose signs are all equally wide, in the size of all text or larger."""
    made = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    made.setPointSizeF(QApplication.font().pointSizeF() + larger)
    return made


def follow(application: QApplication) -> None:
    """Give what does not follow the size of all text that size, and what was emphasised its step again.

    What stands under a style sheet of its own keeps the font that it had when the sheet was set.
    """
    for dressed in [widget for widget in application.allWidgets() if widget.styleSheet()]:
        for widget in (dressed, *dressed.findChildren(QWidget)):
            widget.setFont(application.font())
    for widget in application.allWidgets():
        for step in widget.findChildren(_Emphasis, options=Qt.FindChildOption.FindDirectChildrenOnly):
            step.refresh()


class _Emphasis(QObject):
    def __init__(self, widget: QWidget, larger: float, *, bold: bool) -> None:
        super().__init__(widget)
        self._widget, self._larger, self._bold = widget, larger, bold
        self.refresh()

    def refresh(self) -> None:
        """Take the step from the size that all text has now."""
        font = QFont(QApplication.font())
        font.setBold(self._bold)
        if self._larger:
            font.setPointSizeF(font.pointSizeF() + self._larger)
        self._widget.setFont(font)
