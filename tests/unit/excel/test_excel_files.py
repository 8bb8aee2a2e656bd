"""Files as real programs save them; tests/files/workbooks/README.md says how they were made."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assessor.domain.questionnaire import Token
from assessor.domain.vocabulary import Answer
from assessor.errors import Code, InputError
from assessor.excel.reading import answers, questionnaire_reader

if TYPE_CHECKING:
    from assessor.excel.reading.questionnaire_reader import ReturnedCell

FILES = Path(__file__).parents[2] / "files" / "workbooks"
EXPECTED = json.loads((FILES / "expected.json").read_text("utf-8"))


def shown(cell: ReturnedCell) -> str:
    return "" if cell.value is None else str(cell.value)


@pytest.mark.parametrize("name", ["resaved_by_libreoffice.xlsx", "resaved.ods"])
def test_that_a_questionnaire_saved_by_libreoffice_is_read_whole(name: str) -> None:
    returned = questionnaire_reader.read(FILES / name)
    assert returned.token == Token(**EXPECTED["token"])
    assert returned.sheet == "質問票"
    assert not returned.problems
    assert len(returned.rows) == 12
    for row, asked in zip(returned.rows, EXPECTED["questions"], strict=True):
        typed = EXPECTED["answers"].get(row.number, {})
        assert row.number == asked["item"]
        assert row.key.startswith(f"{row.number}#")
        for field in ("requirement", "guidance", "previous", "inquiry"):
            assert shown(row.cells[field]) == asked[field]
        for field in (
            "answer",
            "explanation",
            "alternative",
            "due_on",
            "evidence_names",
            "respondent",
            "reply",
        ):
            assert shown(row.cells[field]) == typed.get(field, "")


def test_that_the_answers_in_it_are_understood() -> None:
    rows = {row.number: row for row in questionnaire_reader.read(FILES / "resaved_by_libreoffice.xlsx").rows}
    read = {
        number: answers.read_answer(shown(row.cells["answer"]))
        for number, row in rows.items()
        if shown(row.cells["answer"])
    }
    assert {number: reading.answer for number, reading in read.items()} == {
        "CP-1-01": Answer.IMPLEMENTED,
        "CP-1-02": Answer.PARTIAL,
        "CP-1-03": Answer.OUT_OF_SCOPE,
        "CP-1-05": Answer.IMPLEMENTED,
        "CP-1-08": None,
        "CP-1-12": Answer.NOT_IMPLEMENTED,
    }
    assert read["CP-1-08"].problem is Code.NOT_AN_ANSWER
    days = [
        answers.read_date(value)
        for number, field in [("CP-1-01", "answered_on"), ("CP-1-02", "due_on"), ("CP-1-03", "answered_on")]
        if (value := rows[number].cells[field].value) is not None
    ]
    assert days == ["2020-12-01", "2020-12", "2020-12-01"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("encrypted.xlsx", Code.PASSWORD_PROTECTED),
        ("old.xls", Code.OLD_FORMAT),
        ("page.xlsx", Code.NOT_A_WORKBOOK),
        ("truncated.xlsx", Code.WORKBOOK_DAMAGED),
    ],
)
def test_that_what_cannot_be_read_is_refused_by_name(name: str, code: Code) -> None:
    with pytest.raises(InputError) as caught:
        questionnaire_reader.read(FILES / name)
    assert [(p.code, p.place.file) for p in caught.value.problems] == [(code, name)]
