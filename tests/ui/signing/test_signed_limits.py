"""What a sign-off forbids is grey, and says why, instead of failing when it is tried."""

from PySide6.QtWidgets import QWidget

from assessor.domain.records import WHOLE_CASE
from assessor.domain.vocabulary import Stage, Verdict
from ui.session.session import Session
from ui.start.properties_dialog import CaseDialog
from ui.window.main_window import MainWindow

PEOPLE = ("作成 花子", "検証 太郎", "承認 次郎")
SUBJECT, OTHER, ITEM = "cp_minamo", "op_kokage", "CP-1-01"


def sign_everything(session: Session) -> None:
    subjects = [result.subject.subject for result in session.results.subjects]
    for scope in (*subjects, WHOLE_CASE):
        for stage, signer in zip(Stage, PEOPLE, strict=True):
            assert session.signing.sign(scope, stage, signer, "所見")


def test_that_undo_is_grey_and_says_why_while_a_sign_off_forbids_it(case_window: MainWindow):
    session, undo = case_window.session, case_window.choices["undo"]
    session.select(SUBJECT, ITEM)
    assert session.reviews.mark([ITEM], verdict=Verdict.DISCUSSING)
    assert undo.isEnabled()
    tip = undo.toolTip()
    assert session.signing.sign(SUBJECT, Stage.PREPARED, PEOPLE[0], "所見")
    assert not undo.isEnabled()
    assert "署名があるため" in undo.toolTip()
    assert undo.toolTip().startswith(tip)
    assert undo.statusTip() in undo.toolTip()
    assert session.undo_text  # what it would do is still said
    session.select(OTHER)
    assert session.reviews.mark([session.current_item], verdict=Verdict.DISCUSSING)
    assert undo.isEnabled()
    assert (undo.toolTip(), undo.statusTip()) == (tip, "")
    assert session.reviews.undo()
    redo = case_window.choices["redo"]
    assert redo.isEnabled()
    assert not undo.isEnabled()
    assert session.signing.sign(OTHER, Stage.PREPARED, PEOPLE[0], "所見")
    assert not redo.isEnabled()
    assert session.signing.reopen(OTHER, "確認のため")
    assert redo.isEnabled()


def test_that_why_the_rule_on_signers_is_fixed_stands_in_the_dialog(open_session: Session, parent: QWidget):
    free = CaseDialog(open_session, parent)
    free.open()
    assert free.distinct.isEnabled()
    assert free.fixed.isHidden()
    assert open_session.signing.sign(SUBJECT, Stage.PREPARED, PEOPLE[0], "所見")
    dialog = CaseDialog(open_session, parent)
    dialog.open()
    assert not dialog.distinct.isEnabled()
    assert dialog.fixed.isVisible()
    assert "署名がある間は" in dialog.fixed.text()
    assert dialog.yes.isEnabled()  # title and contact are free


def test_that_title_and_contact_are_only_shown_once_the_whole_is_signed(
    open_session: Session, parent: QWidget
):
    sign_everything(open_session)
    dialog = CaseDialog(open_session, parent)
    dialog.open()
    assert dialog.title.isReadOnly()
    assert dialog.contact.isReadOnly()
    assert not dialog.yes.isEnabled()
    assert "点検全体に署名があるため" in dialog.missing.text()
    assert dialog.fixed.isHidden()
