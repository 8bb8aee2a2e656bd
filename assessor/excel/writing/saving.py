"""Saving a workbook so that the file appears only after it was read again and found complete."""

from __future__ import annotations

import secrets
import time
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final

from openpyxl.packaging.custom import StringProperty
from openpyxl.workbook import Workbook
from openpyxl.workbook.protection import WorkbookProtection
from python_calamine import CalamineError, CalamineWorkbook

from assessor import text
from assessor.errors import Code, InputError, Place, Problem, code_of_system
from assessor.excel.layout import CREATOR
from assessor.excel.reading.container import FILE_LIMIT, Container, identify
from assessor.excel.reading.workbook import opened
from assessor.excel.writing import in_memory, protecting

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from assessor.excel.reading.workbook import Workbook as Returned
    from assessor.excel.writing.pages import Page

_PART: Final = ".assessor-"
_LEFT_SECONDS: Final = 3600.0  # an unfinished file this old is abandoned


@dataclass(frozen=True)
class WrittenCounts:
    """Counts of a written workbook: rows of its tables, and cells that were compared."""

    rows: int
    cells: int


@dataclass(frozen=True)
class WorkbookPlan:
    """A whole workbook as values: pages, custom properties, and what else is done to it."""

    title: str
    pages: Sequence[Page]
    properties: Mapping[str, str]
    finish: Callable[[Workbook], None] | None = None
    locked: bool = False


def save(path: Path, contents: WorkbookPlan, password: str = "") -> int:
    """Write the workbook, read it again and compare; returns how many cells were compared.

    Until the comparison has passed the file has another name; on any failure nothing is left
    and a file that was there before stays. With a password it is locked before it touches the disk.
    """
    problems = [problem for page in contents.pages for problem in page.too_long(path.name)]
    if problems:
        raise InputError(*problems)
    protecting.require_password(password, path.name)
    partial = path.with_name(f"{_PART}{secrets.token_hex(6)}.part")
    try:
        _require_place(path)
        _sweep(path.parent)
        plain = _built(contents)
        partial.write_bytes(protecting.locked(plain, password) if password else plain)
        cells = _compare(_reopened(partial, path.name, plain, password), contents, path.name)
        partial.replace(path)
    except OSError as error:
        code = code_of_system(error, Code.CANNOT_WRITE)
        raise InputError(Problem(code, Place(file=path.name))) from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
    return cells


def _sweep(folder: Path) -> None:
    """Remove unfinished files that killed processes left in a folder."""
    for left in folder.glob(f"{_PART}*.part"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _LEFT_SECONDS:
                left.unlink()


def _require_place(path: Path) -> None:
    place = Place(file=path.name)
    if path.is_dir():
        raise InputError(Problem(Code.IS_FOLDER, place))
    if path.suffix.lower() != ".xlsx":
        raise InputError(Problem(Code.NOT_XLSX, place))
    if path.exists() and not _makes_way(path):
        raise InputError(Problem(Code.EXISTS, place))
    if not path.parent.is_dir():
        raise InputError(Problem(Code.NO_FOLDER, Place(file=str(path.parent))))


def _makes_way(path: Path) -> bool:
    """Tell whether a file may be replaced: a workbook, open or encrypted, and no case for example."""
    if path.stat().st_size > FILE_LIMIT:
        return False
    return identify(path.read_bytes()) in {Container.XLSX, Container.ENCRYPTED}


def _built(contents: WorkbookPlan) -> bytes:
    book = Workbook(write_only=True)
    book.properties.creator = CREATOR
    book.properties.title = text.for_workbook(contents.title)
    if contents.locked:
        book.security = WorkbookProtection(lockStructure=True)
    for name, value in contents.properties.items():
        book.custom_doc_props.append(StringProperty(name=name, value=value))  # type: ignore[attr-defined]  # the stubs do not know it
    for page in contents.pages:
        page.add(book)
    if contents.finish is not None:
        contents.finish(book)
    return in_memory.packed(book, contents.pages)


def _reopened(partial: Path, name: str, plain: bytes, password: str) -> Returned:
    """Read what was written, with its password if any; raises InputError when it differs."""
    try:
        workbook = opened(partial.read_bytes(), name, (password,))
    except InputError as error:
        raise _short(name) from error
    if workbook.content != plain:
        raise _short(name)
    return workbook


def _compare(workbook: Returned, contents: WorkbookPlan, name: str) -> int:
    """Compare the file with the planned values, and return the number of cells."""
    count = 0
    try:
        with CalamineWorkbook.from_filelike(BytesIO(workbook.content)) as book:
            for page in contents.pages:
                expected = page.expected()
                cells = {
                    (row, column): value
                    for row, values in enumerate(book.get_sheet_by_name(page.name).to_python(False), 1)
                    for column, value in enumerate(values, 1)
                    if value != ""
                }
                # openpyxl writes formulas without a value, so nothing else may be there.
                if cells != expected:
                    right = sum(cells.get(at) == value for at, value in expected.items())
                    raise _short(name, page.name, len(expected), right)
                count += len(expected)
    except CalamineError as error:
        raise _short(name) from error
    if workbook.package is None or workbook.package.custom_properties != contents.properties:
        raise _short(name)
    return count


def _short(name: str, sheet: str = "", expected: int = 0, count: int = 0) -> InputError:
    values = {"expected": expected, "found": count}
    return InputError(Problem(Code.SHORT_FILE, Place(file=name, sheet=sheet), values))
