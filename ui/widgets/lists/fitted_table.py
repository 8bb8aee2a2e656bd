"""A table whose columns share its width, so that no column is out of sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView

from ui.widgets.lists.row_table import RowTable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QResizeEvent


def shared(needs: Sequence[int], giving: Mapping[int, int], room: int) -> list[int]:
    """Return the widths of columns in pixels, from their needs and the least widths of those that give way.

    Missing width is taken from these in proportion to what each can spare; spare width goes to the last.
    """
    widths = list(needs)
    spare = {column: max(0, needs[column] - least) for column, least in giving.items()}
    total, excess = sum(spare.values()), sum(needs) - room
    if excess <= 0:
        widths[max(giving)] -= excess
        return widths
    taken = min(excess, total)
    for column, width in spare.items():
        # Of what remains to be shared, so that the shares add up.
        part = -(-taken * width // total) if total else 0
        widths[column] -= part
        taken, total = taken - part, total - width
    return widths


class FittedTable(RowTable):
    """Fits its columns when their needs are set, and whenever its width changes.

    Once the user has resized a column, the widths stay as they are until other needs are set.
    """

    def __init__(self) -> None:
        super().__init__()
        self._needs: list[int] = []
        self._giving: dict[int, int] = {}
        self._fitting = self._drawn = False
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.sectionResized.connect(self._on_section_resized)

    def fit(self, needs: Sequence[int], giving: Mapping[int, int]) -> None:
        """Set the needed widths of all columns, and the least widths of those that give way."""
        self._needs, self._giving, self._drawn = list(needs), dict(giving), False
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns to the new width."""
        super().resizeEvent(event)
        if not self._drawn:
            self._fit()

    def _fit(self) -> None:
        if not self._giving:
            return
        self._fitting = True
        for column, width in enumerate(shared(self._needs, self._giving, self.viewport().width())):
            self.setColumnWidth(column, width)
        self._fitting = False
        self.updateGeometries()  # at once, so that no scroll bar appears for the previous widths

    def _on_section_resized(self) -> None:
        self._drawn = self._drawn or not self._fitting
