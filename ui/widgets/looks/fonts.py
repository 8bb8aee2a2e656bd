"""Fonts that are larger than the application's by some points, also when the size of all text changes."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication, QWidget


def emphasise(widget: QWidget, larger: float = 0, *, bold: bool = False) -> None:
    """Show a widget's text larger by some points, or bold, at every size of all text."""
    _Emphasis(widget, larger, bold=bold)


def fixed(larger: float = 0) -> QFont:
    """Return the fixed-width font in the size of all text, or larger by some points."""
    made = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    made.setPointSizeF(QApplication.font().pointSizeF() + larger)
    return made


def follow(application: QApplication) -> None:
    """Update the fonts of widgets that do not follow the size of all text by themselves.

    A widget with a style sheet of its own keeps the font that it had when the sheet was set.
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
        """Update the font to the present size of all text."""
        font = QFont(QApplication.font())
        font.setBold(self._bold)
        if self._larger:
            font.setPointSizeF(font.pointSizeF() + self._larger)
        self._widget.setFont(font)
