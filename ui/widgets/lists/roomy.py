"""Rows with some room around their words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStyledItemDelegate

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtWidgets import QStyleOptionViewItem

_ROOM: Final = QSize(8, 6)


class RoomyDelegate(QStyledItemDelegate):
    """Draws cells as the style does, each a little larger than its words."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the size of the words with the room around them."""
        return super().sizeHint(option, index) + _ROOM
