"""Questionnaires out with passwords and a due date; who has answered; what came back, and its record."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QDate
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from assessor.excel.writing import filling
from assessor.operations.questionnaires.collection import RoundStatus, rounds
from assessor.operations.questionnaires.exporting import WorkbookProtection, read_passwords
from assessor.operations.returns.decision import Decision
from ui.questionnaires.collection_dialog import CollectionDialog
from ui.questionnaires.collection_model import CollectionFilter
from ui.questionnaires.decided_dialog import ReturnReport
from ui.questionnaires.export_dialog import ExportDialog
from ui.questionnaires.exported_dialog import ExportedDialog
from ui.widgets.dialogs.file_chooser import Chooser
from ui.window.main_window import MainWindow

Idle = Callable[[MainWindow], None]
Shown = Callable[[type[QDialog]], QDialog]
Send = Callable[..., ExportedDialog]
LATE, SOON = "cp_haneusagi", "op_kawasemi"
ANSWER = "10月から運用しています。"


@pytest.fixture
def send(case_window: MainWindow, in_front: Shown, tmp_path: Path, idle: Idle) -> Send:
    """Sends the questionnaire of a subject by the dialogs and returns what tells of it."""

    def send(
        subject: str, due: QDate, protection: WorkbookProtection = WorkbookProtection.NONE
    ) -> ExportedDialog:
        case_window.session.select(subject)
        case_window.choices["export"].trigger()
        dialog = in_front(ExportDialog)
        assert isinstance(dialog, ExportDialog)
        assert dialog.tree.chosen == [subject]
        dialog.place.setText(str(tmp_path))
        dialog.due.setDate(due)
        dialog.protection.choose(protection)
        dialog.yes.click()
        idle(case_window)
        shown = in_front(ExportedDialog)
        assert isinstance(shown, ExportedDialog)
        return shown

    return send


@pytest.fixture
def collection(case_window: MainWindow, in_front: Shown) -> Callable[[], CollectionDialog]:
    """Opens the collection by its menu."""

    def open_it() -> CollectionDialog:
        case_window.choices["collection"].trigger()
        dialog = in_front(CollectionDialog)
        assert isinstance(dialog, CollectionDialog)
        return dialog

    return open_it


def standing(dialog: CollectionDialog, subject: str) -> tuple[str, str]:
    """Return what the table says of the state and of the due date of a subject."""
    row = dialog.model.row_of(subject)
    return str(dialog.model.index(row, 1).data()), str(dialog.model.index(row, 4).data())


def take_over(window: MainWindow, file: Path, qtbot: QtBot) -> None:
    """Read a returned questionnaire and take over all that it changes."""
    session = window.session
    job = session.returns.read([file])
    with qtbot.waitSignal(job.succeeded) as read:
        pass
    (preview,) = read.args[0].previews
    with qtbot.waitSignal(session.returns.accept([Decision(preview)]).finished):
        pass


def test_that_made_up_passwords_are_saved_before_the_export_is_left(
    send: Send, in_front: Shown, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    shown = send(LATE, QDate.currentDate().addDays(7), WorkbookProtection.EACH)
    shown.close()
    box = in_front(QMessageBox)
    assert isinstance(box, QMessageBox)
    box.close()
    assert shown.isVisible()
    place = tmp_path / "別"
    place.mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(place / "一覧.csv"), ""))
    shown.save.click()
    (password,) = read_passwords(place / "一覧.csv")
    assert len(password) == 16
    shown.close()
    assert QApplication.activeModalWidget() is None
    (file,) = tmp_path.glob("*.xlsx")
    assert file.read_bytes()[:4] == b"\xd0\xcf\x11\xe0"  # the container of encrypted workbooks


def test_that_who_has_not_answered_is_told_and_can_be_copied_for_a_mail(
    case_window: MainWindow, send: Send, collection: Callable[[], CollectionDialog]
):
    today = QDate.currentDate()
    send(LATE, today.addDays(-3)).close()
    send(SOON, today.addDays(5)).close()
    dialog = collection()
    assert standing(dialog, LATE) == ("未返却", f"{today.addDays(-3).toString('yyyy-MM-dd')}　期限超過 3日")
    assert standing(dialog, SOON)[1].endswith("あと 5日")
    dialog.filter.choose(CollectionFilter.OVERDUE)
    assert dialog.model.rowCount() == 1
    dialog.copy_button.click()
    assert QGuiApplication.clipboard().text().splitlines()[1].startswith("はねうさぎコード\t未返却\t第2回")
    dialog.filter.choose(CollectionFilter.MISSING)
    assert [dialog.model.row_of(subject) for subject in (LATE, SOON)] == [0, 1]
    dialog.table.doubleClicked.emit(dialog.model.index(1, 0))
    assert not dialog.isVisible()
    assert case_window.session.current_subject == SOON
    assert case_window.choices["items"].isChecked()


@pytest.fixture
def received(case_window: MainWindow, send: Send, tmp_path: Path, qtbot: QtBot) -> Path:
    """A questionnaire that came back with one answer and was taken over."""
    send(LATE, QDate.currentDate()).close()
    (file,) = tmp_path.glob("*.xlsx")
    state = next(s for s in rounds(case_window.session.inspection) if s.subject.subject == LATE)
    filling.fill(file, {state.round.items.split()[0]: {"explanation": ANSWER}})
    take_over(case_window, file, qtbot)
    return file


def test_that_a_returned_file_can_be_had_again_as_it_came(
    case_window: MainWindow,
    received: Path,
    collection: Callable[[], CollectionDialog],
    monkeypatch: pytest.MonkeyPatch,
    idle: Idle,
):
    dialog = collection()
    row = dialog.model.row_of(LATE)
    state = dialog.model.state_at(row)
    assert state is not None
    assert state.status in {RoundStatus.PARTIAL, RoundStatus.COMPLETE}
    assert received.name in str(dialog.model.index(row, 7).data())
    out = received.with_name("受領")
    out.mkdir()
    monkeypatch.setattr(Chooser, "folder", lambda *_: out)
    dialog.returns.export.click()
    idle(case_window)
    assert [one.read_bytes() for one in out.iterdir()] == [received.read_bytes()]


def test_that_what_was_decided_on_a_return_can_be_looked_up(
    received: Path, collection: Callable[[], CollectionDialog], in_front: Shown
):
    collection().returns.report.click()
    report = in_front(ReturnReport)
    assert isinstance(report, ReturnReport)
    assert report.file.text() == received.name
    assert str(report.model.index(0, 4).data()) == ANSWER
    assert str(report.model.index(0, 7).data()) == "反映"
