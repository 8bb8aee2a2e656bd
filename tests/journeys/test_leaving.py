"""Leaving a case, or signing, with something typed that is not recorded: it is told, and nothing is lost."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from assessor.domain.records import Review
from assessor.domain.vocabulary import Stage, Verdict
from tests.journeys.fake_chooser import FakeChooser
from tests.ui.panel_steps import FIRST, PROVIDER, SECOND, finish, state_of
from ui.item.inquiries import InquiriesView
from ui.item.review_editor import ReviewEditor
from ui.signing.sign_dialog import SigningDialog
from ui.start.new_case_dialog import NewCaseDialog
from ui.window.main_window import MainWindow

Idle = Callable[[MainWindow], None]
InFront = Callable[[type[QWidget]], QWidget]
QUESTION = "鍵の管理者は誰ですか。"
PASSPHRASE = "夜の 鉄道 42 灯台"
REASON = "この事業者には該当する機能がないため"


@pytest.fixture
def window_at_item(case_window: MainWindow) -> MainWindow:
    """The window on an item that is met."""
    case_window.session.select(PROVIDER, FIRST)
    return case_window


@pytest.fixture
def other_case(sample_file: Path, tmp_path: Path) -> Path:
    """A second case."""
    return Path(shutil.copy(sample_file, tmp_path / "別の案件.assess"))


@pytest.fixture
def asked(in_front: InFront) -> Callable[[], QMessageBox]:
    """Waits for the question and returns it."""

    def wait() -> QMessageBox:
        box = in_front(QMessageBox)
        assert isinstance(box, QMessageBox)
        return box

    return wait


def inquiries_of(window: MainWindow) -> InquiriesView:
    return window.desk.view.item.inquiries


def editor_of(window: MainWindow) -> ReviewEditor:
    return window.desk.view.item.editor


def press(box: QMessageBox, text: str) -> None:
    next(button for button in box.buttons() if button.text() == text).click()


def wish(window: MainWindow, reason: str = REASON) -> None:
    """Wish 該当なし for the item shown, without an approver."""
    window.choices.verdicts[Verdict.NOT_APPLICABLE].trigger()
    editor_of(window).reason.setPlainText(reason)


def review_of(window: MainWindow, item: str = FIRST) -> Review:
    return state_of(window.session, item, PROVIDER).review


Asked = Callable[[], QMessageBox]


def test_that_a_question_that_was_not_added_is_asked_about_before_the_case_closes(
    window_at_item: MainWindow, asked: Asked
):
    window, session = window_at_item, window_at_item.session
    inquiries_of(window).question.setPlainText(QUESTION)
    session.select(PROVIDER, SECOND)
    window.choices["close"].trigger()
    box = asked()
    assert session.is_open
    assert f"追加確認事項：{session.scope_name(PROVIDER)} {FIRST}" in box.informativeText()
    assert box.defaultButton().text() == "キャンセル"
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert session.is_open
    session.select(PROVIDER, FIRST)
    assert inquiries_of(window).question.toPlainText() == QUESTION
    window.choices["close"].trigger()
    press(asked(), "破棄して続ける")
    assert not session.is_open


def test_that_nothing_typed_in_one_case_stands_in_the_next(
    window_at_item: MainWindow, other_case: Path, asked: Asked, idle: Idle
):
    window, session = window_at_item, window_at_item.session
    question, editor = inquiries_of(window).question, editor_of(window)
    question.insertPlainText(QUESTION)
    editor.reason.selectAll()
    editor.reason.insertPlainText("ほかの案件の理由")
    editor.reason.undo()
    window.desk.cases.open(other_case)
    press(asked(), "破棄して続ける")
    idle(window)
    assert session.path == other_case
    session.select(PROVIDER, FIRST)
    assert question.toPlainText() == ""
    for text in (question, editor.reason):
        assert not text.document().isUndoAvailable()
        assert not text.document().isRedoAvailable()
    assert window.desk.view.item.unrecorded() == []


def test_that_closing_asks_nothing_when_everything_is_recorded(window_at_item: MainWindow):
    inquiries_of(window_at_item).question.setPlainText(QUESTION)
    inquiries_of(window_at_item).add.click()
    window_at_item.choices["close"].trigger()
    assert not window_at_item.session.is_open


def test_that_quitting_asks_about_what_is_not_recorded(window_at_item: MainWindow, asked: Asked):
    inquiries_of(window_at_item).question.setPlainText(QUESTION)
    assert not window_at_item.close()
    press(asked(), "キャンセル")
    assert window_at_item.isVisible()
    assert not window_at_item.close()
    press(asked(), "破棄して続ける")
    assert not window_at_item.isVisible()
    assert not window_at_item.session.is_open


def test_that_a_new_case_is_made_only_after_the_question(
    window_at_item: MainWindow, asked: Asked, in_front: InFront, chooser: FakeChooser
):
    inquiries_of(window_at_item).question.setPlainText(QUESTION)
    window_at_item.choices["new"].trigger()
    press(asked(), "破棄して続ける")
    in_front(NewCaseDialog).close()
    assert inquiries_of(window_at_item).question.toPlainText() == QUESTION  # it was not made


def test_that_many_places_are_named_up_to_eight(window_at_item: MainWindow, asked: Asked):
    session = window_at_item.session
    items = [state.item.id for state in session.results.subject(PROVIDER).states][:10]
    for item in items:
        session.select(PROVIDER, item)
        inquiries_of(window_at_item).question.setPlainText(QUESTION)
    window_at_item.choices["close"].trigger()
    box = asked()
    assert box.informativeText().count("追加確認事項：") == 8
    assert "ほか2件" in box.informativeText()
    press(box, "破棄して続ける")


def test_that_a_wish_for_not_applicable_leaves_the_record_alone_and_waits(window_at_item: MainWindow):
    window, session = window_at_item, window_at_item.session
    before, undo = review_of(window), session.undo_text
    wish(window)
    session.select(PROVIDER, SECOND)
    assert review_of(window) == before
    assert session.undo_text == undo
    session.select(PROVIDER, FIRST)
    editor = editor_of(window)
    assert editor.reason.toPlainText() == REASON
    assert editor.approver.isVisible()
    assert "承認者が必要" in editor.hint.text()
    editor.approver.setFocus()
    QTest.keyClicks(editor.approver, "Mizuguchi")
    QTest.keyClick(editor.approver, Qt.Key.Key_Return)
    after = review_of(window)
    assert (after.verdict, after.reason, after.approver) == (Verdict.NOT_APPLICABLE, REASON, "Mizuguchi")
    assert window.desk.view.item.unrecorded() == []


def test_that_an_approver_alone_is_not_recorded(window_at_item: MainWindow):
    window, session = window_at_item, window_at_item.session
    assert session.reviews.mark([FIRST], verdict=Verdict.UNREVIEWED, reason="")
    before = review_of(window)
    wish(window, "")
    editor_of(window).approver.setText("承認 次郎")
    session.select(PROVIDER, SECOND)
    assert review_of(window) == before
    session.select(PROVIDER, FIRST)
    assert editor_of(window).approver.text() == "承認 次郎"
    window.choices.verdicts[Verdict.MET].trigger()
    assert (review_of(window).verdict, review_of(window).approver) == (Verdict.MET, "")
    session.select(PROVIDER, SECOND)
    assert review_of(window).approver == ""
    assert window.desk.view.item.unrecorded() == []


def test_that_closing_asks_about_a_wish_that_is_not_complete(window_at_item: MainWindow, asked: Asked):
    window, session = window_at_item, window_at_item.session
    wish(window)
    window.choices["close"].trigger()
    box = asked()
    assert f"評価：{session.scope_name(PROVIDER)} {FIRST}" in box.informativeText()
    press(box, "キャンセル")
    assert editor_of(window).reason.toPlainText() == REASON
    assert "承認者が必要" in editor_of(window).hint.text()


def test_that_a_wish_outlasts_the_page_of_a_locked_case(window_at_item: MainWindow, idle: Idle, qtbot: QtBot):
    window, session = window_at_item, window_at_item.session
    finish(qtbot, session.passphrase.protect("", PASSPHRASE))
    idle(window)
    before = review_of(window)
    wish(window)
    window.choices["lock"].trigger()
    page = window.desk.protection.page
    page.edit.typed.setText(PASSPHRASE)
    page.unlock.click()
    qtbot.waitUntil(lambda: not session.secured)
    idle(window)
    assert review_of(window) == before
    editor = editor_of(window)
    assert editor.reason.toPlainText() == REASON
    assert "承認者が必要" in editor.hint.text()


def test_that_signing_tells_what_it_leaves_out_and_reopening_brings_it_back(
    window_at_item: MainWindow, asked: Asked, in_front: InFront, qtbot: QtBot
):
    window, session = window_at_item, window_at_item.session
    recorded = review_of(window).reason
    wish(window)
    inquiries_of(window).question.setPlainText(QUESTION)
    window.choices["sign"].trigger()
    box = asked()
    assert "評価：" in box.informativeText()
    assert "追加確認事項：" in box.informativeText()
    press(box, "記録せずに署名へ進む")
    dialog = in_front(SigningDialog)
    assert isinstance(dialog, SigningDialog)
    dialog.note.setPlainText("入力は後で記録する")
    dialog.accept()
    assert session.signatures.at(PROVIDER, Stage.PREPARED) is not None
    assert review_of(window).verdict is Verdict.MET
    editor = editor_of(window)
    assert editor.reason.toPlainText() == recorded
    assert not editor.strip.isVisible()
    window.choices["sign"].trigger()  # of the next stage: that subject is signed, and has been told of
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    in_front(SigningDialog).close()
    assert session.signing.reopen(PROVIDER, "訂正のため")
    assert editor.reason.toPlainText() == REASON
    assert "承認者が必要" in editor.hint.text()


def test_that_undo_leaves_earlier_steps_alone_while_a_wish_waits(window_at_item: MainWindow):
    window, session = window_at_item, window_at_item.session
    assert session.reviews.mark([SECOND], verdict=Verdict.DISCUSSING)
    wish(window)
    window.choices["undo"].trigger()
    assert state_of(session, SECOND, PROVIDER).verdict is Verdict.DISCUSSING
    assert window.focusWidget() is editor_of(window).approver
    window.choices.verdicts[Verdict.MET].trigger()
    window.choices["undo"].trigger()
    window.choices["undo"].trigger()
    assert state_of(session, SECOND, PROVIDER).verdict is Verdict.MET


def test_that_a_month_that_cannot_be_read_keeps_the_case_open_and_is_led_to(
    window_at_item: MainWindow, idle: Idle
):
    window, session = window_at_item, window_at_item.session
    window.choices.verdicts[Verdict.INSUFFICIENT].trigger()
    due = editor_of(window).due
    due.edit.setText("来年の三月")
    window.choices["overview"].trigger()
    window.choices["close"].trigger()
    assert session.is_open
    assert not window.desk.view.shows_overview
    assert window.focusWidget() is due.edit
    assert "2026-12 の形式" in editor_of(window).hint.text()
    due.edit.setText("2021-03")
    window.choices["close"].trigger()
    assert not session.is_open


def test_that_a_month_that_cannot_be_read_waits_for_its_item(window_at_item: MainWindow, asked: Asked):
    window, session = window_at_item, window_at_item.session
    window.choices.verdicts[Verdict.INSUFFICIENT].trigger()
    editor = editor_of(window)
    editor.due.edit.setText("来年の三月")
    editor.reason.setPlainText("来春に対応する")
    session.select(PROVIDER, SECOND)
    assert review_of(window).reason == "来春に対応する"
    window.choices["close"].trigger()
    press(asked(), "キャンセル")
    session.select(PROVIDER, FIRST)
    assert editor.due.edit.text() == "来年の三月"
    assert "2026-12 の形式" in editor.hint.text()
