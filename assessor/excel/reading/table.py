"""Finding the question table: the sheet and row with the most of our headings, wherever they stand."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from assessor.excel import layout
from assessor.excel.reading.grid import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from assessor.excel.reading.grid import Grid, Raw

_WORDINGS: Final = frozenset(column.heading for column in layout.COLUMNS)
_KEPT: Final = 4096  # texts whose wording is remembered; those in a heading row come back in every file


@dataclass(frozen=True)
class Table:
    """Where a question table stands: sheet, heading row, and the columns of each field, counted from 0."""

    grid: Grid
    heading: int
    found: Mapping[str, Sequence[int]]
    end: int  # where another table with its columns elsewhere begins, or the sheet ends

    def below(self) -> Iterator[tuple[int, Sequence[Raw]]]:
        """Yield what stands below the heading, with the row numbers from 1 on."""
        return enumerate(self.grid.rows[self.heading + 1 : self.end], self.heading + 2)

    @property
    def has_rows(self) -> bool:
        """Whether anything stands below the heading in its columns."""
        columns = [column for several in self.found.values() for column in several]
        return any(shown(values[column]) is not None for _, values in self.below() for column in columns)


def tables(sheets: Sequence[Grid]) -> list[Table]:
    """Return the best table of each sheet that has as many of our headings as the best of all."""
    found: list[Table] = []
    for grid in sheets:
        needed = len(found[0].found) if found else layout.HEADINGS_NEEDED
        table = _best(grid, needed)
        if table is not None:
            found = [table] if not found or len(table.found) > needed else [*found, table]
    return found


def _best(grid: Grid, needed: int) -> Table | None:
    """Return the row with the most of our headings, at least so many; the first of equals."""
    best: tuple[int, Mapping[str, Sequence[int]]] | None = None
    for number, row in enumerate(grid.rows[: layout.HEADING_WITHIN]):
        if len(row) < needed:
            break  # all rows of a sheet are equally long
        found = _headings(row, needed)
        if len(found) >= needed:
            best, needed = (number, found), len(found) + 1
    return Table(grid, *best, _end(grid, *best)) if best is not None else None


def _headings(row: Sequence[Raw], needed: int) -> dict[str, list[int]]:
    """Return where each of our headings stands in a row; nothing when they cannot be enough."""
    short = [
        (index, value)
        for index, value in enumerate(row)
        if isinstance(value, str) and 0 < len(value) <= layout.HEADING_LENGTH
    ]
    columns: dict[str, list[int]] = defaultdict(list)
    for index, value in short if len(short) >= needed else ():
        if field := _field(value):
            columns[field].append(index)
    return columns


def _end(grid: Grid, heading: int, found: Mapping[str, Sequence[int]]) -> int:
    """Return where a heading row begins another table; one with the same columns only says them again."""
    for number in range(heading + 1, len(grid.rows)):
        row = grid.rows[number]
        if _WORDINGS.isdisjoint(row):
            continue
        other = _headings(row, layout.HEADINGS_NEEDED)
        if len(other) >= layout.HEADINGS_NEEDED and any(
            found.get(field) != at for field, at in other.items()
        ):
            return number
    return len(grid.rows)


@lru_cache(_KEPT)
def _field(value: str) -> str:
    column = layout.HEADINGS.get(layout.wording(value))
    return column.field if column is not None else ""
