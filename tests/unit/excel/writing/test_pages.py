"""Cells of any text: they survive, or are refused with a place."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from assessor import text
from assessor.errors import Code, InputError, Place
from assessor.excel.reading.grid import grids
from assessor.excel.writing.looks import PLAIN
from assessor.excel.writing.pages import Formula, Line, Page, PageCell
from assessor.excel.writing.saving import WorkbookPlan, save
from tests.depth import examples
from tests.unit.excel.forms import any_text


def contents(*values: str | int | Formula) -> WorkbookPlan:
    lines = tuple(
        Line((PageCell(value, PLAIN, "reason"),), item=f"CP-{n}") for n, value in enumerate(values, 1)
    )
    return WorkbookPlan("題", (Page("表", lines, lambda _: None, "payment-a"),), {}, lambda _: None)


@pytest.mark.long
@examples(150)
@given(st.lists(any_text(), min_size=1, max_size=8))
def test_that_any_text_stands_in_the_file_as_a_cell_can_hold_it(values: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        save(path, contents(*values))
        rows = grids(path.read_bytes(), path.name)[0].rows
    for number, value in enumerate(values):
        clean = text.for_workbook(value)
        found = rows[number][0] if number < len(rows) and rows[number] else ""
        assert found == (clean if clean.strip() else "")


@pytest.mark.parametrize("value", ["=1+1", "+81 3", "-", "@所属", "=cmd|'/c calc'!A1"])
def test_that_a_text_that_looks_like_a_formula_is_a_text_and_stays_one_when_typed_over(
    tmp_path: Path, value: str
) -> None:
    save(tmp_path / "a.xlsx", contents(value, "plain"))
    sheet = load_workbook(tmp_path / "a.xlsx")["表"]
    assert (sheet["A1"].value, sheet["A1"].data_type, sheet["A1"].quotePrefix) == (value, "s", True)
    assert not sheet["A2"].quotePrefix


def test_that_a_number_and_a_formula_stay_what_they_are(tmp_path: Path) -> None:
    assert save(tmp_path / "a.xlsx", contents(42, Formula("=A1*2"))) == 1
    sheet = load_workbook(tmp_path / "a.xlsx")["表"]
    assert (sheet["A1"].value, sheet["A2"].value) == (42, "=A1*2")


@pytest.mark.parametrize(
    "value",
    ["あ" * text.CELL_LIMIT, "😀" * (text.CELL_LIMIT // 2), "a\r\n" * 10_000, "\x00" * text.CELL_LIMIT],
)
def test_that_a_text_of_the_greatest_length_survives(tmp_path: Path, value: str) -> None:
    save(tmp_path / "a.xlsx", contents(value))
    assert grids((tmp_path / "a.xlsx").read_bytes(), "a.xlsx")[0].rows[0][0] == text.for_workbook(value)


@pytest.mark.parametrize(
    ("value", "length"),
    [
        ("あ" * (text.CELL_LIMIT + 1), text.CELL_LIMIT + 1),
        ("😀" * (text.CELL_LIMIT // 2 + 1), text.CELL_LIMIT + 1),  # Excel counts each as two
        ("_x0041_" * 4_681, 4_681 * 13),  # written as _x005F_x0041_
    ],
)
def test_that_a_longer_text_is_refused_with_its_place_and_no_file(
    tmp_path: Path, value: str, length: int
) -> None:
    with pytest.raises(InputError) as caught:
        save(tmp_path / "a.xlsx", contents("short", value, value))
    first, second = caught.value.problems
    assert first.code is second.code is Code.TOO_LONG
    assert first.place == Place("a.xlsx", "表", 2, 1, "payment-a", "CP-2", "reason")
    assert first.values == {"field": "reason", "found": length, "expected": text.CELL_LIMIT}
    assert not list(tmp_path.iterdir())
