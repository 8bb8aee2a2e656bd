"""Written, filled in, moved about and read again: nothing is lost and nothing is mistaken."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.domain.questionnaire import INPUT_FIELDS
from assessor.errors import Code
from assessor.excel import layout
from assessor.excel.questions import stored
from assessor.excel.writing import questionnaire_writer
from assessor.text import is_blank, visible
from tests.depth import examples
from tests.unit.excel.forms import (
    any_questionnaire,
    any_text,
    cells,
    fill,
    questionnaire,
    read,
    rebuilt,
    table,
)

if TYPE_CHECKING:
    import random

    from assessor.domain.questionnaire import Questionnaire
    from assessor.excel.reading.questionnaire_reader import ReturnedWorkbook

pytestmark = pytest.mark.long


def content(returned: ReturnedWorkbook) -> dict[str, dict[str, object]]:
    """Return what was read, without where it stood."""
    return {str(row["number"]): dict(row) for row in cells(returned)}


def blanked(value: str) -> str | None:
    written = stored(value)  # a sign that no cell can hold is shown as one that is seen
    return None if is_blank(written) else written


@examples(40)
@given(any_questionnaire())
def test_that_every_question_and_token_comes_back(form: Questionnaire) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        questionnaire_writer.write(path, form)
        returned = read(path)
    assert returned.token == form.token
    assert not returned.problems
    assert len(returned.rows) == len(form.questions)
    assert returned.print == form.token.print
    for row, asked in zip(cells(returned), form.questions, strict=True):
        assert row["key"] == stored(layout.row_key(asked.item, asked.requirement, form.token.print))
        assert row["number"] == blanked(asked.item)
        assert row["requirement"] == blanked(asked.requirement)
        assert row["guidance"] == blanked(asked.guidance)
        if form.token.round > 1:
            assert row["previous"] == blanked(asked.previous)
            assert row["inquiry"] == blanked(asked.inquiry)
        assert all(row[field] is None for field in INPUT_FIELDS if field in row)


@examples(25)
@given(st.data())
def test_that_what_is_typed_comes_back_with_its_place(data: st.DataObject) -> None:
    item = st.sampled_from(["CP-1-01", "CP-1-02", "CP-1-03"])
    value = any_text(12).map(stored).filter(visible) | st.dates(date(1989, 1, 8), date(2100, 12, 31))
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
        returned = read(path)
    assert [number for number, _ in returned.rows] == [2, 3, 4]
    assert [returned.columns[field] for field in INPUT_FIELDS] == [6, 7, 8, 9, 10, 11, 12, 15]
    for row in cells(returned):
        assert {f: row[f] for f in INPUT_FIELDS if row[f] is not None} == typed.get(str(row["number"]), {})


@examples(25)
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
        before = read(path)
        headings, *rows = table(path)
        order = chance.sample(range(len(headings)), len(headings))
        chance.shuffle(rows)
        lines: list[list[object]] = [["表題"] if n == 0 else [] for n in range(above)]
        for row in (headings, *rows):
            lines.append([""] * left + [row[at] for at in order])
            lines += [[]] * gaps
        rebuilt(moved, lines, sheet="Sheet - Table")
        after = read(moved)
    assert after.sheet == "Sheet - Table"
    assert after.token == before.token
    told = {Code.SHEET_RENAMED}
    told |= {Code.HEADING_MOVED} if above else set()
    told |= {Code.COLUMN_ADDED} if left else set()
    told |= {Code.COLUMNS_MOVED} if order != sorted(order) else set()
    assert {problem.code for problem in after.problems} == told
    assert content(after) == content(before)
    assert all(number > above for number, _ in after.rows)
    assert after.columns["answer"] == left + order.index(headings.index("回答"))
