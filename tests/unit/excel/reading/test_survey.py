"""What calamine does not tell of a sheet: found in every spelling, and never missed by the quick way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.excel.reading import open_document, survey, texts
from assessor.excel.reading.markup import NotXml
from assessor.excel.reading.survey import Excess, Survey, in_full
from assessor.excel.reading.texts import SharedTexts
from tests.depth import examples
from tests.unit.excel.packages import cell, sheet, spreadsheet

if TYPE_CHECKING:
    from collections.abc import Mapping

NONE: Final = SharedTexts(b"")


def surveyed(rows: str, tail: str = "", shared: SharedTexts = NONE) -> Survey | None:
    return survey.survey(sheet(rows, tail).encode(), shared)


def fully(rows: str, tail: str = "") -> Survey:
    return in_full(sheet(rows, tail).encode(), NONE)


FAR: Final = {
    '<row r="20001"><c r="A20001"><v>1</v></c></row>': "A20001",
    '<row r="1"><c r="GS1" t="s"><v>1</v></c></row>': "GS1",
    "<row r='1'><c r='XFD1' t='inlineStr'>\n<is><t>x</t></is></c></row>": "XFD1",
    '<x:row r="30000"><x:c t="n"><x:v>1</x:v></x:c></x:row>': "A30000",
    '<row r="20000"/><row><c><f>1</f></c></row>': "A20001",
    '<row r="99999"><c r="A99999" s="1"/></row><row r="5"><c r="ZZ5"><v/></c></row>': "ZZ5",
    '<row r="1"><c r="B1"><v>1</v></c><c r="ZZ1"><v>1</v></c></row>': "ZZ1",
    '<row r="1"><c s="1" r="ZZ1"><v>1</v></c></row>': "ZZ1",
    '<row r="1"><c r = "zz1"><v>1</v></c></row>': "ZZ1",
    '<row r="1"><c\tr="ZZ1"\n><v>1</v></c></row>': "ZZ1",
    '<row r="25000" x="&lt;"><!-- <row r="1"> --><c><v>1</v></c></row>': "A25000",
    '<row r="1"><c t="str" r="A30000"><v><![CDATA[<c r="A1">]]></v></c></row>': "A30000",
    '<row r="1">' + "<c><v>1</v></c>" * 201 + "</row>": "GS1",
    "<row/>" * 20_000 + '<row><c t="str"><v>1</v></c></row>': "A20001",
}


@pytest.mark.parametrize("rows", FAR, ids=FAR.values())
def test_that_a_filled_cell_far_away_is_found(rows: str) -> None:
    found = surveyed(rows)
    assert found is not None
    assert found.excess is not None
    assert found.excess[:3] == ("cells", FAR[rows], "GR20000")


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="20000"><c r="GR20000"><v>1</v></c></row>',
        '<row r="1048576"><c r="XFD1048576" s="4"/></row>',
        '<row r="1048576" ht="15"/>',
        "",
    ],
)
def test_that_near_and_empty_cells_are_not_far(rows: str) -> None:
    assert surveyed(rows) == Survey()


def test_that_errors_are_found_in_every_spelling() -> None:
    rows = (
        '<c r="A1" t="e"><f>x</f><v>#REF!</v></c>'
        "<c s='1' t='e' r='AB12'><v xml:space='preserve'>#N/A</v></c>"
        '<x:c r="C3" t="e"></x:c><c r="E5" t="e"/><c r="D4" t="s"><v>1</v></c>'
    )
    expected = {(1, 1): "#REF!", (12, 28): "#N/A", (3, 3): "", (5, 5): ""}
    assert fully(f"<row>{rows}</row>").errors == expected
    single = cell("A1", "#REF!", " t='e'")
    assert surveyed(f'<row r="1">{single}</row>') == Survey(errors={(1, 1): "#REF!"})


def test_that_a_formula_without_a_value_is_told_from_one_with_an_empty_result() -> None:
    rows = (
        '<c r="A1"><f>x</f></c><c r="B1"><f>x</f><v/></c><c r="C1" t="b"><f>x</f><v>1</v></c>'
        '<c r="D1"><f>x</f><v>1</v></c><c r="E1" t="str"><f>x</f><v></v></c><c r="F1"><v/></c>'
    )
    assert fully(f"<row>{rows}</row>").unsaved == {(1, 1), (1, 2)}


def test_that_hidden_rows_and_merged_cells_are_found() -> None:
    rows = '<row r="2" hidden="1"/><row hidden="true"/><row hidden="0"/><row r="30000" hidden="1"/>'
    merged = '<mergeCells><mergeCell ref="B2:C3"/><mergeCell ref="D4"/></mergeCells>'
    found = surveyed(rows, merged)
    assert found == Survey(hidden={2, 3}, merged=[(2, 2, 3, 3), (4, 4, 4, 4)])


SAFE: Final = {
    "a formula": '<row r="1"><c r="A1"><f>B1*2</f><v>1</v></c></row>',
    "hidden": '<row r="2" spans="1:3" hidden="1"/>',
    "an error": '<row r="1"><c r="A1" t="e"><v>#N/A</v></c></row>',
    "runs": '<row r="1"><c r="A1" t="inlineStr"><is><r><rPr><b/></rPr><t>x</t></r></is></c></row>',
}


@pytest.mark.parametrize("rows", SAFE.values(), ids=SAFE)
def test_that_a_sheet_with_no_more_than_oddities_is_safe_and_left_for_later(rows: str) -> None:
    assert surveyed(rows) is None
    assert fully(rows).excess is None


PLAIN: Final = (
    '<row r="1" spans="1:3" ht="20" customHeight="1" x14ac:dyDescent="0.2"><c r="A1" s="3"/>'
    '<c r="B1" s="1" t="s"><v>1</v></c><c r="C1" t="inlineStr" ><is>'
    '<t xml:space="preserve"> x</t></is></c></row>'
    '<row r="19999" hidden="false" /><row r="2"><c r="GR2" t="str"><v>x</v></c></row>'
)


def test_that_most_sheets_need_no_parser() -> None:
    assert surveyed(PLAIN) == Survey()


@pytest.mark.parametrize("address", ["", "A", "1", "A0", "A-1", "AAAA1", "A12345678", "$A$1", "A1:B2"])
def test_that_an_address_that_is_none_is_damage(address: str) -> None:
    with pytest.raises(NotXml):
        surveyed(f'<row><c r="{address}"><v>1</v></c></row>')
    with pytest.raises(NotXml):
        fully("", f'<mergeCell ref="{address}:"/>' if ":" in address else f'<mergeCell ref="{address}"/>')


@pytest.mark.parametrize("number", ["", "A", "-1", "1.5", "12345678"])
def test_that_a_row_number_that_is_none_is_damage(number: str) -> None:
    with pytest.raises(NotXml):
        surveyed(f'<row r="{number}"/>')


PIECES: Final = st.sampled_from(
    [
        *('<row r="1">', "</row>", '<row r="2" hidden="1"/>', '<row r="30000">', "<row>", "<x:row>"),
        *('<c r="A1">', '<c r="B2" t="e">', '<c r="ZZ9" t="s">', "<c>", "</c>", '<c a="1" r="C3"/>'),
        *("<v>", "</v>", "<v/>", "<f>", "</f>", "<is>", "</is>", "1", "#N/A", "<!--", "-->", '"', ">"),
    ]
)


@examples(300)
@given(st.lists(PIECES, max_size=12).map("".join))
def test_that_the_quick_way_never_passes_over_what_the_parser_finds(rows: str) -> None:
    try:
        expected = fully(rows)
    except NotXml:
        return  # calamine says so too, or reads what is near: see the test below
    found = surveyed(rows)
    if found is None:
        assert expected.excess is None
    else:
        assert found == expected


@examples(300)
@given(st.lists(PIECES, max_size=12).map("".join))
def test_that_no_tag_with_a_far_address_passes_even_in_what_is_no_xml(rows: str) -> None:
    try:
        found = surveyed(rows)
    except NotXml:
        return
    if found is None or found.excess is None:
        assert '<row r="30000"><c>' not in rows
        assert '<c r="ZZ9" t="s"><v>' not in rows or "<!--" in rows


def test_that_too_many_tags_and_too_much_that_is_odd_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(survey, "TAGS_LIMIT", 10)
    assert fully("<row/>" * 10).excess == Excess("cells", "14", "10")
    monkeypatch.setattr(survey, "TAGS_LIMIT", 100)
    monkeypatch.setattr(survey, "ODD_LIMIT", 2)
    for rows, tail in (
        ('<row><c t="e"/><c t="e"/><c t="e"/></row>', ""),
        ('<row hidden="1"><c><f/></c><c><f/></c></row>', ""),
        ("", '<mergeCell ref="A1"/>' * 3),
    ):
        excess = fully(rows, tail).excess
        assert excess is not None
        assert excess[:3] == ("cells", "2+", "2")


SHARED: Final = {
    b"<sst><si><t>a</t></si><si><t>bb</t></si></sst>": [22, 18],
    b"<sst><si/><si ><t>bb</t></si ></sst>": [10, 20],
    b'<x:sst><x:si><x:t>a</x:t></x:si><x:si a="1"/></x:sst>': [32, 13],
    b"": [],
}


@pytest.mark.parametrize("content", SHARED)
def test_that_every_shared_text_is_measured(content: bytes) -> None:
    measured = SharedTexts(content)
    assert [measured.length_of([n]) for n in range(len(SHARED[content]))] == SHARED[content]
    assert measured.longest + len(b"</si>") >= max(SHARED[content], default=0)
    assert measured.length_of([99]) == 0


@pytest.mark.parametrize("mark", [b"<!-- </si> -->", b"<![CDATA[</si>]]>", b"<?x </si>?>"])
def test_that_texts_whose_ends_are_uncertain_are_measured_one_by_one(mark: bytes) -> None:
    measured = SharedTexts(b"<sst><si><t>" + b"a" * 100 + mark + b"</t></si><si><t>bb</t></si></sst>")
    assert 100 <= measured.length_of([0]) == measured.longest <= 110
    assert 2 <= measured.length_of([1]) <= 4


def test_that_a_generator_named_in_shared_texts_does_not_make_each_as_long_as_all() -> None:
    """A comment or an instruction ahead of them: 200 texts of 2,000 letters are not 200 times 400,000."""
    texts = b"".join(b"<si><t>" + b"a" * 2_000 + b"</t></si>" for _ in range(200))
    for head in (b"<!-- made by a library -->", b"<?xml version='1.0'?><?mso-application progid='x'?>"):
        measured = SharedTexts(head + b"<sst>" + texts + b"</sst>")
        assert measured.length_of(range(200)) <= 200 * 2_010


def test_that_prefixed_shared_texts_are_measured_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "LONGEST", 1_000)
    content = b"<x:sst>" + (b"<x:si><x:t>" + b"a" * 100 + b"</x:t></x:si>") * 50 + b"</x:sst>"
    assert SharedTexts(content).longest < 200


REFERS: Final = '<c r="A1" t="s"><v>0</v></c>'


@pytest.mark.parametrize("row", ['<row r="1">', '<row r="1" hidden="1">', '<row a="1" r="1">'])
def test_that_texts_referred_to_too_often_are_refused(row: str, monkeypatch: pytest.MonkeyPatch) -> None:
    shared = SharedTexts(b"<si><t>" + b"a" * 100 + b"</t></si><si><t>" + b"a" * 1000 + b"</t></si>")
    monkeypatch.setattr(texts, "TEXT_LIMIT", 1500)
    monkeypatch.setattr(survey, "TEXT_LIMIT", 1500)
    few, many = (surveyed(f"{row}{REFERS * count}</row>", shared=shared) for count in (12, 13))
    assert few == (Survey() if "hidden" not in row else Survey(hidden={1}))
    assert many is not None
    assert many.excess == Excess("text", "0.0 MB", "0.0 MB")


TABLE: Final = '<table:table-cell office:value-type="string"/>'
OPEN: Final[Mapping[str, Excess]] = {
    '<table:table-row table:number-rows-repeated="20000"/>'
    "<table:table-row><table:table-cell><p>x</p></table:table-cell></table:table-row>": Excess(
        "cells", "A20001", "GR20000", 20_001, 1
    ),
    f'<table:table-row table:number-rows-repeated="20001">{TABLE}</table:table-row>': Excess(
        "cells", "A20001", "GR20000", 20_001, 1
    ),
    '<table:table-row><table:table-cell table:number-columns-repeated="200"/>'
    "<table:covered-table-cell><p/></table:covered-table-cell></table:table-row>": Excess(
        "cells", "GS1", "GR20000", 1, 201
    ),
    '<table:table-row table:number-rows-repeated="20000">'
    f'<table:table-cell table:number-columns-repeated="200"><text:p>{"長" * 9}</text:p></table:table-cell>'
    "</table:table-row>": Excess("text", "144.0 MB", "100.0 MB"),
    '<table:table-row><table:table-cell><text:p><text:s text:c="9999999"/></text:p></table:table-cell>'
    '<table:table-cell table:number-columns-repeated="9"><text:p><text:s text:c="9999999"/></text:p>'
    "</table:table-cell></table:table-row>": Excess("text", "300.0 MB", "100.0 MB"),
    '<table:table-row table:number-rows-repeated="20000">'
    '<table:table-cell table:formula="x" table:number-columns-repeated="3"/></table:table-row>': Excess(
        "cells", "50,000+", "50,000", 1, 1
    ),
}


@pytest.mark.parametrize("rows", OPEN)
def test_that_an_open_document_that_repeats_too_much_is_refused_before_it_is_read(rows: str) -> None:
    (found,) = open_document.survey(spreadsheet(rows, "二").encode()).items()
    assert found[0] == "二"
    assert found[1].excess is not None
    assert found[1].excess[0::2] == OPEN[rows][0::2]
    assert found[1].excess.row == OPEN[rows].row


@pytest.mark.parametrize(
    "rows",
    [
        '<table:table-row table:number-rows-repeated="1048576">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>',
        f'<table:table-row table:number-rows-repeated="20000">{TABLE}</table:table-row>',
    ],
)
def test_that_repeated_empty_rows_of_an_open_document_are_not_far(rows: str) -> None:
    assert open_document.survey(spreadsheet(rows, "二").encode()) == {"二": Survey()}


def test_that_all_sheets_of_an_open_document_count_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(open_document, "CELL_LIMIT", 7)
    rows = f"<table:table-row>{TABLE * 4}</table:table-row>"
    one = spreadsheet(rows, "一")
    two = one.replace("</table:table>", f'</table:table><table:table table:name="二">{rows}</table:table>')
    assert open_document.survey(one.encode())["一"].excess is None
    assert open_document.survey(two.encode())["二"].excess == Excess("cells", "8", "7")


def test_that_an_open_document_of_too_many_tags_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(open_document, "TAGS_LIMIT", 3)
    assert open_document.survey(spreadsheet("").encode())[""].excess == Excess("cells", "8", "3")


def test_that_an_open_document_tells_errors_formulas_hidden_rows_and_merged_cells() -> None:
    rows = (
        '<table:table-row table:visibility="collapse" table:number-rows-repeated="2"/>'
        '<table:table-row><table:table-cell table:formula="x" office:value-type="string" '
        'calcext:value-type="error" table:number-columns-repeated="2"><text:p>#REF!</text:p>'
        "</table:table-cell>"
        '<table:table-cell table:formula="x"/><table:table-cell table:formula="x" office:value-type="float"/>'
        '<table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="3"/>'
        '</table:table-row><table:table-row table:visibility="filter"/>'
    )
    found = open_document.survey(spreadsheet(rows, "一").encode().replace(b" calcext:", b" text:"))
    assert found == {
        "一": Survey(
            errors={(3, 1): "#REF!", (3, 2): "#REF!"},
            unsaved={(3, 3)},
            hidden={1, 2, 4},
            merged=[(3, 5, 5, 6)],
        )
    }
