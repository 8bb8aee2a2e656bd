"""Who has a case, its copies, restoring and recovering, as the window shows and does them."""

import json
import os
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from assessor.domain.vocabulary import Verdict
from assessor.errors import AssessorError, Code
from assessor.operations import backups
from assessor.progress import Progress
from assessor.storage.backups.copies import listed
from ui.backups.recovery_dialog import RecoveryDialog
from ui.backups.recovery_start_dialog import RecoveryStartDialog
from ui.backups.restore_dialog import RestoreDialog
from ui.backups.settings_dialog import BackupDialog
from ui.moments import local
from ui.session.jobs import Job
from ui.session.session import Session
from ui.settings import BACKUP_MINUTES, BACKUPS_KEPT, Settings, backup_folder
from ui.start.cards import RecentRow
from ui.widgets.dialogs.file_chooser import Chooser
from ui.widgets.notice_strip import NoticeStrip
from ui.window.main_window import MainWindow


@pytest.fixture(autouse=True)
def own_folder(home: Path) -> Path:
    """The folder of copies, which is in the test's own home."""
    folder = backup_folder()
    assert folder.is_relative_to(home)
    return folder


@pytest.fixture
def copying() -> bool:
    """Take copies as for a user."""
    return True


def finish(qtbot: QtBot, job: Job | None) -> None:
    assert job is not None
    with qtbot.waitSignal(job.finished):
        pass


def an_open_item(session: Session) -> str:
    states = session.results.subject(session.current_subject).states
    return next(state.item.id for state in states if state.applicability.applies)


def far_away(path: Path, *, silent: bool) -> Path:
    """Let another machine hold the case."""
    lock = path.with_name(f"{path.name}.lock")
    facts = {"reviewer": "別の人", "machine": "far", "pid": 7, "since": "2020-11-01T00:00:00+00:00"}
    lock.write_text(json.dumps(facts), encoding="utf-8")
    if silent:
        os.utime(lock, (0, 0))
    return lock


def test_that_a_case_held_elsewhere_opens_read_only_and_says_who(
    window: MainWindow, sample: Path, qtbot: QtBot
):
    far_away(sample, silent=False)
    window.desk.cases.open(sample)
    qtbot.waitUntil(lambda: window.session.is_open)
    session, banner = window.session, window.desk.keeping.banner
    assert session.read_only
    assert "別の人（far）" in banner.text.text()
    assert banner.isVisibleTo(window)
    assert banner.button.isHidden()
    problems: list[AssessorError] = []
    session.failed.disconnect()
    session.failed.connect(problems.append)
    assert not session.reviews.mark([an_open_item(session)], verdict=Verdict.DISCUSSING)
    assert problems[0].problems[0].code is Code.IN_USE


def test_that_what_the_other_side_let_go_is_edited_with_what_it_wrote(
    window: MainWindow, sample: Path, qtbot: QtBot
):
    lock = far_away(sample, silent=False)
    window.desk.cases.open(sample)
    qtbot.waitUntil(lambda: window.session.is_open)
    session, banner = window.session, window.desk.keeping.banner
    lock.unlink()
    other = Session(reviewer="別の人")
    finish(qtbot, other.cases.open(sample))
    other.reviews.edit_case("ほかで変えた題名", "")
    other.cases.close()
    window.desk.keeping.tick()
    assert not banner.button.isHidden()
    banner.button.click()
    assert not session.read_only
    assert not banner.isVisibleTo(window)
    assert session.case.title == "ほかで変えた題名"
    assert session.reviews.mark([an_open_item(session)], verdict=Verdict.DISCUSSING)
    assert lock.exists()


def test_that_a_silent_one_is_replaced_only_after_a_question(window: MainWindow, sample: Path, qtbot: QtBot):
    far_away(sample, silent=True)
    window.desk.cases.open(sample)
    qtbot.waitUntil(lambda: window.session.is_open)
    banner = window.desk.keeping.banner
    assert "反応がありません" in banner.text.text()
    asked: list[object] = []
    banner.edit_chosen.disconnect()
    banner.edit_chosen.connect(asked.append)
    banner.button.click()
    assert asked[0] is not None
    assert window.session.read_only
    assert window.session.holding.edit(asked[0])  # type: ignore[arg-type]
    assert not window.session.read_only


def test_that_a_window_whose_place_was_taken_becomes_read_only(case_window: MainWindow, sample: Path):
    far_away(sample, silent=False)
    case_window.desk.keeping.tick()
    assert case_window.session.read_only
    assert "別の人（far）" in case_window.desk.keeping.banner.text.text()


def test_that_the_first_copy_is_taken_soon_and_the_next_after_its_time(
    case_window: MainWindow, own_folder: Path, qtbot: QtBot
):
    session, keeping = case_window.session, case_window.desk.keeping

    def count() -> int:
        keeping.tick()
        qtbot.waitUntil(lambda: not session.jobs.busy)
        return len(session.backups.copies(own_folder))

    assert count() == 1  # what was done after the last copy of an earlier day is in it
    session.reviews.mark([an_open_item(session)], verdict=Verdict.DISCUSSING)
    assert count() == 1
    keeping.just_opened = True  # as when it is opened again
    assert count() == 2
    keeping.just_opened = True
    assert count() == 2  # it was only looked at


def test_that_a_copy_nobody_asked_for_stands_in_nobodys_way(
    case_window: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
):
    session = case_window.session

    def endless(*_: object, **__: object) -> None:
        progress = next(one for one in _ if isinstance(one, Progress))
        while True:
            progress.step(0, 1)

    monkeypatch.setattr(backups, "back_up", endless)
    case_window.desk.keeping.tick()
    assert session.jobs.busy
    closing = case_window.desk.keeping.closing
    case_window.choices["close"].trigger()
    qtbot.waitUntil(lambda: closing.dialog is not None and closing.dialog.isVisible())
    assert session.is_open
    assert closing.dialog is not None
    QTest.mouseClick(closing.dialog.without, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not session.is_open)


def test_that_closing_takes_a_copy_of_what_changed_and_only_then(
    case_window: MainWindow, sample: Path, own_folder: Path, qtbot: QtBot
):
    session = case_window.session
    session.reviews.mark([an_open_item(session)], verdict=Verdict.DISCUSSING)
    entries = session.backups.entries() or 0
    for _ in range(2):  # the second time it was only looked at
        case_window.activateWindow()
        qtbot.waitUntil(case_window.isActiveWindow)
        QTest.keyClick(case_window, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: not session.is_open)
        qtbot.waitUntil(lambda: not session.jobs.busy)
        (copy,) = listed(own_folder)
        assert copy.entries == entries
        case_window.desk.cases.open(sample)
        qtbot.waitUntil(lambda: session.is_open and not session.jobs.busy)
        qtbot.waitUntil(lambda: case_window.pages.currentWidget() is case_window.desk.view)
    session.reviews.mark([an_open_item(session)], verdict=Verdict.CONFIRMING)
    assert not case_window.close()
    qtbot.waitUntil(lambda: not case_window.isVisible())
    assert sorted(one.entries for one in listed(own_folder)) == [entries, entries + 1]


def test_that_a_copy_that_fails_on_closing_leaves_the_choice(
    case_window: MainWindow, settings: Settings, tmp_path: Path, qtbot: QtBot
):
    session, closing = case_window.session, case_window.desk.keeping.closing
    (tmp_path / "file").write_bytes(b"")
    settings.backup_folder = tmp_path / "file" / "copies"
    for key in ("stay", "without"):
        assert not case_window.close()
        qtbot.waitUntil(lambda: closing.dialog is not None and not session.jobs.busy)
        dialog = closing.dialog
        assert dialog is not None
        assert dialog.isVisible()
        assert "copies" in dialog.message.text()
        QTest.mouseClick(getattr(dialog, key), Qt.MouseButton.LeftButton)
        assert case_window.isVisible() is (key == "stay")
        assert session.is_open is (key == "stay")


def test_that_each_tick_and_each_change_is_a_sign_of_life(
    case_window: MainWindow, sample: Path, own_folder: Path
):
    lock = sample.with_name(f"{sample.name}.lock")
    os.utime(lock, (0, 0))
    case_window.desk.keeping.tick()
    assert lock.stat().st_mtime > 0
    os.utime(lock, (0, 0))
    session = case_window.session
    session.reviews.mark([an_open_item(session)], verdict=Verdict.DISCUSSING)
    assert lock.stat().st_mtime > 0


def test_that_a_copy_is_taken_only_when_something_changed(
    case_window: MainWindow, own_folder: Path, qtbot: QtBot
):
    session, keeping = case_window.session, case_window.desk.keeping

    def count() -> int:
        keeping.back_up()
        qtbot.waitUntil(lambda: not session.jobs.busy)
        return len(session.backups.copies(own_folder))

    assert [count(), count()] == [1, 1]
    session.reviews.mark([an_open_item(session)], verdict=Verdict.DISCUSSING)
    assert [count(), count()] == [2, 2]


def test_that_a_failed_automatic_copy_is_said_and_no_dialog(
    case_window: MainWindow, settings: Settings, tmp_path: Path, qtbot: QtBot
):
    (tmp_path / "file").write_bytes(b"")
    settings.backup_folder = tmp_path / "file" / "copies"
    with qtbot.waitSignal(case_window.session.said) as said:
        case_window.desk.keeping.back_up()
    assert "バックアップを作成できませんでした" in said.args[0]


def test_that_copies_that_fail_leave_a_sign_until_one_succeeds(
    case_window: MainWindow, settings: Settings, tmp_path: Path, own_folder: Path, qtbot: QtBot
):
    session, keeping = case_window.session, case_window.desk.keeping
    (tmp_path / "file").write_bytes(b"")

    def back_up(folder: Path) -> str:
        settings.backup_folder = folder
        keeping.back_up()
        qtbot.waitUntil(lambda: not session.jobs.busy)
        return keeping.sign.toolTip() if keeping.sign.isVisible() else ""

    assert not keeping.sign.isVisible()
    assert "開いてから、バックアップは作成されていません" in back_up(tmp_path / "file" / "copies")
    case_window.statusBar().clearMessage()
    assert keeping.sign.words == "バックアップを作成できません"
    assert back_up(own_folder) == ""
    session.reviews.mark([an_open_item(session)], verdict=Verdict.DISCUSSING)
    told = back_up(tmp_path / "file" / "copies")
    (copy,) = session.backups.copies(own_folder)
    assert f"最後のバックアップ：{local(copy.at)}" in told
    assert "copies" in told
    session.cases.close()
    assert not keeping.sign.isVisible()


def test_that_a_copy_asked_for_that_fails_leaves_the_sign_too(
    case_window: MainWindow, settings: Settings, tmp_path: Path, qtbot: QtBot
):
    (tmp_path / "file").write_bytes(b"")
    settings.backup_folder = tmp_path / "file" / "copies"
    case_window.desk.keeping.back_up_now()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    box = QApplication.activeModalWidget()
    assert box is not None
    box.close()
    assert case_window.desk.keeping.sign.isVisible()
    assert case_window.statusBar().currentMessage() == ""


@pytest.mark.parametrize("width", [900, 1024, 1800])
def test_that_who_has_a_case_is_told_whole_at_every_width(
    window: MainWindow, sample: Path, qtbot: QtBot, width: int
):
    far_away(sample, silent=True)
    window.resize(width, 700)
    window.desk.cases.open(sample)
    qtbot.waitUntil(lambda: window.pages.currentWidget() is window.desk.view)
    banner = window.desk.keeping.banner
    text = banner.text
    qtbot.waitUntil(lambda: text.height() >= text.heightForWidth(text.width()))
    assert banner.rect().contains(banner.childrenRect())
    assert banner.height() < 3 * text.fontMetrics().lineSpacing() + 20


def test_that_a_notice_takes_the_lines_it_needs(parent: QWidget, qtbot: QtBot):
    strip, below = NoticeStrip(), QTextEdit()
    column = QVBoxLayout(parent)
    column.addWidget(strip)
    column.addWidget(below)
    strip.show_notice(
        "この質問票は、別の案件に対して書き出されたものです。内容を確かめてから取り込んでください。" * 2
    )
    heights = []
    for width in (1900, 500):
        parent.resize(width, 400)
        parent.show()
        qtbot.waitUntil(lambda: strip.text.height() >= strip.text.heightForWidth(strip.text.width()))
        heights.append(strip.height())
    assert heights[0] < heights[1] < 200
    strip.show_notice("")
    assert not strip.isVisible()


def test_that_the_settings_for_copies_are_kept_and_a_shared_disk_is_warned_of(
    settings: Settings, parent: QWidget, sample: Path, tmp_path: Path, own_folder: Path
):
    assert (settings.backup_minutes, settings.backups_kept) == (BACKUP_MINUTES, BACKUPS_KEPT)
    assert settings.backup_folder == own_folder == backup_folder()
    dialog = BackupDialog(settings, sample, parent)
    assert "同じディスク" in dialog.warning.text()
    dialog.place.setText("relative")
    assert not dialog.yes.isEnabled()
    dialog.place.setText(str(tmp_path / "copies"))
    dialog.minutes.setValue(5)
    dialog.kept.setValue(7)
    dialog.accept()
    again = Settings(tmp_path / "settings.ini")
    assert (again.backup_minutes, again.backups_kept) == (5, 7)
    assert again.backup_folder == tmp_path / "copies"
    dialog = BackupDialog(again, sample, parent)
    dialog.automatic.setChecked(False)
    dialog.usual.click()
    dialog.accept()
    assert again.backup_minutes == 0
    assert again.backup_folder == own_folder


def test_that_the_restore_dialog_shows_what_a_copy_lacks(
    open_session: Session, settings: Settings, parent: QWidget, own_folder: Path, qtbot: QtBot
):
    session = open_session
    finish(qtbot, session.backups.back_up_unseen(own_folder, 5))
    session.reviews.mark([an_open_item(session)], verdict=Verdict.DISCUSSING)
    dialog = RestoreDialog(session, Chooser(parent, settings), own_folder, parent)
    assert dialog.table.rowCount() == 1
    assert not dialog.instead.isEnabled()
    dialog.table.selectRow(0)
    qtbot.waitUntil(lambda: dialog.difference is not None)
    assert "変更 1件" in dialog.message.text()
    assert session.scope_name(session.current_subject) in dialog.message.text()
    assert "評価" in dialog.tail.toPlainText()
    assert dialog.instead.isEnabled()


def test_that_a_copy_takes_the_place_of_the_open_case(
    case_window: MainWindow, sample: Path, own_folder: Path, qtbot: QtBot
):
    session, keeping = case_window.session, case_window.desk.keeping
    title = session.case.title
    keeping.back_up()
    qtbot.waitUntil(lambda: not session.jobs.busy)
    session.reviews.edit_case("後の題名", "")
    (copy,) = session.backups.copies(own_folder)
    keeping._replace(copy.path, "")
    qtbot.waitUntil(lambda: session.is_open and session.case.title == title)
    assert session.path == sample
    assert not session.read_only
    assert len(list(sample.parent.glob("*before-restore*"))) == 1


def test_that_the_result_of_a_recovery_lists_what_is_lost(
    session: Session, sample_file: Path, tmp_path: Path, qtbot: QtBot
):
    damaged = Path(shutil.copy(sample_file, tmp_path / "damaged.assess"))
    with damaged.open("r+b") as file:
        file.truncate(damaged.stat().st_size * 3 // 4)
    results: list[backups.RecoveryResult] = []
    job = session.backups.recover(damaged, tmp_path / "recovered.assess")
    job.succeeded.connect(results.append)
    finish(qtbot, job)
    dialog = RecoveryDialog(results[0], session.language)
    qtbot.addWidget(dialog)
    assert "復旧できなかったもの" in dialog.message.text()
    assert dialog.lost.toPlainText()
    with qtbot.waitSignal(dialog.open_chosen) as chosen:
        dialog.open_button.click()
    assert chosen.args == [tmp_path / "recovered.assess"]
    assert backups.is_locked(damaged) is False


def test_that_a_damaged_file_offers_its_recovery_by_a_button(
    window: MainWindow, sample: Path, settings: Settings, qtbot: QtBot
):
    settings.remember_case(sample, "見本")
    with sample.open("r+b") as file:
        file.truncate(sample.stat().st_size * 3 // 4)
    window.desk.cases.open(sample)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), QMessageBox))
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    button = next(one for one in box.buttons() if one.text() == "復旧を始める")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), RecoveryStartDialog))
    asked = QApplication.activeModalWidget()
    assert isinstance(asked, RecoveryStartDialog)
    target = sample.with_name(f"{sample.stem}（復旧）.assess")
    assert asked.places == (sample, target)
    assert asked.yes.isEnabled(), asked.missing.text()
    QTest.mouseClick(asked.yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), RecoveryDialog))
    assert target.exists()
    result = QApplication.activeModalWidget()
    assert result is not None
    result.close()
    (row,) = window.start_page.findChildren(RecentRow)
    assert row.recover.isVisible()
    QTest.mouseClick(row.recover, Qt.MouseButton.LeftButton)
    again = QApplication.activeModalWidget()
    assert isinstance(again, RecoveryStartDialog)
    assert again.damaged.text() == str(sample)
    assert "既にあります" in again.missing.text()
    again.close()
