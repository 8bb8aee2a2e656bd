"""The sheets of an .ods as a person sees them, as their tags come by; rows, columns and cells may repeat."""

from __future__ import annotations

import re
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from assessor.domain.sheet_look import CellLook, Corner, SheetLook, SheetPicture, TextRun, Undrawn
from assessor.excel.looks import bounds
from assessor.excel.looks.bounds import Reach
from assessor.excel.looks.finishing import PlacedPicture, finished
from assessor.excel.looks.open_document_styles import OpenDocumentStyles, points
from assessor.excel.reading.grid import SHEET_LIMIT
from assessor.excel.reading.markup import NotXml, local, parse
from assessor.excel.reading.survey import position

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from assessor.domain.sheet_look import Cell, FontLook
    from assessor.domain.sheet_mark import SheetMark
    from assessor.excel.looks.bounds import Room
    from assessor.excel.reading.grid import Merged

_CELLS: Final = frozenset({"table-cell", "covered-table-cell"})
_HIDDEN: Final = frozenset({"collapse", "filter"})
_ADDRESS: Final = re.compile(r".*\.\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})", re.DOTALL)
_NUMBER: Final = re.compile(r"[1-9][0-9]{0,6}")
_BLANKS: Final = 100  # blank cells of one format; more of them fill what nobody uses
_ASIDE: Final = frozenset(
    {"annotation", "custom-shape", "rect", "ellipse", "line", "caption", "control", "g"}
)


@dataclass
class _Collected:
    """One sheet as it is collected."""

    name: str
    is_hidden: bool
    reach: Reach = field(default_factory=Reach)
    cells: dict[Cell, CellLook] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)
    widths: dict[int, float] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[Merged] = field(default_factory=list)
    pictures: list[PlacedPicture] = field(default_factory=list)


def read(content: bytes, named: bytes, marks: Sequence[SheetMark], room: Room) -> list[SheetLook]:
    """Return the sheets; `named` is the part of named styles, which may be damaged. Raises NotXml."""
    sheets = _OpenDocumentLooks(room)
    with suppress(NotXml):  # told by the marks; the formats that the sheets have themselves are left
        if named:
            parse(named, sheets.styles.start, sheets.styles.end)
    parse(content, sheets.start, sheets.end, sheets.text)
    by_sheet: dict[str, list[SheetMark]] = defaultdict(list)
    for mark in marks:
        by_sheet[mark.sheet].append(mark)
    return [_look(one, by_sheet[one.name], room) for one in sheets.found[:SHEET_LIMIT]]


def _look(sheet: _Collected, marks: Sequence[SheetMark], room: Room) -> SheetLook:
    look = SheetLook(
        sheet.name,
        sheet.is_hidden,
        cells=sheet.cells,
        heights=sheet.heights,
        widths=sheet.widths,
        height=12.8,
        width=64.0,
        hidden_rows=frozenset(sheet.hidden_rows),
        hidden_columns=frozenset(sheet.hidden_columns),
        merged=bounds.apart(sheet.merged),
    )
    return finished(look, sheet.reach, marks, sheet.pictures, room)


class _OpenDocumentLooks:
    """The sheets while the document is parsed."""

    def __init__(self, room: Room) -> None:
        self.styles = OpenDocumentStyles()
        self.found: list[_Collected] = []
        self._room = room
        self._sheet: _Collected | None = None
        self._depth = 0  # of tables
        self._row = self._rows = self._column = self._last_column = 0
        self._defaults: list[tuple[int, str]] = []  # the last column of each style of a whole column
        self._cell: tuple[int, int, str, bool] | None = None  # row, column, how often, style, and a number
        self._repeated = 1
        self._text: list[tuple[str, str]] = []  # runs with their styles
        self._spans: list[str] = []
        self._paragraphs = 0
        self._aside = 0  # depth of what is no text of the cell
        self._frame: dict[str, str] | None = None
        self._starts: Mapping[str, Callable[[dict[str, str]], None]] = {
            "table": self._begin_sheet,
            "table-column": self._begin_column,
            "table-row": self._begin_row,
            "frame": self._begin_frame,
            "image": self._image,
            "p": self._begin_paragraph,
            "span": lambda facts: self._spans.append(facts.get("style-name", "")),
            "s": lambda facts: self.text(" " * min(_whole(facts, "c"), 100)),
            "tab": lambda _: self.text("\t"),
            "line-break": lambda _: self.text("\n"),
            "conditional-format": lambda _: self._count(Undrawn.CONDITIONS),
            "sparkline-group": lambda _: self._count(Undrawn.CHARTS),
        }

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin an element."""
        self.styles.start(name, attributes)
        name = local(name)
        if name in _ASIDE:
            self._aside += 1
        handler = self._starts.get(name)
        if handler is not None:
            handler({local(key): value for key, value in attributes.items()})
        elif name in _CELLS and self._sheet is not None:
            self._begin_cell({local(key): value for key, value in attributes.items()})

    def end(self, name: str) -> None:
        """End an element."""
        self.styles.end(name)
        name = local(name)
        if name in _CELLS:
            self._end_cell()
        elif name in _ASIDE:
            self._aside -= 1
        elif name == "frame" and self._frame is not None:
            self._frame = None
            self._aside -= 1
        elif name == "p" and self._paragraphs:
            self._paragraphs -= 1
        elif name == "span" and self._spans:
            self._spans.pop()
        elif name == "table-row":
            self._row += self._rows
        elif name == "table":
            self._depth -= 1
            self._sheet = None if not self._depth else self._sheet

    def text(self, text: str) -> None:
        """Take up a text of a cell."""
        if self._paragraphs and not self._aside and self._cell is not None:
            self._text.append((text, self._spans[-1] if self._spans else ""))

    def _count(self, what: Undrawn) -> None:
        if self._sheet is not None:
            self._sheet.reach.undrawn[what] += 1

    def _begin_sheet(self, facts: dict[str, str]) -> None:
        self._depth += 1
        if self._depth == 1:
            hidden = not self.styles.is_shown(facts.get("style-name", ""))
            self._sheet = _Collected(facts.get("name", ""), hidden)
            self.found.append(self._sheet)
            self._row = self._last_column = 0
            self._defaults = []

    def _begin_column(self, facts: dict[str, str]) -> None:
        first = self._last_column + 1
        self._last_column += _whole(facts, "number-columns-repeated")
        self._defaults.append((self._last_column, facts.get("default-cell-style-name", "")))
        if self._sheet is None:
            return
        width = self.styles.width(facts.get("style-name", ""))
        for column in range(first, min(self._last_column, bounds.COLUMNS) + 1):
            if width:
                self._sheet.widths[column] = width
            if facts.get("visibility", "") in _HIDDEN:
                self._sheet.hidden_columns.add(column)

    def _begin_row(self, facts: dict[str, str]) -> None:
        self._rows, self._column = _whole(facts, "number-rows-repeated"), 0
        if self._sheet is None:
            return
        height = self.styles.height(facts.get("style-name", ""))
        for row in range(self._row + 1, min(self._row + self._rows, bounds.ROWS) + 1):
            if height:
                self._sheet.heights[row] = height
            if facts.get("visibility", "") in _HIDDEN:
                self._sheet.hidden_rows.add(row)

    def _begin_cell(self, facts: dict[str, str]) -> None:
        row, column = self._row + 1, self._column + 1
        self._repeated = _whole(facts, "number-columns-repeated")
        self._column += self._repeated
        style = facts.get("style-name", "") or next(
            (style for last, style in self._defaults if column <= last), ""
        )
        number = facts.get("value-type", "") in {"float", "percentage", "currency", "date", "time"}
        self._cell, self._text, self._spans = (row, column, style, number), [], []
        last = (
            row + _whole(facts, "number-rows-spanned") - 1,
            column + _whole(facts, "number-columns-spanned") - 1,
        )
        if self._sheet is not None and last != (row, column) and len(self._sheet.merged) <= bounds.MERGED:
            self._sheet.merged.append((row, column, *last))

    def _end_cell(self) -> None:
        sheet, cell = self._sheet, self._cell
        self._cell = None
        if sheet is None or cell is None:
            return
        row, column, style, is_number = cell
        look, text = self.styles.format(style), "".join(one for one, _ in self._text)
        blank = not text.strip()
        repeats = self._rows > _BLANKS or self._repeated > _BLANKS
        if blank and (repeats or not look.is_visible):
            return
        made = CellLook(text[: bounds.LETTERS], look, self._runs(look.font), is_number)
        if not blank and self.styles.is_rotated(style):
            sheet.reach.undrawn[Undrawn.ROTATED] += 1
        self._put(sheet, made, (row, column))

    def _put(self, sheet: _Collected, made: CellLook, at: Cell) -> None:
        """Put a cell to its place, and to those where it is repeated."""
        for row in range(at[0], at[0] + self._rows):
            for column in range(at[1], at[1] + self._repeated):
                if not sheet.reach.takes(row, column):
                    if row > bounds.ROWS:
                        return
                    break
                if self._room.cells <= 0:
                    sheet.reach.undrawn[Undrawn.CELLS] = bounds.CELLS
                    return
                self._room.cells -= 1
                sheet.cells[row, column] = made

    def _runs(self, cell: FontLook) -> tuple[TextRun, ...]:
        if not any(style for _, style in self._text):
            return ()
        return tuple(
            TextRun(text, self.styles.font(style, cell) if style else cell) for text, style in self._text
        )

    def _begin_paragraph(self, _: dict[str, str]) -> None:
        self._paragraphs += 1
        if self._text and not self._aside:
            self._text.append(("\n", ""))

    def _begin_frame(self, facts: dict[str, str]) -> None:
        if self._frame is None:
            self._frame = facts
            self._aside += 1

    def _image(self, facts: dict[str, str]) -> None:
        """Keep a picture at the place of its frame; the second image of a frame is for other programs."""
        frame = self._frame
        if frame is None or self._sheet is None or "taken" in frame or "href" not in facts:
            return
        frame["taken"] = "yes"
        row, column = self._cell[:2] if self._cell is not None else (1, 1)
        left, top, width, height = (points(frame.get(name, "")) for name in ("x", "y", "width", "height"))
        end = _ADDRESS.fullmatch(frame.get("end-cell-address", ""))
        corner = None
        if end is not None:
            corner = Corner(
                *position(f"{end[1]}{end[2]}"), points(frame.get("end-y", "")), points(frame.get("end-x", ""))
            )
        picture = SheetPicture(
            Corner(row, column, top, left), corner, width, height, name=frame.get("name", "")
        )
        part = facts["href"].removeprefix("./").lower()
        if len(self._sheet.pictures) < bounds.NOTES:
            self._sheet.pictures.append(PlacedPicture(picture, part))


def _whole(facts: Mapping[str, str], name: str) -> int:
    written = facts.get(name, "1")
    if not _NUMBER.fullmatch(written):
        raise NotXml(written)
    return int(written)
