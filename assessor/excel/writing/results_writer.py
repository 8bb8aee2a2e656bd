"""Writing a results workbook: a summary, and tables that a reader may sort, filter, print and copy from."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Final

from openpyxl.utils import get_column_letter

from assessor import text
from assessor.excel import layout
from assessor.excel.layout import CellTint, Colour
from assessor.excel.writing import heights, looks
from assessor.excel.writing.pages import Line, Page, PageCell
from assessor.excel.writing.saving import WorkbookPlan, WrittenCounts, save

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["CellTint", "ResultsBook", "ResultsTable", "WrittenCounts", "write"]

_NAME_LIMIT: Final = 31  # characters Excel allows in a sheet's name
_FORBIDDEN: Final = re.compile(r"[\\/*?:\[\]\x00-\x1f]")
_RESERVED: Final = {"history", "履歴"}  # Excel keeps this name for itself
_WIDTH: Final = 16  # of a column that says nothing
_SUMMARY_WIDTH: Final = 90  # lines above the table run over this many characters at least


@dataclass(frozen=True)
class ResultsTable:
    """A table with a name.

    `emphasis` tints the cells with exactly that text; `middle` are the columns with centred texts.
    """

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]
    widths: tuple[int, ...] = ()
    emphasis: Mapping[str, CellTint | str] = field(default_factory=dict)
    middle: frozenset[int] = frozenset()  # counted from 0

    def width(self, column: int) -> int:
        """Return the width of a column, counted from 0."""
        return self.widths[column] if column < len(self.widths) else _WIDTH


@dataclass(frozen=True)
class ResultsBook:
    """The content of a results workbook: paragraphs, and tables, the first of them on the same sheet."""

    title: str
    lines: tuple[str, ...]
    tables: tuple[ResultsTable, ...]
    first: str = layout.SUMMARY  # the name of the first sheet
    stamp: str = layout.CLASSIFICATION  # how the pages are to be handled, on each of them


def write(path: Path, book: ResultsBook) -> WrittenCounts:
    """Write the workbook and check it by reading; raises InputError and leaves no file when it differs."""
    names: set[str] = set()
    pages = [_summary(book, _sheet_name(book.first, names))]
    pages += [_table_page(table, _sheet_name(table.name, names), book.stamp) for table in book.tables[1:]]
    rows = sum(len(table.rows) for table in book.tables)
    return WrittenCounts(rows, save(path, WorkbookPlan(book.title, pages, {}, _finish)))


def _finish(book: Workbook) -> None:
    book.active = 0


def _sheet_name(name: str, taken: set[str]) -> str:
    """Return a valid name that no other sheet has."""
    clean = _FORBIDDEN.sub("_", text.for_workbook(name)).strip().strip("'") or "Sheet"
    if clean.casefold() in _RESERVED:
        clean += "_"
    candidate, number = _shortened(clean, ""), 1
    while candidate.casefold() in taken:
        number += 1
        candidate = _shortened(clean, f" ({number})")
    taken.add(candidate.casefold())
    return candidate


def _shortened(name: str, ending: str) -> str:
    while len((name + ending).encode("utf-16-le")) // 2 > _NAME_LIMIT:
        name = name[:-1]
    return name.rstrip("'") + ending


def _summary(book: ResultsBook, name: str) -> Page:
    first = book.tables[0] if book.tables else ResultsTable("", (), ())
    total = max(_SUMMARY_WIDTH, sum(first.width(column) for column in range(len(first.headings))))
    lines = [
        Line((PageCell(text.shortened(book.title), looks.TITLE, "title"),), 34),
        *(
            Line((PageCell(text.shortened(line), looks.PLAIN, "line"),), heights.height(((line, total),)))
            for line in book.lines
        ),
    ]
    above = len(lines)
    if first.headings:
        lines += [Line((), 10), Line((PageCell(first.name, looks.SECTION, "name"),), 22)]
    heading = len(lines) + 1 if first.headings else 0
    lines += _table_lines(first)
    rows = _Rows(heading, len(lines), book.stamp)
    prepare = partial(_prepare_summary, table=first, rows=rows, above=above, total=total)
    return Page(name, tuple(lines), prepare)


def _table_page(table: ResultsTable, name: str, stamp: str) -> Page:
    lines = _table_lines(table)
    prepare = partial(_prepare, table=table, rows=_Rows(1 if lines else 0, len(lines), stamp))
    return Page(name, tuple(lines), prepare)


def _table_lines(table: ResultsTable) -> list[Line]:
    if not table.headings:
        return []
    widths = [table.width(column) for column in range(len(table.headings))]
    headings = tuple(PageCell(heading, looks.HEADING, heading) for heading in table.headings)
    lines = [Line(headings, heights.height(zip(table.headings, widths, strict=True)) + 4)]
    for row in table.rows:
        cells = tuple(
            # The workbook is always written: what no cell can hold says at its end that there is more.
            PageCell(_fitting(value), _look(value, table, column), heading)
            for column, (value, heading) in enumerate(zip(row, table.headings, strict=True))
        )
        texts = ((str(value), width) for value, width in zip(row, widths, strict=True))
        lines.append(Line(cells, heights.height(texts), str(row[0])))
    return lines


def _fitting(value: str | int) -> str | int:
    return text.shortened(value) if isinstance(value, str) else value


def _look(value: str | int, table: ResultsTable, column: int) -> looks.Look:
    if isinstance(value, int):
        return looks.NUMBER
    if value in table.emphasis:
        return looks.TONED[CellTint(table.emphasis[value])]
    return looks.CELL_MIDDLE if column in table.middle else looks.CELL


@dataclass(frozen=True)
class _Rows:
    """The rows of a table on its sheet, 0 when there is none, and the stamp of its pages."""

    heading: int
    last: int
    stamp: str


def _prepare_summary(sheet: Worksheet, table: ResultsTable, rows: _Rows, *, above: int, total: int) -> None:
    """Set up the first sheet: its paragraphs span all columns of the table below them."""
    count = max(1, len(table.headings))
    widths = [table.width(column) for column in range(count)]
    widths[-1] += max(0, total - sum(widths))
    looks.set_widths(sheet, widths)
    if count > 1:
        for row in range(2, above + 1):
            # Merged for reading only; tables have no merged cells.
            sheet.merged_cells.add(f"A{row}:{get_column_letter(count)}{row}")
    sheet.sheet_view.showGridLines = False
    sheet.sheet_view.tabSelected = True
    _set_table(sheet, count, rows)


def _prepare(sheet: Worksheet, table: ResultsTable, rows: _Rows) -> None:
    looks.set_widths(sheet, [table.width(column) for column in range(len(table.headings))])
    sheet.freeze_panes = f"B{rows.heading + 1}" if rows.heading else None
    _set_table(sheet, len(table.headings), rows)


def _set_table(sheet: Worksheet, count: int, rows: _Rows) -> None:
    sheet.sheet_properties.tabColor = Colour.TAB_COVER
    looks.set_page(sheet, stamp=rows.stamp, repeat=f"{rows.heading}:{rows.heading}" if rows.heading else "")
    if rows.heading:
        sheet.auto_filter.ref = f"A{rows.heading}:{get_column_letter(count)}{rows.last}"
