"""Cells far outside any table in an .ods, which calamine would make room for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from zipfile import ZipFile

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse

from assessor.errors import Code, InputError, Place, Problem
from assessor.excel.layout import COLUMN_LIMIT, ROW_LIMIT
from assessor.excel.reading.package import ZIP_ERRORS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from xml.etree.ElementTree import Element

_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_CELLS: Final = {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}


def far_cells(path: Path) -> dict[str, tuple[int, int]]:
    """Return for each sheet a filled cell beyond the limits of reading, if it has one."""
    found: dict[str, tuple[int, int]] = {}
    try:
        with ZipFile(path) as archive, archive.open("content.xml") as stream:
            for sheet, row, column in _filled(iterparse(stream, events=("start", "end"), forbid_dtd=True)):
                if row > ROW_LIMIT or column > COLUMN_LIMIT:
                    found.setdefault(sheet, (row, column))
    except (*ZIP_ERRORS, KeyError, ParseError, DefusedXmlException) as error:
        raise InputError(Problem(Code.WORKBOOK_DAMAGED, Place(file=path.name))) from error
    return found


def _filled(events: Iterator[tuple[str, Element]]) -> Iterator[tuple[str, int, int]]:
    """Yield sheet, last row and last column of every filled cell; rows and cells may repeat."""
    sheet, row, rows, column = "", 0, 1, 0
    for event, element in events:
        if event == "start":
            if element.tag == f"{_TABLE}table":
                sheet, row = element.get(f"{_TABLE}name", ""), 0
            elif element.tag == f"{_TABLE}table-row":
                rows, column = int(element.get(f"{_TABLE}number-rows-repeated", "1")), 0
        elif element.tag in _CELLS:
            column += int(element.get(f"{_TABLE}number-columns-repeated", "1"))
            if len(element) or any(name.endswith("}value-type") for name in element.keys()):  # noqa: SIM118
                yield sheet, row + rows, column
            element.clear()
        elif element.tag == f"{_TABLE}table-row":
            row += rows
            element.clear()
