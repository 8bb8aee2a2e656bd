"""Workbooks and batches that mix what does not belong together: nothing goes to the wrong place."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from assessor.domain.difference import CellKind
from assessor.domain.records import Evidence, Return
from assessor.errors import Code, InputError
from assessor.excel.writing import filling
from assessor.operations import reviewing, viewing
from assessor.operations.inspection import Inspection
from assessor.operations.questionnaires import exporting
from assessor.operations.returns import batch
from assessor.operations.returns.accepting import accept
from assessor.operations.returns.decision import Decision
from assessor.operations.returns.received import ReceivedFile
from assessor.operations.returns.values import FoundAttachments, Link
from assessor.progress import quiet
from tests.unit.operations.returning import SUBJECT, change_sheet, codes, look, sent, take

pytestmark = pytest.mark.long

OTHER = "cp_watagumo"


def rows_of(path: Path) -> list[list[object]]:
    return [[cell.value for cell in row] for row in load_workbook(path)["質問票"].iter_rows(min_row=2)]


def pasted_into(path: Path, rows: list[list[object]]) -> Path:
    def paste(sheet: Worksheet) -> None:
        for number, row in enumerate(rows, 2):
            for column, value in enumerate(row, 1):
                sheet.cell(number, column).value = value  # type: ignore[assignment]  # what was read

    return change_sheet(path, paste)


def two_subjects(inspection: Inspection, folder: Path) -> tuple[Path, Path]:
    files = exporting.export(inspection, [SUBJECT, OTHER], folder, quiet()).files
    filling.fill(files[0].path, {"CP-1-01": {"answer": "実施済"}})
    filling.fill(files[1].path, {"CP-1-02": {"answer": "未実施"}})
    return files[0].path, files[1].path


def copy(path: Path, name: str) -> Path:
    target = path.with_name(name)
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(path.read_bytes())
    return target


def test_that_the_sheet_of_another_subject_in_ones_workbook_is_refused(fresh: Inspection, tmp_path: Path):
    ours, theirs = two_subjects(fresh, tmp_path)
    with pytest.raises(InputError) as refused:
        look(fresh, pasted_into(ours, rows_of(theirs)))
    assert [problem.code for problem in refused.value.problems] == [Code.TOKENS_DISAGREE]


def test_that_rows_of_another_subject_are_shown_and_not_read(fresh: Inspection, tmp_path: Path):
    ours, theirs = two_subjects(fresh, tmp_path)
    seen = look(fresh, pasted_into(ours, rows_of(theirs)[:19]))
    assert codes(seen).count(Code.FOREIGN_ROW) == 19
    assert (len(seen.strangers), seen.changed, seen.clean) == (19, 0, False)


def test_that_rows_of_an_older_round_are_not_taken_for_this_one(fresh: Inspection, tmp_path: Path):
    first = sent(fresh, tmp_path)
    filling.fill(first, {"CP-1-01": {"answer": "一部実施"}})
    take(fresh, first)
    fresh.apply(reviewing.ask(fresh, SUBJECT, "CP-1-01", "その後は？"))
    second = sent(fresh, tmp_path)
    seen = look(fresh, pasted_into(second, rows_of(first)[:1]))
    assert Code.FOREIGN_ROW in codes(seen)
    assert seen.unchanged == 0


def test_that_a_file_that_repeats_the_case_contradicts_one_that_changes_it(fresh: Inspection, tmp_path: Path):
    path = sent(fresh, tmp_path)
    filling.fill(path, {"CP-1-01": {"answer": "実施済"}})
    take(fresh, path)
    fresh.apply(reviewing.ask(fresh, SUBJECT, "CP-1-01", "その後は？"))
    second = sent(fresh, tmp_path)
    same, other = copy(second, "x2.xlsx"), copy(second, "y2.xlsx")
    filling.fill(same, {"CP-1-01": {"answer": "実施済"}})
    filling.fill(other, {"CP-1-01": {"answer": "未実施"}})
    first, last = batch.read(fresh, [same, other], quiet()).previews
    assert (first.unchanged, last.conflicts, last.clean) == (1, 1, False)
    assert batch.compared([first, last]) == (first, last)


def test_that_blanks_of_one_department_do_not_clear_what_the_other_says(fresh: Inspection, tmp_path: Path):
    path = sent(fresh, tmp_path)
    p1, p2 = copy(path, "p1.xlsx"), copy(path, "p2.xlsx")
    filling.fill(path, {"CP-1-01": {"answer": "実施済"}, "CP-1-02": {"answer": "未実施"}})
    take(fresh, path)
    filling.fill(p1, {"CP-1-01": {"answer": "実施済"}})
    filling.fill(p2, {"CP-1-02": {"answer": "未実施"}})
    decisions = [Decision(seen) for seen in batch.read(fresh, [p1, p2], quiet()).previews]
    for decision in decisions:
        assert decision.preview.counts[CellKind.CLEARED] == 0
        decision.clear_blanks(on=True)
    accept(fresh, decisions, quiet())
    assert viewing.item_detail(fresh, SUBJECT, "CP-1-01").responses
    assert viewing.item_detail(fresh, SUBJECT, "CP-1-02").responses


def test_that_the_same_content_under_two_names_is_attached_once(fresh: Inspection, tmp_path: Path):
    path = sent(fresh, tmp_path)
    filling.fill(path, {"CP-1-01": {"evidence_names": "規程.pdf、手順.pdf"}})
    links = []
    for name in ("規程.pdf", "手順.pdf"):
        (tmp_path / name).write_bytes(b"%PDF-1.4 same")
        links.append(Link("CP-1-01", ReceivedFile.at(tmp_path / name), name, certain=True))
    accept(fresh, [Decision(look(fresh, path), FoundAttachments(links=tuple(links)))], quiet())
    with fresh.file.read() as work:
        assert len(work.records.all(Evidence, subject=SUBJECT)) == 1


def test_that_copies_of_a_file_in_one_batch_are_one_return(fresh: Inspection, tmp_path: Path):
    path = sent(fresh, tmp_path)
    filling.fill(path, {"CP-1-01": {"answer": "実施済"}})
    found = batch.read(fresh, [path, copy(path, "写し.xlsx"), path], quiet())
    accept(fresh, [Decision(seen) for seen in found.previews], quiet())
    with fresh.file.read() as work:
        assert len(work.records.all(Return)) == 1


def test_that_a_workbook_nobody_filled_in_is_not_clean(fresh: Inspection, tmp_path: Path):
    seen = look(fresh, sent(fresh, tmp_path))
    assert (seen.clean, seen.filled_in) == (False, False)
    assert Code.NOT_FILLED_IN in {problem.code for problem in seen.problems}
