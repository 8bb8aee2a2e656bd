"""The follow-up questions of an item come as parts of their panel."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from assessor.domain.rounds import RoundNumbers
from assessor.words import Language
from tests.ui.panel_steps import ASKED, show
from ui.item.panel import ItemPanel
from ui.session.session import Session
from ui.widgets.chips import Chip


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
    asked = next(row.state.item.id for row in open_session.reviews.item_rows(ASKED) if row.inquiries)
    watch = Watch()
    qapp.installEventFilter(watch)
    open_session.select(ASKED, asked)
    qapp.removeEventFilter(watch)
    assert any(chip.isVisible() for chip in panel.inquiries.findChildren(Chip))
    assert watch.shown == []


def test_that_a_question_and_its_answer_stand_together_and_the_answer_but_once(
    open_session: Session, qtbot: QtBot
):
    panel = ItemPanel(open_session)
    show(qtbot, panel)
    asked = next(row.state.item.id for row in open_session.reviews.item_rows(ASKED) if row.inquiries)
    open_session.select(ASKED, asked)
    detail = open_session.reviews.item_detail(ASKED, asked)
    question = replace(detail.inquiries[0], round="2", question="対象の範囲は。")
    reply = replace(detail.responses[-1], round="2", reply="全利用者です。")
    asked_in = {question.round}
    panel.answers.show_responses((reply,), RoundNumbers(), Language.JA, asked_in)
    panel.inquiries.show_detail(replace(detail, inquiries=(question, question), responses=(reply,)))
    QApplication.processEvents()
    shown = [
        label for label in panel.findChildren(QLabel) if label.isVisible() and label.text() == reply.reply
    ]
    assert len(shown) == 1
    assert panel.inquiries.isAncestorOf(shown[0])
    above = [
        label
        for label in panel.findChildren(QLabel)
        if label.isVisible() and label.text() == "対象の範囲は。"
    ]
    lowest = max(above, key=lambda label: label.mapTo(panel, QPoint(0, 0)).y())
    below = shown[0].mapTo(panel, QPoint(0, 0)).y() - lowest.mapTo(panel, QPoint(0, lowest.height())).y()
    assert 0 <= below < 2 * lowest.fontMetrics().lineSpacing()
