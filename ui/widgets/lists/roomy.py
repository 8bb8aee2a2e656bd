"""Rows with some space around their text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStyledItemDelegate

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtWidgets import QStyleOptionViewItem

_ROOM: Final = QSize(8, 6)


class RoomyDelegate(QStyledItemDelegate):
    """Draws cells like the style, but with a margin around the text."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the size of the text with its margin."""
        return super().sizeHint(option, index) + _ROOM
