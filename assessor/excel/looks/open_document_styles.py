"""The formats of cells, rows and columns of an .ods, each standing on another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from assessor.domain.sheet_look import CellFormat, Edge, FontLook
from assessor.excel.looks import bounds
from assessor.excel.reading.markup import local

if TYPE_CHECKING:
    from collections.abc import Mapping

    Facts = Mapping[str, str]

_PROPERTIES: Final = frozenset(
    {
        *("table-cell-properties", "text-properties", "paragraph-properties"),
        *("table-column-properties", "table-row-properties", "table-properties"),
    }
)
_DEPTH: Final = 20  # a style may stand on another; nobody nests them deeper
_LENGTH: Final = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,6})?)(in|cm|mm|pt|px)")
_POINTS: Final[Mapping[str, float]] = {"in": 72, "cm": 72 / 2.54, "mm": 72 / 25.4, "pt": 1, "px": 0.75}
_COLOUR: Final = re.compile(r"#[0-9A-Fa-f]{6}")
_STYLES: Final = 20_000
_MEDIUM, _THICK = 1.2, 2.2  # points from which a border is one
_ACROSS: Final = {"start": "left", "left": "left", "center": "center", "end": "right", "right": "right"}
_DOWN: Final = {"top": "top", "middle": "center", "bottom": "bottom"}
_SIDES: Final = ("left", "top", "right", "bottom")
_STRIKES: Final = frozenset({"text-line-through-style", "text-line-through-type"})
_NONE: Final = frozenset({"", "none"})


class OpenDocumentStyles:
    """The styles by family and name, collected as their tags come by."""

    def __init__(self) -> None:
        self._facts: dict[tuple[str, str], dict[str, str]] = {}
        self._now: tuple[str, str] | None = None
        self._formats: dict[str, CellFormat] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take up a style or some of its properties."""
        name = local(name)
        if name in {"style", "default-style"}:
            facts = {local(key): value for key, value in attributes.items()}
            self._now = facts.get("family", ""), facts.get("name", "")
            if len(self._facts) < _STYLES:
                parent = facts.get("parent-style-name", "")
                self._facts[self._now] = {"parent": "" if parent == self._now[1] else parent}
        elif name in _PROPERTIES and self._now in self._facts:
            # A width of text is none of the column, and so on: no two kinds share what is read here.
            self._facts[self._now].update({local(key): value for key, value in attributes.items()})

    def end(self, name: str) -> None:
        """End a style."""
        if local(name) in {"style", "default-style"}:
            self._now = None

    def is_shown(self, style: str) -> bool:
        """Tell whether a sheet of this style is shown."""
        return self._all("table", style).get("display", "true") != "false"

    def height(self, style: str) -> float:
        """Return the height of a row in points, 0 when it is unknown."""
        return min(bounds.HIGHEST, points(self._all("table-row", style).get("row-height", "")))

    def width(self, style: str) -> float:
        """Return the width of a column in points, 0 when it is unknown."""
        return min(bounds.WIDEST, points(self._all("table-column", style).get("column-width", "")))

    def is_rotated(self, style: str) -> bool:
        """Tell whether a cell format turns its text."""
        return self._all("table-cell", style).get("rotation-angle", "0") not in {"0", ""}

    def format(self, style: str) -> CellFormat:
        """Return a cell format by its name."""
        if style not in self._formats:
            facts = self._all("table-cell", style or "Default")
            left, top, right, bottom = (
                _edge(facts.get(f"border-{side}", facts.get("border", ""))) for side in _SIDES
            )
            self._formats[style] = CellFormat(
                _font(facts),
                _colour(facts.get("background-color", "")),
                left,
                top,
                right,
                bottom,
                horizontal=_ACROSS.get(facts.get("text-align", ""), ""),
                vertical=_DOWN.get(facts.get("vertical-align", ""), ""),
                wraps=facts.get("wrap-option", "") == "wrap",
                indent=min(20, round(points(facts.get("margin-left", "")) / 9)),
            )
        return self._formats[style]

    def font(self, style: str, cell: FontLook) -> FontLook:
        """Return the letters of a run in a cell: what its style does not say the cell says."""
        facts = self._facts_of("text", style)
        own = _font(facts)
        return FontLook(
            own.bold if "font-weight" in facts else cell.bold,
            own.italic if "font-style" in facts else cell.italic,
            own.underlined if "text-underline-style" in facts else cell.underlined,
            own.struck if facts.keys() & _STRIKES else cell.struck,
            own.colour if facts.keys() & {"color", "use-window-font-color"} else cell.colour,
            own.points or cell.points,
        )

    def _all(self, family: str, style: str) -> dict[str, str]:
        """Return the properties of a style with those that it stands on and those of all of its family."""
        return {**self._facts.get((family, ""), {}), **self._facts_of(family, style)}

    def _facts_of(self, family: str, style: str) -> dict[str, str]:
        chain = []
        for _ in range(_DEPTH):
            facts = self._facts.get((family, style))
            if facts is None:
                break
            chain.append(facts)
            style = facts["parent"]
            if not style:
                break
        return {key: value for facts in reversed(chain) for key, value in facts.items()}


def points(written: str) -> float:
    """Return a length in points, 0 for none."""
    match = _LENGTH.fullmatch(written)
    return float(match[1]) * _POINTS[match[2]] if match else 0.0


def _font(facts: Facts) -> FontLook:
    weight = facts.get("font-weight", "")
    struck = [facts[name] for name in _STRIKES if name in facts]
    return FontLook(
        bold=weight == "bold" or (weight.isdecimal() and int(weight[:3]) >= 600),
        italic=facts.get("font-style", "") in {"italic", "oblique"},
        underlined=facts.get("text-underline-style", "") not in _NONE,
        struck=any(one not in _NONE for one in struck),
        colour="" if facts.get("use-window-font-color") == "true" else _colour(facts.get("color", "")),
        points=min(96.0, points(facts.get("font-size", ""))),
    )


def _colour(written: str) -> str:
    return written.lower() if _COLOUR.fullmatch(written) else ""


def _edge(written: str) -> Edge:
    """Return a border as it is written: width, kind and colour, in whichever order."""
    words = written.split()
    if not words or "none" in words:
        return Edge()
    thick = max(map(points, words), default=0.0)
    style = "thick" if thick >= _THICK else "medium" if thick >= _MEDIUM else "thin"
    style = next((one for one in ("dashed", "dotted", "double") if one in words), style)
    return Edge(style, next(filter(None, map(_colour, words)), ""))
