"""The start: painted first, then complete; with a case, without one, with one that is not there."""

import gc
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from assessor.words import Language
from ui.app import application
from ui.app.application import FirstPaint, Options
from ui.app.ending import Ending
from ui.settings import Settings
from ui.start.cards import Card
from ui.window.main_window import MainWindow

Start = Callable[[Path | None], MainWindow]


@pytest.fixture
def begin(
    qapp: QApplication, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Start]:
    """Starts the window as the program does, but leaves the hooks of the process alone."""
    monkeypatch.setattr("ui.app.hooks.Hooks.install", lambda _: None)
    windows: list[MainWindow] = []
    ending = Ending()

    def start(case: Path | None) -> MainWindow:
        window = application.start(qapp, settings, Options(case=case, reviewer="評価 太郎"))
        windows.append(window)
        FirstPaint(window, lambda: application.go_on(window, case, ending))
        window.show()
        return window

    yield start
    ending.settle()
    for window in windows:
        window.session.jobs.wait()
        window.close()
        window.deleteLater()
    gc.unfreeze()


def test_that_the_window_comes_up_before_the_case_and_then_shows_it(begin: Start, sample: Path, qtbot: QtBot):
    window = begin(sample)
    assert window.pages.currentWidget() is window.waiting
    assert sample.stem in window.waiting.text()
    qtbot.waitUntil(lambda: window.session.is_open)
    qtbot.waitUntil(lambda: window.pages.currentWidget() is window.desk.view)
    qtbot.waitUntil(lambda: window.desk.view.count() == 2)
    assert window.choices["export"].isEnabled()


def test_that_beside_work_on_another_thread_the_window_has_its_turn_within_a_millisecond(begin: Start):
    before = sys.getswitchinterval()
    sys.setswitchinterval(0.005)  # as Python has it
    try:
        begin(None)
        assert sys.getswitchinterval() < 0.001
    finally:
        sys.setswitchinterval(before)


def test_that_without_a_case_the_start_page_comes_and_then_the_plans(begin: Start, qtbot: QtBot):
    window = begin(None)
    assert window.pages.currentWidget() is window.waiting
    assert window.waiting.text() == ""
    qtbot.waitUntil(lambda: window.pages.currentWidget() is not window.waiting)
    assert window.pages.currentWidget() is window.start_page
    before = len(window.start_page.findChildren(Card))
    qtbot.waitUntil(lambda: len(window.start_page.findChildren(Card)) > before)
    qtbot.waitUntil(lambda: window.desk.view.ready)


def test_that_a_case_that_is_not_there_leads_to_the_start_page(
    begin: Start, tmp_path: Path, qtbot: QtBot, in_front: Callable[[type[QMessageBox]], QMessageBox]
):
    window = begin(tmp_path / "nowhere.assess")
    box = in_front(QMessageBox)
    assert "nowhere.assess" in box.text()
    box.close()
    qtbot.waitUntil(lambda: window.pages.currentWidget() is window.start_page)


def test_that_the_language_of_the_command_line_wins(
    qapp: QApplication, settings: Settings, english: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("ui.app.translators.TRANSLATIONS", english)
    window = application.start(qapp, settings, application.options(lang="en"))
    assert window.session.language is Language.EN
    assert window.choices["quit"].text() == "E&xit"
    window.session.set_language(Language.JA)
    window.close()
