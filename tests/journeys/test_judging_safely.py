"""A verdict changes only what the eye is on: real keys, with their modifiers, in the real window."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QPalette, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from assessor.domain.vocabulary import Verdict
from tests.journeys.hands import ASKED, CONTROL, KOKAGE, LEFT, NONE, SHIFT, Desk, Key
from ui.item.reason_dialog import ReasonDialog
from ui.window.main_window import MainWindow

Front = Callable[[type[QMessageBox]], QMessageBox]


@pytest.fixture
def desk(case_window: MainWindow, qtbot: QtBot) -> Desk:
    """The sample, opened, with the window in front, at はねうさぎコード."""
    case_window.activateWindow()
    qtbot.waitUntil(case_window.isActiveWindow)
    case_window.session.select(ASKED)
    return Desk(case_window)


def test_that_after_ctrl_down_a_digit_judges_only_the_item_it_led_to(desk: Desk):
    desk.click("CP-1-01")
    before = desk.verdicts()
    QTest.keyPress(desk.table, Key.Key_Control, CONTROL)
    desk.press(Key.Key_Down, CONTROL)
    QTest.keyRelease(desk.table, Key.Key_Control, NONE)
    assert desk.session.current_item == "CP-2-06"
    assert desk.panel.selected_items() == ["CP-2-06"]
    assert desk.is_at(desk.table)
    desk.press(Key.Key_5)
    assert desk.changed_since(before) == {(ASKED, "CP-2-06")}


def test_that_ctrl_up_and_two_undos_leave_one_row_selected(desk: Desk):
    desk.click("CP-1-01")
    desk.press(Key.Key_5)
    desk.click("CP-1-03")
    desk.press(Key.Key_5)
    desk.click("CP-3-01")
    before = desk.verdicts()
    desk.press(Key.Key_Z, CONTROL)
    assert desk.panel.selected_items() == ["CP-1-03"]
    desk.press(Key.Key_Z, CONTROL)
    assert desk.panel.selected_items() == ["CP-1-01"]
    assert desk.changed_since(before) == {(ASKED, "CP-1-01"), (ASKED, "CP-1-03")}
    before = desk.verdicts()
    desk.press(Key.Key_3)
    assert desk.changed_since(before) == {(ASKED, "CP-1-01")}
    desk.press(Key.Key_Up, CONTROL)
    assert len(desk.panel.selected_items()) == 1


@pytest.mark.parametrize("modifiers", [NONE, CONTROL, SHIFT, CONTROL | SHIFT])
def test_that_every_move_by_the_program_selects_one_row_whatever_keys_are_held(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, modifiers: Qt.KeyboardModifier
):
    desk.click("CP-1-01")
    QTest.keyPress(desk.table, Key.Key_F12, modifiers)  # which Qt reads as what is held down
    assert QApplication.keyboardModifiers() == modifiers
    moves: dict[str, Callable[[], object]] = {
        "to an item": lambda: desk.session.select(ASKED, "CP-2-04"),
        "to a subject": lambda: desk.session.select(KOKAGE),
        "back": lambda: desk.session.select(ASKED, "CP-1-02"),
        "search": lambda: desk.panel.search.setText("CP-3"),
        "no search": lambda: desk.panel.search.setText(""),
        "to the next": desk.window.choices["next"].trigger,
        "to the next subject": desk.window.choices["next_subject"].trigger,
        "language": desk.panel.model.retranslate,
        "to the overview": desk.window.choices["overview"].trigger,
        "from the overview": desk.window.choices["items"].trigger,
    }
    for name, move in moves.items():
        move()
        assert desk.panel.selected_items() == [desk.session.current_item], name
        assert list(desk.session.selected_items) == [desk.session.current_item], name
        overview = desk.view.overview.table
        assert overview.selected_rows == [overview.currentIndex().row()], name
        assert len(desk.view.subjects.tree.selectionModel().selectedRows()) == 1, name
    QTest.keyRelease(desk.table, Key.Key_F12, NONE)


def test_that_an_extension_with_shift_begins_where_the_program_led(desk: Desk):
    desk.click("CP-1-01")
    desk.press(Key.Key_Down, CONTROL)
    assert desk.panel.selected_items() == ["CP-2-06"]
    desk.press(Key.Key_Up, SHIFT)
    assert desk.panel.selected_items() == ["CP-2-05", "CP-2-06"]
    desk.press(Key.Key_Down, CONTROL)
    desk.session.select(ASKED, "CP-2-06")
    desk.click("CP-2-04", SHIFT)
    assert desk.panel.selected_items() == ["CP-2-04", "CP-2-05", "CP-2-06"]


@pytest.mark.parametrize("key", [Key.Key_Home, Key.Key_End, Key.Key_PageDown, Key.Key_Space])
def test_that_a_key_with_ctrl_never_parts_the_current_row_from_the_selected_one(desk: Desk, key: Qt.Key):
    desk.click("CP-2-04")
    desk.press(key, CONTROL)
    assert desk.panel.selected_items() == [desk.session.current_item]


def test_that_a_click_with_ctrl_that_takes_a_row_out_leaves_the_panel_on_a_selected_one(desk: Desk):
    desk.click("CP-1-01")
    desk.click("CP-1-03", CONTROL)
    desk.click("CP-1-03", CONTROL)
    assert desk.panel.selected_items() == ["CP-1-01"] == [desk.session.current_item]
    desk.click("CP-1-01", CONTROL)
    assert desk.panel.selected_items() == ["CP-1-01"] == [desk.session.current_item]
    before = desk.verdicts()
    desk.press(Key.Key_2)
    assert desk.changed_since(before) == {(ASKED, "CP-1-01")}


def test_that_a_click_beside_the_rows_leaves_the_selection(desk: Desk):
    desk.panel.search.setText("CP-1-01")
    viewport = desk.table.viewport()
    QTest.mouseClick(viewport, LEFT, NONE, QPoint(40, viewport.height() - 5))
    assert desk.panel.selected_items() == ["CP-1-01"]
    heading = desk.table.visualRect(desk.panel.model.index(0, 0)).center()
    QTest.mouseClick(viewport, LEFT, NONE, heading)
    assert desk.panel.selected_items() == ["CP-1-01"]


def test_that_a_filter_never_leaves_the_panel_on_a_hidden_item(desk: Desk):
    standing = desk.panel.verdict_filter
    standing.setFocus()
    for _ in range(2):  # すべて → 未評価のみ → 未了のみ
        desk.press(Key.Key_Down)
    desk.session.select(KOKAGE)
    listed = desk.panel.selected_items()
    assert listed == [desk.session.current_item]
    assert desk.session.current_item != "CP-1-01"
    before = desk.verdicts()
    QTest.mouseClick(desk.bar.buttons[Verdict.INSUFFICIENT], LEFT)
    assert desk.changed_since(before) == {(KOKAGE, listed[0])}


def test_that_the_nearest_item_listed_becomes_the_current_one(desk: Desk):
    desk.click("CP-2-04")
    desk.panel.search.setFocus()
    QTest.keyClicks(desk.panel.search, "CP-2-06")
    assert desk.session.current_item == "CP-2-06"
    assert desk.view.item.heading.id.text() == "CP-2-06"


def test_that_with_nothing_listed_the_panel_is_empty_says_why_and_judges_nothing(desk: Desk):
    desk.click("CP-2-04")
    desk.panel.search.setFocus()
    before = desk.verdicts()
    QTest.keyClicks(desk.panel.search, "nowhere")
    item = desk.view.item
    assert item.pages.currentIndex() == 1
    assert "絞り込みを変えてください" in item.empty.text()
    assert not any(action.isEnabled() for action in desk.window.choices.verdicts.values())
    for verdict, action in desk.window.choices.verdicts.items():
        action.trigger()
        desk.bar.buttons[verdict].click()
    assert not item.choose(Verdict.MET)
    assert desk.changed_since(before) == set()
    desk.panel.search.clear()
    assert desk.panel.selected_items() == ["CP-2-04"]


@pytest.mark.parametrize("key", [Key.Key_Down, Key.Key_Return, Key.Key_Enter])
def test_that_the_search_leads_to_the_list(desk: Desk, key: Qt.Key):
    desk.press(Key.Key_F, CONTROL)
    assert desk.is_at(desk.panel.search)
    desk.press(key)
    assert desk.is_at(desk.table)


def test_that_an_item_that_is_asked_for_is_listed_whatever_the_filter(desk: Desk):
    desk.click("CP-1-01")
    desk.press(Key.Key_5)
    desk.panel.search.setText("CP-2-06")
    desk.table.setFocus()
    desk.press(Key.Key_Z, CONTROL)
    assert desk.panel.selected_items() == ["CP-1-01"]
    assert desk.panel.search.text() == ""
    assert "絞り込みを解除" in desk.window.statusBar().currentMessage()


def test_that_the_next_unreviewed_item_is_one_of_those_listed(desk: Desk):
    subject, item = next(place for place, given in desk.verdicts().items() if given is Verdict.UNREVIEWED)
    desk.session.select(subject)
    desk.panel.search.setText(item)
    for _ in range(3):
        desk.press(Key.Key_Down, CONTROL)
        assert desk.session.current_item == item
        assert desk.verdicts()[desk.session.current_subject, item] is Verdict.UNREVIEWED
        assert desk.panel.search.text() == item
    desk.panel.mandatory_only.setChecked(True)
    desk.press(Key.Key_Down, CONTROL)
    assert "絞り込みの条件に合う未評価" in desk.window.statusBar().currentMessage()


def test_that_digits_judge_only_where_the_items_or_the_verdicts_have_the_focus(desk: Desk):
    before = desk.verdicts()
    item = desk.view.item
    others: list[QWidget] = [
        desk.view.subjects.tree,
        desk.view.subjects.search,
        desk.panel.search,
        desk.panel.verdict_filter,
        desk.panel.mandatory_only,
        item.editor.reason,
        item.inquiries.question,
        item.evidence.attach,
        item.evidence.choose,
    ]
    for widget in others:
        widget.setFocus()
        assert desk.is_at(widget)
        for key in (Key.Key_2, Key.Key_3, Key.Key_5, Key.Key_6):
            desk.press(key)
        desk.session.select(ASKED)
    item.editor.reason.clear()
    assert desk.changed_since(before) == set()
    desk.session.select(ASKED, "CP-1-01")
    desk.bar.take_focus()
    desk.press(Key.Key_3)
    assert desk.changed_since(before) == {(ASKED, "CP-1-01")}


def test_that_ctrl_a_and_a_path_with_digits_judge_nothing(desk: Desk, in_front: Front, qtbot: QtBot):
    desk.table.setFocus()
    before = desk.verdicts()
    desk.press(Key.Key_A, CONTROL)
    QTest.keyClicks(desk.table, "/tmp/3")
    assert desk.changed_since(before) == set()
    asked = in_front(QMessageBox)
    asked.activateWindow()
    qtbot.waitUntil(asked.isActiveWindow)
    QTest.keyClick(asked, Key.Key_Return)  # キャンセル is the default
    assert QApplication.activeModalWidget() is None
    assert desk.changed_since(before) == set()


def test_that_several_rows_are_counted_and_asked_about_once_per_selection(
    desk: Desk, in_front: Front, qtbot: QtBot
):
    editor = desk.view.item.editor
    desk.click("CP-1-01")
    assert not editor.count.isVisible()
    desk.press(Key.Key_Down, SHIFT)
    desk.click("CP-1-04", CONTROL)
    assert editor.count.isVisible()
    assert editor.count.count.text() == "3項目を評価"
    assert "3項目" in editor.reason.placeholderText()
    assert "3項目" in editor.reason.accessibleName()
    before = desk.verdicts()
    three = {(ASKED, "CP-1-01"), (ASKED, "CP-1-02"), (ASKED, "CP-1-04")}
    desk.press(Key.Key_5)
    asked = in_front(QMessageBox)
    assert "3項目" in asked.text()
    assert "CP-1-04：" in asked.informativeText()
    assert desk.changed_since(before) == set()
    QTest.mouseClick(asked.buttons()[0], LEFT)
    assert desk.changed_since(before) == three
    desk.table.setFocus()
    desk.press(Key.Key_3)  # the same selection is not asked about again
    assert {desk.verdicts()[place] for place in three} == {Verdict.DISCUSSING}
    desk.click("CP-1-01")
    desk.press(Key.Key_Down, SHIFT)
    before = desk.verdicts()
    desk.press(Key.Key_5)
    asked = in_front(QMessageBox)
    asked.activateWindow()
    qtbot.waitUntil(asked.isActiveWindow)
    QTest.keyClick(asked, Key.Key_Escape)
    assert QApplication.activeModalWidget() is None
    assert desk.changed_since(before) == set()


def test_that_the_verdict_buttons_ask_for_several_rows_too(desk: Desk, in_front: Front):
    desk.click("CP-1-01")
    desk.click("CP-1-03", SHIFT)
    before = desk.verdicts()
    QTest.mouseClick(desk.bar.buttons[Verdict.CONFIRMING], LEFT)
    asked = in_front(QMessageBox)
    assert desk.changed_since(before) == set()
    QTest.mouseClick(asked.buttons()[0], LEFT)
    assert desk.changed_since(before) == {(ASKED, f"CP-1-0{n}") for n in (1, 2, 3)}


def test_that_a_reason_typed_for_several_rows_goes_to_all_of_them_as_one_change(desk: Desk):
    desk.click("CP-1-01")
    desk.click("CP-1-03", SHIFT)
    desk.press(Key.Key_Return)
    editor = desk.view.item.editor
    assert editor.reason.toPlainText() == ""  # they differ
    QTest.keyClicks(editor.reason, "seen on site")
    desk.press(Key.Key_Return, CONTROL)
    states = {state.item.id: state for state in desk.session.results.subject(ASKED).states}
    three = [states[item].review.reason for item in ("CP-1-01", "CP-1-02", "CP-1-03")]
    assert three == ["seen on site"] * 3
    assert desk.session.reviews.undo()
    states = {state.item.id: state for state in desk.session.results.subject(ASKED).states}
    assert "seen on site" not in {state.review.reason for state in states.values()}


def test_that_not_applicable_for_several_rows_names_them_and_asks_for_reason_and_approver(
    desk: Desk, in_front: Callable[[type[ReasonDialog]], ReasonDialog]
):
    desk.click("CP-1-01")
    desk.click("CP-1-02", SHIFT)
    desk.press(Key.Key_7)
    dialog = in_front(ReasonDialog)
    labels = dialog.findChildren(QLabel)
    assert any("CP-1-01, CP-1-02" in label.text() for label in labels)


def test_that_opening_and_choosing_a_subject_give_the_keys_to_the_items(desk: Desk):
    assert desk.is_at(desk.table)
    tree = desk.view.subjects.tree
    index = desk.view.subjects.filter.mapFromSource(desk.view.subjects.model.index_of(KOKAGE))
    tree.scrollTo(index)
    QTest.mouseClick(tree.viewport(), LEFT, NONE, tree.visualRect(index).center())
    assert desk.session.current_subject == KOKAGE
    assert desk.is_at(desk.table)
    tree.setFocus()
    desk.press(Key.Key_Up)  # walking through the list keeps the keys in it
    assert desk.session.current_subject != KOKAGE
    assert desk.is_at(tree)
    desk.press(Key.Key_Return)
    assert desk.is_at(desk.table)


@pytest.mark.parametrize("modifiers", [CONTROL, SHIFT, CONTROL | SHIFT])
def test_that_the_subject_shown_stays_selected_in_its_list(desk: Desk, modifiers: Qt.KeyboardModifier):
    tree = desk.view.subjects.tree
    index = tree.currentIndex()
    tree.scrollTo(index)
    QTest.mouseClick(tree.viewport(), LEFT, modifiers, tree.visualRect(index).center())
    assert tree.selectionModel().isSelected(tree.currentIndex())
    assert desk.session.current_subject == ASKED


def test_that_the_wheel_over_a_closed_list_changes_nothing(desk: Desk):
    standing = desk.panel.verdict_filter
    centre = QPointF(standing.rect().center())
    for delta in (-120, 120):
        event = QWheelEvent(
            centre,
            standing.mapToGlobal(centre),
            QPoint(),
            QPoint(0, delta),
            Qt.MouseButton.NoButton,
            NONE,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(standing, event)
        assert standing.currentIndex() == 0


def test_that_the_verdicts_are_one_stop_and_arrows_never_judge(desk: Desk):
    desk.click("CP-1-01")
    before = desk.verdicts()
    buttons = list(desk.bar.buttons.values())
    assert [button for button in buttons if button.focusPolicy() & Qt.FocusPolicy.TabFocus] == [
        desk.bar.buttons[Verdict.MET]
    ]
    desk.bar.take_focus()
    for key in (Key.Key_Left, Key.Key_Left, Key.Key_Down, Key.Key_Right, Key.Key_Up, Key.Key_Left):
        desk.press(key)
        assert desk.bar.has_focus
    assert desk.changed_since(before) == set()
    here = QApplication.focusWidget()
    desk.press(Key.Key_Tab)
    assert not desk.bar.has_focus
    desk.press(Key.Key_Backtab, SHIFT)
    assert desk.is_at(desk.bar.buttons[Verdict.MET])
    assert not desk.is_at(here)
    desk.press(Key.Key_Right)
    desk.press(Key.Key_Return)
    assert desk.changed_since(before) == {(ASKED, "CP-1-01")}
    assert desk.verdicts()[ASKED, "CP-1-01"] is Verdict.INSUFFICIENT
    desk.press(Key.Key_Left)
    desk.press(Key.Key_Left)
    desk.press(Key.Key_Space)
    assert desk.verdicts()[ASKED, "CP-1-01"] is Verdict.DISCUSSING


def test_that_esc_leaves_a_field_for_the_items(desk: Desk):
    editor = desk.view.item.editor
    fields: list[QWidget] = [editor.reason, desk.panel.search, desk.view.subjects.search, editor.bar.entrance]
    for field in fields:
        field.setFocus()
        assert desk.is_at(field)
        desk.press(Key.Key_Escape)
        assert desk.is_at(desk.table)


def test_that_f6_goes_round_the_panes_both_ways(desk: Desk):
    view = desk.view
    desk.table.setFocus()
    round_trip: list[QWidget] = [view.item.area, desk.bar.entrance, view.subjects.tree, desk.table]
    for pane in round_trip:
        desk.press(Key.Key_F6)
        assert desk.is_at(pane)
    for pane in [*reversed(round_trip[:-1]), desk.table]:
        desk.press(Key.Key_F6, SHIFT)
        assert desk.is_at(pane)


def test_that_only_the_list_with_the_focus_has_the_strong_selection(desk: Desk):
    tree, table = desk.view.subjects.tree, desk.table
    group, role = QPalette.ColorGroup.Active, QPalette.ColorRole.Highlight
    strong = QApplication.palette().color(group, role)
    pale = QApplication.palette().color(QPalette.ColorGroup.Inactive, role)
    assert strong != pale
    for here, there in ((table, tree), (tree, table)):
        here.setFocus()
        assert here.palette().color(group, role) == strong
        assert there.palette().color(group, role) == pale
