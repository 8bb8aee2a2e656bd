"""What stands behind the cells of a sheet: calamine stops before it, and damage there is told as before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from assessor.errors import Code, InputError
from assessor.excel.reading import grid
from assessor.excel.reading.contents import contents
from assessor.excel.reading.workbook import opened
from assessor.excel.writing import questionnaire_writer
from tests.unit.excel.forms import questionnaire
from tests.unit.excel.packages import MAIN, answer, book, heading, read

if TYPE_CHECKING:
    from pathlib import Path

DAMAGED: Final = {
    "a tag without an end": "<sheetProtection",
    "a tag of nothing": "<<></worksheet",
    "an instruction without an end": "<?a></worksheet>",
    "no place of merged cells": '<mergeCells><mergeCell ref="A"/></mergeCells></worksheet>',
}


def whole(tail: str, rows: str = "") -> bytes:
    rows = heading() + answer(2) + rows
    return book(whole=f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{tail}')


@pytest.mark.parametrize("tail", DAMAGED.values(), ids=DAMAGED)
def test_that_a_sheet_that_is_damaged_behind_its_cells_is_refused(tail: str) -> None:
    with pytest.raises(InputError) as refused:
        read(whole(tail))
    assert [problem.code for problem in refused.value.problems] == [Code.WORKBOOK_DAMAGED]


@pytest.mark.parametrize(
    "tail", ["", "</worksheet>", "<a></b></worksheet>", "<a b='1'/>\n<c>text</c></worksheet>"]
)
def test_that_what_calamine_does_not_mind_behind_the_cells_does_no_harm(tail: str) -> None:
    assert len(read(whole(tail)).rows) == 1


def test_that_a_text_that_looks_like_the_beginning_of_the_cells_stays_as_it_is() -> None:
    text = '<c r="H2" t="inlineStr"><is><t><![CDATA[<sheetData></sheetData>]]></t></is></c>'
    rows = f"<sheetData >{heading()}{answer(2, more=text)}</sheetData >"
    found = read(book(whole=f'<worksheet xmlns="{MAIN}">{rows}</worksheet>'))
    assert found.rows[0][1][7] == "<sheetData></sheetData>"


def test_that_merged_cells_are_told_of_one_sheet_while_the_others_have_none() -> None:
    tail = '<mergeCells count="1"><mergeCell ref="G2:G3"/></mergeCells></worksheet>'
    returned = read(whole(tail, answer(3, "CP-1-02")))
    assert [
        problem.values["found"] for problem in returned.problems if problem.code is Code.CELLS_MERGED
    ] == ["G2:G3"]


def test_that_every_cell_is_as_calamine_reads_it_in_the_file_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    questionnaire_writer.write(path, questionnaire())
    content = path.read_bytes()
    assert [sheet.rows for sheet in contents(opened(content, "a.xlsx")).sheets] == [
        sheet.rows for sheet in grid.grids(content, "a.xlsx")
    ]
