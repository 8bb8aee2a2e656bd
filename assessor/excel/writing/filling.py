"""Filling a questionnaire in as a provider does; for the sample and the tests only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl import load_workbook

from assessor.excel.layout import COLUMNS, HEADING_ROW, QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def fill(path: Path, answers: Mapping[str, Mapping[str, str]]) -> int:
    """Write answers, by item and field, into our own workbook and return how many cells were filled.

    A provider's returned file is never loaded and saved like this: it would lose what openpyxl does
    not know.
    """
    book = load_workbook(path)
    sheet = book[QUESTIONS]
    headings = {cell.value: number for number, cell in enumerate(sheet[HEADING_ROW], 1)}
    columns = {c.field: headings[c.heading] for c in COLUMNS if c.heading in headings}
    filled = 0
    for row in range(HEADING_ROW + 1, sheet.max_row + 1):
        item = str(sheet.cell(row, columns["number"]).value or "")
        for field, value in answers.get(item, {}).items():
            cell = sheet.cell(row, columns[field])
            cell.value = value
            cell.data_type = "s"  # a text stays a text, whatever it begins with
            filled += 1
    book.save(path)
    return filled
