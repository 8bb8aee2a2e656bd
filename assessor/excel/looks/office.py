"""The sheets of an .xlsx or .xlsm as a person sees them."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from assessor.domain.sheet_look import SheetLook, Undrawn
from assessor.errors import InputError
from assessor.excel.looks import office_cells, office_drawings
from assessor.excel.looks.bounds import Reach
from assessor.excel.looks.finishing import finished, in_cells
from assessor.excel.looks.office_cells import SharedRuns
from assessor.excel.looks.office_styles import OfficeStyles
from assessor.excel.reading.markup import NotXml
from assessor.excel.reading.tree import tree

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

    from assessor.domain.sheet_mark import SheetMark
    from assessor.excel.looks.bounds import Room
    from assessor.excel.looks.finishing import PlacedPicture
    from assessor.excel.reading.package import Package, Sheet

_NO_STYLES: Final = b"<styleSheet/>"


class OfficeLooks:
    """Reads the sheets of one package one by one."""

    def __init__(self, package: Package, room: Room) -> None:
        self._package, self._room = package, room
        self._lacks_styles = False

    def read(self, sheet: Sheet, content: bytes, marks: Sequence[SheetMark]) -> SheetLook:
        """Return a sheet, given as XML, with the marks that were found on it; what is damaged is named."""
        is_hidden = sheet.name in self._package.hidden_sheets
        try:
            look, reach = office_cells.read(
                sheet.name,
                content,
                self._texts,
                self._styles,
                self._room,
                since_1904=self._package.since_1904,
            )
        except NotXml:
            look, reach = SheetLook(sheet.name), Reach()
            reach.undrawn[Undrawn.UNREAD] = 0
        if self._lacks_styles:
            reach.undrawn[Undrawn.COLOURS] = 0
        drawn = self._drawn(sheet, reach)
        placed = [*drawn, *in_cells(marks, drawn)]
        return finished(replace(look, is_hidden=is_hidden), reach, marks, placed, self._room)

    @cached_property
    def _texts(self) -> SharedRuns:
        return SharedRuns(self._package.shared_strings)

    @cached_property
    def _styles(self) -> OfficeStyles:
        try:
            return OfficeStyles(tree(self._package.styles or _NO_STYLES), self._theme)
        except NotXml:
            self._lacks_styles = True
            return OfficeStyles(tree(_NO_STYLES), None)

    @cached_property
    def _theme(self) -> Element | None:
        part = self._package.part_of_kind("theme")
        if not part or not self._package.archive.fits(part):
            return None
        try:
            return tree(self._package.archive.read(part))
        except (NotXml, InputError):
            return None  # the usual colours then

    def _drawn(self, sheet: Sheet, reach: Reach) -> list[PlacedPicture]:
        """Return the pictures over the cells; a drawing that cannot be read is named."""
        found: list[PlacedPicture] = []
        try:
            for relation in self._package.relations(sheet.part):
                if relation.kind == "drawing":
                    root = tree(self._package.archive.read(relation.target))
                    targets = {one.id: one.target for one in self._package.relations(relation.target)}
                    reach.undrawn[Undrawn.CHARTS] += office_drawings.charts(root)
                    found += office_drawings.pictures(root, targets)
        except (NotXml, InputError):
            reach.undrawn[Undrawn.UNREAD] = 0
        return found
