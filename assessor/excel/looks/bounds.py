"""How much of a workbook is shown: what lies beyond is named, and never kept."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from assessor.domain.sheet_look import Undrawn
from assessor.excel.layout import COLUMN_LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assessor.excel.reading.archive import Archive
    from assessor.excel.reading.grid import Merged

ROWS: Final = 5_000  # of a sheet
COLUMNS: Final = COLUMN_LIMIT
CELLS: Final = 200_000  # of a workbook: a questionnaire of 300 rows has 4,000
LETTERS: Final = 32_767  # of a cell, as Excel has it
PICTURES: Final = 200  # of a workbook
PICTURE_BYTES: Final = 24_000_000  # of all its pictures together
MERGED: Final = 2_000  # ranges of a sheet
NOTES: Final = 2_000  # of a sheet, and as many other things on it
FROZEN: Final = 20  # rows and columns that stay in sight
HIGHEST: Final = 409.5  # points, as Excel has it
WIDEST: Final = 1_350.0


@dataclass
class Room:
    """What a workbook may still take of the bounds, one for all its sheets, and where its pictures lie."""

    archive: Archive | None = None
    cells: int = CELLS
    pictures: int = PICTURES
    picture_bytes: int = PICTURE_BYTES


@dataclass
class Reach:
    """How far a sheet reaches, and what of it is not drawn."""

    rows: int = 0
    columns: int = 0
    undrawn: Counter[Undrawn] = field(default_factory=Counter)

    def takes(self, row: int, column: int) -> bool:
        """Tell whether a cell is within the bounds, and remember it, or that something is beyond."""
        if row > ROWS:
            self.undrawn[Undrawn.ROWS] = ROWS
        elif column > COLUMNS:
            self.undrawn[Undrawn.COLUMNS] = COLUMNS
        elif row >= 1 and column >= 1:
            self.rows, self.columns = max(self.rows, row), max(self.columns, column)
            return True
        return False


def apart(merged: Iterable[Merged]) -> tuple[Merged, ...]:
    """Return the merged ranges within the bounds; none of them lies over another."""
    kept: list[Merged] = []
    active: list[Merged] = []
    for top, left, bottom, right in sorted(merged)[:MERGED]:
        one = (top, left, min(bottom, ROWS), min(right, COLUMNS))
        if not (1 <= top <= one[2] and 1 <= left <= one[3]) or one[:2] == one[2:]:
            continue
        active = [other for other in active if other[2] >= top]
        if all(one[3] < other[1] or one[1] > other[3] for other in active):
            kept.append(one)
            active.append(one)
    return tuple(kept)
