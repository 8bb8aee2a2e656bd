"""The reviewer's judgement in the item panel: keys, reasons, months, and that nothing typed is lost."""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assessor.domain.vocabulary import Verdict
from assessor.errors import Code
from assessor.words import Language
from tests.ui.panel_steps import (
    ASKED,
    FIRST,
    PROVIDER,
    SECOND,
    codes_of,
    find_state,
    finish,
    show,
    state_of,
    wait_idle,
)
from ui.item.month_field import MonthPopup
from ui.item.panel import ItemPanel
from ui.moments import local, month_of, size_of
from ui.session.session import Session

CONTROL = Qt.KeyboardModifier.ControlModifier


def write(panel: ItemPanel, text: str) -> None:
    panel.focus_reason()
    panel.editor.reason.selectAll()
    panel.editor.reason.insertPlainText(text)


def test_that_the_bar_shows_the_verdict_and_its_key(panel: ItemPanel):
    bar = panel.editor.bar
    assert bar.buttons[Verdict.MET].isChecked()
    assert [button.text() for button in bar.buttons.values()][:4] == [
        "未評価",
        "追加確認中",
        "協議中",
        "充足",
    ]
    assert "4 キー" in bar.buttons[Verdict.MET].toolTip()


def test_that_a_click_records_the_verdict_and_the_record_moves_the_bar(
    panel: ItemPanel, open_session: Session
):
    QTest.mouseClick(panel.editor.bar.buttons[Verdict.INSUFFICIENT], Qt.MouseButton.LeftButton)
    assert state_of(open_session, FIRST).verdict is Verdict.INSUFFICIENT
    assert panel.editor.bar.buttons[Verdict.INSUFFICIENT].isChecked()
    assert open_session.reviews.undo()
    assert panel.editor.bar.buttons[Verdict.MET].isChecked()


def test_that_the_space_bar_presses_a_verdict(panel: ItemPanel, open_session: Session):
    button = panel.editor.bar.buttons[Verdict.DISCUSSING]
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert state_of(open_session, FIRST).verdict is Verdict.DISCUSSING


def test_that_leaving_the_reason_records_it_as_one_change(panel: ItemPanel, open_session: Session):
    undo, before = open_session.undo_text, state_of(open_session, FIRST).review.reason
    write(panel, "写しを確認した。")
    assert state_of(open_session, FIRST).review.reason == before
    panel.editor.bar.buttons[Verdict.MET].setFocus()
    assert state_of(open_session, FIRST).review.reason == "写しを確認した。"
    assert open_session.reviews.undo()
    assert state_of(open_session, FIRST).review.reason == before
    assert open_session.undo_text == undo
    assert panel.editor.reason.toPlainText() == before


def test_that_control_enter_records_the_reason_and_enter_does_not(panel: ItemPanel, open_session: Session):
    write(panel, "一行目")
    QTest.keyClick(panel.editor.reason, Qt.Key.Key_Return)
    assert state_of(open_session, FIRST).review.reason != "一行目"
    QTest.keyClicks(panel.editor.reason, "2")
    QTest.keyClick(panel.editor.reason, Qt.Key.Key_Return, CONTROL)
    assert state_of(open_session, FIRST).review.reason == "一行目\n2"
    assert panel.editor.reason.hasFocus()


def test_that_a_reason_that_did_not_change_records_nothing(panel: ItemPanel, open_session: Session):
    before = open_session.undo_text
    panel.focus_reason()
    assert panel.commit()
    assert open_session.undo_text == before


def test_that_the_reason_is_not_lost_when_another_item_is_selected(panel: ItemPanel, open_session: Session):
    second = state_of(open_session, SECOND).review.reason
    write(panel, "移る前に書いた理由")
    open_session.select(PROVIDER, SECOND)
    assert panel.editor.reason.toPlainText() == second
    assert state_of(open_session, FIRST).review.reason == "移る前に書いた理由"
    assert state_of(open_session, SECOND).review.reason == second


def test_that_the_reason_is_not_lost_when_another_subject_is_selected(
    panel: ItemPanel, open_session: Session
):
    write(panel, "別の対象へ移る前の理由")
    open_session.select(ASKED, FIRST)
    assert (open_session.current_subject, open_session.current_item) == (ASKED, FIRST)
    assert state_of(open_session, FIRST, PROVIDER).review.reason == "別の対象へ移る前の理由"
    assert state_of(open_session, FIRST, ASKED).review.reason != "別の対象へ移る前の理由"
    assert panel.editor.reason.toPlainText() == state_of(open_session, FIRST, ASKED).review.reason


def test_that_the_reason_is_not_lost_when_its_item_changes_meanwhile(panel: ItemPanel, open_session: Session):
    write(panel, "書きかけ")
    open_session.reviews.mark([FIRST], verdict=Verdict.CONFIRMING)
    assert panel.editor.reason.toPlainText() == "書きかけ"
    assert panel.commit()
    review = state_of(open_session, FIRST).review
    assert (review.verdict, review.reason) == (Verdict.CONFIRMING, "書きかけ")


def test_that_a_reason_that_cannot_be_recorded_waits_for_its_item(panel: ItemPanel, open_session: Session):
    codes = codes_of(open_session)
    long = "長" * 40_000
    write(panel, long)
    open_session.select(PROVIDER, SECOND)
    assert codes == [Code.TOO_LONG]
    assert panel.editor.reason.toPlainText() != long
    open_session.select(PROVIDER, FIRST)
    assert panel.editor.reason.toPlainText() == long
    assert "まだ記録していません" in panel.editor.hint.text()
    write(panel, "短い理由")
    assert panel.commit()
    assert not panel.editor.strip.isVisible()
    assert state_of(open_session, FIRST).review.reason == "短い理由"


def test_that_a_reason_waits_while_evidence_is_being_attached(
    panel: ItemPanel, open_session: Session, qtbot: QtBot, tmp_path: Path
):
    file = tmp_path / "大きい.bin"
    file.write_bytes(os.urandom(3_000_000))
    write(panel, "添付中に書いた理由")
    job = open_session.evidence.attach([file])
    assert not panel.commit()
    finish(qtbot, job)
    wait_idle(qtbot, open_session)
    assert panel.editor.reason.toPlainText() == "添付中に書いた理由"
    assert panel.commit()
    assert state_of(open_session, FIRST).review.reason == "添付中に書いた理由"


def test_that_a_verdict_and_what_was_typed_are_one_step(panel: ItemPanel, open_session: Session):
    write(panel, "理由と同時")
    assert panel.choose(Verdict.NOT_IMPLEMENTED)
    review = state_of(open_session, FIRST).review
    assert (review.verdict, review.reason) == (Verdict.NOT_IMPLEMENTED, "理由と同時")
    assert open_session.reviews.undo()
    review = state_of(open_session, FIRST).review
    assert (review.verdict, review.reason == "理由と同時") == (Verdict.MET, False)
    assert panel.editor.reason.toPlainText() == review.reason


def test_that_not_applicable_without_a_reason_asks_for_it_in_place(panel: ItemPanel, open_session: Session):
    codes = codes_of(open_session)
    write(panel, "")
    assert not panel.choose(Verdict.NOT_APPLICABLE)
    assert panel.editor.reason.hasFocus()
    assert panel.editor.strip.isVisible()
    assert "理由が必要" in panel.editor.hint.text()
    assert state_of(open_session, FIRST).verdict is Verdict.MET
    write(panel, "機能がない")
    QTest.keyClick(panel.editor.reason, Qt.Key.Key_Return, CONTROL)
    assert panel.editor.approver.hasFocus()
    assert "承認者が必要" in panel.editor.hint.text()
    assert state_of(open_session, FIRST).verdict is Verdict.MET
    QTest.keyClicks(panel.editor.approver, "Mizuguchi")
    QTest.keyClick(panel.editor.approver, Qt.Key.Key_Return)
    review = state_of(open_session, FIRST).review
    assert (review.verdict, review.reason) == (Verdict.NOT_APPLICABLE, "機能がない")
    assert not panel.editor.strip.isVisible()
    assert codes == []


def test_that_the_wish_for_not_applicable_does_not_follow_to_another_item(
    panel: ItemPanel, open_session: Session
):
    panel.editor.reason.clear()
    panel.choose(Verdict.NOT_APPLICABLE)
    open_session.select(PROVIDER, SECOND)
    write(panel, "別の項目の理由")
    assert panel.commit()
    assert state_of(open_session, SECOND).verdict is Verdict.MET
    assert not panel.editor.strip.isVisible()


def test_that_not_applicable_keeps_reason_and_approver_until_there_are_others(
    panel: ItemPanel, open_session: Session
):
    codes = codes_of(open_session)
    write(panel, "機能がない")
    panel.editor.approver.setText("承認 次郎")
    assert panel.choose(Verdict.NOT_APPLICABLE)
    panel.editor.approver.clear()
    assert panel.commit()
    assert "承認者が必要" in panel.editor.hint.text()
    write(panel, "")
    assert panel.commit()
    assert "理由が必要" in panel.editor.hint.text()
    review = state_of(open_session, FIRST).review
    assert (review.reason, review.approver) == ("機能がない", "承認 次郎")
    assert codes == []


def test_that_the_approver_is_asked_for_not_applicable_only(panel: ItemPanel, open_session: Session):
    assert not panel.editor.approver.isVisible()
    write(panel, "機能がない")
    panel.choose(Verdict.NOT_APPLICABLE)
    assert panel.editor.approver.isVisible()
    panel.editor.approver.setText("承認 次郎")
    QTest.keyClick(panel.editor.approver, Qt.Key.Key_Return)
    assert state_of(open_session, FIRST).review.approver == "承認 次郎"


def test_that_the_due_month_is_open_for_unmet_verdicts_only(panel: ItemPanel, open_session: Session):
    due = panel.editor.due
    assert not due.isEnabled()
    panel.choose(Verdict.INSUFFICIENT)
    assert due.isEnabled()
    due.edit.setText("２０２０年１２月")
    QTest.keyClick(due.edit, Qt.Key.Key_Return)
    assert state_of(open_session, FIRST).review.due == "2020-12"
    assert due.edit.text() == "2020-12"


def test_that_a_month_that_cannot_be_read_is_told_and_not_recorded(panel: ItemPanel, open_session: Session):
    codes = codes_of(open_session)
    panel.choose(Verdict.INSUFFICIENT)
    panel.editor.due.edit.setText("来年の春")
    QTest.keyClick(panel.editor.due.edit, Qt.Key.Key_Return)
    assert "2026-12 の形式" in panel.editor.hint.text()
    assert panel.editor.due.edit.text() == "来年の春"
    assert state_of(open_session, FIRST).review.due == ""
    assert codes == []


@pytest.mark.qt_log_ignore(r"does not support (raise|grabbing the keyboard)")  # offscreen, of any popup
def test_that_a_month_can_be_picked_and_taken_away(panel: ItemPanel, open_session: Session):
    panel.choose(Verdict.INSUFFICIENT)
    due = panel.editor.due
    due.edit.setText("2020-11")
    for press, expected in (("month", "2021-03"), ("none", "")):
        QTest.keyClick(due.edit, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        popup = due.findChild(MonthPopup)
        assert isinstance(popup, MonthPopup)
        popup.show_year(2021)
        (popup.months[2] if press == "month" else popup.none).click()
        assert state_of(open_session, FIRST).review.due == expected
        QApplication.sendPostedEvents(popup, QEvent.Type.DeferredDelete.value)


def test_that_an_item_that_does_not_apply_cannot_be_judged_and_says_why(
    panel: ItemPanel, open_session: Session
):
    subject, state = find_state(open_session, lambda s: s.applicability.rule == "R1")
    open_session.select(subject, state.item.id)
    assert not panel.editor.bar.isEnabled()
    assert panel.editor.reason.isReadOnly()
    assert panel.editor.hint.text() == "規則 R1 により該当なし：チャージ機能なし"
    assert not panel.choose(Verdict.MET)
    open_session.select(PROVIDER, FIRST)
    assert panel.editor.bar.isEnabled()


def test_that_a_case_that_cannot_be_written_disables_the_editors_and_says_why(
    session: Session, sample: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(os, "access", lambda path, mode: path != sample or mode != os.W_OK)
    finish(qtbot, session.cases.open(sample))
    session.select(PROVIDER, FIRST)
    panel = ItemPanel(session)
    show(qtbot, panel, (460, 900))
    assert "読み取り専用" in panel.read_only.text()
    assert panel.read_only.isVisible()
    assert not panel.editor.bar.isEnabled()
    assert panel.editor.reason.isReadOnly()
    assert not panel.editor.due.isEnabled()
    assert not panel.evidence.attach.isEnabled()
    assert panel.inquiries.question.isReadOnly()
    assert not panel.choose(Verdict.MET)
    assert panel.commit()


def test_that_a_case_without_subjects_or_no_case_shows_a_sentence(session: Session, qtbot: QtBot):
    panel = ItemPanel(session)
    show(qtbot, panel)
    assert panel.pages.currentIndex() == 1
    assert panel.empty.text()
    assert panel.commit()
    assert not panel.choose(Verdict.MET)


def test_that_closing_the_case_empties_the_panel(panel: ItemPanel, open_session: Session):
    open_session.cases.close()
    assert panel.pages.currentIndex() == 1
    panel.editor.reason.setPlainText("もう案件はない")
    assert panel.commit()


def test_that_the_editor_speaks_both_languages(panel: ItemPanel, open_session: Session):
    open_session.set_language(Language.EN)
    assert panel.editor.bar.buttons[Verdict.NOT_APPLICABLE].text() == "Not applicable"
    assert panel.editor.bar.buttons[Verdict.MET].isChecked()


@pytest.mark.parametrize(
    ("typed", "month"),
    [
        ("", ""),
        ("  ", ""),
        ("2020-12", "2020-12"),
        ("2020/1", "2020-01"),
        ("２０２１．３", "2021-03"),
        ("2020年 12月", "2020-12"),
        ("2020-13", None),
        ("12-2020", None),
        ("令和2年12月", None),
    ],
)
def test_that_a_month_is_read_as_people_type_it(typed: str, month: str | None):
    assert month_of(typed) == month


def test_that_moments_and_sizes_are_shown_as_people_read_them():
    assert local("nonsense") == "nonsense"
    assert len(local("2020-11-09T10:15:30+00:00")) == len("2020-11-09 10:15")
    assert local("2020-11-09T10:15:30") == local("2020-11-09T10:15:30+00:00")
    assert [size_of(n) for n in (0, 1023, 2048, 5_000_000)] == ["0 B", "1023 B", "2 KB", "4.8 MB"]


def test_that_the_fields_have_names_for_screen_readers(panel: ItemPanel):
    named = [panel.editor.reason, panel.editor.approver, panel.editor.due.edit, panel.editor.due.pick]
    assert all(field.accessibleName() for field in named)
