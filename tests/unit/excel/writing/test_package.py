"""A workbook's own parts: what is taken from them, and that damage and malice end in a refusal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest

from assessor.errors import Code, InputError, Place
from assessor.excel import layout
from assessor.excel.reading import open_document, package
from assessor.excel.reading.archive import Archive
from assessor.excel.reading.package import Package, Sheet
from assessor.excel.reading.workbook import opened
from tests.unit.excel.forms import TOKEN
from tests.unit.excel.packages import (
    TYPES,
    book,
    cell,
    heading,
    line,
    listed,
    packed,
    read,
    relations,
    sheet,
    spreadsheet,
)

if TYPE_CHECKING:
    from collections.abc import Callable

CUSTOM: Final = '<p xmlns:v="urn:v"><property name="a">{}</property><property/></p>'
HOSTILE: Final = (
    "<broken",
    "",
    '<!DOCTYPE p [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><p><property name="x">&b;</property></p>',
    '<!DOCTYPE p SYSTEM "file:///etc/passwd"><p/>',
    "<?xml version='1.0' encoding='UTX-8'?><p/>",
    "<?xml version='1.0' encoding='cp037'?><p/>",
    f"<p>{' ' * package.PROPERTIES_LIMIT}</p>",
    f"<p>{'<property/>' * 20_000}</p>",
)


def opened_package(content: bytes) -> Package:
    return Package(Archive(content, "a.xlsx"))


def codes(content: bytes) -> list[Code]:
    with pytest.raises(InputError) as caught:
        read(content)
    assert all(problem.place.file == "a.xlsx" for problem in caught.value.problems)
    return [problem.code for problem in caught.value.problems]


def test_that_custom_properties_are_read() -> None:
    plain = CUSTOM.format("<v:lpwstr>x</v:lpwstr>")
    parted = CUSTOM.format("<v:lpwstr><![CDATA[x]]></v:lpwstr>").replace("><", ">\n <", 2)
    escaped = CUSTOM.format("<v:lpwstr> &lt;&#x3042;</v:lpwstr>")
    assert opened_package(book(custom=plain)).custom_properties == {"a": "x"}
    assert opened_package(book(custom=parted)).custom_properties == {"a": "x"}
    assert opened_package(book(custom=escaped)).custom_properties == {"a": "<あ"}
    assert opened_package(book()).custom_properties == {}


@pytest.mark.parametrize("custom", HOSTILE)
def test_that_properties_that_are_broken_hostile_or_huge_count_as_none(custom: str) -> None:
    assert opened_package(book(custom=custom)).custom_properties == {}


@pytest.mark.parametrize(
    "target", ["worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml", "./worksheets/../worksheets/SHEET1.xml"]
)
def test_that_a_sheet_is_found_where_its_relation_says(target: str) -> None:
    content = book(workbook=listed("表"), relations=relations(r1=target))
    assert opened_package(content).sheets == (Sheet("表", "xl/worksheets/sheet1.xml"),)


def test_that_a_workbook_is_found_where_the_content_types_say() -> None:
    parts = {
        "[Content_Types].xml": TYPES.replace("xl/workbook", "xl/Workbook22"),
        "xl/workbook22.xml": listed("表"),
        "xl/_rels/workbook22.xml.rels": relations(r1="worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": sheet(heading()),
    }
    assert read(packed(parts)).sheet == "表"
    assert codes(packed(parts | {"xl/workbook22.xml": ""})) == [Code.WORKBOOK_DAMAGED]
    for types in (TYPES.replace("xl/workbook", "xl/gone"), TYPES + "<", TYPES.replace("PartName", "Part")):
        assert codes(packed(parts | {"[Content_Types].xml": types})) == [Code.WORKBOOK_DAMAGED]


@pytest.mark.parametrize(
    "parts",
    [
        {"relations": relations(r1="../../etc/passwd")},
        {"relations": "<Relationships/>"},
        {"workbook": listed()},
        {"workbook": listed().replace("<sheets>", '<sheets><sheet name="表"/><other r:id="r1"/>')},
        {"relations": relations(r1="worksheets/sheet1.xml").replace("/worksheet", "/chartsheet", 1)},
    ],
    ids=["outside", "no relations", "no sheets", "not referred to", "a chart"],
)
def test_that_a_workbook_without_sheets_is_refused(parts: dict[str, str]) -> None:
    assert codes(book(**parts)) == [Code.NO_SHEETS]


@pytest.mark.parametrize("part", ["workbook", "relations"])
@pytest.mark.parametrize(
    "content",
    [
        "<broken",
        '<!DOCTYPE w [<!ENTITY a "a">]><w>&a;</w>',
        f"<w>{'<sheet/><Relationship/>' * 10_001}</w>",
    ],
    ids=["broken", "document type", "endless"],
)
def test_that_lists_that_are_broken_or_hostile_are_damage(part: str, content: str) -> None:
    assert codes(book(**{part: content})) == [Code.WORKBOOK_DAMAGED]


def test_that_a_list_of_sheets_that_is_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "LIST_LIMIT", 50)
    assert codes(book()) == [Code.WORKBOOK_TOO_LARGE]


def test_that_a_sheet_that_is_no_xml_is_damage() -> None:
    whole = sheet(heading())
    assert codes(book(whole=whole[: len(whole) // 2])) == [Code.WORKBOOK_DAMAGED]
    assert codes(book(whole="")) == [Code.WORKBOOK_DAMAGED]


def test_that_a_part_whose_content_is_not_what_was_packed_is_damage() -> None:
    whole = bytearray(book(whole=sheet(heading() + "".join(f"<!-- {n} -->" for n in range(500)))))
    at = whole.index(b"xl/worksheets/sheet1.xml") + 60
    whole[at] ^= 0xFF
    assert codes(bytes(whole)) == [Code.WORKBOOK_DAMAGED]


def test_that_dates_count_from_the_epoch_that_the_workbook_names() -> None:
    formats = '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
    day = cell("J2", "100", ' s="1"')
    rows = f'<row r="2">{cell("B2", "CP-1-01")}{day}</row>'
    shown = [
        str(read(book(rows, styles=formats, workbook=listed("表", head=head))).rows[0][1][9])
        for head in ("", '<workbookPr date1904="1"/>', '<workbookPr date1904="false"/>')
    ]
    assert shown == ["1900-04-09", "1904-04-10", "1900-04-09"]


PREFIXED: Final = re.compile(r"<(/?)(\w+)")


@pytest.mark.parametrize(
    "change",
    [
        lambda whole: PREFIXED.sub(r"<\1x:\2", whole).replace("xmlns=", "xmlns:x="),
        lambda whole: whole.replace("<sheetData>", "<!-- <sheetData> --><sheetData >"),
        lambda whole: whole.replace('"', "'"),
        lambda whole: "<?xml version='1.0' encoding='utf-8' standalone='yes'?>\n" + whole,
        lambda whole: whole.replace("><", ">\n<"),
        lambda whole: re.sub(r' r="[A-Z]*[0-9]+"', "", whole.replace(cell("B2", "CP-1-01"), "<c/>")),
    ],
    ids=["prefix", "comment", "quotes", "declaration", "lines", "no addresses"],
)
def test_that_a_sheet_is_read_however_it_is_written(change: Callable[[str], str]) -> None:
    rows = f'<row r="2"><c r="A2"/>{cell("B2", "CP-1-01")}{cell("C2", "x")}</row>'
    returned = read(book(whole=change(sheet(heading() + rows))))
    assert [number for number, _ in returned.rows] == [2]
    assert returned.rows[0][1][2] == "x"
    assert returned.problems == ()


def test_that_an_archive_is_read_whose_parts_are_stored_or_named_with_backslashes() -> None:
    names = {"xl/workbook.xml": listed("表"), "xl/worksheets/sheet1.xml": sheet(heading())}
    parts = {
        "[Content_Types].xml": TYPES,
        "xl/_rels/workbook.xml.rels": relations(r1="worksheets/sheet1.xml"),
        **names,
    }
    assert read(packed(parts, 0)).sheet == "表"
    assert read(packed({name.replace("/", "\\"): part for name, part in parts.items()})).sheet == "表"


def test_that_a_part_packed_in_a_way_no_spreadsheet_uses_is_damage() -> None:
    with pytest.raises(InputError) as caught:
        opened(packed({"[Content_Types].xml": TYPES, "xl/workbook.xml": listed("表")}, 12), "a.xlsx")
    assert [(p.code, p.place) for p in caught.value.problems] == [
        (Code.WORKBOOK_DAMAGED, Place(file="a.xlsx"))
    ]


SPANNED: Final = '<table:table-cell table:number-rows-spanned="2"/>'
META: Final = (
    '<o xmlns:meta="urn:m"><meta:user-defined meta:name="AssessorCase">{}</meta:user-defined>'
    "<meta:user-defined>x</meta:user-defined></o>"
)


@pytest.mark.parametrize("meta", [META.format("c"), "<broken", f"<o>{' ' * open_document.META_LIMIT}</o>"])
def test_that_the_properties_of_an_open_document_are_read(meta: str) -> None:
    archive = Archive(packed({"meta.xml": meta}), "a.ods")
    assert open_document.properties(archive) == ({"AssessorCase": "c"} if "Case" in meta else {})


@pytest.mark.parametrize(
    "content",
    [
        "<broken",
        '<!DOCTYPE o [<!ENTITY a "a">]><o>&a;</o>',
        spreadsheet('<table:table-row table:number-rows-repeated="x"/>'),
        spreadsheet('<table:table-row table:number-rows-repeated="0"/>'),
        spreadsheet('<table:table-row table:number-rows-repeated="99999999"/>'),
        spreadsheet('<table:table table:name="inside"/>'),
        spreadsheet("").replace("</table:table>", f"</table:table>{SPANNED}"),
    ],
)
def test_that_an_open_document_that_is_broken_or_hostile_is_damage(content: str) -> None:
    ods = packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})
    assert codes(ods) == [Code.WORKBOOK_DAMAGED]


def test_that_an_open_document_is_read() -> None:
    rows = line(*(column.heading for column in layout.columns(1))) + line("", "CP-1-01", *[""] * 4, "実施済")
    ods = packed(
        {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": spreadsheet(rows)}
    )
    returned = read(ods)
    assert [(number, values[6]) for number, values in returned.rows] == [(2, "実施済")]
    assert TOKEN not in {returned.token}
