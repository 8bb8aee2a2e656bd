"""Of several question tables the one that is ours by its content is read, and of every other one is told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pytest

from assessor.errors import Code, Place, Problem
from assessor.excel import layout
from assessor.excel.writing import questionnaire_writer
from tests.unit.excel.binary import xlsb
from tests.unit.excel.forms import TOKEN, cells, columns, edit, questionnaire, read
from tests.unit.excel.packages import HEADINGS
from tests.unit.excel.packages import read as read_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from assessor.excel.reading.questionnaire_reader import ReturnedWorkbook

    Change = Callable[[Workbook, Worksheet], object]

SHEET: Final = "質問票"
OTHER: Final = replace(TOKEN, subject="payment-b")


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    """A questionnaire of round 1 with five questions and no answers."""
    path = tmp_path / "a.xlsx"
    questionnaire_writer.write(path, questionnaire(1, 5))
    return path


def after(path: Path, change: Change) -> ReturnedWorkbook:
    edit(path, change)
    return read(path)


def several(found: str, expected: str = SHEET) -> Problem:
    place = Place("a.xlsx", expected, subject=TOKEN.subject)
    return Problem(Code.SEVERAL_TABLES, place, {"found": found, "expected": expected})


def filled_in(sheet: Worksheet, word: str = "実施済", row: int = 2) -> None:
    sheet.cell(row, columns(sheet)["answer"], word)


def print_as(sheet: Worksheet, rows: Sequence[int]) -> None:
    """Make rows of ours rows of another questionnaire."""
    for row in rows:
        sheet.cell(row, 1).value = str(sheet.cell(row, 1).value).replace(TOKEN.print, OTHER.print)


def pasted_visible(book: Workbook, sheet: Worksheet) -> Worksheet:
    """Copy what can be seen, without the hidden key column, to a sheet of its own."""
    other: Worksheet = book.create_sheet("記入用")
    for values in sheet.iter_rows(min_col=2, values_only=True):
        other.append(values)
    return other


def test_that_a_filled_copy_without_the_key_column_is_told_beside_the_blank_original(sent: Path) -> None:
    returned = after(sent, lambda book, sheet: filled_in(pasted_visible(book, sheet)))
    assert returned.sheet == SHEET
    assert returned.problems == (several("記入用"),)
    assert not returned.problems[0].is_note


def test_that_a_blank_copy_is_not_told(sent: Path) -> None:
    assert after(sent, pasted_visible).problems == ()


def test_that_a_few_of_our_headings_are_enough_for_a_table_that_is_told(sent: Path) -> None:
    def change(book: Workbook, _: Worksheet) -> None:
        for name, headings in (("三つ", ["No.", "点検項目", "回答"]), ("二つ", ["No.", "回答"])):
            other = book.create_sheet(name)
            other.append(headings)
            other.append(["CP-1-01", *["実施済"] * (len(headings) - 1)])

    assert after(sent, change).problems == (several("三つ"),)


def test_that_of_two_like_tables_the_one_that_is_filled_in_is_read(sent: Path) -> None:
    def change(book: Workbook, sheet: Worksheet) -> None:
        other = book.copy_worksheet(sheet)
        other.title = "記入用"
        filled_in(other)

    returned = after(sent, change)
    assert (returned.sheet, cells(returned)[0]["answer"]) == ("記入用", "実施済")
    assert [problem.code for problem in returned.problems] == [Code.SHEET_RENAMED]


def test_that_the_table_of_another_subject_before_ours_is_not_read_instead_of_ours(sent: Path) -> None:
    def change(book: Workbook, sheet: Worksheet) -> None:
        filled_in(sheet)
        other = book.copy_worksheet(sheet)
        other.title = "別の対象"
        print_as(other, range(2, 7))
        book.move_sheet(other, -len(book.sheetnames))

    returned = after(sent, change)
    assert (returned.sheet, returned.prints) == (SHEET, frozenset({TOKEN.print}))
    assert returned.problems == (several("別の対象"),)


def test_that_ours_is_read_even_where_the_other_table_has_more_columns(sent: Path) -> None:
    def change(book: Workbook, sheet: Worksheet) -> None:
        other = book.copy_worksheet(sheet)
        other.title = "別の対象"
        print_as(other, range(2, 7))
        filled_in(other)
        sheet.delete_cols(columns(sheet)["respondent"])

    returned = after(sent, change)
    assert (returned.sheet, returned.print) == (SHEET, TOKEN.print)
    assert [problem.code for problem in returned.problems] == [Code.SEVERAL_TABLES, Code.MISSING_COLUMN]


def test_that_without_a_token_the_table_with_the_most_headings_is_read(sent: Path) -> None:
    def change(book: Workbook, sheet: Worksheet) -> None:
        for name in layout.TOKEN_NAMES.values():
            del book.custom_doc_props[name]  # type: ignore[attr-defined]  # the stubs do not know it
        del book[layout.TOKEN], book[layout.COVER]
        book.move_sheet(pasted_visible(book, sheet), -len(book.sheetnames))

    returned = after(sent, change)
    assert (returned.token, returned.sheet, returned.print) == (None, SHEET, TOKEN.print)


def test_that_a_smaller_table_above_ours_is_told(sent: Path) -> None:
    def change(_: Workbook, sheet: Worksheet) -> None:
        sheet.insert_rows(1, 4)
        for row, texts in enumerate((["No.", "回答", "回答者"], ["CP-1-01", "実施済", "花子"]), 1):
            for column, text in enumerate(texts, 1):
                sheet.cell(row, column, text)

    returned = after(sent, change)
    assert returned.heading == 5
    assert returned.problems[1:] == (several(f"{SHEET} 1:4"),)


def test_that_every_print_of_the_row_keys_is_returned(sent: Path) -> None:
    returned = after(sent, lambda _, sheet: print_as(sheet, [3]))
    assert (returned.print, returned.prints) == ("", frozenset({TOKEN.print, OTHER.print}))


def test_that_a_copy_too_large_to_read_is_told_beside_the_one_that_is_read(sent: Path) -> None:
    def change(book: Workbook, sheet: Worksheet) -> None:
        book.copy_worksheet(sheet).title = "控え"
        filled_in(sheet)
        sheet.cell(25_000, 8, "x")

    returned = after(sent, change)
    assert returned.sheet == "控え"
    renamed, large = returned.problems
    assert renamed.code is Code.SHEET_RENAMED
    facts = {"what": "cells", "found": "H25000", "expected": "GR20000"}
    place = Place("a.xlsx", SHEET, 25_000, 8, TOKEN.subject)
    assert large == Problem(Code.WORKBOOK_TOO_LARGE, place, facts)


@pytest.mark.parametrize("gone", [("key",), ("key", "respondent")])
def test_that_the_key_column_alone_is_not_missed(sent: Path, gone: tuple[str, ...]) -> None:
    def change(_: Workbook, sheet: Worksheet) -> None:
        for field in gone:
            sheet.delete_cols(columns(sheet)[field])

    missing = {p.place.field for p in after(sent, change).problems if p.code is Code.MISSING_COLUMN}
    assert missing == (set(gone) if len(gone) > 1 else set())


def test_that_of_a_binary_workbook_is_told_that_it_hides_things() -> None:
    heads = {(0, column): heading for column, heading in enumerate(HEADINGS)}
    content = xlsb({SHEET: {**heads, (1, 1): "CP-1-01", (1, 6): "実施済"}})
    problems = read_bytes(content, "a.xlsb").problems
    assert problems == tuple(
        Problem(code, Place(file="a.xlsb"), {"kind": "xlsb"})
        for code in (Code.OTHER_FORMAT, Code.BINARY_FORMAT_UNSURE)
    )
    assert [problem.is_note for problem in problems] == [True, False]
