"""The base of tree models with two levels."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class TwoLevelModel(QAbstractItemModel):
    """Top rows and their children; the id of an index is 0 for a top row, else its parent's row plus one."""

    def index(self, row: int, column: int, parent: Index = NOWHERE) -> QModelIndex:
        """Return the index of a top row or of its child."""
        if not (0 <= row < self.rowCount(parent) and 0 <= column < self.columnCount(parent)):
            return QModelIndex()  # like `hasIndex`, but faster
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, child: Index) -> QModelIndex:  # type: ignore[override]  # QObject.parent has the same name
        """Return the top row of a child."""
        above = int(child.internalId()) if child.isValid() else 0
        return self.createIndex(above - 1, 0, 0) if above else QModelIndex()
