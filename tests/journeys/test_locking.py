"""Passphrases in the window: made, opened, changed, locked and taken up where it was left."""

from collections.abc import Callable
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from assessor import catalog
from assessor.domain.vocabulary import Verdict
from assessor.operations import cases, reviewing
from assessor.operations.inspection import Inspection, this_actor
from assessor.operations.reviewing import Mark
from assessor.storage.case_file import CaseFile
from tests.clocks import Clocks
from tests.journeys.fake_chooser import FakeChooser
from ui.app.hooks import Hooks
from ui.menus.entries import ENTRIES
from ui.passphrase.protect_dialog import ProtectDialog
from ui.passphrase.recovery_sheet import SheetDialog
from ui.secrets.ask_dialog import PassphraseDialog
from ui.session.jobs import Job
from ui.settings import Settings
from ui.start.new_case_dialog import NewCaseDialog
from ui.start.properties_dialog import CaseDialog
from ui.window.main_window import MainWindow

PASSPHRASE, OTHER = "夜の 鉄道 42 灯台", "もう一つの言葉 7 列車"
TITLE = "極秘の点検案件"

Idle = Callable[[MainWindow], None]
InFront = Callable[[type[QWidget]], QWidget]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("locked") / "c.assess"
    library = catalog.load(catalog.default_folder())
    cases.create(path, library, "sample", this_actor(), title=TITLE, passphrase=PASSPHRASE).close()
    return path.read_bytes()


@pytest.fixture
def locked_file(built: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "案件.assess"
    path.write_bytes(built)
    return path


@pytest.fixture
def asked(window: MainWindow, locked_file: Path, in_front: InFront) -> PassphraseDialog:
    """What asks for the passphrase of an encrypted case."""
    window.desk.cases.open(locked_file)
    return asking(in_front)


@pytest.fixture
def locked_window(window: MainWindow, asked: PassphraseDialog, idle: Idle, qtbot: QtBot) -> MainWindow:
    """The window on an encrypted case that was opened with its passphrase."""
    answer(asked, PASSPHRASE)
    qtbot.waitUntil(lambda: window.session.is_open)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    idle(window)
    return window


def asking(in_front: InFront) -> PassphraseDialog:
    dialog = in_front(PassphraseDialog)
    assert isinstance(dialog, PassphraseDialog)
    return dialog


def answer(dialog: PassphraseDialog, passphrase: str) -> None:
    dialog.edit.typed.setText(passphrase)
    dialog.yes.click()


def confirm(in_front: InFront) -> None:
    buttons = in_front(QMessageBox).findChildren(QAbstractButton)
    next(button for button in buttons if button.text() == "解除する").click()


def unlock(window: MainWindow, passphrase: str, qtbot: QtBot) -> None:
    page = window.desk.protection.page
    page.edit.typed.setText(passphrase)
    page.unlock.click()
    qtbot.waitUntil(lambda: not window.session.secured)


def shown_texts(window: MainWindow) -> str:
    """What can be read of the window: its title, its status bar, every label in sight."""
    found = [window.windowTitle(), window.statusBar().currentMessage()]
    for widget in QApplication.allWidgets():
        if isinstance(widget, QLabel | QAbstractButton | QLineEdit) and widget.isVisible():
            found += [widget.text(), widget.toolTip()]
    return "\n".join(found)


def test_that_an_encrypted_case_asks_until_the_passphrase_is_right(
    window: MainWindow, asked: PassphraseDialog, idle: Idle, qtbot: QtBot, settings: Settings
):
    for wrong in (OTHER, PASSPHRASE.upper() + " "):
        answer(asked, wrong)
        qtbot.waitUntil(lambda: "点検案件のファイルではありません" in asked.about.text())
        assert asked.isVisible()
        asked.about.clear()
    answer(asked, PASSPHRASE)
    idle(window)
    assert window.session.case.title == TITLE
    (entry,) = settings.recent
    assert entry.title == "案件"  # of an encrypted case the list has the name of the file only
    settings.save()
    written = settings.path.read_text(encoding="utf-8")
    assert not any(secret in written for secret in (PASSPHRASE, OTHER, TITLE))


def test_that_what_is_no_case_is_asked_for_in_the_same_words(
    window: MainWindow, tmp_path: Path, in_front: InFront, qtbot: QtBot
):
    path = tmp_path / "案件.assess"
    path.write_bytes(bytes(range(255, -1, -1)) * 64)
    window.desk.cases.open(path)
    dialog = asking(in_front)
    answer(dialog, PASSPHRASE)
    qtbot.waitUntil(lambda: "点検案件のファイルではありません" in dialog.about.text())
    dialog.reject()
    qtbot.waitUntil(lambda: window.pages.currentWidget() is window.start_page)


def test_that_an_encrypted_case_open_elsewhere_can_be_looked_at(
    window: MainWindow, locked_file: Path, in_front: InFront, qtbot: QtBot
):
    other = Inspection.open(locked_file, this_actor("先客 花子"), PASSPHRASE)
    with other.hold():
        window.desk.cases.open(locked_file)
        answer(asking(in_front), PASSPHRASE)
        qtbot.waitUntil(lambda: window.session.is_open)
        assert window.session.read_only
        assert "先客 花子" in window.desk.keeping.banner.text.text()
    other.close()


def test_that_a_new_case_is_encrypted_and_its_sheet_is_offered_and_opens_it(
    window: MainWindow, in_front: InFront, idle: Idle, tmp_path: Path, chooser: FakeChooser
):
    window.start_page.new_chosen.emit("published_2020")
    dialog = in_front(NewCaseDialog)
    assert isinstance(dialog, NewCaseDialog)
    assert not dialog.encrypt.isChecked()
    dialog.title.setText(TITLE)
    dialog.place.setText(str(tmp_path / "new.assess"))
    dialog.encrypt.setChecked(True)
    assert not dialog.yes.isEnabled()
    dialog.protection.typed.setText(PASSPHRASE)
    dialog.protection.again.setText(PASSPHRASE)
    assert PASSPHRASE not in repr(dialog.chosen)
    dialog.yes.click()
    sheet = in_front(SheetDialog)
    assert isinstance(sheet, SheetDialog)
    chooser.files = [tmp_path / "sheet.pdf"]
    sheet.save.click()
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    assert "削除してください" in sheet.done_with.text()
    code = " ".join(sheet.code.text().split())
    sheet.yes.click()
    idle(window)
    window.choices["close"].trigger()
    window.desk.cases.open(tmp_path / "new.assess")
    answer(asking(in_front), code.lower())
    idle(window)
    assert window.session.case.title == TITLE


def test_that_an_open_case_gets_and_loses_its_passphrase(
    case_window: MainWindow, in_front: InFront, idle: Idle, sample: Path, qtbot: QtBot
):
    session = case_window.session
    assert not case_window.choices["lock"].isEnabled()
    case_window.choices["passphrase"].trigger()
    dialog = in_front(ProtectDialog)
    assert isinstance(dialog, ProtectDialog)
    dialog.field.typed.setText(PASSPHRASE)
    dialog.field.again.setText(PASSPHRASE)
    dialog.yes.click()
    in_front(SheetDialog).close()
    assert session.protected
    assert case_window.choices["lock"].isEnabled()
    CaseFile.open(sample, session.inspection.file.key).close()
    assert session.reviews.mark([session.current_item], verdict=Verdict.DISCUSSING)

    case_window.choices["passphrase"].trigger()
    dialog = in_front(ProtectDialog)
    assert isinstance(dialog, ProtectDialog)
    dialog.remove.setChecked(True)
    dialog.present.typed.setText(OTHER)
    dialog.yes.click()
    confirm(in_front)
    qtbot.waitUntil(lambda: "現在のパスフレーズが違います" in dialog.missing.text())
    dialog.present.typed.setText(PASSPHRASE)
    dialog.yes.click()
    confirm(in_front)
    qtbot.waitUntil(lambda: not session.protected)
    idle(case_window)
    CaseFile.open(sample).close()
    assert session.reviews.mark([session.current_item], verdict=Verdict.CONFIRMING)


def test_that_cancelling_leaves_the_case_as_it_is(
    case_window: MainWindow, in_front: InFront, idle: Idle, qtbot: QtBot, sample: Path
):
    before = sample.read_bytes()
    case_window.choices["passphrase"].trigger()
    dialog = in_front(ProtectDialog)
    assert isinstance(dialog, ProtectDialog)
    dialog.field.typed.setText(PASSPHRASE)
    dialog.field.again.setText(PASSPHRASE)
    dialog.yes.click()
    dialog.no.click()
    idle(case_window)
    assert dialog.isVisible()
    assert sample.read_bytes() == before
    dialog.no.click()


def test_that_locking_covers_everything_drops_the_key_and_keeps_what_was_typed(
    locked_window: MainWindow, in_front: InFront, qtbot: QtBot
):
    window, session = locked_window, locked_window.session
    window.choices["overview"].trigger()
    question = window.desk.view.item.inquiries.question
    question.setPlainText("書きかけの質問")
    window.choices["properties"].trigger()
    dialog = in_front(CaseDialog)
    assert isinstance(dialog, CaseDialog)
    dialog.title.setText("書きかけの題名")
    copies = session.state.open_case.copies
    window.desk.protection.lock()
    assert window.pages.currentWidget() is window.desk.protection.page
    assert session.shut
    assert session.inspection.file.key is None
    assert not copies.exists()
    assert not dialog.isVisible()
    seen = shown_texts(window)
    names = [TITLE, "書きかけ", *(result.subject.name for result in session.results.subjects)]
    assert [name for name in names if name in seen] == []
    assert window.windowTitle() == "Assessor"
    enabled = {name for name in ENTRIES if window.choices[name].isEnabled()}
    assert not enabled & {"open", "new", "undo", "export", "mark", "ja", "en", "properties", "close"}
    page = window.desk.protection.page
    assert window.focusWidget() is page.edit.typed
    page.edit.typed.setText(OTHER)
    page.unlock.click()
    qtbot.waitUntil(lambda: "パスフレーズが違います" in page.message.text())
    assert session.secured
    unlock(window, PASSPHRASE, qtbot)
    qtbot.waitUntil(lambda: window.pages.currentWidget() is window.desk.view)
    assert window.desk.view.shows_overview
    assert dialog.isVisible()
    assert dialog.title.text() == "書きかけの題名"
    assert question.toPlainText() == "書きかけの質問"
    assert page.edit.text == ""
    dialog.accept()
    assert session.case.title == "書きかけの題名"


def test_that_a_reason_being_typed_is_recorded_before_it_locks(locked_window: MainWindow, qtbot: QtBot):
    session = locked_window.session
    item = session.current_item
    assert session.reviews.mark([item], verdict=Verdict.DISCUSSING)
    locked_window.desk.view.item.editor.reason.setPlainText("入力の途中")
    locked_window.choices["lock"].trigger()
    assert session.shut
    unlock(locked_window, PASSPHRASE, qtbot)
    detail = session.reviews.item_detail(session.current_subject, item)
    assert detail.row.state.review.reason == "入力の途中"
    assert session.undo_text


def test_that_a_running_job_is_waited_for(locked_window: MainWindow, qtbot: QtBot):
    session, going = locked_window.session, True

    def work(_: object) -> int:
        while going:
            pass
        with session.inspection.file.read() as read:
            return read.journal.head().entries

    job, read = session.jobs.start(Job("長い処理", work)), list[int]()
    job.succeeded.connect(read.append)
    locked_window.choices["lock"].trigger()
    page = locked_window.desk.protection.page
    assert locked_window.pages.currentWidget() is page
    assert not session.shut
    assert "処理が終わるのを待っています" in page.message.text()
    assert "長い処理" not in shown_texts(locked_window)
    going = False
    qtbot.waitUntil(lambda: session.shut)
    assert read
    assert page.message.text() == ""
    assert page.close_case.isEnabled()
    unlock(locked_window, PASSPHRASE, qtbot)


def test_that_a_dialog_that_comes_up_meanwhile_is_hidden_until_it_is_unlocked(
    locked_window: MainWindow, qtbot: QtBot
):
    going = True

    def work(_: object) -> None:
        while going:
            pass

    job = locked_window.session.jobs.start(Job("", work))
    job.succeeded.connect(locked_window.desk.looks.show_keys)
    locked_window.choices["lock"].trigger()
    going = False
    qtbot.waitUntil(lambda: locked_window.session.shut)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    unlock(locked_window, PASSPHRASE, qtbot)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)


@pytest.mark.parametrize("before", [True, False])
def test_that_a_report_of_an_error_is_hidden_too_while_it_is_locked(
    locked_window: MainWindow, tmp_path: Path, qtbot: QtBot, before: bool
):
    crashes = Hooks(locked_window)
    lock = locked_window.choices["lock"].trigger
    if not before:
        lock()
    crashes.reported.emit("極秘の内容")
    qtbot.waitUntil(lambda: crashes.dialog is not None)
    if before:
        lock()
    dialog = crashes.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: not dialog.isVisible())
    crashes.reported.emit("もう一つの問題")
    unlock(locked_window, PASSPHRASE, qtbot)
    qtbot.waitUntil(dialog.isVisible)
    assert "もう一つの問題" in dialog.details.toPlainText()
    dialog.reject()
    qtbot.waitUntil(lambda: crashes.dialog is None)


def test_that_an_error_is_reported_after_a_report_went_with_the_locked_case(
    locked_window: MainWindow, tmp_path: Path, qtbot: QtBot
):
    crashes = Hooks(locked_window)
    crashes.reported.emit("first")
    qtbot.waitUntil(lambda: crashes.dialog is not None)
    first = crashes.dialog
    assert first is not None
    locked_window.choices["lock"].trigger()
    first.deleteLater()  # as what is covered is given up when the case is closed
    qtbot.waitUntil(lambda: not shiboken6.isValid(first))
    crashes.reported.emit("second")
    qtbot.waitUntil(lambda: crashes.dialog is not first)
    assert crashes.dialog is not None
    assert crashes.dialog.details.toPlainText() == "second"
    unlock(locked_window, PASSPHRASE, qtbot)
    crashes.dialog.reject()


def test_that_what_somebody_else_changed_meanwhile_is_shown(
    locked_window: MainWindow, locked_file: Path, qtbot: QtBot
):
    session = locked_window.session
    subject, item = session.current_subject, session.current_item
    locked_window.choices["lock"].trigger()
    other = Inspection.open(locked_file, this_actor(), PASSPHRASE)
    other.apply(reviewing.mark(other, Mark(subject, item, Verdict.DISCUSSING)))
    other.close()
    unlock(locked_window, PASSPHRASE, qtbot)
    state = next(s for s in session.results.subject(subject).states if s.item.id == item)
    assert state.verdict is Verdict.DISCUSSING


def test_that_a_file_that_is_gone_is_told_on_the_page(
    locked_window: MainWindow, locked_file: Path, qtbot: QtBot
):
    locked_window.choices["lock"].trigger()
    aside = locked_file.rename(locked_file.with_suffix(".aside"))
    page = locked_window.desk.protection.page
    page.edit.typed.setText(PASSPHRASE)
    page.unlock.click()
    qtbot.waitUntil(lambda: locked_file.name in page.message.text())
    aside.rename(locked_file)
    unlock(locked_window, PASSPHRASE, qtbot)


def test_that_a_locked_case_can_be_closed(locked_window: MainWindow, locked_file: Path):
    locked_window.choices["lock"].trigger()
    locked_window.desk.protection.page.close_case.click()
    assert locked_window.pages.currentWidget() is locked_window.start_page
    assert not locked_window.session.secured
    assert not locked_file.with_name(f"{locked_file.name}.lock").exists()
    assert locked_window.choices["open"].isEnabled()


def test_that_a_locked_case_stays_while_something_typed_is_not_recorded(
    locked_window: MainWindow, in_front: InFront, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
):
    editor, page = locked_window.desk.view.item.editor, locked_window.desk.protection.page
    with monkeypatch.context() as disk_full:
        disk_full.setattr(locked_window.session.reviews, "mark", lambda *_, **__: False)
        editor.reason.setPlainText("記録できなかった理由")
        locked_window.choices["lock"].trigger()
    for close in (page.close_case.click, locked_window.close):
        close()
        question = in_front(QMessageBox)
        assert isinstance(question, QMessageBox)
        assert "まだ記録していない入力があります" in question.text()
        question.reject()
        assert locked_window.session.secured
    unlock(locked_window, PASSPHRASE, qtbot)
    assert editor.reason.toPlainText() == "記録できなかった理由"
    assert editor.commit()


def test_that_the_lock_cannot_be_switched_off_from_its_page(locked_window: MainWindow, settings: Settings):
    before = settings.lock_minutes
    locked_window.choices["lock"].trigger()
    assert not locked_window.choices.menus["autolock"].menuAction().isEnabled()
    locked_window.choices["lock_0"].trigger()
    assert settings.lock_minutes == before


def test_that_it_locks_after_some_time_without_use(
    locked_window: MainWindow, settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    watch = locked_window.desk.protection.watch
    assert watch.minutes == settings.lock_minutes == 15
    clocks = Clocks(watch, monkeypatch)
    clocks.go_on(14 * 60)
    watch.look()
    assert not locked_window.session.secured
    clocks.go_on(2 * 60)
    QTest.keyClick(locked_window.windowHandle(), Qt.Key.Key_Shift)  # somebody is there
    watch.look()
    assert not locked_window.session.secured
    clocks.sleep(16 * 60)
    watch.look()
    assert locked_window.session.shut


def test_that_the_time_is_chosen_in_the_menu_and_remembered(
    locked_window: MainWindow, settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    locked_window.choices["lock_5"].trigger()
    assert settings.lock_minutes == locked_window.desk.protection.watch.minutes == 5
    locked_window.choices["lock_0"].trigger()
    watch = locked_window.desk.protection.watch
    Clocks(watch, monkeypatch).go_on(30 * 24 * 60 * 60)
    watch.look()
    assert not locked_window.session.secured


def test_that_a_plain_case_never_locks(case_window: MainWindow):
    case_window.desk.protection.watch.idle.emit()
    assert not case_window.session.secured
    assert not case_window.choices["lock"].isEnabled()
