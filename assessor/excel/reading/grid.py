"""The cells of a workbook's sheets as texts and dates, whatever program wrote them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

from assessor.errors import Code, InputError, Place, Problem
from assessor.excel.layout import COLUMN_LIMIT, ROW_LIMIT

if TYPE_CHECKING:
    from collections.abc import Sequence, Set
    from pathlib import Path

Raw = str | float | bool | time | date | datetime | timedelta
Shown = str | date | None

SHEET_LIMIT: Final = 100


@dataclass(frozen=True)
class Grid:
    """One sheet: its raw values from A1 on, up to the limits of reading."""

    name: str
    rows: Sequence[Sequence[Raw]]


def grids(path: Path, far: Set[str] = frozenset()) -> list[Grid]:
    """Read the worksheets, leaving out those in `far`; raises InputError when calamine cannot."""
    place = Place(file=path.name)
    try:
        # Given a path, calamine believes its ending; given a stream, the content.
        with path.open("rb") as stream, CalamineWorkbook.from_filelike(stream) as book:
            names = [sheet.name for sheet in book.sheets_metadata if sheet.typ is SheetTypeEnum.WorkSheet]
            return [_grid(book, name) for name in names[:SHEET_LIMIT] if name not in far]
    except CalamineError as error:
        raise InputError(Problem(Code.WORKBOOK_DAMAGED, place)) from error
    except OSError as error:
        raise InputError(Problem(Code.CANNOT_READ, place, {"message": error.strerror or ""})) from error


def shown(value: Raw) -> Shown:
    """Return the value as the sheet shows it: a text, a date, or None for a blank cell."""
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float | int):
        return format(value, ".15g")
    return str(value)


def shown_text(value: Raw) -> str:
    """Return the value as a text, empty for a blank cell."""
    found = shown(value)
    return found.isoformat() if isinstance(found, date) else found or ""


def _grid(book: CalamineWorkbook, name: str) -> Grid:
    # One row more than the limit, so that the reader can see that it was passed.
    rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False, nrows=ROW_LIMIT + 1)
    if rows and len(rows[0]) > COLUMN_LIMIT:
        rows = [row[:COLUMN_LIMIT] for row in rows]
    return Grid(name, rows)
