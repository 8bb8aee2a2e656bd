"""What cells carry besides their values: struck text, links by formula, pictures, number formats."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from assessor.excel.reading.markup import NotXml, local, parse
from assessor.excel.reading.number_format import custom
from assessor.excel.reading.survey import TAGS_LIMIT, position

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from xml.etree.ElementTree import Element

Cell = tuple[int, int]
Runs = tuple[tuple[str, bool | None], ...]  # texts, each struck or not; None where the cell's style says

_OFF: Final = frozenset({"0", "false", "off", "none"})
_CALL: Final = re.compile(
    r"(?:_xlfn\.)?(?:_xlws\.)?(HYPERLINK|DISPIMG|IMAGE)\s*\(\s*(?:\"((?:[^\"]|\"\")*)\")?", re.IGNORECASE
)
_LONGEST: Final = 32_767  # letters of a formula or a text that are looked at


class Call(NamedTuple):
    """A function in a formula that shows a link or a picture, with its first text."""

    function: str  # HYPERLINK, DISPIMG or IMAGE
    argument: str


class StruckText(NamedTuple):
    """The text of a cell that is partly struck out, the part that is not, and both in their order."""

    struck: str
    rest: str
    runs: tuple[tuple[str, bool], ...]


@dataclass
class CellMarks:
    """The marks of the cells of one sheet, by row and column from 1."""

    struck: dict[Cell, StruckText | None] = field(default_factory=dict)  # None: the whole text of the cell
    calls: dict[Cell, Call] = field(default_factory=dict)
    pictured: dict[Cell, str] = field(default_factory=dict)  # the number of the picture in a cell
    formats: dict[Cell, int] = field(default_factory=dict)  # the style of cells that hold a number


class Styles(NamedTuple):
    """Which cell formats are struck out, and how they show numbers."""

    struck: frozenset[int]
    formats: Sequence[str]  # the code of each cell format, or the number of one that is built in


def styles(root: Element) -> Styles:
    """Return the cell formats of the styles part."""
    parts: dict[str, list[Element]] = {child.tag: list(child) for child in root}
    codes = {one.get("numFmtId", ""): custom(one.get("formatCode", "")) for one in parts.get("numFmts", [])}
    fonts = [_strikes(one) for one in parts.get("fonts", [])]
    struck, formats = set(), []
    for number, one in enumerate(parts.get("cellXfs", [])):
        font, shown = one.get("fontId", "0"), one.get("numFmtId", "0")
        if font.isdecimal() and int(font) < len(fonts) and fonts[int(font)]:
            struck.add(number)
        formats.append(codes.get(shown, shown))
    return Styles(frozenset(struck), formats)


def rich_texts(root: Element) -> dict[int, Runs]:
    """Return the shared texts that consist of runs, by their numbers."""
    several = enumerate(one for one in root if one.tag == "si")
    return {number: runs for number, one in several if (runs := _runs(one))}


def _strikes(properties: Element | None) -> bool:
    if properties is None:
        return False
    return any(one.tag == "strike" and one.get("val", "1").lower() not in _OFF for one in properties)


def _runs(text: Element) -> Runs:
    return tuple(
        (
            "".join(one.text or "" for one in run if one.tag == "t"),
            next((_strikes(one) for one in run if one.tag == "rPr"), None),
        )
        for run in text
        if run.tag == "r"
    )


def _struck(runs: Sequence[tuple[str, bool | None]], *, whole: bool) -> StruckText | None:
    """Return what is struck; a run with properties of its own takes none of the cell's style."""
    known = [(text, whole if struck is None else struck) for text, struck in runs]
    gone, rest = ("".join(text for text, one in known if one is wanted) for wanted in (True, False))
    return StruckText(gone, rest, tuple(known)) if gone.strip() else None


def read(content: bytes, struck_styles: frozenset[int], shared: Mapping[int, Runs]) -> CellMarks:
    """Collect the marks of the cells of a sheet; raises NotXml when it is malformed or too large."""
    if content.count(b"<") > TAGS_LIMIT:
        raise NotXml("tags")
    reading = _Cells(struck_styles, shared)
    parse(content, reading.start, reading.end, reading.text)
    return reading.marks


class _Cells:
    """Collects the marks of cells while a sheet is parsed."""

    def __init__(self, struck_styles: frozenset[int], shared: Mapping[int, Runs]) -> None:
        self.marks = CellMarks()
        self._struck_styles, self._shared = struck_styles, shared
        self._row = self._column = 0
        self._style, self._kind, self._picture = 0, "", ""
        self._in_cell = False
        self._taking = ""  # the tag whose text is being collected
        self._formula: list[str] = []
        self._value: list[str] = []
        self._runs: list[tuple[str, bool | None]] = []
        self._run_struck: bool | None = None
        self._length = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = local(name)
        if name == "c":
            self._begin_cell(attributes)
        elif name == "row":
            written = attributes.get("r", "")
            self._row = int(written) if written.isdecimal() and len(written) < 8 else self._row + 1
            self._column = 0
        elif self._in_cell:
            if name in {"r", "rPr"}:
                self._run_struck = None if name == "r" else False
            elif name == "strike":
                self._run_struck = attributes.get("val", "1").lower() not in _OFF
            self._taking = name if name in {"v", "t", "f"} else "" if name == "rPh" else self._taking

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self._column += 1
        if written := attributes.get("r", ""):
            self._row, self._column = position(written)
        style = attributes.get("s", "0")
        self._style = int(style) if style.isdecimal() and len(style) < 8 else 0
        self._kind, self._picture = attributes.get("t", ""), attributes.get("vm", "")
        self._in_cell, self._taking, self._run_struck = True, "", None
        self._formula, self._value, self._runs, self._length = [], [], [], 0

    def text(self, text: str) -> None:
        if not self._taking or self._length > _LONGEST:
            return
        self._length += len(text)
        if self._taking == "f":
            self._formula.append(text)
        elif self._taking == "v":
            self._value.append(text)
        else:
            self._runs.append((text, self._run_struck))

    def end(self, name: str) -> None:
        name = local(name)
        if name == self._taking:
            self._taking = ""
        if name == "c":
            self._in_cell = False
            self._end_cell((self._row, self._column), "".join(self._value).strip())

    def _end_cell(self, at: Cell, value: str) -> None:
        marks = self.marks
        if self._formula and (call := _CALL.search("".join(self._formula))):
            marks.calls[at] = Call(call[1].upper(), (call[2] or "").replace('""', '"'))
        if self._picture:
            marks.pictured[at] = self._picture
        if self._kind in {"", "n"} and value:
            marks.formats[at] = self._style
        runs: Sequence[tuple[str, bool | None]] = self._runs
        if self._kind == "s" and value.isdecimal() and len(value) < 10:
            runs = self._shared.get(int(value), ())
        whole = self._style in self._struck_styles
        if not runs and whole and value:
            marks.struck[at] = None
        elif runs and (struck := _struck(runs, whole=whole)) is not None:
            marks.struck[at] = struck if struck.rest.strip() else None
