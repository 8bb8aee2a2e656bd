"""Texts that stand on the sheets of a returned workbook outside its question table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from assessor.excel import layout
from assessor.excel.reading.grid import shown, shown_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence, Set

    from assessor.excel.reading.grid import Grid, Raw
    from assessor.excel.reading.table import QuestionTable

LIMIT: Final = 2_000  # texts of one workbook; the cover has some forty


class SheetText(NamedTuple):
    """A text outside the question table, with its cell from 1."""

    sheet: str
    row: int
    column: int
    text: str


def around(
    sheets: Iterable[Grid], table: QuestionTable, tables: Iterable[QuestionTable], filled_rows: Set[int]
) -> list[SheetText]:
    """Return the texts of all other sheets, and those above, beside and below the question table.

    Other sheets with a question table are left out, since they are reported as such. `filled_rows` are the
    rows with content in the columns of the table, which are read as rows. Numbers outside the table's sheet
    are left out, since the cover counts the answers.
    """
    texts: list[SheetText] = []
    others = {id(other.grid) for other in tables if other.grid is not table.grid}
    for grid in sheets:
        if id(grid) in others:
            continue
        cells = _of_table_sheet(table, filled_rows) if grid is table.grid else _of_other_sheet(grid)
        for row, column, value in cells:
            if len(texts) >= LIMIT:
                return texts
            texts.append(SheetText(grid.name, row, column, shown_text(value).strip()))
    return texts


def _of_other_sheet(grid: Grid) -> Iterator[tuple[int, int, Raw]]:
    if grid.name == layout.TOKEN:
        return
    for row, values in enumerate(grid.rows, 1):
        for column, value in enumerate(values, 1):
            if isinstance(value, str) and value and shown(value) is not None:
                yield row, column, value


def _of_table_sheet(table: QuestionTable, filled_rows: Set[int]) -> Iterator[tuple[int, int, Raw]]:
    rows, heading = table.grid.rows, table.heading
    ours = {at for several in table.columns.values() for at in several}
    for row, values in enumerate(rows[:heading], 1):
        yield from _filled(row, values, range(len(values)))
    beside = [at for at in range(len(rows[0]) if rows else 0) if at not in ours]
    for row, values in enumerate(rows[heading + 1 :], heading + 2) if beside else ():
        yield from _filled(row, values, beside if row <= table.end or row in filled_rows else ())


def _filled(row: int, values: Sequence[Raw], columns: Iterable[int]) -> Iterator[tuple[int, int, Raw]]:
    for at in columns:
        if values[at] != "" and shown(values[at]) is not None:
            yield row, at + 1, values[at]
