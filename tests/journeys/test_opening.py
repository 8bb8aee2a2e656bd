"""Opening: from a file, from the start page, by dropping; and what stands in the way."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from tests.journeys.fake_chooser import FakeChooser
from ui.returns.dialog import ReturnsDialog
from ui.session.jobs import Job
from ui.settings import Settings
from ui.start.cards import RecentRow
from ui.start.new_case_dialog import NewCaseDialog
from ui.window.main_window import MainWindow

Idle = Callable[[MainWindow], None]


def test_that_a_case_opens_from_the_menu_and_is_remembered(
    window: MainWindow, chooser: FakeChooser, sample: Path, idle: Idle, settings: Settings, *, qtbot: QtBot
):
    assert window.pages.currentWidget() is window.start_page
    chooser.files = [sample]
    window.choices["open"].trigger()
    assert window.pages.currentWidget() is window.waiting
    assert "開いています" in window.waiting.text()
    idle(window)
    qtbot.waitUntil(lambda: window.pages.currentWidget() is window.desk.view)
    assert window.session.case.title in window.windowTitle()
    assert [entry.path for entry in settings.recent] == [sample]
    assert window.desk.toolbar.isVisible()


def test_that_closing_leads_back_to_the_start_page_with_the_case_on_it(
    case_window: MainWindow, idle: Idle, qtbot: QtBot
):
    case_window.choices["close"].trigger()
    assert case_window.pages.currentWidget() is case_window.start_page
    assert not case_window.choices["export"].isEnabled()

    def shown() -> list[RecentRow]:
        return [row for row in case_window.start_page.findChildren(RecentRow) if row.isVisible()]

    qtbot.waitUntil(lambda: len(shown()) == 1)  # those of before go in the next turn
    shown()[0].card.click()
    idle(case_window)
    assert case_window.session.is_open


def test_that_recent_cases_are_in_the_menu(case_window: MainWindow, sample: Path, idle: Idle):
    case_window.choices["close"].trigger()
    menu = case_window.choices.menus["recent"]
    case_window.desk.cases.fill_recent()
    (action,) = menu.actions()
    action.trigger()
    idle(case_window)
    assert case_window.session.path == sample


def test_that_a_sample_is_built_and_opened(
    window: MainWindow, chooser: FakeChooser, tmp_path: Path, idle: Idle
):
    chooser.files = [tmp_path / "new sample.assess"]
    window.start_page.sample_chosen.emit()
    idle(window)
    assert len(window.session.results.subjects) == 35
    assert window.session.results.subject("own_prepaid").mandatory.unmet == 14


def test_that_a_new_case_is_made_from_the_start_page(
    window: MainWindow, in_front: Callable[[type[NewCaseDialog]], NewCaseDialog], tmp_path: Path, idle: Idle
):
    window.start_page.new_chosen.emit("published_2020")
    dialog = in_front(NewCaseDialog)
    dialog.title.setText("2026年度の点検")
    dialog.place.setText(str(tmp_path / "2026"))
    dialog.check()
    dialog.yes.click()
    idle(window)
    assert window.session.case.title == "2026年度の点検"
    assert window.session.path == tmp_path / "2026.assess"


def test_that_a_second_window_reads_the_same_file_until_the_first_lets_go(
    case_window: MainWindow, shown: Callable[[], MainWindow], sample: Path, idle: Idle
):
    second = shown()
    second.desk.cases.open(sample)
    idle(second)
    banner = second.desk.keeping.banner
    assert second.session.read_only
    assert "評価 太郎" in banner.text.text()
    assert not second.choices["export"].isEnabled()
    case_window.desk.cases.close()
    second.desk.keeping.tick()
    banner.button.click()
    assert [second.session.read_only] == [False]  # in a list: mypy takes the property for unchanging
    assert second.choices["export"].isEnabled()


def test_that_a_file_that_is_no_case_is_told_and_the_open_case_stays(
    case_window: MainWindow,
    chooser: FakeChooser,
    tmp_path: Path,
    idle: Idle,
    in_front: Callable[[type[QMessageBox]], QMessageBox],
    *,
    qtbot: QtBot,
):
    chooser.files = [tmp_path / "メモ.assess"]
    chooser.files[0].write_text("not a case", encoding="utf-8")
    case_window.choices["open"].trigger()
    assert "メモ.assess" in in_front(QMessageBox).text()
    idle(case_window)
    assert case_window.session.is_open
    qtbot.waitUntil(lambda: case_window.pages.currentWidget() is case_window.desk.view)


def drop(window: MainWindow, *files: Path) -> None:
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    window.dropEvent(
        QDropEvent(
            QPointF(5, 5),
            Qt.DropAction.CopyAction,
            carried,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )


def test_that_a_case_dropped_on_the_window_is_opened(window: MainWindow, sample: Path, idle: Idle):
    drop(window, sample)
    idle(window)
    assert window.session.path == sample


def test_that_a_workbook_dropped_on_the_window_is_previewed(
    case_window: MainWindow, tmp_path: Path, in_front: Callable[[type[ReturnsDialog]], ReturnsDialog]
):
    file = tmp_path / "返送.xlsx"
    file.write_bytes(b"nothing of the kind")
    drop(case_window, file)
    in_front(ReturnsDialog).close()


def test_that_a_folder_dropped_on_the_window_is_read_with_all_that_lies_in_it(
    case_window: MainWindow, tmp_path: Path, in_front: Callable[[type[ReturnsDialog]], ReturnsDialog]
):
    folder = tmp_path / "返却" / "第1週"
    folder.mkdir(parents=True)
    (folder / "途中まで.xlsx").write_bytes(b"PK\x03\x04 cut off")
    drop(case_window, folder.parent)
    dialog = in_front(ReturnsDialog)
    assert [file.result.file for file in dialog.model.files] == ["途中まで.xlsx"]
    dialog.close()


def test_that_the_window_asks_before_it_stops_a_job(
    case_window: MainWindow, in_front: Callable[[type[QMessageBox]], QMessageBox], qtbot: QtBot
):
    def endless(progress: object) -> None:
        while True:
            progress.step(0, 1)  # type: ignore[attr-defined]  # a Progress

    job = case_window.session.jobs.start(Job("長い処理", endless))
    case_window.close()
    box = in_front(QMessageBox)
    assert "長い処理" in box.text()
    assert case_window.isVisible()
    with qtbot.waitSignal(job.cancelled):
        next(button for button in box.buttons() if "中止" in button.text()).click()
    qtbot.waitUntil(lambda: not case_window.isVisible())
    assert not case_window.session.is_open


def test_that_a_job_that_takes_long_shows_progress_and_can_be_stopped(case_window: MainWindow, qtbot: QtBot):
    def endless(progress: object) -> None:
        while True:
            progress.step(1, 4)  # type: ignore[attr-defined]  # a Progress

    bar = case_window.desk.job_bar
    job = case_window.session.jobs.start(Job("長い処理", endless))
    assert not bar.isVisible()
    qtbot.waitUntil(bar.isVisible)
    with qtbot.waitSignal(job.cancelled):
        bar.cancel.click()
    assert not bar.isVisible()


def test_that_size_and_look_are_remembered(case_window: MainWindow, settings: Settings):
    case_window.resize(1111, 777)
    case_window.desk.view.splitter.setSizes([300, 500, 311])
    case_window.close()
    assert not settings.geometry.isEmpty()
    assert not settings.splitter.isEmpty()


@pytest.mark.parametrize("name", ["keys", "notice", "about", "properties", "proposals", "export"])
def test_that_every_page_opens_and_closes(
    case_window: MainWindow, in_front: Callable[[type[object]], object], name: str
):
    case_window.choices[name].trigger()
    in_front(object)


def test_that_a_read_only_case_can_be_looked_at_only(
    window: MainWindow, sample: Path, idle: Idle, monkeypatch: pytest.MonkeyPatch
):
    copy = Path(shutil.copy(sample, sample.with_name("read only.assess")))
    monkeypatch.setattr("assessor.operations.inspection.Inspection.read_only", property(lambda _: True))
    window.desk.cases.open(copy)
    idle(window)
    assert window.desk.read_only_sign.text() == "読み取り専用"
    assert not window.choices["export"].isEnabled()
    assert not copy.with_name(f"{copy.name}.lock").exists()
