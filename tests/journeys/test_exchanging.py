"""Questionnaires out, filled in, back in; then the results workbook."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from assessor.domain.vocabulary import Answer
from assessor.errors import Code
from assessor.excel.writing import filling
from assessor.operations.questionnaires.exporting import Sending
from assessor.operations.returns.returned import FileState
from tests.journeys.fake_chooser import FakeChooser
from ui.questionnaires.export_dialog import ExportDialog
from ui.questionnaires.exported_dialog import ExportedDialog
from ui.returns.dialog import ReturnsDialog
from ui.window.main_window import MainWindow

Idle = Callable[[MainWindow], None]


@pytest.fixture
def sent(
    case_window: MainWindow, in_front: Callable[[type[object]], object], tmp_path: Path, idle: Idle
) -> Path:
    """The questionnaire of the current subject, written by the dialogs."""
    case_window.choices["export"].trigger()
    dialog = in_front(ExportDialog)
    assert isinstance(dialog, ExportDialog)
    dialog.place.setText(str(tmp_path))
    dialog.everything.setChecked(True)  # the sample has all its answers
    dialog.contact.setText("点検事務局 内線1234")
    dialog.yes.click()
    idle(case_window)
    shown = in_front(ExportedDialog)
    assert isinstance(shown, ExportedDialog)
    assert shown.table.rowCount() == 1
    shown.close()
    (file,) = tmp_path.glob("*.xlsx")
    return file


def answers(window: MainWindow) -> dict[str, dict[str, str]]:
    rows = window.session.reviews.item_rows(window.session.current_subject)
    asked = [row.state.item.id for row in rows if row.state.applicability.applies][:3]
    return {item: {"answer": "一部実施", "explanation": f"{item} の説明"} for item in asked}


def test_that_a_questionnaire_goes_out_comes_back_and_is_accepted(
    case_window: MainWindow,
    sent: Path,
    chooser: FakeChooser,
    in_front: Callable[[type[ReturnsDialog]], ReturnsDialog],
    qtbot: QtBot,
):
    session = case_window.session
    filled = answers(case_window)
    assert filling.fill(sent, filled) == 6
    chooser.files = [sent]
    case_window.choices["import"].trigger()
    dialog = in_front(ReturnsDialog)
    assert not any(
        session.reviews.item_detail(session.current_subject, item).responses[-1].answer is Answer.PARTIAL
        for item in filled
    )
    dialog.page.take.click()
    qtbot.waitUntil(lambda: not dialog.jobs.busy)
    assert dialog.model.files[0].state is FileState.DONE
    dialog.close()
    for item, cells in filled.items():
        response = session.reviews.item_detail(session.current_subject, item).responses[-1]
        assert (response.answer, response.explanation) == (Answer.PARTIAL, cells["explanation"])
    assert "取り込み" in case_window.choices["undo"].text()
    case_window.choices["undo"].trigger()
    for item in filled:
        assert (
            session.reviews.item_detail(session.current_subject, item).responses[-1].answer
            is not Answer.PARTIAL
        )


def test_that_the_workbook_tells_contact_and_due_date(sent: Path):
    told = [
        str(cell.value) for row in load_workbook(sent)["はじめに"] for cell in row if cell.value is not None
    ]
    assert any("点検事務局 内線1234" in text for text in told)
    due = datetime.now(UTC).date() + timedelta(days=14)
    assert any(str(due.year) in text for text in told)


def test_that_every_error_in_a_returned_workbook_is_told_with_its_cell(
    case_window: MainWindow, sent: Path, qtbot: QtBot
):
    session = case_window.session
    rows = [row.state.item.id for row in session.reviews.item_rows(session.current_subject)][:2]
    filling.fill(sent, {rows[0]: {"answer": "おおむね"}, rows[1]: {"due_on": "そのうち"}})
    job = session.returns.read([sent, sent.with_name("nowhere.xlsx")])
    with qtbot.waitSignal(job.succeeded) as told:
        pass
    read, refused = told.args[0].files
    assert {problem.place.item for problem in read.problems} >= set(rows)
    assert all(problem.place.cell for problem in read.problems if problem.place.item in rows)
    assert refused.problems


def test_that_a_folder_of_returns_is_sorted_out_and_its_clean_files_are_taken_in_one_step(
    case_window: MainWindow,
    tmp_path: Path,
    chooser: FakeChooser,
    in_front: Callable[[type[ReturnsDialog]], ReturnsDialog],
    qtbot: QtBot,
):
    session = case_window.session
    folder = tmp_path / "返却"
    folder.mkdir()
    chosen = [result.subject.subject for result in session.results.subjects][:3]
    items = {key: [row.state.item.id for row in session.reviews.item_rows(key)][:2] for key in chosen}
    job = session.questionnaires.export(chosen, folder, Sending(everything=True))
    with qtbot.waitSignal(job.succeeded) as told:
        pass
    for file in told.args[0].files:
        answer = "おおむね" if file.subject == chosen[0] else "一部実施"
        filling.fill(file.path, {items[file.subject][0]: {"answer": answer}})
        file.path.rename(folder / f"{file.subject}.xlsx")  # recognised by what is in it
    (folder / "途中まで.xlsx").write_bytes(b"PK\x03\x04 cut off")
    chooser.files = [folder]
    undo = session.undo_text
    case_window.choices["import_folder"].trigger()
    dialog = in_front(ReturnsDialog)
    states = {file.result.file: file.state for file in dialog.model.files}
    assert states == {
        f"{chosen[0]}.xlsx": FileState.ATTENTION,
        f"{chosen[1]}.xlsx": FileState.CLEAN,
        f"{chosen[2]}.xlsx": FileState.CLEAN,
        "途中まで.xlsx": FileState.REFUSED,
    }
    assert session.undo_text == undo
    dialog.overview.take_clean.click()
    qtbot.waitUntil(lambda: not dialog.jobs.busy)
    assert dialog.pages.currentWidget() is dialog.outcome
    taken = [session.reviews.item_detail(key, items[key][0]).responses[-1].answer for key in chosen]
    assert taken[1:] == [Answer.PARTIAL, Answer.PARTIAL]
    assert taken[0] is not Answer.PARTIAL
    dialog.outcome.next_button.click()
    assert dialog.page.title.text().endswith("要確認")
    dialog.close()
    case_window.choices["undo"].trigger()
    now = [session.reviews.item_detail(key, items[key][0]).responses[-1].answer for key in chosen]
    assert Answer.PARTIAL not in now


def test_that_a_folder_without_questionnaires_is_told(
    case_window: MainWindow,
    tmp_path: Path,
    chooser: FakeChooser,
    in_front: Callable[[type[ReturnsDialog]], ReturnsDialog],
):
    chooser.files = [tmp_path / "空"]
    chooser.files[0].mkdir()
    case_window.choices["import_folder"].trigger()
    dialog = in_front(ReturnsDialog)
    (place,) = dialog.model.files
    assert (place.result.file, [problem.code for problem in place.problems]) == (
        "空",
        [Code.NO_QUESTIONNAIRES],
    )
    dialog.close()


def test_that_nothing_is_exported_when_it_is_cancelled(case_window: MainWindow, tmp_path: Path, qtbot: QtBot):
    session = case_window.session
    folder = tmp_path / "out"
    folder.mkdir()
    before = session.undo_text
    job = session.questionnaires.export(session.questionnaires.sendable(), folder, Sending())
    job.progressed.connect(job.cancel)
    with qtbot.waitSignals([job.cancelled, job.finished]):
        pass
    assert list(folder.iterdir()) == []
    assert session.undo_text == before


def test_that_the_results_workbook_is_written_and_can_be_opened(
    case_window: MainWindow,
    chooser: FakeChooser,
    in_front: Callable[[type[QMessageBox]], QMessageBox],
    opened_files: list[Path],
    tmp_path: Path,
):
    chooser.files = [tmp_path / "結果.xlsx"]
    case_window.choices["report"].trigger()
    box = in_front(QMessageBox)
    assert "結果.xlsx" in box.informativeText()
    next(button for button in box.buttons() if button.text() == "開く").click()
    assert opened_files == chooser.files
    book = load_workbook(chooser.files[0], read_only=True)
    told = [str(cell.value) for sheet in book for row in sheet for cell in row if cell.value]
    book.close()
    assert any("6社中5社は必須項目を全て充足" in text for text in told)
