"""A question table as its reader saw it: numbers as shown, struck and covered cells withheld, links kept."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from assessor.domain.questionnaire import INPUT_FIELDS
from assessor.domain.sheet_mark import MarkKind
from assessor.errors import Code
from assessor.excel import layout
from assessor.excel.reading.grid import shown, shown_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from assessor.domain.sheet_mark import SheetMark
    from assessor.excel.reading.grid import Grid, Raw
    from assessor.excel.reading.table import QuestionTable

    Rows = tuple[tuple[int, Sequence[Raw]], ...]
Cell = tuple[int, int]

_DATES: Final = frozenset({"due_on", "answered_on"})
_NOT_TO_BE_READ: Final = {MarkKind.STRUCK: Code.STRUCK_TEXT, MarkKind.PICTURE: Code.PICTURE}
_HIDDEN: Final = frozenset(column.field for column in layout.COLUMNS if column.hidden)
_MAIL: Final = "mailto:"


class MarkedTable:
    """The rows of a question table together with the marks on them."""

    def __init__(
        self,
        table: QuestionTable,
        rows: Rows,
        columns: Mapping[str, int],
        sheets: Sequence[Grid],
        marks: Sequence[SheetMark],
    ) -> None:
        self._table, self._columns = table, columns
        self._rows = rows
        self._grids = {grid.name: grid for grid in sheets}
        self._inputs = {columns[field] + 1: field for field in INPUT_FIELDS if field in columns}
        self._numbers = {number for number, _ in rows}
        self._shown: dict[Cell, str] = {}
        self._unsure: set[Cell] = set()
        self.marks = tuple(self._told(marks))

    @property
    def rows(self) -> Rows:
        """The rows, with numbers as they are shown and with the addresses behind names of evidence."""
        changed = {**self._shown, **self._addresses}
        if not changed:
            return self._rows
        rows = []
        for number, values in self._rows:
            cells = {column: text for (row, column), text in changed.items() if row == number}
            here = [cells.get(column, value) for column, value in enumerate(values, 1)]
            rows.append((number, here if cells else values))
        return tuple(rows)

    @property
    def numbers(self) -> dict[Cell, float]:
        """The numbers in cells that the provider fills in with text."""
        texts = [column for column, field in self._inputs.items() if field not in _DATES]
        return {
            (number, column): float(value)
            for number, values in self._rows
            for column in texts
            if isinstance(value := values[column - 1], int | float) and not isinstance(value, bool)
        }

    def show_numbers(self, shown_numbers: Mapping[Cell, str | None]) -> None:
        """Take how cells show their numbers; None where that is unknown."""
        self._shown = {at: text for at, text in shown_numbers.items() if text is not None}
        self._unsure = {at for at, text in shown_numbers.items() if text is None}

    @cached_property
    def unreadable(self) -> dict[Cell, Code]:
        """The cells to be filled in whose text may not be what the provider meant, each with the reason."""
        cells = dict.fromkeys(self._unsure, Code.NUMBER_UNSURE)
        for mark in self.marks:
            if mark.sheet == self._table.grid.name and (code := _NOT_TO_BE_READ.get(mark.kind)):
                for row, column in mark.cells:
                    if row in self._numbers and column in self._inputs:
                        cells[row, column] = code
        return cells

    @cached_property
    def _addresses(self) -> dict[Cell, str]:
        """The links behind names of evidence, as texts with the name and the address below it."""
        column = self._columns.get("evidence_names", -1) + 1
        texts: dict[Cell, str] = {}
        for mark in self.marks:
            if mark.kind is MarkKind.LINK and mark.address and mark.sheet == self._table.grid.name:
                for row, at in mark.cells:
                    if at == column and row in self._numbers:
                        text = texts.get((row, at)) or self._text(mark.sheet, row, at)
                        texts[row, at] = f"{text}\n{mark.address}".strip()
        return texts

    def _told(self, marks: Sequence[SheetMark]) -> Iterator[SheetMark]:
        """Yield the marks that carry information, those of struck cells with the struck text."""
        for mark in marks:
            if mark.kind is MarkKind.STRUCK and not mark.text:
                text = self._text(mark.sheet, mark.row, mark.column)
                if text.strip():
                    yield replace(mark, text=text)
            elif mark.kind is MarkKind.COLUMN_HIDDEN:
                yield from self._hidden(mark)
            elif mark.kind is MarkKind.LINK:
                text = self._text(mark.sheet, mark.row, mark.column).strip()
                if mark.address.removeprefix(_MAIL).rstrip("/") != text.removeprefix(_MAIL).rstrip("/"):
                    yield replace(mark, text=text)
            else:
                yield mark

    def _hidden(self, mark: SheetMark) -> Iterator[SheetMark]:
        """Yield a hidden column only when it holds something; our key column is always hidden."""
        grid, row = self._table.grid, self._table.heading + 1
        if mark.sheet != grid.name or not grid.rows:
            return
        ours = {at + 1 for field in _HIDDEN for at in self._table.columns.get(field, ())}
        for column in range(mark.column, min(mark.last_column, len(grid.rows[0])) + 1):
            if column not in ours and any(shown(values[column - 1]) is not None for values in grid.rows):
                text = self._text(mark.sheet, row, column)
                yield replace(mark, row=row, column=column, last_row=row, last_column=column, text=text)

    def _text(self, sheet: str, row: int, column: int) -> str:
        grid = self._grids.get(sheet)
        if grid is None or row > len(grid.rows) or not grid.rows or column > len(grid.rows[0]):
            return ""
        return shown_text(grid.rows[row - 1][column - 1])
