"""The marks of an .xlsx or .xlsm, read from the parts that its relations name."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from assessor.domain.sheet_mark import MarkKind, SheetMark
from assessor.errors import Code, InputError, Place, Problem
from assessor.excel.layout import COLUMN_LIMIT
from assessor.excel.reading.marks import cells, controls, drawings, notes
from assessor.excel.reading.marks.anchors import Area, Sizes, area
from assessor.excel.reading.marks.controls import Control
from assessor.excel.reading.markup import NotXml, elements
from assessor.excel.reading.survey import position
from assessor.excel.reading.tree import all_of, first, text_of, tree

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from xml.etree.ElementTree import Element

    from assessor.excel.reading.marks.cells import Styles
    from assessor.excel.reading.package import Package, Relation

_STRIKE: Final = b"strike"
_RUN: Final = re.compile(rb"<(?:\w+:)?r>")
# What a sheet holds in which a cell carries more than a value.
_ODD: Final = (_STRIKE, b' vm="', b"HYPERLINK(", b"DISPIMG(", b"IMAGE(")
_HIDDEN: Final = re.compile(rb'<(?:\w+:)?col (?=[^<>]*\bhidden="(?:1|true|on)")([^<>]*)>')
_FACT: Final[re.Pattern[bytes]] = re.compile(rb'\b(min|max)="([0-9]{1,9})"')
# Relations of a sheet that carry no mark: printing, sorting, views of several people.
_SILENT: Final = frozenset(
    {
        *("printerSettings", "table", "tableSingleCells", "queryTable", "pivotTable", "customProperty"),
        *("sheetMetadata", "slicer", "timeline", "namedSheetView", "person", "externalLinkPath"),
        *("wsSortMap", "themeOverride", "hdphoto"),
    }
)
# Relations that are read from the sheet's own lists: controls, embedded files, links.
_ELSEWHERE: Final = frozenset(
    {"oleObject", "package", "ctrlProp", "control", "hyperlink", "legacyDrawingHeaderFooter"}
)


@dataclass
class FoundMarks:
    """The marks of a workbook, and the problems of parts that could not be read."""

    marks: list[SheetMark] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class OfficeMarks:
    """Reads the marks of a package."""

    def __init__(self, package: Package) -> None:
        self._package = package

    def read(self, sheets: Mapping[str, bytes], plain: Collection[str] = ()) -> FoundMarks:
        """Return the marks of these sheets, given as XML by their names.

        `plain` are those whose cells were seen to hold values alone, without formulas or formatted parts.
        """
        found = FoundMarks()
        for sheet in self._package.sheets:
            if (content := sheets.get(sheet.name)) is not None:
                relations = self._package.relations(sheet.part)
                with _told(found, self._package, sheet.name, sheet.part):
                    found.marks += _hidden_columns(content, sheet.name)
                    found.marks += self._of_cells(sheet.name, content, relations, plain=sheet.name in plain)
                if relations:
                    _OneSheet(self._package, sheet.name, content, relations).add_to(found)
        return found

    def number_formats(self, content: bytes) -> dict[cells.Cell, str]:
        """Return the format codes of the cells of a sheet that hold a number; raises NotXml."""
        found, formats = cells.read(content, frozenset(), {}), self._styles.formats
        return {at: formats[style] if style < len(formats) else "" for at, style in found.formats.items()}

    def _of_cells(
        self, sheet: str, content: bytes, relations: Sequence[Relation], *, plain: bool
    ) -> Iterator[SheetMark]:
        yield from _links(content, sheet, relations)
        struck = self._styles.struck if _STRIKE in self._package.styles else frozenset()
        texts = self._package.shared_strings
        shared = self._shared if _STRIKE in texts or (struck and _RUN.search(texts)) else {}
        if not (struck or shared or (not plain and any(one in content for one in _ODD))):
            return
        found = cells.read(content, struck, shared)
        for (row, column), text in found.struck.items():
            struck_text, rest, runs = text or ("", "", ())
            at = (sheet, row, column, row, column)
            yield SheetMark(MarkKind.STRUCK, *at, text=struck_text, rest=rest, runs=runs)
        for (row, column), call in found.calls.items():
            if call.function == "HYPERLINK":
                yield SheetMark(MarkKind.LINK, sheet, row, column, row, column, address=call.argument)
            else:
                part = self._cell_images.get(call.argument, "") if call.function == "DISPIMG" else ""
                address = call.argument if call.function == "IMAGE" else ""
                yield SheetMark(MarkKind.PICTURE, sheet, row, column, row, column, address=address, part=part)
        for (row, column), number in found.pictured.items():
            part = self._rich_images.get(number, "")
            yield SheetMark(MarkKind.PICTURE, sheet, row, column, row, column, part=part)

    @cached_property
    def _styles(self) -> Styles:
        return cells.styles(tree(self._package.styles))

    @cached_property
    def _shared(self) -> dict[int, cells.Runs]:
        return cells.rich_texts(tree(self._package.shared_strings))

    @cached_property
    def _cell_images(self) -> dict[str, str]:
        """The picture parts that WPS keeps for cells, by their names."""
        part = self._package.part_of_kind("cellImage")
        if not part:
            return {}
        targets = {one.id: one.target for one in self._package.relations(part)}
        images = {}
        for picture in all_of(tree(self._package.archive.read(part)), "pic"):
            facts, blip = first(picture, "cNvPr"), first(picture, "blip")
            if facts is not None and blip is not None:
                images[facts.get("name", "")] = targets.get(blip.get("embed", ""), "")
        return images

    @cached_property
    def _rich_images(self) -> dict[str, str]:
        """The picture parts that Excel keeps in cells, by the number in the cell."""
        package = self._package
        part = package.part_of_kind("richValueRel")
        if not part:
            return {}
        targets = {one.id: one.target for one in package.relations(part)}
        parts = [
            targets.get(one.get("id", ""), "") for one in all_of(tree(package.archive.read(part)), "rel")
        ]
        values = package.part_of_kind("rdRichValue")
        if not values:
            return {str(number): one for number, one in enumerate(parts, 1)}
        firsts = []
        for value in all_of(tree(package.archive.read(values)), "rv"):
            written = [text_of(one) for one in value if one.tag == "v"]
            firsts.append(int(written[0]) if written and written[0].isdecimal() else -1)
        return {str(n): parts[at] if 0 <= at < len(parts) else "" for n, at in enumerate(firsts, 1)}


class _OneSheet:
    """Reads the parts that one sheet refers to."""

    def __init__(self, package: Package, sheet: str, content: bytes, relations: Sequence[Relation]) -> None:
        self._package, self._sheet, self._content = package, sheet, content
        self._relations = relations
        self._sizes = Sizes(content)
        self._controls: dict[str, Control] = {}  # by the number of their shape
        self._names: dict[str, str] = {}

    def add_to(self, found: FoundMarks) -> None:
        """Read every part and add its marks; a part that cannot be read is reported as a problem."""
        for relation in self._relations:
            with _told(found, self._package, self._sheet, relation.target):
                found.marks += self._of_part(relation)
        with _told(found, self._package, self._sheet, self._sheet):
            found.marks += self._of_objects()
        with _told(found, self._package, self._sheet, self._sheet):
            self._read_controls()
        self._join_unnumbered()
        found.marks += (
            control.mark(self._sheet, self._names.get(number, ""))
            for number, control in self._controls.items()
        )

    def _of_part(self, relation: Relation) -> list[SheetMark]:
        kind, sheet = relation.kind, self._sheet
        marks: list[SheetMark] = []
        if kind == "comments":
            marks += notes.notes(self._tree(relation), sheet, self._threaded)
        elif kind == "threadedComment":
            marks += notes.threads(self._tree(relation), sheet, self._persons)
        elif kind == "drawing":
            marks += self._of_drawing(relation)
        elif kind == "vmlDrawing":
            for number, control in controls.old_shapes(self._package.archive.read(relation.target)).items():
                self._control(number, control)
        elif kind == "image":  # the picture behind the whole sheet
            marks.append(SheetMark(MarkKind.PICTURE, sheet, part=relation.target))
        elif kind not in _SILENT | _ELSEWHERE:
            marks.append(SheetMark(MarkKind.OTHER, sheet, name=kind, part=relation.target))
        return marks

    def _of_drawing(self, relation: Relation) -> list[SheetMark]:
        targets = {one.id: one.target for one in self._package.relations(relation.target)}
        drawing = drawings.read(self._tree(relation), self._sheet, targets, self._sizes, self._numbers)
        for number, (under, text) in drawing.listed.items():
            self._control(number, Control(text=text, under=under))
        return drawing.marks

    def _control(self, number: str, other: Control) -> None:
        """Add what another part says of a control."""
        control = self._controls.setdefault(number, other)
        if control.kind is MarkKind.SHAPE:
            control.kind = other.kind
        control.state = control.state or other.state
        control.text = control.text or other.text
        control.under = control.under if control.under.row else other.under

    def _read_controls(self) -> None:
        """Read the sheet's own list of controls, which has their names and refers to their states."""
        targets = {one.id: one for one in self._relations}
        for one in self._listed(b"controls", "control"):
            number, relation = one.get("shapeId", ""), targets.get(one.get("id", ""))
            self._names[number] = one.get("name", "")
            anchor = first(one, "anchor")
            under = area(anchor, self._sizes) if anchor is not None else Area()
            control = Control(under=under)
            if relation is not None and relation.kind == "ctrlProp":
                facts = self._tree(relation)
                control.kind = controls.kind_of(facts.get("objectType", ""))
                control.state = controls.state_of(facts.get("checked", ""))
            elif relation is not None and relation.kind == "control":
                control.kind = controls.active_kind(self._tree(relation).get("classid", ""))
            self._control(number, control)

    def _join_unnumbered(self) -> None:
        """Join what LibreOffice writes of a control without its number; only there is its place right."""
        numbered = {n: one for n, one in self._controls.items() if n in self._numbers}
        for number, other in list(self._controls.items()):
            if number.isdecimal() or not other.under.row:
                continue
            for same, one in numbered.items():
                if (one.kind, one.text) == (other.kind, other.text):
                    one.under = other.under
                    del self._controls[number], numbered[same]
                    break

    @cached_property
    def _numbers(self) -> frozenset[str]:
        """The numbers of the shapes that the sheet lists as controls."""
        return frozenset(one.get("shapeId", "") for one in self._listed(b"controls", "control"))

    def _of_objects(self) -> list[SheetMark]:
        """Return the embedded files; the pictures that other parts have of them are skipped."""
        targets = {one.id: one for one in self._relations}
        marks: dict[str, SheetMark] = {}
        for one in self._listed(b"oleObjects", "oleObject"):
            relation = targets.get(one.get("id", ""))
            number, anchor = one.get("shapeId", ""), first(one, "anchor")
            drawn = self._controls.pop(number, Control())
            under = area(anchor, self._sizes) if anchor is not None else drawn.under
            part = relation.target if relation is not None else one.get("link", "")
            marks[part] = SheetMark(
                MarkKind.EMBEDDED, self._sheet, *under, name=one.get("progId", ""), part=part
            )
        for relation in self._relations:  # objects that no list names still count
            if relation.kind in {"oleObject", "package"} and relation.target not in marks:
                marks[relation.target] = SheetMark(MarkKind.EMBEDDED, self._sheet, part=relation.target)
        return list(marks.values())

    def _listed(self, parent: bytes, name: str) -> Iterator[Element]:
        """Yield the elements of a list in the part of the sheet after its cells."""
        data = max(0, self._content.rfind(b"</sheetData>"), self._content.rfind(b":sheetData>"))
        if self._content.find(parent, data) < 0:
            return
        end = self._content[data:]
        start = end.find(b">") + 1
        opening = self._content[: self._content.find(b">", self._content.find(b"worksheet")) + 1]
        yield from all_of(tree(opening + end[start:]), name)

    def _tree(self, relation: Relation) -> Element:
        return tree(self._package.archive.read(relation.target))

    @cached_property
    def _threaded(self) -> frozenset[tuple[int, int]]:
        """The cells with a thread of comments."""
        return frozenset(
            position(one.get("ref", ""))
            for relation in self._relations
            if relation.kind == "threadedComment"
            for one in all_of(self._tree(relation), "threadedComment")
        )

    @cached_property
    def _persons(self) -> dict[str, str]:
        part = self._package.part_of_kind("person")
        return notes.authors(tree(self._package.archive.read(part))) if part else {}


@contextmanager
def _told(found: FoundMarks, package: Package, sheet: str, part: str) -> Iterator[None]:
    """Report a part that cannot be read as a problem instead of raising."""
    try:
        yield
    except NotXml:
        place = Place(file=package.archive.file, sheet=sheet)
        found.problems.append(Problem(Code.MARKS_UNREAD, place, {"found": part}))
    except InputError as error:
        found.problems += (replace(one, place=replace(one.place, sheet=sheet)) for one in error.problems)


def _hidden_columns(content: bytes, sheet: str) -> Iterator[SheetMark]:
    """Yield the hidden columns; the caller decides whether they were hidden when sent."""
    head = content[: max(0, content.find(b"sheetData"))]
    for match in _HIDDEN.finditer(head):
        facts: dict[bytes, bytes] = dict(_FACT.findall(match[1]))
        if b"min" in facts:
            first_one, last = int(facts[b"min"]), int(facts.get(b"max", facts[b"min"]))
            yield SheetMark(MarkKind.COLUMN_HIDDEN, sheet, 0, first_one, 0, min(last, COLUMN_LIMIT))


def _links(content: bytes, sheet: str, relations: Sequence[Relation]) -> Iterator[SheetMark]:
    """Yield the links of cells with their addresses."""
    data = max(0, content.rfind(b"sheetData>"))
    if content.find(b"hyperlink", data) < 0:
        return
    addresses = {one.id: one.target for one in relations if one.kind == "hyperlink"}
    for _, facts in elements(content[data:], frozenset({"hyperlink"})):
        start, _, end = facts.get("ref", "").partition(":")
        row, column = position(start)
        last_row, last_column = position(end or start)
        address, within = addresses.get(facts.get("id", ""), ""), facts.get("location", "")
        address += f"#{within}" if within else ""
        yield SheetMark(MarkKind.LINK, sheet, row, column, last_row, last_column, address=address)
