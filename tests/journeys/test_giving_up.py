"""Changing one's mind while something runs or is locked: nothing comes back, nothing typed is lost."""

import json
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from assessor import catalog
from assessor.operations import cases
from assessor.operations.inspection import this_actor
from tests.journeys.fake_chooser import FakeChooser
from ui.backups.restore_dialog import RestoreDialog
from ui.secrets.ask_dialog import PassphraseDialog
from ui.session.jobs import Job
from ui.settings import Settings
from ui.signing.signatures_dialog import SignaturesDialog
from ui.start.properties_dialog import CaseDialog
from ui.window.main_window import MainWindow

PASSPHRASE = "夜の 鉄道 42 灯台"

InFront = Callable[[type[QWidget]], QWidget]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("given-up") / "c.assess"
    library = catalog.load(catalog.default_folder())
    cases.create(path, library, "sample", this_actor(), title="極秘", passphrase=PASSPHRASE).close()
    return path.read_bytes()


@pytest.fixture
def locked_file(built: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "案件.assess"
    path.write_bytes(built)
    return path


@pytest.fixture
def encrypted(window: MainWindow, locked_file: Path, qtbot: QtBot) -> MainWindow:
    """The window on an encrypted case."""
    window.desk.cases.open(locked_file, PASSPHRASE)
    qtbot.waitUntil(lambda: window.pages.currentWidget() is window.desk.view)
    quiet(window, qtbot)
    return window


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    """Lets work end that waits for it, at the latest with the test."""
    made = threading.Event()
    yield made
    made.set()


def quiet(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.session.jobs.busy)


def wait_at(gate: threading.Event, window: MainWindow, title: str = "長い処理") -> Job:
    return window.session.jobs.start(Job(title, lambda _: gate.wait(20)))


def typed_title(window: MainWindow, in_front: InFront) -> CaseDialog:
    """A dialog with something typed in it."""
    window.choices["properties"].trigger()
    dialog = in_front(CaseDialog)
    assert isinstance(dialog, CaseDialog)
    dialog.title.setText("書きかけの題名")
    return dialog


def unlock(window: MainWindow) -> None:
    page = window.desk.protection.page
    page.edit.typed.setText(PASSPHRASE)
    page.unlock.click()


def asked_on_page(window: MainWindow) -> QMessageBox:
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    assert box.isVisible()
    assert box.parent() is window.desk.protection.page
    return box


def button(box: QMessageBox, role: QMessageBox.ButtonRole) -> None:
    next(one for one in box.buttons() if box.buttonRole(one) is role).click()


@pytest.mark.parametrize("typed", [PASSPHRASE, "違う"])
def test_that_giving_up_while_a_passphrase_is_tried_opens_and_asks_nothing(
    window: MainWindow, locked_file: Path, in_front: InFront, qtbot: QtBot, typed: str
):
    said: list[str] = []
    window.session.said.connect(said.append)
    window.desk.cases.open(locked_file)
    dialog = in_front(PassphraseDialog)
    assert isinstance(dialog, PassphraseDialog)
    dialog.edit.typed.setText(typed)
    QTest.keyClick(dialog.edit.typed, Qt.Key.Key_Return)
    assert window.session.jobs.busy
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    quiet(window, qtbot)
    qtbot.wait(0)
    assert not window.session.is_open
    assert QApplication.activeModalWidget() is None
    assert not locked_file.with_name(f"{locked_file.name}.lock").exists()
    qtbot.waitUntil(lambda: window.pages.currentWidget() is window.start_page)
    assert said == []


def test_that_a_case_whose_passphrase_was_given_up_can_be_asked_for_at_once(
    window: MainWindow, locked_file: Path, in_front: InFront, qtbot: QtBot
):
    window.desk.cases.open(locked_file)
    for _ in range(2):
        dialog = in_front(PassphraseDialog)
        assert isinstance(dialog, PassphraseDialog)
        dialog.edit.typed.setText(PASSPHRASE)
        dialog.yes.click()
        dialog.no.click()
        window.desk.cases.open(locked_file)
    dialog = in_front(PassphraseDialog)
    assert isinstance(dialog, PassphraseDialog)
    assert dialog.edit.text == ""
    dialog.edit.typed.setText(PASSPHRASE)
    dialog.yes.click()
    qtbot.waitUntil(lambda: window.session.is_open)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)


def test_that_an_opening_that_is_stopped_leaves_the_case_closed(
    window: MainWindow, sample: Path, qtbot: QtBot
):
    lock = sample.with_name(f"{sample.name}.lock")
    window.desk.cases.open(sample)
    while not lock.exists():  # until it is opened, which is not told before the next turn of the event loop
        pass
    window.session.jobs.cancel_all()
    quiet(window, qtbot)
    assert not window.session.is_open
    assert not lock.exists()
    qtbot.waitUntil(lambda: window.pages.currentWidget() is window.start_page)


@pytest.fixture
def chooser(chooser: FakeChooser, tmp_path: Path) -> FakeChooser:
    """Chooses where a copy is to be restored to."""
    chooser.files = [tmp_path / "戻したもの.assess"]
    return chooser


def restoring(window: MainWindow, in_front: InFront) -> RestoreDialog:
    window.choices["restore"].trigger()
    dialog = in_front(RestoreDialog)
    assert isinstance(dialog, RestoreDialog)
    return dialog


@pytest.fixture
def restore_dialog(
    case_window: MainWindow, in_front: InFront, chooser: FakeChooser, qtbot: QtBot
) -> RestoreDialog:
    """The dialog on a case that has one copy."""
    case_window.desk.keeping.back_up()
    quiet(case_window, qtbot)
    return restoring(case_window, in_front)


def test_that_the_restore_dialog_can_be_closed_while_it_compares(
    case_window: MainWindow, restore_dialog: RestoreDialog, qtbot: QtBot
):
    restore_dialog.table.selectRow(0)
    assert case_window.session.jobs.busy
    QTest.keyClick(restore_dialog, Qt.Key.Key_Return)  # closing is the default
    quiet(case_window, qtbot)
    assert QApplication.activeModalWidget() is None


def test_that_only_the_copy_chosen_last_is_told(
    case_window: MainWindow, restore_dialog: RestoreDialog, sample_file: Path, qtbot: QtBot
):
    restore_dialog.table.selectRow(0)
    restore_dialog.look(sample_file)
    quiet(case_window, qtbot)
    assert restore_dialog.difference is not None
    assert restore_dialog.looked == sample_file


def test_that_nothing_is_begun_beside_a_restoring(
    case_window: MainWindow,
    restore_dialog: RestoreDialog,
    chooser: FakeChooser,
    qtbot: QtBot,
    gate: threading.Event,
):
    dialog = restore_dialog
    dialog.table.selectRow(0)
    qtbot.waitUntil(dialog.instead.isEnabled)
    wait_at(gate, case_window)
    assert not dialog.instead.isEnabled()
    dialog.beside.click()
    for part in (dialog.choose, dialog.beside, dialog.instead, dialog.table):
        assert not part.isEnabled()
    dialog.beside.click()
    gate.set()
    quiet(case_window, qtbot)
    assert chooser.files[0].exists()
    assert QApplication.activeModalWidget() is None


def test_that_closing_the_restore_dialog_stops_the_restoring(
    case_window: MainWindow,
    restore_dialog: RestoreDialog,
    chooser: FakeChooser,
    qtbot: QtBot,
    gate: threading.Event,
):
    restore_dialog.table.selectRow(0)
    qtbot.waitUntil(restore_dialog.beside.isEnabled)
    wait_at(gate, case_window)
    restore_dialog.beside.click()
    restore_dialog.close_button.click()
    gate.set()
    quiet(case_window, qtbot)
    assert not chooser.files[0].exists()


def test_that_a_copy_whose_passphrase_is_not_given_is_told_as_not_compared(
    restore_dialog: RestoreDialog, chooser: FakeChooser, locked_file: Path, in_front: InFront
):
    dialog = restore_dialog
    chooser.files = [locked_file]
    dialog.choose.click()
    asking = in_front(PassphraseDialog)
    assert isinstance(asking, PassphraseDialog)
    asking.reject()
    assert "パスフレーズが入力されなかった" in dialog.message.text()
    assert locked_file.name in dialog.message.text()
    dialog.choose.click()
    asking = in_front(PassphraseDialog)
    assert isinstance(asking, PassphraseDialog)
    assert dialog.message.text() == ""
    asking.edit.typed.setText(PASSPHRASE)
    asking.yes.click()
    in_front(QMessageBox).close()  # it is no copy of this case
    assert dialog.message.text() == ""


def test_that_closing_a_locked_case_asks_before_a_covered_dialog_is_lost(
    encrypted: MainWindow, in_front: InFront, qtbot: QtBot, qapp: QApplication
):
    dialog, page = typed_title(encrypted, in_front), encrypted.desk.protection.page
    encrypted.desk.protection.lock()
    page.close_case.click()
    qapp.focusWindowChanged.emit(None)  # as when a window of another program gets the focus
    box = asked_on_page(encrypted)
    assert "書きかけ" not in box.text() + box.informativeText()
    box.reject()
    assert encrypted.session.secured
    unlock(encrypted)
    qtbot.waitUntil(lambda: not encrypted.session.secured)
    assert dialog.isVisible()
    assert dialog.title.text() == "書きかけの題名"
    encrypted.desk.protection.lock()
    page.close_case.click()
    button(asked_on_page(encrypted), QMessageBox.ButtonRole.AcceptRole)
    assert encrypted.pages.currentWidget() is encrypted.start_page
    qtbot.waitUntil(lambda: not encrypted.findChildren(CaseDialog))


def test_that_closing_the_window_of_a_locked_case_asks_before_a_covered_dialog_is_lost(
    encrypted: MainWindow, in_front: InFront
):
    typed_title(encrypted, in_front)
    encrypted.desk.protection.lock()
    encrypted.close()
    assert encrypted.isVisible()
    asked_on_page(encrypted).reject()
    assert encrypted.session.secured
    encrypted.close()
    button(asked_on_page(encrypted), QMessageBox.ButtonRole.AcceptRole)
    assert not encrypted.isVisible()
    assert not encrypted.session.is_open


def test_that_closing_a_locked_case_asks_before_a_draft_is_lost_and_names_nothing(encrypted: MainWindow):
    question, page = encrypted.desk.view.item.inquiries.question, encrypted.desk.protection.page
    question.setPlainText("書きかけの質問")
    encrypted.desk.protection.lock()
    page.close_case.click()
    box = asked_on_page(encrypted)
    assert "記録していない入力" in box.text()
    item = encrypted.session.current_item
    assert not any(secret in box.text() + box.informativeText() for secret in ("書きかけ", item))
    box.reject()
    assert encrypted.session.secured
    page.close_case.click()
    button(asked_on_page(encrypted), QMessageBox.ButtonRole.AcceptRole)
    assert not encrypted.session.is_open


@pytest.mark.parametrize("choice", ["new", "sample", "close", "open"])
def test_that_no_way_out_of_a_case_loses_a_draft_unasked(
    case_window: MainWindow, chooser: FakeChooser, in_front: InFront, qtbot: QtBot, choice: str
):
    with qtbot.waitSignal(case_window.session.cases.load_library().finished):
        pass
    case_window.desk.view.item.inquiries.question.setPlainText("書きかけの質問")
    case_window.choices[choice].trigger()
    box = in_front(QMessageBox)
    assert isinstance(box, QMessageBox)
    assert "まだ記録していない入力" in box.text()
    box.reject()
    assert case_window.session.is_open
    assert not case_window.session.jobs.busy


def test_that_the_page_of_a_locked_case_cuts_no_text(encrypted: MainWindow, qtbot: QtBot):
    encrypted.resize(1280, 720)
    encrypted.desk.protection.lock()
    about = encrypted.desk.protection.page.about
    qtbot.waitUntil(lambda: about.height() >= about.heightForWidth(about.width()))


def test_that_a_locked_case_cannot_be_closed_while_a_passphrase_is_tried(
    encrypted: MainWindow, in_front: InFront, qtbot: QtBot
):
    dialog, page = typed_title(encrypted, in_front), encrypted.desk.protection.page
    encrypted.desk.protection.lock()
    unlock(encrypted)
    assert not page.close_case.isEnabled()
    page.close_case.click()
    encrypted.close()
    assert "まだ閉じられません" in page.message.text()
    qtbot.waitUntil(lambda: not encrypted.session.secured)
    assert dialog.isVisible()
    assert dialog.title.text() == "書きかけの題名"
    encrypted.desk.protection.lock()
    page.edit.typed.setText("違う")
    page.unlock.click()
    qtbot.waitUntil(page.close_case.isEnabled)


def test_that_closing_the_window_of_a_locked_case_tells_on_the_page_that_something_runs(
    encrypted: MainWindow, qtbot: QtBot, gate: threading.Event
):
    page = encrypted.desk.protection.page
    wait_at(gate, encrypted, "極秘の証跡を添付しています")
    encrypted.desk.protection.lock()
    encrypted.close()
    assert encrypted.isVisible()
    assert "まだ閉じられません" in page.message.text()
    gate.set()
    qtbot.waitUntil(lambda: encrypted.session.shut)
    assert page.message.text() == ""
    unlock(encrypted)
    qtbot.waitUntil(lambda: not encrypted.session.secured)
    quiet(encrypted, qtbot)
    assert QApplication.activeModalWidget() is None


@pytest.mark.parametrize("locked", [False, True])
def test_that_the_question_whether_to_stop_goes_when_nothing_runs_any_more(
    encrypted: MainWindow, qtbot: QtBot, gate: threading.Event, locked: bool
):
    wait_at(gate, encrypted)
    encrypted.close()
    assert isinstance(QApplication.activeModalWidget(), QMessageBox)
    if locked:
        encrypted.desk.protection.lock()
    gate.set()
    quiet(encrypted, qtbot)
    if locked:
        unlock(encrypted)
        qtbot.waitUntil(lambda: not encrypted.session.secured)
    qtbot.waitUntil(lambda: not encrypted.findChildren(QMessageBox))
    assert encrypted.isVisible()


def test_that_enter_closes_the_list_of_signatures(case_window: MainWindow, in_front: InFront, qtbot: QtBot):
    case_window.choices["signatures"].trigger()
    dialog = in_front(SignaturesDialog)
    assert isinstance(dialog, SignaturesDialog)
    dialog.text.setFocus()
    qtbot.waitUntil(dialog.text.hasFocus)
    QTest.keyClick(dialog.text, Qt.Key.Key_Return)
    assert not dialog.isVisible()


def test_that_who_else_has_a_case_is_not_told_while_it_is_locked(
    encrypted: MainWindow, locked_file: Path, qtbot: QtBot
):
    keeping = encrypted.desk.keeping
    encrypted.desk.protection.lock()
    lock = locked_file.with_name(f"{locked_file.name}.lock")
    facts = {"reviewer": "別の人", "machine": "far", "pid": 7, "since": "2020-11-01T00:00:00+00:00"}
    lock.write_text(json.dumps(facts), encoding="utf-8")
    os.utime(lock, (0, 0))
    keeping.tick()
    assert not keeping.banner.isVisible()
    unlock(encrypted)
    qtbot.waitUntil(keeping.banner.isVisible)
    assert keeping.banner.button.isVisible()
    encrypted.desk.protection.lock()
    assert not keeping.banner.isVisible()


def place_of(window: MainWindow) -> tuple[str, bool, bool]:
    shown, chosen = window.desk.view.shows_overview, window.choices["overview"].isChecked()
    return window.session.current_subject, shown, chosen


def test_that_page_and_subject_of_a_plain_case_are_there_again_after_a_restart(
    case_window: MainWindow, shown: Callable[[], MainWindow], sample: Path, qtbot: QtBot
):
    subject = case_window.session.results.subjects[4].subject.subject
    case_window.choices["overview"].trigger()
    case_window.session.select(subject)
    case_window.close()
    again = shown()
    again.desk.cases.open(sample)
    qtbot.waitUntil(lambda: again.pages.currentWidget() is again.desk.view)
    assert place_of(again) == (subject, True, True)
    again.choices["items"].trigger()
    again.choices["close"].trigger()
    again.desk.cases.open(sample)
    qtbot.waitUntil(lambda: again.pages.currentWidget() is again.desk.view)
    assert place_of(again) == (subject, False, False)


def test_that_of_an_encrypted_case_no_subject_is_remembered(
    case_window: MainWindow, sample: Path, settings: Settings, qtbot: QtBot
):
    session = case_window.session
    subjects = [result.subject.subject for result in session.results.subjects]
    session.select(subjects[4])
    assert settings.left(sample).subject == subjects[4]
    with qtbot.waitSignal(session.passphrase.protect("", PASSPHRASE).finished):
        pass
    session.select(subjects[5])
    case_window.choices["overview"].trigger()
    assert settings.left(sample).subject == ""
    assert settings.left(sample).overview
    case_window.close()
    written = settings.path.read_text(encoding="utf-8")
    assert not any(one in written for one in subjects)
