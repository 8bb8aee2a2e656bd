"""Whatever keys, clicks, filters and undos come: only what was selected and listed changes."""

import random
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from assessor.domain.vocabulary import Verdict
from tests.journeys.hands import CONTROL, LEFT, NONE, SHIFT, Desk, Key
from ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Callable

STEPS = 150
MODIFIERS = (NONE, NONE, NONE, CONTROL, SHIFT, CONTROL | SHIFT)
MOVES = (Key.Key_Up, Key.Key_Down, Key.Key_Home, Key.Key_End, Key.Key_PageUp, Key.Key_PageDown, Key.Key_Space)
JUDGED = {Key(Key.Key_1 + number): verdict for number, verdict in enumerate(Verdict)}
DIGITS = tuple(key for key, verdict in JUDGED.items() if verdict is not Verdict.NOT_APPLICABLE)
PLAIN = tuple(verdict for verdict in Verdict if verdict is not Verdict.NOT_APPLICABLE)
TEXTS = ("CP-2", "OP-1", "1-0", "nowhere", "", "")


class Reviewer:
    """Does one thing after the other at random, and knows what each may change."""

    def __init__(self, desk: Desk, seed: int, qtbot: QtBot) -> None:
        self.desk = desk
        self.qtbot = qtbot
        self.random = random.Random(seed)
        self.agreed: tuple[str, tuple[str, ...]] = ("", ())  # several items that were asked about
        self.done: list[str] = []

    @property
    def story(self) -> str:
        """The last things that were done, to be told when it went wrong."""
        return " · ".join(self.done[-8:])

    @property
    def selection(self) -> tuple[str, tuple[str, ...]]:
        return self.desk.session.current_subject, tuple(self.desk.panel.selected_items())

    def step(self) -> None:
        acts: list[tuple[int, Callable[[], bool]]] = [
            (6, self.digit),
            (6, self.move),
            (4, self.click_item),
            (2, self.click_subject),
            (3, self.click_verdict),
            (2, self.narrow),
            (1, self.narrow_by_verdict),
            (2, self.jump),
            (2, self.change_focus),
            (1, self.select_all),
            (2, self.undo),
        ]
        act = self.random.choices([act for _, act in acts], [weight for weight, _ in acts])[0]
        before, asked = self.desk.verdicts(), self.selection
        by_undo = act()
        changed = self.desk.changed_since(before)
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            assert changed == set(), self.story
            changed = self.answer(dialog, before)
            asked = self.agreed
        if not by_undo:
            subject, items = asked
            assert changed <= {(subject, item) for item in items}, self.story
            assert len(changed) <= 1 or self.agreed == asked, self.story
        self.check()

    def answer(self, dialog: object, before: dict[tuple[str, str], Verdict]) -> set[tuple[str, str]]:
        assert isinstance(dialog, QMessageBox), dialog
        dialog.activateWindow()
        self.qtbot.waitUntil(dialog.isActiveWindow)
        selection = self.selection
        assert f"{len(selection[1])}項目" in dialog.text(), self.story
        yes = self.random.random() < 0.5
        self.done.append("yes" if yes else "no")
        if yes:
            self.agreed = selection
            QTest.mouseClick(dialog.buttons()[0], LEFT)
        else:
            QTest.keyClick(dialog, Key.Key_Escape)
        self.desk.window.activateWindow()
        self.qtbot.waitUntil(self.desk.window.isActiveWindow)
        assert QApplication.activeModalWidget() is None
        return self.desk.changed_since(before)

    def check(self) -> None:
        """What is shown is what would be judged, and it is listed."""
        desk, session = self.desk, self.desk.session
        items = desk.panel.selected_items()
        assert sorted(session.selected_items) == sorted(items), self.story
        assert (session.current_item in items) is bool(items), self.story
        assert bool(items) is bool(desk.panel.model.shown), self.story
        if items:
            assert desk.view.item.heading.id.text() == session.current_item, self.story
        if self.selection != self.agreed:
            self.agreed = ("", ())

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        where = QApplication.focusWidget()
        self.done.append(f"{modifiers.value:x}+{key.name} in {type(where).__name__}")
        self.desk.press(key, modifiers)

    def digit(self) -> bool:
        desk = self.desk
        before = desk.verdicts()
        judging = desk.is_at(desk.table) or desk.bar.has_focus
        listed = bool(desk.panel.selected_items())
        self.press(self.random.choice(DIGITS))
        if not (judging and listed):
            assert desk.changed_since(before) == set(), self.story
        return False

    def move(self) -> bool:
        self.press(self.random.choice(MOVES), self.random.choice(MODIFIERS))
        return False

    def click_item(self) -> bool:
        model = self.desk.panel.model
        listed = [item for line in range(model.rowCount()) if (item := model.item_at(line))]
        if listed:
            item, modifiers = self.random.choice(listed), self.random.choice(MODIFIERS)
            self.done.append(f"{modifiers.value:x}+click {item}")
            self.desk.click(item, modifiers)
        return False

    def click_subject(self) -> bool:
        panel = self.desk.view.subjects
        subject = self.random.choice(["cp_haneusagi", "op_kokage", "cp_minamo", "own_prepaid"])
        index = panel.filter.mapFromSource(panel.model.index_of(subject))
        panel.tree.scrollTo(index)
        modifiers = self.random.choice(MODIFIERS)
        self.done.append(f"{modifiers.value:x}+click {subject}")
        QTest.mouseClick(panel.tree.viewport(), LEFT, modifiers, panel.tree.visualRect(index).center())
        return False

    def click_verdict(self) -> bool:
        verdict = self.random.choice(
            [verdict for verdict in Verdict if verdict is not Verdict.NOT_APPLICABLE]
        )
        if self.desk.bar.isVisible():
            self.done.append(f"click {verdict}")
            QTest.mouseClick(self.desk.bar.buttons[verdict], LEFT)
        return False

    def narrow(self) -> bool:
        search = self.desk.panel.search
        search.setFocus()
        QTest.keyClick(search, Key.Key_A, CONTROL)
        QTest.keyClick(search, Key.Key_Delete)
        text = self.random.choice(TEXTS)
        self.done.append(f"search {text}")
        QTest.keyClicks(search, text)
        if self.random.random() < 0.7:
            self.press(self.random.choice([Key.Key_Down, Key.Key_Return, Key.Key_Escape]))
        return False

    def narrow_by_verdict(self) -> bool:
        standing = self.desk.panel.verdict_filter
        standing.setFocus()
        self.press(self.random.choice([Key.Key_Up, Key.Key_Down]))
        return False

    def jump(self) -> bool:
        key = self.random.choice([Key.Key_Up, Key.Key_Down, Key.Key_PageUp, Key.Key_PageDown])
        self.press(key, CONTROL)
        assert len(self.desk.panel.selected_items()) <= 1 or key in MOVES, self.story
        return False

    def change_focus(self) -> bool:
        key = self.random.choice([Key.Key_F6, Key.Key_Tab, Key.Key_Escape])
        self.press(key, self.random.choice([NONE, SHIFT]) if key is Key.Key_F6 else NONE)
        return False

    def select_all(self) -> bool:
        self.press(Key.Key_A, CONTROL)
        return False

    def undo(self) -> bool:
        self.desk.table.setFocus()
        self.press(self.random.choice([Key.Key_Z, Key.Key_Z, Key.Key_Y]), CONTROL)
        return True


@pytest.mark.parametrize("seed", [9, 20, 2020])
def test_that_only_what_was_selected_listed_and_if_several_asked_about_is_judged(
    case_window: MainWindow, qtbot: QtBot, seed: int
):
    case_window.activateWindow()
    qtbot.waitUntil(case_window.isActiveWindow)
    reviewer = Reviewer(Desk(case_window), seed, qtbot)
    first = reviewer.desk.verdicts()
    seen = 0
    for _ in range(STEPS):
        reviewer.step()
        seen += bool(reviewer.desk.changed_since(first))
    assert seen  # something was judged at all
