"""The cells, rows and columns of a sheet of an .xlsx as they are shown, as its tags come by."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element, SubElement

from assessor.domain.sheet_look import CellLook, SheetLook, TextRun, Undrawn
from assessor.excel.looks import bounds
from assessor.excel.looks.bounds import Reach
from assessor.excel.looks.dates import date_as_shown
from assessor.excel.reading.markup import NotXml, local, parse
from assessor.excel.reading.number_format import as_shown
from assessor.excel.reading.survey import position

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessor.domain.sheet_look import CellFormat, FontLook
    from assessor.excel.looks.bounds import Room
    from assessor.excel.looks.office_styles import OfficeStyles
    from assessor.excel.reading.grid import Merged

    Runs = tuple[tuple[str, Element | None], ...]  # texts with the properties of their letters

_TRUE: Final = frozenset({"1", "true", "on"})
_SIZE: Final = re.compile(r"[0-9]{1,5}(?:\.[0-9]{1,20})?")
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MARGIN: Final = 3.75  # points of a column beside its letters
_WHOLE: Final = re.compile(r"[0-9]{1,7}")
_PROPERTIES: Final = 30  # of the letters of one run; there are 15
_FROZEN: Final = frozenset({"frozen", "frozenSplit"})
_CONDITIONS: Final = frozenset({"conditionalFormatting"})
_SPARKLINES: Final = frozenset({"sparklineGroup"})


class SharedRuns:
    """The texts that cells share, each as its runs."""

    def __init__(self, content: bytes) -> None:
        self._texts: list[Runs] = []
        self._runs: list[tuple[str, Element | None]] = []
        self._properties: Element | None = None
        self._found: Element | None = None
        self._taking = self._phonetic = False
        if content:
            parse(content, self._start, self._end, self._text)

    def __getitem__(self, number: int) -> Runs:
        return self._texts[number] if 0 <= number < len(self._texts) else ()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = local(name)
        if name == "si":
            self._runs = []
        elif name == "r":
            self._found = None
        elif name == "rPr":
            self._properties = Element("rPr")
        elif name == "rPh":
            self._phonetic = True
        elif name == "t" and not self._phonetic:
            self._taking = True
            self._runs.append(("", self._found))
        elif self._properties is not None:
            _add(self._properties, name, attributes)

    def _end(self, name: str) -> None:
        name = local(name)
        if name == "si":
            self._texts.append(tuple(self._runs))
            self._found = None
        elif name == "rPr" and self._properties is not None:
            self._found, self._properties = self._properties, None
        elif name == "rPh":
            self._phonetic = False
        elif name == "t":
            self._taking = False

    def _text(self, text: str) -> None:
        if self._taking:
            before, properties = self._runs[-1]
            if len(before) < bounds.LETTERS:
                self._runs[-1] = (before + text, properties)


def _add(properties: Element, name: str, attributes: dict[str, str]) -> None:
    """Add one property of letters."""
    if len(properties) < _PROPERTIES:
        SubElement(properties, name, {local(key): value for key, value in attributes.items()})


def read(
    name: str, content: bytes, texts: SharedRuns, styles: OfficeStyles, room: Room, *, since_1904: bool
) -> tuple[SheetLook, Reach]:
    """Return the sheet with its cells, and how far it reaches; raises NotXml."""
    reading = _OfficeSheet(texts, styles, room, since_1904=since_1904)
    parse(content, reading.start, reading.end, reading.text)
    return reading.look(name), reading.reach


class _OfficeSheet:
    """Collects the cells of one sheet while it is parsed."""

    def __init__(self, texts: SharedRuns, styles: OfficeStyles, room: Room, *, since_1904: bool) -> None:
        self.reach = Reach()
        self._texts, self._styles, self._room, self._since_1904 = texts, styles, room, since_1904
        self._fonts: dict[Element, FontLook] = {}
        self._cells: dict[tuple[int, int], CellLook] = {}
        self._row_formats: dict[int, CellFormat] = {}
        self._column_formats: dict[int, CellFormat] = {}
        self._heights: dict[int, float] = {}
        self._widths: dict[int, float] = {}
        self._height, self._width = 15.0, 8.43 * styles.letter + _MARGIN
        self._all_hidden = False
        self._hidden_rows: set[int] = set()
        self._shown_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._merged: list[Merged] = []
        self._lines = True
        self._frozen = (0, 0)
        self._row = self._column = self._style = 0
        self._kind = ""
        self._in_cell = False
        self._taking = ""
        self._value: list[str] = []
        self._runs: list[tuple[str, Element | None]] = []
        self._properties: Element | None = None
        self._found: Element | None = None
        self._length = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin an element."""
        name = local(name)
        if self._in_cell:
            self._begin_in_cell(name, attributes)
        elif name == "c":
            self._begin_cell(attributes)
        elif name == "row":
            self._begin_row(attributes)
        elif name == "col":
            self._columns(attributes)
        elif name == "mergeCell":
            first, _, last = attributes.get("ref", "").partition(":")
            if len(self._merged) <= bounds.MERGED:
                self._merged.append((*position(first), *position(last or first)))
        elif name == "sheetFormatPr":
            self._height = _size(attributes.get("defaultRowHeight", ""), bounds.HIGHEST) or self._height
            letters = _size(attributes.get("defaultColWidth", ""), 255)
            if letters:
                self._width = letters * self._styles.letter
            self._all_hidden = attributes.get("zeroHeight", "") in _TRUE
        elif name == "sheetView":
            self._lines = self._lines and attributes.get("showGridLines", "1") in _TRUE
        elif name == "pane" and attributes.get("state", "") in _FROZEN:
            rows, columns = (_number(attributes.get(one, "0")) for one in ("ySplit", "xSplit"))
            self._frozen = min(rows, bounds.FROZEN), min(columns, bounds.FROZEN)
        elif name in _CONDITIONS:
            self.reach.undrawn[Undrawn.CONDITIONS] += 1
        elif name in _SPARKLINES:
            self.reach.undrawn[Undrawn.CHARTS] += 1

    def _begin_in_cell(self, name: str, attributes: dict[str, str]) -> None:
        if name == "r":
            self._found = None
        elif name == "rPr":
            self._properties = Element("rPr")
        elif self._properties is not None:
            _add(self._properties, name, attributes)
        elif name in {"v", "t"} and self._taking != "rPh":
            self._taking = name
            if name == "t":
                self._runs.append(("", self._found))
        elif name == "rPh":
            self._taking = name

    def text(self, text: str) -> None:
        """Take up a text."""
        if self._taking not in {"v", "t"} or self._length > bounds.LETTERS:
            return
        self._length += len(text)
        if self._taking == "v":
            self._value.append(text)
        else:
            before, properties = self._runs[-1]
            self._runs[-1] = (before + text, properties)

    def end(self, name: str) -> None:
        """End an element."""
        name = local(name)
        if name == self._taking:
            self._taking = ""
        if name == "rPr" and self._properties is not None:
            self._found, self._properties = self._properties, None
        elif name == "c" and self._in_cell:
            self._in_cell = False
            self._end_cell()

    def look(self, name: str) -> SheetLook:
        """Return what was collected."""
        if self._all_hidden:
            self._hidden_rows.update(set(range(1, self.reach.rows + 1)) - self._shown_rows)
        return SheetLook(
            name,
            cells=self._cells,
            row_formats=self._row_formats,
            column_formats=self._column_formats,
            heights=self._heights,
            widths=self._widths,
            height=self._height,
            width=self._width,
            hidden_rows=frozenset(self._hidden_rows),
            hidden_columns=frozenset(self._hidden_columns),
            merged=bounds.apart(self._merged),
            frozen=self._frozen,
            has_lines=self._lines,
        )

    def _begin_row(self, attributes: dict[str, str]) -> None:
        written = attributes.get("r", "")
        self._row = int(written) if _WHOLE.fullmatch(written) else self._row + 1
        self._column = 0
        if not 1 <= self._row <= bounds.ROWS:
            return
        if height := _size(attributes.get("ht", ""), bounds.HIGHEST):
            self._heights[self._row] = height
        if attributes.get("hidden", "") in _TRUE:
            self._hidden_rows.add(self._row)
        else:
            self._shown_rows.add(self._row)
        if attributes.get("customFormat", "") in _TRUE:
            self._row_formats[self._row] = self._styles.style(_number(attributes.get("s", "0"))).format

    def _columns(self, attributes: dict[str, str]) -> None:
        first, last = _number(attributes.get("min", "0")), _number(attributes.get("max", "0"))
        width = _size(attributes.get("width", ""), 255) * self._styles.letter
        look = self._styles.style(_number(attributes.get("style", "0"))).format
        hidden = attributes.get("hidden", "") in _TRUE
        for column in range(max(1, first), min(last, bounds.COLUMNS) + 1):
            if width:
                self._widths[column] = min(width, bounds.WIDEST)
            if hidden:
                self._hidden_columns.add(column)
            if look.is_visible or look.font.struck:
                self._column_formats[column] = look

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self._column += 1
        if written := attributes.get("r", ""):
            self._row, self._column = position(written)
        self._style = _number(attributes.get("s", "0"))
        self._kind = attributes.get("t", "")
        self._in_cell, self._taking, self._found, self._length = True, "", None, 0
        self._value, self._runs, self._properties = [], [], None

    def _end_cell(self) -> None:
        value = "".join(self._value)
        runs: Sequence[tuple[str, Element | None]] = self._runs
        if self._kind == "s" and _WHOLE.fullmatch(value.strip()):
            runs = self._texts[int(value)]
        plain = "".join(text for text, _ in runs) if runs else self._shown(value)
        text = _ESCAPED.sub(_letter, plain)[: bounds.LETTERS].replace("\r\n", "\n")
        style = self._styles.style(self._style)
        look = style.format
        at = (self._row, self._column)
        if not (text or look.is_visible) or not self.reach.takes(*at):
            return
        if self._room.cells <= 0:
            self.reach.undrawn[Undrawn.CELLS] = bounds.CELLS
            return
        self._room.cells -= 1
        if text and style.is_rotated:
            self.reach.undrawn[Undrawn.ROTATED] += 1
        if style.is_patterned:
            self.reach.undrawn[Undrawn.PATTERNS] += 1
        several = len(runs) > 1 or any(properties is not None for _, properties in runs)
        known = tuple(self._run(one, properties, look) for one, properties in runs) if several else ()
        self._cells[at] = CellLook(text, look, known, is_number=self._kind in {"", "n"} and bool(value))

    def _shown(self, value: str) -> str:
        """Return a value as it is shown, by its kind and format."""
        if self._kind == "b":
            return "TRUE" if value.strip() == "1" else "FALSE"
        if self._kind not in {"", "n"} or not value.strip():
            return value
        try:
            number = float(value)
        except ValueError:
            return value
        code = self._styles.style(self._style).code
        shown = as_shown(number, code)
        if shown is None:
            shown = date_as_shown(number, code, since_1904=self._since_1904)
        if shown is None:
            self.reach.undrawn[Undrawn.FORMATS] += 1
            return format(number, ".11g")
        return shown

    def _run(self, text: str, properties: Element | None, look: CellFormat) -> TextRun:
        """Return a run; one without properties takes the letters of its cell."""
        if properties is None:
            return TextRun(_ESCAPED.sub(_letter, text), look.font)
        font = self._fonts.get(properties)
        if font is None:
            font = self._fonts[properties] = self._styles.font(properties)
        known = font if font.points else font._replace(points=look.font.points)
        return TextRun(_ESCAPED.sub(_letter, text), known)


def _letter(match: re.Match[str]) -> str:
    """Return the sign that a text has as its number, such as _x000D_."""
    number = int(match[1], 16)
    if number == 0x0D:
        return ""
    return chr(number) if number >= 0x20 and not 0xD800 <= number < 0xE000 else match[0]


def _number(written: str) -> int:
    return int(written) if _WHOLE.fullmatch(written) else 0


def _size(written: str, most: float) -> float:
    """Return a height or a width; raises NotXml when it is no number."""
    if not written:
        return 0.0
    if not _SIZE.fullmatch(written):
        raise NotXml(written)
    return min(most, float(written))
