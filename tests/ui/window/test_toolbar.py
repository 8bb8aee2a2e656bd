"""The toolbar where it is too narrow for all that it has."""

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from ui.settings import Scheme
from ui.widgets.looks import theme
from ui.window.main_window import MainWindow


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_that_the_button_for_more_shows_its_arrow(
    case_window: MainWindow, qapp: QApplication, qtbot: QtBot, scheme: Scheme
):
    theme.apply(qapp, scheme)
    role, wanted = QPalette.ColorRole.Window, theme.palette(dark=scheme is Scheme.DARK)
    qtbot.waitUntil(lambda: case_window.palette().color(role) == wanted.color(role))
    case_window.resize(700, 576)
    more = case_window.desk.toolbar.findChild(QToolButton, "qt_toolbar_ext_button")
    assert isinstance(more, QToolButton)
    qtbot.waitUntil(more.isVisible)
    picture = more.grab().toImage()
    seen = {
        picture.pixelColor(x, y).name()
        for x in range(2, picture.width() - 2)
        for y in range(2, picture.height() - 2)
    }
    text = case_window.palette().color(QPalette.ColorRole.WindowText).name()
    theme.apply(qapp, Scheme.LIGHT)
    assert text in seen  # in the colour of the look
