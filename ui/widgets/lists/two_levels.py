"""A tree of two levels, on which the models of subjects and of returned cells build."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class TwoLevelModel(QAbstractItemModel):
    """Heads with their parts; the id of an index is 0 for a head, else the head's row plus one."""

    def index(self, row: int, column: int, parent: Index = NOWHERE) -> QModelIndex:
        """Return the index of a head, or of a part of one."""
        if not (0 <= row < self.rowCount(parent) and 0 <= column < self.columnCount(parent)):
            return QModelIndex()  # as `hasIndex`, which asks in a roundabout way
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, child: Index) -> QModelIndex:  # type: ignore[override]  # QObject.parent has the same name
        """Return the head of a part."""
        above = int(child.internalId()) if child.isValid() else 0
        return self.createIndex(above - 1, 0, 0) if above else QModelIndex()
