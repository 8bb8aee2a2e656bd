"""The formats of cells of an .xlsx: fonts, fills and borders, with colours of themes and palettes."""

from __future__ import annotations

import re
from colorsys import hls_to_rgb, rgb_to_hls
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from assessor.domain.sheet_look import PLAIN_FONT, PLAIN_FORMAT, CellFormat, Edge, FontLook
from assessor.excel.reading.number_format import custom
from assessor.excel.reading.tree import children, first

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from xml.etree.ElementTree import Element

T = TypeVar("T")

_OFF: Final = frozenset({"0", "false", "off", "none"})
_RGB: Final = re.compile(r"(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})")
_TINT: Final = re.compile(r"-?[0-9](?:\.[0-9]{1,20})?(?:[eE]-[0-9]{1,2})?")
_SIZE: Final = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,4})?")
# The first 64 colours of the palette (ECMA-376 18.8.27); 64 and 65 are the window's own.
_BASIC: Final = ("000000", "FFFFFF", "FF0000", "00FF00", "0000FF", "FFFF00", "FF00FF", "00FFFF")
_LATER: Final = (
    "800000008000000080808000800080008080C0C0C08080809999FF993366FFFFCCCCFFFF660066FF80800066CCCCCCFF"
    "000080FF00FFFFFF0000FFFF8000808000000080800000FF00CCFFCCFFFFCCFFCCFFFF9999CCFFFF99CCCC99FFFFCC99"
    "3366FF33CCCC99CC00FFCC00FF9900FF6600666699969696003366339966003300333300993300993366333399333333"
)
_PALETTE: Final = (*_BASIC, *_BASIC, *(_LATER[at : at + 6] for at in range(0, len(_LATER), 6)))
# In the order in which cells count them: the first two pairs stand the other way round in the theme.
_THEME: Final[Mapping[str, str]] = {
    "lt1": "FFFFFF",
    "dk1": "000000",
    "lt2": "E7E6E6",
    "dk2": "44546A",
    "accent1": "5B9BD5",
    "accent2": "ED7D31",
    "accent3": "A5A5A5",
    "accent4": "FFC000",
    "accent5": "4472C4",
    "accent6": "70AD47",
    "hlink": "0563C1",
    "folHlink": "954F72",
}
_EDGES: Final[Mapping[str, str]] = {
    "hair": "dotted",
    "dotted": "dotted",
    "dashed": "dashed",
    "dashDot": "dashed",
    "dashDotDot": "dashed",
    "mediumDashed": "dashed",
    "mediumDashDot": "dashed",
    "mediumDashDotDot": "dashed",
    "slantDashDot": "dashed",
    "thin": "thin",
    "medium": "medium",
    "thick": "thick",
    "double": "double",
}
_ACROSS: Final[Mapping[str, str]] = {
    "left": "left",
    "center": "center",
    "centerContinuous": "center",
    "right": "right",
    "justify": "left",
    "distributed": "center",
}
_HATCHED: Final = "#d9d9d9"
_DOWN: Final[Mapping[str, str]] = {"top": "top", "center": "center", "distributed": "center"}


class OfficeStyle(NamedTuple):
    """One cell style of a workbook.

    `code` is how it shows numbers: a format, or the number of a built-in one. A patterned one is hatched or
    goes from one colour to another.
    """

    format: CellFormat = PLAIN_FORMAT
    code: str = "0"
    is_rotated: bool = False
    is_patterned: bool = False


_USUAL: Final = OfficeStyle()


class OfficeStyles:
    """The cell formats of a workbook by their numbers."""

    def __init__(self, root: Element, theme: Element | None) -> None:
        parts: dict[str, list[Element]] = {child.tag: list(child) for child in root}
        self._scheme = _scheme(theme)
        self._palette = _own_palette(root)
        codes = {
            one.get("numFmtId", ""): custom(one.get("formatCode", "")) for one in parts.get("numFmts", [])
        }
        self.letter = _letter(next(iter(parts.get("fonts", [])), None))
        fonts = [self.font(one) for one in parts.get("fonts", [])]
        fills = [self._fill(one) for one in parts.get("fills", [])]
        borders = [self._edges(one) for one in parts.get("borders", [])]
        self._styles: list[OfficeStyle] = []
        for one in parts.get("cellXfs", []):
            fill, patterned = _picked(fills, one.get("fillId", "0"), ("", False))
            font = _picked(fonts, one.get("fontId", "0"), PLAIN_FONT)
            edges = _picked(borders, one.get("borderId", "0"), (Edge(),) * 4)
            placed = first(one, "alignment")
            number = one.get("numFmtId", "0")
            self._styles.append(
                OfficeStyle(
                    _aligned(CellFormat(font, fill, *edges), placed),
                    codes.get(number, number),
                    is_rotated=placed is not None and placed.get("textRotation", "0") not in {"0", ""},
                    is_patterned=patterned,
                )
            )

    def style(self, number: int) -> OfficeStyle:
        """Return a cell style; an unknown one is the usual one."""
        return self._styles[number] if 0 <= number < len(self._styles) else _USUAL

    def font(self, properties: Element) -> FontLook:
        """Return the font of a cell format or of a run."""
        facts = {one.tag: one for one in properties}

        def on(name: str) -> bool:
            return name in facts and facts[name].get("val", "1").lower() not in _OFF

        size = facts["sz"].get("val", "") if "sz" in facts else ""
        return FontLook(
            bold=on("b"),
            italic=on("i"),
            underlined=on("u"),
            struck=on("strike"),
            colour=self._colour(facts.get("color")),
            points=min(96.0, float(size)) if _SIZE.fullmatch(size) else 0.0,
        )

    def _fill(self, element: Element) -> tuple[str, bool]:
        """Return the colour of a fill, and whether it is more than one colour."""
        for one in children(element):
            if one.tag == "patternFill":
                kind = one.get("patternType", "none")
                if kind == "none":
                    return "", False
                if kind == "solid":
                    return self._colour(first(one, "fgColor")), False
                return self._colour(first(one, "bgColor")) or _HATCHED, True
            if one.tag == "gradientFill":
                return self._colour(first(one, "color")), True
        return "", False

    def _edges(self, element: Element) -> tuple[Edge, Edge, Edge, Edge]:
        sides = {one.tag: one for one in element}

        def edge(*names: str) -> Edge:
            one = next((sides[name] for name in names if name in sides), None)
            style = _EDGES.get(one.get("style", ""), "") if one is not None else ""
            return Edge(style, self._colour(first(one, "color"))) if one is not None and style else Edge()

        return edge("left", "start"), edge("top"), edge("right", "end"), edge("bottom")

    def _colour(self, element: Element | None) -> str:
        """Return a colour as #rrggbb, empty for the usual one."""
        if element is None or element.get("auto", "0") in {"1", "true"}:
            return ""
        if (rgb := _RGB.fullmatch(element.get("rgb", ""))) is not None:
            return _tinted(rgb[1], element.get("tint", ""))
        theme, index = element.get("theme", ""), element.get("indexed", "")
        if theme.isdecimal():
            return _tinted(_picked(self._scheme, theme, "000000"), element.get("tint", ""))
        if index.isdecimal() and (found := _picked(self._palette, index, "")):
            return f"#{found.lower()}"
        return ""


def _letter(usual: Element | None) -> float:
    """Return the width of a digit of the usual font in points, by which columns are measured."""
    facts = {one.tag: one.get("val", "") for one in usual} if usual is not None else {}
    size = min(36.0, float(facts["sz"])) if _SIZE.fullmatch(facts.get("sz", "")) else 11.0
    pixels = 8 if not facts.get("name", "").isascii() else 7
    return max(3, round(pixels * size / 11)) * 0.75


def _picked(several: Sequence[T], number: str, otherwise: T) -> T:
    if number.isdecimal() and len(number) < 8 and int(number) < len(several):
        return several[int(number)]
    return otherwise


def _scheme(theme: Element | None) -> list[str]:
    scheme = first(theme, "clrScheme") if theme is not None else None
    if scheme is None:
        return [*_THEME.values()]
    named = {one.tag: next(iter(one), None) for one in scheme}
    found = []
    for name, usual in _THEME.items():
        one = named.get(name)
        written = (one.get("lastClr") or one.get("val")) if one is not None else ""
        rgb = _RGB.fullmatch(written or "")
        found.append(rgb[1] if rgb else usual)
    return found


def _own_palette(root: Element) -> Sequence[str]:
    colours = first(root, "indexedColors")
    if colours is None:
        return _PALETTE
    own = [_RGB.fullmatch(one.get("rgb", "")) for one in colours][: len(_PALETTE)]
    return [rgb[1] if rgb else usual for rgb, usual in zip(own, _PALETTE, strict=False)]


def _tinted(rgb: str, tint: str) -> str:
    """Return a colour lightened or darkened as a theme says (ECMA-376 18.8.19)."""
    share = max(-1.0, min(1.0, float(tint))) if _TINT.fullmatch(tint) else 0.0
    if not share:
        return f"#{rgb.lower()}"
    red, green, blue = (int(rgb[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, light, depth = rgb_to_hls(red, green, blue)
    light = light * (1 + share) if share < 0 else light * (1 - share) + share
    return "#" + "".join(f"{round(one * 255):02x}" for one in hls_to_rgb(hue, light, depth))


def _aligned(plain: CellFormat, placed: Element | None) -> CellFormat:
    if placed is None:
        return plain
    indent = placed.get("indent", "0")
    return plain._replace(
        horizontal=_ACROSS.get(placed.get("horizontal", ""), ""),
        vertical=_DOWN.get(placed.get("vertical", ""), ""),
        wraps=placed.get("wrapText", "0") in {"1", "true"},
        indent=min(20, int(indent)) if indent.isdecimal() and len(indent) < 5 else 0,
    )
