"""Moving the selection of a list from the program instead of by the user."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtWidgets import QAbstractItemView

Flag = QItemSelectionModel.SelectionFlag
ONE_ROW = Flag.ClearAndSelect | Flag.Rows


def choose_row(view: QAbstractItemView, index: QModelIndex | QPersistentModelIndex) -> None:
    """Select exactly one row of a list and make it the current one; an invalid index selects none.

    The list's own `setCurrentIndex` considers the modifier keys: with Ctrl, which is part of many shortcuts,
    the row selected before would stay selected, perhaps out of sight.
    """
    rows = view.selectionModel()
    if index.isValid():
        rows.setCurrentIndex(index, ONE_ROW)
    else:
        rows.clear()
