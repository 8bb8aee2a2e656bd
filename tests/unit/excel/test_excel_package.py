"""A workbook's own XML: what is taken from it, and that damage and malice end in a refusal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from assessor.errors import Code, InputError
from assessor.excel.reading import open_document, package, questionnaire_reader
from assessor.excel.reading.grid import grids
from assessor.excel.reading.package import Package
from assessor.excel.writing import questionnaire_writer
from tests.unit.excel.forms import questionnaire

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SHEET = "xl/worksheets/sheet1.xml"
BOOK = {
    "xl/workbook.xml": '<workbook xmlns:r="urn:r"><sheet name="表" r:id="rId1"/></workbook>',
    "xl/_rels/workbook.xml.rels": '<r><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></r>',
}


def book(path: Path, sheet: str = "", **parts: str) -> Path:
    """Write a package of a few parts, some of them other than usual."""
    named = {
        "workbook": "xl/workbook.xml",
        "relations": "xl/_rels/workbook.xml.rels",
        "custom": "docProps/custom.xml",
    }
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        content = {**BOOK, SHEET: f"<worksheet><sheetData>{sheet}</sheetData></worksheet>"}
        for name, text in (content | {named[key]: value for key, value in parts.items()}).items():
            archive.writestr(name, text)
    return path


def test_that_custom_properties_are_read(tmp_path: Path) -> None:
    custom = '<p xmlns:v="urn:v"><property name="a"><v:lpwstr>x</v:lpwstr></property><property/></p>'
    with Package(book(tmp_path / "a.xlsx", custom=custom)) as opened:
        assert opened.custom_properties() == {"a": "x", "": ""}


@pytest.mark.parametrize(
    "custom",
    [
        "<broken",
        "",
        '<!DOCTYPE p [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><p><property name="x">&b;</property></p>',
        '<!DOCTYPE p SYSTEM "file:///etc/passwd"><p/>',
        "<?xml version='1.0' encoding='UTX-8'?><p/>",
        "<?xml version='1.0' encoding='cp037'?><p/>",
        f"<p>{' ' * package.XML_LIMIT}</p>",
    ],
)
def test_that_properties_that_are_broken_hostile_or_huge_count_as_none(tmp_path: Path, custom: str) -> None:
    with Package(book(tmp_path / "a.xlsx", custom=custom)) as opened:
        assert opened.custom_properties() == {}


def test_that_a_package_without_properties_has_none(tmp_path: Path) -> None:
    with Package(book(tmp_path / "a.xlsx")) as opened:
        assert opened.custom_properties() == {}


@pytest.mark.parametrize(
    "target", ["worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml", "./worksheets/../worksheets/SHEET1.xml"]
)
def test_that_a_sheet_is_found_where_its_relation_says(tmp_path: Path, target: str) -> None:
    relations = f'<Relationships><Relationship Id="rId1" Target="{target}"/></Relationships>'
    with Package(book(tmp_path / "a.xlsx", relations=relations)) as opened:
        assert opened.sheet_parts() == {"表": SHEET}


@pytest.mark.parametrize(
    "parts",
    [
        {"relations": '<Relationships><Relationship Id="rId1" Target="../../etc/passwd"/></Relationships>'},
        {"relations": "<Relationships/>"},
        {"relations": "<broken"},
        {"workbook": "<broken"},
        {"workbook": '<workbook xmlns:r="urn:r"><sheet name="表"/><other r:id="rId1"/></workbook>'},
    ],
)
def test_that_a_sheet_that_is_nowhere_is_not_there(tmp_path: Path, parts: dict[str, str]) -> None:
    with Package(book(tmp_path / "a.xlsx", **parts)) as opened:
        assert opened.sheet_parts() == {}
        assert opened.far_cells() == {}
        assert opened.error_cells("表") == {}


FAR = {
    '<row r="20001"><c r="A20001"><v>1</v></c></row>': (20_001, 1),
    '<row r="1"><c r="GS1" t="s"><v>1</v></c></row>': (1, 201),
    "<row r='1'><c r='XFD1' t='inlineStr'>\n<is><t>x</t></is></c></row>": (1, 16_384),
    '<x:row r="30000"><x:c t="n"><x:v>1</x:v></x:c></x:row>': (30_000, 0),
    '<row r="20000"/><row><c><f>1</f></c></row>': (20_001, 0),
    '<row r="99999"><c r="A99999" s="1"/></row><row r="5"><c r="ZZ5"><v/></c></row>': (5, 702),
}
NEAR = [
    '<row r="20000"><c r="GR20000"><v>1</v></c></row>',
    '<row r="1048576"><c r="XFD1048576" s="4"/></row>',
    '<row r="1048576" ht="15"/>',
    "",
]


@pytest.mark.parametrize("sheet", FAR)
def test_that_a_filled_cell_far_away_is_found(tmp_path: Path, sheet: str) -> None:
    with Package(book(tmp_path / "a.xlsx", sheet)) as opened:
        assert opened.far_cells() == {"表": FAR[sheet]}


@pytest.mark.parametrize("sheet", NEAR)
def test_that_near_and_empty_cells_are_not_far(tmp_path: Path, sheet: str) -> None:
    with Package(book(tmp_path / "a.xlsx", sheet)) as opened:
        assert opened.far_cells() == {}


def test_that_error_cells_are_found_in_every_spelling(tmp_path: Path) -> None:
    cells = (
        '<c r="A1" t="e"><f>x</f><v>#REF!</v></c>'
        "<c s='1' t='e' r='AB12'><v xml:space='preserve'>#N/A</v></c>"
        '<c t="e"><v>#NUM!</v></c><x:c r="C3" t="e"></x:c><c r="E5" t="e"/><c r="D4" t="s"><v>1</v></c>'
    )
    with Package(book(tmp_path / "a.xlsx", cells)) as opened:
        assert opened.error_cells("表") == {(1, 1): "#REF!", (12, 28): "#N/A", (3, 3): ""}
        assert opened.error_cells("別") == {}


def test_that_a_part_whose_content_is_not_what_was_packed_is_damage(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", "x" * 500)
    content = bytearray(path.read_bytes())
    with ZipFile(path) as archive:
        content[archive.getinfo(SHEET).header_offset + 60] ^= 0xFF
    path.write_bytes(content)
    with pytest.raises(InputError) as caught, Package(path) as opened:
        opened.far_cells()
    assert [p.code for p in caught.value.problems] == [Code.WORKBOOK_DAMAGED]


def test_that_a_file_that_is_no_package_is_damage(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04")
    with pytest.raises(InputError) as caught:
        Package(tmp_path / "a.xlsx")
    assert [(p.code, p.place.file) for p in caught.value.problems] == [(Code.WORKBOOK_DAMAGED, "a.xlsx")]


def replaced(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    with ZipFile(path) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, old in content.items():
            archive.writestr(name, change(old) if name == part else old)
    return path


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    """A questionnaire of ours."""
    questionnaire_writer.write(tmp_path / "a.xlsx", questionnaire())
    return tmp_path / "a.xlsx"


def test_that_a_workbook_without_sheets_is_refused(sent: Path) -> None:
    path = replaced(sent, "xl/workbook.xml", lambda xml: re.sub(b"<sheets>.*</sheets>", b"<sheets/>", xml))
    with pytest.raises(InputError) as caught:
        questionnaire_reader.read(path)
    assert [p.code for p in caught.value.problems] == [Code.NO_SHEETS]


def test_that_a_workbook_in_the_strict_form_is_read(sent: Path) -> None:
    office, strict = b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"
    with ZipFile(sent) as archive:
        names = archive.namelist()
    for name in names:
        replaced(
            sent,
            name,
            lambda xml: xml.replace(
                office + b"spreadsheetml/2006/main", strict + b"spreadsheetml/main"
            ).replace(office + b"officeDocument/2006/", strict + b"officeDocument/"),
        )
    returned = questionnaire_reader.read(sent)
    assert returned.token == questionnaire().token
    assert len(returned.rows) == 3


def test_that_a_sheet_that_is_no_xml_is_damage(sent: Path) -> None:
    path = replaced(sent, "xl/worksheets/sheet2.xml", lambda xml: xml[: len(xml) // 2])
    with pytest.raises(InputError) as caught:
        questionnaire_reader.read(path)
    assert [p.code for p in caught.value.problems] == [Code.WORKBOOK_DAMAGED]


def test_that_a_file_that_vanishes_while_it_is_read_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        grids(tmp_path / "gone.xlsx")
    assert [p.code for p in caught.value.problems] == [Code.CANNOT_READ]


TABLE = (
    '<o xmlns:t="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:f="urn:office"><t:table t:name="一">'
    '<t:table-row t:number-rows-repeated="3"><t:table-cell f:value-type="string"/></t:table-row></t:table>'
    '<t:table t:name="二">{}</t:table></o>'
)
OPEN = {
    '<t:table-row t:number-rows-repeated="20000"/>'
    "<t:table-row><t:table-cell><p>x</p></t:table-cell></t:table-row>": (20_001, 1),
    '<t:table-row t:number-rows-repeated="20001"><t:table-cell f:value-type="float"/></t:table-row>': (
        20_001,
        1,
    ),
    '<t:table-row><t:table-cell t:number-columns-repeated="200"/>'
    "<t:covered-table-cell><p/></t:covered-table-cell></t:table-row>": (1, 201),
}
EMPTY = (
    '<t:table-row t:number-rows-repeated="1048576">'
    '<t:table-cell t:number-columns-repeated="16384"/></t:table-row>',
    '<t:table-row t:number-rows-repeated="20000"><t:table-cell f:value-type="float"/></t:table-row>',
)


def ods(path: Path, content: str) -> Path:
    with ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    return path


@pytest.mark.parametrize("rows", OPEN)
def test_that_a_filled_cell_far_away_in_an_open_document_is_refused_before_it_is_read(
    tmp_path: Path, rows: str
) -> None:
    path = ods(tmp_path / "a.ods", TABLE.format(rows))
    assert open_document.far_cells(path) == {"二": OPEN[rows]}
    with pytest.raises(InputError) as caught:
        questionnaire_reader.read(path)
    (problem,) = caught.value.problems
    assert (problem.code, problem.place.sheet, problem.place.row) == (
        Code.WORKBOOK_TOO_LARGE,
        "二",
        OPEN[rows][0],
    )


@pytest.mark.parametrize("rows", EMPTY)
def test_that_repeated_empty_rows_of_an_open_document_are_not_far(tmp_path: Path, rows: str) -> None:
    assert open_document.far_cells(ods(tmp_path / "a.ods", TABLE.format(rows))) == {}


@pytest.mark.parametrize(
    "content",
    [
        "<broken",
        '<!DOCTYPE o [<!ENTITY a "a">]><o>&a;</o>',
        TABLE.format('<t:table-row t:number-rows-repeated="x"/>'),
    ],
)
def test_that_an_open_document_that_is_broken_or_hostile_is_damage(tmp_path: Path, content: str) -> None:
    with pytest.raises(InputError) as caught:
        open_document.far_cells(ods(tmp_path / "a.ods", content))
    assert [p.code for p in caught.value.problems] == [Code.WORKBOOK_DAMAGED]
