"""What a screen reader says of cells that show nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QModelIndex, QSignalBlocker, Qt

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTableWidget, QTreeWidget


def spoken(text: str) -> str:
    """Return a text to be read out, or the word for nothing."""
    return text or QCoreApplication.translate("spoken", "なし")


def name_blanks(view: QTableWidget | QTreeWidget) -> None:
    """Let empty cells be read as nothing, and those beside a group's name as the group."""
    with QSignalBlocker(view):
        _name_below(view, QModelIndex())


def _name_below(view: QTableWidget | QTreeWidget, parent: QModelIndex) -> None:
    model = view.model()
    for row in range(model.rowCount(parent)):
        first = model.index(row, 0, parent)
        group = str(first.data() or "") if model.rowCount(first) else ""
        for column in range(model.columnCount(parent)):
            index = model.index(row, column, parent)
            if not index.data():
                model.setData(index, spoken(group), Qt.ItemDataRole.AccessibleTextRole)
        _name_below(view, first)
