"""The cells of one returned file: shown in three states, accepted in any portion, read as something."""

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from assessor.domain.difference import CellKind
from assessor.domain.records import Response
from assessor.domain.vocabulary import Answer
from assessor.operations.returns.decision import Decision
from assessor.operations.returns.received import ReceivedFile
from assessor.operations.returns.values import AnsweredRound, Preview, Proposal
from assessor.words import Language
from tests.ui.panel_steps import FIRST, PROVIDER, SECOND, show
from tests.ui.returned_steps import (
    CHECKED,
    PLAIN,
    SOME,
    UNCHECKED,
    Post,
    fill,
    row_of,
    state,
    texts,
    turn,
)
from ui.returns.cells_model import CellColumn
from ui.returns.cells_panel import CellsPanel
from ui.returns.read_as_dialog import ReadAsDialog
from ui.session.session import Session
from ui.widgets.lists.tone_delegate import TONE

CONTROL = Qt.KeyboardModifier.ControlModifier
THIRD = "CP-1-03"


def response(session: Session, item: str, subject: str = PROVIDER) -> Response:
    return session.reviews.item_detail(subject, item).responses[-1]


def conflicting(post: Post) -> CellsPanel:
    """The explanation of the second item is taken over and returned otherwise; the first item is changed."""
    (path,) = post.send(PROVIDER)
    fill(path, {(SECOND, "explanation"): "先に届いた説明"})
    first = post.dialog(path)
    post.take(first)
    first.reject()
    fill(path, {(SECOND, "explanation"): "後から届いた説明", (FIRST, "explanation"): "改めた説明"})
    return post.dialog(path).page.cells


def test_that_each_cell_is_shown_in_three_states_with_its_kind_in_words_and_colour(post: Post):
    model = post.answered(PROVIDER, {**PLAIN, (FIRST, "answer"): "△"}).page.cells.model
    was = response(post.session, SECOND).explanation
    told = texts(model, SECOND, "explanation")
    assert told == ["対応状況の説明", was, "旧版アプリを除き実施しています。", was, "変更"]
    assert texts(model, FIRST, "answer")[1:4] == ["実施済", "一部実施（原文「△」）", "実施済"]
    row = row_of(model, FIRST, "answer")
    kind = model.index(row.row(), CellColumn.KIND, row.parent())
    assert kind.data(Qt.ItemDataRole.AccessibleTextRole) == "種別 変更"
    assert kind.data(TONE)


def test_that_unchanged_cells_are_folded_away_until_they_are_asked_for(post: Post):
    panel = post.answered(PROVIDER, {**PLAIN, (THIRD, "answer"): "実施済"}).page.cells
    assert panel.model.rowCount() == 2
    assert panel.kinds.buttons[CellKind.UNCHANGED].isEnabled()
    panel.kinds.choose(CellKind.UNCHANGED)
    assert panel.model.rowCount() == 1
    assert state(panel.model, THIRD, "answer") is None
    flags = panel.model.flags(row_of(panel.model, THIRD, "answer"))
    assert not flags & Qt.ItemFlag.ItemIsUserCheckable
    panel.kinds.choose("every")
    assert texts(panel.model, SECOND, "answer")[CellColumn.KIND] == "変更"


def test_that_a_conflict_is_off_and_stays_off_when_everything_in_sight_is_accepted(post: Post):
    panel = conflicting(post)
    model = panel.model
    assert texts(model, SECOND, "explanation")[2:] == ["後から届いた説明", "先に届いた説明", "競合"]
    assert state(model, SECOND, "explanation") is UNCHECKED
    panel.none.click()
    assert state(model, FIRST, "explanation") is UNCHECKED
    panel.all.click()
    assert state(model, FIRST, "explanation") is CHECKED
    assert state(model, SECOND, "explanation") is UNCHECKED


def test_that_conflicts_alone_in_sight_can_be_accepted_all_at_once(post: Post):
    panel = conflicting(post)
    panel.kinds.choose(CellKind.CONFLICT)
    panel.all.click()
    assert state(panel.model, SECOND, "explanation") is CHECKED


def test_that_the_current_cell_is_told_in_full(post: Post):
    panel = conflicting(post)
    panel.tree.setCurrentIndex(row_of(panel.model, SECOND, "explanation"))
    told = [detail.toPlainText() for detail in panel.details]
    assert told[1:] == ["後から届いた説明", "先に届いた説明"]
    panel.tree.setCurrentIndex(row_of(panel.model, SECOND))
    assert [detail.toPlainText() for detail in panel.details] == ["", "", ""]


def test_that_the_space_bar_turns_everything_that_is_selected(post: Post):
    panel = post.answered(PROVIDER, PLAIN).page.cells
    tree, model = panel.tree, panel.model
    tree.setFocus()
    QTest.keyClick(tree, Qt.Key.Key_A, CONTROL)
    QTest.keyClick(tree, Qt.Key.Key_Space)
    assert {state(model, FIRST), state(model, SECOND)} == {UNCHECKED}
    QTest.keyClick(tree, Qt.Key.Key_Space)
    assert {state(model, FIRST), state(model, SECOND)} == {CHECKED}
    tree.setCurrentIndex(row_of(model, SECOND, "answer"))
    QTest.keyClick(tree, Qt.Key.Key_Space)
    assert state(model, SECOND) is SOME
    assert state(model, FIRST) is CHECKED


def test_that_selected_rows_or_the_same_field_everywhere_can_be_turned(post: Post):
    panel = post.answered(PROVIDER, PLAIN).page.cells
    model = panel.model
    accept_rows, refuse_rows, accept_field, refuse_field = panel.menu.choices
    panel.tree.setCurrentIndex(row_of(model, FIRST, "explanation"))
    refuse_field.trigger()
    assert state(model, FIRST, "explanation") is UNCHECKED
    assert state(model, SECOND, "explanation") is UNCHECKED
    assert state(model, SECOND, "answer") is CHECKED
    accept_rows.trigger()
    assert state(model, FIRST, "explanation") is CHECKED
    refuse_rows.trigger()
    assert state(model, FIRST, "explanation") is UNCHECKED
    accept_field.trigger()
    assert state(model, SECOND, "explanation") is CHECKED


def test_that_the_box_of_an_item_turns_all_its_cells(post: Post):
    model = post.answered(PROVIDER, PLAIN).page.cells.model
    turn(model, SECOND, on=False)
    assert state(model, SECOND, "answer") is UNCHECKED
    assert state(model, SECOND, "explanation") is UNCHECKED
    turn(model, SECOND, "answer", on=True)
    assert state(model, SECOND) is SOME
    assert not model.setData(row_of(model, SECOND), "anders")


def test_that_an_answer_nobody_can_read_is_read_as_the_reviewer_says_beside_the_original(post: Post):
    dialog = post.answered(PROVIDER, {(SECOND, "answer"): "おおむね"})
    panel = dialog.page.cells
    model = panel.model
    assert texts(model, SECOND, "answer")[2:] == ["おおむね", "実施済", "要確認"]
    assert state(model, SECOND, "answer") is None
    panel.tree.setCurrentIndex(row_of(model, SECOND, "answer"))
    assert panel.read_as.isEnabled()
    panel.menu.answers[Answer.PARTIAL].trigger()
    assert texts(model, SECOND, "answer")[2:] == ["一部実施（原文「おおむね」）", "実施済", "変更（読替え）"]
    assert state(model, SECOND, "answer") is CHECKED
    panel.menu.back.trigger()
    assert state(model, SECOND, "answer") is None
    panel.menu.answers[Answer.PARTIAL].trigger()
    post.take(dialog)
    found = response(post.session, SECOND)
    assert (found.answer, found.answer_written) == (Answer.PARTIAL, "おおむね")


@pytest.mark.parametrize(("month_only", "expected"), [(False, "2021-03-15"), (True, "2021-03")])
def test_that_a_date_nobody_can_read_is_read_as_a_day_or_a_month(
    post: Post, qtbot: QtBot, month_only: bool, expected: str
):
    panel = post.answered(PROVIDER, {(SECOND, "due_on"): "来年の春ごろ"}).page.cells
    panel.tree.setCurrentIndex(row_of(panel.model, SECOND, "due_on"))
    panel.menu.other.trigger()
    asking = QApplication.activeModalWidget()
    assert isinstance(asking, ReadAsDialog)
    assert asking.written.text() == "来年の春ごろ"
    asking.month_only.setChecked(month_only)
    asking.day.setDate(asking.day.date().fromString("2021-03-15", Qt.DateFormat.ISODate))
    asking.accept()
    assert texts(panel.model, SECOND, "due_on")[2] == f"{expected}（原文「来年の春ごろ」）"
    assert state(panel.model, SECOND, "due_on") is CHECKED


def test_that_only_a_cell_to_be_checked_can_be_read_as_something(post: Post):
    panel = post.answered(PROVIDER, PLAIN).page.cells
    panel.tree.setCurrentIndex(row_of(panel.model, SECOND, "answer"))
    assert not panel.read_as.isEnabled()


def test_that_blank_means_unchanged_until_the_reviewer_says_it_clears(post: Post):
    (path,) = post.send(PROVIDER)
    fill(path, PLAIN)
    first = post.dialog(path)
    post.take(first)
    first.reject()
    fill(path, {(SECOND, "explanation"): ""})
    dialog = post.dialog(path)
    panel = dialog.page.cells
    assert panel.model.rowCount() == 0
    assert "空欄は消去として扱う（1欄の値が消えます）" in panel.blanks.text()
    panel.blanks.setChecked(True)
    assert texts(panel.model, SECOND, "explanation")[2:] == [
        "（空欄）",
        "旧版アプリを除き実施しています。",
        "空欄（消去）",
    ]
    assert state(panel.model, SECOND, "explanation") is CHECKED
    panel.blanks.setChecked(False)
    assert panel.model.rowCount() == 0
    panel.blanks.setChecked(True)
    post.take(dialog)
    assert response(post.session, SECOND).explanation == ""


def test_that_rewritten_questions_and_locked_cells_are_shown_and_can_never_be_accepted(post: Post):
    typed = {**PLAIN, (FIRST, "requirement"): "設問を書き換えました", (SECOND, "guidance"): "別の着眼点"}
    panel = post.answered(PROVIDER, typed).page.cells
    assert texts(panel.model, FIRST, "requirement")[2:5:2] == ["設問を書き換えました", "設問文の書換え"]
    assert texts(panel.model, SECOND, "guidance")[0] == "着眼点・エビデンス例"
    assert state(panel.model, FIRST, "requirement") is None
    assert state(panel.model, SECOND, "guidance") is None


def test_that_the_model_stays_sound_while_cells_are_turned_and_kinds_change(
    post: Post, qtmodeltester: ModelTester
):
    panel = post.answered(PROVIDER, {**PLAIN, (THIRD, "answer"): "おおむね"}).page.cells
    qtmodeltester.check(panel.model)  # type: ignore[no-untyped-call]  # pytest-qt has no types
    panel.all.click()
    for kind in panel.kinds.buttons:
        panel.kinds.choose(kind)
    panel.none.click()
    panel.tree.setCurrentIndex(QModelIndex())
    assert not panel.read_as.isEnabled()


def test_that_words_follow_the_language_and_decisions_stay(post: Post):
    dialog = post.answered(PROVIDER, PLAIN)
    model = dialog.page.cells.model
    turn(model, FIRST, on=False)
    post.session.set_language(Language.EN)
    assert texts(model, SECOND, "answer")[0] == "Answer"
    assert texts(model, SECOND, "answer")[2:] == ["Partly implemented", "Implemented", "Changed"]
    assert state(model, FIRST) is UNCHECKED


def large(rows: int) -> Preview:
    """A file with more rows than any real one, as values: it takes long to write as a workbook."""
    cell = Proposal("", "explanation", CellKind.CHANGED, "", "説明", "", "", None, 2, 8)
    proposals = tuple(
        cell._replace(item=f"X-{row}", field=field, row=row)
        for row in range(rows)
        for field in ("answer", "explanation", "respondent")
    )
    received = ReceivedFile("大きい.xlsx", 1, bytes)
    return Preview(
        received=received,
        sha256="0" * 64,
        subject=PROVIDER,
        round=2,
        round_id="2",
        answered=AnsweredRound.CURRENT,
        sheet="質問票",
        rows=rows,
        matched=rows,
        blank=0,
        proposals=proposals,
        strangers=(),
        problems=(),
    )


def test_that_a_very_large_file_opens_folded_and_is_loaded_as_it_is_looked_at(
    open_session: Session, qtbot: QtBot
):
    panel = CellsPanel(open_session)
    show(qtbot, panel)
    decision = Decision(large(10_000))
    panel.show_decision(decision)
    assert panel.model.rowCount() < 10_000
    assert not panel.tree.isExpanded(panel.model.index(1, 0))
    panel.none.click()
    assert not decision.accepted
    assert state(panel.model, "X-9999", "answer") is UNCHECKED
    assert panel.model.rowCount() == 10_000


def test_that_selecting_everything_means_everything_however_much_is_loaded(
    open_session: Session, qtbot: QtBot
):
    panel = CellsPanel(open_session)
    show(qtbot, panel)
    decision = Decision(large(2_000))
    panel.show_decision(decision)
    panel.tree.setFocus()
    QTest.keyClick(panel.tree, Qt.Key.Key_A, CONTROL)
    QTest.keyClick(panel.tree, Qt.Key.Key_Space)
    assert not decision.accepted
    panel.tree.setCurrentIndex(panel.model.index(1, 0))
    QTest.keyClick(panel.tree, Qt.Key.Key_Space)
    assert len(decision.accepted) == 3
