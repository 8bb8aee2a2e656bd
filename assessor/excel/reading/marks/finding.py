"""The marks of a workbook of any kind, and how it shows its numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assessor.errors import Code, Place, Problem
from assessor.excel.reading.marks import open_document
from assessor.excel.reading.marks.office import FoundMarks, OfficeMarks
from assessor.excel.reading.markup import NotXml
from assessor.excel.reading.number_format import as_shown
from assessor.excel.reading.open_document import CONTENT
from assessor.excel.reading.survey import NO_DATA

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assessor.excel.reading.apart import ReadApart
    from assessor.excel.reading.archive import Archive
    from assessor.excel.reading.contents import WorkbookContents
    from assessor.excel.reading.workbook import Workbook

Cell = tuple[int, int]

_MANIFEST: Final = "meta-inf/manifest.xml"
_STYLES: Final = "styles.xml"


def found_marks(workbook: Workbook, content: WorkbookContents) -> FoundMarks:
    """Return the marks on the sheets that were read, and a problem for each part that could not be."""
    if workbook.package is not None:
        plain = {name for name, seen in content.surveys.items() if seen.data != NO_DATA}
        return OfficeMarks(workbook.package).read(content.xml, plain)
    if workbook.archive is not None and CONTENT in content.xml:
        return _of_open_document(workbook.archive, content.xml[CONTENT])
    return _of_records(workbook.file, content.apart) if content.apart is not None else FoundMarks()


def numbers_as_shown(
    workbook: Workbook, content: WorkbookContents, sheet: str, numbers: Mapping[Cell, float]
) -> dict[Cell, str | None]:
    """Return how these cells of a sheet show their numbers; None where that is unknown."""
    try:
        if workbook.package is not None:
            codes = OfficeMarks(workbook.package).number_formats(content.xml[sheet])
            return {at: as_shown(number, codes.get(at, "")) for at, number in numbers.items()}
        if CONTENT in content.xml:
            shown = open_document.numbers(content.xml[CONTENT], sheet, numbers.keys())
            return {at: shown.get(at) for at in numbers}
    except NotXml:
        return dict.fromkeys(numbers)
    told = (content.apart.told or {}).get(sheet) if content.apart is not None else None
    if told is None:
        return dict.fromkeys(numbers)
    return {at: as_shown(number, told.formats.get(at, "")) for at, number in numbers.items()}


def _of_records(file: str, read: ReadApart) -> FoundMarks:
    unread = [Problem(Code.MARKS_UNREAD, Place(file=file), {"found": file})] if read.is_unread else []
    return FoundMarks([mark for one in (read.told or {}).values() for mark in one.marks], unread)


def _of_open_document(archive: Archive, content: bytes) -> FoundMarks:
    try:
        manifest = archive.start_of(_MANIFEST)
        kinds = open_document.kinds_of_parts(manifest) if manifest else {}
        named = archive.read(_STYLES) if archive.fits(_STYLES) else b""
        return FoundMarks(open_document.read(content, named, kinds))
    except NotXml:
        place = Place(file=archive.file)
        return FoundMarks(problems=[Problem(Code.MARKS_UNREAD, place, {"found": CONTENT})])
