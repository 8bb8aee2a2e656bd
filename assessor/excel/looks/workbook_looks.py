"""A workbook of any kind that is read, as a person sees it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from assessor.domain.sheet_look import WorkbookLook
from assessor.errors import Code, InputError, Place, Problem
from assessor.excel.looks import open_document, records
from assessor.excel.looks.bounds import Room
from assessor.excel.looks.office import OfficeLooks
from assessor.excel.reading.contents import contents
from assessor.excel.reading.marks.finding import found_marks
from assessor.excel.reading.markup import NotXml
from assessor.excel.reading.open_document import CONTENT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assessor.domain.sheet_look import SheetLook
    from assessor.domain.sheet_mark import SheetMark
    from assessor.excel.reading.contents import WorkbookContents
    from assessor.excel.reading.workbook import Workbook
    from assessor.progress import Progress

_STYLES: Final = "styles.xml"


def look(workbook: Workbook, progress: Progress) -> WorkbookLook:
    """Return the sheets of a workbook, within the limits of reading and of what is shown.

    Raises InputError when it cannot be read, Cancelled when that is no longer wanted.
    """
    try:
        content = contents(workbook)
        marks = found_marks(workbook, content).marks
        progress.step(0, 1)
        return WorkbookLook(tuple(_sheets(workbook, content, marks, progress)))
    except NotXml as error:
        raise InputError(Problem(Code.WORKBOOK_DAMAGED, Place(file=workbook.file))) from error


def _sheets(
    workbook: Workbook, content: WorkbookContents, marks: Sequence[SheetMark], progress: Progress
) -> Iterator[SheetLook]:
    room = Room(workbook.archive)
    if workbook.archive is not None and CONTENT in content.xml and workbook.package is None:
        archive = workbook.archive
        named = archive.read(_STYLES) if archive.fits(_STYLES) else b""
        yield from open_document.read(content.xml[CONTENT], named, marks, room)
        return
    by_sheet: dict[str, list[SheetMark]] = defaultdict(list)
    for mark in marks:
        by_sheet[mark.sheet].append(mark)
    if workbook.package is not None:
        reading = OfficeLooks(workbook.package, room)
        readable = [sheet for sheet in workbook.package.sheets if sheet.name in content.xml]
        for sheet in progress.over(readable):
            yield reading.read(sheet, content.xml[sheet.name], by_sheet[sheet.name])
        return
    told = (content.apart.told if content.apart is not None else None) or {}
    for grid in content.sheets:
        yield records.read(grid, told.get(grid.name), room)
