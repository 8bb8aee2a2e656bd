"""The reviewer's name: asked once, recorded, shown, changed from the window; and never when it is given."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assessor.domain.vocabulary import Verdict
from assessor.operations.inspection import this_actor
from tests.ui.panel_steps import FIRST, PROVIDER, SECOND, state_of
from ui.app.application import Options, start
from ui.settings import Settings
from ui.start.reviewer_dialog import ReviewerDialog
from ui.window.main_window import MainWindow

NAME = "佐伯 みどり"


@pytest.fixture
def nameless(qapp: QApplication, qtbot: QtBot, settings: Settings) -> Iterator[MainWindow]:
    """The window as it starts the first time: nobody has said who judges."""
    window = start(qapp, settings, Options())
    window.show()
    window.complete()
    qtbot.waitUntil(lambda: window.desk.view.ready)
    yield window
    window.session.jobs.wait()
    window.close()
    window.deleteLater()


def asking(qtbot: QtBot) -> ReviewerDialog:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ReviewerDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ReviewerDialog)
    return dialog


def opened(window: MainWindow, case: Path, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.session.is_open and not window.session.jobs.busy)
    assert window.session.path == case


def test_that_the_name_is_asked_once_before_the_first_case_and_recorded(
    nameless: MainWindow, sample: Path, settings: Settings, qtbot: QtBot
):
    nameless.desk.cases.open(sample)
    dialog = asking(qtbot)
    assert dialog.name.text() == this_actor().reviewer  # that of the account
    assert not nameless.session.is_open
    QTest.keyClick(dialog.name, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(dialog.name, Qt.Key.Key_Delete)
    assert not dialog.yes.isEnabled()
    dialog.name.insert(NAME)
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    opened(nameless, sample, qtbot)
    session = nameless.session
    session.select(PROVIDER, FIRST)
    assert session.reviews.mark([FIRST], verdict=Verdict.DISCUSSING)
    assert state_of(session, FIRST, PROVIDER).review.reviewer == NAME
    assert Settings(settings.path).reviewer == NAME
    assert NAME in nameless.desk.reviewer.sign.text()
    nameless.choices["close"].trigger()
    nameless.desk.cases.open(sample)
    opened(nameless, sample, qtbot)
    assert QApplication.activeModalWidget() is None


def test_that_who_answers_later_goes_on_and_is_left_in_peace(
    nameless: MainWindow, sample: Path, settings: Settings, qtbot: QtBot
):
    nameless.desk.cases.open(sample)
    QTest.keyClick(asking(qtbot), Qt.Key.Key_Escape)
    opened(nameless, sample, qtbot)
    assert settings.reviewer == ""
    assert this_actor().reviewer in nameless.desk.reviewer.sign.text()


def test_that_another_name_counts_from_the_next_change(case_window: MainWindow, qtbot: QtBot):
    session = case_window.session
    session.select(PROVIDER, FIRST)
    assert session.reviews.mark([FIRST], verdict=Verdict.DISCUSSING)
    before = state_of(session, FIRST, PROVIDER).review.reviewer
    QTest.mouseClick(case_window.desk.reviewer.sign, Qt.MouseButton.LeftButton)
    dialog = asking(qtbot)
    assert dialog.name.text() == before
    dialog.name.setText(NAME)
    QTest.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
    assert session.reviews.mark([SECOND], verdict=Verdict.DISCUSSING)
    assert state_of(session, FIRST, PROVIDER).review.reviewer == before
    assert state_of(session, SECOND, PROVIDER).review.reviewer == NAME
