"""What calamine does not report about an .ods, and whether calamine can read it safely."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

from assessor.excel.layout import COLUMN_LIMIT, ROW_LIMIT
from assessor.excel.reading.archive import stored
from assessor.excel.reading.grid import CELL_LIMIT
from assessor.excel.reading.markup import NotXml, local, named_texts, parse
from assessor.excel.reading.survey import (
    ODD_LIMIT,
    TAGS_LIMIT,
    Excess,
    Survey,
    too_far,
    too_long,
    too_odd,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assessor.excel.reading.archive import Archive
    from assessor.excel.reading.survey import Cell

CONTENT: Final = "content.xml"
META: Final = "meta.xml"
META_LIMIT: Final = 1_000_000  # bytes; it has one thousand
_TYPE: Final = b"application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST: Final = b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
_CELLS: Final = frozenset({"table-cell", "covered-table-cell"})
_HIDDEN: Final = frozenset({"collapse", "filter"})
_LETTER: Final = 3  # bytes; most of our files have fewer
_ERROR_LENGTH: Final = 20
_INDENTED: Final = re.compile(rb"(?<!\?)>\s+<[\w/]")  # not the line of its own that the declaration has
_PARAGRAPHS: Final = frozenset({"p", "h"})
_BLANKS: Final = frozenset({"s", "tab", "line-break"})  # blanks that are meant
_WHITE: Final = " \t\r\n"
_BROKEN: Final = re.compile("[ \t]*[\r\n][ \t\r\n]*")  # an indent within a text
_NUMBER: Final = re.compile(r"[1-9][0-9]{0,6}")


def properties(archive: Archive) -> dict[str, str]:
    """Return the custom document properties as texts; other programs may have left them out."""
    if archive.size(META) > META_LIMIT:
        return {}
    try:
        return named_texts(archive.read(META), "user-defined")
    except NotXml:
        return {}


def with_content(content: bytes) -> bytes:
    """Return a file with the sheets alone, so that calamine reads only what was checked."""
    return stored({"mimetype": _TYPE, "META-INF/manifest.xml": _MANIFEST, CONTENT: content})


def survey(content: bytes) -> dict[str, Survey]:
    """Check the sheets by name; raises NotXml.

    When one sheet exceeds a limit nothing of the file may be read: calamine reads all sheets at once.
    """
    if (count := content.count(b"<")) > TAGS_LIMIT:
        return {"": Survey(Excess("cells", f"{count:,}", f"{TAGS_LIMIT:,}"))}
    return _OpenDocumentSheets().read(content)


def as_one_line(content: bytes) -> bytes:
    """Return the sheets without blanks between their elements, which mean nothing; raises NotXml.

    Some programs write every element on a line of its own, and calamine takes the indents for text.
    """
    if _INDENTED.search(content) is None or content.count(b"<") > TAGS_LIMIT:
        return content
    line = _OneLine()
    parse(content, line.start, line.end, line.text)
    return "".join(line.parts).encode()


class _OneLine:
    """The sheets written once more as their tags come by; an indent in a paragraph becomes one blank."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self._paragraphs = 0
        self._begun = self._blank = False  # whether the paragraph shows something, and whether a blank is due

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin an element."""
        kind = local(name)
        if kind in _PARAGRAPHS:
            self._paragraphs += 1
            self._begun = self._blank = False
        elif kind in _BLANKS:
            self._say("")
        facts = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
        self.parts.append(f"<{name}{facts}>")

    def end(self, name: str) -> None:
        """End it."""
        if local(name) in _PARAGRAPHS:
            self._paragraphs -= 1
            self._begun = self._blank = False
        self.parts.append(f"</{name}>")

    def text(self, text: str) -> None:
        """Take up what stands in it."""
        if not self._paragraphs:
            self.parts.append(escape(text.strip(_WHITE)))
            return
        self._blank = self._blank or (self._begun and text[0] in _WHITE)
        if words := text.strip(_WHITE):
            self._say(escape(_BROKEN.sub(" ", words)))
            self._blank = text[-1] in _WHITE

    def _say(self, words: str) -> None:
        self.parts.append(f" {words}" if self._blank else words)
        self._begun, self._blank = True, False


class _OpenDocumentTooLarge(Exception):  # noqa: N818 - it only ends the reading
    """A sheet exceeds a limit."""


class _OpenDocumentSheets:
    """Collects facts on the sheets while they are parsed; rows and cells may be repeated."""

    def __init__(self) -> None:
        self._surveys: dict[str, Survey] = {}
        self._sheet: Survey | None = None
        self._row = self._rows = self._column = 0  # up to the row before, in this row, up to the cell before
        self._last_row = self._last_column = self._area = self._length = 0
        self._cell: dict[str, str] | None = None
        self._filled = False
        self._letters = 0
        self._shown = ""

    def read(self, content: bytes) -> dict[str, Survey]:
        """Read all sheets, or up to the point where a limit is exceeded."""
        with suppress(_OpenDocumentTooLarge):
            parse(content, self._start, self._end, self._say)
        return self._surveys

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = local(name)
        if name in _CELLS:
            self._begin_cell(attributes)
        elif self._cell is not None:
            self._filled = True
            self._letters += _whole(attributes, "c") if name == "s" else 0  # a run of blanks
        elif name == "table-row":
            self._rows, self._column = _whole(attributes, "number-rows-repeated"), 0
            if any(local(key) == "visibility" and value in _HIDDEN for key, value in attributes.items()):
                last = min(self._row + self._rows, ROW_LIMIT)
                self._now().hidden.update(range(self._row + 1, last + 1))
        elif name == "table":
            if self._sheet is not None:
                raise NotXml("a sheet in a sheet")
            sheet = next((value for key, value in attributes.items() if local(key) == "name"), "")
            self._sheet = self._surveys.setdefault(sheet, Survey())
            self._row = self._last_row = self._last_column = 0

    def _end(self, name: str) -> None:
        name = local(name)
        if name in _CELLS:
            self._end_cell()
        elif name == "table-row":
            self._row += self._rows
        elif name == "table":
            self._area += self._last_row * self._last_column
            if self._area > CELL_LIMIT:
                self._stop(Excess("cells", f"{self._area:,}", f"{CELL_LIMIT:,}"))
            self._sheet = None

    def _say(self, text: str) -> None:
        if self._cell is not None:
            self._letters += len(text)
            if len(self._shown) < _ERROR_LENGTH:
                self._shown += text

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self._cell = attributes
        self._filled = any(local(key) == "value-type" for key in attributes)
        self._letters = sum(map(len, attributes.values()))
        self._shown = ""

    def _end_cell(self) -> None:
        attributes, self._cell = self._cell or {}, None
        columns = _whole(attributes, "number-columns-repeated")
        first, self._column = (self._row + 1, self._column + 1), self._column + columns
        last = self._row + self._rows, self._column
        if self._filled:
            if last[0] > ROW_LIMIT or last[1] > COLUMN_LIMIT:
                self._stop(too_far(*last))
            self._last_row, self._last_column = max(self._last_row, last[0]), max(self._last_column, last[1])
            self._length += self._letters * _LETTER * self._rows * columns
            if excess := too_long(self._length):
                self._stop(excess)
        wrong = "error" in attributes.values()
        unsaved = not self._filled and any(local(key) == "formula" for key in attributes)
        if wrong or unsaved:
            self._note_each(first, last, wrong=wrong)
        self._merge(first, attributes)

    def _note_each(self, first: Cell, last: Cell, *, wrong: bool) -> None:
        """Record an error or a formula without a value for every cell of a range that is one."""
        now = self._now()
        if now.odd + (last[0] - first[0] + 1) * (last[1] - first[1] + 1) > ODD_LIMIT:
            self._stop(too_odd(*first))
        for row in range(first[0], last[0] + 1):
            for column in range(first[1], last[1] + 1):
                if wrong:
                    now.errors[row, column] = self._shown[:_ERROR_LENGTH].strip()
                else:
                    now.unsaved.add((row, column))

    def _merge(self, at: Cell, attributes: dict[str, str]) -> None:
        rows, columns = (
            _whole(attributes, name) for name in ("number-rows-spanned", "number-columns-spanned")
        )
        if rows > 1 or columns > 1:
            self._now().merged.append((*at, at[0] + rows - 1, at[1] + columns - 1))

    def _now(self) -> Survey:
        if self._sheet is None:
            raise NotXml("a cell outside any sheet")
        return self._sheet

    def _stop(self, excess: Excess) -> None:
        self._now().excess = excess
        raise _OpenDocumentTooLarge


def _whole(attributes: Mapping[str, str], name: str) -> int:
    """Return a count of repetitions; raises NotXml when it is no number."""
    written = next((value for key, value in attributes.items() if local(key) == name), "1")
    if not _NUMBER.fullmatch(written):
        raise NotXml(written)
    return int(written)
