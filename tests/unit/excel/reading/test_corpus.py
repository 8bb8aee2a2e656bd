"""The corpus of returned files: no answer is lost or changed, and every deviation is told by its code.

tests/files/workbooks/README.md says how each file was made.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from assessor.domain.questionnaire import INPUT_FIELDS
from assessor.errors import Code, InputError
from assessor.excel.reading import questionnaire_reader, workbook
from assessor.excel.reading.answers import read_date
from assessor.excel.reading.grid import shown_text
from assessor.text import same_lines
from tests.files.workbooks import foreign, make, parts, sheets, unusual, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from assessor.excel.reading.questionnaire_reader import ReturnedWorkbook

FOLDER = Path(make.__file__).parent
EDITS = {**sheets.EDITS, **words.EDITS, **parts.EDITS, **unusual.EDITS}
ITEMS = [question.item for question in make.FORM.questions]
Answers = dict[tuple[str, str], str]


class Told(NamedTuple):
    """What a file must tell: codes, the answers that the edit itself changed, the items that are gone."""

    codes: frozenset[Code]
    changed: Mapping[tuple[str, str], str]
    gone: frozenset[str]
    without: frozenset[str]  # columns that are gone, or there twice and not alike
    token: bool
    print: bool


def told(
    *codes: Code,
    changed: Mapping[tuple[str, str], str] | None = None,
    gone: Iterable[str] = (),
    without: Iterable[str] = (),
    token: bool = True,
    print: bool = True,  # noqa: A002 - the word of the reader
) -> Told:
    return Told(frozenset(codes), changed or {}, frozenset(gone), frozenset(without), token, print)


def down(field: str, pasted: tuple[str, ...]) -> dict[tuple[str, str], str]:
    """Return words pasted into a column from the first question on."""
    return {(item, field): word for item, word in zip(ITEMS, pasted, strict=False)}


HALF = len(ITEMS) // 2
MERGED = {("CP-1-02", "answer"): "", ("CP-1-03", "answer"): ""}
WRONG = {("CP-1-01", "explanation"): "", ("CP-1-04", "answer"): "", ("CP-1-04", "explanation"): ""}
EDITED: Mapping[str, Told] = {
    "rows_inserted": told(),
    "rows_deleted": told(gone=["CP-1-03"]),
    "rows_moved": told(),
    "rows_sorted": told(),
    "sorted_beside_key": told(),
    "rows_filtered": told(Code.ROWS_HIDDEN),
    "row_twice": told(),
    "column_added": told(Code.COLUMN_ADDED),
    "columns_reordered": told(Code.COLUMNS_MOVED),
    "column_removed": told(Code.MISSING_COLUMN, without=["respondent"]),
    "column_copied": told(Code.COLUMN_ADDED),
    "column_twice": told(Code.DUPLICATE_COLUMN, without=["explanation"]),
    "key_column_removed": told(print=False),
    "sheet_renamed": told(Code.SHEET_RENAMED),
    "title_above": told(Code.HEADING_MOVED),
    "columns_before": told(Code.COLUMN_ADDED),
    "cells_merged": told(Code.CELLS_MERGED, changed=MERGED),
    "pasted_whole": told(Code.SHEET_RENAMED, token=False),
    "pasted_visible": told(Code.SHEET_RENAMED, token=False, print=False),
    "first_half": told(gone=ITEMS[HALF:]),
    "second_half": told(gone=ITEMS[:HALF]),
    "copied_sheet": told(Code.SEVERAL_TABLES),
    "stacked": told(),  # the second heading is a row that belongs to no question
    "numbers_like": told(Code.SHEET_RENAMED, Code.HEADING_MOVED),
    "signs": told(changed=down("answer", words.SIGNS)),
    "no_answers": told(changed=down("answer", words.NO_ANSWERS)),
    "dates": told(changed=down("due_on", words.DATES)),
    "epoch_1904": told(),
    "formulas_without_values": told(
        Code.FORMULA_WITHOUT_VALUE, changed={("CP-1-01", "answer"): "", ("CP-1-02", "explanation"): ""}
    ),
    "remarks": told(),
    "token_sheet_gone": told(),
    "properties_gone": told(),
    "all_three_gone": told(token=False),
    "older_keys": told(print=False),
    "formulas_with_values": told(),
    "errors": told(Code.CELL_ERROR, changed={("CP-1-01", "explanation"): "", ("CP-1-04", "answer"): ""}),
    "furigana": told(),
    "carriage_returns": told(),
    "macro_enabled": told(Code.OTHER_FORMAT),
    "prefixed": told(),
    "google_like": told(),
    "backslashes": told(),
    "utf16_parts": told(),
    "marks_before_parts": told(),
    "shared_with_mark": told(),
    "workbook_at_root": told(),
    "last_row_set": told(),
    "unknown_errors": told(Code.CELL_ERROR, changed=WRONG),
    "error_texts": told(
        Code.CELL_ERROR, changed={("CP-1-01", "explanation"): "#ERROR!", ("CP-1-04", "answer"): "#N/A"}
    ),
    "unseen_signs": told(),
    "too_long": told(Code.TEXT_TOO_LONG, changed={("CP-1-03", "explanation"): unusual.LONG}),
}
OLD = (Code.OTHER_FORMAT, Code.OLD_FORMAT_UNSURE)
WORKED_IN = (Code.SHEET_RENAMED, Code.HEADING_MOVED, Code.ROWS_HIDDEN)
SAVED: Mapping[str, Told] = {
    "resaved_by_libreoffice.xlsx": told(),
    "through_ods.xlsx": told(),
    "resaved.ods": told(Code.OTHER_FORMAT),
    "old.xls": told(*OLD),
    "merged.xls": told(Code.CELLS_MERGED, *OLD, changed=MERGED),
    "encrypted.xlsx": told(),
    "locked_by_libreoffice.xlsx": told(),
    "worked_in_libreoffice.xlsx": told(*WORKED_IN),
    "worked_in_libreoffice.ods": told(*WORKED_IN, Code.OTHER_FORMAT),
    "worked_in_libreoffice.xls": told(*WORKED_IN, *OLD),
}
REFUSED: Mapping[str, Code] = {
    "page.xlsx": Code.IS_HTML,
    "list.xlsx": Code.IS_CSV,
    "list_with_mark.xlsx": Code.IS_CSV,
    "document.xlsx": Code.IS_PDF,
    "packed.zip": Code.IS_ZIP,
    "packed.xlsx": Code.IS_ZIP,
    "strict.xlsx": Code.STRICT_FORMAT,
    "managed.xlsx": Code.RIGHTS_MANAGED,
    "letter.xls": Code.IS_DOCUMENT,
    "truncated.xlsx": Code.WORKBOOK_DAMAGED,
    "twice.xlsx": Code.PART_TWICE,
    "cut_short.xlsx": Code.WORKBOOK_DAMAGED,
    "empty.xlsx": Code.FILE_EMPTY,
}


@pytest.fixture(scope="session")
def whole() -> bytes:
    """The questionnaire with every answer typed in, as our writer and openpyxl leave it."""
    return make.returned()


def read(content: bytes, name: str, *passwords: str) -> ReturnedWorkbook:
    return questionnaire_reader.read(workbook.opened(content, name, passwords))


def answers_in(returned: ReturnedWorkbook) -> Answers:
    """Return what is typed in, by item and field; of rows that name the same item, the first counts."""
    found: Answers = {}
    columns = returned.columns
    fields = [field for field in INPUT_FIELDS if field in columns]
    for _, values in returned.rows:
        name = columns["number"]
        for field in fields:
            text = same_lines(shown_text(values[columns[field]]))
            if text and str(values[name]) in ITEMS:
                found.setdefault((str(values[name]), field), text)
    return found


def typed(seen: Told) -> Answers:
    """Return what must be read after an edit."""
    answers = {
        (item, field): str(value) for item, fields in make.ANSWERS.items() for field, value in fields.items()
    }
    answers |= seen.changed
    return {
        (item, field): text
        for (item, field), text in answers.items()
        if text and item not in seen.gone and field not in seen.without
    }


def check(returned: ReturnedWorkbook, seen: Told, name: str) -> None:
    assert answers_in(returned) == typed(seen)
    assert {problem.code for problem in returned.problems} == seen.codes
    assert all(problem.place.file == name for problem in returned.problems)
    token = returned.token and replace(returned.token, layout=make.FORM.token.layout)  # some are of layout 1
    assert token == (make.FORM.token if seen.token else None)
    assert returned.print == (make.FORM.token.print if seen.print else "")
    assert returned.prints == ({make.FORM.token.print} if seen.print else frozenset())
    unknown = {Code.MISSING_COLUMN, Code.DUPLICATE_COLUMN}
    missing = {problem.place.field for problem in returned.problems if problem.code in unknown}
    assert missing == seen.without


@pytest.mark.parametrize("name", EDITED)
def test_that_no_answer_is_lost_or_changed_by_an_edit_and_the_edit_is_told(name: str, whole: bytes):
    file = f"{name}.xlsx"
    check(read(EDITS[name](whole), file), EDITED[name], file)


@pytest.mark.long
@pytest.mark.parametrize("name", SAVED)
def test_that_what_a_real_program_saved_is_read_whole(name: str):
    check(read((FOLDER / name).read_bytes(), name, "違う", make.PASSWORD), SAVED[name], name)


@pytest.mark.parametrize("name", REFUSED)
def test_that_what_is_no_questionnaire_is_refused_for_what_it_is(name: str, whole: bytes):
    with pytest.raises(InputError) as caught:
        read(foreign.FILES[name](whole), name)
    assert [(p.code, p.place.file) for p in caught.value.problems] == [(REFUSED[name], name)]


def test_that_a_page_saved_by_libreoffice_under_the_name_of_a_workbook_is_refused():
    with pytest.raises(InputError) as caught:
        read((FOLDER / "saved_as_page.xlsx").read_bytes(), "saved_as_page.xlsx")
    assert [problem.code for problem in caught.value.problems] == [Code.IS_HTML]


def test_that_the_halves_of_two_departments_are_the_whole(whole: bytes):
    halves = [read(sheets.half(whole, second=second), "half.xlsx") for second in (False, True)]
    assert answers_in(halves[0]) | answers_in(halves[1]) == typed(told())


def test_that_cells_that_cannot_be_read_are_told_with_their_place(whole: bytes):
    broken = read(EDITS["errors"](whole), "errors.xlsx")
    assert {(p.place.cell, p.place.sheet) for p in broken.problems} == {("H2", "質問票"), ("G5", "質問票")}
    assert broken.unreadable == dict.fromkeys([(2, 8), (5, 7)], Code.CELL_ERROR)
    empty = read(EDITS["formulas_without_values"](whole), "empty.xlsx")
    assert {problem.place.cell for problem in empty.problems} == {"G2", "H3"}
    assert empty.unreadable == dict.fromkeys([(2, 7), (3, 8)], Code.FORMULA_WITHOUT_VALUE)


def test_that_dates_as_people_write_them_are_understood(whole: bytes):
    found = answers_in(read(EDITS["dates"](whole), "dates.xlsx"))
    days = [read_date(found[item, "due_on"]) for item in ITEMS]
    month, day = "2020-12", "2020-12-01"
    assert days == [day, month, month, month, day, day, day, month, day, day, day, None]


def test_that_every_file_of_the_corpus_is_told_of_in_its_readme():
    told_of = (FOLDER / "README.md").read_text("utf-8")
    files = {path.name for path in FOLDER.iterdir() if path.suffix in {".xlsx", ".ods", ".xls"}}
    for name in {*EDITS, *foreign.FILES, *files}:
        assert f"`{name}`" in told_of, name
    assert EDITED.keys() == EDITS.keys()
    assert REFUSED.keys() == foreign.FILES.keys()
    assert SAVED.keys() | {"saved_as_page.xlsx", "marked.xlsx", "marked.ods", "marked.xls"} == files
