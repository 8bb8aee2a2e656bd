"""A workbook as a person sees it: sheets with texts, fills, borders, notes and pictures, as values."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assessor.domain.sheet_mark import MarkKind

Cell = tuple[int, int]  # row and column from 1


class FontLook(NamedTuple):
    """How letters look; no colour and no size stand for the usual ones."""

    bold: bool = False
    italic: bool = False
    underlined: bool = False
    struck: bool = False
    colour: str = ""  # #rrggbb
    points: float = 0.0


class Edge(NamedTuple):
    """One border of a cell."""

    style: str = ""  # thin, medium, thick, dashed, dotted, double; empty for none
    colour: str = ""


PLAIN_FONT: Final = FontLook()
NO_EDGE: Final = Edge()


class CellFormat(NamedTuple):
    """How a cell looks apart from its text."""

    font: FontLook = PLAIN_FONT
    fill: str = ""
    left: Edge = NO_EDGE
    top: Edge = NO_EDGE
    right: Edge = NO_EDGE
    bottom: Edge = NO_EDGE
    horizontal: str = ""  # left, center, right; empty where the kind of value decides
    vertical: str = ""  # top, center, bottom
    wraps: bool = False
    indent: int = 0

    @property
    def is_visible(self) -> bool:
        """Whether a cell without text shows it."""
        return bool(self.fill) or any(edge.style for edge in (self.left, self.top, self.right, self.bottom))


PLAIN_FORMAT: Final = CellFormat()


class TextRun(NamedTuple):
    """A part of a text with letters of its own."""

    text: str
    font: FontLook


class CellLook(NamedTuple):
    """A cell as it is shown; `runs` only where its letters differ."""

    text: str = ""
    format: CellFormat = PLAIN_FORMAT
    runs: tuple[TextRun, ...] = ()
    is_number: bool = False  # stands at the right where its format says nothing


class SheetNote(NamedTuple):
    """A note, or a thread of comments, on a cell."""

    row: int
    column: int
    text: str
    author: str


class Corner(NamedTuple):
    """A place on a sheet: a cell, and how far beyond its upper left corner in points."""

    row: int
    column: int
    down: float = 0.0
    across: float = 0.0


class Share(NamedTuple):
    """A part of a rectangle, each number between 0 and 1."""

    left: float = 0.0
    top: float = 0.0
    width: float = 1.0
    height: float = 1.0


WHOLE: Final = Share()


@dataclass(frozen=True)
class SheetPicture:
    """A picture over cells: from a corner to another one, or of a size in points."""

    start: Corner
    end: Corner | None = None
    width: float = 0.0
    height: float = 0.0
    share: Share = WHOLE  # of that rectangle, for one in a group
    name: str = ""
    content: bytes = field(default=b"", repr=False)


class SheetObject(NamedTuple):
    """Something on a sheet of which only the place is shown, with its text."""

    kind: MarkKind
    row: int
    column: int
    last_row: int
    last_column: int
    text: str


class Undrawn(StrEnum):
    """What a sheet has and its picture here does not."""

    SHAPES = "shapes"  # their place and text are shown
    CHARTS = "charts"
    INK = "ink"
    CONTROLS = "controls"
    EMBEDDED = "embedded"
    CONDITIONS = "conditions"  # conditional formats
    PATTERNS = "patterns"  # gradients and hatchings, drawn in one colour
    ROTATED = "rotated"  # text, drawn level
    PICTURES = "pictures"  # too many, too large, or not found
    FORMATS = "formats"  # numbers whose format is not understood
    COLOURS = "colours"  # fills, borders and letters, of which a format tells nothing
    SIZES = "sizes"  # heights and widths, same
    ROWS = "rows"  # below the last one that is shown, which stands for their number
    COLUMNS = "columns"  # right of it, same
    CELLS = "cells"  # more than are shown, same
    UNREAD = "unread"  # a sheet, or a part of it, that is damaged
    OTHER = "other"


@dataclass(frozen=True)
class SheetLook:
    """One sheet as a person sees it; sizes are in points."""

    name: str
    is_hidden: bool = False
    rows: int = 0  # how far it reaches, up to the limit
    columns: int = 0
    cells: Mapping[Cell, CellLook] = field(default_factory=dict)
    row_formats: Mapping[int, CellFormat] = field(default_factory=dict)  # of cells that do not stand there
    column_formats: Mapping[int, CellFormat] = field(default_factory=dict)
    heights: Mapping[int, float] = field(default_factory=dict)
    widths: Mapping[int, float] = field(default_factory=dict)
    height: float = 15.0  # of the other rows
    width: float = 48.0  # of the other columns
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[tuple[int, int, int, int], ...] = ()  # first row and column, last row and column
    notes: tuple[SheetNote, ...] = ()
    pictures: tuple[SheetPicture, ...] = ()
    objects: tuple[SheetObject, ...] = ()
    frozen: Cell = (0, 0)  # how many rows above and columns at the left stay in sight
    has_lines: bool = True  # whether it shows the lines between cells
    undrawn: Mapping[Undrawn, int] = field(default_factory=dict)  # how many of each; 0 where that is unknown


@dataclass(frozen=True)
class WorkbookLook:
    """The sheets of a workbook in their order."""

    sheets: tuple[SheetLook, ...] = ()
