"""The marks of an .xls (BIFF8), and what else its records tell, read in the process apart."""

from __future__ import annotations

import struct
from collections import defaultdict
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Final, NamedTuple

from olefile import OleFileIO

from assessor.domain.sheet_mark import MarkKind, MarkState, SheetMark
from assessor.excel.layout import COLUMN_LIMIT, ROW_LIMIT
from assessor.excel.reading.compound import require_sectors, require_streams
from assessor.excel.reading.container import COMPOUND_FILE
from assessor.excel.reading.marks.anchors import Area
from assessor.excel.reading.number_format import custom

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

Cell = tuple[int, int]

LIMIT: Final = 20_000  # marks of a workbook, and as many odd cells of each kind
_FORMATS_LIMIT: Final = 200_000  # numbers with a format of their own
_BIFF8: Final = 0x0600
_BOF, _EOF, _CONTINUE = 0x809, 0x0A, 0x3C
_FONT, _FORMAT, _XF, _SHEET, _TEXTS = 0x31, 0x41E, 0xE0, 0x85, 0xFC
_LABEL_OF_TEXTS, _LABEL, _RICH_LABEL = 0xFD, 0x204, 0xD6
_NUMBER, _RK, _MANY_RK, _FORMULA, _ERROR = 0x203, 0x27E, 0xBD, 0x06, 0x205
_COLUMNS, _ROW, _NOTE, _OBJECT, _TEXT, _DRAWING, _LINK = 0x7D, 0x208, 0x1C, 0x5D, 0x1B6, 0xEC, 0x1B8
_STRUCK: Final = 0x08  # of a font
_WIDE, _EXTENDED, _RICH = 1, 4, 8  # of a text
_ANCHOR: Final = 0xF010
_ACROSS, _DOWN = 1024, 256  # parts of a cell in which an anchor counts
_EDGE: Final = 0.1  # share of a cell that something must reach into to cover it
_ERRORS: Final[Mapping[int, str]] = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
# Kinds of objects; those left out are shapes of some kind.
_IN_GROUP, _PICTURE, _CHECK_BOX, _OPTION_BUTTON, _DROP_DOWN, _NOTE_BOX = 0, 8, 11, 12, 20, 25
_STATES: Final = (MarkState.OFF, MarkState.ON, MarkState.MIXED)
_STATE, _STATE_OF_LIBREOFFICE, _OBJECT_FORMULA = 0x12, 0x0A, 0x09  # parts of an object
_URL: Final = bytes.fromhex("e0c9ea79f9bace118c8200aa004ba90b")
_FILE: Final = bytes.fromhex("0303000000000000c000000000000046")


@dataclass
class Told:
    """What the records of one sheet tell beside its values; cells count from 1."""

    marks: list[SheetMark] = field(default_factory=list)
    formats: dict[Cell, str] = field(default_factory=dict)  # of numbers that are not shown as they are
    errors: dict[Cell, str] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)  # rows


class _Record(NamedTuple):
    kind: int
    content: bytes
    more: tuple[bytes, ...]  # the records that continue it


class _Run(NamedTuple):
    text: str
    fonts: tuple[tuple[int, int], ...]  # from which letter on which font


@dataclass
class _Object:
    number: int
    kind: int
    under: Area
    state: MarkState | None
    is_embedded: bool
    text: str = ""


def told(content: bytes) -> dict[str, Told] | None:
    """Return what each sheet tells, or None when the file is no .xls of Excel 97 or later.

    Raises ValueError, IndexError or struct.error when its records are damaged or too many.
    """
    if not content.startswith(COMPOUND_FILE):
        return None
    require_sectors(content)
    with OleFileIO(BytesIO(content)) as compound:
        require_streams(compound, content)
        # olefile follows endless chains of small streams; no workbook is that small.
        if not compound.exists("Workbook") or compound.get_size("Workbook") < compound.minisectorcutoff:
            return None
        stream = compound.openstream("Workbook").read()
    if len(stream) < 8 or struct.unpack_from("<HxxH", stream) != (_BOF, _BIFF8):
        return None
    book = _Book()
    for record in _records(stream, 0):
        book.take(record)
    sheets = {}
    for name, start in book.sheets:
        sheet = _Sheet(name, book)
        for record in _records(stream, start):
            sheet.take(record)
        sheet.finish()
        sheets[name] = sheet.told
    return sheets


def _records(stream: bytes, at: int) -> Iterator[_Record]:
    """Yield the records from one beginning to its end, without those of charts within."""
    depth, kind, content, more = 0, -1, b"", [b""]
    while at + 4 <= len(stream):
        number, size = struct.unpack_from("<HH", stream, at)
        piece = stream[at + 4 : at + 4 + size]
        at += 4 + size
        if number == _CONTINUE:
            more.append(piece)
            continue
        if depth == 1 and kind not in {_BOF, _EOF}:
            yield _Record(kind, content, tuple(more))
        depth += (number == _BOF) - (number == _EOF)
        kind, content, more = number, piece, []
        if depth <= 0:
            return


class _Book:
    """What the first part of the stream says for all sheets."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, int]] = []
        self.rich: dict[int, _Run] = {}
        self._struck: list[bool] = []
        self._codes: dict[int, str] = {}
        self._formats: list[tuple[int, int]] = []

    def take(self, record: _Record) -> None:
        content = record.content
        if record.kind == _FONT:
            self._struck.append(bool(content[2] & _STRUCK))
        elif record.kind == _FORMAT:
            self._codes[_word(content, 0)] = custom(_text(content, 2)[0])
        elif record.kind == _XF:
            self._formats.append((_word(content, 0), _word(content, 2)))
        elif record.kind == _SHEET and content[5] == 0:
            (start,) = struct.unpack_from("<I", content)
            self.sheets.append((_text(content, 6, short=True)[0], start))
        elif record.kind == _TEXTS and any(self._struck):
            self._read_texts(record)

    def font_is_struck(self, number: int) -> bool:
        """Tell whether a font is struck out; no font has the number 4."""
        return self._struck[number - (number > 4)]

    def is_struck(self, style: int) -> bool:
        """Tell whether a cell format is struck out."""
        return any(self._struck) and self.font_is_struck(self._formats[style][0])

    def code(self, style: int) -> str:
        """Return the code of a cell format, or its number when that is built in."""
        number = self._formats[style][1]
        return self._codes.get(number, str(number))

    def _read_texts(self, record: _Record) -> None:
        pieces = _Pieces((record.content, *record.more))
        (count,) = struct.unpack("<4xI", pieces.take(8))
        for number in range(count):
            run = pieces.text()
            if run.fonts:
                self.rich[number] = run


class _Pieces:
    """Bytes over several records; the letters of a text that is cut begin anew with their width."""

    def __init__(self, pieces: tuple[bytes, ...]) -> None:
        self._pieces, self._number, self._at = pieces, 0, 0

    def take(self, size: int) -> bytes:
        taken = []
        while size:
            piece = self._piece()
            part = piece[self._at : self._at + size]
            self._at += len(part)
            size -= len(part)
            taken.append(part)
        return b"".join(taken)

    def text(self) -> _Run:
        letters, flags = struct.unpack("<HB", self.take(3))
        runs = _word(self.take(2), 0) if flags & _RICH else 0
        extended = struct.unpack("<I", self.take(4))[0] if flags & _EXTENDED else 0
        text = self.letters(letters, wide=bool(flags & _WIDE))
        fonts = tuple(struct.iter_unpack("<HH", self.take(4 * runs)))
        self.take(extended)
        return _Run(text, fonts)

    def letters(self, count: int, *, wide: bool) -> str:
        parts = []
        while count:
            if self._at == len(self._pieces[self._number]):
                piece = self._piece()
                wide = bool(piece[0] & _WIDE)
                self._at = 1
            piece = self._pieces[self._number]
            here = min(count, (len(piece) - self._at) // (1 + wide))
            if here == 0:
                raise ValueError(count)
            parts.append(_decoded(piece[self._at : self._at + here * (1 + wide)], wide=wide))
            self._at += here * (1 + wide)
            count -= here
        return "".join(parts)

    def _piece(self) -> bytes:
        while self._at >= len(self._pieces[self._number]):
            self._number, self._at = self._number + 1, 0
        return self._pieces[self._number]


class _Sheet:
    """Collects what the records of one sheet tell."""

    def __init__(self, name: str, book: _Book) -> None:
        self.told = Told()
        self._name, self._book = name, book
        self._under = Area()
        self._objects: dict[int, _Object] = {}
        self._last: _Object | None = None
        self._notes: list[tuple[Cell, int, str]] = []
        self._takes: Mapping[int, Callable[[_Record], None]] = {
            _LABEL_OF_TEXTS: self._label_of_texts,
            _LABEL: self._label,
            _RICH_LABEL: self._label,
            _NUMBER: self._number,
            _RK: self._number,
            _MANY_RK: self._numbers,
            _FORMULA: self._formula,
            _ERROR: self._error,
            _COLUMNS: self._columns,
            _ROW: self._row,
            _NOTE: self._note,
            _DRAWING: self._drawing,
            _OBJECT: self._object,
            _TEXT: self._text,
            _LINK: self._link,
        }

    def take(self, record: _Record) -> None:
        if (handler := self._takes.get(record.kind)) is not None:
            handler(record)
            told = self.told
            several = (told.marks, told.errors, self._objects, self._notes)
            if max(map(len, several)) > LIMIT or len(told.formats) > _FORMATS_LIMIT:
                raise ValueError(self._name)

    def finish(self) -> None:
        """Add the notes and objects, which several records tell of."""
        for (row, column), number, author in self._notes:
            text = self._objects[number].text if number in self._objects else ""
            text = text.removeprefix(f"{author}:") if author else text
            self._mark(MarkKind.NOTE, Area(row, column, row, column), text=text.strip(), author=author)
        for one in self._objects.values():
            text = one.text.strip()
            if one.kind in {_NOTE_BOX, _IN_GROUP, _DROP_DOWN}:
                continue  # a note has been told; groups and the arrows of filters say nothing themselves
            if one.kind in {_CHECK_BOX, _OPTION_BUTTON}:
                kind = MarkKind.CHECK_BOX if one.kind == _CHECK_BOX else MarkKind.OPTION_BUTTON
                self._mark(kind, one.under, text=text, state=one.state or MarkState.UNKNOWN)
            elif one.kind == _PICTURE:
                self._mark(MarkKind.EMBEDDED if one.is_embedded else MarkKind.PICTURE, one.under, text=text)
            else:
                self._mark(MarkKind.TEXT_BOX if text else MarkKind.SHAPE, one.under, text=text)

    def _mark(
        self,
        kind: MarkKind,
        under: Area,
        *,
        text: str = "",
        author: str = "",
        address: str = "",
        state: MarkState | None = None,
    ) -> None:
        mark = SheetMark(kind, self._name, *under, text=text, author=author, address=address, state=state)
        self.told.marks.append(mark)

    def _label_of_texts(self, record: _Record) -> None:
        at, style = _cell(record.content)
        (number,) = struct.unpack_from("<I", record.content, 6)
        self._strike(at, style, self._book.rich.get(number))

    def _label(self, record: _Record) -> None:
        self._strike(*_cell(record.content), None)

    def _strike(self, at: Cell, style: int, run: _Run | None) -> None:
        """Tell struck text; the letters before the first run have the font of the cell."""
        if at[0] > ROW_LIMIT or at[1] > COLUMN_LIMIT:
            return
        whole = self._book.is_struck(style)
        if run is None:
            if whole:
                self._mark(MarkKind.STRUCK, Area(*at, *at))
            return
        starts = [(0, whole), *((start, self._book.font_is_struck(font)) for start, font in run.fonts)]
        ends = [start for start, _ in starts[1:]] + [len(run.text)]
        parts = [(run.text[start:end], one) for (start, one), end in zip(starts, ends, strict=True)]
        gone, rest = ("".join(text for text, one in parts if one is wanted) for wanted in (True, False))
        if gone.strip():
            words = (gone.strip(), rest.strip()) if rest.strip() else ("", "")
            runs = tuple(part for part in parts if part[0]) if rest.strip() else ()
            self.told.marks.append(SheetMark(MarkKind.STRUCK, self._name, *at, *at, *words, runs=runs))

    def _number(self, record: _Record) -> None:
        self._format(*_cell(record.content))

    def _numbers(self, record: _Record) -> None:
        row, column = struct.unpack_from("<HH", record.content)
        for number in range((len(record.content) - 6) // 6):
            self._format((row + 1, column + number + 1), _word(record.content, 4 + 6 * number))

    def _format(self, at: Cell, style: int) -> None:
        if at[0] > ROW_LIMIT or at[1] > COLUMN_LIMIT:
            return
        if (code := self._book.code(style)) not in {"0", "General"}:
            self.told.formats[at] = code
        if self._book.is_struck(style):
            self._mark(MarkKind.STRUCK, Area(*at, *at))

    def _formula(self, record: _Record) -> None:
        at, style = _cell(record.content)
        value = record.content[6:14]
        if value[6:] != b"\xff\xff":
            self._format(at, style)
        elif value[0] == 2:
            self.told.errors[at] = _ERRORS.get(value[2], "#?")
        else:
            self._strike(at, style, None)

    def _error(self, record: _Record) -> None:
        at, _ = _cell(record.content)
        if record.content[7]:
            self.told.errors[at] = _ERRORS.get(record.content[6], "#?")

    def _columns(self, record: _Record) -> None:
        first, last, _, _, flags = struct.unpack_from("<5H", record.content)
        if flags & 1 and first < COLUMN_LIMIT:
            self._mark(MarkKind.COLUMN_HIDDEN, Area(0, first + 1, 0, min(last + 1, COLUMN_LIMIT)))

    def _row(self, record: _Record) -> None:
        row, flags = struct.unpack_from("<H10xH", record.content)
        if flags & 0x20 and row < ROW_LIMIT:
            self.told.hidden.add(row + 1)

    def _note(self, record: _Record) -> None:
        row, column, _, number = struct.unpack_from("<4H", record.content)
        self._notes.append(((row + 1, column + 1), number, _text(record.content, 8)[0].strip()))

    def _drawing(self, record: _Record) -> None:
        """Keep where the next object lies; what stands in a group lies where the group does."""
        content, at = b"".join((record.content, *record.more)), 0
        while at + 8 <= len(content):
            head, kind, size = struct.unpack_from("<HHI", content, at)
            if kind == _ANCHOR and size >= 18:
                self._under = _area(struct.unpack_from("<2x8H", content, at + 8))
            at += 8 if head & 0xF == 0xF else 8 + size

    def _object(self, record: _Record) -> None:
        kind, number = struct.unpack_from("<4xHH", record.content)
        parts: dict[int, bytes] = defaultdict(bytes)
        at = 0
        while at + 4 <= len(record.content):
            part, size = struct.unpack_from("<HH", record.content, at)
            parts[part] = record.content[at + 4 : at + 4 + size]
            at += 4 + size
        state = parts[_STATE] or parts[_STATE_OF_LIBREOFFICE]
        said = _word(state, 0) if len(state) >= 2 else len(_STATES)
        known = _STATES[said] if said < len(_STATES) else None
        embedded = _OBJECT_FORMULA in parts
        self._last = self._objects[number] = _Object(number, kind, self._under, known, embedded)

    def _text(self, record: _Record) -> None:
        letters = _word(record.content, 10)
        if self._last is not None and letters:
            pieces = _Pieces((b"", *record.more))
            text = pieces.letters(letters, wide=False)
            self._last.text = text.replace("\r\n", "\n").replace("\r", "\n")

    def _link(self, record: _Record) -> None:
        content = b"".join((record.content, *record.more))
        row, last_row, column, last_column = struct.unpack_from("<4H", content)
        under = Area(row + 1, column + 1, last_row + 1, last_column + 1)
        self._mark(MarkKind.LINK, under, address=_address(content, 24))


def _address(content: bytes, at: int) -> str:
    """Return the address of a link: of the page or file, and of the place within."""
    (flags,) = struct.unpack_from("<4xI", content, at)
    at += 8
    for flag in (0x10, 0x80):  # the text that is shown, and the name of a frame
        if flags & flag:
            _, at = _counted(content, at)
    address = within = ""
    if flags & 0x100 and flags & 1:
        address, at = _counted(content, at)
    elif flags & 1:
        kind = content[at : at + 16]
        at += 16
        if kind == _URL:
            (size,) = struct.unpack_from("<I", content, at)
            address = _decoded(content[at + 4 : at + 4 + size], wide=True).split("\0")[0]
            at += 4 + size
        elif kind == _FILE:
            address, at = _path(content, at)
        else:
            return "?"
    if flags & 8:
        within, _ = _counted(content, at)
    return f"{address}#{within}" if within else address


def _path(content: bytes, at: int) -> tuple[str, int]:
    _, size = struct.unpack_from("<HI", content, at)
    path = content[at + 6 : at + 6 + size].split(b"\0")[0].decode("cp932", "replace")
    at += 6 + size + 24
    (size,) = struct.unpack_from("<I", content, at)
    if size:
        (length,) = struct.unpack_from("<I", content, at + 4)
        path = _decoded(content[at + 10 : at + 10 + length], wide=True)
    return path, at + 4 + size


def _counted(content: bytes, at: int) -> tuple[str, int]:
    (letters,) = struct.unpack_from("<I", content, at)
    end = at + 4 + 2 * letters
    return _decoded(content[at + 4 : end], wide=True).rstrip("\0"), end


def _area(corners: tuple[int, ...]) -> Area:
    column, _, row, _, last_column, beyond, last_row, below = corners
    if beyond <= _ACROSS * _EDGE:
        last_column = max(column, last_column - 1)
    if below <= _DOWN * _EDGE:
        last_row = max(row, last_row - 1)
    return Area(row + 1, column + 1, last_row + 1, last_column + 1)


def _cell(content: bytes) -> tuple[Cell, int]:
    """Return the cell of a record and the number of its format."""
    row, column, style = struct.unpack_from("<3H", content)
    return (row + 1, column + 1), style


def _text(content: bytes, at: int, *, short: bool = False) -> tuple[str, int]:
    """Return a text of one record, and where it ends."""
    letters = content[at] if short else _word(content, at)
    at += 1 if short else 2
    wide = bool(content[at] & _WIDE)
    end = at + 1 + letters * (1 + wide)
    return _decoded(content[at + 1 : end], wide=wide), end


def _decoded(letters: bytes, *, wide: bool) -> str:
    return letters.decode("utf-16-le" if wide else "latin-1", "replace")


def _word(content: bytes, at: int) -> int:
    number: int = struct.unpack_from("<H", content, at)[0]
    return number
