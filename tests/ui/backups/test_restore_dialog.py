"""Restoring a copy in the window: what protects it, and a case that is damaged or gone."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from assessor.domain.vocabulary import Stage, Verdict
from assessor.operations import backups, protecting
from assessor.operations.inspection import Inspection, this_actor
from assessor.progress import quiet
from assessor.words import Language
from tests.ui.panel_steps import PROVIDER, show
from ui.backups.restore_dialog import RestoreDialog
from ui.secrets.ask_dialog import PassphraseDialog
from ui.session.session import Session
from ui.settings import Settings
from ui.widgets.dialogs.file_chooser import Chooser
from ui.window.main_window import MainWindow

SECRET, EARLIER = "合言葉 合言葉 今", "合言葉 合言葉 前"


class Choosing(Chooser):
    """Chooses a copy and a new file."""

    def __init__(self, parent: QWidget, settings: Settings, copy: Path, target: Path) -> None:
        super().__init__(parent, settings)
        self._copy, self._target = copy, target
        self.suggested = ""

    def case_to_open(self) -> Path | None:
        """Choose the copy."""
        return self._copy

    def case_to_make(self, suggested: str) -> Path | None:
        """Choose the new file."""
        self.suggested = suggested
        return self._target


def copy_of(path: Path, folder: Path, secret: str = "") -> Path:
    """Take a copy of a case, encrypted when there is a passphrase."""
    opened = Inspection.open(path, this_actor())
    if secret:
        protecting.protect(opened, secret, quiet())
    made = backups.back_up(opened, folder, quiet()).backup
    opened.close()
    return made.path


def answered(qtbot: QtBot) -> QMessageBox:
    """Wait for the message and return it."""
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), QMessageBox))
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    return box


def asked(*, wrong: bool) -> PassphraseDialog | None:
    found = QApplication.activeModalWidget()
    if not isinstance(found, PassphraseDialog):
        return None
    return found if ("パスフレーズが違うか" in found.about.text()) == wrong else None


def shows(*, wrong: bool) -> bool:
    return asked(wrong=wrong) is not None


@pytest.fixture
def restoring(
    window: MainWindow, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[Path], Choosing]:
    """Begins to restore a copy into a new file, with no case open."""

    def begin(copy: Path) -> Choosing:
        chooser = Choosing(window, settings, copy, tmp_path / "戻したもの.assess")
        for question in ("case_to_open", "case_to_make"):
            monkeypatch.setattr(Chooser, question, getattr(chooser, question))
        assert not window.session.is_open
        assert window.choices["restore"].isEnabled()
        window.choices["restore"].trigger()
        return chooser

    return begin


def test_that_with_no_case_open_a_copy_is_restored_and_offered_to_be_opened(
    window: MainWindow, sample: Path, restoring: Callable[[Path], Choosing], tmp_path: Path, qtbot: QtBot
):
    copy = copy_of(sample, tmp_path / "copies")
    sample.unlink()
    chooser = restoring(copy)
    box = answered(qtbot)
    assert "戻したもの.assess" in box.text()
    assert copy.name.startswith(chooser.suggested.removesuffix("（バックアップ）"))
    next(button for button in box.buttons() if button.text() == "開く").click()
    qtbot.waitUntil(lambda: window.session.is_open)
    assert window.session.path == tmp_path / "戻したもの.assess"
    qtbot.waitUntil(lambda: not window.session.jobs.busy)


def test_that_an_encrypted_copy_is_asked_its_passphrase_until_it_is_right(
    sample: Path, restoring: Callable[[Path], Choosing], tmp_path: Path, qtbot: QtBot
):
    copy = copy_of(sample, tmp_path / "copies", SECRET)
    restoring(copy)
    for secret, again in (("違う", False), (SECRET, True)):
        qtbot.waitUntil(partial(shows, wrong=again))
        dialog = asked(wrong=again)
        assert dialog is not None
        dialog.edit.typed.setText(secret)
        dialog.accept()
    box = answered(qtbot)
    assert backups.is_locked(tmp_path / "戻したもの.assess")
    box.close()


def test_that_the_restore_dialog_tells_what_protects_a_copy_and_the_restored_file(
    open_session: Session, settings: Settings, tmp_path: Path, qtbot: QtBot
):
    folder = tmp_path / "copies"
    session = open_session
    plain = backups.back_up(session.inspection, folder, quiet()).backup.path
    protecting.protect(session.inspection, EARLIER, quiet())
    before = backups.back_up(session.inspection, folder, quiet()).backup.path
    protecting.protect(session.inspection, SECRET, quiet())
    now = backups.back_up(session.inspection, folder, quiet()).backup.path
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = RestoreDialog(session, Chooser(parent, settings), folder, parent)
    cells = [[dialog.table.item(row, column) for column in (3, 2)] for row in range(3)]
    told = {file.text(): locked.text() for file, locked in cells if file and locked}
    assert told == {plain.name: "なし", before.name: "あり", now.name: "あり"}
    for copy, secret, expected in (
        (
            plain,
            "",
            "このバックアップは暗号化されていません。戻すファイルは現在のパスフレーズで暗号化します。",
        ),
        (before, EARLIER, "戻すファイルは、このバックアップのパスフレーズで開きます。"),
        (now, "", ""),
    ):
        dialog.look(copy, secret)
        qtbot.waitUntil(lambda: dialog.difference is not None)
        lines = [line for line in dialog.message.text().splitlines() if "戻すファイル" in line]
        assert lines == ([expected] if expected else [])
    qtbot.waitUntil(lambda: not session.jobs.busy)


def test_that_the_buttons_are_reached_from_the_list_of_copies_and_by_their_letters(
    open_session: Session, settings: Settings, tmp_path: Path, qtbot: QtBot
):
    folder = tmp_path / "copies"
    backups.back_up(open_session.inspection, folder, quiet())
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = RestoreDialog(open_session, Chooser(parent, settings), folder, parent)
    show(qtbot, dialog, (760, 560))
    dialog.table.setFocus()
    QTest.keyClick(dialog.table, Qt.Key.Key_Tab)
    assert not dialog.table.hasFocus()
    buttons = (dialog.choose, dialog.beside, dialog.instead)
    letters = [button.shortcut().toString() for button in buttons]
    assert letters == ["Alt+F", "Alt+N", "Alt+R"]


def test_that_what_a_copy_lacks_is_told_in_the_language_of_the_window(
    open_session: Session, settings: Settings, tmp_path: Path, qtbot: QtBot
):
    folder, session = tmp_path / "copies", open_session
    copy = backups.back_up(session.inspection, folder, quiet()).backup.path
    session.select(PROVIDER, "CP-1-01")
    assert session.reviews.mark(["CP-1-01"], verdict=Verdict.DISCUSSING)
    assert session.signing.sign(PROVIDER, Stage.PREPARED, "作成 花子", "所見")
    assert session.signing.reopen(PROVIDER, "first line\nsecond")
    session.set_language(Language.EN)
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = RestoreDialog(session, Chooser(parent, settings), folder, parent)
    dialog.look(copy)
    qtbot.waitUntil(lambda: dialog.difference is not None)
    told = dialog.tail.toPlainText().splitlines()
    assert [line.split("  ", 2)[2] for line in told] == [
        "Withdraw signatures Minamo Pay: first line second",
        "Sign Minamo Pay Prepared",
        "Mark Minamo Pay CP-1-01",
    ]
    qtbot.waitUntil(lambda: not session.jobs.busy)
