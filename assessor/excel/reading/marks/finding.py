"""The marks of a workbook of any kind, and how its numbers are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessor.excel.reading.marks.office import FoundMarks, OfficeMarks
from assessor.excel.reading.markup import NotXml
from assessor.excel.reading.number_format import as_shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assessor.excel.reading.contents import WorkbookContents
    from assessor.excel.reading.workbook import Workbook

Cell = tuple[int, int]


def found_marks(workbook: Workbook, content: WorkbookContents) -> FoundMarks:
    """Return the marks on the sheets that were read, and what could not be looked at."""
    if workbook.package is not None:
        return OfficeMarks(workbook.package).read(content.xml)
    return FoundMarks()


def numbers_as_shown(
    workbook: Workbook, content: WorkbookContents, sheet: str, numbers: Mapping[Cell, float]
) -> dict[Cell, str | None]:
    """Return how these cells of a sheet show their numbers; None where that cannot be told."""
    if workbook.package is None or sheet not in content.xml:
        return {}
    try:
        codes = OfficeMarks(workbook.package).number_formats(content.xml[sheet])
    except NotXml:
        return dict.fromkeys(numbers)
    return {at: as_shown(number, codes.get(at, "")) for at, number in numbers.items()}
