"""Reading what comes back: the right values at the right places, whatever was moved."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.workbook import Workbook

from assessor.domain.questionnaire import INPUT_FIELDS
from assessor.errors import Code, InputError, Place
from assessor.excel import grid, layout, questionnaire_reader, questionnaire_writer
from assessor.excel.pages import stored
from tests.unit.excel.forms import (
    TOKEN,
    any_questionnaire,
    any_text,
    columns,
    edit,
    fill,
    questionnaire,
    rebuilt,
)

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from openpyxl.worksheet.worksheet import Worksheet

    from assessor.domain.questionnaire import Questionnaire
    from assessor.excel.questionnaire_reader import Returned


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    """A questionnaire of round 2 with five questions."""
    path = tmp_path / "a.xlsx"
    questionnaire_writer.write(path, questionnaire(2, 5))
    return path


def codes(path: Path) -> list[Code]:
    """Return why a file is refused."""
    with pytest.raises(InputError) as caught:
        questionnaire_reader.read(path)
    assert all(problem.place.file == path.name for problem in caught.value.problems)
    return [problem.code for problem in caught.value.problems]


def table(path: Path) -> list[list[object]]:
    """Return the cells of our own question table."""
    found: list[list[object]] = []

    def look(_: Workbook, sheet: Worksheet) -> None:
        found.extend([list(row) for row in sheet.iter_rows(values_only=True)])

    edit(path, look)
    return found


def content(returned: Returned) -> dict[str, dict[str, object]]:
    """Return what was read, without where it stood."""
    return {row.number: {field: cell.value for field, cell in row.cells.items()} for row in returned.rows}


def blanked(value: str) -> str | None:
    return stored(value) or None


@settings(deadline=None, max_examples=40)
@given(any_questionnaire())
def test_that_every_question_and_token_comes_back(form: Questionnaire) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        questionnaire_writer.write(path, form)
        returned = questionnaire_reader.read(path)
    assert returned.token == form.token
    assert not returned.problems
    assert len(returned.rows) == len(form.questions)
    for row, asked in zip(returned.rows, form.questions, strict=True):
        assert row.key == stored(layout.row_key(asked.item, asked.requirement)).strip()
        assert row.number == stored(asked.item).strip()
        assert row.requirement == stored(asked.requirement)
        assert row.cells["guidance"].value == blanked(asked.guidance)
        if form.token.round > 1:
            assert row.cells["previous"].value == blanked(asked.previous)
            assert row.cells["inquiry"].value == blanked(asked.inquiry)
        assert all(row.cells[field].value is None for field in INPUT_FIELDS if field in row.cells)


@settings(deadline=None, max_examples=25)
@given(st.data())
def test_that_what_is_typed_comes_back_with_its_place(data: st.DataObject) -> None:
    item = st.sampled_from(["CP-1-01", "CP-1-02", "CP-1-03"])
    value = any_text(12).map(stored).filter(bool) | st.dates(date(1989, 1, 8), date(2100, 12, 31))
    typed = data.draw(st.dictionaries(item, st.dictionaries(st.sampled_from(INPUT_FIELDS), value)))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        questionnaire_writer.write(path, questionnaire(2, 3))
        # openpyxl does not escape what looks escaped; a program people type into does.
        fill(
            path,
            {
                item: {f: v.replace("_x", "_x005F_x") if isinstance(v, str) else v for f, v in cells.items()}
                for item, cells in typed.items()
            },
        )
        returned = questionnaire_reader.read(path)
    letters = dict(zip(INPUT_FIELDS, "GHIJKLMP", strict=True))
    for number, row in enumerate(returned.rows, 2):
        for field in INPUT_FIELDS:
            cell = row.cells[field]
            assert cell.value == typed.get(row.number, {}).get(field)
            assert cell.place == replace(
                Place("a.xlsx", "質問票", number, 0, "payment-a", row.number, field), column=cell.place.column
            )
            assert cell.place.cell == f"{letters[field]}{number}"


@settings(deadline=None, max_examples=25)
@given(st.randoms(use_true_random=False), st.integers(0, 20), st.integers(0, 3), st.booleans())
def test_that_order_of_rows_and_columns_and_rows_above_do_not_matter(
    chance: random.Random, above: int, left: int, gaps: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path, moved = Path(folder) / "a.xlsx", Path(folder) / "b.xlsx"
        questionnaire_writer.write(path, questionnaire(1, 4))
        fill(
            path,
            {"CP-1-02": {"answer": "実施済", "due_on": date(2020, 12, 1)}, "CP-1-04": {"respondent": "花子"}},
        )
        before = questionnaire_reader.read(path)
        headings, *rows = table(path)
        order = chance.sample(range(len(headings)), len(headings))
        chance.shuffle(rows)
        lines: list[list[object]] = [["表題"] if n == 0 else [] for n in range(above)]
        for row in (headings, *rows):
            lines.append([""] * left + [row[at] for at in order])
            lines += [[]] * gaps
        rebuilt(moved, lines, sheet="Sheet - Table")
        after = questionnaire_reader.read(moved)
    assert after.sheet == "Sheet - Table"
    assert after.token == before.token
    assert not after.problems
    assert content(after) == content(before)
    for read in after.rows:
        assert read.row > above
        assert read.cells["answer"].place.column == left + order.index(headings.index("回答")) + 1


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
    returned = questionnaire_reader.read(sent)
    assert not returned.problems
    assert returned.rows[0].cells["answer"].value == "実施済"


def test_that_width_of_letters_in_a_heading_does_not_matter(sent: Path) -> None:
    def widen(_: Workbook, sheet: Worksheet) -> None:
        sheet.cell(1, 2).value = "Ｎｏ．"
        sheet.cell(1, 6).value = "着眼点･エビデンス例"

    edit(sent, widen)
    assert not questionnaire_reader.read(sent).problems


def test_that_a_missing_column_is_named_with_those_found(sent: Path) -> None:
    edit(sent, lambda _, sheet: sheet.delete_cols(7))
    returned = questionnaire_reader.read(sent)
    (problem,) = returned.problems
    assert problem.code is Code.MISSING_COLUMN
    assert problem.place == Place("a.xlsx", "質問票", 1, 0, "payment-a", field="answer")
    assert problem.values["field"] == "回答"
    assert str(problem.values["found"]).startswith(
        "行キー、No.、フェーズ、区分、点検項目、着眼点・エビデンス例、対応状況の説明"
    )
    assert "answer" not in returned.rows[0].cells
    assert returned.rows[0].cells.get("answer") is None
    assert len(returned.rows[0].cells) == len(layout.COLUMNS) - 1
    assert "explanation" in repr(returned.rows[0].cells)


def test_that_rows_without_their_key_are_still_known_by_their_number(sent: Path) -> None:
    edit(sent, lambda _, sheet: sheet.delete_cols(1))
    returned = questionnaire_reader.read(sent)
    assert [p.place.field for p in returned.problems] == ["key"]
    assert (returned.rows[0].key, returned.rows[0].number) == ("", "CP-1-01")
    assert returned.rows[0].cells["answer"].place.item == "CP-1-01"


def test_that_rows_that_somebody_added_are_read_too_and_blank_rows_are_not(sent: Path) -> None:
    def add(_: Workbook, sheet: Worksheet) -> None:
        sheet.insert_rows(4, 2)
        sheet.cell(4, 5).value = "追加した項目"
        sheet.cell(5, 30).value = "表の外のメモ"

    edit(sent, add)
    returned = questionnaire_reader.read(sent)
    assert [row.row for row in returned.rows] == [2, 3, 4, 6, 7, 8]
    assert (returned.rows[2].key, returned.rows[2].number, returned.rows[2].requirement) == (
        "",
        "",
        "追加した項目",
    )


def test_that_edits_of_locked_cells_are_read_so_that_they_can_be_told(sent: Path) -> None:
    edit(sent, lambda _, sheet: sheet.cell(2, 5, "書き換えた文言"))
    row = questionnaire_reader.read(sent).rows[0]
    assert row.requirement == "書き換えた文言"
    assert row.key == layout.row_key("CP-1-01", questionnaire(2).questions[0].requirement)


def test_that_numbers_truth_values_and_times_are_read_as_they_are_shown(sent: Path) -> None:
    def typed(_: Workbook, sheet: Worksheet) -> None:
        at = columns(sheet)
        sheet.cell(2, at["respondent"]).value = 312345678
        sheet.cell(2, at["answer"]).value = True
        sheet.cell(2, at["explanation"]).value = 0.1
        sheet.cell(2, at["number"]).value = 1
        sheet.cell(2, at["key"]).value = None

    edit(sent, typed)
    row = questionnaire_reader.read(sent).rows[0]
    found = [row.cells[field].value for field in ("respondent", "answer", "explanation")]
    assert found == ["312345678", "TRUE", "0.1"]
    assert row.number == "1"


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#DIV/0!", "#NAME?"])
def test_that_a_cell_that_shows_an_error_is_named(sent: Path, error: str) -> None:
    def typed(_: Workbook, sheet: Worksheet) -> None:
        cell = sheet.cell(3, 8)
        cell.value, cell.data_type = error, "e"
        other = sheet.cell(3, 40)
        other.value, other.data_type = error, "e"  # outside the table

    edit(sent, typed)
    returned = questionnaire_reader.read(sent)
    (problem,) = returned.problems
    assert problem.code is Code.CELL_ERROR
    assert problem.place == Place("a.xlsx", "質問票", 3, 8, "payment-a", "CP-1-02", "explanation")
    assert problem.values == {"found": error}
    assert returned.rows[1].cells["explanation"].value is None


def test_that_a_row_of_nothing_but_an_error_is_not_passed_over(sent: Path) -> None:
    def typed(_: Workbook, sheet: Worksheet) -> None:
        cell = sheet.cell(7, 5)
        cell.value, cell.data_type = "#REF!", "e"

    edit(sent, typed)
    assert [row.row for row in questionnaire_reader.read(sent).rows] == [2, 3, 4, 5, 6, 7]


def drop_properties(book: Workbook) -> None:
    for name in layout.TOKEN_NAMES.values():
        del book.custom_doc_props[name]  # type: ignore[attr-defined]  # the stubs do not know it


def drop_sheet(book: Workbook) -> None:
    del book[layout.TOKEN]


def drop_line(book: Workbook) -> None:
    for row in book[layout.COVER].iter_rows():
        for cell in row:
            if str(cell.value).startswith(layout.TOKEN_MARK):
                cell.value = None


DROPS = {"properties": drop_properties, "sheet": drop_sheet, "line": drop_line}


@pytest.mark.parametrize("kept", DROPS)
def test_that_one_place_of_the_token_is_enough(sent: Path, kept: str) -> None:
    def drop(book: Workbook, _: Worksheet) -> None:
        for name, change in DROPS.items():
            if name != kept:
                change(book)

    edit(sent, drop)
    assert questionnaire_reader.read(sent).token == questionnaire(2).token


def test_that_a_file_without_any_token_is_refused(sent: Path) -> None:
    def drop(book: Workbook, _: Worksheet) -> None:
        for change in DROPS.values():
            change(book)

    edit(sent, drop)
    assert codes(sent) == [Code.NO_TOKEN]


def in_line(book: Workbook, old: str, new: str) -> None:
    for row in book[layout.COVER].iter_rows():
        for cell in row:
            if str(cell.value).startswith(layout.TOKEN_MARK):
                cell.value = str(cell.value).replace(old, new)


def in_sheet(book: Workbook, name: str, value: str | int) -> None:
    for row in book[layout.TOKEN].iter_rows():
        if row[0].value == name:
            row[1].value = value


CHANGES: list[tuple[Callable[[Workbook], None], list[Code]]] = [
    (lambda book: in_line(book, "payment-a", "payment-b"), [Code.TOKENS_DISAGREE]),
    (lambda book: in_sheet(book, "AssessorRound", "3"), [Code.TOKENS_DISAGREE]),
    (lambda book: in_line(book, "v1/", "v2/"), [Code.NEWER_LAYOUT]),
    (lambda book: in_sheet(book, "AssessorLayout", 2), [Code.NEWER_LAYOUT]),
]


@pytest.mark.parametrize(("change", "expected"), CHANGES)
def test_that_tokens_that_disagree_or_are_newer_are_refused(
    sent: Path, change: Callable[[Workbook], None], expected: list[Code]
) -> None:
    edit(sent, lambda book, _: change(book))
    assert codes(sent) == expected


def test_that_a_newer_layout_names_both_versions(sent: Path) -> None:
    edit(sent, lambda book, _: in_line(book, "v1/", "v12/future"))
    with pytest.raises(InputError) as caught:
        questionnaire_reader.read(sent)
    assert dict(caught.value.problems[0].values) == {"found": 12, "known": 1}


@pytest.mark.parametrize("part", ["AssessorRound", "AssessorLayout"])
def test_that_a_place_whose_numbers_are_spoilt_does_not_count(sent: Path, part: str) -> None:
    edit(sent, lambda book, _: in_sheet(book, part, "x"))
    assert questionnaire_reader.read(sent).token == questionnaire(2).token


def test_that_a_number_another_program_made_of_the_round_is_understood(sent: Path) -> None:
    def change(book: Workbook, _: Worksheet) -> None:
        in_sheet(book, "AssessorRound", 2)
        drop_properties(book)
        drop_line(book)

    edit(sent, change)
    assert questionnaire_reader.read(sent).token.round == 2


def test_that_a_token_pasted_into_an_answer_is_only_a_text(sent: Path) -> None:
    other = f"{layout.TOKEN_MARK} v9/a/b/1/c/d"
    fill(sent, {"CP-1-01": {"explanation": other}})
    returned = questionnaire_reader.read(sent)
    assert returned.token == questionnaire(2).token
    assert returned.rows[0].cells["explanation"].value == other


def test_that_everything_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    book = Workbook()
    book.create_sheet("メモ").append(["回答", "点検項目", "ほか"])
    book.save(tmp_path / "other.xlsx")
    book.close()
    assert codes(tmp_path / "other.xlsx") == [Code.NO_TOKEN, Code.NO_HEADING]


def test_that_a_heading_below_the_first_fifty_rows_is_not_looked_for(sent: Path, tmp_path: Path) -> None:
    rows, line = table(sent), list[object](["x"])
    rebuilt(tmp_path / "near.xlsx", [line] * 49 + rows, token=replace(TOKEN, round=2))
    rebuilt(tmp_path / "far.xlsx", [line] * 50 + rows)
    assert len(questionnaire_reader.read(tmp_path / "near.xlsx").rows) == 5
    assert codes(tmp_path / "far.xlsx") == [Code.NO_HEADING]


def test_that_a_filled_cell_far_below_the_table_is_refused_before_it_is_read(sent: Path) -> None:
    edit(sent, lambda _, sheet: sheet.cell(1_048_576, 3, "x"))
    with pytest.raises(InputError) as caught:
        questionnaire_reader.read(sent)
    (problem,) = caught.value.problems
    assert problem.code is Code.WORKBOOK_TOO_LARGE
    assert (problem.place.sheet, problem.place.cell) == ("質問票", "C1048576")
    assert problem.values == {"what": "cells", "found": "C1048576", "expected": "GR20000"}


def test_that_a_large_sheet_of_the_provider_beside_ours_is_passed_over(sent: Path) -> None:
    def add(book: Workbook, _: Worksheet) -> None:
        book.create_sheet("記録").cell(1, 16_384, "x")

    edit(sent, add)
    assert len(questionnaire_reader.read(sent).rows) == 5


def test_that_a_formatted_but_empty_cell_far_away_does_no_harm(sent: Path) -> None:
    def touch(_: Workbook, sheet: Worksheet) -> None:
        sheet.cell(1_048_576, 16_384).number_format = "0.00"

    edit(sent, touch)
    assert len(questionnaire_reader.read(sent).rows) == 5


def test_that_columns_beyond_the_limit_are_left_out(sent: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grid, "COLUMN_LIMIT", 14)
    returned = questionnaire_reader.read(sent)
    assert [p.place.field for p in returned.problems] == ["inquiry", "reply"]


def test_that_a_table_with_more_rows_than_the_limit_is_refused(
    sent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grid, "ROW_LIMIT", 5)
    monkeypatch.setattr(layout, "ROW_LIMIT", 5)
    assert codes(sent) == [Code.WORKBOOK_TOO_LARGE]


def test_that_reading_changes_nothing(sent: Path) -> None:
    before = sent.read_bytes()
    questionnaire_reader.read(sent)
    assert sent.read_bytes() == before
    assert [path.name for path in sent.parent.iterdir()] == [sent.name]
