"""The cells that something on a sheet covers, computed from the corners that a drawing gives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from assessor.excel.reading.tree import children, first

if TYPE_CHECKING:
    from collections.abc import Callable
    from xml.etree.ElementTree import Element

_EMU_A_POINT: Final = 12_700
_EMU_A_LETTER: Final = 66_675  # of the width of a column: 7 pixels
_ROW_POINTS: Final = 15.0
_COLUMN_LETTERS: Final = 8.43
_LAST: Final = 1_048_576  # rows; nothing lies further down
_EDGE: Final = 0.1  # share of a cell: a shape that reaches no further into it does not cover it
_NUMBER: Final = re.compile(r"-?[0-9]{1,12}")
_ROW: Final = re.compile(rb"<(?:\w+:)?row\b([^<>]*)>")
_COLUMN: Final = re.compile(rb"<(?:\w+:)?col\b([^<>]*)>")
_FACT: Final = re.compile(rb'\b(r|ht|min|max|width)="([0-9.]{1,12})"')


class Area(NamedTuple):
    """The cells under something, rows and columns from 1; all 0 when no cell is named."""

    row: int = 0
    column: int = 0
    last_row: int = 0
    last_column: int = 0


class Sizes:
    """How high the rows and how wide the columns of a sheet are, in EMU (914,400 an inch)."""

    def __init__(self, sheet: bytes) -> None:
        """Take the XML of the sheet."""
        self._sheet = sheet
        self._rows: dict[int, float] | None = None
        self._columns: list[tuple[int, int, float]] = []

    def height(self, row: int) -> float:
        """Return the height of a row, numbered from 1."""
        return self._known().get(row, _ROW_POINTS) * _EMU_A_POINT

    def width(self, column: int) -> float:
        """Return the width of a column, numbered from 1."""
        self._known()
        letters = next((w for low, high, w in self._columns if low <= column <= high), _COLUMN_LETTERS)
        return letters * _EMU_A_LETTER

    def _known(self) -> dict[int, float]:
        if self._rows is None:
            self._rows = {}
            for match in _ROW.finditer(self._sheet):
                facts = dict(_FACT.findall(match[1]))
                if b"r" in facts and b"ht" in facts:
                    self._rows[int(float(facts[b"r"]))] = float(facts[b"ht"])
            head = self._sheet[: max(0, self._sheet.find(b"sheetData"))]
            for match in _COLUMN.finditer(head):
                facts = dict(_FACT.findall(match[1]))
                if {b"min", b"max", b"width"} <= facts.keys():
                    low, high = int(float(facts[b"min"])), int(float(facts[b"max"]))
                    self._columns.append((low, high, float(facts[b"width"])))
        return self._rows


def area(anchor: Element, sizes: Sizes) -> Area:
    """Return the cells that an anchor covers; cells that it only touches are left out."""
    start = _corner(anchor, "from")
    if start is None:
        return Area()
    (row, row_offset), (column, column_offset) = start
    end = _corner(anchor, "to")
    if end is not None:
        (last_row, below), (last_column, beyond) = end
        last_row = _back(last_row, row, below, sizes.height(last_row + 1))
        last_column = _back(last_column, column, beyond, sizes.width(last_column + 1))
    else:
        extent = next((one for one in children(anchor) if one.tag == "ext"), None)
        high, wide = (_whole(extent.get(name, "")) if extent is not None else 0 for name in ("cy", "cx"))
        last_row = _reached(row, row_offset + high, sizes.height)
        last_column = _reached(column, column_offset + wide, sizes.width)
    return Area(row + 1, column + 1, last_row + 1, last_column + 1)


def _corner(anchor: Element, name: str) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Return row and column of a corner from 0, each with the EMU beyond its edge."""
    corner = first(anchor, name)
    if corner is None:
        return None
    facts = {child.tag: _whole((child.text or "").strip()) for child in children(corner)}
    row, column = facts.get("row", 0), facts.get("col", 0)
    if not (0 <= row < _LAST and 0 <= column < _LAST):
        return None
    return (row, facts.get("rowOff", 0)), (column, facts.get("colOff", 0))


def _back(last: int, first_one: int, offset: int, size: float) -> int:
    """Return the last cell that is covered; one that is only touched does not count."""
    return max(first_one, last - 1) if offset <= size * _EDGE else last


def _reached(start: int, length: int, size: Callable[[int], float]) -> int:
    """Return the last row or column, from 0, that something of this length reaches."""
    at, left = start, float(length)
    while left > (here := size(at + 1)) and at - start < 1000:
        left -= here
        at += 1
    return at if at == start or left > size(at + 1) * _EDGE else at - 1


def _whole(written: str) -> int:
    return int(written) if _NUMBER.fullmatch(written) else 0
