"""What comes with a passphrase: the recovery sheet, again when wanted, and copies that are still in clear."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from assessor.operations import backups
from assessor.progress import quiet
from tests.journeys.fake_chooser import FakeChooser
from ui.passphrase.plain_copies_dialog import PlainCopiesDialog
from ui.passphrase.protect_dialog import ProtectDialog
from ui.passphrase.recovery_sheet import SheetDialog
from ui.passphrase.sheet_question import SheetQuestion
from ui.settings import Settings
from ui.window.main_window import MainWindow

PASSPHRASE, OTHER = "夜の 鉄道 42 灯台", "もう一つの言葉 7 列車"

Idle = Callable[[MainWindow], None]
InFront = Callable[[type[QWidget]], QWidget]


def protect(window: MainWindow, in_front: InFront) -> None:
    window.choices["passphrase"].trigger()
    dialog = in_front(ProtectDialog)
    assert isinstance(dialog, ProtectDialog)
    dialog.field.typed.setText(PASSPHRASE)
    dialog.field.again.setText(PASSPHRASE)
    dialog.yes.click()


def press(box: QWidget, text: str) -> None:
    assert isinstance(box, QMessageBox)
    assert box.defaultButton().text() == "キャンセル"
    next(button for button in box.findChildren(QAbstractButton) if button.text() == text).click()


@pytest.fixture
def protected(
    case_window: MainWindow, settings: Settings, in_front: InFront, tmp_path: Path, idle: Idle
) -> MainWindow:
    """The window on a case that has just got a passphrase, with its first sheet put away."""
    settings.backup_folder = tmp_path / "copies"
    assert not case_window.choices["sheet"].isEnabled()
    protect(case_window, in_front)
    in_front(SheetDialog).close()
    idle(case_window)
    return case_window


def test_that_the_sheet_is_shown_again_to_who_knows_the_passphrase(
    protected: MainWindow, in_front: InFront, tmp_path: Path, qtbot: QtBot, chooser: FakeChooser
):
    assert protected.choices["sheet"] in protected.choices.menus["file"].actions()
    protected.choices["sheet"].trigger()
    question = in_front(SheetQuestion)
    assert isinstance(question, SheetQuestion)
    assert not question.yes.isEnabled()
    question.edit.typed.setText(OTHER)
    question.yes.click()
    qtbot.waitUntil(lambda: "パスフレーズが違います" in question.missing.text())
    assert question.isVisible()
    question.edit.typed.setText(PASSPHRASE)
    question.yes.click()
    sheet = in_front(SheetDialog)
    assert isinstance(sheet, SheetDialog)
    assert " ".join(sheet.code.text().split()) == protected.session.passphrase.recovery_code()
    chooser.files = [tmp_path / "sheet.pdf"]
    assert sheet.save.isDefault()
    QTest.keyClick(sheet, Qt.Key.Key_Return)
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    assert sheet.yes.isDefault()
    QTest.keyClick(sheet, Qt.Key.Key_Return)
    assert not sheet.isVisible()


def test_that_a_case_that_is_locked_meanwhile_shows_no_sheet(
    protected: MainWindow, in_front: InFront, qtbot: QtBot
):
    protected.choices["sheet"].trigger()
    question = in_front(SheetQuestion)
    assert isinstance(question, SheetQuestion)
    question.edit.typed.setText(PASSPHRASE)
    question.yes.click()
    protected.desk.protection.lock()
    qtbot.waitUntil(lambda: protected.session.shut)
    assert not protected.findChildren(SheetDialog)
    assert not protected.choices["sheet"].isEnabled()


def test_that_copies_in_clear_are_listed_and_deleted_only_after_a_question(
    case_window: MainWindow, settings: Settings, in_front: InFront, tmp_path: Path, idle: Idle
):
    session, folder = case_window.session, tmp_path / "copies"
    settings.backup_folder = folder
    plain = [backups.back_up(session.inspection, folder, quiet()).backup.path for _ in range(2)]
    protect(case_window, in_front)
    dialog = in_front(PlainCopiesDialog)
    assert isinstance(dialog, PlainCopiesDialog)
    assert sorted(dialog.list.toPlainText().splitlines()) == sorted(map(str, plain))
    assert dialog.yes.isDefault()
    dialog.delete.click()
    press(in_front(QMessageBox), "キャンセル")
    assert all(path.exists() for path in plain)
    dialog.delete.click()
    press(in_front(QMessageBox), "削除")
    sheet = in_front(SheetDialog)
    assert not any(path.exists() for path in plain)
    sheet.close()
    idle(case_window)
    assert session.passphrase.plain_copies(folder) == []


@pytest.mark.skipif(os.name == "nt", reason="made with what POSIX has")
def test_that_a_name_of_the_plain_file_in_another_folder_is_told(
    case_window: MainWindow, in_front: InFront, tmp_path: Path
):
    (tmp_path / "elsewhere").mkdir()
    os.link(case_window.session.path, tmp_path / "elsewhere" / "second.assess")
    protect(case_window, in_front)
    dialog = in_front(PlainCopiesDialog)
    assert isinstance(dialog, PlainCopiesDialog)
    assert "ハードリンク" in dialog.about.text()
    assert not dialog.delete.isVisible()


def test_that_a_passphrase_is_taken_away_only_after_a_question(
    protected: MainWindow, in_front: InFront, qtbot: QtBot
):
    protected.choices["passphrase"].trigger()
    dialog = in_front(ProtectDialog)
    assert isinstance(dialog, ProtectDialog)
    dialog.remove.setChecked(True)
    dialog.present.typed.setText(PASSPHRASE)
    dialog.yes.click()
    press(in_front(QMessageBox), "キャンセル")
    assert protected.session.protected
    assert not protected.session.jobs.busy
    dialog.yes.click()
    press(in_front(QMessageBox), "解除する")
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert not protected.session.protected
