"""What calamine does not tell of a workbook: its properties, error cells, cells far outside any table."""

from __future__ import annotations

import posixpath
import re
import zlib
from typing import TYPE_CHECKING, Final
from zipfile import BadZipFile, ZipFile

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from assessor.errors import Code, InputError, Place, Problem
from assessor.excel.layout import COLUMN_LIMIT, ROW_LIMIT

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType
    from typing import Self
    from xml.etree.ElementTree import Element

# What zipfile raises on damage: broken data, unknown compression, an encrypted part, a hole in the file.
ZIP_ERRORS: Final = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)
XML_LIMIT: Final = 1_000_000  # bytes; properties and sheet lists have some thousand
PROPERTIES: Final = "docprops/custom.xml"
WORKBOOK: Final = "xl/workbook.xml"
RELATIONS: Final = "xl/_rels/workbook.xml.rels"

_ATTRIBUTE: Final = rb"""\br\s*=\s*["']"""
# Finds quickly that no cell lies beyond row 19,999 or column GR; what it finds is looked at closely.
_MAYBE_FAR: Final = re.compile(
    _ATTRIBUTE + rb"(?:[A-Z]{3}|G[S-Z]|[H-Z][A-Z]|(?:[A-Z]{1,2})?(?:[2-9][0-9]{4}|[0-9]{6,}))"
)
_ROW_OR_CELL: Final = re.compile(
    rb"<(?:\w+:)?(?:(row)\b([^<>]*)>|c\b([^<>]*)(?<!/)>\s*<(?:\w+:)?(?:v|is|f)\b)",
)
_ROW: Final = re.compile(_ATTRIBUTE + rb"([0-9]{1,7})")
_CELL: Final = re.compile(_ATTRIBUTE + rb"([A-Z]{1,3})([0-9]{1,7})")
_MAYBE_ERROR: Final = re.compile(rb"""\bt\s*=\s*["']e["']""")
_ERROR: Final = re.compile(
    rb"""<(?:\w+:)?c\b([^<>]*\bt\s*=\s*["']e["'][^<>]*)(?<!/)>(.*?)</(?:\w+:)?c>""", re.DOTALL
)
_ERROR_VALUE: Final = re.compile(rb"<(?:\w+:)?v\b[^>]*>([^<]*)<")


class Package:
    """An open .xlsx or .xlsm; its size must have been checked before (`container.require_workbook`)."""

    def __init__(self, path: Path) -> None:
        self._file = path.name
        try:
            self._zip = ZipFile(path)
        except ZIP_ERRORS as error:
            raise self._damaged() from error
        self._names = {name.replace("\\", "/").lstrip("/").lower(): name for name in self._zip.namelist()}

    def custom_properties(self) -> dict[str, str]:
        """Return the custom document properties as texts; other programs may have left them out."""
        root = self._xml(PROPERTIES)
        return {e.get("name", ""): "".join(e.itertext()) for e in root} if root is not None else {}

    def sheet_parts(self) -> dict[str, str]:
        """Return where in the package each sheet lies."""
        workbook, relations = self._xml(WORKBOOK), self._xml(RELATIONS)
        if workbook is None or relations is None:
            return {}
        targets = {e.get("Id", ""): e.get("Target", "") for e in relations}
        parts = {}
        for element in workbook.iter():
            relation = next((value for key, value in element.items() if key.endswith("}id")), "")
            if _local(element) == "sheet" and relation in targets:
                place = posixpath.normpath(posixpath.join("/xl", targets[relation])).lstrip("/").lower()
                if place in self._names:
                    parts[element.get("name", "")] = place
        return parts

    def far_cells(self) -> dict[str, tuple[int, int]]:
        """Return for each sheet a filled cell beyond the limits of reading, if it has one.

        Such a sheet must not be given to calamine: it makes room for every cell up to the last.
        """
        found = {sheet: _far_cell(self._read(part)) for sheet, part in self.sheet_parts().items()}
        return {sheet: at for sheet, at in found.items() if at is not None}

    def error_cells(self, sheet: str) -> dict[tuple[int, int], str]:
        """Return the cells of a sheet that show an error such as #REF!, which calamine reads as blank."""
        part = self.sheet_parts().get(sheet)
        content = self._read(part) if part else b""
        errors = {}
        for match in _ERROR.finditer(content) if _MAYBE_ERROR.search(content) else ():
            at, value = _position(match[1], 0), _ERROR_VALUE.search(match[2])
            if all(at):
                errors[at] = value[1].decode("utf-8", "replace") if value else ""
        return errors

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def _read(self, part: str, limit: int | None = None) -> bytes:
        name = self._names.get(part)
        if name is None or (limit is not None and self._zip.getinfo(name).file_size > limit):
            return b""
        try:
            return self._zip.read(name)
        except ZIP_ERRORS as error:
            raise self._damaged() from error

    def _xml(self, part: str) -> Element | None:
        try:
            return fromstring(self._read(part, XML_LIMIT), forbid_dtd=True)
        except (ParseError, DefusedXmlException, LookupError, ValueError):  # the latter two: odd encodings
            return None

    def _damaged(self) -> InputError:
        return InputError(Problem(Code.WORKBOOK_DAMAGED, Place(file=self._file)))


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _far_cell(content: bytes) -> tuple[int, int] | None:
    if not _MAYBE_FAR.search(content):
        return None
    row = 0
    for match in _ROW_OR_CELL.finditer(content):
        if match[1]:
            number = _ROW.search(match[2])
            row = int(number[1]) if number else row + 1
        else:
            at = _position(match[3], row)
            if at[0] > ROW_LIMIT or at[1] > COLUMN_LIMIT:
                return at
    return None


def _position(attributes: bytes, row: int) -> tuple[int, int]:
    """Return row and column of a cell from its attributes; a cell may leave both to the order."""
    match = _CELL.search(attributes)
    if match is None:
        return row, 0
    column = 0
    for letter in match[1]:
        column = column * 26 + letter - ord("A") + 1
    return int(match[2]), column
