"""Finding the question tables: in each sheet the row with the most of our headings, wherever it stands."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final

from assessor.domain.questionnaire import INPUT_FIELDS
from assessor.excel import layout
from assessor.excel.reading.grid import Grid, shown, shown_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from assessor.excel.reading.grid import Raw

_WORDINGS: Final = frozenset(column.heading for column in layout.COLUMNS)
_KEPT: Final = 4096  # texts whose wording is remembered; those in a heading row come back in every file
# The end of a row key: the fingerprint of the wording, then the print of the token.
KEY_END: Final = re.compile(r"#[0-9a-f]{12}#([0-9a-f]{12})\s*\Z")


@dataclass(frozen=True)
class QuestionTable:
    """Where a question table stands: sheet, heading row, and the columns of each field, counted from 0."""

    grid: Grid
    heading: int
    columns: Mapping[str, Sequence[int]]
    end: int  # the row where a table with other columns begins, or the end of the sheet

    def below(self) -> Iterator[tuple[int, Sequence[Raw]]]:
        """Yield the rows below the heading with their row numbers, counted from 1."""
        return enumerate(self.grid.rows[self.heading + 1 : self.end], self.heading + 2)

    @cached_property
    def has_rows(self) -> bool:
        """Whether any cell below the heading is filled in the columns of the table."""
        return self._has(self.columns)

    @cached_property
    def is_filled(self) -> bool:
        """Whether any cell below the heading is filled in the columns for the provider."""
        return self._has(INPUT_FIELDS)

    @cached_property
    def prints(self) -> frozenset[str]:
        """The prints of tokens in the row keys; several when rows of several files were put together."""
        columns = self.columns.get("key", ())
        keys = (shown_text(values[column]) for _, values in self.below() for column in columns)
        return frozenset(end[1] for key in keys if (end := KEY_END.search(key)) is not None)

    @property
    def beside(self) -> list[str]:
        """The other tables of the same sheet, each as sheet and rows."""
        name, last = self.grid.name, len(self.grid.rows)
        above = _best(Grid(name, self.grid.rows[: self.heading]))
        upper = [f"{name} {above.heading + 1}:{self.heading}"] if above and above.is_filled else []
        return upper + ([f"{name} {self.end + 1}:{last}"] if self.end < last else [])

    def _has(self, fields: Iterable[str]) -> bool:
        columns = [column for field in fields for column in self.columns.get(field, ())]
        return any(shown(values[column]) is not None for _, values in self.below() for column in columns)


def tables(sheets: Sequence[Grid]) -> list[QuestionTable]:
    """Return the best table of each sheet that has one."""
    return [table for grid in sheets if (table := _best(grid)) is not None]


def chosen(tables: Sequence[QuestionTable], token_print: str) -> QuestionTable | None:
    """Return the table to read, or None.

    One with the token's print in its row keys comes first, then one with rows, then the one with the most
    columns, then one that is filled in; of equal tables the first.
    """
    if len(tables) < 2:
        return tables[0] if tables else None
    return max(
        tables,
        key=lambda table: (
            token_print in table.prints,
            table.has_rows,
            len(table.columns),
            table.is_filled,
        ),
    )


def _best(grid: Grid) -> QuestionTable | None:
    """Return the table whose heading row has the most of our headings, or None when no row has enough."""
    best: tuple[int, Mapping[str, Sequence[int]]] | None = None
    needed = layout.HEADINGS_NEEDED
    for number, row in enumerate(grid.rows[: layout.HEADING_WITHIN]):
        if len(row) < needed:
            break  # all rows of a sheet are equally long
        headings = _headings(row, needed)
        if len(headings) >= needed:
            best, needed = (number, headings), len(headings) + 1
    return QuestionTable(grid, *best, _end(grid, *best)) if best is not None else None


def _headings(row: Sequence[Raw], needed: int) -> dict[str, list[int]]:
    """Return the columns of each of our headings in a row; empty when they cannot be enough."""
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


def _end(grid: Grid, heading: int, columns: Mapping[str, Sequence[int]]) -> int:
    """Return the row where another table begins; a repeated heading with the same columns begins none."""
    for number in range(heading + 1, len(grid.rows)):
        row = grid.rows[number]
        if _WORDINGS.isdisjoint(row):
            continue
        other = _headings(row, layout.HEADINGS_NEEDED)
        if len(other) >= layout.HEADINGS_NEEDED and any(
            columns.get(field) != at for field, at in other.items()
        ):
            return number
    return len(grid.rows)


@lru_cache(_KEPT)
def _field(value: str) -> str:
    column = layout.HEADINGS.get(layout.wording(value))
    return column.field if column is not None else ""
