"""Dialogs in which something is typed: nothing typed is lost by one key, or because something runs."""

from collections.abc import Callable, Iterator
from threading import Event

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from assessor.domain.checklist import proposals
from assessor.domain.records import WHOLE_CASE
from assessor.domain.vocabulary import Stage, Verdict
from tests.ui.panel_steps import FIRST, PROVIDER, SECOND, show, state_of, wait_idle
from ui.evidence.link_dialog import EvidenceDialog
from ui.item.approver_dialog import ApproverDialog
from ui.item.reason_dialog import ReasonDialog
from ui.session.jobs import Job
from ui.session.session import Session
from ui.signing.sign_dialog import ReopenDialog, SigningDialog

CONTROL = Qt.KeyboardModifier.ControlModifier
LONG = "証跡の一部は現地で確認した。"
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


def question_of(dialog: QWidget) -> QMessageBox:
    """Return the question that a dialog asks."""
    (box,) = (found for found in dialog.findChildren(QMessageBox) if found.isVisible())
    assert isinstance(box, QMessageBox)
    return box


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


def test_that_escape_asks_before_a_long_text_goes(signing: SigningDialog, session: Session, qtbot: QtBot):
    session.signing.sign(PROVIDER, Stage.PREPARED, SIGNER, "所見")
    dialogs = (
        signing,
        ReopenDialog(session, [PROVIDER]),
        ReasonDialog(session, session.current_subject, [FIRST, SECOND]),
    )
    for dialog in dialogs:
        show(qtbot, dialog, (560, 400))
        dialog.text.setPlainText(LONG)
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert dialog.isVisible()
        QTest.keyClick(question_of(dialog), Qt.Key.Key_Return)  # the default is to stay
        assert dialog.isVisible()
        assert dialog.text.toPlainText() == LONG
        dialog.no.click()
        next(b for b in question_of(dialog).buttons() if b.text() == "破棄して閉じる").click()
        assert not dialog.isVisible()


def test_that_a_few_words_go_without_a_question(signing: SigningDialog):
    signing.note.setPlainText("確認済み")
    QTest.keyClick(signing, Qt.Key.Key_Escape)
    assert not signing.isVisible()


@pytest.mark.parametrize("scope", [0, 1])
def test_that_the_stage_stands_on_the_line_of_its_name(signing: SigningDialog, scope: int, qtbot: QtBot):
    signing.scope.setCurrentIndex(scope)
    signing.resize(signing.width(), signing.height() + 200)
    qtbot.waitUntil(lambda: signing.left.isVisible() is bool(signing.left.text()))
    name = signing._labels[1]
    at = [label.mapTo(signing, QPoint(0, 0)).y() + label.height() / 2 for label in (name, signing.stage)]
    assert abs(at[0] - at[1]) <= 2
