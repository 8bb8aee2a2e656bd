"""What a returned table went through is told, each time by one problem with its place, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from assessor.errors import Code, Place, Problem
from assessor.excel import layout
from assessor.excel.reading.grid import shown_text
from assessor.excel.writing import questionnaire_writer
from tests.unit.excel.forms import TOKEN, cells, columns, edit, questionnaire, read
from tests.unit.excel.packages import (
    HEADINGS,
    ODS,
    answer,
    book,
    cell,
    heading,
    line,
    packed,
    sheet,
    spreadsheet,
)
from tests.unit.excel.packages import read as read_bytes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    Change = Callable[[Workbook, Worksheet], object]

SHEET: Final = "質問票"


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    """A questionnaire of round 1 with five questions, the first of them answered."""
    path = tmp_path / "a.xlsx"
    questionnaire_writer.write(path, questionnaire(1, 5))
    edit(path, lambda _, sheet: sheet.cell(2, columns(sheet)["answer"], "実施済"))
    return path


def at(row: int = 0, column: int = 0, field: str = "", sheet: str = SHEET) -> Place:
    return Place("a.xlsx", sheet, row, column, TOKEN.subject, field=field)


def told(path: Path, change: Change) -> list[Problem]:
    edit(path, change)
    return list(read(path).problems)


def test_that_a_clean_questionnaire_tells_nothing(sent: Path) -> None:
    assert told(sent, lambda *_: None) == []


def test_that_a_renamed_sheet_is_told(sent: Path) -> None:
    (problem,) = told(sent, lambda _, sheet: setattr(sheet, "title", "回答"))
    assert problem == Problem(Code.SHEET_RENAMED, at(sheet="回答"), {"found": "回答", "expected": SHEET})


def test_that_a_heading_that_moved_is_told(sent: Path) -> None:
    (problem,) = told(sent, lambda _, sheet: sheet.insert_rows(1, 3))
    assert problem == Problem(Code.HEADING_MOVED, at(4), {"found": 4, "expected": 1})
    assert read(sent).heading == 4


def test_that_added_columns_are_told_by_heading_or_letter(sent: Path) -> None:
    def add(_: Workbook, sheet: Worksheet) -> None:
        sheet.insert_cols(7, 2)
        sheet.cell(1, 7, "社内\nメモ")
        sheet.cell(4, 8, "確認済")
        sheet.cell(1, 20, "担当")

    assert told(sent, add) == [
        Problem(Code.COLUMN_ADDED, at(1, 7), {"found": "社内 メモ"}),
        Problem(Code.COLUMN_ADDED, at(1, 8), {"found": "H"}),
        Problem(Code.COLUMN_ADDED, at(1, 20), {"found": "担当"}),
    ]


def test_that_columns_in_another_order_are_told_in_that_order(sent: Path) -> None:
    def swap(_: Workbook, sheet: Worksheet) -> None:
        for row in sheet.iter_rows(min_col=7, max_col=8):
            row[0].value, row[1].value = row[1].value, row[0].value

    (problem,) = told(sent, swap)
    listed = "行キー、No.、フェーズ、区分、点検項目、着眼点・エビデンス例、対応状況の説明、回答、"
    listed += "代替策・対応予定、対応予定日、エビデンス名、回答者、回答日"
    assert problem == Problem(Code.COLUMNS_MOVED, at(1), {"found": listed})
    assert read(sent).columns["answer"] == 7


def second(value: str | None) -> Change:
    def change(_: Workbook, sheet: Worksheet) -> None:
        sheet.cell(1, 14, "回　答")
        sheet.cell(2, 14, value)

    return change


def test_that_a_column_that_is_there_twice_with_the_same_answers_is_read_once(sent: Path) -> None:
    (problem,) = told(sent, second("実施済"))
    assert (problem.code, problem.place.cell) == (Code.COLUMN_ADDED, "N1")
    assert cells(read(sent))[0]["answer"] == "実施済"


@pytest.mark.parametrize("value", [None, "未実施"])
def test_that_of_two_columns_that_differ_neither_is_read(sent: Path, value: str | None) -> None:
    (problem,) = told(sent, second(value))
    assert problem == Problem(Code.DUPLICATE_COLUMN, at(1, 7, "answer"), {"field": "回答", "found": "G1、N1"})
    assert "answer" not in read(sent).columns


def test_that_two_columns_differ_where_one_shows_an_error() -> None:
    rows = answer(2, more=cell("N2", "#N/A", ' t="e"'))
    content = book(whole=sheet(heading(headings=[*HEADINGS, "回答"]) + rows))
    assert [p.code for p in read_bytes(content).problems] == [Code.DUPLICATE_COLUMN]


def test_that_hidden_rows_of_the_table_are_counted(sent: Path) -> None:
    def hide(_: Workbook, sheet: Worksheet) -> None:
        for row in (3, 4, 60):
            sheet.row_dimensions[row].hidden = True

    assert told(sent, hide) == [Problem(Code.ROWS_HIDDEN, at(), {"found": 2})]
    assert len(read(sent).rows) == 5


def test_that_merged_cells_of_the_table_are_told_by_their_ranges(sent: Path) -> None:
    def merge(_: Workbook, sheet: Worksheet) -> None:
        sheet.insert_rows(1, 2)
        for merged in ("A1:M1", "H6:I6", "G4:G5", "G30:G31", "R4:S5"):
            sheet.merge_cells(merged)

    moved, merged = told(sent, merge)
    assert moved.code is Code.HEADING_MOVED
    assert merged == Problem(Code.CELLS_MERGED, at(), {"found": "G4:G5、H6:I6"})


def test_that_of_very_many_merged_cells_the_first_are_named() -> None:
    ranges = [f"G{row}:H{row}" for row in range(2, 40)]
    merged = "".join(f'<mergeCell ref="{cells}"/>' for cells in ranges)
    rows = "".join(answer(row) for row in range(2, 40))
    (problem,) = read_bytes(book(rows, f"<mergeCells>{merged}</mergeCells>")).problems
    assert problem.values["found"] == "、".join(ranges[:20]) + "…"


def test_that_another_table_in_another_sheet_is_told(sent: Path) -> None:
    def copy(book: Workbook, sheet: Worksheet) -> None:
        book.copy_worksheet(sheet).title = "写し"
        empty = book.copy_worksheet(sheet)
        empty.title = "空の写し"
        empty.delete_rows(2, 10)
        narrow = book.copy_worksheet(sheet)
        narrow.title = "一部の写し"
        narrow.delete_cols(3)

    facts = {"found": "写し、一部の写し", "expected": SHEET}
    assert told(sent, copy) == [Problem(Code.SEVERAL_TABLES, at(), facts)]


def test_that_of_two_tables_the_one_with_rows_is_read(sent: Path) -> None:
    def copy(book: Workbook, sheet: Worksheet) -> None:
        book.copy_worksheet(sheet).title = "回答済"
        sheet.delete_rows(2, 10)

    assert [problem.code for problem in told(sent, copy)] == [Code.SHEET_RENAMED]
    assert len(read(sent).rows) == 5


def test_that_a_second_table_below_with_its_columns_elsewhere_is_told_and_not_read(sent: Path) -> None:
    def stack(_: Workbook, sheet: Worksheet) -> None:
        for row in (1, 2):
            texts = [shown_text(cell.value or "") for cell in sheet[row]]  # type: ignore[arg-type]  # the stubs know more kinds
            for column, text in enumerate(reversed(texts), 1):
                sheet.cell(row + 8, column, text)

    facts = {"found": f"{SHEET} 9:10", "expected": SHEET}
    assert told(sent, stack) == [Problem(Code.SEVERAL_TABLES, at(), facts)]
    assert [number for number, _ in read(sent).rows] == [2, 3, 4, 5, 6]


def test_that_below_a_heading_said_again_the_rows_are_read_too(sent: Path) -> None:
    def repeat(_: Workbook, sheet: Worksheet) -> None:
        sheet.insert_rows(4)
        for column in range(1, 14):
            sheet.cell(4, column, sheet.cell(1, column).value)

    assert told(sent, repeat) == []
    assert [number for number, _ in read(sent).rows] == [2, 3, 4, 5, 6, 7]


def test_that_formulas_without_a_value_are_told_and_not_read_as_blank(sent: Path) -> None:
    def type_formulas(_: Workbook, sheet: Worksheet) -> None:
        sheet.insert_rows(5)
        for row, column in ((3, 7), (5, 8), (3, 40)):
            sheet.cell(row, column, "=B1")

    problems = told(sent, type_formulas)
    assert [(p.code, p.place.cell, p.place.item, p.values) for p in problems] == [
        (Code.FORMULA_WITHOUT_VALUE, "G3", "CP-1-02", {}),
        (Code.FORMULA_WITHOUT_VALUE, "H5", "", {}),
    ]
    returned = read(sent)
    assert returned.unreadable == dict.fromkeys([(3, 7), (5, 8)], Code.FORMULA_WITHOUT_VALUE)
    assert [number for number, _ in returned.rows] == [2, 3, 4, 5, 6, 7]


def test_that_another_format_is_told() -> None:
    heads = line(*HEADINGS)
    row = line("", "CP-1-01", "", "", "", "", "実施済")
    for mark, code in (("", None), (' text:value-type="error" table:formula="x"', Code.CELL_ERROR)):
        changed = row.replace('office:value-type="string"', f'office:value-type="string"{mark}')
        content = spreadsheet(heads + changed)
        returned = read_bytes(packed({"mimetype": ODS, "content.xml": content}), "a.ods")
        assert returned.problems[0] == Problem(Code.OTHER_FORMAT, Place(file="a.ods"), {"kind": "ods"})
        assert {p.code for p in returned.problems[1:]} == ({code} if code else set())


def test_that_every_place_of_a_table_is_told_by_row_and_column(sent: Path) -> None:
    def shift(_: Workbook, sheet: Worksheet) -> None:
        sheet.insert_rows(1, 4)
        sheet.insert_cols(1, 3)

    edit(sent, shift)
    returned = read(sent)
    assert returned.heading == 5
    assert returned.columns == {column.field: n for n, column in enumerate(layout.columns(1), 3)}
    assert [number for number, _ in returned.rows] == [6, 7, 8, 9, 10]


def test_that_without_a_token_the_columns_tell_the_round(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    questionnaire_writer.write(path, questionnaire(2, 2))

    def change(book: Workbook, sheet: Worksheet) -> None:
        for name in layout.TOKEN_NAMES.values():
            del book.custom_doc_props[name]  # type: ignore[attr-defined]  # the stubs do not know it
        del book[layout.TOKEN], book[layout.COVER]
        sheet.delete_cols(16)

    (problem,) = told(path, change)
    assert (problem.code, problem.place) == (
        Code.MISSING_COLUMN,
        Place("a.xlsx", SHEET, 1, field="reply"),
    )
