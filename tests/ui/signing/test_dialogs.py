import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from assessor.domain.records import WHOLE_CASE
from assessor.domain.signing import grouped
from assessor.domain.vocabulary import Stage, Verdict
from assessor.errors import AssessorError, Code
from assessor.words import Language
from assessor.words.problems.sentences import sentence
from ui.item.panel import ItemPanel
from ui.items.panel import ItemsPanel
from ui.overview.panel import Overview
from ui.session.session import Session
from ui.signing.sign_dialog import ReopenDialog, SigningDialog
from ui.signing.signatures_dialog import SignaturesDialog
from ui.start.properties_dialog import CaseDialog
from ui.subjects.features_dialog import FeaturesDialog

SUBJECT, OTHER, ITEM = "cp_minamo", "op_kokage", "CP-1-01"
PEOPLE = ("作成 花子", "検証 太郎", "承認 次郎")


@pytest.fixture
def session(open_session: Session) -> Session:
    open_session.select(SUBJECT, ITEM)
    return open_session


def sign_all(session: Session, scope: str = SUBJECT) -> None:
    for stage, signer in zip(Stage, PEOPLE, strict=True):
        assert session.signing.sign(scope, stage, signer, "所見")


def test_that_the_dialog_signs_the_next_stage_under_the_name_given(session: Session, parent: QWidget):
    dialog = SigningDialog(session, [SUBJECT, WHOLE_CASE], parent)
    assert dialog.stage.text() == "作成"
    assert dialog.signer.text() == session.inspection.actor.reviewer
    dialog.signer.setText(" ")
    assert not dialog.yes.isEnabled()
    dialog.signer.setText(PEOPLE[0])
    dialog.note.setPlainText("所見です")
    dialog.accept()
    held = session.signatures.at(SUBJECT, Stage.PREPARED)
    assert held is not None
    assert (held.signer, held.note) == (PEOPLE[0], "所見です")


def test_that_the_dialog_says_why_a_person_cannot_sign(session: Session, parent: QWidget):
    session.signing.sign(SUBJECT, Stage.PREPARED, PEOPLE[0], "所見")
    dialog = SigningDialog(session, [SUBJECT], parent)
    assert dialog.stage.text() == "検証"
    dialog.signer.setText("作成花子")
    assert not dialog.yes.isEnabled()
    assert "別の方" in dialog.missing.text()
    dialog.signer.setText(PEOPLE[1])
    dialog.note.setPlainText("所見")
    assert dialog.yes.isEnabled()


def test_that_the_dialog_tells_what_is_open(session: Session, parent: QWidget):
    session.reviews.mark([ITEM], verdict=Verdict.DISCUSSING)
    dialog = SigningDialog(session, [SUBJECT, WHOLE_CASE], parent)
    assert f"1件：{ITEM}" in dialog.left.toPlainText()
    dialog.scope.setCurrentIndex(1)
    assert "点検対象" in dialog.left.toPlainText()
    dialog.note.setPlainText("所見")
    assert dialog.yes.isEnabled()


def test_that_a_signed_subject_can_be_read_and_not_changed(session: Session, qtbot: QtBot, parent: QWidget):
    panel, items = ItemPanel(session), ItemsPanel(session)
    for widget in (panel, items):
        qtbot.addWidget(widget)
        widget.show()
    assert not panel.read_only.isVisible()
    assert items.signing.message.text() == "作成 —　｜　検証 —　｜　承認 —"
    assert not items.signing.lock.isVisible()
    session.signing.sign(SUBJECT, Stage.PREPARED, PEOPLE[0], "所見")
    assert panel.read_only.isVisible()
    assert PEOPLE[0] in panel.read_only.text()
    assert items.signing.lock.isVisible()
    assert f"作成 {PEOPLE[0]} 20" in items.signing.message.text()
    assert not panel.editor.editable
    assert panel.editor.reason.isReadOnly()
    assert not panel.editor.bar.isEnabled()
    assert not panel.evidence.attach.isEnabled()
    assert not panel.evidence.choose.isEnabled()
    assert panel.inquiries.question.isReadOnly()
    features = FeaturesDialog(session, SUBJECT, parent)
    next(iter(features.boxes.values())).toggle()
    assert not features.confirm.isEnabled()
    session.select(OTHER)
    assert not panel.read_only.isVisible()
    assert panel.editor.bar.isEnabled() == panel.editor.editable


def test_that_a_sign_off_of_the_whole_locks_every_subject(session: Session, qtbot: QtBot):
    panel = ItemPanel(session)
    qtbot.addWidget(panel)
    session.signing.sign(WHOLE_CASE, Stage.PREPARED, PEOPLE[0], "所見")
    for subject in (SUBJECT, OTHER):
        session.select(subject)
        assert session.locked
        assert "点検全体が署名済み" in panel.read_only.text()


def test_that_undo_is_refused_where_it_is_signed_and_signing_is_no_step_of_it(
    session: Session, failures: list[AssessorError]
):
    assert session.reviews.mark([ITEM], verdict=Verdict.DISCUSSING)
    before = session.undo_text
    session.signing.sign(SUBJECT, Stage.PREPARED, PEOPLE[0], "所見")
    assert session.undo_text == before
    assert not session.reviews.undo()
    assert failures[0].problems[0].code is Code.SIGNED
    assert session.signing.reopen(SUBJECT, "訂正")
    assert session.undo_text == before
    assert session.reviews.undo()


def test_that_reopening_wants_a_reason_and_says_what_it_takes_back(session: Session, parent: QWidget):
    sign_all(session)
    session.signing.sign(WHOLE_CASE, Stage.PREPARED, PEOPLE[0], "所見")
    dialog = ReopenDialog(session, [SUBJECT, WHOLE_CASE], parent)
    assert not dialog.yes.isEnabled()
    assert dialog.taken_back.text().count(PEOPLE[0]) == 2
    dialog.scope.setCurrentIndex(1)
    assert dialog.taken_back.text().count(PEOPLE[0]) == 1
    dialog.scope.setCurrentIndex(0)
    dialog.reason.setPlainText("評価の誤り")
    dialog.accept()
    assert session.signatures.by_scope == {}
    history = session.reviews.item_detail(SUBJECT, ITEM).history
    assert history[0].change_set.facts.reason == "評価の誤り"


def test_that_the_history_of_an_item_shows_the_sign_off_and_the_reason(session: Session, qtbot: QtBot):
    panel = ItemPanel(session)
    qtbot.addWidget(panel)
    session.signing.sign(SUBJECT, Stage.PREPARED, PEOPLE[0], "所見")
    session.signing.reopen(SUBJECT, "評価の誤り")
    told = [label.text() for label in panel.history.findChildren(QLabel) if not label.isHidden()]
    assert "みなもペイ：評価の誤り" in told
    assert "みなもペイ 作成" in told


def test_that_what_was_signed_is_told_in_the_language_of_the_window(session: Session, qtbot: QtBot):
    session.set_language(Language.EN)
    panel, said = ItemPanel(session), list[str]()
    qtbot.addWidget(panel)
    session.said.connect(said.append)
    session.reviews.mark([ITEM], verdict=Verdict.DISCUSSING)
    assert session.undo_text == "Mark Minamo Pay CP-1-01"
    session.signing.sign(SUBJECT, Stage.PREPARED, PEOPLE[0], "所見")
    (note,) = session.signing.before_signing(WHOLE_CASE, Stage.PREPARED)[:1]
    assert "Minamo Pay" in sentence(note, session.language)
    session.signing.reopen(SUBJECT, "mistake")
    assert said == ["Signed: Minamo Pay, Prepared", "Signatures withdrawn: Minamo Pay: mistake"]
    told = [label.text() for label in panel.history.findChildren(QLabel) if not label.isHidden()]
    assert "Minamo Pay Prepared" in told
    assert "Minamo Pay: mistake" in told


def test_that_the_session_signs_under_no_name_that_shows_nothing(
    session: Session, failures: list[AssessorError]
):
    assert not session.signing.sign(SUBJECT, Stage.PREPARED, "\u200b", "所見")
    assert session.signing.sign(SUBJECT, Stage.PREPARED, PEOPLE[0], "所見")
    assert not session.signing.reopen(SUBJECT, "\u3164")
    assert [failure.problems[0].code for failure in failures] == [Code.EMPTY_TEXT, Code.REOPEN_REASON_NEEDED]


def test_that_the_overview_shows_how_far_a_subject_is_signed(session: Session, qtbot: QtBot):
    overview = Overview(session)
    qtbot.addWidget(overview)
    number = next(n for n, column in enumerate(overview.model.columns) if column.key == "signed")
    index = overview.model.index(overview.model.row_of(SUBJECT), number)
    assert index.data() == "—"
    session.signing.sign(SUBJECT, Stage.PREPARED, PEOPLE[0], "所見")
    assert index.data() == "作成"
    for stage, signer in list(zip(Stage, PEOPLE, strict=True))[1:]:
        session.signing.sign(SUBJECT, stage, signer, "所見")
    assert index.data() == "承認"


def test_that_the_list_of_sign_offs_has_the_digests_in_groups(session: Session, parent: QWidget):
    assert "まだありません" in SignaturesDialog(session, parent).text.toPlainText()
    sign_all(session)
    dialog = SignaturesDialog(session, parent)
    told = dialog.text.toPlainText()
    assert all(grouped(one.digest) in told for one in session.signatures.of(SUBJECT))
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == told
    session.set_language(Language.EN)
    assert "Approved" in SignaturesDialog(session, parent).text.toPlainText()


def test_that_the_rule_on_signers_is_set_in_the_case_and_stays_while_anything_is_signed(
    session: Session, parent: QWidget
):
    dialog = CaseDialog(session, parent)
    assert dialog.distinct.isChecked()
    dialog.distinct.setChecked(False)
    dialog.accept()
    assert session.case.distinct_signers == 0
    session.signing.sign(SUBJECT, Stage.PREPARED, PEOPLE[0], "所見")
    assert not CaseDialog(session, parent).distinct.isEnabled()
    assert session.signing.sign(SUBJECT, Stage.VERIFIED, PEOPLE[0], "所見")
