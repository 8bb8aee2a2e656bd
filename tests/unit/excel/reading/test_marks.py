"""Marks on a returned sheet: each kind told once at its place, and no answer changed by any."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.domain.sheet_mark import MarkKind, MarkState
from assessor.errors import Code, Place
from assessor.excel.reading import questionnaire_reader, workbook
from assessor.excel.reading.grid import shown_text
from tests.depth import examples
from tests.files.workbooks import make, marks
from tests.files.workbooks.marks import MARKS, SILENT, Placing

if TYPE_CHECKING:
    from assessor.domain.sheet_mark import SheetMark
    from assessor.excel.reading.questionnaire_reader import ReturnedWorkbook


@pytest.fixture(scope="module")
def content() -> bytes:
    """A questionnaire of round 2 that was filled in."""
    return make.returned()


def read(content: bytes) -> ReturnedWorkbook:
    return questionnaire_reader.read(workbook.opened(content, "a.xlsx"))


def cell(mark: SheetMark) -> str:
    return Place(row=mark.row, column=mark.column).cell


def texts(returned: ReturnedWorkbook) -> dict[tuple[int, int], str]:
    """Return the texts of the table's cells by row and column."""
    return {
        (number, at): text
        for number, values in returned.rows
        for at, value in enumerate(values, 1)
        if (text := shown_text(value))
    }


@pytest.mark.parametrize("name", MARKS)
def test_that_a_mark_is_told_once_at_its_place_and_changes_no_other_cell(name: str, content: bytes):
    edit, told = MARKS[name]
    clean, returned = read(content), read(edit(content))
    assert [(mark.kind, cell(mark)) for mark in returned.marks] == [(told.kind, told.cell)]
    (mark,) = returned.marks
    assert told.text in mark.text
    here = (mark.row, mark.column)
    before, after = ({at: one for at, one in texts(r).items() if at != here} for r in (clean, returned))
    assert before == after
    assert not {problem.code for problem in returned.problems} - {Code.CELL_ERROR}


CELLS = [f"{column}{row}" for row in range(2, 14) for column in "GHIJKLMN"]
# Filled in with texts; the style of a date would go with that of its strike.
WRITTEN = {
    "G2": "実施済",
    "H2": "SMS のワンタイムコードで確認しています。\n2020年4月から全利用者が対象です。",
    "K2": "=認証方式仕様書 第2版 3章",
    "L2": "システム部 青空 花子",
    "G3": "△",
    "H3": "Web 版は未対応です。",
    "G4": "対象外",
    "L6": "00123",
    "I13": "上限額を引き下げています。",
}


@st.composite
def placings(draw: st.DrawFn) -> list[Placing]:
    """Any marks on any cells, of each kind at most one on a cell."""
    kinds = [MarkKind.NOTE, MarkKind.TEXT_BOX, MarkKind.PICTURE, MarkKind.LINK]
    free = st.tuples(st.sampled_from(kinds), st.sampled_from(CELLS))
    found = [Placing(kind, at, _to(draw, kind, at)) for kind, at in draw(st.lists(free, unique=True))]
    struck = draw(st.lists(st.sampled_from(sorted(WRITTEN)), unique=True))
    found += [Placing(MarkKind.STRUCK, at, "", draw(st.booleans())) for at in struck]
    return found


def _to(draw: st.DrawFn, kind: MarkKind, at: str) -> str:
    if kind not in {MarkKind.TEXT_BOX, MarkKind.PICTURE}:
        return ""
    return f"{chr(ord(at[0]) + draw(st.integers(0, 3)))}{int(at[1:]) + draw(st.integers(0, 3))}"


@pytest.mark.long
@given(several=placings())
@examples(200)
def test_that_any_marks_on_any_cells_are_told_once_each_and_change_no_answer(
    several: list[Placing], content: bytes
):
    clean, returned = read(content), read(marks.with_all(content, several, WRITTEN))
    told = [
        (mark.kind, cell(mark), Place(row=mark.last_row, column=mark.last_column).cell)
        for mark in returned.marks
        if mark.kind is not MarkKind.NOTE
    ]
    noted = [(mark.text, cell(mark)) for mark in returned.marks if mark.kind is MarkKind.NOTE]
    assert sorted(told) == sorted(
        (one.kind, one.cell, one.to or one.cell) for one in several if one.kind is not MarkKind.NOTE
    )
    assert sorted(noted) == sorted(
        (f"メモ {one.cell}", one.cell) for one in several if one.kind is MarkKind.NOTE
    )
    expected = texts(clean)
    for one in several:
        if one.kind is MarkKind.LINK and one.cell[0] == "K":  # a name of evidence keeps its address
            at = int(one.cell[1:]), 11
            expected[at] = f"{expected.get(at, '')}\nhttps://example.jp/{one.cell}".strip()
    assert texts(returned) == expected
    assert returned.problems == ()


@pytest.mark.parametrize("name", SILENT)
def test_that_what_only_looks_like_a_mark_says_nothing(name: str, content: bytes):
    returned = read(SILENT[name](content))
    assert returned.marks == ()
    assert returned.unreadable == {}
    assert returned.problems == ()


@pytest.mark.parametrize(
    ("name", "held"),
    [
        ("struck_run", {(2, 8): Code.STRUCK_TEXT}),
        ("struck_style", {(2, 7): Code.STRUCK_TEXT}),
        ("picture", {(2, 8): Code.PICTURE}),
        ("picture_of_wps", {(3, 11): Code.PICTURE}),
        ("note", {}),
        ("text_box", {}),
        ("check_box", {}),
    ],
)
def test_that_struck_and_covered_cells_are_not_to_be_read_and_others_are(
    name: str, held: dict[tuple[int, int], Code], content: bytes
):
    assert read(MARKS[name].edit(content)).unreadable == held


def test_that_a_struck_part_leaves_the_rest(content: bytes):
    (mark,) = read(MARKS["struck_run"].edit(content)).marks
    assert (mark.text, mark.rest) == ("全利用者です。", "一部です。")


def test_that_a_note_and_a_thread_name_who_wrote_them(content: bytes):
    (note,) = read(MARKS["note"].edit(content)).marks
    assert note.author == "決済推進課 青空"
    (thread,) = read(MARKS["thread"].edit(content)).marks
    assert (thread.author, thread.text) == (
        "青空 花子",
        "一部は未対応です。\n評価 太郎: いつ対応しますか。",
    )


def test_that_a_control_says_its_state(content: bytes):
    states = {
        name: read(MARKS[name].edit(content)).marks[0].state
        for name in ("check_box", "option_button", "active_x")
    }
    assert states == {
        "check_box": MarkState.ON,
        "option_button": MarkState.OFF,
        "active_x": MarkState.UNKNOWN,
    }


@pytest.mark.parametrize("name", ["picture", "picture_one_cell", "picture_of_wps", "picture_in_cell"])
def test_that_a_picture_says_in_which_part_it_lies(name: str, content: bytes):
    (mark,) = read(MARKS[name].edit(content)).marks
    assert mark.part == "xl/media/image1.png"


def test_that_a_name_of_evidence_keeps_the_address_behind_it(content: bytes):
    returned = read(MARKS["hyperlink"].edit(content))
    assert texts(returned)[2, 11].endswith("\nhttps://example.jp/規程.pdf")


def test_that_a_drawing_that_cannot_be_read_is_told(content: bytes):
    returned = read(marks.drawing("<xdr:wsDr")(content))
    assert [problem.code for problem in returned.problems] == [Code.MARKS_UNREAD]
    assert returned.problems[0].place.sheet == "質問票"


def test_that_a_group_tells_each_of_its_shapes(content: bytes):
    group = f"<xdr:grpSp>{marks.shape('一')}{marks.shape('二')}{marks.picture()}</xdr:grpSp>"
    found = read(marks.drawing(marks.anchored(group, "K2"))(content)).marks
    assert [mark.kind for mark in found] == [MarkKind.TEXT_BOX, MarkKind.TEXT_BOX, MarkKind.PICTURE]


def test_that_a_run_with_properties_of_its_own_takes_no_strike_from_its_cell(content: bytes):
    edit = marks.with_font("H2", "<strike/>")
    (mark,) = read(edit(marks.struck_run("H2", "全利用者です。", "一部です。")(content))).marks
    assert (mark.text, mark.rest) == ("全利用者です。", "一部です。")


def test_that_what_libreoffice_writes_is_told_once_at_its_cell():
    returned = read((make.HERE / "marked.xlsx").read_bytes())
    assert sorted((mark.kind, cell(mark)) for mark in returned.marks) == sorted(
        [
            *((MarkKind.NOTE, "G3"), (MarkKind.STRUCK, "H3"), (MarkKind.STRUCK, "H4")),
            *((MarkKind.TEXT_BOX, "H5"), (MarkKind.SHAPE, "G6"), (MarkKind.PICTURE, "H7")),
            *((MarkKind.CHECK_BOX, "G10"), (MarkKind.LINK, "K12"), (MarkKind.COLUMN_HIDDEN, "I1")),
            (MarkKind.TEXT_BOX, "A1"),  # of an option button it writes the label alone, and no place
        ]
    )
    (box,) = (mark for mark in returned.marks if mark.kind is MarkKind.CHECK_BOX)
    assert (box.text, box.state) == ("該当なし", MarkState.ON)
    (part,) = (mark for mark in returned.marks if cell(mark) == "H3")
    assert (part.text.strip(), part.rest) == ("Web", "版は未対応です。")


def test_that_what_is_tied_to_the_page_of_an_open_document_is_told_at_the_cell_under_it():
    content = (make.HERE / "marked.ods").read_bytes()
    returned = questionnaire_reader.read(workbook.opened(content, "a.ods"))
    drawn = {mark.kind: cell(mark) for mark in returned.marks if mark.kind is not MarkKind.STRUCK}
    assert drawn == {
        MarkKind.NOTE: "G3",
        MarkKind.TEXT_BOX: "H5",
        MarkKind.SHAPE: "G6",
        MarkKind.PICTURE: "H7",
        MarkKind.CHECK_BOX: "G10",
        MarkKind.OPTION_BUTTON: "G11",
        MarkKind.LINK: "K12",
        MarkKind.COLUMN_HIDDEN: "I1",
    }
    assert returned.unreadable[7, 8] is Code.PICTURE
