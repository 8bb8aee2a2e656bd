"""Reading what comes back: the right values at the right places, whatever was moved."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest
from openpyxl.workbook import Workbook

from assessor.errors import Code, InputError, Place
from assessor.excel import layout, tokens
from assessor.excel.writing import questionnaire_writer
from tests.unit.excel.forms import (
    TOKEN,
    cells,
    columns,
    edit,
    questionnaire,
    read,
    rebuilt,
    table,
)

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    """A questionnaire of round 2 with five questions."""
    path = tmp_path / "a.xlsx"
    questionnaire_writer.write(path, questionnaire(2, 5))
    return path


def codes(path: Path) -> list[Code]:
    """Return why a file is refused."""
    with pytest.raises(InputError) as caught:
        read(path)
    assert all(problem.place.file == path.name for problem in caught.value.problems)
    return [problem.code for problem in caught.value.problems]


@pytest.mark.parametrize(
    "heading",
    ["回 答", "回答\n", "　回答　", "回\n答"],
    ids=["blank", "line end", "wide blanks", "line inside"],
)
def test_that_blanks_in_a_heading_do_not_matter(sent: Path, heading: str) -> None:
    def typed(_: Workbook, sheet: Worksheet) -> None:
        sheet.cell(1, 7, heading)
        sheet.cell(2, 7, "実施済")

    edit(sent, typed)
    returned = read(sent)
    assert not returned.problems
    assert cells(returned)[0]["answer"] == "実施済"


def test_that_width_of_letters_in_a_heading_does_not_matter(sent: Path) -> None:
    def widen(_: Workbook, sheet: Worksheet) -> None:
        sheet.cell(1, 2).value = "Ｎｏ．"
        sheet.cell(1, 6).value = "着眼点･エビデンス例"

    edit(sent, widen)
    assert not read(sent).problems


def test_that_a_missing_column_is_named_with_those_found(sent: Path) -> None:
    edit(sent, lambda _, sheet: sheet.delete_cols(7))
    returned = read(sent)
    (problem,) = returned.problems
    assert problem.code is Code.MISSING_COLUMN
    assert problem.place == Place("a.xlsx", "質問票", 1, 0, "payment-a", field="answer")
    assert problem.values["field"] == "回答"
    assert str(problem.values["found"]).startswith(
        "行キー、No.、フェーズ、区分、点検項目、着眼点・エビデンス例、対応状況の説明"
    )
    assert returned.columns.keys() == {column.field for column in layout.COLUMNS} - {"answer"}


def test_that_rows_without_their_key_are_still_known_by_their_number(sent: Path) -> None:
    edit(sent, lambda _, sheet: sheet.delete_cols(1))
    returned = read(sent)
    assert not returned.problems
    assert (returned.print, returned.prints) == ("", frozenset())
    assert cells(returned)[0]["number"] == "CP-1-01"
    assert returned.print == ""


def test_that_rows_that_somebody_added_are_read_too_and_blank_rows_are_not(sent: Path) -> None:
    def add(_: Workbook, sheet: Worksheet) -> None:
        sheet.insert_rows(4, 2)
        sheet.cell(4, 5).value = "追加した項目"
        sheet.cell(5, 30).value = "表の外のメモ"

    edit(sent, add)
    returned = read(sent)
    assert [number for number, _ in returned.rows] == [2, 3, 4, 6, 7, 8]
    assert {field: value for field, value in cells(returned)[2].items() if value} == {
        "requirement": "追加した項目"
    }


def test_that_edits_of_locked_cells_are_read_so_that_they_can_be_told(sent: Path) -> None:
    edit(sent, lambda _, sheet: sheet.cell(2, 5, "書き換えた文言"))
    row, form = cells(read(sent))[0], questionnaire(2)
    assert row["requirement"] == "書き換えた文言"
    assert row["key"] == layout.row_key("CP-1-01", form.questions[0].requirement, form.token.print)


def test_that_numbers_truth_values_and_times_are_read_as_they_are_shown(sent: Path) -> None:
    def typed(_: Workbook, sheet: Worksheet) -> None:
        at = columns(sheet)
        sheet.cell(2, at["respondent"]).value = 312345678
        sheet.cell(2, at["answer"]).value = True
        sheet.cell(2, at["explanation"]).value = 0.1
        sheet.cell(2, at["number"]).value = 1
        sheet.cell(2, at["key"]).value = None

    edit(sent, typed)
    row = cells(read(sent))[0]
    found = [row[field] for field in ("respondent", "answer", "explanation", "number")]
    assert found == ["312345678", "TRUE", "0.1", "1"]


def test_that_a_time_of_day_beside_a_date_is_kept_and_midnight_is_not(sent: Path) -> None:
    half_past_nine = datetime(2020, 12, 1, 9, 30)  # noqa: DTZ001 - cells know no zone

    def typed(_: Workbook, sheet: Worksheet) -> None:
        at = columns(sheet)
        sheet.cell(2, at["number"]).value = date(2020, 12, 1)
        sheet.cell(2, at["due_on"]).value = date(2020, 12, 1)
        sheet.cell(2, at["answered_on"]).value = half_past_nine
        sheet.cell(2, at["explanation"]).value = time(9, 30)
        sheet.cell(2, at["alternative"]).value = timedelta(hours=30)

    edit(sent, typed)
    row = cells(read(sent))[0]
    found = [row[field] for field in ("due_on", "answered_on", "explanation", "alternative")]
    assert found == [date(2020, 12, 1), "2020-12-01 09:30", "9:30:00", "30:00:00"]
    assert row["number"] == date(2020, 12, 1)


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#DIV/0!", "#NAME?"])
def test_that_a_cell_that_shows_an_error_is_named(sent: Path, error: str) -> None:
    def typed(_: Workbook, sheet: Worksheet) -> None:
        cell = sheet.cell(3, 8)
        cell.value, cell.data_type = error, "e"
        other = sheet.cell(3, 40)
        other.value, other.data_type = error, "e"  # outside the table

    edit(sent, typed)
    returned = read(sent)
    (problem,) = returned.problems
    assert problem.code is Code.CELL_ERROR
    assert returned.unreadable == {(3, 8): Code.CELL_ERROR}
    assert problem.place == Place("a.xlsx", "質問票", 3, 8, "payment-a", "CP-1-02", "explanation")
    assert problem.values == {"found": error}
    assert cells(returned)[1]["explanation"] is None


def test_that_a_row_of_nothing_but_an_error_is_not_passed_over(sent: Path) -> None:
    def typed(_: Workbook, sheet: Worksheet) -> None:
        cell = sheet.cell(7, 5)
        cell.value, cell.data_type = "#REF!", "e"

    edit(sent, typed)
    assert [number for number, _ in read(sent).rows] == [2, 3, 4, 5, 6, 7]


def test_that_everything_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    book = Workbook()
    book.create_sheet("メモ").append(["回答", "点検項目", "ほか"])
    for number in (1, 2):
        book.create_sheet(f"表紙{number}").append([tokens.as_line(replace(TOKEN, round=number))])
    book.save(tmp_path / "other.xlsx")
    book.close()
    assert codes(tmp_path / "other.xlsx") == [Code.TOKENS_DISAGREE, Code.NO_HEADING]


def test_that_a_heading_below_the_first_fifty_rows_is_not_looked_for(sent: Path, tmp_path: Path) -> None:
    rows, line = table(sent), list[object](["x"])
    rebuilt(tmp_path / "near.xlsx", [line] * 49 + rows, token=replace(TOKEN, round=2))
    rebuilt(tmp_path / "far.xlsx", [line] * 50 + rows)
    assert len(read(tmp_path / "near.xlsx").rows) == 5
    assert codes(tmp_path / "far.xlsx") == [Code.NO_HEADING]


def test_that_a_filled_cell_far_below_the_table_is_refused_before_it_is_read(sent: Path) -> None:
    edit(sent, lambda _, sheet: sheet.cell(1_048_576, 3, "x"))
    with pytest.raises(InputError) as caught:
        read(sent)
    (problem,) = caught.value.problems
    assert problem.code is Code.WORKBOOK_TOO_LARGE
    assert (problem.place.sheet, problem.place.cell) == ("質問票", "C1048576")
    assert problem.values == {"what": "cells", "found": "C1048576", "expected": "GR20000"}


def test_that_a_large_sheet_of_the_provider_beside_ours_is_passed_over(sent: Path) -> None:
    def add(book: Workbook, _: Worksheet) -> None:
        book.create_sheet("記録").cell(1, 16_384, "x")

    edit(sent, add)
    returned = read(sent)
    assert len(returned.rows) == 5
    (problem,) = returned.problems
    assert (problem.code, problem.is_note) == (Code.WORKBOOK_TOO_LARGE, False)
    assert (problem.place.file, problem.place.sheet, problem.place.cell) == ("a.xlsx", "記録", "XFD1")


def test_that_a_formatted_but_empty_cell_far_away_does_no_harm(sent: Path) -> None:
    def touch(_: Workbook, sheet: Worksheet) -> None:
        sheet.cell(1_048_576, 16_384).number_format = "0.00"

    edit(sent, touch)
    assert len(read(sent).rows) == 5


def test_that_reading_changes_nothing(sent: Path) -> None:
    before = sent.read_bytes()
    read(sent)
    assert sent.read_bytes() == before
    assert [path.name for path in sent.parent.iterdir()] == [sent.name]
