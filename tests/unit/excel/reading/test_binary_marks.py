"""The marks of an .xls: what LibreOffice saved is told at its place, and damage in its records is said."""

from __future__ import annotations

import random
import struct
from typing import TYPE_CHECKING, Final

import pytest

from assessor.domain.sheet_mark import MarkKind, MarkState
from assessor.errors import Code, Place
from assessor.excel.reading import apart, questionnaire_reader, workbook
from assessor.excel.reading.marks import binary
from tests.depth import spread
from tests.files.workbooks.make import HERE

if TYPE_CHECKING:
    from assessor.excel.reading.questionnaire_reader import ReturnedWorkbook

MARKED: Final = (HERE / "marked.xls").read_bytes()


@pytest.fixture(scope="module")
def returned() -> ReturnedWorkbook:
    return questionnaire_reader.read(workbook.opened(MARKED, "a.xls"))


def test_that_each_mark_is_told_once_at_its_cell(returned: ReturnedWorkbook):
    told = [(mark.kind, Place(row=mark.row, column=mark.column).cell, mark.text) for mark in returned.marks]
    assert sorted(told) == sorted(
        [
            (MarkKind.NOTE, "G3", "ただし一部です。\n二行目"),
            (MarkKind.STRUCK, "H3", "Web"),
            (MarkKind.STRUCK, "H4", "該当する機能がありません。"),
            (MarkKind.TEXT_BOX, "H5", "箱です"),
            (MarkKind.SHAPE, "G6", ""),
            (MarkKind.PICTURE, "H7", ""),
            (MarkKind.CHECK_BOX, "G10", "該当なし"),
            (MarkKind.OPTION_BUTTON, "G11", "はい"),
            (MarkKind.LINK, "K12", "規程集"),
            (MarkKind.COLUMN_HIDDEN, "I1", "代替策・対応予定"),
        ]
    )


def test_that_facts_of_marks_are_kept(returned: ReturnedWorkbook):
    marks = {mark.kind: mark for mark in returned.marks if (mark.row, mark.column) != (4, 8)}
    assert marks[MarkKind.STRUCK].rest == "版は未対応です。"
    assert marks[MarkKind.LINK].address == "https://example.jp/a"
    assert marks[MarkKind.CHECK_BOX].state is MarkState.ON
    assert marks[MarkKind.OPTION_BUTTON].state is MarkState.OFF


def test_that_struck_and_covered_cells_are_held_back(returned: ReturnedWorkbook):
    assert returned.unreadable == {
        (3, 8): Code.STRUCK_TEXT,
        (4, 8): Code.STRUCK_TEXT,
        (7, 8): Code.PICTURE,
    }


def test_that_numbers_are_read_as_they_were_shown(returned: ReturnedWorkbook):
    shown = {number: values[7] for number, values in returned.rows}
    assert (shown[11], shown[12]) == ("95%", "007")


def test_that_damaged_records_are_told_and_the_answers_read():
    at = MARKED.index(struct.pack("<HH", 0x7D, 12))  # the width of a column
    damaged = bytearray(MARKED)
    damaged[at : at + 2] = struct.pack("<H", 0x1B8)  # taken for a link, which is longer
    found = questionnaire_reader.read(workbook.opened(bytes(damaged), "a.xls"))
    assert Code.MARKS_UNREAD in {problem.code for problem in found.problems}
    assert {values[6] for _, values in found.rows} >= {"実施済", "△", "対象外"}


@pytest.mark.long
def test_that_damage_of_any_kind_raises_only_what_is_caught():
    for seed in spread(range(2_000), 100):
        chance = random.Random(seed)
        damaged = bytearray(MARKED)
        for _ in range(chance.choice([1, 3, 10, 40])):
            damaged[chance.randrange(512, len(damaged))] = chance.randrange(256)
        try:
            binary.told(bytes(damaged))
        except apart.DAMAGE:
            continue
