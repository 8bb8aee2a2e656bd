"""Writing the index of an evidence package: a table of its files with links to them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink

from assessor.excel.layout import Colour
from assessor.excel.writing import heights, looks
from assessor.excel.writing.pages import Line, Page, PageCell
from assessor.excel.writing.saving import WorkbookPlan, WrittenCounts, save

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

_LINKED: Final = replace(
    looks.CELL,
    font=Font(
        name=looks.FONT_NAME, size=looks.SIZE, color=Colour.NAVY, underline="single", family=3, charset=128
    ),
)
_MOST_LINKS: Final = 65_530  # Excel takes no more in one sheet


@dataclass(frozen=True)
class Index:
    """The content of the index: paragraphs, and a table with one row for each file.

    `linked` is the column, counted from 0, with the path of the file relative to the workbook.
    """

    title: str
    name: str  # of the sheet
    lines: tuple[str, ...]
    headings: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]
    widths: tuple[int, ...]
    linked: int


def write(path: Path, index: Index) -> WrittenCounts:
    """Write the workbook and check it by reading; raises InputError and leaves no file when it differs."""
    return WrittenCounts(len(index.rows), save(path, WorkbookPlan(index.title, [_page(index)], {})))


def _page(index: Index) -> Page:
    total = sum(index.widths)
    lines = [
        Line((PageCell(index.title, looks.TITLE, "title"),), 34),
        *(
            Line((PageCell(line, looks.PLAIN, "line"),), heights.height(((line, total),)))
            for line in index.lines
        ),
        Line((), 10),
    ]
    above, heading = len(lines), len(lines) + 1
    texts = zip(index.headings, index.widths, strict=True)
    lines.append(
        Line(tuple(PageCell(h, looks.HEADING, h) for h in index.headings), heights.height(texts) + 4),
    )
    lines += [_line(index, row) for row in index.rows]
    prepare = partial(_prepare, index=index, above=above, last=len(lines))
    follow = partial(_link, index=index, first=heading + 1)
    return Page(index.name, tuple(lines), prepare, follow=follow)


def _line(index: Index, row: tuple[str | int, ...]) -> Line:
    cells = []
    for column, (value, heading) in enumerate(zip(row, index.headings, strict=True)):
        look = looks.NUMBER if isinstance(value, int) else looks.CELL
        cells.append(PageCell(value, _LINKED if column == index.linked else look, heading))
    texts = ((str(value), width) for value, width in zip(row, index.widths, strict=True))
    return Line(tuple(cells), heights.height(texts), str(row[index.linked]))


def _prepare(sheet: Worksheet, index: Index, above: int, last: int) -> None:
    count, heading = len(index.headings), above + 1
    looks.set_widths(sheet, index.widths)
    for row in range(2, above):
        sheet.merged_cells.add(f"A{row}:{get_column_letter(count)}{row}")  # for reading; the table has none
    sheet.sheet_view.showGridLines = False
    sheet.freeze_panes = f"A{heading + 1}"
    sheet.sheet_properties.tabColor = Colour.TAB_COVER
    sheet.auto_filter.ref = f"A{heading}:{get_column_letter(count)}{last}"
    looks.set_page(sheet, repeat=f"{heading}:{heading}")


def _link(worksheet: Worksheet, index: Index, first: int) -> None:
    """Link the files after their rows are written; cells that look alike share one object."""
    sheet: Any = worksheet
    column = get_column_letter(index.linked + 1)
    links = [
        Hyperlink(ref=f"{column}{first + number}", target=_target(str(row[index.linked])))
        for number, row in enumerate(index.rows[:_MOST_LINKS])
    ]
    sheet._hyperlinks.extend(links)  # noqa: SLF001 - openpyxl has no other way that needs no cells


def _target(path: str) -> str:
    """Return a relative address as Excel writes it: ASCII signs escaped, letters as they are."""
    return "".join(quote(sign) if sign.isascii() else sign for sign in path)
