"""The cells of a workbook's sheets as texts and dates, whatever program wrote them."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Final

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

from assessor.errors import Code, InputError, Place, Problem
from assessor.excel.reading.archive import too_large
from assessor.text import is_blank

if TYPE_CHECKING:
    from collections.abc import Sequence

    from python_calamine import CalamineSheet

Raw = str | float | bool | time | date | datetime | timedelta
Shown = str | date | None
Merged = tuple[int, int, int, int]  # first row and column, last row and column, from 1

SHEET_LIMIT: Final = 100  # worksheets that are looked at
# Rows times columns of all sheets together, blank cells counted: calamine makes room for every one of them.
# With the sheet that exceeds it, of up to ROW_LIMIT times COLUMN_LIMIT, reading stays under 300 MB.
CELL_LIMIT: Final = 2_000_000
# The last two are raised for numbers beyond any date in cells formatted as dates.
_FAILURES: Final = (CalamineError, ArithmeticError, ValueError)


@dataclass(frozen=True)
class Grid:
    """One sheet: its raw values from A1 on, up to the limits of reading."""

    name: str
    rows: Sequence[Sequence[Raw]]
    merged: Sequence[Merged] = ()  # known only of the kinds that are read in a process of their own


def grids(content: bytes, file: str, *, merges: bool = False) -> list[Grid]:
    """Read the worksheets; raises InputError when calamine cannot, or when there are too many cells.

    Check the content first (`contents`): calamine allocates every cell up to the last.
    """
    try:
        with CalamineWorkbook.from_filelike(BytesIO(content)) as book:
            names = [sheet.name for sheet in book.sheets_metadata if sheet.typ is SheetTypeEnum.WorkSheet]
            return _read(book, names[:SHEET_LIMIT], file, merges=merges)
    except _failures() as error:
        raise InputError(Problem(Code.WORKBOOK_DAMAGED, Place(file=file))) from error


def shown(value: Raw) -> Shown:
    """Return the value as the sheet shows it: a text, a date, or None for a blank cell."""
    if isinstance(value, str):
        return None if is_blank(value) else value
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value
    if isinstance(value, time | timedelta):
        return _of_clock(value)
    return str(value).upper() if isinstance(value, bool) else format(value, ".15g")


def shown_text(value: Raw) -> str:
    """Return the value as a text, empty for a blank cell."""
    text = shown(value)
    return text.isoformat() if isinstance(text, date) else text or ""


def _of_clock(value: time | timedelta) -> str:
    """Return a time of day or a span to the second, as a sheet shows it; a file has it in parts of a day."""
    if isinstance(value, time):
        value = datetime.combine(date.min, value) - datetime.combine(date.min, time())
    seconds = round(abs(value.total_seconds()))
    sign = "-" if value < timedelta() else ""
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _read(book: CalamineWorkbook, names: Sequence[str], file: str, *, merges: bool) -> list[Grid]:
    rows, cells = [], 0
    for name in names:
        sheet = book.get_sheet_by_name(name)
        row, column = sheet.end or (-1, -1)
        cells += (row + 1) * (column + 1)
        if cells > CELL_LIMIT:
            place = Place(file=file, sheet=name)
            raise InputError(too_large(place, "cells", f"{cells:,}", f"{CELL_LIMIT:,}"))
        merged = _merged(sheet) if merges else ()
        rows.append(Grid(name, sheet.to_python(skip_empty_area=False), merged))
    return rows


def _merged(sheet: CalamineSheet) -> list[Merged]:
    """Return the merged ranges; calamine finds none in an .xlsb."""
    ranges = sheet.merged_cell_ranges or []
    return [(top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in ranges]


def _failures() -> tuple[type[BaseException], ...]:
    """Return the exceptions of calamine; the class of a Rust panic is in no module, only on a raised one."""
    raised = sys.exception()
    if raised is not None and type(raised).__name__ == "PanicException":
        return (*_FAILURES, type(raised))
    return _FAILURES
