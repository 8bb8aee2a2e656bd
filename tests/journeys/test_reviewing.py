"""Reviewing by keyboard: marking, moving, undoing, attaching, following what was done."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from assessor.domain.outcome import ItemState
from assessor.domain.vocabulary import Verdict
from tests.journeys.fake_chooser import FakeChooser
from ui.item.reason_dialog import ReasonDialog
from ui.items.model import VerdictFilter
from ui.window.main_window import MainWindow


def state_of(window: MainWindow, subject: str, item: str) -> ItemState:
    states = window.session.results.subject(subject).states
    return next(state for state in states if state.item.id == item)


@pytest.fixture(autouse=True)
def active(case_window: MainWindow, qtbot: QtBot) -> None:
    """Keys reach the window that is active."""
    case_window.activateWindow()
    qtbot.waitUntil(case_window.isActiveWindow)


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, key, modifier)


@pytest.mark.parametrize(
    ("key", "verdict"),
    [
        (Qt.Key.Key_2, Verdict.CONFIRMING),
        (Qt.Key.Key_4, Verdict.MET),
        (Qt.Key.Key_6, Verdict.NOT_IMPLEMENTED),
    ],
)
def test_that_a_digit_marks_the_item_and_undo_takes_it_back(
    case_window: MainWindow, open_item: tuple[str, str], key: Qt.Key, verdict: Verdict
):
    press(key)
    assert state_of(case_window, *open_item).verdict is verdict
    assert open_item[1] in case_window.choices["undo"].text()
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert state_of(case_window, *open_item).verdict is Verdict.UNREVIEWED
    press(Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert state_of(case_window, *open_item).verdict is verdict


def test_that_digits_typed_into_the_reason_are_text(case_window: MainWindow, open_item: tuple[str, str]):
    press(Qt.Key.Key_Return)
    reason = case_window.desk.view.item.editor.reason
    assert reason.hasFocus()
    QTest.keyClicks(reason, "4")
    assert reason.toPlainText().endswith("4")
    assert state_of(case_window, *open_item).verdict is Verdict.UNREVIEWED


def test_that_undo_takes_back_what_is_being_typed_and_nothing_before_it(
    case_window: MainWindow, open_item: tuple[str, str]
):
    before = case_window.session.undo_text
    press(Qt.Key.Key_7)
    QTest.keyClicks(case_window.desk.view.item.editor.reason, "not offered")
    QTest.keyClicks(case_window.desk.view.item.editor.approver, "Mizuguchi")
    case_window.choices["undo"].trigger()
    assert state_of(case_window, *open_item).verdict is Verdict.UNREVIEWED
    assert case_window.session.undo_text == before
    case_window.choices["redo"].trigger()
    review = state_of(case_window, *open_item).review
    assert (review.verdict, review.reason) == (Verdict.NOT_APPLICABLE, "not offered")


def test_that_everything_undone_can_be_done_again(case_window: MainWindow, open_item: tuple[str, str]):
    for key in (Qt.Key.Key_3, Qt.Key.Key_7, Qt.Key.Key_4):
        case_window.desk.view.items.setFocus()
        press(key)
        QTest.keyClicks(case_window.desk.view.item.editor.reason, "x")
    case_window.desk.view.item.commit()
    after = case_window.session.results
    undone = 0
    while case_window.session.undo_text:
        case_window.choices["undo"].trigger()
        undone += 1
    for _ in range(undone):
        case_window.choices["redo"].trigger()
    assert case_window.session.results == after
    assert open_item


def test_that_what_is_typed_is_recorded_when_the_case_closes(
    case_window: MainWindow, open_item: tuple[str, str], sample: Path, qtbot: QtBot
):
    press(Qt.Key.Key_Return)
    QTest.keyClicks(case_window.desk.view.item.editor.reason, "typed last")
    case_window.choices["close"].trigger()
    case_window.desk.cases.open(sample)
    qtbot.waitUntil(lambda: case_window.session.is_open)
    assert state_of(case_window, *open_item).review.reason == "typed last"


def test_that_one_key_marks_all_selected_items_in_one_step(
    case_window: MainWindow,
    open_item: tuple[str, str],
    in_front: Callable[[type[QMessageBox]], QMessageBox],
):
    session, panel = case_window.session, case_window.desk.view.items
    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    items = panel.selected_items()
    assert len(items) > 1
    before = {item: state_of(case_window, open_item[0], item).verdict for item in items}
    press(Qt.Key.Key_2)
    assert {item: state_of(case_window, open_item[0], item).verdict for item in items} == before
    asked = in_front(QMessageBox)
    assert "38項目" in asked.text()
    QTest.mouseClick(asked.buttons()[0], Qt.MouseButton.LeftButton)
    after = {state_of(case_window, open_item[0], item).verdict for item in items}
    assert after == {Verdict.CONFIRMING}
    session.reviews.undo()
    assert {item: state_of(case_window, open_item[0], item).verdict for item in items} == before


def test_that_not_applicable_for_several_items_asks_for_a_reason(
    case_window: MainWindow,
    open_item: tuple[str, str],
    in_front: Callable[[type[ReasonDialog]], ReasonDialog],
):
    assert open_item
    case_window.desk.view.items.table.selectAll()
    press(Qt.Key.Key_7)
    in_front(ReasonDialog)


def test_that_next_and_previous_lead_to_what_is_not_judged_yet_and_stay_with_the_subject(
    case_window: MainWindow,
):
    session = case_window.session
    open_items = {
        result.subject.subject: [
            state.item.id
            for state in result.states
            if state.verdict is Verdict.UNREVIEWED and state.applicability.applies
        ]
        for result in session.results.subjects
    }
    subject, items = next((subject, items) for subject, items in open_items.items() if len(items) > 1)
    session.select(subject, items[0])
    gone = set()
    for _ in items:
        press(Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
        assert session.current_subject == subject
        gone.add(session.current_item)
    assert gone == set(items)
    assert session.current_item == items[0]
    for _ in items:
        press(Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert (session.current_subject, session.current_item) == (subject, items[0])


def test_that_a_subject_with_nothing_left_to_judge_says_so_and_keeps_its_item(case_window: MainWindow):
    session = case_window.session
    done = next(
        result
        for result in session.results.subjects
        if result.states and not any(state.verdict is Verdict.UNREVIEWED for state in result.states)
    )
    session.select(done.subject.subject)
    before = (session.current_subject, session.current_item)
    case_window.desk.view.subjects.tree.setFocus()
    press(Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert (session.current_subject, session.current_item) == before
    assert "この点検対象に未評価の項目はありません" in case_window.statusBar().currentMessage()
    assert case_window.desk.view.items.table.hasFocus()


def test_that_subjects_can_be_walked_through_by_key(case_window: MainWindow):
    session = case_window.session
    keys = [result.subject.subject for result in session.results.subjects]
    press(Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert session.current_subject == keys[1]
    for _ in range(2):
        press(Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert session.current_subject == keys[0]


def test_that_find_leads_to_the_search_field(case_window: MainWindow):
    case_window.choices["overview"].trigger()
    case_window.choices["find"].trigger()
    assert case_window.desk.view.items.search.hasFocus()
    assert not case_window.desk.view.shows_overview


def test_that_evidence_is_attached_and_detached_by_undo(
    case_window: MainWindow, open_item: tuple[str, str], chooser: FakeChooser, tmp_path: Path, qtbot: QtBot
):
    session = case_window.session
    chooser.files = [tmp_path / "画面1.txt", tmp_path / "画面2.txt"]
    for number, file in enumerate(chooser.files):
        file.write_text(f"evidence {number}", encoding="utf-8")
    with qtbot.waitSignal(session.reviews_changed):
        case_window.choices["attach"].trigger()
    assert len(session.reviews.item_detail(*open_item).evidence) == 2
    assert "2件" in case_window.statusBar().currentMessage()
    case_window.choices["undo"].trigger()
    assert not session.reviews.item_detail(*open_item).evidence


def test_that_a_subject_chosen_in_the_overview_is_shown_with_its_items(case_window: MainWindow):
    case_window.choices["overview"].trigger()
    assert case_window.desk.view.shows_overview
    last = case_window.session.results.subjects[-1].subject.subject
    case_window.desk.view.overview.item_chosen.emit(last, "")
    assert case_window.session.current_subject == last
    assert not case_window.desk.view.shows_overview


def test_that_a_number_of_the_overview_leads_to_its_item_whatever_the_filter_hides(
    case_window: MainWindow, qtbot: QtBot
):
    session, view = case_window.session, case_window.desk.view
    items, table = view.items, view.overview.table

    def open_cell(subject: str, column: str) -> None:
        case_window.choices["overview"].trigger()
        keys = [found.key for found in view.overview.model.columns]
        index = view.overview.model.index(view.overview.model.row_of(subject), keys.index(column))
        table.scrollTo(index)
        place = table.visualRect(index).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        qtbot.waitUntil(lambda: not view.shows_overview)

    def shown() -> tuple[str, str, str]:
        line = items.table.currentIndex().row()
        return session.current_subject, session.current_item, items.model.item_at(line)

    open_cell("cp_haneusagi", "section/cashless/2")
    assert shown() == ("cp_haneusagi", "CP-2-04", "CP-2-04")
    items.verdict_filter.setCurrentIndex(items.verdict_filter.findData(VerdictFilter.OPEN))
    items.search.setText("どこにもない")
    items.mandatory_only.setChecked(True)
    open_cell("op_katatsumuri", "unmet")
    assert shown() == ("op_katatsumuri", "CP-5-06", "CP-5-06")
    assert items.search.text() == ""
    assert items.verdict_filter.currentData() is VerdictFilter.ALL
    assert items.mandatory_only.isChecked()  # it hides nothing of what was wanted
    assert case_window.statusBar().currentMessage() == "選んだ項目を表示するため、絞り込みを解除しました。"
    open_cell("op_katatsumuri", "section/cashless/3")
    assert shown() == ("op_katatsumuri", "CP-3-01", "CP-3-01")
    assert items.not_applicable_too.isChecked()
    assert "該当なしの項目も表示" in case_window.statusBar().currentMessage()


def test_that_digits_mark_nothing_in_the_overview(case_window: MainWindow, open_item: tuple[str, str]):
    case_window.choices["overview"].trigger()
    case_window.choices.verdicts[Verdict.MET].trigger()
    assert state_of(case_window, *open_item).verdict is Verdict.UNREVIEWED
