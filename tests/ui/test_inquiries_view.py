"""The follow-up questions of an item come as parts of their panel."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.panel_steps import ASKED, show
from ui.chips import Chip
from ui.item_panel import ItemPanel
from ui.session import Session


class Watch(QObject):
    """Notes every window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


def test_that_an_item_with_questions_is_shown_without_windows_of_its_own(
    open_session: Session, qapp: QApplication, qtbot: QtBot
):
    panel = ItemPanel(open_session)
    show(qtbot, panel)
    asked = next(row.state.item.id for row in open_session.item_rows(ASKED) if row.inquiries)
    watch = Watch()
    qapp.installEventFilter(watch)
    open_session.select(ASKED, asked)
    qapp.removeEventFilter(watch)
    assert any(chip.isVisible() for chip in panel.inquiries.findChildren(Chip))
    assert watch.shown == []
