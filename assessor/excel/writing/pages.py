"""The sheets of a workbook as plain values, and how their cells are written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from openpyxl.cell import WriteOnlyCell

from assessor import text
from assessor.errors import Code, Place, Problem
from assessor.excel.questions import stored
from assessor.excel.writing.looks import GrowingRow, Look

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from openpyxl.cell.cell import Cell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_FORMULA_SIGNS: Final = ("=", "+", "-", "@")


@dataclass(frozen=True)
class Formula:
    """A formula for whoever has the workbook open; reading does not depend on it."""

    expression: str


Value = str | int | Formula


@dataclass(frozen=True)
class PageCell:
    """The value and the look of a cell; field and heading name its place in a problem."""

    value: Value
    look: Look
    field: str = ""
    heading: str = ""


@dataclass(frozen=True)
class Line:
    """One row of a sheet; without a height the program that opens it chooses."""

    cells: tuple[PageCell, ...]
    height: float | None = None
    item: str = ""


@dataclass(frozen=True)
class Page:
    """One sheet: its lines, the functions that set it up, and those that run after its lines."""

    name: str
    lines: tuple[Line, ...]
    prepare: Callable[[Worksheet], None]
    subject: str = ""
    follow: Callable[[Worksheet], None] | None = None

    def expected(self) -> dict[tuple[int, int], str | float]:
        """Return the values that reading the file must give, by row and column; formulas have no value."""
        cells: dict[tuple[int, int], str | float] = {}
        for row, line in enumerate(self.lines, 1):
            for column, put in enumerate(line.cells, 1):
                if isinstance(put.value, str):
                    if kept := stored(put.value):
                        cells[row, column] = kept
                elif isinstance(put.value, int):
                    cells[row, column] = float(put.value)
        return cells

    def too_long(self, file: str) -> list[Problem]:
        """Return a problem for every text that is too long for a cell."""
        return [
            Problem(
                Code.TOO_LONG,
                Place(file, self.name, row, column, self.subject, line.item, put.field),
                {"field": put.heading or put.field, "found": length, "expected": text.CELL_LIMIT},
            )
            for row, line in enumerate(self.lines, 1)
            for column, put in enumerate(line.cells, 1)
            if isinstance(put.value, str)
            and (length := text.cell_length(stored(put.value))) > text.CELL_LIMIT
        ]

    def add(self, book: Workbook) -> None:
        """Add the sheet to a workbook opened for writing only, without its lines."""
        self.prepare(book.create_sheet(self.name))

    def fill(self, sheet: Worksheet) -> None:
        """Append the lines to the sheet."""
        made: dict[tuple[Look, bool], Cell] = {}
        for row, line in enumerate(self.lines, 1):
            if line.height is not None:
                sheet.row_dimensions[row] = GrowingRow(sheet, index=row, ht=line.height)
            sheet.append(_cells(sheet, line, made))  # type: ignore[arg-type]  # the stub wants the generator's own class
        if self.follow is not None:
            self.follow(sheet)


def put_text(cell: Cell, value: str) -> None:
    """Write a text that stays text even when it looks like a formula or an escaped character."""
    cell.value = text.escaped(stored(value)) or None
    cell.data_type = "s"  # after the value, which would become a formula after "="


def _cells(sheet: Worksheet, line: Line, made: dict[tuple[Look, bool], Cell]) -> Generator[Cell]:
    """Yield the cells of a row, each written before the next: those that look alike are one object."""
    for put in line.cells:
        # Typed over, such a text would turn into a formula; the mark is what Excel itself sets for '=text.
        quoted = isinstance(put.value, str) and put.value.startswith(_FORMULA_SIGNS)
        cell = made.get((put.look, quoted))
        if cell is None:
            cell = made[put.look, quoted] = _formatted(sheet, put.look, quoted=quoted)
        if isinstance(put.value, str):
            put_text(cell, put.value)
        else:
            cell.value = put.value.expression if isinstance(put.value, Formula) else put.value
        yield cell


def _formatted(sheet: Worksheet, look: Look, *, quoted: bool) -> Cell:
    cell = WriteOnlyCell(sheet)
    cell.font = look.font
    cell.fill = look.fill
    cell.border = look.border
    cell.alignment = look.alignment
    cell.number_format = look.number_format
    cell.protection = look.protection
    if quoted:
        cell.quotePrefix = True
    return cell
