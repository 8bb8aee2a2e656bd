"""What the reviewer decides: partial returns, blanks that clear, late files, and the record of it."""

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from assessor.domain.difference import CellKind
from assessor.domain.history import History
from assessor.domain.records import Return
from assessor.domain.vocabulary import Answer
from assessor.errors import CaseConflict, Code, InputError
from assessor.excel.writing import filling
from assessor.operations import reviewing, viewing
from assessor.operations.inspection import Inspection
from assessor.operations.questionnaires import exporting
from assessor.operations.questionnaires.exporting import Sending
from assessor.operations.returns import batch, keeping
from assessor.operations.returns.accepting import accept
from assessor.operations.returns.decision import Decision
from assessor.operations.returns.received import ReceivedFile
from assessor.operations.returns.values import AnsweredRound, FoundAttachments, Link, Preview, RefusedFile
from assessor.progress import Cancelled, Progress, quiet
from tests.unit.operations.returning import SUBJECT, change_sheet, codes, look, sent, take
from tests.unit.operations.rounds_in_tests import held_round

pytestmark = pytest.mark.long


def response(inspection: Inspection, item: str, number: int = 1):
    found = viewing.item_detail(inspection, SUBJECT, item)
    return next(one for one in found.responses if found.numbers.of(one.round) == number)


def returns_of(inspection: Inspection, number: int = 1) -> list[Return]:
    asked = held_round(inspection, number)
    with inspection.file.read() as work:
        return work.records.all(Return, subject=SUBJECT, round=asked.id)


def copy(path: Path, name: str) -> Path:
    target = path.with_name(name)
    target.write_bytes(path.read_bytes())
    return target


def test_that_returns_of_two_departments_add_up(fresh: Inspection, tmp_path: Path):
    path = sent(fresh, tmp_path)
    first, second = copy(path, "システム部.xlsx"), copy(path, "業務部.xlsx")
    filling.fill(first, {"CP-1-01": {"answer": "実施済"}})
    filling.fill(second, {"CP-1-02": {"answer": "未実施"}})
    take(fresh, first)
    seen = take(fresh, second)
    assert (seen.changed, seen.conflicts, codes(seen)) == (1, 0, [])
    assert response(fresh, "CP-1-01").answer is Answer.IMPLEMENTED
    assert response(fresh, "CP-1-02").answer is Answer.NOT_IMPLEMENTED
    assert [one.file for one in returns_of(fresh)] == ["システム部.xlsx", "業務部.xlsx"]


def test_that_a_blank_cell_clears_only_where_the_reviewer_says_so(fresh: Inspection, tmp_path: Path):
    path = sent(fresh, tmp_path)
    empty = copy(path, "訂正.xlsx")
    filling.fill(path, {"CP-1-01": {"answer": "はい", "explanation": "説明"}})
    take(fresh, path)
    seen = look(fresh, empty)
    assert seen.counts[CellKind.CLEARED] == 2
    accept(fresh, [Decision(seen)], quiet())
    assert response(fresh, "CP-1-01").explanation == "説明"
    decision = Decision(look(fresh, empty))
    decision.clear_blanks(on=True)
    accept(fresh, [decision], quiet())
    assert viewing.item_detail(fresh, SUBJECT, "CP-1-01").responses == ()
    report = keeping.report(fresh, returns_of(fresh)[-1])
    assert (report.blank_clears, report.accepted) == (True, 2)


def test_that_a_blank_in_a_later_round_leaves_the_earlier_answer(fresh: Inspection, tmp_path: Path):
    path = sent(fresh, tmp_path)
    filling.fill(path, {"CP-1-01": {"answer": "実施済"}})
    take(fresh, path)
    fresh.apply(reviewing.ask(fresh, SUBJECT, "CP-1-01", "証拠は？"))
    seen = look(fresh, sent(fresh, tmp_path))
    assert seen.counts[CellKind.CLEARED] == 0


def test_that_the_same_answer_in_a_later_round_is_unchanged_and_another_one_changed(
    fresh: Inspection, tmp_path: Path
):
    path = sent(fresh, tmp_path)
    filling.fill(path, {"CP-1-01": {"answer": "一部実施"}, "CP-1-02": {"answer": "未実施"}})
    take(fresh, path)
    for item in ("CP-1-01", "CP-1-02"):
        fresh.apply(reviewing.ask(fresh, SUBJECT, item, "その後は？"))
    second = sent(fresh, tmp_path)
    filling.fill(second, {"CP-1-01": {"answer": "一部実施"}, "CP-1-02": {"answer": "実施済"}})
    seen = take(fresh, second)
    assert (seen.unchanged, seen.changed, seen.conflicts) == (1, 1, 0)
    changed = next(p for p in seen.proposals if p.kind is CellKind.CHANGED)
    assert (changed.sent, changed.returned, changed.current) == (
        "not_implemented",
        "implemented",
        "not_implemented",
    )


def test_that_a_late_return_can_be_looked_at_and_is_not_taken(fresh: Inspection, tmp_path: Path):
    path = sent(fresh, tmp_path)
    late = copy(path, "遅れて.xlsx")
    filling.fill(path, {"CP-1-01": {"answer": "実施済"}})
    take(fresh, path)
    filling.fill(late, {"CP-1-02": {"answer": "実施済"}})
    sent(fresh, tmp_path)
    seen = look(fresh, late)
    assert (seen.answered, seen.round, seen.changed) == (AnsweredRound.LATE, 1, 1)
    assert codes(seen) == [Code.OLDER_ROUND]
    assert Decision(seen).open == []
    assert codes(look(fresh, path)) == [Code.ALREADY_RETURNED]
    decision = Decision(seen)
    decision.accepted = {0}
    with pytest.raises(InputError) as refused:
        accept(fresh, [decision], quiet())
    assert refused.value.problems[0].code is Code.OLDER_ROUND


def test_that_the_very_same_file_again_adds_nothing(fresh: Inspection, tmp_path: Path):
    path = sent(fresh, tmp_path)
    filling.fill(path, {"CP-1-01": {"answer": "実施済"}})
    take(fresh, path)
    again = look(fresh, path)
    assert [one.file for one in again.taken] == [path.name]
    assert accept(fresh, [Decision(again)], quiet()).changes == ()
    assert len(returns_of(fresh)) == 1


def test_that_what_was_decided_is_kept_with_the_round_and_undone_with_it(fresh: Inspection, tmp_path: Path):
    path = sent(fresh, tmp_path)
    filling.fill(path, {"CP-1-01": {"answer": "○", "explanation": "説明"}, "CP-1-02": {"answer": "同上"}})
    content = path.read_bytes()
    seen = look(fresh, path)
    decision = Decision(seen)
    decision.accept([n for n, p in enumerate(seen.proposals) if p.field == "explanation"], on=False)
    accept(fresh, [decision], quiet())
    (kept,) = returns_of(fresh)
    assert (kept.file, kept.sha256, kept.accepted, kept.refused) == (path.name, seen.sha256, 1, 2)
    assert kept.received_by == "評価 太郎"
    path.unlink()
    assert keeping.write_file(fresh, kept, tmp_path, quiet()).read_bytes() == content
    cells = {(c.item, c.field): (c.kind, c.accepted) for c in keeping.report(fresh, kept).cells}
    assert cells == {
        ("CP-1-01", "answer"): ("changed", True),
        ("CP-1-01", "explanation"): ("changed", False),
        ("CP-1-02", "answer"): ("flagged", False),
    }
    history = History(fresh.apply, fresh.history())
    history.undo()
    assert returns_of(fresh) == []
    assert held_round(fresh, 1).returned_at == ""


def test_that_a_flagged_cell_can_be_read_as_an_answer(fresh: Inspection, tmp_path: Path):
    path = sent(fresh, tmp_path)
    filling.fill(path, {"CP-1-01": {"answer": "だいたい"}})
    decision = Decision(look(fresh, path))
    assert decision.chosen == ()
    decision.read_as(0, Answer.PARTIAL)
    accept(fresh, [decision], quiet())
    assert (response(fresh, "CP-1-01").answer, response(fresh, "CP-1-01").answer_written) == (
        Answer.PARTIAL,
        "だいたい",
    )


def test_that_two_files_that_contradict_each_other_are_conflicts(fresh: Inspection, tmp_path: Path):
    path = sent(fresh, tmp_path)
    first, second = copy(path, "a.xlsx"), copy(path, "b.xlsx")
    filling.fill(first, {"CP-1-01": {"answer": "実施済"}, "CP-1-02": {"answer": "実施済"}})
    filling.fill(second, {"CP-1-01": {"answer": "未実施"}, "CP-1-03": {"answer": "対象外"}})
    found = batch.read(fresh, [first, second], quiet())
    assert [(seen.changed, seen.conflicts, seen.clean) for seen in found.previews] == [(1, 1, False)] * 2
    decisions = [Decision(seen) for seen in found.previews]
    accept(fresh, decisions, quiet())
    assert response(fresh, "CP-1-02").answer is Answer.IMPLEMENTED
    assert response(fresh, "CP-1-03").answer is Answer.OUT_OF_SCOPE
    both = [Decision(seen) for seen in batch.read(fresh, [first, second], quiet()).previews]
    for decision in both:
        decision.accept(decision.open, on=True)
    with pytest.raises(InputError) as refused:
        accept(fresh, both, quiet())
    assert refused.value.problems[0].code is Code.CONFLICT


def test_that_a_case_that_moved_meanwhile_is_not_overwritten(fresh: Inspection, tmp_path: Path):
    path = sent(fresh, tmp_path)
    other = copy(path, "他部署.xlsx")
    filling.fill(path, {"CP-1-01": {"answer": "実施済"}})
    filling.fill(other, {"CP-1-01": {"answer": "未実施"}})
    stale = Decision(look(fresh, other))
    take(fresh, path)
    with pytest.raises(CaseConflict) as refused:
        accept(fresh, [stale], quiet())
    assert refused.value.problems[0].code is Code.CHANGED_MEANWHILE
    assert response(fresh, "CP-1-01").answer is Answer.IMPLEMENTED


def test_that_a_file_that_changed_since_it_was_read_is_refused(fresh: Inspection, tmp_path: Path):
    path = sent(fresh, tmp_path)
    filling.fill(path, {"CP-1-01": {"answer": "実施済"}})
    decision = Decision(look(fresh, path))
    filling.fill(path, {"CP-1-02": {"answer": "実施済"}})
    with pytest.raises(InputError) as refused:
        accept(fresh, [decision], quiet())
    assert refused.value.problems[0].code is Code.FILE_CHANGED


def test_that_a_cancelled_batch_leaves_nothing(fresh: Inspection, tmp_path: Path):
    subjects = ["cp_minamo", "op_kokage"]
    files = [file.path for file in exporting.export(fresh, subjects, tmp_path, quiet()).files]
    filling.fill(files[0], {"CP-1-01": {"answer": "実施済"}})
    decisions = [Decision(seen) for seen in batch.read(fresh, files, quiet()).previews]

    class Impatient(Progress):
        def step(self, done: int, total: int) -> None:  # noqa: ARG002 - as inherited
            if done:
                raise Cancelled

    with pytest.raises(Cancelled):
        accept(fresh, decisions, Impatient())
    assert returns_of(fresh) == []
    assert viewing.item_detail(fresh, SUBJECT, "CP-1-01").responses == ()


def pasted(path: Path, target: Path, *, keys: bool) -> Path:
    """Paste the question sheet into a new workbook, with the hidden column of keys or without."""
    sheet = load_workbook(path)["質問票"]
    book = Workbook()
    fresh_sheet = book.active
    assert isinstance(fresh_sheet, Worksheet)
    for row in sheet.iter_rows(min_col=1 if keys else 2):
        fresh_sheet.append([cell.value for cell in row])
    book.save(target)
    return target


def test_that_a_sheet_pasted_into_a_new_workbook_is_known_by_its_row_keys(fresh: Inspection, tmp_path: Path):
    path = sent(fresh, tmp_path)
    filling.fill(path, {"CP-1-01": {"answer": "実施済"}})
    seen = look(fresh, pasted(path, tmp_path / "写し.xlsx", keys=True))
    assert (seen.subject, seen.round, seen.changed) == (SUBJECT, 1, 1)
    assert Code.TOKEN_LOST in codes(seen)


def test_that_a_sheet_without_any_token_needs_the_reviewer_to_say_whose_it_is(
    fresh: Inspection, tmp_path: Path
):
    path = sent(fresh, tmp_path)
    filling.fill(path, {"CP-1-01": {"answer": "実施済"}})
    bare = pasted(path, tmp_path / "写し.xlsx", keys=False)
    (refused,) = batch.read(fresh, [bare], quiet()).files
    assert isinstance(refused, RefusedFile)
    assert [p.code for p in refused.problems] == [Code.NO_TOKEN]
    seen = batch.read_one(fresh, refused.received, subject=SUBJECT)
    assert isinstance(seen, Preview)
    assert (seen.matched, seen.changed, seen.conflicts) == (38, 1, 0)
    assert {Code.TOKEN_LOST, Code.MATCHED_BY_NUMBER} <= set(codes(seen))
    assert all(problem.is_note or problem.code is Code.MISSING_COLUMN for problem in seen.problems)


def test_that_sorting_without_the_hidden_column_does_not_mix_answers_up(fresh: Inspection, tmp_path: Path):
    path = sent(fresh, tmp_path)
    filling.fill(path, {"CP-1-01": {"answer": "実施済"}, "CP-1-02": {"answer": "未実施"}})

    def swap_visible(sheet: Worksheet) -> None:
        for column in range(2, sheet.max_column + 1):
            one, two = sheet.cell(2, column), sheet.cell(3, column)
            one.value, two.value = two.value, one.value

    seen = look(fresh, change_sheet(path, swap_visible))
    answers = {p.item: p.returned for p in seen.proposals if p.field == "answer"}
    assert answers == {"CP-1-01": "implemented", "CP-1-02": "not_implemented"}
    assert Code.MATCHED_BY_NUMBER in codes(seen)


def test_that_locked_cells_and_questions_that_were_changed_are_shown_and_never_taken(
    fresh: Inspection, tmp_path: Path
):
    def deface(sheet: Worksheet) -> None:
        sheet.cell(2, 4).value = "任意"
        sheet.cell(3, 5).value = "別の質問です"

    path = change_sheet(sent(fresh, tmp_path), deface)
    seen = look(fresh, path)
    found = [(p.kind, p.item, p.field, p.sent, p.returned) for p in seen.proposals]
    assert (CellKind.LOCKED, "CP-1-01", "class", "必須", "任意") in found
    assert any(kind is CellKind.WORDING and item == "CP-1-02" for kind, item, *_ in found)
    assert Decision(seen).open == []
    assert not seen.clean


def test_that_a_row_copied_below_itself_is_read_only_when_both_say_the_same(
    fresh: Inspection, tmp_path: Path
):
    path = sent(fresh, tmp_path)
    filling.fill(path, {"CP-1-01": {"answer": "実施済"}})

    def copy_row(sheet: Worksheet) -> None:
        sheet.append([cell.value for cell in sheet[2]])

    seen = look(fresh, change_sheet(path, copy_row))
    assert (seen.changed, codes(seen).count(Code.DUPLICATE_ROW)) == (1, 2)

    def contradict(sheet: Worksheet) -> None:
        sheet.cell(sheet.max_row, 7).value = "未実施"

    seen = look(fresh, change_sheet(path, contradict))
    assert (seen.changed, len(seen.strangers)) == (0, 2)


def test_that_files_that_came_along_are_attached_in_the_same_step(fresh: Inspection, tmp_path: Path):
    path = sent(fresh, tmp_path)
    filling.fill(path, {"CP-1-01": {"answer": "実施済", "evidence_names": "設計書"}})
    paper = tmp_path / "設計書.pdf"
    paper.write_bytes(b"%PDF-1.4 paper")
    seen = look(fresh, path)
    near = FoundAttachments(links=(Link("CP-1-01", ReceivedFile.at(paper), "設計書", certain=True),))
    accept(fresh, [Decision(seen, near)], quiet())
    (evidence,) = viewing.item_detail(fresh, SUBJECT, "CP-1-01").evidence
    assert (evidence.name, evidence.size) == ("設計書.pdf", 14)
    History(fresh.apply, fresh.history()).undo()
    detail = viewing.item_detail(fresh, SUBJECT, "CP-1-01")
    assert (detail.evidence, detail.responses) == ((), ())


def test_that_a_folder_gives_its_questionnaires_whatever_their_names(fresh: Inspection, tmp_path: Path):
    out, back = tmp_path / "out", tmp_path / "返却" / "みなも"
    out.mkdir()
    back.mkdir(parents=True)
    files = exporting.export(fresh, ["cp_minamo", "op_kokage"], out, quiet(), Sending()).files
    filling.fill(files[0].path, {"CP-1-01": {"answer": "実施済", "evidence_names": "規程"}})
    files[0].path.rename(back / "回答済.dat")
    files[1].path.rename(back.parent / "op.xlsx")
    (back / "規程.docx").write_bytes(b"no workbook")
    (back / "~$回答済.xlsx").write_bytes(b"lock")
    (back / "メモ.xlsx").write_bytes(out.joinpath("x").name.encode())
    found = batch.read(fresh, [back.parent], quiet())
    assert {seen.subject for seen in found.previews} == {"cp_minamo", "op_kokage"}
    assert {one.file for one in found.others} >= {"規程.docx"}
    seen = next(one for one in found.previews if one.subject == "cp_minamo")
    links = found.attachments[seen.sha256].links
    assert [(link.item, link.received.file, link.certain) for link in links] == [
        ("CP-1-01", "規程.docx", True)
    ]
