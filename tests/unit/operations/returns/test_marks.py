"""Marks on returned workbooks: told, held back, and made into what the reviewer wants, as one change set."""

from __future__ import annotations

import json
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from assessor import cli
from assessor.domain.difference import CellKind
from assessor.domain.history import History
from assessor.domain.records import Return
from assessor.domain.sheet_mark import MarkKind
from assessor.errors import Code
from assessor.excel.writing import filling
from assessor.operations import viewing
from assessor.operations.returns import keeping, mark_files
from assessor.operations.returns.accepting import accept
from assessor.operations.returns.decision import Decision
from assessor.operations.returns.values import MarkUse
from assessor.progress import quiet
from tests.files.workbooks import marks
from tests.unit.operations.returning import SUBJECT, change_sheet, codes, look, sent

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from assessor.operations.inspection import Inspection
    from assessor.operations.returns.values import Preview
    from tests.files.workbooks.marks import Edit

ANSWERS = {"CP-1-01": {"answer": "実施済", "explanation": "全利用者に適用しています。"}}


@pytest.fixture
def filled(fresh: Inspection, tmp_path: Path) -> Path:
    """A questionnaire of the first round with one answer."""
    path = sent(fresh, tmp_path)
    filling.fill(path, ANSWERS)
    return path


def returned(inspection: Inspection, path: Path, edit: Edit) -> Preview:
    path.write_bytes(edit(path.read_bytes()))
    return look(inspection, path)


def explanation(inspection: Inspection, item: str = "CP-1-01") -> str:
    responses = viewing.item_detail(inspection, SUBJECT, item).responses
    return responses[0].explanation if responses else ""


@pytest.mark.long
@pytest.mark.parametrize(
    "name", sorted(set(marks.MARKS) - {"struck_shared", "picture_of_wps", "picture_in_cell"})
)
def test_that_a_file_with_a_mark_is_never_clean_and_says_its_item(name: str, fresh: Inspection, filled: Path):
    seen = returned(fresh, filled, marks.MARKS[name].edit)
    assert not seen.clean
    (mark,) = seen.marks
    assert bool(mark.item) is (mark.mark.row > 1)
    assert len(codes(seen)) == 1


def test_that_an_answer_beside_a_note_is_taken_over_and_a_struck_one_is_not(fresh: Inspection, filled: Path):
    seen = returned(fresh, filled, marks.note("G2", "一部です。"))
    assert {(p.item, p.field) for p in seen.proposals if p.kind is CellKind.CHANGED} == {
        ("CP-1-01", "answer"),
        ("CP-1-01", "explanation"),
    }
    seen = returned(fresh, filled, marks.struck_run("H2", "全利用者です。", "一部です。"))
    held = [p for p in seen.proposals if p.kind is CellKind.FLAGGED]
    assert [(p.field, p.written, p.code) for p in held] == [
        ("explanation", "全利用者です。一部です。", Code.STRUCK_TEXT)
    ]


def test_that_marks_become_an_inquiry_and_a_part_of_the_explanation_and_one_undo_takes_all_back(
    fresh: Inspection, filled: Path
):
    seen = returned(fresh, filled, marks.note("G2", "Web版は未対応です。"))
    decision = Decision(seen)
    assert (decision.seen, decision.needs_looking_at) == (set(), True)
    assert decision.uses_for(0) == (MarkUse.INQUIRY, MarkUse.EXPLANATION)
    decision.use(0, MarkUse.INQUIRY, text="Web版はいつ対応しますか。")
    assert decision.seen == {0}
    accept(fresh, [decision], quiet())
    detail = viewing.item_detail(fresh, SUBJECT, "CP-1-01")
    assert [inquiry.question for inquiry in detail.inquiries] == ["Web版はいつ対応しますか。"]
    history = History(fresh.apply, fresh.history())
    history.undo()
    detail = viewing.item_detail(fresh, SUBJECT, "CP-1-01")
    assert (detail.inquiries, explanation(fresh)) == ((), "")


def test_that_an_addition_goes_below_the_explanation_that_came_or_that_is_there(
    fresh: Inspection, filled: Path
):
    decision = Decision(returned(fresh, filled, marks.note("G2", "Web版は未対応です。")))
    decision.use(0, MarkUse.EXPLANATION, text="〔メモ〕Web版は未対応です。")
    accept(fresh, [decision], quiet())
    assert explanation(fresh) == "全利用者に適用しています。\n〔メモ〕Web版は未対応です。"
    seen = returned(fresh, filled, marks.note("G3", "対象外です。"))
    again = Decision(seen)
    again.accepted = set()
    again.use(0, MarkUse.EXPLANATION, text="〔メモ〕対象外です。")
    accept(fresh, [again], quiet())
    assert explanation(fresh, "CP-1-02") == "〔メモ〕対象外です。"


def test_that_a_picture_is_attached_as_evidence_of_its_item(fresh: Inspection, filled: Path):
    seen = returned(fresh, filled, marks.MARKS["picture_one_cell"].edit)
    decision = Decision(seen)
    assert MarkUse.EVIDENCE in decision.uses_for(0)
    decision.use(0, MarkUse.EVIDENCE, file=mark_files.file_of(seen, seen.marks[0].mark))
    accept(fresh, [decision], quiet())
    (evidence,) = viewing.item_detail(fresh, SUBJECT, seen.marks[0].item).evidence
    assert evidence.name.endswith("_質問票_K4.png")
    assert evidence.size == len(marks.PNG)


def test_that_the_report_keeps_every_mark_and_what_became_of_it(fresh: Inspection, filled: Path):
    decision = Decision(returned(fresh, filled, marks.note("G2", "Web版は未対応です。")))
    decision.use(0, MarkUse.INQUIRY, text="いつですか。")
    accept(fresh, [decision], quiet())
    with fresh.file.read() as work:
        (kept,) = work.records.all(Return, subject=SUBJECT)
    (mark,) = keeping.report(fresh, kept).marks
    assert (mark.kind, mark.cell, mark.item, mark.text, mark.use) == (
        MarkKind.NOTE,
        "G2",
        "CP-1-01",
        "Web版は未対応です。",
        MarkUse.INQUIRY,
    )


def test_that_what_a_mark_cannot_be_made_into_is_refused(fresh: Inspection, filled: Path):
    decision = Decision(returned(fresh, filled, marks.note("G2", "Web版は未対応です。")))
    with pytest.raises(ValueError, match="evidence"):
        decision.use(0, MarkUse.EVIDENCE)
    with pytest.raises(ValueError, match="inquiry"):
        decision.use(0, MarkUse.INQUIRY, text=" ")


@pytest.mark.parametrize(
    ("where", "cell", "item"),
    [("cover", "A60", ""), ("below", "E60", ""), ("beside", "P2", "CP-1-01")],
)
def test_that_texts_outside_the_table_are_told_with_their_cell(
    where: str, cell: str, item: str, fresh: Inspection, filled: Path
):
    book = load_workbook(BytesIO(filled.read_bytes()))
    book["はじめに" if where == "cover" else "質問票"][cell] = "※1 一部の利用者に限ります。"
    book.save(filled)
    told = {(p.place.cell, p.place.item) for p in look(fresh, filled).problems if not p.is_note}
    assert told == {(cell, item)}


@pytest.mark.long
def test_that_an_added_sheet_is_one_line_with_its_texts(fresh: Inspection, filled: Path):
    book = load_workbook(BytesIO(filled.read_bytes()))
    sheet = book.create_sheet("補足説明")
    sheet["B3"], sheet["B4"] = "CP-1-01について", "12月に対応します。"
    book.save(filled)
    (problem,) = [p for p in look(fresh, filled).problems if not p.is_note]
    assert (problem.code, problem.place.sheet, problem.place.cell) == (Code.SHEET_ADDED, "補足説明", "B3")
    assert problem.values["found"] == "CP-1-01について / 12月に対応します。"


def test_that_numbers_are_read_as_their_format_shows_them(fresh: Inspection, filled: Path):
    def typed(sheet: Worksheet) -> None:
        for row, (value, code) in enumerate(
            [
                (0.95, "0%"),
                (12, '0"件"'),
                (7, "000"),
                (1000, '"¥"#,##0'),
                (0.75, "# ?/?"),
                (3, "[>1]0"),
                (12.7, "0"),
            ],
            2,
        ):
            sheet.cell(row, 8).value, sheet.cell(row, 8).number_format = value, code

    change_sheet(filled, typed)
    seen = look(fresh, filled)
    read = [p.returned for p in seen.proposals if p.field == "explanation" and p.kind is CellKind.CHANGED]
    assert read == ["95%", "12件", "007", "¥1,000", "3/4", "13"]
    assert [(p.row, p.code) for p in seen.proposals if p.kind is CellKind.FLAGGED] == [
        (7, Code.NUMBER_UNSURE)
    ]


def test_that_the_command_tells_a_mark_and_exits_with_one(
    fresh: Inspection, filled: Path, capsys: pytest.CaptureFixture[str]
):
    filled.write_bytes(marks.note("G2", "一部です。")(filled.read_bytes()))
    case = fresh.file.path
    fresh.close()
    assert cli.main(["import", str(case), str(filled), "--json"]) == 1
    (file,) = json.loads(capsys.readouterr().out)["files"]
    assert [(p["code"], p["cell"], p["item"]) for p in file["problems"]] == [("note", "G2", "CP-1-01")]
    assert (file["status"], file["changed"]) == ("applied", 2)
