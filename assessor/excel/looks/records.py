"""The sheets of an .xls or .xlsb as far as they are read in the process apart: texts, merges, notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessor.domain.sheet_look import PLAIN_FONT, PLAIN_FORMAT, CellLook, SheetLook, TextRun, Undrawn
from assessor.domain.sheet_mark import MarkKind
from assessor.excel.looks import bounds
from assessor.excel.looks.bounds import Reach
from assessor.excel.looks.dates import date_as_shown
from assessor.excel.looks.finishing import finished, in_cells
from assessor.excel.reading.grid import shown_text
from assessor.excel.reading.number_format import as_shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assessor.domain.sheet_look import Cell
    from assessor.domain.sheet_mark import SheetMark
    from assessor.excel.looks.bounds import Room
    from assessor.excel.reading.grid import Grid, Raw
    from assessor.excel.reading.marks.binary import Told

_WRAPPED = PLAIN_FORMAT._replace(wraps=True, vertical="top")
_STRUCK = PLAIN_FONT._replace(struck=True)


def read(grid: Grid, told: Told | None, room: Room) -> SheetLook:
    """Return a sheet with its texts; of an .xls with what was struck out, its notes and hidden parts too."""
    reach = Reach()
    reach.undrawn[Undrawn.COLOURS] = reach.undrawn[Undrawn.SIZES] = 0
    marks = told.marks if told is not None else []
    errors: Mapping[Cell, str] = told.errors if told is not None else {}
    formats: Mapping[Cell, str] = told.formats if told is not None else {}
    struck = {(mark.row, mark.column): mark for mark in marks if mark.kind is MarkKind.STRUCK}
    cells: dict[Cell, CellLook] = {}
    for row, values in enumerate(grid.rows, 1):
        for column, value in enumerate(values, 1):
            at = (row, column)
            text = errors.get(at) or _shown(value, formats.get(at, ""), reach)
            if not text or not reach.takes(row, column):
                continue
            if room.cells <= 0:
                reach.undrawn[Undrawn.CELLS] = bounds.CELLS
                continue
            room.cells -= 1
            is_number = isinstance(value, int | float) and not isinstance(value, bool)
            cells[at] = _cell(text[: bounds.LETTERS], struck.get(at), is_number=is_number)
    hidden_rows = {row for row in told.hidden if row <= bounds.ROWS} if told is not None else set()
    look = SheetLook(
        grid.name,
        cells=cells,
        hidden_rows=frozenset(hidden_rows),
        hidden_columns=_hidden_columns(marks),
        merged=bounds.apart(grid.merged),
    )
    return finished(look, reach, marks, [*in_cells(marks, ())], room)


def _shown(value: Raw, code: str, reach: Reach) -> str:
    if not code or not isinstance(value, int | float) or isinstance(value, bool):
        return shown_text(value)
    shown = as_shown(value, code)
    if shown is None:
        shown = date_as_shown(value, code)
    if shown is None:
        reach.undrawn[Undrawn.FORMATS] += 1
        return shown_text(value)
    return shown


def _cell(text: str, mark: SheetMark | None, *, is_number: bool) -> CellLook:
    """Return a cell with what is struck out in it."""
    if mark is None:
        return CellLook(text, _WRAPPED, is_number=is_number)
    if not mark.runs:
        return CellLook(text, _WRAPPED._replace(font=_STRUCK), is_number=is_number)
    parts = (TextRun(part, _STRUCK if struck else PLAIN_FONT) for part, struck in mark.runs)
    return CellLook(text, _WRAPPED, tuple(part for part in parts if part.text))


def _hidden_columns(marks: Sequence[SheetMark]) -> frozenset[int]:
    hidden = (mark for mark in marks if mark.kind is MarkKind.COLUMN_HIDDEN)
    return frozenset(
        column for mark in hidden for column in range(mark.column, min(mark.last_column, bounds.COLUMNS) + 1)
    )
