from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from assessor.domain.difference import CellKind
from assessor.domain.history import History
from assessor.domain.questionnaire import INPUT_FIELDS
from assessor.domain.vocabulary import Answer, Verdict
from assessor.errors import Code, InputError
from assessor.excel.writing import filling
from assessor.operations import reporting, reviewing, viewing
from assessor.operations.inspection import Inspection
from assessor.operations.questionnaires import exporting
from assessor.operations.questionnaires.exporting import Sending
from assessor.operations.returns.accepting import accept
from assessor.operations.returns.decision import Decision
from assessor.operations.reviewing import Mark
from assessor.progress import quiet
from assessor.text import CELL_LIMIT
from assessor.words import Language
from tests.depth import examples
from tests.files.workbooks.parts import with_cells
from tests.files.workbooks.unusual import UNSEEN, UNSEEN_TOO
from tests.unit.operations.returning import SUBJECT, codes, look, sent, take
from tests.unit.operations.returning import codes as codes_of

pytestmark = pytest.mark.long

Cells = Mapping[str, Mapping[str, str]]


def entries(inspection: Inspection) -> int:
    with inspection.file.read() as work:
        return work.journal.count()


def refusal(inspection: Inspection, path: Path, subject: str = "") -> list[Code]:
    with pytest.raises(InputError) as error:
        look(inspection, path, subject=subject)
    return [problem.code for problem in error.value.problems]


def test_that_answers_come_back_and_can_be_undone(fresh: Inspection, tmp_path: Path):
    path = sent(fresh, tmp_path)
    filling.fill(
        path,
        {
            "CP-1-01": {"answer": "○", "explanation": "=SUM(1) と書く", "due_on": "令和2年12月"},
            "CP-1-02": {"answer": "一部", "answered_on": "2020/10/05", "respondent": "山田"},
        },
    )
    seen = take(fresh, path)
    assert (seen.rows, seen.matched, seen.changed, seen.blank, codes(seen)) == (38, 38, 6, 260, [])
    one = viewing.item_detail(fresh, SUBJECT, "CP-1-01").responses[0]
    assert (one.answer, one.answer_written, one.explanation) == (Answer.IMPLEMENTED, "○", "=SUM(1) と書く")
    assert (one.due_on, one.due_written) == ("2020-12", "令和2年12月")
    two = viewing.item_detail(fresh, SUBJECT, "CP-1-02").responses[0]
    assert (two.answer, two.answered_on, two.respondent) == (Answer.PARTIAL, "2020-10-05", "山田")
    history = History(fresh.apply, fresh.history())
    history.undo()
    assert viewing.item_detail(fresh, SUBJECT, "CP-1-01").responses == ()
    history.redo()
    assert viewing.item_detail(fresh, SUBJECT, "CP-1-01").responses == (one,)


def test_that_a_preview_writes_nothing(fresh: Inspection, tmp_path: Path):
    path = sent(fresh, tmp_path)
    filling.fill(path, {"CP-1-01": {"answer": "実施済"}})
    before = entries(fresh)
    assert look(fresh, path).changed == 1
    assert entries(fresh) == before
    assert viewing.item_detail(fresh, SUBJECT, "CP-1-01").responses == ()


def test_that_only_accepted_cells_are_taken(fresh: Inspection, tmp_path: Path):
    path = sent(fresh, tmp_path)
    filling.fill(path, {"CP-1-01": {"answer": "実施済", "explanation": "説明"}})
    seen = look(fresh, path)
    decision = Decision(seen)
    decision.accept([n for n, p in enumerate(seen.proposals) if p.field == "answer"], on=False)
    accept(fresh, [decision], quiet())
    response = viewing.item_detail(fresh, SUBJECT, "CP-1-01").responses[0]
    assert (response.answer, response.explanation) == (Answer.NONE, "説明")


def test_that_the_answer_never_touches_the_verdict(fresh: Inspection, tmp_path: Path):
    fresh.apply(reviewing.mark(fresh, Mark(SUBJECT, "CP-1-01", Verdict.INSUFFICIENT, "不足")))
    path = sent(fresh, tmp_path)
    filling.fill(path, {"CP-1-01": {"answer": "実施済"}})
    take(fresh, path)
    assert viewing.item_detail(fresh, SUBJECT, "CP-1-01").row.state.verdict is Verdict.INSUFFICIENT


def test_that_a_second_return_shows_unchanged_and_conflicting_cells(fresh: Inspection, tmp_path: Path):
    path = sent(fresh, tmp_path)
    filling.fill(path, {"CP-1-01": {"answer": "実施済", "explanation": "初めの説明"}})
    take(fresh, path)
    filling.fill(path, {"CP-1-01": {"explanation": "直した説明"}})
    seen = take(fresh, path)
    assert (seen.changed, seen.unchanged, seen.conflicts) == (0, 1, 1)
    odd = [(p.code, p.place.item, p.place.cell) for p in seen.problems if not p.is_note]
    assert odd == [(Code.CONFLICT, "CP-1-01", "H2")]
    assert viewing.item_detail(fresh, SUBJECT, "CP-1-01").responses[0].explanation == "初めの説明"
    take(fresh, path, CellKind.CONFLICT)
    assert viewing.item_detail(fresh, SUBJECT, "CP-1-01").responses[0].explanation == "直した説明"


def test_that_odd_answers_are_all_named_with_their_cells(fresh: Inspection, tmp_path: Path):
    path = sent(fresh, tmp_path)
    filling.fill(
        path,
        {
            "CP-1-01": {"answer": "たぶん"},
            "CP-1-02": {"answer": "同上", "due_on": "そのうち"},
            "CP-1-03": {"answer": "はい"},
        },
    )
    seen = look(fresh, path)
    assert [(p.code, p.place.cell, p.values["found"]) for p in seen.problems if not p.is_note] == [
        (Code.UNKNOWN_ANSWER, "G2", "たぶん"),
        (Code.NOT_AN_ANSWER, "G3", "同上"),
        (Code.BAD_DATE, "J3", "そのうち"),
    ]
    assert seen.changed == 1


def test_that_the_second_round_carries_answers_and_inquiries(fresh: Inspection, tmp_path: Path):
    path = sent(fresh, tmp_path)
    filling.fill(path, {"CP-1-01": {"answer": "実施済", "explanation": "電話番号を確認しています。"}})
    take(fresh, path)
    fresh.apply(reviewing.ask(fresh, SUBJECT, "CP-1-01", "再送の回数は？"))
    second = sent(fresh, tmp_path)
    assert second.name == "質問票_みなもペイ_第2回.xlsx"
    rows = [[c.value for c in row] for row in load_workbook(second)["質問票"].iter_rows(max_row=2)]
    shown = dict(zip(rows[0], rows[1], strict=True))
    assert shown["前回の回答"] == "第1回\n実施済\n電話番号を確認しています。"
    assert shown["当行からの追加確認"] == "再送の回数は？"
    filling.fill(second, {"CP-1-01": {"reply": "3回までです。"}})
    take(fresh, second)
    detail = viewing.item_detail(fresh, SUBJECT, "CP-1-01")
    assert detail.responses[-1].reply == "3回までです。"
    assert (detail.row.inquiries, detail.row.open_inquiries) == (1, 0)
    third = sent(fresh, tmp_path)
    asked = [row[14].value for row in load_workbook(third)["質問票"].iter_rows(min_row=2, max_row=2)]
    assert asked in ([None], [""])


def test_that_workbooks_that_do_not_belong_here_are_refused_with_the_reason(
    fresh: Inspection, inspection: Inspection, tmp_path: Path
):
    path = sent(fresh, tmp_path)
    assert refusal(inspection, path) == [Code.OTHER_CASE]
    assert refusal(fresh, path, "op_kokage") == [Code.OTHER_SUBJECT]
    take(fresh, path)
    second = sent(fresh, tmp_path)
    history = History(fresh.apply, fresh.history())
    history.undo()
    assert refusal(fresh, second) == [Code.UNKNOWN_ROUND]


def test_that_a_workbook_of_another_version_of_the_checklist_is_refused(fresh: Inspection, tmp_path: Path):
    path = sent(fresh, tmp_path)
    held = fresh.checklists["code_payment"]
    fresh.checklists = {**fresh.checklists, "code_payment": replace(held, version="2021-1")}
    assert refusal(fresh, path) == [Code.OTHER_CHECKLIST]


def edited(path: Path, edit: str) -> None:
    book = load_workbook(path)
    sheet = book["質問票"]
    if edit == "delete":
        sheet.delete_rows(3)
    elif edit == "twice":
        for column in range(1, sheet.max_column + 1):
            sheet.cell(4, column).value = sheet.cell(3, column).value
    elif edit == "wording":
        sheet.cell(3, 5).value = "別の質問"
    elif edit == "no key":
        sheet.cell(3, 1).value = None
    elif edit == "new row":
        sheet.cell(sheet.max_row + 1, 2).value = "CP-9-99"
    book.save(path)


@pytest.mark.parametrize(
    ("edit", "codes"),
    [
        ("delete", [Code.MISSING_ROW]),
        ("twice", [Code.DUPLICATE_ROW, Code.DUPLICATE_ROW, Code.MISSING_ROW]),
        ("wording", [Code.QUESTION_CHANGED]),
        ("no key", [Code.MATCHED_BY_NUMBER]),
        ("new row", [Code.UNKNOWN_ROW]),
    ],
)
def test_that_every_deviation_of_rows_is_one_line_of_the_report(
    fresh: Inspection, tmp_path: Path, edit: str, codes: list[Code]
):
    path = sent(fresh, tmp_path)
    edited(path, edit)
    assert sorted(codes_of(look(fresh, path))) == sorted(codes)


@examples(15)
@given(
    st.dictionaries(
        st.sampled_from(["CP-1-01", "CP-2-03", "CP-5-11"]),
        st.fixed_dictionaries(
            {
                "answer": st.sampled_from(["実施済", "一部実施", "未実施", "対象外"]),
                "explanation": st.text(
                    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1
                ),
            }
        ),
        min_size=1,
    )
)
def test_that_what_was_taken_in_comes_back_as_no_change(inspection: Inspection, tmp_path: Path, cells: Cells):
    everything = Sending(everything=True)
    path = exporting.export(inspection, [SUBJECT], tmp_path, quiet(), everything).files[0].path
    filling.fill(path, cells)
    take(inspection, path)
    again = look(inspection, path)
    assert (again.changed, again.conflicts) == (0, 0)
    for proposal in again.proposals:
        assert proposal.field in INPUT_FIELDS
    path.unlink()


def test_that_export_and_import_without_edits_is_no_change(inspection: Inspection, tmp_path: Path):
    subjects, everything = ["cp_minamo", "op_kokage", "own_prepaid"], Sending(everything=True)
    done = exporting.export(inspection, subjects, tmp_path, quiet(), everything)
    for file in done.files:
        seen = look(inspection, file.path)
        assert (seen.changed, seen.unchanged, seen.conflicts, codes(seen)) == (0, 0, 0, [])
        assert seen.matched == seen.rows == file.rows


def test_that_an_answer_too_long_for_a_cell_is_told_kept_whole_and_cut_where_it_is_written(
    fresh: Inspection, tmp_path: Path
):
    path = sent(fresh, tmp_path)
    text = f'<c r="H2" s="{{style}}" t="inlineStr"><is><t>{"長" * 40_000}</t></is></c>'
    path.write_bytes(with_cells(path.read_bytes(), {"H2": text.encode()}))
    seen = take(fresh, path)
    (problem,) = (one for one in seen.problems if one.code is Code.TEXT_TOO_LONG)
    assert (problem.place.cell, problem.place.item) == ("H2", "CP-1-01")
    assert (problem.values["found"], problem.is_note) == (40_000, False)
    assert viewing.item_detail(fresh, SUBJECT, "CP-1-01").responses[0].explanation == "長" * 40_000
    reporting.report(fresh, tmp_path / "結果.xlsx", Language.JA, quiet())
    values = [str(c.value) for sheet in load_workbook(tmp_path / "結果.xlsx") for row in sheet for c in row]
    (cut,) = (value for value in values if len(value) > 30_000)
    assert (len(cut), cut[-8:]) == (CELL_LIMIT, "長\n…（以下略）")
    fresh.apply(reviewing.ask(fresh, SUBJECT, "CP-1-01", "要約は？"))
    assert sent(fresh, tmp_path).is_file()


@pytest.mark.parametrize("sign", [*UNSEEN, *UNSEEN_TOO])
def test_that_signs_that_nobody_sees_are_no_answer_in_any_field(fresh: Inspection, tmp_path: Path, sign: str):
    path = sent(fresh, tmp_path)
    fields = [field for field in INPUT_FIELDS if field != "reply"]
    filling.fill(path, {"CP-1-01": {"answer": "実施済"}, "CP-1-02": dict.fromkeys(fields, sign)})
    seen = look(fresh, path)
    assert (seen.changed, seen.proposals[0].item, len(seen.proposals)) == (1, "CP-1-01", 1)
    assert not [problem for problem in seen.problems if not problem.is_note]


@pytest.mark.parametrize("clock", [time(23, 59, 12), "23:59:12", "23時59分", datetime(1899, 12, 31, 23, 59)])  # noqa: DTZ001 - cells know no zone
def test_that_a_time_in_a_date_field_is_flagged(fresh: Inspection, tmp_path: Path, clock: object):
    path = sent(fresh, tmp_path)
    book = load_workbook(path)
    sheet = book["質問票"]
    headings = {cell.value: number for number, cell in enumerate(sheet[1], 1)}
    sheet.cell(2, headings["対応予定日"]).value = clock  # type: ignore[assignment]  # the stub knows few types
    book.save(path)
    (proposal,) = look(fresh, path).proposals
    assert (proposal.kind, proposal.code, proposal.returned) == (CellKind.FLAGGED, Code.BAD_DATE, "")


def test_that_the_longest_answer_does_not_stop_the_next_round(fresh: Inspection, tmp_path: Path):
    path = sent(fresh, tmp_path)
    filling.fill(path, {"CP-1-01": {"answer": "実施済", "explanation": "長" * CELL_LIMIT}})
    take(fresh, path)
    fresh.apply(reviewing.ask(fresh, SUBJECT, "CP-1-01", "要約は？"))
    second = sent(fresh, tmp_path)
    rows = [[c.value for c in row] for row in load_workbook(second)["質問票"].iter_rows(max_row=2)]
    previous = dict(zip(rows[0], rows[1], strict=True))["前回の回答"]
    assert isinstance(previous, str)
    assert previous.endswith("…（以下略）")
    assert len(previous) == CELL_LIMIT
