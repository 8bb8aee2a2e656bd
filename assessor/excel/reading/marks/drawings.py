"""A drawing over a sheet (DrawingML): text boxes, shapes, pictures, charts and ink, with their cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from assessor.domain.sheet_mark import MarkKind, SheetMark
from assessor.excel.reading.marks.anchors import Area, area
from assessor.excel.reading.tree import all_of, children, first, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Set
    from xml.etree.ElementTree import Element

    from assessor.excel.reading.marks.anchors import Sizes

_ANCHORS: Final = frozenset({"twoCellAnchor", "oneCellAnchor", "absoluteAnchor"})
_SHAPES: Final = frozenset({"sp", "cxnSp"})
_OLD_SHAPE: Final = "_x0000_s"  # prefix of the number of a control or an embedded object


@dataclass
class Drawing:
    """The marks of a drawing; the controls and objects that its sheet also lists are kept apart."""

    marks: list[SheetMark] = field(default_factory=list)
    # By the number of the shape: areas and texts of controls and objects that the sheet lists.
    listed: dict[str, tuple[Area, str]] = field(default_factory=dict)


def read(root: Element, sheet: str, targets: Mapping[str, str], sizes: Sizes, listed: Set[str]) -> Drawing:
    """Read a drawing; `targets` are the parts that it refers to, by relation id.

    `listed` are the numbers of the controls that the sheet lists.
    """
    drawing = Drawing()
    for anchor in children(root):
        if anchor.tag not in _ANCHORS:
            continue
        under = area(anchor, sizes)
        for shape in children(anchor):
            for mark, number in _marks(shape, sheet, under, targets, listed):
                if number:
                    drawing.listed[number] = (under, mark.text)
                else:
                    drawing.marks.append(mark)
    return drawing


def _marks(
    shape: Element, sheet: str, under: Area, targets: Mapping[str, str], listed: Set[str]
) -> Iterator[tuple[SheetMark, str]]:
    """Yield each mark of a shape, or of all shapes of a group, with its number if the sheet lists it."""
    if shape.tag in _SHAPES:
        text = paragraphs(shape)
        kind = MarkKind.TEXT_BOX if text else MarkKind.SHAPE
        yield SheetMark(kind, sheet, *under, text=text, name=_name(shape)), _number(shape, listed)
    elif shape.tag == "pic":
        blip = first(shape, "blip")
        reference = blip.get("embed") or blip.get("link") or "" if blip is not None else ""
        part = targets.get(reference, "")
        yield (
            SheetMark(MarkKind.PICTURE, sheet, *under, text=_words(shape), name=_name(shape), part=part),
            _number(shape, listed),
        )
    elif shape.tag == "grpSp":
        for inner in children(shape):
            yield from _marks(inner, sheet, under, targets, listed)
    elif shape.tag == "graphicFrame":
        yield SheetMark(MarkKind.SHAPE, sheet, *under, text=paragraphs(shape), name=_name(shape)), ""
    elif shape.tag == "contentPart":
        yield SheetMark(MarkKind.INK, sheet, *under, name=_name(shape)), ""


def _name(shape: Element) -> str:
    facts = first(shape, "cNvPr")
    return facts.get("name", "") if facts is not None else ""


def _words(shape: Element) -> str:
    """Return the alternative text of a picture."""
    facts = first(shape, "cNvPr")
    return (facts.get("descr", "") if facts is not None else "").strip()


def _number(shape: Element, listed: Set[str]) -> str:
    """Return the number by which the sheet lists this shape as a control or an object, or nothing."""
    for one in all_of(shape, "compatExt"):
        if (written := one.get("spid", "")).startswith(_OLD_SHAPE):
            return written.removeprefix(_OLD_SHAPE)
    facts = first(shape, "cNvPr")  # LibreOffice writes the number here alone
    number = facts.get("id", "") if facts is not None else ""
    return number if number in listed else ""
