"""How a returned question table deviates from the one that was sent, one problem for each deviation."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from assessor.domain.questionnaire import INPUT_FIELDS
from assessor.errors import Code, Place, Problem
from assessor.excel import layout
from assessor.excel.questions import item_of
from assessor.excel.reading.container import Container
from assessor.excel.reading.grid import shown, shown_text
from assessor.text import CELL_LIMIT, cell_length, for_workbook

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from assessor.excel.reading.grid import Raw
    from assessor.excel.reading.survey import Survey
    from assessor.excel.reading.table import QuestionTable

    Rows = Sequence[tuple[int, Sequence[Raw]]]

_HEADINGS: Final = {column.field: column.heading for column in layout.COLUMNS}
_ORDER: Final = {column.field: number for number, column in enumerate(layout.COLUMNS)}
_UNSURE: Final = {
    Container.XLS: Code.OLD_FORMAT_UNSURE,
    Container.XLSB: Code.BINARY_FORMAT_UNSURE,
}
_SHOWN: Final = 20  # merged ranges that are named; more of them are counted


class Deviations:
    """Makes the problems of one table; `place` names its file, sheet and subject."""

    def __init__(self, table: QuestionTable, rows: Rows, place: Place) -> None:
        self._table = table
        self._rows = rows
        self._place = place
        self._heading = table.heading + 1

    def of_file(self, kind: Container) -> Iterator[Problem]:
        """Yield the deviations of the file as a whole and of the position of the table."""
        file = Place(file=self._place.file, subject=self._place.subject)
        if kind is not Container.XLSX:
            yield Problem(Code.OTHER_FORMAT, file, {"kind": kind.value})
        if kind in _UNSURE:
            yield Problem(_UNSURE[kind], file, {"kind": kind.value})
        if self._place.sheet != layout.QUESTIONS:
            yield Problem(
                Code.SHEET_RENAMED, self._place, {"found": self._place.sheet, "expected": layout.QUESTIONS}
            )
        if self._heading != layout.HEADING_ROW:
            yield self._at_heading(
                Code.HEADING_MOVED, {"found": self._heading, "expected": layout.HEADING_ROW}
            )

    def of_columns(self, columns: Mapping[str, int], expected: int) -> Iterator[Problem]:
        """Yield the deviations of columns; `columns` are those read, `expected` those that were sent."""
        fields = sorted(columns, key=columns.__getitem__)
        listed = "、".join(_HEADINGS[field] for field in fields)
        for column in self._missing(expected):
            place = replace(self._place, row=self._heading, field=column.field)
            yield Problem(Code.MISSING_COLUMN, place, {"field": column.heading, "found": listed})
        for field, several in self._table.columns.items():
            if field not in columns:
                yield self._duplicate(field, several)
        if any(_ORDER[left] > _ORDER[right] for left, right in pairwise(fields)):
            yield self._at_heading(Code.COLUMNS_MOVED, {"found": listed})
        for index in self._added(columns):
            cell = replace(self._place, row=self._heading, column=index + 1)
            heading = " ".join(shown_text(self._table.grid.rows[self._table.heading][index]).split())
            yield Problem(Code.COLUMN_ADDED, cell, {"found": heading or cell.cell.rstrip("0123456789")})

    def of_rows(self, survey: Survey) -> Iterator[Problem]:
        """Yield the deviations of rows: texts too long for a cell, hidden rows, merged cells."""
        yield from self._too_long()
        if hidden := sum(number in survey.hidden for number, _ in self._rows):
            yield Problem(Code.ROWS_HIDDEN, self._place, {"found": hidden})
        if ranges := [_written(merged) for merged in sorted(survey.merged) if self._touches(merged)]:
            more = "…" if len(ranges) > _SHOWN else ""
            yield Problem(Code.CELLS_MERGED, self._place, {"found": "、".join(ranges[:_SHOWN]) + more})

    def _too_long(self) -> Iterator[Problem]:
        """Yield each text that no cell of Excel holds; other programs let people type it."""
        several = [(at, field) for field in INPUT_FIELDS for at in self._table.columns.get(field, ())]
        for number, values in self._rows:
            for at, field in several:
                value = values[at]
                # Long before a cell is full nothing has to be counted.
                if isinstance(value, str) and len(value) * 2 > CELL_LIMIT:
                    length = cell_length(for_workbook(value).strip())
                    if length > CELL_LIMIT:
                        facts = {"field": _HEADINGS[field], "found": length, "expected": CELL_LIMIT}
                        cell = replace(
                            self._place, row=number, column=at + 1, item=self._item(values), field=field
                        )
                        yield Problem(Code.TEXT_TOO_LONG, cell, facts)

    def _item(self, values: Sequence[Raw]) -> str:
        """Return which item a row is of, by its key or its number."""
        key, number = (
            next((shown_text(values[at]) for at in self._table.columns.get(field, ())), "")
            for field in ("key", "number")
        )
        return item_of(key) or number.strip()

    def _missing(self, expected: int) -> list[layout.QuestionColumn]:
        """Return the missing columns, or none when only hidden ones are: rows are known without those."""
        gone = [column for column in layout.columns(expected) if column.field not in self._table.columns]
        return [] if all(column.hidden for column in gone) else gone

    def _duplicate(self, field: str, several: Sequence[int]) -> Problem:
        cells = [replace(self._place, row=self._heading, column=index + 1, field=field) for index in several]
        addresses = "、".join(cell.cell for cell in cells)
        return Problem(Code.DUPLICATE_COLUMN, cells[0], {"field": _HEADINGS[field], "found": addresses})

    def _added(self, columns: Mapping[str, int]) -> list[int]:
        """Return the columns with a heading, or with content beside our rows, that are not read.

        An identical copy of one of our columns is among them; copies that differ are reported elsewhere.
        """
        apart = {
            at for field, several in self._table.columns.items() if field not in columns for at in several
        }
        ours = {*columns.values(), *apart}
        first = min(ours, default=0)
        heading = self._table.grid.rows[self._table.heading]
        return [
            index
            for index in range(len(heading))
            if index not in ours
            and (
                index < first
                or shown(heading[index]) is not None
                or any(shown(values[index]) is not None for _, values in self._rows)
            )
        ]

    def _touches(self, merged: tuple[int, int, int, int]) -> bool:
        """Tell whether merged cells overlap the rows and columns of the table, its heading aside."""
        top, left, bottom, right = merged
        last = self._rows[-1][0] if self._rows else 0
        columns = (index + 1 for several in self._table.columns.values() for index in several)
        return bottom > self._heading and top <= last and any(left <= column <= right for column in columns)

    def _at_heading(self, code: Code, values: Mapping[str, object]) -> Problem:
        return Problem(code, replace(self._place, row=self._heading), values)


def _written(merged: tuple[int, int, int, int]) -> str:
    top, left, bottom, right = merged
    return f"{Place(row=top, column=left).cell}:{Place(row=bottom, column=right).cell}"
