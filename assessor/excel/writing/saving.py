"""Saving a workbook so that a file stands there only when it has been read again and holds everything."""

from __future__ import annotations

import secrets
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from openpyxl.packaging.custom import StringProperty
from openpyxl.workbook import Workbook
from openpyxl.workbook.protection import WorkbookProtection
from python_calamine import CalamineError, CalamineWorkbook

from assessor import text
from assessor.errors import Code, InputError, Place, Problem, code_of_system
from assessor.excel.layout import CREATOR
from assessor.excel.reading.container import Container, identify
from assessor.excel.reading.package import Package

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from assessor.excel.writing.pages import Page


@dataclass(frozen=True)
class Written:
    """What a written workbook was found to hold: rows of its tables, and cells compared one by one."""

    rows: int
    cells: int


@dataclass(frozen=True)
class Contents:
    """A whole workbook as values: pages, custom properties, and what else is done to the workbook."""

    title: str
    pages: Sequence[Page]
    properties: Mapping[str, str]
    finish: Callable[[Workbook], None]
    locked: bool = False


def save(path: Path, contents: Contents) -> int:
    """Write the workbook, read it again and compare; returns how many cells were compared.

    Until the comparison has passed the file has another name; on any failure nothing is left
    and a file that was there before stays.
    """
    problems = [problem for page in contents.pages for problem in page.too_long(path.name)]
    if problems:
        raise InputError(*problems)
    _require_place(path)
    partial = path.with_name(f".{secrets.token_hex(6)}.part")
    try:
        _write(partial, contents)
        cells = _compare(partial, contents, path.name)
        partial.replace(path)
    except OSError as error:
        code = code_of_system(error, Code.CANNOT_WRITE)
        raise InputError(Problem(code, Place(file=path.name))) from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
    return cells


def _require_place(path: Path) -> None:
    place = Place(file=path.name)
    if path.is_dir():
        raise InputError(Problem(Code.IS_FOLDER, place))
    if path.suffix.lower() != ".xlsx":
        raise InputError(Problem(Code.NOT_XLSX, place))
    if path.exists() and identify(path) is not Container.XLSX:
        raise InputError(Problem(Code.EXISTS, place))  # a case, perhaps: only a workbook makes way
    if not path.parent.is_dir():
        raise InputError(Problem(Code.NO_FOLDER, Place(file=str(path.parent))))


def _write(partial: Path, contents: Contents) -> None:
    book = Workbook(write_only=True)
    book.properties.creator = CREATOR
    book.properties.title = text.for_workbook(contents.title)
    if contents.locked:
        book.security = WorkbookProtection(lockStructure=True)
    for name, value in contents.properties.items():
        book.custom_doc_props.append(StringProperty(name=name, value=value))  # type: ignore[attr-defined]  # the stubs do not know it
    for page in contents.pages:
        page.write(book)
    contents.finish(book)
    # Whole before it touches the disk: openpyxl leaves open writers behind when a disk fills up.
    whole = BytesIO()
    book.save(whole)
    partial.write_bytes(whole.getbuffer())


def _compare(partial: Path, contents: Contents, name: str) -> int:
    """Compare the file with what was to be written, and return the number of cells."""
    count = 0
    try:
        with partial.open("rb") as stream, CalamineWorkbook.from_filelike(stream) as book:
            for page in contents.pages:
                expected = page.expected()
                found = {
                    (row, column): value
                    for row, values in enumerate(book.get_sheet_by_name(page.name).to_python(False), 1)
                    for column, value in enumerate(values, 1)
                    if value != ""
                }
                # openpyxl writes formulas without a value, so nothing else may be there.
                if found != expected:
                    right = sum(found.get(at) == value for at, value in expected.items())
                    raise _short(name, page.name, len(expected), right)
                count += len(expected)
    except CalamineError as error:
        raise _short(name) from error
    with Package(partial) as package:
        if package.custom_properties() != contents.properties:
            raise _short(name)
    return count


def _short(name: str, sheet: str = "", expected: int = 0, found: int = 0) -> InputError:
    values = {"expected": expected, "found": found}
    return InputError(Problem(Code.SHORT_FILE, Place(file=name, sheet=sheet), values))
