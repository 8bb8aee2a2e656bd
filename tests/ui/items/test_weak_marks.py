"""What is weak is seen at once: in the row, as a filter, in both lists of subjects, above the verdict."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from assessor.domain.records import WHOLE_CASE
from assessor.domain.vocabulary import EvidenceRule, Stage, Verdict
from assessor.words import Language
from tests.ui.panel_steps import FIRST, PROVIDER, SECOND, finish, show, state_of
from tests.ui.returned_steps import Post
from ui.item.panel import ItemPanel
from ui.items.columns import ItemRole
from ui.items.model import VerdictFilter
from ui.items.panel import ItemsPanel
from ui.overview.columns import OverviewCell
from ui.overview.model import OverviewRole
from ui.overview.panel import Overview
from ui.session.session import Session
from ui.signing.sign_dialog import SigningDialog
from ui.start.properties_dialog import CaseDialog
from ui.subjects.model import SubjectRole, SubjectsModel

ROLE = Qt.ItemDataRole
NEWER = "評価のあとに、証跡が添付されています。"
OF_REASON = "理由は、評価が「充足」だったときに書かれたものです。"


@pytest.fixture
def session(open_session: Session) -> Session:
    open_session.select(PROVIDER, FIRST)
    return open_session


@pytest.fixture
def panel(session: Session, qtbot: QtBot) -> ItemPanel:
    made = ItemPanel(session)
    show(qtbot, made, (460, 900))
    return made


def attach(session: Session, folder: Path, qtbot: QtBot) -> None:
    """Attach a file to the current item, after its verdict."""
    file = folder / "画面.txt"
    file.write_text("画面", "utf-8")
    assert finish(qtbot, session.evidence.attach([file]))


def cell(panel: ItemsPanel, item: str, role: int) -> object:
    return panel.model.index(panel.model.line_of(item), panel.model.column("item")).data(role)


def items_of(panel: ItemsPanel) -> list[str]:
    model = panel.model
    return [item for line in range(model.rowCount()) if (item := model.item_at(line))]


def test_that_the_row_says_at_once_that_it_is_to_be_checked_and_why(
    session: Session, qtbot: QtBot, tmp_path: Path
):
    panel = ItemsPanel(session)
    show(qtbot, panel, (760, 700))
    assert cell(panel, FIRST, ItemRole.WEAK) == ""
    assert cell(panel, FIRST, ROLE.AccessibleTextRole) == f"項目ID {FIRST}"
    attach(session, tmp_path, qtbot)
    assert cell(panel, FIRST, ItemRole.WEAK) == "要確認"
    assert cell(panel, FIRST, ROLE.AccessibleTextRole) == f"項目ID {FIRST} 要確認 {NEWER}"
    assert NEWER in str(cell(panel, FIRST, ROLE.ToolTipRole))
    assert cell(panel, SECOND, ItemRole.WEAK) == ""
    session.reviews.undo()
    assert cell(panel, FIRST, ItemRole.WEAK) == ""


def test_that_the_mark_is_painted_in_its_row_and_fits_its_column(
    session: Session, qtbot: QtBot, tmp_path: Path
):
    panel = ItemsPanel(session)
    show(qtbot, panel, (760, 700))
    place = panel.table.visualRect(panel.model.index(panel.model.line_of(FIRST), 0))
    width = place.width()
    before = panel.table.viewport().grab(place).toImage()
    attach(session, tmp_path, qtbot)
    after = panel.table.viewport().grab(place).toImage()
    assert before != after
    assert panel.table.columnWidth(0) == width  # nothing moves


def test_that_the_filter_lists_what_is_weak_and_nothing_else(session: Session, qtbot: QtBot, tmp_path: Path):
    attach(session, tmp_path, qtbot)
    assert session.reviews.mark([SECOND], verdict=Verdict.INSUFFICIENT)
    panel = ItemsPanel(session)
    show(qtbot, panel, (760, 700))
    panel.verdict_filter.setCurrentIndex(panel.verdict_filter.findData(VerdictFilter.WEAK))
    assert panel.verdict_filter.currentText() == "要確認のみ"
    assert items_of(panel) == [FIRST, SECOND]
    session.select("cp_watagumo")
    assert items_of(panel) == []


def test_that_subjects_and_overview_count_what_is_weak(session: Session, qtbot: QtBot, tmp_path: Path):
    subjects, overview = SubjectsModel(session), Overview(session)
    qtbot.addWidget(overview)
    attach(session, tmp_path, qtbot)
    advanced = next(
        s.item.id
        for s in session.results.subject(PROVIDER).items(mandatory=False)
        if s.verdict is Verdict.MET
    )
    assert session.reviews.mark([SECOND, advanced], verdict=Verdict.INSUFFICIENT)
    place = subjects.index_of(PROVIDER)
    assert place.data(SubjectRole.WEAK) == 3
    assert str(place.data(ROLE.AccessibleTextRole)).endswith("要確認 3件")
    assert "要確認 3件" in str(place.data(ROLE.ToolTipRole))
    assert subjects.index_of("cp_watagumo").data(SubjectRole.WEAK) == 0
    model = overview.model
    row = model.row_of(PROVIDER)

    def told(key: str, role: int) -> object:
        column = next(number for number, one in enumerate(model.columns) if one.key == key)
        return model.index(row, column).data(role)

    def weak(key: str) -> int:
        shown = told(key, OverviewRole.CELL)
        assert isinstance(shown, OverviewCell)
        return shown.weak

    assert (weak("subject"), weak("section/cashless/1"), weak("section/cashless/2")) == (
        3,
        2,
        0,
    )  # the phases count mandatory items
    assert str(told("section/cashless/1", ROLE.AccessibleTextRole)).endswith("要確認 2件")
    assert "要確認" not in str(told("section/cashless/2", ROLE.AccessibleTextRole))
    model.count_mandatory(mandatory=False)
    assert sum(weak(f"section/cashless/{number}") for number in range(1, 6)) == 1


def test_that_above_the_verdict_the_reasons_stand_in_words_and_one_button_settles_them(
    session: Session, panel: ItemPanel, qtbot: QtBot, tmp_path: Path
):
    assert not panel.weak.isVisible()
    attach(session, tmp_path, qtbot)
    assert panel.weak.message.text() == NEWER
    assert panel.weak.geometry().bottom() < panel.editor.geometry().top()
    assert (panel.weak.keep.isVisible(), panel.weak.rewrite.isVisible()) == (True, False)
    before = state_of(session, FIRST).review
    QTest.mouseClick(panel.weak.keep, Qt.MouseButton.LeftButton)
    assert not panel.weak.isVisible()
    after = state_of(session, FIRST).review
    assert (after.verdict, after.reason) == (before.verdict, before.reason)
    assert after.reviewed_at > before.reviewed_at
    session.reviews.undo()
    assert panel.weak.message.text() == NEWER


def test_that_another_verdict_asks_whether_the_reason_stays_without_standing_in_the_way(
    session: Session, panel: ItemPanel
):
    reason = panel.editor.reason.toPlainText()
    panel.editor.bar.buttons[Verdict.DISCUSSING].click()
    assert panel.weak.message.text() == OF_REASON
    panel.editor.bar.buttons[Verdict.DISCUSSING].click()  # once more confirms nothing
    assert panel.weak.message.text() == OF_REASON
    assert panel.weak.keep.text() == "この理由のまま使う"
    QTest.mouseClick(panel.weak.keep, Qt.MouseButton.LeftButton)
    assert not panel.weak.isVisible()
    review = state_of(session, FIRST).review
    assert (review.reason, review.reason_for) == (reason, Verdict.DISCUSSING)


def test_that_to_write_the_reason_anew_typing_replaces_it(session: Session, panel: ItemPanel):
    panel.editor.bar.buttons[Verdict.DISCUSSING].click()
    QTest.mouseClick(panel.weak.rewrite, Qt.MouseButton.LeftButton)
    assert panel.editor.reason.hasFocus()
    QTest.keyClicks(panel.editor.reason, "abc")
    QTest.keyClick(panel.editor.reason, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert state_of(session, FIRST).review.reason == "abc"
    assert not panel.weak.isVisible()


def test_that_a_reason_just_written_is_for_the_verdict_that_follows_it(session: Session, panel: ItemPanel):
    session.reviews.mark([FIRST], verdict=Verdict.CONFIRMING, reason="確認中")
    panel.editor.focus_reason()
    panel.editor.reason.selectAll()
    QTest.keyClicks(panel.editor.reason, "OK")
    QTest.mouseClick(panel.editor.bar.buttons[Verdict.MET], Qt.MouseButton.LeftButton)
    review = state_of(session, FIRST).review
    assert (review.verdict, review.reason, review.reason_for) == (Verdict.MET, "OK", Verdict.MET)
    assert not panel.weak.isVisible()
    panel.editor.bar.buttons[Verdict.DISCUSSING].click()  # the next one finds a reason that stood
    assert panel.weak.isVisible()


def test_that_a_reason_that_came_back_by_undo_was_not_just_written(session: Session, panel: ItemPanel):
    panel.editor.focus_reason()
    panel.editor.reason.selectAll()
    QTest.keyClicks(panel.editor.reason, "OK")
    assert panel.commit()
    session.reviews.undo()
    panel.editor.bar.buttons[Verdict.DISCUSSING].click()
    assert panel.weak.message.text() == OF_REASON


def test_that_a_signed_subject_shows_what_is_weak_and_offers_nothing(
    session: Session, panel: ItemPanel, qtbot: QtBot, tmp_path: Path
):
    attach(session, tmp_path, qtbot)
    assert session.signing.sign(PROVIDER, Stage.PREPARED, "作成 花子", "差し替えのみ")
    assert panel.weak.message.text() == NEWER
    assert not panel.weak.keep.isVisible()


def test_that_english_tells_it_in_english(session: Session, panel: ItemPanel, qtbot: QtBot):
    panel.editor.bar.buttons[Verdict.DISCUSSING].click()
    session.set_language(Language.EN)
    assert panel.weak.message.text() == "The reason was written when the verdict was “Met”."


def test_that_the_question_before_signing_lists_them_and_wants_a_note(
    session: Session, qtbot: QtBot, tmp_path: Path
):
    attach(session, tmp_path, qtbot)
    dialog = SigningDialog(session, [PROVIDER, "own_card_wave", WHOLE_CASE])
    show(qtbot, dialog, (620, 400))
    assert f"評価のあとに回答または証跡が届いた項目：1件（{FIRST}）" in dialog.left.toPlainText()
    assert "評価が未了の高度化項目：8件（CP-2-06、" in dialog.left.toPlainText()
    assert dialog.labels[-1].text() == "所見（必須）(&N)"
    assert not dialog.yes.isEnabled()
    assert "所見に入力してください" in dialog.missing.text()
    QTest.keyClick(dialog.signer, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert session.signatures.by_scope == {}
    QTest.keyClicks(dialog.note, " ")
    assert not dialog.yes.isEnabled()
    QTest.keyClicks(dialog.note, "ok")
    assert dialog.yes.isEnabled()
    dialog.note.clear()
    dialog.scope.setCurrentIndex(1)  # where nothing is left
    assert (dialog.yes.isEnabled(), dialog.labels[-1].text()) == (True, "所見（任意）(&N)")
    assert not dialog.left.isVisible()
    dialog.scope.setCurrentIndex(2)
    assert "「ほとりどりカード」の不十分・未実施で対応予定月のない項目：14件" in dialog.left.toPlainText()
    assert dialog.left.verticalScrollBar().maximum() > 0  # the rest is scrolled


def test_that_the_properties_say_which_items_want_evidence(session: Session, qtbot: QtBot):
    parent = QWidget()
    qtbot.addWidget(parent)
    subjects = SubjectsModel(session)
    dialog = CaseDialog(session, parent)
    assert dialog.evidence.currentText() == "確認しない"
    dialog.evidence.setCurrentIndex(dialog.evidence.findData(EvidenceRule.MANDATORY))
    dialog.accept()
    assert session.case.evidence_rule == "mandatory"
    assert int(str(subjects.index_of(PROVIDER).data(SubjectRole.WEAK))) > 20
    session.reviews.undo()
    assert session.case.evidence_rule == "off"
    assert subjects.index_of(PROVIDER).data(SubjectRole.WEAK) == 0


def test_that_a_reply_without_an_answer_leaves_the_verdict_and_marks_the_row_as_a_new_answer(
    session: Session, qtbot: QtBot, tmp_path: Path
):
    assert session.reviews.mark([FIRST], verdict=Verdict.MET, reason="確認済み")
    assert session.reviews.mark([SECOND], verdict=Verdict.INSUFFICIENT)
    before = session.reviews.item_detail(PROVIDER, FIRST)
    subjects, overview, panel = SubjectsModel(session), Overview(session), ItemsPanel(session)
    qtbot.addWidget(overview)
    show(qtbot, panel, (760, 700))
    post = Post(session, qtbot, tmp_path / "質問票")
    post.take(post.answered(PROVIDER, {(FIRST, "explanation"): "対象の機能を増やしました。"}))
    after = session.reviews.item_detail(PROVIDER, FIRST)
    assert after.row.state.review == before.row.state.review
    assert after.responses[-1].explanation == "対象の機能を増やしました。"
    assert cell(panel, FIRST, ItemRole.WEAK) == "新しい回答"
    assert cell(panel, SECOND, ItemRole.WEAK) == "要確認"
    panel.verdict_filter.setCurrentIndex(panel.verdict_filter.findData(VerdictFilter.NEW_ANSWER))
    assert panel.verdict_filter.currentText() == "新しい回答のみ"
    assert items_of(panel) == [FIRST]
    told = "要確認 2件（うち新しい回答 1件）"
    assert told in str(subjects.index_of(PROVIDER).data(ROLE.ToolTipRole))
    model = overview.model
    assert told in str(model.index(model.row_of(PROVIDER), 0).data(ROLE.ToolTipRole))
    panel.grab().save(str(tmp_path / "marks.png"))
    assert session.reviews.mark([FIRST], verdict=Verdict.MET)  # looked at, and given again
    assert cell(panel, FIRST, ItemRole.WEAK) == ""
