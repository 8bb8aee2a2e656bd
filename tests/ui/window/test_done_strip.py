"""The strip at the bottom: what was done in words, the way back, and what a screen reader hears."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from assessor.domain.vocabulary import Verdict
from assessor.words import Language
from tests.ui.panel_steps import ASKED, FIRST, PROVIDER, SECOND
from ui.items.columns import ItemRole
from ui.window import done_strip
from ui.window.main_window import MainWindow


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is announced to a screen reader."""
    heard: list[str] = []

    def hear(_widget: object, text: str) -> None:
        heard.append(text)

    monkeypatch.setattr(done_strip, "announce", hear)
    return heard


def test_that_every_change_is_said_and_can_be_taken_back(case_window: MainWindow, said: list[str]):
    session, strip = case_window.session, case_window.desk.done
    assert not strip.isVisible()
    session.select(ASKED, "CP-2-06")
    session.reviews.mark(["CP-2-06"], verdict=Verdict.INSUFFICIENT)
    assert strip.isVisible()
    assert strip.text.text() == "CP-2-06：未評価 → 不十分"
    assert said[-1].endswith("CP-2-06：未評価 → 不十分")
    assert strip.button.text() == "元に戻す"
    session.select(PROVIDER, FIRST)
    assert strip.text.text() == "はねうさぎコード CP-2-06：未評価 → 不十分"
    QTest.mouseClick(strip.button, Qt.MouseButton.LeftButton)
    assert (session.current_subject, session.current_item) == (ASKED, "CP-2-06")
    assert strip.text.text() == "元に戻しました　CP-2-06：不十分 → 未評価"
    assert strip.button.text() == "やり直し"
    QTest.mouseClick(strip.button, Qt.MouseButton.LeftButton)
    assert strip.text.text() == "やり直しました　CP-2-06：未評価 → 不十分"
    assert len(said) == 3


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda s: s.reviews.mark([FIRST, SECOND], verdict=Verdict.DISCUSSING), "2項目：充足 → 協議中"),
        (lambda s: s.reviews.mark([FIRST], reason="確認した"), "CP-1-01：評価理由を記録"),
        (
            lambda s: s.reviews.mark([FIRST], verdict=Verdict.INSUFFICIENT, due="2026-12"),
            "CP-1-01：充足 → 不十分、対応予定月 予定未定 → 2026-12",
        ),
        (lambda s: s.reviews.ask("いつ直るか"), "追加確認事項：みなもペイ CP-1-01"),
    ],
)
def test_that_what_was_done_is_told_in_a_line(
    case_window: MainWindow, change: Callable[..., bool], told: str
):
    session, strip = case_window.session, case_window.desk.done
    session.select(PROVIDER, FIRST)
    assert change(session)
    assert strip.text.text() == told


def test_that_the_strip_speaks_english_and_goes_with_its_case(case_window: MainWindow):
    session, strip = case_window.session, case_window.desk.done
    session.select(ASKED, "CP-2-06")
    session.reviews.mark(["CP-2-06"], verdict=Verdict.MET)
    session.set_language(Language.EN)
    assert strip.text.text() == "CP-2-06: Unreviewed → Met"
    assert strip.button.text() == "Undo"
    session.cases.close()
    assert not strip.isVisible()
    assert strip.text.text() == ""


def test_that_undo_marks_the_rows_it_changed_for_a_moment(case_window: MainWindow):
    session, panel = case_window.session, case_window.desk.view.items
    session.select(ASKED, "CP-2-06")
    session.reviews.mark(["CP-2-06"], verdict=Verdict.MET)
    session.select(ASKED, "CP-1-01")

    def marked(item: str) -> bool:
        return bool(panel.model.index(panel.model.line_of(item), 0).data(ItemRole.POINTED))

    assert not marked("CP-2-06")
    session.reviews.undo()
    assert panel.selected_items() == ["CP-2-06"]
    assert marked("CP-2-06")
    assert not marked("CP-1-01")
    assert panel.pointing.isActive()
    panel.pointing.timeout.emit()
    assert not marked("CP-2-06")
