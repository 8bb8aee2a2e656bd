"""The pictures over a sheet of an .xlsx at their anchors, and how many charts there are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from assessor.domain.sheet_look import WHOLE, Corner, Share, SheetPicture
from assessor.excel.looks.finishing import PlacedPicture
from assessor.excel.reading.tree import all_of, children, first

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from xml.etree.ElementTree import Element

_ANCHORS: Final = frozenset({"twoCellAnchor", "oneCellAnchor", "absoluteAnchor"})
_EMU_A_POINT: Final = 12_700
_NUMBER: Final = re.compile(r"-?[0-9]{1,12}")
_SMALLEST: Final = 0.001  # share of a group


class _Frame(NamedTuple):
    left: int
    top: int
    width: int
    height: int


def pictures(root: Element, targets: Mapping[str, str]) -> Iterator[PlacedPicture]:
    """Yield the pictures of a drawing; `targets` are the parts that it refers to, by relation id."""
    for anchor in children(root):
        if anchor.tag in _ANCHORS and (start := _corner(anchor, "from")) is not None:
            end = _corner(anchor, "to")
            size = next((one for one in children(anchor) if one.tag == "ext"), None)
            width, height = ((_points(size, name) if size is not None else 0.0) for name in ("cx", "cy"))
            for shape in children(anchor):
                for inner, share in _shapes(shape, WHOLE):
                    blip = first(inner, "blip")
                    reference = blip.get("embed", "") if blip is not None else ""
                    facts = first(inner, "cNvPr")
                    name = facts.get("descr", "") or facts.get("name", "") if facts is not None else ""
                    yield PlacedPicture(
                        SheetPicture(start, end, width, height, share, name), targets.get(reference, "")
                    )


def charts(root: Element) -> int:
    """Return how many charts and diagrams a drawing has."""
    return sum(1 for _ in all_of(root, "graphicFrame"))


def _shapes(shape: Element, share: Share) -> Iterator[tuple[Element, Share]]:
    """Yield the pictures of a shape or a group, each with its part of the anchor."""
    if shape.tag == "pic":
        yield shape, share
    elif shape.tag == "grpSp":
        inside = _frame(
            next((one for one in children(shape) if one.tag == "grpSpPr"), None), "chOff", "chExt"
        )
        for inner in children(shape):
            if inner.tag in {"pic", "grpSp"}:
                own = next((one for one in children(inner) if one.tag in {"spPr", "grpSpPr"}), None)
                yield from _shapes(inner, _within(share, inside, _frame(own, "off", "ext")))


def _frame(properties: Element | None, place: str, size: str) -> _Frame | None:
    if properties is None:
        return None
    at, extent = first(properties, place), first(properties, size)
    if at is None or extent is None:
        return None
    return _Frame(
        *(_whole(at.get(one, "")) for one in "xy"), *(_whole(extent.get(one, "")) for one in ("cx", "cy"))
    )


def _within(share: Share, group: _Frame | None, own: _Frame | None) -> Share:
    """Return which part of the anchor a shape of a group has; all of the group's where it does not say."""
    if group is None or own is None or group.width <= 0 or group.height <= 0:
        return share
    left, top = (own.left - group.left) / group.width, (own.top - group.top) / group.height
    wide, high = own.width / group.width, own.height / group.height
    if not (-1 <= left <= 1 and -1 <= top <= 1 and _SMALLEST <= wide <= 2 and _SMALLEST <= high <= 2):
        return share
    return Share(
        share.left + left * share.width,
        share.top + top * share.height,
        wide * share.width,
        high * share.height,
    )


def _corner(anchor: Element, name: str) -> Corner | None:
    corner = first(anchor, name)
    if corner is None:
        return None
    facts = {child.tag: _whole((child.text or "").strip()) for child in children(corner)}
    row, column = facts.get("row", 0), facts.get("col", 0)
    if row < 0 or column < 0:
        return None
    down, across = (max(0.0, facts.get(one, 0) / _EMU_A_POINT) for one in ("rowOff", "colOff"))
    return Corner(row + 1, column + 1, down, across)


def _points(size: Element, name: str) -> float:
    return max(0.0, _whole(size.get(name, "")) / _EMU_A_POINT)


def _whole(written: str) -> int:
    return int(written) if _NUMBER.fullmatch(written) else 0
