"""Whatever is done to rows and columns of a returned sheet, no answer it did not touch changes or is lost."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell

from assessor.domain.difference import CellKind
from assessor.domain.questionnaire import INPUT_FIELDS
from assessor.domain.records import Response
from assessor.domain.vocabulary import Answer
from assessor.errors import Code
from assessor.excel.layout import COLUMNS, COVER, QUESTIONS
from assessor.operations.questionnaires import exporting
from assessor.operations.returns import batch
from assessor.operations.returns.accepting import accept
from assessor.operations.returns.decision import Decision
from assessor.operations.returns.received import ReceivedFile
from assessor.operations.returns.values import Preview, RefusedFile
from assessor.progress import quiet
from tests.depth import examples
from tests.files.workbooks import parts, sheets

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from hypothesis.strategies import DataObject

    from assessor.operations.inspection import Inspection

pytestmark = pytest.mark.long

SUBJECT: Final = "cp_minamo"
FIELDS: Final = {column.heading: column.field for column in COLUMNS}
WORDS: Final = {
    "実施済": Answer.IMPLEMENTED,
    "△": Answer.PARTIAL,
    "未実施": Answer.NOT_IMPLEMENTED,
    "該当なし": Answer.OUT_OF_SCOPE,
}
REMARKS: Final = ("", "社内メモ", "実施済", "○", "2020-12-01", "CP-9-99", "確認者印", "質問票", "同上")
Cell = str | date | None
Answers = dict[tuple[str, str], str]


def typed(items: list[str]) -> dict[str, dict[str, str | date]]:
    """Return an answer to every question, no two explanations alike."""
    words = list(WORDS)
    return {
        item: {
            "answer": words[number % len(words)],
            "explanation": f"説明 {item}\n2行目",
            "due_on": date(2021, 1 + number % 12, 1 + number % 28),
            "evidence_names": f"=仕様書 {item}.pdf",
            "respondent": f"{number:05}",
        }
        for number, item in enumerate(items)
    }


def as_held(answers: Mapping[str, Mapping[str, str | date]]) -> Answers:
    """Return answers as the case would hold them."""
    return {
        (item, name): WORDS[str(value)].value if name == "answer" else str(value)
        for item, fields in answers.items()
        for name, value in fields.items()
    }


class Row(list[Cell]):
    """One row of a table that remembers which item it was sent for, if any."""

    def __init__(self, cells: Iterable[Cell], item: str = "") -> None:
        super().__init__(cells)
        self.item = item


class Sheet:
    """A question table as values, edited by whole rows and columns; knows what must be found in it then."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows = list(rows)

    @property
    def top(self) -> int:
        """Where the rows under the heading begin."""
        return 1 + next(n for n, row in enumerate(self.rows) if sum(cell in FIELDS for cell in row) > 2)

    @property
    def columns(self) -> dict[str, int]:
        """Where each field stands."""
        return {FIELDS[str(cell)]: at for at, cell in enumerate(self.rows[self.top - 1]) if cell in FIELDS}

    def answers(self) -> Answers:
        """Return what stands in it, by item and field."""
        columns = self.columns
        answers: dict[str, dict[str, str | date]] = {}
        for row in self.rows[self.top :]:
            found = {name: row[at] for name, at in columns.items() if name in INPUT_FIELDS}
            if row.item:
                answers[row.item] = {name: value for name, value in found.items() if value is not None}
        return as_held(answers)

    def edit(self, data: DataObject) -> None:
        """Do one thing that people do."""
        kinds = [self.move_row, self.sort, self.insert_row, self.copy_row, self.delete_row]
        kinds += [self.move_column, self.insert_column, self.delete_column, self.insert_title]
        data.draw(st.sampled_from(kinds), label="edit")(data)

    def move_row(self, data: DataObject) -> None:
        row = self.rows.pop(self._row(data))
        self.rows.insert(self._row(data), row)

    def sort(self, data: DataObject) -> None:
        at, top = self._column(data), self.top
        self.rows[top:] = sorted(self.rows[top:], key=lambda row: str(row[at] or "~"))

    def insert_row(self, data: DataObject) -> None:
        row = Row([None] * len(self.rows[0]))
        row[self._column(data)] = data.draw(st.sampled_from(REMARKS))
        self.rows.insert(self._row(data), row)

    def copy_row(self, data: DataObject) -> None:
        row = self.rows[self._row(data)]
        self.rows.insert(self._row(data), Row(row, row.item))

    def delete_row(self, data: DataObject) -> None:
        if len(self.rows) > self.top + 2:
            del self.rows[self._row(data)]

    def insert_title(self, data: DataObject) -> None:
        self.rows.insert(0, Row([data.draw(st.sampled_from(REMARKS)), *[None] * (len(self.rows[0]) - 1)]))

    def move_column(self, data: DataObject) -> None:
        source, target = self._column(data), self._column(data)
        for row in self.rows:
            row.insert(target, row.pop(source))

    def insert_column(self, data: DataObject) -> None:
        at, remark = self._column(data), data.draw(st.sampled_from(REMARKS))
        for number, row in enumerate(self.rows):
            row.insert(at, remark if number % 3 else None)

    def delete_column(self, data: DataObject) -> None:
        if len(self.columns) > 5:
            # the columns that a row is recognised by as often as all others together
            telling = [
                self.columns[name] for name in ("key", "number", "requirement") if name in self.columns
            ]
            chosen = data.draw(st.sampled_from([*telling, None]))
            at = self._column(data) if chosen is None else chosen
            for row in self.rows:
                del row[at]

    def _row(self, data: DataObject) -> int:
        return data.draw(st.integers(self.top, len(self.rows) - 1))

    def _column(self, data: DataObject) -> int:
        return data.draw(st.integers(0, len(self.rows[0]) - 1))

    def saved(self, cover: Iterable[Iterable[Cell]]) -> bytes:
        """Return it as a workbook: values only, the cover before it."""
        book = Workbook(write_only=True)
        for name, rows in ((COVER, cover), (QUESTIONS, self.rows)):
            sheet = book.create_sheet(name)
            for row in rows:
                cells = [WriteOnlyCell(sheet) for _ in row]
                for cell, value in zip(cells, row, strict=True):
                    sheets.put(cell, value)
                sheet.append(cells)
        return sheets.saved(book)


def returned(inspection: Inspection, content: bytes) -> Preview | RefusedFile:
    """Read a returned file as the window does."""
    return batch.read_one(inspection, ReceivedFile("returned.xlsx", len(content), lambda: content))


def changed(seen: Preview) -> Answers:
    """Return what would be taken over."""
    return {(p.item, p.field): p.returned for p in seen.proposals if p.kind is CellKind.CHANGED}


@pytest.fixture
def sent(fresh: Inspection, tmp_path: Path) -> bytes:
    """A questionnaire of 38 questions, every one answered."""
    path = exporting.export(fresh, [SUBJECT], tmp_path, quiet()).files[0].path
    return sheets.filled(path.read_bytes(), typed(items_of(path.read_bytes())))


def items_of(content: bytes) -> list[str]:
    return [str(row[1]) for row in tables_of(content)[1][1:]]


def tables_of(content: bytes) -> tuple[list[list[Cell]], list[list[Cell]]]:
    """Return what stands on the cover and in the question table."""
    book = load_workbook(BytesIO(content))
    cover, table = (
        [[_plain(value) for value in row] for row in book[name].iter_rows(values_only=True)]
        for name in (COVER, QUESTIONS)
    )
    book.close()
    return cover, table


def _plain(value: object) -> Cell:
    return value.date() if isinstance(value, datetime) else None if value is None else str(value)


@examples(60)
@given(data=st.data())
def test_that_no_edit_of_rows_and_columns_changes_an_answer_that_it_did_not_touch(
    data: DataObject, fresh: Inspection, sent: bytes
):
    cover, table = tables_of(sent)
    sheet = Sheet(Row(row, "" if n == 0 else str(row[1])) for n, row in enumerate(table))
    for _ in range(data.draw(st.integers(1, 8), label="edits")):
        sheet.edit(data)
    with_cover = data.draw(st.booleans(), label="cover")
    seen = returned(fresh, sheet.saved(cover if with_cover else []))
    fields = sheet.columns.keys()
    known = "key" in fields or {"number", "requirement"} <= fields
    if isinstance(seen, RefusedFile):
        assert not known or not (with_cover or "key" in fields), seen.problems
        assert [problem.place.file for problem in seen.problems] == ["returned.xlsx"] * len(seen.problems)
        return
    assert changed(seen) == (sheet.answers() if known else {})
    assert set(seen.counts) <= {CellKind.CHANGED}
    assert all(problem.place.file == "returned.xlsx" for problem in seen.problems)
    told = {(problem.code, problem.place.item or problem.place.field) for problem in seen.problems}
    left = {row.item for row in sheet.rows} if known else set()
    for item in set(items_of(sent)) - left:
        assert (Code.MISSING_ROW, item) in told
    missing = {FIELDS[str(heading)] for heading in table[0]} - fields
    for field in missing if missing != {"key"} else ():
        assert (Code.MISSING_COLUMN, field) in told


# What the report says of each edit, beside what is the same for the sheet as it was sent: nothing.
TOLD: Final[Mapping[str, set[Code]]] = {
    "rows_inserted": {Code.UNKNOWN_ROW},
    "rows_deleted": {Code.MISSING_ROW, Code.UNANSWERED},
    "rows_moved": {Code.ROWS_MOVED},
    "rows_sorted": {Code.ROWS_MOVED},
    "sorted_beside_key": {Code.ROWS_MOVED, Code.MATCHED_BY_NUMBER},
    "rows_filtered": {Code.ROWS_HIDDEN},
    "row_twice": {Code.DUPLICATE_ROW, Code.UNANSWERED},
    "column_added": {Code.COLUMN_ADDED, Code.TEXT_ADDED},
    "columns_reordered": {Code.COLUMNS_MOVED, Code.COLUMN_HIDDEN},
    "column_removed": {Code.MISSING_COLUMN},
    "column_copied": {Code.COLUMN_ADDED},
    "column_twice": {Code.DUPLICATE_COLUMN},
    "key_column_removed": {Code.MATCHED_BY_NUMBER, Code.COLUMN_HIDDEN},
    "sheet_renamed": {Code.SHEET_RENAMED},
    "title_above": {Code.HEADING_MOVED, Code.TEXT_ADDED},
    "columns_before": {Code.COLUMN_ADDED},
    "cells_merged": {Code.CELLS_MERGED, Code.UNANSWERED},
    "pasted_whole": {Code.SHEET_RENAMED, Code.TOKEN_LOST},
    "first_half": {Code.MISSING_ROW, Code.UNANSWERED},
    "second_half": {Code.MISSING_ROW, Code.UNANSWERED},
    "copied_sheet": {Code.SEVERAL_TABLES},
    "stacked": {Code.UNKNOWN_ROW},
    "numbers_like": {Code.SHEET_RENAMED, Code.HEADING_MOVED},
    "epoch_1904": set(),
    "remarks": {Code.NOTE},
    "token_sheet_gone": set(),
    "properties_gone": set(),
    "all_three_gone": {Code.TOKEN_LOST},
    "older_keys": set(),
    "macro_enabled": {Code.OTHER_FORMAT},
    "prefixed": set(),
    "google_like": set(),
    "backslashes": set(),
}


@pytest.mark.parametrize("name", TOLD)
def test_that_the_report_says_what_was_done_to_a_sheet_and_its_answers_are_there(
    name: str, fresh: Inspection, sent: bytes
):
    seen = returned(fresh, {**sheets.EDITS, **parts.EDITS}[name](sent))
    assert isinstance(seen, Preview), seen.problems
    assert {problem.code for problem in seen.problems} == TOLD[name]
    items = items_of(sent)
    gone = {p.place.item for p in seen.problems if p.code in {Code.MISSING_ROW, Code.DUPLICATE_ROW}}
    unsure = {Code.MISSING_COLUMN, Code.DUPLICATE_COLUMN}
    without = {p.place.field for p in seen.problems if p.code in unsure}
    erased = {(item, "answer") for item in items[1:3]} if name == "cells_merged" else set()
    assert changed(seen) == {
        (item, field): text
        for (item, field), text in as_held(typed(items)).items()
        if item not in gone and field not in without and (item, field) not in erased
    }


def test_that_two_departments_returns_of_their_halves_add_up(fresh: Inspection, sent: bytes):
    for second in (False, True):
        seen = returned(fresh, sheets.half(sent, second=second))
        assert isinstance(seen, Preview)
        accept(fresh, [Decision(seen)], quiet())
    with fresh.file.read() as work:
        answered = {response.item: response for response in work.records.all(Response, subject=SUBJECT)}
    expected = as_held(typed(items_of(sent)))
    assert {(item, field): getattr(answered[item], field) for item, field in expected} == expected


def test_that_a_sheet_without_key_and_token_is_taken_for_whom_the_reviewer_says(
    fresh: Inspection, sent: bytes
):
    content = sheets.EDITS["pasted_visible"](sent)
    unknown = returned(fresh, content)
    assert isinstance(unknown, RefusedFile)
    assert [problem.code for problem in unknown.problems] == [Code.NO_TOKEN]
    known = batch.read_one(fresh, unknown.received, subject=SUBJECT)
    assert isinstance(known, Preview)
    assert changed(known) == as_held(typed(items_of(sent)))
    assert {Code.TOKEN_LOST, Code.MATCHED_BY_NUMBER} <= {problem.code for problem in known.problems}
