import os
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from assessor.domain.difference import Kind
from assessor.domain.history import History
from assessor.domain.questionnaire import INPUT_FIELDS
from assessor.domain.vocabulary import Answer, Verdict
from assessor.errors import Code, InputError
from assessor.excel.writing import filling
from assessor.operations import exchange, returns, reviewing, viewing
from assessor.operations.inspection import Inspection
from assessor.operations.returns import Preview
from assessor.operations.reviewing import Mark
from assessor.progress import Cancelled, quiet
from assessor.text import CELL_LIMIT

SUBJECT = "cp_minamo"
Cells = Mapping[str, Mapping[str, str]]


def entries(inspection: Inspection) -> int:
    with inspection.file.read() as work:
        return work.journal.count()


def sent(inspection: Inspection, folder: Path, subject: str = SUBJECT) -> Path:
    return exchange.export(inspection, [subject], folder, quiet()).files[0].path


def take(inspection: Inspection, path: Path, kind: Kind = Kind.CHANGED) -> Preview:
    seen = returns.preview(inspection, path)
    accepted = [p for p in seen.proposals if p.difference.kind is kind]
    inspection.apply(returns.accept(inspection, seen, accepted))
    return seen


def refusal(inspection: Inspection, path: Path, subject: str = "") -> list[Code]:
    with pytest.raises(InputError) as error:
        returns.preview(inspection, path, subject=subject)
    return [problem.code for problem in error.value.problems]


def test_that_a_questionnaire_holds_every_item_that_applies(fresh: Inspection, tmp_path: Path):
    done = exchange.export(
        fresh, [SUBJECT, "op_kokage"], tmp_path, quiet(), due_on="2020-12-01", contact="事務局"
    )
    assert [(f.subject, f.round, f.rows) for f in done.files] == [(SUBJECT, 1, 38), ("op_kokage", 1, 31)]
    assert {path.name for path in tmp_path.iterdir() if path.suffix == ".xlsx"} == {
        "質問票_みなもペイ_第1回.xlsx",
        "質問票_こかげ払込サービス_第1回.xlsx",
    }


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
    assert (seen.rows, seen.matched, seen.changed, seen.blank, seen.problems) == (38, 38, 6, 260, ())
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
    assert returns.preview(fresh, path).changed == 1
    assert entries(fresh) == before
    assert viewing.item_detail(fresh, SUBJECT, "CP-1-01").responses == ()


def test_that_only_accepted_cells_are_taken(fresh: Inspection, tmp_path: Path):
    path = sent(fresh, tmp_path)
    filling.fill(path, {"CP-1-01": {"answer": "実施済", "explanation": "説明"}})
    seen = returns.preview(fresh, path)
    chosen = [p for p in seen.proposals if p.difference.field == "explanation"]
    fresh.apply(returns.accept(fresh, seen, chosen))
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
    assert [(p.code, p.place.item, p.place.cell) for p in seen.problems] == [(Code.CONFLICT, "CP-1-01", "H2")]
    assert viewing.item_detail(fresh, SUBJECT, "CP-1-01").responses[0].explanation == "初めの説明"
    take(fresh, path, Kind.CONFLICT)
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
    seen = returns.preview(fresh, path)
    assert [(p.code, p.place.cell, p.values["found"]) for p in seen.problems] == [
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


def test_that_a_round_that_has_not_come_back_is_written_again_and_replaces_no_file(
    fresh: Inspection, tmp_path: Path
):
    first, again = sent(fresh, tmp_path), sent(fresh, tmp_path)
    assert (first.name, again.name) == ("質問票_みなもペイ_第1回.xlsx", "質問票_みなもペイ_第1回 (2).xlsx")
    assert viewing.subject_result(fresh, SUBJECT).round == 1


def test_that_workbooks_that_do_not_belong_here_are_refused_with_the_reason(
    fresh: Inspection, inspection: Inspection, tmp_path: Path
):
    path = sent(fresh, tmp_path)
    assert refusal(inspection, path) == [Code.OTHER_CASE]
    assert refusal(fresh, path, "op_kokage") == [Code.OTHER_SUBJECT]
    take(fresh, path)
    second = sent(fresh, tmp_path)
    assert refusal(fresh, path) == [Code.OLDER_ROUND]
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
        ("wording", [Code.LOCKED_CELL_CHANGED]),
        ("no key", [Code.MATCHED_BY_NUMBER]),
        ("new row", [Code.UNKNOWN_ROW]),
    ],
)
def test_that_every_deviation_of_rows_is_one_line_of_the_report(
    fresh: Inspection, tmp_path: Path, edit: str, codes: list[Code]
):
    path = sent(fresh, tmp_path)
    edited(path, edit)
    assert sorted(p.code for p in returns.preview(fresh, path).problems) == sorted(codes)


def test_that_a_cancelled_export_leaves_no_file_and_no_round(fresh: Inspection, tmp_path: Path):
    progress = quiet()
    progress.cancel()
    with pytest.raises(Cancelled):
        exchange.export(fresh, [SUBJECT], tmp_path, progress)
    assert [p.name for p in tmp_path.iterdir()] == ["fresh.assess"]
    assert viewing.subject_result(fresh, SUBJECT).round == 0


def test_that_an_export_needs_somebody_to_ask_and_somewhere_to_write(fresh: Inspection, tmp_path: Path):
    with pytest.raises(InputError) as error:
        exchange.export(fresh, [SUBJECT], tmp_path / "none", quiet())
    assert error.value.problems[0].code is Code.NO_FOLDER
    with pytest.raises(InputError) as error:
        exchange.export(fresh, ["nobody"], tmp_path, quiet())
    assert error.value.problems[0].code is Code.UNKNOWN_SUBJECT


def test_that_a_subject_with_nothing_to_answer_is_left_out_and_named(fresh: Inspection, tmp_path: Path):
    items = [s.item.id for s in viewing.subject_result(fresh, SUBJECT).states]
    aside = [Mark(SUBJECT, item, Verdict.NOT_APPLICABLE, "提供なし") for item in items]
    fresh.apply(reviewing.mark(fresh, *aside))
    assert SUBJECT not in exchange.sendable(fresh)
    done = exchange.export(fresh, [SUBJECT, "op_kokage"], tmp_path, quiet())
    assert [p.code for p in done.problems] == [Code.NOTHING_TO_SEND]
    with pytest.raises(InputError):
        exchange.export(fresh, [SUBJECT], tmp_path, quiet())


def test_that_a_folder_that_cannot_be_written_is_said(
    fresh: Inspection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def refuse(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.TemporaryDirectory", refuse)
    with pytest.raises(InputError) as error:
        exchange.export(fresh, [SUBJECT], tmp_path, quiet())
    assert error.value.problems[0].code is Code.CANNOT_WRITE


def test_that_nothing_of_the_bank_or_of_others_leaves_with_a_questionnaire(
    inspection: Inspection, tmp_path: Path
):
    fills = {"reason": "内部の評価理由ZZZ"}
    inspection.apply(reviewing.mark(inspection, Mark(SUBJECT, "CP-1-01", Verdict.INSUFFICIENT, **fills)))
    path = sent(inspection, tmp_path)
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name).decode("utf-8", "replace") for name in package.namelist()}
    others = [r.subject.name for r in viewing.results(inspection).subjects if r.subject.subject != SUBJECT]
    for name, text in parts.items():
        for secret in (*others, "内部の評価理由ZZZ", "評価 太郎", "laptop-1", str(tmp_path)):
            assert secret not in text, f"{secret} in {name}"


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
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
    path = sent(inspection, tmp_path)
    filling.fill(path, cells)
    take(inspection, path)
    again = returns.preview(inspection, path)
    assert (again.changed, again.conflicts) == (0, 0)
    for proposal in again.proposals:
        assert proposal.difference.field in INPUT_FIELDS
    path.unlink()


def test_that_export_and_import_without_edits_is_no_change(inspection: Inspection, tmp_path: Path):
    done = exchange.export(inspection, exchange.sendable(inspection), tmp_path, quiet())
    for file in done.files:
        seen = returns.preview(inspection, file.path)
        assert (seen.changed, seen.unchanged, seen.conflicts, seen.problems) == (0, 0, 0, ())
        assert seen.matched == seen.rows == file.rows


def test_that_the_longest_answer_does_not_stop_the_next_round(fresh: Inspection, tmp_path: Path):
    path = sent(fresh, tmp_path)
    filling.fill(path, {"CP-1-01": {"answer": "実施済", "explanation": "長" * CELL_LIMIT}})
    take(fresh, path)
    second = sent(fresh, tmp_path)
    rows = [[c.value for c in row] for row in load_workbook(second)["質問票"].iter_rows(max_row=2)]
    previous = dict(zip(rows[0], rows[1], strict=True))["前回の回答"]
    assert isinstance(previous, str)
    assert previous.endswith("…（以下略）")
    assert len(previous) == CELL_LIMIT


def test_that_what_a_killed_export_left_is_swept_and_a_running_one_is_not(fresh: Inspection, tmp_path: Path):
    killed, running = tmp_path / ".assessor-old", tmp_path / ".assessor-new"
    for left in (killed, running):
        left.mkdir()
    os.utime(killed, (0, 0))
    sent(fresh, tmp_path)
    assert not killed.exists()
    assert running.exists()
