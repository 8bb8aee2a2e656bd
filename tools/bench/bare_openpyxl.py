"""The baseline of the exchange benchmark: openpyxl alone, cell by cell, without any checks."""

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

# Attributes of a cell's format, and of a sheet that are copied as a whole.
_FORMATS = ("font", "fill", "border", "alignment", "number_format", "protection")
_OF_SHEET = ("page_setup", "page_margins", "protection", "HeaderFooter")
Looks = tuple[tuple[str, Any], ...]
_OF_RULE = ("type", "operator", "formula1", "formula2", "promptTitle", "prompt", "errorTitle", "error")


@dataclass(frozen=True)
class Sheet:
    """A sheet as a plain program would write it: values, shared formats, and rules."""

    name: str
    cells: Sequence[tuple[int, int, Any, Looks]]
    heights: dict[int, float]
    model: Worksheet


@dataclass(frozen=True)
class Recipe:
    """A workbook to be written."""

    sheets: Sequence[Sheet]
    names: dict[str, Any]


def recipe(path: Path) -> Recipe:
    """Return the recipe that reproduces a workbook."""
    book = load_workbook(path)
    formats: dict[int, Looks] = {}
    sheets = [_sheet(sheet, formats) for sheet in book.worksheets]
    return Recipe(sheets, dict(book.defined_names))


def _sheet(sheet: Worksheet, formats: dict[int, Looks]) -> Sheet:
    cells = [
        (number, column, cell.value, _looks(cell, formats))
        for number, row in enumerate(sheet.iter_rows(), 1)
        for column, cell in enumerate(row, 1)
    ]
    heights = {number: one.height for number, one in sheet.row_dimensions.items() if one.height}
    return Sheet(sheet.title, cells, heights, sheet)


def _looks(cell: Cell | MergedCell, formats: dict[int, Looks]) -> Looks:
    """Return the formats of a cell that are not default; cells that look alike share the objects."""
    if cell.style_id not in formats:
        usual = Workbook().worksheets[0].cell(1, 1)
        found = {name: copy.copy(getattr(cell, name)) for name in _FORMATS}
        formats[cell.style_id] = tuple(
            (name, look) for name, look in found.items() if look != copy.copy(getattr(usual, name))
        )
    return formats[cell.style_id]


def write(path: Path, wanted: Recipe) -> None:
    """Write a workbook as in the manual of openpyxl."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.security = WorkbookProtection(lockStructure=True)
    for one in wanted.sheets:
        sheet = book.create_sheet(one.name)
        for row, column, value, looks in one.cells:
            cell = sheet.cell(row, column, value)
            for name, look in looks:
                setattr(cell, name, look)
        _set_up(sheet, one)
    for name, defined in wanted.names.items():
        book.defined_names[name] = defined
    book.save(path)


def _set_up(sheet: Worksheet, one: Sheet) -> None:
    model = one.model
    for number, height in one.heights.items():
        sheet.row_dimensions[number].height = height
    for letter, column in model.column_dimensions.items():
        sheet.column_dimensions[letter].width = column.width
        sheet.column_dimensions[letter].hidden = column.hidden
    sheet.sheet_state = model.sheet_state
    sheet.freeze_panes = model.freeze_panes
    sheet.auto_filter.ref = model.auto_filter.ref
    for part in _OF_SHEET:
        setattr(sheet, part, copy.copy(getattr(model, part)))
    for rule in model.data_validations.dataValidation:
        facts = {name: getattr(rule, name) for name in _OF_RULE}
        sheet.add_data_validation(DataValidation(sqref=str(rule.sqref), showInputMessage=True, **facts))
    for marked in model.conditional_formatting:
        for mark in marked.rules:
            sheet.conditional_formatting.add(str(marked.sqref), mark)
