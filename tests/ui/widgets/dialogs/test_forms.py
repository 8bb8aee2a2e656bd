"""Dialogs in which something is typed: nothing typed is lost by one key, or because something runs."""

from collections.abc import Callable, Iterator
from threading import Event

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from assessor.domain.records import WHOLE_CASE
from assessor.domain.rulebook import proposals
from assessor.domain.vocabulary import Stage, Verdict
from tests.ui.panel_steps import FIRST, PROVIDER, SECOND, show, state_of, wait_idle
from ui.evidence.link_dialog import EvidenceDialog
from ui.item.approver_dialog import ApproverDialog
from ui.item.reason_dialog import ReasonDialog
from ui.session.jobs import Job
from ui.session.session import Session
from ui.signing.sign_dialog import ReopenDialog, SigningDialog

CONTROL = Qt.KeyboardModifier.ControlModifier
SIGNER = "作成 花子"


@pytest.fixture
def session(open_session: Session) -> Session:
    open_session.select(PROVIDER, FIRST)
    return open_session


@pytest.fixture
def stop(session: Session, qtbot: QtBot) -> Iterator[Callable[[], None]]:
    """Something runs that keeps the case from being changed, until it is stopped."""
    stopped = Event()

    def end() -> None:
        stopped.set()
        wait_idle(qtbot, session)

    propose(session)
    session.jobs.start(Job("証跡を添付しています", lambda _: stopped.wait(60), exclusive=True))
    yield end
    end()


@pytest.fixture
def signing(session: Session, qtbot: QtBot) -> SigningDialog:
    dialog = SigningDialog(session, [PROVIDER, WHOLE_CASE])
    show(qtbot, dialog, (620, 400))
    return dialog


def propose(session: Session) -> None:
    """Select an item that a rule proposes as 該当なし and that nobody has judged."""
    for result in session.results.subjects:
        items = tuple(state.item for state in result.states)
        found = proposals(items, frozenset(result.subject.features.split()), session.rules)
        if found:
            session.select(result.subject.subject, found[0][0].id)
            assert session.reviews.mark([found[0][0].id], verdict=Verdict.UNREVIEWED)
            return
    raise AssertionError("the sample has a proposal")


@pytest.mark.parametrize("every", [False, True])
def test_that_the_approver_dialog_stays_while_something_runs(
    session: Session, qtbot: QtBot, stop: Callable[[], None], every: bool
):
    rule = next(row.proposal for row in session.reviews.item_rows(session.current_subject) if row.proposal)
    dialog = ApproverDialog(session, rule)
    show(qtbot, dialog, (440, 300))
    dialog.approver.setText("承認 次郎")
    dialog.all.setChecked(every)
    dialog.confirm.click()
    assert dialog.isVisible()
    assert dialog.approver.text() == "承認 次郎"
    stop()
    dialog.confirm.click()
    assert not dialog.isVisible()
    assert state_of(session, session.current_item).review.approver == "承認 次郎"


def test_that_the_evidence_dialog_stays_while_something_runs(
    session: Session, qtbot: QtBot, stop: Callable[[], None]
):
    session.select(PROVIDER, SECOND)
    dialog = EvidenceDialog(session)
    show(qtbot, dialog)
    dialog.search.setText(FIRST)
    first = next(
        entry
        for number in range(dialog.list.topLevelItemCount())
        if (entry := dialog.list.topLevelItem(number)) is not None and not entry.isHidden()
    )
    first.setSelected(True)
    dialog.accept()
    assert dialog.isVisible()
    assert dialog.search.text() == FIRST
    assert len(dialog.chosen) == 1
    stop()
    dialog.accept()
    assert not dialog.isVisible()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_that_enter_after_the_name_goes_on_to_the_note_and_neither_signs_nor_closes(
    signing: SigningDialog, session: Session, key: Qt.Key
):
    assert not any(button.isDefault() for button in (signing.yes, signing.no))
    assert signing.signer.hasFocus()
    QTest.keyClick(signing.signer, key)
    assert signing.note.hasFocus()
    signing.note.setPlainText("所見")  # or the button could not have the focus
    for field in (signing.scope, signing.yes):
        field.setFocus()
        QTest.keyClick(field, key)
    assert signing.isVisible()
    assert session.signatures.by_scope == {}


@pytest.mark.parametrize("field", ["signer", "note"])
def test_that_control_enter_signs(signing: SigningDialog, session: Session, field: str):
    signing.note.setPlainText("所見")
    typed = getattr(signing, field)
    typed.setFocus()
    QTest.keyClick(typed, Qt.Key.Key_Return, CONTROL)
    assert session.signatures.at(PROVIDER, Stage.PREPARED) is not None


def test_that_the_space_bar_on_the_button_signs(signing: SigningDialog, session: Session):
    signing.note.setPlainText("所見")
    signing.yes.setFocus()
    QTest.keyClick(signing.yes, Qt.Key.Key_Space)
    assert session.signatures.at(PROVIDER, Stage.PREPARED) is not None


def test_that_a_text_that_was_cancelled_stands_there_again_until_it_is_recorded(
    session: Session, qtbot: QtBot
):
    session.signing.sign(PROVIDER, Stage.PREPARED, SIGNER, "所見")
    subject = session.current_subject
    makers: list[Callable[[], SigningDialog | ReopenDialog | ReasonDialog]] = [
        lambda: SigningDialog(session, [PROVIDER, WHOLE_CASE]),
        lambda: ReopenDialog(session, [PROVIDER]),
        lambda: ReasonDialog(session, subject, [FIRST, SECOND]),
    ]
    for make in makers:
        dialog = make()
        show(qtbot, dialog, (560, 400))
        assert dialog.text.toPlainText() == ""
        dialog.text.setFocus()
        QTest.keyClicks(dialog.text, "typed before")
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert not dialog.isVisible()
        again = make()
        show(qtbot, again, (560, 400))
        assert again.text.toPlainText() == "typed before"
        again.text.setFocus()
        QTest.keyClicks(again.text, "anew")  # in place of what was selected
        assert again.text.toPlainText() == "anew"
        again.reject()
    assert (
        ReasonDialog(session, subject, [FIRST]).text.toPlainText() == ""
    )  # for other items nothing was typed
    assert [text for _, text in session.typed.all()] == ["anew"] * len(makers)
    signing = SigningDialog(session, [PROVIDER, WHOLE_CASE])
    show(qtbot, signing, (620, 400))
    signing.signer.setText("検証 花子")
    signing.accept()
    assert session.signatures.at(PROVIDER, Stage.VERIFIED) is not None
    assert len(session.typed.all()) == len(makers) - 1


@pytest.mark.parametrize("scope", [0, 1])
def test_that_the_stage_stands_on_the_line_of_its_name(signing: SigningDialog, scope: int, qtbot: QtBot):
    signing.scope.setCurrentIndex(scope)
    signing.resize(signing.width(), signing.height() + 200)
    qtbot.waitUntil(lambda: signing.left.isVisible() is bool(signing.left.toPlainText()))
    name = signing.labels[1]
    at = [label.mapTo(signing, QPoint(0, 0)).y() + label.height() / 2 for label in (name, signing.stage)]
    assert abs(at[0] - at[1]) <= 2
