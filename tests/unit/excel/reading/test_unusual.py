"""Sound files that few programs write: read like any other, with whatever is wrong in a cell told there."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final
from xml.dom.minidom import parseString

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.errors import Code, InputError
from assessor.excel.reading import contents, open_document, workbook
from assessor.excel.reading.archive import Archive
from assessor.excel.reading.error_values import is_error_text, without_unknown_errors
from assessor.excel.reading.grid import shown
from assessor.excel.reading.markup import NotXml, as_utf8
from tests.depth import examples
from tests.files.workbooks import make, unusual
from tests.files.workbooks.parts import packed, parts_of
from tests.unit.excel.packages import (
    HEADINGS,
    ODS,
    answer,
    book,
    cell,
    document,
    line,
    read,
    sheet,
    spreadsheet,
)

if TYPE_CHECKING:
    from assessor.excel.reading.questionnaire_reader import ReturnedWorkbook

FOLDER: Final = Path(make.__file__).parent
ERRORS: Final = (
    *("#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#BUSY!", "#PYTHON!", "#UNKNOWN!"),
    *("#GETTING_DATA", "#EXTERNAL!", "#ERROR!", "#DATA!", "#TIMEOUT!", "Err:508", "#WERT!", "#n/a", " #N/A "),
)
KNOWN: Final = ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!")
ERROR: Final = ' t="e"'
LETTERS: Final = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=40)


def told(returned: ReturnedWorkbook) -> dict[str, tuple[Code, object]]:
    return {p.place.cell: (p.code, p.values.get("found")) for p in returned.problems if p.place.cell}


@given(LETTERS, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"]), st.booleans())
@examples(200)
def test_that_a_part_says_the_same_in_every_encoding(said: str, encoding: str, declared: bool) -> None:
    plain = f"<a>{said}</a>"
    name = "UTF-16" if "16" in encoding else "UTF-8"
    head = f'<?xml version="1.0" encoding="{name}"?>' if declared else ""
    found = as_utf8((head + plain).encode(encoding)).decode()
    assert found.endswith(plain)
    assert found.removesuffix(plain) in {"", head}


@given(st.text(max_size=30), st.sampled_from(["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"]))
@examples(30)
def test_that_answers_in_any_encoding_are_read(said: str, encoding: str) -> None:
    typed = "".join(sign for sign in said if sign.isprintable() and sign not in "<&")
    content = book(answer(2, more=cell("H2", f"答え{typed}")))
    changed = {name: part.decode().encode(encoding) for name, part in parts_of(content).items()}
    returned, plain = read(packed(changed)), read(content)
    assert (returned.rows, returned.token, returned.problems) == (plain.rows, plain.token, plain.problems)


@pytest.mark.parametrize("odd", [b"\xff\xfe\x00\xd8<\x00", b"\xfe\xff<", b"<\x00a"])
def test_that_half_a_letter_of_utf_16_is_damage(odd: bytes) -> None:
    with pytest.raises(NotXml):
        as_utf8(odd)
    with pytest.raises(InputError) as caught:
        read(book(whole=odd))
    assert caught.value.problems[0].code is Code.WORKBOOK_DAMAGED


def test_that_a_part_counts_with_the_length_it_has_in_utf_8(monkeypatch: pytest.MonkeyPatch) -> None:
    wide = ("<a>" + "長" * 1000 + "</a>").encode("utf-16")
    monkeypatch.setattr("assessor.excel.reading.archive.UNPACKED_LIMIT", len(wide) + 500)
    with pytest.raises(InputError) as caught:
        Archive(packed({"a.xml": wide}), "a.xlsx").read_xml("a.xml")
    assert caught.value.problems[0].code is Code.WORKBOOK_TOO_LARGE
    monkeypatch.setattr("assessor.excel.reading.archive.UNPACKED_LIMIT", len(wide) + 1100)
    assert len(Archive(packed({"a.xml": wide}), "a.xlsx").read_xml("a.xml")) == 3007


@pytest.mark.parametrize("error", [*ERRORS, *KNOWN])
@pytest.mark.parametrize("tag", ['<c r="H2" t="e">', "<c r='H2' t='e'>", '<c t = "e" s="0" r="H2" >'])
def test_that_any_error_is_told_at_its_cell_and_the_rest_is_read(error: str, tag: str) -> None:
    more = f"{tag}<f>SUM(A1)</f><v>{error}</v></c>{cell('I2', '代替')}"
    returned = read(book(answer(2, more=more)))
    assert told(returned) == {"H2": (Code.CELL_ERROR, error.strip())}
    (_, values), *_ = returned.rows
    assert (values[6], values[7], values[8]) == ("実施済", "", "代替")


def test_that_an_unknown_error_anywhere_in_the_workbook_stops_nothing() -> None:
    other = sheet(
        f'<row r="1">{cell("A1", "x")}{cell("B1", "#SPILL!", " t=" + chr(34) + "e" + chr(34))}</row>'
    )
    parts = parts_of(book())
    found = read(packed({**parts, "xl/worksheets/sheet2.xml": other.encode()}))
    assert [values[6] for _, values in found.rows] == ["実施済"]
    assert not told(found)


@pytest.mark.parametrize(
    "odd",
    [
        '<c r="A1" t="e"><v><![CDATA[</c>]]></v></c>',
        '<c r="A1" x=" t=\'e\' " t="str"><v>a</v></c>',
        '<c r="A1" t="e"/><c r="B1"><v>1</v></c>',
        '<cols t="e"><v>x</v></cols>',
        '<c r="A1" t="e"><v>x</v><c r="B1"></c>',
    ],
)
def test_that_nothing_but_a_whole_cell_with_an_error_is_blanked(odd: str) -> None:
    assert without_unknown_errors(odd.encode()) == odd.encode()


@pytest.mark.long
def test_that_very_many_errors_without_an_end_are_looked_at_once() -> None:
    odd = b'<c t="e"><v>x</v>' * 200_000
    assert without_unknown_errors(odd) == odd


@pytest.mark.parametrize(
    "text",
    [
        *ERRORS,
        *KNOWN,
        "＃ＲＥＦ！",
        "#DIV/0!\n",
        "エラー:508",
        "#####",
        "#N/A N/A",
        "#¡REF!",
        "Loading...",
        "#NV",
    ],
)
def test_that_what_is_left_of_an_error_is_told_as_one(text: str) -> None:
    assert is_error_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "#",
        "##",
        "#1",
        "#重要!",
        "N/A",
        "REF",
        "#REF! を直しました",
        "No.1",
        "Error",
        "Err",
        "#tag",
        "実施済",
        "！",
    ],
)
def test_that_what_people_write_is_no_error(text: str) -> None:
    assert not is_error_text(text)


@pytest.mark.parametrize(
    "kind",
    ['t="str"><v>{}</v>', 't="inlineStr"><is><t>{}</t></is>', 't="inlineStr"><is><r><t>{}</t></r></is>'],
)
def test_that_a_text_that_is_an_error_is_told_at_its_cell(kind: str) -> None:
    returned = read(book(answer(2, more=f'<c r="H2" {kind.format("#ERROR!")}</c>')))
    assert told(returned) == {"H2": (Code.CELL_ERROR, "#ERROR!")}
    assert returned.unreadable == {(2, 8): Code.CELL_ERROR}


@pytest.mark.parametrize("error", ["Err:508", "#NAME?", "#N/A", "エラー:508"])
@pytest.mark.parametrize("kind", [' calcext:value-type="error"', ""])
def test_that_errors_of_an_open_document_are_told(error: str, kind: str) -> None:
    calc = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    cells = line("CP-1-01#984533f0a1b2", "CP-1-01").removesuffix("</table:table-row>")
    cells += "<table:table-cell/>" * 4
    cells += f"<table:table-cell {calc} office:value-type='string'{kind}><text:p>{error}</text:p>"
    cells += "</table:table-cell></table:table-row>"
    returned = read(document(line(*HEADINGS) + cells), "a.ods")
    assert told(returned)["G2"] == (Code.CELL_ERROR, error)


def test_that_a_question_of_ours_may_quote_an_error() -> None:
    assert not told(read(book(answer(2, more=cell("E2", "#REF!")))))


def test_that_the_formula_of_a_rule_behind_the_cells_is_no_cell() -> None:
    rule = "<x14:formula1 xmlns:x14='x' xmlns:xm='y'><xm:f>A1</xm:f></x14:formula1>"
    tail = f"<conditionalFormatting><f>1</f><v>1</v></conditionalFormatting><extLst><ext>{rule}<row r='9'/>"
    tail += '<c r="XFD1048576"><v>1</v></c><mergeCell ref="A1:XFD1048576"/></ext></extLst>'
    found = read(book(answer(2) + '<row r="1048576" ht="3" customHeight="1"/>', tail))
    assert [number for number, _ in found.rows] == [2]
    assert not found.problems


def test_that_extra_content_of_the_last_row_is_no_cell() -> None:
    row = '<row r="1048576" ht="3"><extLst><ext><f>1</f><v>2</v></ext></extLst></row>'
    assert len(read(book(answer(2) + row)).rows) == 1


@pytest.mark.parametrize("where", ["A1048576", "XFD1", "GS2"])
def test_that_a_far_cell_is_refused_and_named(where: str) -> None:
    with pytest.raises(InputError) as caught:
        read(book(answer(2) + f'<row r="{where.lstrip("ADFGSX")}"><c r="{where}"><v>1</v></c></row>'))
    (problem,) = caught.value.problems
    assert (problem.code, problem.values["found"]) == (Code.WORKBOOK_TOO_LARGE, where)


def test_that_an_indented_open_document_is_read_as_it_was_shown() -> None:
    plain = parts_of((FOLDER / "resaved.ods").read_bytes())
    content = parseString(plain["content.xml"]).toprettyxml(indent="  ", encoding="utf-8")
    whole = read(packed({**plain, "content.xml": content}), "a.ods")
    expected = read(packed(plain), "a.ods")
    assert (whole.rows, whole.problems, whole.token) == (expected.rows, expected.problems, expected.token)


def test_that_blanks_in_a_paragraph_are_one_and_those_that_are_meant_stay() -> None:
    spans = "<text:span>い</text:span>\n <text:span> う</text:span><text:s text:c='3'/>え <text:tab/>お"
    written = line("行").replace("行", f"\n  あ\n   {spans} \n")
    content = open_document.as_one_line(spreadsheet(f"\n {written}\n").encode())
    grids = contents.contents(
        workbook.opened(packed({"mimetype": ODS.encode(), "content.xml": content}), "a.ods")
    ).sheets
    assert grids[0].rows[0][0] == "あ い う   え お"  # a tab is lost in calamine


def test_that_an_open_document_on_one_line_is_not_touched_also_below_its_declaration() -> None:
    content = parts_of((FOLDER / "resaved.ods").read_bytes())["content.xml"]
    one_line = content.replace(b"\n", b"")
    below = one_line.replace(b"?><", b"?>\n<", 1)
    assert open_document.as_one_line(one_line) is one_line
    assert below != one_line
    assert open_document.as_one_line(below) is below


def test_that_two_blanks_in_a_text_of_an_indented_open_document_stay_two() -> None:
    content = open_document.as_one_line(spreadsheet(f"\n {line('全角と  二つ')}\n").encode())
    assert "全角と  二つ" in content.decode()


@pytest.mark.parametrize("sign", [*unusual.UNSEEN, *unusual.UNSEEN_TOO])
def test_that_signs_that_nobody_sees_are_blank(sign: str) -> None:
    assert shown(sign) is None
    assert shown(f"a{sign}") == f"a{sign}"


def test_that_the_main_part_is_where_the_package_says_and_not_where_a_name_suggests() -> None:
    parts = parts_of(unusual.EDITS["workbook_at_root"](make.returned()))
    decoy = parts_of(book())
    found = read(packed({**{name: part for name, part in decoy.items() if name.startswith("xl/")}, **parts}))
    assert found.token == make.FORM.token


def test_that_a_part_in_a_zip_of_evidence_may_stand_twice() -> None:
    """Only of a workbook it matters which one counts."""
    stream = BytesIO(packed({"a.txt": b"1", "A.txt": b"2"}))
    assert Archive(stream.getvalue(), "a.zip").parts.keys() == {"a.txt"}
