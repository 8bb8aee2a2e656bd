"""The verdicts as a screen reader meets them: radio buttons of a group, which no arrow chooses."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from assessor.domain.vocabulary import Verdict
from assessor.words import Language
from tests.ui.panel_steps import show
from ui.item.verdict_bar import VerdictBar

ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
Held = Qt.KeyboardModifier
HELD = (Held.NoModifier, Held.ShiftModifier, Held.ControlModifier, Held.AltModifier)


def test_that_verdicts_are_radio_buttons_of_a_named_group(qtbot: QtBot):
    bar = VerdictBar()
    bar.retranslate(Language.JA)
    show(qtbot, bar)
    group = QAccessible.queryAccessibleInterface(bar)
    assert group.role() is QAccessible.Role.Grouping
    assert group.text(QAccessible.Text.Name)
    for verdict in (*Verdict, None):
        bar.show_verdict(verdict)
        assert [known for known, button in bar.buttons.items() if button.isChecked()] == [verdict][
            : verdict is not None
        ]
        for button in bar.buttons.values():
            assert QAccessible.queryAccessibleInterface(button).role() is QAccessible.Role.RadioButton


@pytest.mark.parametrize("held", HELD)
def test_that_no_arrow_chooses_a_verdict_whatever_is_held(qtbot: QtBot, held: Held):
    bar = VerdictBar()
    bar.retranslate(Language.JA)
    show(qtbot, bar)
    bar.show_verdict(Verdict.MET)
    wishes: list[str] = []
    bar.chosen.connect(wishes.append)
    bar.take_focus()
    for key in ARROWS * 3:
        QTest.keyClick(bar.window().focusWidget() or bar, key, held)
    assert wishes == []
    assert bar.buttons[Verdict.MET].isChecked()
    QTest.keyClick(bar.buttons[Verdict.DISCUSSING], Qt.Key.Key_Space)
    assert wishes == [Verdict.DISCUSSING.value]
    assert bar.buttons[Verdict.MET].isChecked()  # until the record says otherwise
