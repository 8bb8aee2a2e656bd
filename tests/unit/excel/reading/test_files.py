"""Files as real programs save them hold every question; the README beside them says how they were made."""

from __future__ import annotations

import json

import pytest

from assessor.domain.questionnaire import Token
from assessor.errors import Code
from assessor.excel import layout
from tests.places import WORKBOOKS
from tests.unit.excel.forms import cells, read

FILES = WORKBOOKS
EXPECTED = json.loads((FILES / "expected.json").read_text("utf-8"))
SAVED = {
    "resaved_by_libreoffice.xlsx": [],
    "resaved.ods": [Code.OTHER_FORMAT],
    "old.xls": [Code.OTHER_FORMAT, Code.OLD_FORMAT_UNSURE],
}


@pytest.mark.parametrize("name", SAVED)
def test_that_a_questionnaire_saved_by_another_program_holds_every_question(name: str) -> None:
    returned, token = read(FILES / name), Token(**EXPECTED["token"])
    assert (returned.token, returned.print) == (token, token.print)
    assert (returned.sheet, returned.heading) == (layout.QUESTIONS, layout.HEADING_ROW)
    assert [problem.code for problem in returned.problems] == SAVED[name]
    for row, asked in zip(cells(returned), EXPECTED["questions"], strict=True):
        assert row["key"] == layout.row_key(asked["item"], asked["requirement"], token.print)
        assert row["number"] == asked["item"]
        for field in ("requirement", "guidance", "previous", "inquiry"):
            assert (row[field] or "") == asked[field]
