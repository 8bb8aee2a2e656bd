"""Fields whose value the mouse wheel does not change; it scrolls the page instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QDateEdit, QSpinBox

if TYPE_CHECKING:
    from PySide6.QtGui import QWheelEvent


class CalmComboBox(QComboBox):
    """A combo box that takes the wheel only while its list is open."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to what lies below."""
        event.ignore()


class CalmSpinBox(QSpinBox):
    """A spin box that ignores the wheel."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to what lies below."""
        event.ignore()


class CalmDateEdit(QDateEdit):
    """A date field that ignores the wheel."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to what lies below."""
        event.ignore()
