"""Dragging files over the real window: where they go is said, and done; evidence sorts as a person would."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from assessor.domain.vocabulary import Stage
from tests.conftest import REVIEWER
from tests.ui.panel_steps import FIRST, PROVIDER, SECOND, mime_of
from ui.evidence.attach_dialog import AttachDialog
from ui.session.jobs import Job
from ui.settings import Settings
from ui.widgets.lists.natural_order import natural_key
from ui.window import drops
from ui.window.main_window import MainWindow


@pytest.fixture
def photographs(tmp_path: Path) -> Path:
    """A folder of photographs as a camera leaves it."""
    folder = tmp_path / "写真"
    (folder / "2日目").mkdir(parents=True)
    for name in ("写真11.jpg", "写真2.jpg", "2日目/写真1.jpg", "Thumbs.db"):
        (folder / name).write_bytes(name.encode())
    return folder


def drag(window: MainWindow, part: QWidget, at: QPoint, *files: Path) -> tuple[str, bool]:
    """Drag files over a place and let go; return what was said there and whether it was taken."""
    mime, none = mime_of(*files), Qt.KeyboardModifier.NoModifier
    facts = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, none)
    QApplication.sendEvent(part, QDragEnterEvent(at, *facts))
    move = QDragMoveEvent(at, *facts)
    QApplication.sendEvent(part, move)
    hint = window.desk.drops.hint
    assert hint.isVisible()
    words, allowed = hint.words, move.isAccepted()
    drop = QDropEvent(QPointF(at), *facts, QEvent.Type.Drop)
    if allowed:
        QApplication.sendEvent(part, drop)
        assert not hint.isVisible()
    return words, allowed


def row_of(window: MainWindow, item: str) -> QPoint:
    table = window.desk.view.items.table
    model = window.desk.view.items.model
    index = model.index(model.line_of(item), model.column("requirement"))
    table.scrollTo(index)
    return table.visualRect(index).center()


def names(window: MainWindow, item: str) -> list[str]:
    every = window.session.evidence.all_evidence()
    return [one.name for one in every if (one.subject, one.item) == (PROVIDER, item)]


def test_that_files_on_a_row_go_to_that_item_although_another_is_shown(
    case_window: MainWindow, photographs: Path, qtbot: QtBot
):
    window, session = case_window, case_window.session
    session.select(PROVIDER, FIRST)
    before = len(names(window, FIRST))
    table = window.desk.view.items.table.viewport()
    words, taken = drag(window, table, row_of(window, SECOND), photographs / "写真2.jpg")
    assert (words, taken) == (f"{SECOND} に添付します", True)
    qtbot.waitUntil(lambda: "写真2.jpg" in names(window, SECOND))
    assert len(names(window, FIRST)) == before


def test_that_a_signed_subject_refuses_in_words(case_window: MainWindow, photographs: Path):
    window, session = case_window, case_window.session
    session.select(PROVIDER, FIRST)
    assert session.signing.sign(PROVIDER, Stage.PREPARED, REVIEWER, "途中の確認")
    table = window.desk.view.items.table.viewport()
    told = drag(window, table, row_of(window, SECOND), photographs / "写真2.jpg")
    assert told == ("署名済みのため添付できません", False)


def test_that_a_folder_of_photographs_asks_which_item_and_attaches_all(
    case_window: MainWindow, photographs: Path, qtbot: QtBot
):
    window, session = case_window, case_window.session
    session.select(PROVIDER, FIRST)
    subjects = window.desk.view.subjects
    place = subjects.tree.visualRect(subjects.tree.currentIndex()).center()
    words, taken = drag(window, subjects.tree.viewport(), place, photographs)
    assert taken
    assert session.scope_name(PROVIDER) in words
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), AttachDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, AttachDialog)
    assert dialog.chosen == FIRST
    assert "3件" in dialog.about.text()
    dialog.search.setText(SECOND)
    assert not dialog.yes.isEnabled()
    dialog.search.setText("")
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    chosen = dialog.chosen
    assert chosen != FIRST
    QTest.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
    wanted = {"写真1.jpg", "写真2.jpg", "写真11.jpg"}
    qtbot.waitUntil(lambda: wanted <= set(names(window, chosen)))
    assert "Thumbs.db" not in names(window, chosen)


def test_that_a_workbook_on_a_row_is_asked_about(case_window: MainWindow, tmp_path: Path, qtbot: QtBot):
    window = case_window
    window.session.select(PROVIDER, FIRST)
    book = tmp_path / "台帳.xlsx"
    book.write_bytes(b"PK\x03\x04")
    table = window.desk.view.items.table.viewport()
    _, taken = drag(window, table, row_of(window, SECOND), book)
    assert taken
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    button = next(one for one in box.buttons() if "証跡として添付" in one.text())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "台帳.xlsx" in names(window, SECOND))


def test_that_evidence_sorts_by_its_headings_and_remembers_how(
    case_window: MainWindow, settings: Settings, photographs: Path, qtbot: QtBot
):
    window, session = case_window, case_window.session
    session.select(PROVIDER, FIRST)
    files = [photographs / name for name in ("写真11.jpg", "写真2.jpg")]
    (photographs / "写真11.jpg").write_bytes(b"1")
    job = session.evidence.attach(files)
    assert job is not None
    qtbot.waitUntil(lambda: "写真2.jpg" in names(window, FIRST))
    view = window.desk.view.item.evidence

    def shown() -> list[str]:
        count = view.list.topLevelItemCount()
        found = [view.list.topLevelItem(number) for number in range(count)]
        return [one.text(0) for one in found if one is not None and one.text(0).startswith("写真")]

    qtbot.waitUntil(lambda: shown() == ["写真2.jpg", "写真11.jpg"])
    header = view.list.header()
    place = QPoint(header.sectionViewportPosition(1) + 5, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert view.order[0] == 1
    by_size = shown()
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert shown() == by_size[::-1]
    assert settings.evidence_order == view.order


def test_that_names_come_in_the_order_a_person_expects():
    assert sorted(["第１１回", "第2回"], key=natural_key) == ["第2回", "第１１回"]
    assert sorted(["う２０", "ウ10", "イ", "あ"], key=natural_key) == ["あ", "イ", "ウ10", "う２０"]


def test_that_a_folder_of_more_files_than_anybody_means_is_refused_in_words(
    case_window: MainWindow, photographs: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(drops, "MOST", 2)
    window, session = case_window, case_window.session
    session.select(PROVIDER, FIRST)
    before = names(window, FIRST)
    table = window.desk.view.items.table.viewport()
    drag(window, table, row_of(window, FIRST), photographs)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), QMessageBox))
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    assert "2件を超えています" in box.text()
    box.reject()
    assert names(window, FIRST) == before


def test_that_looking_into_a_dropped_folder_can_be_stopped(
    case_window: MainWindow, photographs: Path, qtbot: QtBot
):
    window, session = case_window, case_window.session
    session.select(PROVIDER, FIRST)
    said: list[str] = []
    session.said.connect(said.append)
    session.job_started.connect(Job.cancel)
    drag(window, window.desk.view.items.table.viewport(), row_of(window, FIRST), photographs)
    qtbot.waitUntil(lambda: not session.jobs.busy)
    assert said[-1] == "ファイルの確認を中止しました。"
    assert QApplication.activeModalWidget() is None


def test_that_more_files_than_anybody_means_are_refused_in_words(
    case_window: MainWindow, photographs: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(drops, "MOST", 1)
    window, session = case_window, case_window.session
    session.select(PROVIDER, FIRST)
    before = names(window, SECOND)
    table = window.desk.view.items.table.viewport()
    drag(window, table, row_of(window, SECOND), photographs / "写真2.jpg", photographs / "写真11.jpg")
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), QMessageBox))
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    assert "1件を超えています" in box.text()
    box.reject()
    assert names(window, SECOND) == before


def test_that_what_is_dragged_is_read_once_however_far_it_is_moved(
    case_window: MainWindow, photographs: Path, monkeypatch: pytest.MonkeyPatch
):
    read: list[QMimeData] = []
    of = drops.Dragged.of

    def counted(source: QMimeData) -> drops.Dragged:
        read.append(source)
        return of(source)

    monkeypatch.setattr(drops.Dragged, "of", counted)
    case_window.session.select(PROVIDER, FIRST)
    mime, none = mime_of(photographs / "写真2.jpg"), Qt.KeyboardModifier.NoModifier
    facts = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, none)
    table = case_window.desk.view.items.table.viewport()
    QApplication.sendEvent(table, QDragEnterEvent(row_of(case_window, FIRST), *facts))
    for item in (FIRST, SECOND, FIRST):
        QApplication.sendEvent(table, QDragMoveEvent(row_of(case_window, item), *facts))
    assert case_window.desk.drops.hint.words == f"{FIRST} に添付します"
    assert len(read) == 1
    QApplication.sendEvent(table, QDragLeaveEvent())


def test_that_a_question_about_many_workbooks_names_a_few_of_them(case_window: MainWindow, tmp_path: Path):
    case_window.session.select(PROVIDER, FIRST)
    books = [tmp_path / f"{number:02}.xlsx" for number in range(12)]
    table = case_window.desk.view.items.table.viewport()
    drag(case_window, table, row_of(case_window, SECOND), *books)
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    assert box.informativeText().splitlines()[-2:] == ["09.xlsx", "ほか2件"]
    box.reject()
