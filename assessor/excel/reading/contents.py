"""All sheets of a workbook, checked before any library reads them, and its properties."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from assessor.errors import InputError, Place, Problem
from assessor.excel.reading import apart, open_document
from assessor.excel.reading.archive import megabytes, too_large
from assessor.excel.reading.container import Container
from assessor.excel.reading.error_values import without_unknown_errors
from assessor.excel.reading.grid import Grid, grids
from assessor.excel.reading.survey import NO_DATA, Survey, in_full, longest, survey
from assessor.excel.reading.texts import LONGEST, SharedTexts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assessor.excel.reading.archive import Archive
    from assessor.excel.reading.package import Package
    from assessor.excel.reading.survey import Excess
    from assessor.excel.reading.workbook import Workbook

_WHOLE_TAGS: Final = re.compile(rb"(?:[^<>]*+<[^<>!?]++>)++\s*")


_ERROR_KIND: Final = b't="e"'  # as the survey lets it pass unread


@dataclass(frozen=True)
class WorkbookContents:
    """The sheets and properties of a workbook, and a problem for each sheet that was skipped as too large."""

    sheets: list[Grid]
    properties: Mapping[str, str]
    passed_over: tuple[Problem, ...] = ()
    surveys: Mapping[str, Survey] = field(default_factory=dict)
    unread: Mapping[str, bytes] = field(
        default_factory=dict
    )  # sheets of which only is known that they are safe
    xml: Mapping[str, bytes] = field(default_factory=dict, repr=False)  # of each sheet; of an .ods, of all
    apart: apart.ReadApart | None = field(default=None, repr=False)  # what was read in a process of its own

    def survey(self, sheet: str) -> Survey:
        """Return what calamine does not report about a sheet; raises NotXml."""
        if sheet in self.unread:
            return in_full(self.unread[sheet], SharedTexts(b""))
        return self.surveys.get(sheet, Survey())


def contents(workbook: Workbook) -> WorkbookContents:
    """Read all sheets; raises InputError when the file is too large, NotXml when a part is malformed."""
    if workbook.package is not None:
        return _of_package(workbook.package)
    if workbook.archive is not None and workbook.kind is Container.ODS:
        return _of_open_document(workbook.archive)
    return _of_records(apart.read(workbook.content, workbook.file))


def _of_records(read: apart.ReadApart) -> WorkbookContents:
    surveys = {sheet.name: Survey(merged=[*sheet.merged]) for sheet in read.sheets}
    for name, told in (read.told or {}).items():
        if name in surveys:
            surveys[name].errors.update(told.errors)
            surveys[name].hidden.update(told.hidden)
    return WorkbookContents(read.sheets, {}, surveys=surveys, apart=read)


def _of_package(package: Package) -> WorkbookContents:
    archive, texts = package.archive, SharedTexts(package.shared_strings)
    if texts.longest > LONGEST:
        place = Place(file=archive.file)
        raise InputError(too_large(place, "text", megabytes(texts.longest), megabytes(LONGEST)))
    near: dict[str, bytes] = {}
    xml: dict[str, bytes] = {}
    surveys: dict[str, Survey] = {}
    passed_over: list[Problem] = []
    for sheet in package.sheets:
        if not archive.fits(sheet.part):
            beyond = archive.too_large(sheet.part)
            passed_over.append(replace(beyond, place=replace(beyond.place, sheet=sheet.name)))
            continue
        content = archive.read_xml(sheet.part)
        sheet_survey = survey(content, texts)
        if sheet_survey is not None and sheet_survey.excess is not None:
            passed_over.append(_excess(archive.file, sheet.name, sheet_survey.excess))
            continue
        xml[sheet.name] = content
        near[sheet.name] = _for_calamine(content, sheet_survey)
        if sheet_survey is not None:
            surveys[sheet.name] = sheet_survey
    read = grids(package.with_sheets(near.values()), archive.file) if near else []
    sheets = [Grid(name, grid.rows) for grid, name in zip(read, near, strict=True)]
    unread = {name: content for name, content in xml.items() if name not in surveys}
    return WorkbookContents(sheets, package.custom_properties, tuple(passed_over), surveys, unread, xml)


def _of_open_document(archive: Archive) -> WorkbookContents:
    properties = open_document.properties(archive)
    content = open_document.as_one_line(archive.read_xml(open_document.CONTENT))
    if excess := longest(content):
        raise InputError(_excess(archive.file, "", excess))
    surveys = open_document.survey(content)
    excesses = [_excess(archive.file, name, one.excess) for name, one in surveys.items() if one.excess]
    if excesses:
        raise InputError(*excesses)
    sheets = grids(open_document.with_content(content), archive.file)
    return WorkbookContents(sheets, properties, surveys=surveys, xml={open_document.CONTENT: content})


def _for_calamine(sheet: bytes, sheet_survey: Survey | None) -> bytes:
    """Return a sheet that calamine can read, and reads fast: it fails on errors that it does not know.

    Into one without merged cells an empty list of them is inserted before its cells: calamine reads every
    sheet to its end a second time to find that list, and so stops at once.
    """
    if sheet_survey.errors if sheet_survey is not None else _ERROR_KIND in sheet:
        return without_unknown_errors(sheet)
    start, end = sheet_survey.data if sheet_survey else NO_DATA
    if not start or not _WHOLE_TAGS.fullmatch(sheet, end):  # calamine reports a damaged end
        return sheet
    return b"".join((sheet[:start], b"<mergeCells/>", sheet[start:]))


def _excess(file: str, sheet: str, excess: Excess) -> Problem:
    place = Place(file=file, sheet=sheet, row=excess.row, column=excess.column)
    return too_large(place, excess.what, excess.size, excess.expected)
