"""What calamine does not report about a sheet, and whether calamine can read it safely."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from assessor.errors import Place
from assessor.excel.layout import COLUMN_LIMIT, ROW_LIMIT
from assessor.excel.reading.archive import megabytes
from assessor.excel.reading.markup import NotXml, local, parse
from assessor.excel.reading.texts import LONGEST, TEXT_LIMIT

if TYPE_CHECKING:
    from assessor.excel.reading.texts import SharedTexts

Cell = tuple[int, int]

TAGS_LIMIT: Final = 3_000_000  # in one sheet; 20,000 full rows of ours have 2 million
ODD_LIMIT: Final = 50_000  # errors, formulas without a value, hidden rows and merged cells together
NO_DATA: Final = (0, 0)


class Excess(NamedTuple):
    """The limit that a sheet exceeds, and the cell where it does if there is one."""

    what: str
    size: str
    expected: str
    row: int = 0
    column: int = 0


@dataclass
class Survey:
    """One sheet; rows and columns count from 1."""

    excess: Excess | None = None  # set when the sheet must not be read
    errors: dict[Cell, str] = field(default_factory=dict)  # what the cell shows, such as #REF!
    unsaved: set[Cell] = field(default_factory=set)  # formulas whose result was not saved
    hidden: set[int] = field(default_factory=set)  # rows
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)  # first row, column, last ones
    # The position of the cells in the content, when none of them is odd.
    data: tuple[int, int] = field(default=NO_DATA, compare=False)

    @property
    def odd(self) -> int:
        """How many odd things were found."""
        return len(self.errors) + len(self.unsaved) + len(self.hidden) + len(self.merged)


# Every "<" of a sheet is looked at by one match. Where it finds only near cells that hold a value, a text
# or nothing, and rows that are shown, there is nothing to tell; with other tags, but still only near cells
# and rows, at least nothing to fear. Only the rest goes through a parser before calamine sees it.
_NEAR_ROW: Final = rb"(?:[0-9]{1,4}|1[0-9]{4})"
_NEAR_CELL: Final = rb"(?:[A-Z]|[A-F][A-Z]|G[A-R])" + _NEAR_ROW
# Nearly all cells show one text: those are taken whole, since tag by tag they take half as long again.
_ONE_TEXT: Final = rb' t="(?:inlineStr"><is><t>[^<]*+</t></is|s"><v>[^<]*+</v)></c>'
_CELL: Final = rb'c r="%b"(?: s="[0-9]+")?(?:%b|>| t="(?:inlineStr|s|n|str|b)"(?: ph="1")? ?/?>| ?/>)' % (
    _NEAR_CELL,
    _ONE_TEXT,
)
_ROW: Final = rb'row r="%b"(?: (?!(?:\w+:)?(?:r=|hidden="(?!0|false)))[\w:]+="[^"<>&]*")* ?/?>' % _NEAR_ROW
_NOTHING_ODD: Final = re.compile(
    rb'[^<]*+(?:<(?:%b|/|v>|is>|t>|t xml:space="preserve">|%b)[^<]*+)*+' % (_CELL, _ROW)
)
_ATTRIBUTES: Final = rb'(?: (?!(?:\w+:)?r=)[\w:]+="[^"<>&]*")* ?/?>'
_OTHER: Final = rb"(?!(?:c|row)[\s/>])[A-Za-z]\w*[\s/>]"
_FAR_TAG: Final = re.compile(
    rb'<(?!/|c r="%b"%b|row r="%b"%b|%b)' % (_NEAR_CELL, _ATTRIBUTES, _NEAR_ROW, _ATTRIBUTES, _OTHER)
)
_REFERENCE: Final = re.compile(rb't="s"(?: ph="1")?><v>([0-9]{1,9})</v>')
_REFERRING: Final = len(b'<c r="A1" t="s">')  # bytes, at least, of a cell that shows a shared text
_SHEET: Final = b"<sheetData>"
_SHEET_END: Final = b"</sheetData>"
_MERGED: Final = b"mergeCell"

_ADDRESS: Final = re.compile(r"([A-Za-z]{1,3})([1-9][0-9]{0,6})")
_ADDRESS_NEAR: Final = re.compile(rb' r="([A-Z]{1,3}[1-9][0-9]{0,6})"')
_ADDRESS_NEAR_BYTES: Final = 200
_INDEX: Final = re.compile(r"[0-9]{1,9}")
_NUMBER: Final = re.compile(r"[1-9][0-9]{0,6}")
_VALUE_LENGTH: Final = 20  # characters; the values looked at are numbers of texts and names of errors
_TRUE: Final = frozenset({"1", "true", "on"})


def survey(content: bytes, texts: SharedTexts) -> Survey | None:
    """Check the XML of a sheet by search; None when it is safe but not fully known. Raises NotXml."""
    if excess := longest(content):
        return Survey(excess)
    start, end = content.find(_SHEET), content.rfind(_SHEET_END)
    if not 0 < start < end or _is_hidden_from_search(content, start, end + len(_SHEET_END)):
        return in_full(content, texts)
    known = _NOTHING_ODD.match(content, start + len(_SHEET), end)
    odd = known.end() if known else start
    plain = odd == end and content.find(_MERGED, end) < 0
    if odd < end and _FAR_TAG.search(content, odd, end) is not None:
        return in_full(content, texts)
    length = len(content) // _REFERRING * texts.longest  # an upper bound, nearly always low enough
    if length > TEXT_LIMIT:
        length = content.count(b't="s"') * texts.longest
    if length > TEXT_LIMIT and not plain:
        return in_full(content, texts)
    if length > TEXT_LIMIT:
        length = texts.length_of(int(number) for number in _REFERENCE.findall(content))
    return Survey(too_long(length), data=(start, end)) if plain else None


def longest(content: bytes) -> Excess | None:
    """Return the excess of a text longer than any cell can hold, which calamine would copy several times."""
    step = LONGEST // 2  # any text longer than twice this fills at least one of these pieces
    for start in range(0, len(content) - step, step):
        if content.find(b"<", start, start + step) < 0:
            tag, end = content.rfind(b"<", 0, start) + 1, content.find(b"<", start)
            first = content.find(b">", tag) + 1 or tag
            if (length := (end if end >= 0 else len(content)) - first) > LONGEST:
                near = _ADDRESS_NEAR.findall(content, max(0, first - _ADDRESS_NEAR_BYTES), first)
                row, column = position(near[-1].decode()) if near else (0, 0)
                return too_long_cell(length, row, column)
    return None


def too_long_cell(length: int, row: int = 0, column: int = 0) -> Excess:
    """Return the excess for the text of one cell."""
    return Excess("text", megabytes(length), megabytes(LONGEST), row, column)


def in_full(content: bytes, texts: SharedTexts) -> Survey:
    """Parse the XML of a sheet tag by tag; raises NotXml when it is malformed."""
    if (count := content.count(b"<")) > TAGS_LIMIT:
        return Survey(Excess("cells", f"{count:,}", f"{TAGS_LIMIT:,}"))
    return _SheetSurvey(texts).read(content)


def too_far(row: int, column: int) -> Excess:
    """Return the excess for a filled cell beyond the limits of reading."""
    last = Place(row=ROW_LIMIT, column=COLUMN_LIMIT)
    found = Place(row=max(row, 1), column=max(column, 1)).cell
    return Excess("cells", found, last.cell, row, column)


def too_odd(row: int, column: int) -> Excess:
    """Return the excess for more odd cells than a reviewer can check."""
    return Excess("cells", f"{ODD_LIMIT:,}+", f"{ODD_LIMIT:,}", row, column)


def too_long(length: int) -> Excess | None:
    """Return the excess for texts that are too long together, or None."""
    if length <= TEXT_LIMIT:
        return None
    return Excess("text", megabytes(length), megabytes(TEXT_LIMIT))


def _is_hidden_from_search(content: bytes, start: int, end: int) -> bool:
    """Tell whether text around the cells might hold more cells, or a comment that hides some of them."""
    return any(
        content.find(word, 0, start) >= 0 or content.find(word, end) >= 0 for word in (b"<!", b"sheetData")
    )


class _SheetTooLarge(Exception):  # noqa: N818 - it only ends the parsing
    """The sheet exceeds a limit, so the rest of it is not parsed."""


class _SheetSurvey:
    """Collects facts on a sheet while it is parsed."""

    def __init__(self, texts: SharedTexts) -> None:
        self._texts = texts
        self._survey = Survey()
        self._length = 0
        self._row = self._column = 0
        self._in_data = self._in_cell = False
        self._extra = 0  # how deep within what newer programs add, which holds no cells
        self._kind = ""
        self._formula = self._in_value = False
        self._value = ""
        self._shown = 0  # letters of the cell

    def read(self, content: bytes) -> Survey:
        """Parse the whole sheet, or up to the point where a limit is exceeded."""
        try:
            parse(content, self._start, self._end, self._text)
        except _SheetTooLarge:
            return self._survey
        self._survey.excess = too_long(self._length)
        return self._survey

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = local(name)
        if name == "sheetData":
            self._in_data = True
        elif not self._in_data:
            self._start_around(name, attributes)
        elif name == "c":
            self._begin_cell(attributes)
        elif name == "row":
            self._begin_row(attributes)
        elif self._in_cell and name in {"v", "is", "f"}:
            if self._row > ROW_LIMIT or self._column > COLUMN_LIMIT:
                self._stop(too_far(self._row, self._column))
            self._formula = self._formula or name == "f"
            self._in_value = name == "v"

    def _start_around(self, name: str, attributes: dict[str, str]) -> None:
        """Look at what stands before and behind the cells: merged ones; a rule's formula is no cell's."""
        if self._extra or name == "extLst":
            self._extra += 1
        elif name == "mergeCell":
            self._survey.merged.append(_range(attributes.get("ref", "")))
            self._count_odd()

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self._column += 1
        self._in_cell = True
        self._kind, self._formula, self._value = attributes.get("t", ""), False, ""
        self._shown = 0
        for name, value in attributes.items():
            if local(name) == "r":
                self._row, self._column = position(value)

    def _begin_row(self, attributes: dict[str, str]) -> None:
        self._row += 1
        self._column = 0
        self._in_cell = False
        for name, value in attributes.items():
            if local(name) == "r":
                self._row = _whole(value)
        if attributes.get("hidden") in _TRUE and self._row <= ROW_LIMIT:
            self._survey.hidden.add(self._row)

    def _text(self, text: str) -> None:
        if not self._in_cell:
            return
        self._shown += len(text)
        if self._shown > LONGEST:
            self._stop(too_long_cell(self._shown, self._row, self._column))
        if self._in_value and len(self._value) < _VALUE_LENGTH:
            self._value += text

    def _end(self, name: str) -> None:
        name = local(name)
        if not self._in_data:
            self._extra -= self._extra > 0
        elif name == "sheetData":
            self._in_data = self._in_cell = False
        elif name == "v":
            self._in_value = False
        elif name == "c":
            self._in_cell = False
            self._end_cell((self._row, self._column), self._value.strip())
            self._count_odd()

    def _count_odd(self) -> None:
        if self._survey.odd > ODD_LIMIT:
            self._stop(too_odd(self._row, self._column))

    def _end_cell(self, at: Cell, value: str) -> None:
        if self._kind == "e":
            self._survey.errors[at] = value[:_VALUE_LENGTH]
        elif self._kind == "s" and _INDEX.fullmatch(value):
            self._length += self._texts.length_of([int(value)])
        elif self._formula and not value and self._kind not in {"str", "inlineStr"}:
            self._survey.unsaved.add(at)  # of a text an empty result is a result

    def _stop(self, excess: Excess) -> None:
        self._survey.excess = excess
        raise _SheetTooLarge


def _range(written: str) -> tuple[int, int, int, int]:
    first, _, last = written.partition(":")
    return (*position(first), *position(last or first))


def position(written: str) -> Cell:
    """Return row and column from 1 of an address such as G7; raises NotXml when it is no address."""
    match = _ADDRESS.fullmatch(written)
    if match is None:
        raise NotXml(written)
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column


def _whole(written: str) -> int:
    if not _NUMBER.fullmatch(written):
        raise NotXml(written)
    return int(written)
