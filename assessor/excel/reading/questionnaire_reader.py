"""Reading a returned questionnaire: found by content, whatever was moved or renamed; it judges nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessor.errors import Code, InputError, Place, Problem
from assessor.excel import layout, tokens
from assessor.excel.reading import open_document
from assessor.excel.reading.container import Container, require_workbook
from assessor.excel.reading.grid import Grid, grids, shown, shown_text
from assessor.excel.reading.package import Package

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from assessor.domain.questionnaire import Token
    from assessor.excel.reading.grid import Raw, Shown


@dataclass(frozen=True)
class ReturnedCell:
    """One cell as it came back: a text, a date, or None when blank."""

    value: Shown
    place: Place


class Cells(Mapping[str, ReturnedCell]):
    """The cells of a row by field; each is made when asked for, since most are only compared in passing."""

    def __init__(self, values: Sequence[Raw], columns: Mapping[str, int], place: Place) -> None:
        self._values = values
        self._columns = columns
        self._place = place

    def __getitem__(self, field: str) -> ReturnedCell:
        column = self._columns[field]
        place = self._place
        return ReturnedCell(
            shown(self._values[column]),
            Place(place.file, place.sheet, place.row, column + 1, place.subject, place.item, field),
        )

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)

    def __repr__(self) -> str:
        return repr(dict(self))


@dataclass(frozen=True)
class ReturnedRow:
    """One row of the question table; where it stands says nothing about which it is."""

    key: str
    number: str
    requirement: str
    row: int
    cells: Mapping[str, ReturnedCell]


@dataclass(frozen=True)
class Returned:
    """A returned workbook: whose it is, its rows, and what was wrong with single columns and cells."""

    token: Token
    rows: tuple[ReturnedRow, ...]
    problems: tuple[Problem, ...]
    sheet: str


@dataclass(frozen=True)
class _Table:
    """Where the question table stands: its sheet, heading row and columns, all counted from 0."""

    grid: Grid
    heading: int
    columns: Mapping[str, int]


def read(path: Path) -> Returned:
    """Read a returned questionnaire; raises InputError with everything that makes it unusable."""
    kind = require_workbook(path)
    place = Place(file=path.name)
    properties, far = _surveyed(path, kind)
    sheets = grids(path, far.keys())
    if not sheets and not far:
        raise InputError(Problem(Code.NO_SHEETS, place))
    problems: list[Problem] = []
    table = _find_table(sheets)
    told = [_outside(grid, table) for grid in sheets]
    token = _agreed_token(tokens.candidates(properties, told), place, problems)
    if table is None:
        problems.append(_no_table(place, far))
    if token is None or table is None:
        raise InputError(*problems)
    errors: dict[tuple[int, int], str] = {}
    if kind is not Container.ODS:
        with Package(path) as package:
            errors = package.error_cells(table.grid.name)
    return _returned(path.name, token, table, errors)


def _surveyed(path: Path, kind: Container) -> tuple[dict[str, str], dict[str, tuple[int, int]]]:
    """Return the custom properties, and the sheets that must not be read with the cell that says so."""
    if kind is Container.ODS:
        if far := open_document.far_cells(path):
            # Of such a file calamine would read all sheets at once.
            raise InputError(_no_table(Place(file=path.name), far))
        return {}, {}
    with Package(path) as package:
        return package.custom_properties(), package.far_cells()


def _agreed_token(found: list[dict[str, str]], place: Place, problems: list[Problem]) -> Token | None:
    try:
        return tokens.agreed(found, place)
    except InputError as error:
        problems.extend(error.problems)
        return None


def _find_table(sheets: Sequence[Grid]) -> _Table | None:
    """Return the row with the most of our headings; the first of equals."""
    best: _Table | None = None
    for grid in sheets:
        for number, row in enumerate(grid.rows[: layout.HEADING_WITHIN]):
            columns: dict[str, int] = {}
            for index, value in enumerate(row):
                if not isinstance(value, str) or not 0 < len(value) <= layout.HEADING_LENGTH:
                    continue
                column = layout.HEADINGS.get(layout.wording(value))
                if column is not None:
                    columns.setdefault(column.field, index)
            if len(columns) > (len(best.columns) if best else layout.HEADINGS_NEEDED - 1):
                best = _Table(grid, number, columns)
    return best


def _outside(grid: Grid, table: _Table | None) -> Grid:
    """Return what stands outside the question table; a token that somebody pasted into a cell is none."""
    return Grid(grid.name, grid.rows[: table.heading]) if table is not None and grid is table.grid else grid


def _no_table(place: Place, far: Mapping[str, tuple[int, int]]) -> Problem:
    if not far:
        headings = [column.heading for column in layout.columns(1) if not column.hidden]
        return Problem(Code.NO_HEADING, place, {"expected": "、".join(headings)})
    sheet, (row, column) = next(iter(far.items()))
    return _too_far(Place(file=place.file, sheet=sheet, row=row, column=column))


def _too_far(at: Place) -> Problem:
    last = Place(row=layout.ROW_LIMIT, column=layout.COLUMN_LIMIT)
    return Problem(Code.WORKBOOK_TOO_LARGE, at, {"what": "cells", "found": at.cell, "expected": last.cell})


def _returned(file: str, token: Token, table: _Table, errors: Mapping[tuple[int, int], str]) -> Returned:
    sheet = table.grid.name
    if len(table.grid.rows) > layout.ROW_LIMIT:
        raise InputError(_too_far(Place(file=file, sheet=sheet, row=len(table.grid.rows), column=1)))
    rows: list[ReturnedRow] = []
    problems = _missing_columns(file, token, table)
    fields = {index: field for field, index in table.columns.items()}
    for number in range(table.heading + 1, len(table.grid.rows)):
        values = table.grid.rows[number]
        places = ((number + 1, index + 1) for index in fields)
        wrong = {column - 1: errors[at, column] for at, column in places if (at, column) in errors}
        if not wrong and not any(shown(values[index]) is not None for index in fields):
            continue
        row = _row(file, token, table, number)
        rows.append(row)
        problems += [
            Problem(Code.CELL_ERROR, row.cells[fields[index]].place, {"found": value})
            for index, value in wrong.items()
        ]
    return Returned(token, tuple(rows), tuple(problems), sheet)


def _row(file: str, token: Token, table: _Table, number: int) -> ReturnedRow:
    values = table.grid.rows[number]
    key, item, requirement = (
        shown_text(values[table.columns[field]]) if field in table.columns else ""
        for field in ("key", "number", "requirement")
    )
    named = key.rpartition("#")[0].strip() or item.strip()
    place = Place(file, table.grid.name, number + 1, 0, token.subject, named)
    cells = Cells(values, table.columns, place)
    return ReturnedRow(key.strip(), item.strip(), requirement, number + 1, cells)


def _missing_columns(file: str, token: Token, table: _Table) -> list[Problem]:
    """Return a problem for each column that the round should have; it names those that were found."""
    found = "、".join(column.heading for column in layout.COLUMNS if column.field in table.columns)
    return [
        Problem(
            Code.MISSING_COLUMN,
            Place(file, table.grid.name, table.heading + 1, 0, token.subject, field=column.field),
            {"field": column.heading, "found": found},
        )
        for column in layout.columns(token.round)
        if column.field not in table.columns
    ]
