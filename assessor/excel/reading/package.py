"""The parts of an .xlsx or .xlsm that describe it: its sheets, their paths, its properties."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from assessor.errors import Code, InputError, Place, Problem
from assessor.excel.reading.archive import stored
from assessor.excel.reading.grid import SHEET_LIMIT
from assessor.excel.reading.markup import NotXml, elements, named_texts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assessor.excel.reading.archive import Archive
    from assessor.excel.reading.markup import Elements

PROPERTIES_LIMIT: Final = 1_000_000  # bytes; they have one thousand
LIST_LIMIT: Final = 10_000_000  # bytes of the list of sheets; years of defined names make it long
TYPES: Final = "[content_types].xml"
PROPERTIES: Final = "docprops/custom.xml"  # where nothing says another place
WORKBOOK: Final = "xl/workbook.xml"

_STRICT: Final = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
_MAIN: Final = re.compile(r"\.main(\+xml)?$", re.IGNORECASE)
_DOCUMENT: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DOCUMENT_TYPE: Final = b"<!DOCTYPE"
_OF_WORKBOOK: Final = frozenset({"sheet", "workbookPr"})
_OF_TYPES: Final = frozenset({"Override"})
_OF_RELATIONS: Final = frozenset({"Relationship"})
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_BOOK: Final = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    f'xmlns:r="{_DOCUMENT}"><workbookPr date1904="{{epoch}}"/><sheets>{{sheets}}</sheets></workbook>'
)


_DIGITS: Final = 18  # of a count that fits
# The tag that says how many texts there are, and each number that it says.
_TEXTS_TAG: Final = re.compile(rb"""(?<=[<:])sst\s(?:[^>"']|"[^"]*"|'[^']*')*>""")
_COUNT: Final = re.compile(rb"""\b(?:uniqueCount|count)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


@dataclass(frozen=True)
class Sheet:
    """A worksheet: its name, and its part of the package."""

    name: str
    part: str


class Relation(NamedTuple):
    """A reference of one part to another, or to an address: its id, its kind and its target."""

    id: str
    kind: str
    target: str


class Package:
    """An open .xlsx or .xlsm; raises InputError for the strict form, which few programs read."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self._whole = self.relations("")
        self._main = self._main_part()
        self._workbook = self._list(self._main)
        if _STRICT in self._workbook:
            raise InputError(Problem(Code.STRICT_FORMAT, Place(file=archive.file), {"kind": "strict"}))

    @cached_property
    def custom_properties(self) -> dict[str, str]:
        """The custom document properties as texts; other programs may have left them out."""
        listed = (one.target for one in self._whole if one.kind == "custom-properties")
        part = next(listed, PROPERTIES)
        if self.archive.size(part) > PROPERTIES_LIMIT:
            return {}
        try:
            return named_texts(self.archive.read(part), "property")
        except NotXml:
            return {}

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """The worksheets in their order, up to the limit of sheets."""
        parts = {reference: part for reference, kind, part in self._relations if kind == "worksheet"}
        sheets = (
            Sheet(attributes.get("name", ""), parts[attributes.get("id", "")])
            for name, attributes in self._elements
            if name == "sheet" and attributes.get("id", "") in parts
        )
        return tuple(sheet for sheet, _ in zip(sheets, range(SHEET_LIMIT), strict=False))

    @cached_property
    def shared_strings(self) -> bytes:
        """The texts that cells refer to by number."""
        return self._first_of_kind("sharedStrings")

    @cached_property
    def styles(self) -> bytes:
        """The part of cell formats, which cells refer to by number."""
        return self._first_of_kind("styles")

    def part_of_kind(self, kind: str) -> str:
        """Return the path of the part of a kind that the workbook refers to, or an empty string."""
        return next((one.target for one in self._relations if one.kind == kind), "")

    def relations(self, part: str) -> list[Relation]:
        """Return the relations of a part; those to missing parts are left out, addresses are kept."""
        folder, name = posixpath.split(part)
        listed = f"{folder}/_rels/{name}.rels".lstrip("/")
        if listed not in self.archive:
            return []
        relations = []
        for _, facts in self._parsed(self._list(listed), _OF_RELATIONS):
            target, kind = facts.get("Target", ""), facts.get("Type", "").rpartition("/")[2]
            if facts.get("TargetMode", "") != "External":
                target = _part(folder, target)
                if target not in self.archive:
                    continue
            relations.append(Relation(facts.get("Id", ""), kind, target))
        return relations

    def with_sheets(self, sheets: Iterable[bytes]) -> bytes:
        """Return a package with these sheets, named by their numbers from 0, and the parts they need."""
        contents = list(sheets)
        kinds = [("worksheet", f"worksheets/sheet{n}.xml") for n in range(len(contents))]
        parts = {f"xl/{target}": content for (_, target), content in zip(kinds, contents, strict=True)}
        for kind, content in (
            ("sharedStrings", with_credible_count(self.shared_strings)),
            ("styles", self.styles),
        ):
            if content:
                kinds.append((kind, f"{kind}.xml"))
                parts[f"xl/{kind}.xml"] = content
        listed = "".join(f'<sheet name="{n}" sheetId="{n + 1}" r:id="r{n}"/>' for n in range(len(contents)))
        parts["_rels/.rels"] = _relations([("officeDocument", WORKBOOK)])
        parts["xl/_rels/workbook.xml.rels"] = _relations(kinds)
        parts[WORKBOOK] = _BOOK.format(epoch=int(self.since_1904), sheets=listed).encode()
        return stored(parts)

    def _main_part(self) -> str:
        """Return where the workbook lies, by what the package says of itself, else at its usual place."""
        listed = next((one.target for one in self._whole if one.kind == "officeDocument"), "")
        if listed in self.archive:
            return listed
        types = self._parsed(self.archive.start_of(TYPES), _OF_TYPES)
        main = (facts.get("PartName", "") for _, facts in types if _MAIN.search(facts.get("ContentType", "")))
        return next((part for name in main if (part := _part("", name)) in self.archive), WORKBOOK)

    @cached_property
    def _elements(self) -> Elements:
        return self._parsed(self._workbook, _OF_WORKBOOK)

    @cached_property
    def hidden_sheets(self) -> frozenset[str]:
        """The names of the sheets that are not shown."""
        sheets = (facts for name, facts in self._elements if name == "sheet")
        return frozenset(one.get("name", "") for one in sheets if one.get("state", "visible") != "visible")

    @cached_property
    def since_1904(self) -> bool:
        """Whether its dates count from 1904, as those of old Macs do."""
        values = (facts.get("date1904", "") for name, facts in self._elements if name == "workbookPr")
        return any(value in {"1", "true"} for value in values)

    @cached_property
    def _relations(self) -> list[Relation]:
        return self.relations(self._main)

    def _first_of_kind(self, wanted: str) -> bytes:
        content = self.archive.read_xml(self.part_of_kind(wanted))
        if DOCUMENT_TYPE in content:  # calamine expands nothing, but no workbook has one either
            raise self.archive.damaged()
        return content

    def _list(self, part: str) -> bytes:
        if self.archive.size(part) > LIST_LIMIT:
            raise InputError(self.archive.too_large(part))
        return self.archive.read_xml(part)

    def _parsed(self, content: bytes, names: frozenset[str]) -> Elements:
        try:
            return elements(content, names)
        except NotXml as error:
            raise self.archive.damaged() from error


@lru_cache(maxsize=256)
def _part(folder: str, target: str) -> str:
    """Return the path of the part that a relation in a folder means; the few usual ones are remembered."""
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/").lower()


def _relations(kinds: Iterable[tuple[str, str]]) -> bytes:
    listed = "".join(
        f'<Relationship Id="r{n}" Type="{_DOCUMENT}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(kinds)
    )
    return f'<Relationships xmlns="{_PACKAGE}">{listed}</Relationships>'.encode()


def with_credible_count(texts: bytes) -> bytes:
    """Return the shared texts without a count that cannot be true.

    Calamine reserves memory for as many as the part says, and the program ends when there is not so much.
    """

    def credible(found: re.Match[bytes]) -> bytes:
        count = found[1] if found[1] is not None else found[2]
        return found[0] if count.isdigit() and len(count) <= _DIGITS and int(count) <= len(texts) else b""

    return _TEXTS_TAG.sub(lambda tag: _COUNT.sub(credible, tag[0]), texts)
