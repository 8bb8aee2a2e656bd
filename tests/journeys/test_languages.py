"""Two languages, switched while the window is open; and no text that is missing in either."""

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from string import Formatter

import PySide6
import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.patience import PROCESS
from tests.places import ROOT
from ui.window.main_window import MainWindow

CATALOGUE = ROOT / "resources" / "i18n" / "en.ts"
JAPANESE = re.compile(r"[\u3040-\u30fa\u30fc-\u30ff\u4e00-\u9fff]")


def messages(file: Path) -> dict[tuple[str, str], str]:
    found = {}
    for context in ET.parse(file).getroot().iter("context"):
        name = context.findtext("name") or ""
        for message in context.iter("message"):
            target = message.find("translation")
            assert target is not None
            told = "" if target.get("type") == "unfinished" else (target.text or "")
            found[name, message.findtext("source") or ""] = told
    return found


def test_that_english_has_every_text_of_the_window_and_no_other(tmp_path: Path):
    fresh = tmp_path / "fresh.ts"
    ending = ".exe" if sys.platform == "win32" else ""
    lupdate = Path(PySide6.__file__).parent / f"lupdate{ending}"
    sources = sorted(str(file) for file in (ROOT / "ui").rglob("*.py"))
    subprocess.run(
        [lupdate, "-silent", "-locations", "none", *sources, "-ts", fresh], check=True, timeout=PROCESS
    )
    assert set(messages(fresh)) == set(messages(CATALOGUE))
    assert [source for source, told in messages(CATALOGUE).items() if not told.strip()] == []


def test_that_a_translation_keeps_the_places_of_its_source():
    for (context, source), told in messages(CATALOGUE).items():
        wanted = {name for _, name, _, _ in Formatter().parse(source) if name}
        assert {name for _, name, _, _ in Formatter().parse(told) if name} == wanted, (context, source)
        assert not JAPANESE.search(told) or source == "言語 / Language", (context, told)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_that_access_keys_of_a_menu_differ(case_window: MainWindow, qtbot: QtBot, language: str):
    case_window.choices[language].trigger()
    qtbot.waitUntil(lambda: (case_window.choices["open"].text() == "&Open…") is (language == "en"))
    for menu in [case_window.menuBar(), *case_window.choices.menus.values()]:
        actions = menu.actions()
        keys = [key.group(1).lower() for a in actions if (key := re.search(r"&([^&])", a.text()))]
        assert len(set(keys)) == len(keys), [a.text() for a in actions]


def texts(window: QWidget) -> list[str]:
    """The texts of the shell; what a case holds is in the language it was written in."""
    found = [action.text() for action in window.findChildren(QAction)]
    found += [menu.title() for menu in window.findChildren(QMenu)]
    found += [button.text() for button in window.findChildren(QAbstractButton) if not button.property("card")]
    return found


@pytest.fixture
def english_window(window: MainWindow, qtbot: QtBot) -> MainWindow:
    with qtbot.waitSignal(window.session.library_loaded):
        window.session.cases.load_library()
    window.choices["en"].trigger()
    qtbot.waitUntil(lambda: window.choices["open"].text() == "&Open…")
    return window


def test_that_switching_retranslates_everything_at_once(english_window: MainWindow, qtbot: QtBot):
    reviewer = english_window.session.reviewer  # a name is what its bearer wrote
    left = [text for text in texts(english_window) if JAPANESE.search(text.replace(reviewer, ""))]
    assert set(left) == {"日本語", "Language / 言語"}
    told = [label.text() for label in english_window.start_page.findChildren(QLabel)]
    assert "Recent cases" in told
    english_window.choices["ja"].trigger()
    qtbot.waitUntil(
        lambda: "最近使った案件" in [label.text() for label in english_window.start_page.findChildren(QLabel)]
    )


def test_that_verdicts_and_undo_speak_the_language_too(case_window: MainWindow, qtbot: QtBot):
    case_window.choices["en"].trigger()
    verdicts = case_window.choices.verdicts.values()
    qtbot.waitUntil(lambda: any(action.text().endswith("Met") for action in verdicts))
    assert case_window.choices["undo"].text().startswith("&Undo")


def test_that_the_language_is_that_of_the_last_start(english_window: MainWindow):
    assert english_window.settings.language == "en"
