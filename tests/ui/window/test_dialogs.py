"""The dialogs of the shell: what they ask, what they refuse, what they record."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from assessor.domain.vocabulary import Verdict
from assessor.words import Language
from ui.app.crash_dialog import CrashDialog
from ui.case.proposals_dialog import ProposalsDialog
from ui.item.reason_dialog import ReasonDialog
from ui.session.opening import NewCase
from ui.session.session import Session
from ui.settings import Folder, Settings
from ui.start.new_case_dialog import NewCaseDialog
from ui.start.properties_dialog import CaseDialog
from ui.widgets.dialogs.file_chooser import Chooser


@pytest.fixture
def chooser(parent: QWidget, settings: Settings) -> Chooser:
    return Chooser(parent, settings)


@pytest.fixture
def fresh_session(session: Session, tmp_path: Path, qtbot: QtBot) -> Session:
    """A session on a case of the sample's plan that nobody has worked on."""
    job = session.cases.create(NewCase(tmp_path / "fresh.assess", "sample", "題名", ""))
    with qtbot.waitSignal(job.finished):
        pass
    return session


@pytest.fixture
def new_case(
    session: Session, settings: Settings, parent: QWidget, tmp_path: Path, qtbot: QtBot
) -> NewCaseDialog:
    settings.remember_folder(Folder.CASES, tmp_path)
    chooser = Chooser(parent, settings)
    with qtbot.waitSignal(session.library_loaded):
        session.cases.load_library()
    assert session.library is not None
    return NewCaseDialog(session.library, Language.JA, chooser, settings, parent)


def test_that_a_new_case_takes_title_and_place_from_its_plan(new_case: NewCaseDialog, tmp_path: Path):
    new_case.choose("published_2020")
    chosen = new_case.chosen
    assert chosen.plan == "published_2020"
    assert chosen.title == new_case.plan.currentText()
    assert chosen.path.parent == tmp_path
    assert chosen.path.suffix == ".assess"
    assert new_case.about.text()
    assert new_case.yes.isEnabled()


def test_that_what_was_typed_is_kept_when_another_plan_is_chosen(new_case: NewCaseDialog):
    new_case.title.clear()
    QTest.keyClicks(new_case.title, "Annual: 2026/27")
    new_case.choose("sample")
    assert new_case.chosen.title == "Annual: 2026/27"
    assert new_case.chosen.path.name == "Annual_ 2026_27.assess"


def test_that_a_new_case_needs_title_folder_and_a_free_name(new_case: NewCaseDialog, tmp_path: Path):
    new_case.title.clear()
    new_case.check()
    assert "案件名" in new_case.missing.text()
    new_case.title.setText("題名")
    (tmp_path / "taken.assess").touch()
    for place in (tmp_path / "nowhere" / "a.assess", tmp_path / "taken"):
        new_case.place.setText(str(place))
        new_case.check()
        assert new_case.missing.text()
        assert not new_case.yes.isEnabled()


def test_that_proposals_are_recorded_with_reason_and_approver_in_one_step(
    fresh_session: Session, parent: QWidget
):
    session = fresh_session
    dialog = ProposalsDialog(session, parent)
    assert not dialog.empty
    dialog.tree.choose_all()
    assert not dialog.yes.isEnabled()
    dialog.approver.setText("承認 次郎")
    subjects = dialog.tree.chosen
    dialog.accept()
    for subject in subjects:
        reviews = [state.review for state in session.results.subject(subject).states if state.review.approver]
        assert {review.verdict for review in reviews} == {Verdict.NOT_APPLICABLE}
        assert all(review.reason for review in reviews)
    assert ProposalsDialog(session, parent).empty
    assert session.reviews.undo()
    assert not ProposalsDialog(session, parent).empty


def test_that_not_applicable_for_several_items_takes_one_reason(fresh_session: Session, parent: QWidget):
    session = fresh_session
    states = session.results.subject(session.current_subject).states
    items = [state.item.id for state in states if state.applicability.applies][:2]
    dialog = ReasonDialog(session, session.current_subject, items, parent)
    assert not dialog.yes.isEnabled()
    dialog.reason.setPlainText("該当する機能がない")
    assert not dialog.yes.isEnabled()
    dialog.approver.setText("承認 次郎")
    assert dialog.yes.isEnabled()
    dialog.accept()
    now = {s.item.id: s.review for s in session.results.subject(session.current_subject).states}
    assert [(now[item].verdict, now[item].reason, now[item].approver) for item in items] == [
        (Verdict.NOT_APPLICABLE, "該当する機能がない", "承認 次郎")
    ] * 2


def test_that_the_title_of_a_case_cannot_be_empty(open_session: Session, parent: QWidget):
    dialog = CaseDialog(open_session, parent)
    dialog.title.clear()
    assert not dialog.yes.isEnabled()
    dialog.title.setText("改めた題名")
    dialog.accept()
    assert open_session.case.title == "改めた題名"


def test_that_the_crash_report_can_be_copied_whole(qapp: object, qtbot: QtBot):
    assert qapp
    dialog = CrashDialog("report 1", Path("/var/log/assessor.log"))
    qtbot.addWidget(dialog)
    dialog.add("report 2")
    dialog.copy()
    assert dialog.details.toPlainText() == "report 1\n\nreport 2"
    assert dialog.details.isReadOnly()


def test_that_escape_leaves_a_form_without_recording(open_session: Session, parent: QWidget):
    dialog = CaseDialog(open_session, parent)
    before = open_session.case.title
    dialog.title.setText("捨てる題名")
    dialog.show()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert open_session.case.title == before
