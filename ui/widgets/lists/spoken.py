"""Texts that a screen reader says for empty cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QModelIndex, QSignalBlocker, Qt

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTableWidget, QTreeWidget


def spoken(text: str) -> str:
    """Return the text, or the word for nothing if it is empty."""
    return text or QCoreApplication.translate("spoken", "なし")


def name_blanks(view: QTableWidget | QTreeWidget) -> None:
    """Set what is read for empty cells: the word for nothing, or beside a group's name that name."""
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
