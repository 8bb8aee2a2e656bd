"""The size of all text: by keys and wheel, remembered, and whole in every field."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QKeySequence, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolBar, QToolButton
from pytestqt.qtbot import QtBot

from ui.item.month_field import MonthPopup
from ui.settings import Settings
from ui.window.main_window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier


def size() -> float:
    return QApplication.font().pointSizeF()


def turn(window: MainWindow, by: int) -> None:
    """Turn the wheel over the window with Ctrl held."""
    place = QPointF(300, 300)
    wheel = QWheelEvent(
        place,
        window.mapToGlobal(place),
        QPoint(),
        QPoint(0, by),
        Qt.MouseButton.NoButton,
        CTRL,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(window.windowHandle(), wheel)


def test_that_keys_and_wheel_set_the_size_of_all_text_and_it_is_remembered(
    case_window: MainWindow, settings: Settings, qtbot: QtBot
):
    case_window.activateWindow()
    qtbot.waitUntil(case_window.isActiveWindow)
    usual, table = size(), case_window.desk.view.items.table
    table.setFocus()
    title, heading = case_window.desk.view.item.heading.id, case_window.desk.view.items.header.name
    larger = [label.font().pointSizeF() for label in (title, heading)]
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Semicolon):
        before = size()
        QTest.keyClick(table, key, CTRL)
        assert size() > before
    assert settings.zoom == 150
    assert [label.font().pointSizeF() for label in (title, heading)] > larger
    buttons = case_window.desk.view.item.editor.bar.buttons.values()
    tools = [tool for tool in case_window.findChildren(QToolButton) if isinstance(tool.parent(), QToolBar)]
    tools = [tool for tool in tools if tool.isVisible()]
    assert tools
    assert {part.font().pointSizeF() for part in (*buttons, *tools)} == {size()}  # they have a style sheet
    QTest.keyClick(table, Qt.Key.Key_Minus, CTRL)
    assert settings.zoom == 125
    QTest.keyClick(table, Qt.Key.Key_0, CTRL)
    assert size() == usual
    turn(case_window, 120)
    assert settings.zoom == 110
    turn(case_window, -60)  # half a notch of a touch pad
    turn(case_window, -60)
    assert settings.zoom == 100
    assert QKeySequence("Ctrl++") in case_window.choices["larger"].shortcuts()


@pytest.mark.qt_log_ignore(
    "does not support", extend=True
)  # what a popup asks of a platform without a screen
def test_that_the_months_open_inside_the_screen(case_window: MainWindow, qtbot: QtBot):
    field = case_window.desk.view.item.editor.due
    there = case_window.screen().availableGeometry()
    for corner in (there.bottomRight(), there.topLeft(), there.bottomLeft()):
        case_window.move(corner - QPoint(case_window.width() // 2, case_window.height() // 2))
        field.open_popup()
        popup = field.findChild(MonthPopup)
        assert isinstance(popup, MonthPopup)
        qtbot.waitUntil(popup.isVisible)
        assert there.contains(popup.frameGeometry())
        popup.close()
        popup.setParent(None)
