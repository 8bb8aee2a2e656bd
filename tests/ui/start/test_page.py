"""The start page: what was used before, which plans there are, and what a click tells."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from assessor import catalog
from assessor.words import Language
from ui.settings import Settings
from ui.start.cards import Card, RecentRow
from ui.start.page import StartPage


@pytest.fixture
def page(settings: Settings, sample: Path, tmp_path: Path, qtbot: QtBot) -> StartPage:
    settings.remember_case(tmp_path / "gone.assess", "消えた案件")
    settings.remember_case(sample, "<b>見本</b>")
    made = StartPage(settings, Language.JA)
    qtbot.addWidget(made)
    return made


def test_that_cases_used_before_are_listed_and_missing_ones_are_grey(
    page: StartPage, sample: Path, qtbot: QtBot
):
    there, gone = page.findChildren(RecentRow)
    qtbot.waitUntil(lambda: not gone.card.isEnabled())
    assert there.card.isEnabled()
    with qtbot.waitSignal(page.recent_chosen) as told:
        there.card.click()
    assert told.args == [sample]


def test_that_a_missing_case_can_be_taken_off_the_list(page: StartPage, settings: Settings):
    gone = page.findChildren(RecentRow)[1]
    gone.findChildren(QToolButton)[0].click()
    assert [entry.title for entry in settings.recent] == ["<b>見本</b>"]


def test_that_plans_appear_when_the_library_is_loaded(page: StartPage, qtbot: QtBot):
    before = len(page.findChildren(Card))
    page.show_plans(catalog.load(catalog.default_folder()))
    plan = page.findChildren(Card)[before]
    with qtbot.waitSignal(page.new_chosen) as told:
        QTest.mouseClick(plan, Qt.MouseButton.LeftButton)
    assert told.args == ["published_2020"]


def test_that_cases_of_one_title_are_told_apart_by_their_files(
    settings: Settings, tmp_path: Path, qtbot: QtBot
):
    for name, title in (("a.assess", "総点検"), ("b.assess", "総点検"), ("c.assess", "別の点検")):
        (tmp_path / name).touch()
        settings.remember_case(tmp_path / name, title)
    page = StartPage(settings, Language.JA)
    qtbot.addWidget(page)
    other, second, first = (row.card.accessibleDescription() for row in page.findChildren(RecentRow))
    assert first.endswith("a.assess")
    assert second.endswith("b.assess")
    assert other.endswith(str(tmp_path))
    (tmp_path / "a.assess").unlink()
    page.show_recent()
    gone = page.findChildren(RecentRow)[-1]
    qtbot.waitUntil(lambda: not gone.card.isEnabled())
    assert gone.card.accessibleDescription().endswith("a.assess")


def test_that_a_title_is_shown_as_it_is_written(page: StartPage):
    title = page.findChildren(RecentRow)[0].card.findChildren(type(page.findChildren(Card)[0].title))[0]
    assert title.text() == "<b>見本</b>"
    assert title.textFormat() is Qt.TextFormat.PlainText
