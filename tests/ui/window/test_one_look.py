"""A change is followed by one look at its subject: what the window shows of it comes from few statements."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine, event

from assessor.domain.vocabulary import Verdict
from ui.session.session import Session
from ui.window.main_window import MainWindow

CONTROL = Qt.KeyboardModifier.ControlModifier
PLAIN = Qt.KeyboardModifier.NoModifier
MOST = 10  # statements after the change: a third of the 31 that there were
RECORDS = ("review", "response", "round", "return", "inquiry", "evidence", "subject")


@contextmanager
def statements() -> Iterator[list[str]]:
    """Collect every statement that goes to a database, with those that begin a transaction."""
    found: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        found.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def after_the_change(found: list[str]) -> list[str]:
    """Return those that come after the last one of the transaction that writes."""
    writes = [n for n, one in enumerate(found) if one.startswith(("INSERT", "UPDATE", "DELETE"))]
    assert writes, "nothing was changed"
    return found[writes[-1] + 2 :]  # the end of the journal is read within that transaction


def verdict_of(session: Session) -> Verdict:
    states = session.results.subject(session.current_subject).states
    return next(state.verdict for state in states if state.item.id == session.current_item)


def press(window: MainWindow, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = PLAIN) -> list[str]:
    """Press a key in the list of items and return the statements until all of it is painted."""
    with statements() as found:
        QTest.keyClick(window.desk.view.items.table, key, modifier)
        qtbot.waitUntil(lambda: not window.session.jobs.busy)
        QTest.qWait(50)  # what is put off to the next turns is part of it
    return found


@pytest.fixture
def judging(case_window: MainWindow, qtbot: QtBot) -> MainWindow:
    """The window on an item with answers and evidence, the keys in the list of items."""
    window, session = case_window, case_window.session
    subject, item = next(
        (result.subject.subject, row.state.item.id)
        for result in session.results.subjects
        for row in session.reviews.item_rows(result.subject.subject)
        if row.response and row.evidence and row.state.applicability.applies
    )
    session.select(subject, item)
    window.desk.view.complete()  # the overview too shows what is marked
    window.desk.view.items.take_focus()
    qtbot.waitUntil(lambda: not session.jobs.busy)
    return window


def test_that_a_mark_an_undo_and_a_redo_read_their_subject_once(judging: MainWindow, qtbot: QtBot) -> None:
    session = judging.session
    before = verdict_of(session)
    seen = []
    for key, modifier in ((Qt.Key.Key_5, PLAIN), (Qt.Key.Key_Z, CONTROL), (Qt.Key.Key_Y, CONTROL)):
        found = after_the_change(press(judging, qtbot, key, modifier))
        seen.append(verdict_of(session))
        assert len(found) <= MOST, found
        for name in RECORDS:
            assert sum(f"FROM {name} " in " ".join(one.split()) for one in found) <= 1, (name, found)
    assert before is not Verdict.INSUFFICIENT
    assert seen == [Verdict.INSUFFICIENT, before, Verdict.INSUFFICIENT]


def test_that_marking_reads_no_more_than_it_shows_and_what_it_is_measured_by(
    judging: MainWindow, qtbot: QtBot
) -> None:
    found = press(judging, qtbot, Qt.Key.Key_3)
    assert len(found) <= 25, found  # 48 with three looks, 11 of them the transaction that writes


def test_that_the_next_item_of_a_subject_that_was_read_costs_its_history_alone(
    judging: MainWindow, qtbot: QtBot
) -> None:
    here = judging.session.current_item
    found = press(judging, qtbot, Qt.Key.Key_Down)
    assert judging.session.current_item != here
    assert [one.split()[0] for one in found] == ["BEGIN", "SELECT"]
    assert "journal" in found[1]


def test_that_a_case_that_is_only_read_here_is_read_anew_for_each_look(
    judging: MainWindow, qtbot: QtBot
) -> None:
    session = judging.session
    case = session.state.open_case
    subject = session.current_subject
    case.holder, held = None, case.holder  # as it is while somebody else writes
    with statements() as found:
        session.reviews.item_rows(subject)
        session.reviews.item_rows(subject)
    case.holder = held
    assert sum("FROM review" in " ".join(one.split()) for one in found) == 2


def test_that_what_is_shown_after_a_mark_is_what_the_file_has(judging: MainWindow, qtbot: QtBot) -> None:
    session = judging.session
    press(judging, qtbot, Qt.Key.Key_4)
    shown = session.reviews.item_detail(session.current_subject, session.current_item)
    rows = session.reviews.item_rows(session.current_subject)
    session.state.open_case.reread()
    assert session.reviews.item_rows(session.current_subject) == rows
    read = session.reviews.item_detail(session.current_subject, session.current_item)
    assert (read.row, read.history, read.evidence) == (shown.row, shown.history, shown.evidence)


def test_that_the_panel_of_the_item_stays_as_it_is_but_for_what_changed(
    judging: MainWindow, qtbot: QtBot
) -> None:
    panel = judging.desk.view.item
    panel.inquiries.question.setFocus()
    QTest.keyClicks(panel.inquiries.question, "When will it be mended?")
    answers, history = panel.answers.rounds.children(), panel.history.lines.children()
    bar = panel.area.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    scrolled = bar.value()
    evidence = panel.evidence.list.topLevelItem(0)
    press(judging, qtbot, Qt.Key.Key_5)
    assert panel.inquiries.question.toPlainText() == "When will it be mended?"
    assert panel.answers.rounds.children() == answers
    assert panel.evidence.list.topLevelItem(0) is evidence
    stayed = [one for one in panel.history.lines.children() if one in history]
    assert len(stayed) >= len(history) - 1  # the new entry may push the oldest one out of sight
    assert len(panel.history.lines.children()) > 1
    assert bar.value() == scrolled


def test_that_an_undo_leaves_the_focus_in_the_panel_where_it_was(judging: MainWindow, qtbot: QtBot) -> None:
    before = verdict_of(judging.session)
    press(judging, qtbot, Qt.Key.Key_5)
    listed = judging.desk.view.item.evidence.list
    listed.setFocus()
    first = listed.topLevelItem(0)
    assert first is not None
    listed.setCurrentItem(first)
    QTest.keyClick(listed, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: verdict_of(judging.session) is before)
    assert listed.hasFocus()
    assert listed.currentItem() is first
