"""The marks of an .ods: annotations, struck text, frames, shapes, controls and links, as its tags come by."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from assessor.domain.sheet_mark import MarkKind, MarkState, SheetMark
from assessor.excel.layout import COLUMN_LIMIT, ROW_LIMIT
from assessor.excel.reading.markup import NotXml, local, parse
from assessor.excel.reading.survey import TAGS_LIMIT, position

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Set

Cell = tuple[int, int]

_CELLS: Final = frozenset({"table-cell", "covered-table-cell"})
_HIDDEN: Final = frozenset({"collapse", "filter"})
_SHAPES: Final = frozenset(
    {
        *("frame", "custom-shape", "rect", "line", "ellipse", "circle", "connector", "polyline", "polygon"),
        *("regular-polygon", "path", "measure", "caption", "control", "scene"),
    }
)
_STRIKES: Final = frozenset({"text-line-through-style", "text-line-through-type"})
_ADDRESS: Final = re.compile(r".*\.\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})", re.DOTALL)
_NUMBER: Final = re.compile(r"[1-9][0-9]{0,6}")
_REPEATED: Final = 1_000  # cells of one text that are told one by one
_LENGTH: Final = re.compile(r"(-?[0-9]{1,6}(?:\.[0-9]{1,6})?)(in|cm|mm|pt)")
_POINTS: Final[Mapping[str, float]] = {"in": 72, "cm": 72 / 2.54, "mm": 72 / 25.4, "pt": 1}
_EDGE: Final = 0.1  # share of a cell: a shape that reaches no further into it does not cover it
_CHART: Final = "opendocument.chart"
_STATES: Final[Mapping[str, MarkState]] = {
    "checked": MarkState.ON,
    "true": MarkState.ON,
    "unchecked": MarkState.OFF,
    "false": MarkState.OFF,
    "": MarkState.OFF,
    "unknown": MarkState.MIXED,
}


class _Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float


@dataclass
class _Shape:
    """A frame or shape that is being read."""

    name: str
    title: str
    end: Cell | None
    control: str = ""
    image: str = ""
    thing: str = ""  # what is embedded
    box: _Box | None = None  # where it lies on the page, in points
    lines: list[str] = field(default_factory=list)


@dataclass
class _Note:
    author: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)


@dataclass
class _Struck:
    """The text of a cell as its runs come by."""

    runs: list[tuple[str, bool]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)


def read(content: bytes, named: bytes, kinds: Mapping[str, str]) -> list[SheetMark]:
    """Return the marks; `named` is the part of named styles, `kinds` what each part of the file is.

    Raises NotXml.
    """
    sheets = _Sheets(frozenset(), kinds)
    if b"line-through" in named:
        parse(named, sheets.start, sheets.end)
    if content.count(b"<") > TAGS_LIMIT:
        raise NotXml("tags")
    parse(content, sheets.start, sheets.end, sheets.text)
    return sheets.marks


def numbers(content: bytes, sheet: str, wanted: Set[Cell]) -> dict[Cell, str]:
    """Return what these cells of a sheet show; raises NotXml."""
    sheets = _Sheets(frozenset((sheet, *at) for at in wanted), {})
    parse(content, sheets.start, sheets.end, sheets.text)
    return sheets.shown


class _Sheets:
    """The sheets as their tags come by; rows, columns and cells may repeat."""

    def __init__(self, wanted: frozenset[tuple[str, int, int]], kinds: Mapping[str, str]) -> None:
        self.marks: list[SheetMark] = []
        self.shown: dict[Cell, str] = {}
        self._wanted, self._kinds = wanted, kinds
        self._struck: dict[str, bool] = {}  # of styles by name
        self._sizes: dict[str, float] = {}  # of rows and columns by style, in points
        self._heights: list[tuple[int, float]] = []  # how many rows of which height
        self._widths: list[tuple[int, float]] = []
        self._loose: list[tuple[int, _Box]] = []  # marks that are tied to the page, and where they lie
        self._parents: dict[str, str] = {}
        self._style = ""
        self._controls: dict[str, tuple[MarkKind, str, MarkState]] = {}
        self._sheet = ""
        self._row = self._rows = self._column = self._columns = 0
        self._defaults: list[tuple[int, str]] = []  # the last column of each style of a whole column
        self._cell: tuple[Cell, Cell, str] | None = None  # first and last of equal cells, and their style
        self._text = _Struck()
        self._spans: list[bool] = []
        self._shapes: list[_Shape] = []
        self._note: _Note | None = None
        self._in_author = False
        self._paragraph = 0  # depth of paragraphs
        self._line: list[str] = []
        self._starts: Mapping[str, Callable[[dict[str, str]], None]] = {
            "style": self._begin_style,
            "text-properties": self._text_properties,
            "table-column-properties": self._size,
            "table-row-properties": self._size,
            "table": self._begin_sheet,
            "table-column": self._begin_column,
            "table-row": self._begin_row,
            "annotation": self._begin_note,
            "creator": self._begin_author,
            "p": self._begin_paragraph,
            "span": self._begin_span,
            "s": self._blanks,
            "tab": self._break,
            "line-break": self._break,
            "a": self._link,
            "image": self._image,
            "object": self._object,
            "object-ole": self._object,
            "plugin": self._object,
            "checkbox": self._check_box,
            "radio": self._option_button,
        }

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin an element."""
        name, facts = local(name), {local(key): value for key, value in attributes.items()}
        handler = self._starts.get(name)
        if handler is not None:
            handler(facts)
        elif name in _CELLS:
            self._begin_cell(facts)
        elif name in _SHAPES and self._sheet:
            end = _ADDRESS.fullmatch(facts.get("end-cell-address", ""))
            last = position(f"{end[1]}{end[2]}") if end else None
            box = _box(facts) if self._cell is None else None
            self._shapes.append(_Shape(facts.get("name", ""), "", last, facts.get("control", ""), box=box))

    def end(self, name: str) -> None:
        """End an element."""
        name = local(name)
        if name in _CELLS:
            self._end_cell()
        elif name in _SHAPES and self._shapes:
            self._end_shape(self._shapes.pop())
        elif name == "annotation" and self._note is not None:
            self._end_note(self._note)
            self._note = None
        elif name == "creator":
            self._in_author = False
        elif name == "p" and self._paragraph:
            self._end_paragraph()
        elif name == "span" and self._spans:
            self._spans.pop()
        elif name == "table-row":
            self._row += self._rows
        elif name == "table":
            self._place_loose()
            self._sheet = ""

    def text(self, text: str) -> None:
        """Take up a text."""
        if self._in_author and self._note is not None:
            self._note.author.append(text)
        elif self._paragraph:
            self._line.append(text)
            if self._note is None and not self._shapes:
                self._text.runs.append((text, any(self._spans)))

    def _begin_style(self, facts: dict[str, str]) -> None:
        self._style = facts.get("name", "")
        self._parents[self._style] = facts.get("parent-style-name", "")

    def _text_properties(self, facts: dict[str, str]) -> None:
        written = [facts[name] for name in _STRIKES if name in facts]
        if written and self._style:
            self._struck[self._style] = any(one != "none" for one in written)

    def _size(self, facts: dict[str, str]) -> None:
        self._sizes[self._style] = _points(facts.get("row-height", "") or facts.get("column-width", ""))

    def _keep_size(self, sizes: list[tuple[int, float]], count: int, facts: dict[str, str]) -> None:
        hidden = facts.get("visibility", "") in _HIDDEN
        sizes.append((count, 0.0 if hidden else self._sizes.get(facts.get("style-name", ""), 0.0)))

    def _place_loose(self) -> None:
        """Give marks that are tied to the page the cells under them."""
        for at, box in self._loose:
            row, last_row = _reached(self._heights, box.top, box.bottom)
            column, last_column = _reached(self._widths, box.left, box.right)
            if row and column:
                self.marks[at] = replace(
                    self.marks[at], row=row, column=column, last_row=last_row, last_column=last_column
                )

    def _is_struck(self, style: str) -> bool:
        for _ in range(20):  # a style may stand on another; nobody nests them deeper
            if not style or style in self._struck:
                break
            style = self._parents.get(style, "")
        return self._struck.get(style, False)

    def _begin_sheet(self, facts: dict[str, str]) -> None:
        if not self._sheet:
            self._sheet = facts.get("name", "")
            self._row = self._columns = 0
            self._defaults = []
            self._heights, self._widths, self._loose = [], [], []

    def _begin_column(self, facts: dict[str, str]) -> None:
        first, self._columns = self._columns + 1, self._columns + _whole(facts, "number-columns-repeated")
        self._keep_size(self._widths, self._columns - first + 1, facts)
        self._defaults.append((self._columns, facts.get("default-cell-style-name", "")))
        if facts.get("visibility", "") in _HIDDEN and first <= COLUMN_LIMIT:
            last = min(self._columns, COLUMN_LIMIT)
            self.marks.append(SheetMark(MarkKind.COLUMN_HIDDEN, self._sheet, 0, first, 0, last))

    def _begin_row(self, facts: dict[str, str]) -> None:
        self._rows, self._column = _whole(facts, "number-rows-repeated"), 0
        self._keep_size(self._heights, self._rows, facts)

    def _begin_cell(self, facts: dict[str, str]) -> None:
        first = self._row + 1, self._column + 1
        self._column += _whole(facts, "number-columns-repeated")
        style = facts.get("style-name", "") or next(
            (style for last, style in self._defaults if first[1] <= last), ""
        )
        self._cell = first, (self._row + self._rows, self._column), style
        self._text = _Struck()

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        (row, column), last, style = self._cell
        self._cell = None
        runs, links = self._text.runs, self._text.links
        text = "".join(one for one, _ in runs).strip()
        if self._wanted and (self._sheet, row, column) in self._wanted:
            self.shown[row, column] = text
        if not text or row > ROW_LIMIT or column > COLUMN_LIMIT:
            return
        whole = self._is_struck(style)
        if whole or any(struck and one.strip() for one, struck in runs):
            gone, rest = (
                "".join(one for one, struck in runs if struck is wanted) for wanted in (True, False)
            )
            for at in self._each((row, column), last):
                words = ("", "") if whole else (gone.strip(), rest.strip())
                parts = () if whole else tuple(runs)
                self.marks.append(SheetMark(MarkKind.STRUCK, self._sheet, *at, *at, *words, runs=parts))
        self.marks += (
            SheetMark(MarkKind.LINK, self._sheet, row, column, row, column, address=address)
            for address in links
        )

    def _each(self, first: Cell, last: Cell) -> list[Cell]:
        cells = [
            (row, column)
            for row in range(first[0], min(last[0], ROW_LIMIT, first[0] + _REPEATED) + 1)
            for column in range(first[1], min(last[1], COLUMN_LIMIT) + 1)
        ]
        return cells[:_REPEATED]

    def _begin_note(self, _: dict[str, str]) -> None:
        self._note = _Note()

    def _end_note(self, note: _Note) -> None:
        row, column = self._cell[0] if self._cell is not None else (0, 0)
        text, author = "\n".join(note.lines).strip(), "".join(note.author).strip()
        self.marks.append(
            SheetMark(MarkKind.NOTE, self._sheet, row, column, row, column, text=text, author=author)
        )

    def _begin_author(self, _: dict[str, str]) -> None:
        self._in_author = True

    def _begin_paragraph(self, _: dict[str, str]) -> None:
        self._paragraph += 1
        if self._paragraph == 1:
            self._line = []
        if self._note is None and not self._shapes and self._text.runs:
            self._text.runs.append(("\n", False))

    def _end_paragraph(self) -> None:
        self._paragraph -= 1
        if self._paragraph == 0:
            line = "".join(self._line)
            if self._note is not None:
                self._note.lines.append(line)
            elif self._shapes:
                self._shapes[-1].lines.append(line)

    def _begin_span(self, facts: dict[str, str]) -> None:
        self._spans.append(self._is_struck(facts.get("style-name", "")))

    def _blanks(self, facts: dict[str, str]) -> None:
        self.text(" " * min(_whole(facts, "c"), 100))

    def _break(self, _: dict[str, str]) -> None:
        self.text("\n")

    def _link(self, facts: dict[str, str]) -> None:
        if self._note is None and not self._shapes and (address := facts.get("href", "")):
            self._text.links.append(address)

    def _image(self, facts: dict[str, str]) -> None:
        if self._shapes and not self._shapes[-1].image:
            self._shapes[-1].image = facts.get("href", "") or "?"

    def _object(self, facts: dict[str, str]) -> None:
        if self._shapes:
            self._shapes[-1].thing = facts.get("href", "") or "?"

    def _check_box(self, facts: dict[str, str]) -> None:
        state = facts.get("current-state", facts.get("state", ""))
        self._keep_control(MarkKind.CHECK_BOX, facts, state)

    def _option_button(self, facts: dict[str, str]) -> None:
        state = facts.get("current-selected", facts.get("selected", ""))
        self._keep_control(MarkKind.OPTION_BUTTON, facts, state)

    def _keep_control(self, kind: MarkKind, facts: dict[str, str], state: str) -> None:
        told = (kind, facts.get("label", ""), _STATES.get(state, MarkState.UNKNOWN))
        self._controls[facts.get("id", "")] = told

    def _end_shape(self, shape: _Shape) -> None:
        if self._shapes:  # the replacement of what it stands in
            self._shapes[-1].lines += shape.lines
            self._shapes[-1].image = self._shapes[-1].image or shape.image
            return
        row, column = self._cell[0] if self._cell is not None else (0, 0)
        last_row, last_column = shape.end or (row, column)
        at = (self._sheet, row, column, last_row, last_column)
        text = "\n".join(shape.lines).strip()
        part = (shape.thing or shape.image).removeprefix("./").lower()
        if shape.box is not None:
            self._loose.append((len(self.marks), shape.box))
        if shape.control:
            kind, label, state = self._controls.get(shape.control, (MarkKind.SHAPE, "", MarkState.UNKNOWN))
            shown_state = None if kind is MarkKind.SHAPE else state
            self.marks.append(SheetMark(kind, *at, text=label, name=shape.name, state=shown_state))
        elif shape.thing and _CHART not in self._kinds.get(part, ""):
            self.marks.append(SheetMark(MarkKind.EMBEDDED, *at, name=shape.name, part=part))
        elif shape.image and not shape.thing:
            self.marks.append(SheetMark(MarkKind.PICTURE, *at, text=text, name=shape.name, part=part))
        else:
            kind = MarkKind.TEXT_BOX if text else MarkKind.SHAPE
            self.marks.append(SheetMark(kind, *at, text=text, name=shape.name))


def kinds_of_parts(manifest: bytes) -> dict[str, str]:
    """Return the media type of each part by its name; raises NotXml."""
    kinds: dict[str, str] = defaultdict(str)

    def entry(name: str, attributes: dict[str, str]) -> None:
        if local(name) == "file-entry":
            facts = {local(key): value for key, value in attributes.items()}
            kinds[facts.get("full-path", "").rstrip("/").lower()] = facts.get("media-type", "")

    parse(manifest, entry)
    return kinds


def _whole(facts: Mapping[str, str], name: str) -> int:
    written = facts.get(name, "1")
    if not _NUMBER.fullmatch(written):
        raise NotXml(written)
    return int(written)


def _points(written: str) -> float:
    match = _LENGTH.fullmatch(written)
    return float(match[1]) * _POINTS[match[2]] if match else 0.0


def _box(facts: Mapping[str, str]) -> _Box:
    """Return where a shape lies on the page: by a corner and its size, or by two ends of a line."""
    if "x1" in facts:
        ends = [_points(facts.get(name, "")) for name in ("x1", "x2", "y1", "y2")]
        return _Box(min(ends[:2]), min(ends[2:]), max(ends[:2]), max(ends[2:]))
    left, top, width, height = (_points(facts.get(name, "")) for name in ("x", "y", "width", "height"))
    return _Box(left, top, left + width, top + height)


def _reached(sizes: list[tuple[int, float]], start: float, end: float) -> tuple[int, int]:
    """Return the first and the last row or column, from 1, between two places; 0 when there are none."""
    first = last = before = 0
    at = 0.0
    for count, size in sizes:
        if size > 0:
            if not first and start < at + count * size:
                first = before + int(max(0.0, start - at) / size) + 1
            if first and end > at:
                reached = min(count, (end - at) / size)
                last = before + max(1, int(reached) + (reached % 1 > _EDGE))
        before += count
        at += count * size
        if at >= end and first:
            break
    return first, max(first, last)
