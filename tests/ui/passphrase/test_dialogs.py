"""Passphrases in the window, part by part: the fields, the sheet, the settings, the session."""

import os
import stat
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from assessor.operations.protecting import Strength
from tests.clocks import Clocks
from ui.passphrase.idle_watch import IdleWatch
from ui.passphrase.recovery_sheet import SheetDialog, lines_of, page_of, pdf_of, write
from ui.secrets.ask_dialog import PassphraseDialog
from ui.secrets.field import PassphraseEdit
from ui.secrets.new_field import NewPassphraseField
from ui.session.jobs import Job
from ui.session.opening import NewCase
from ui.session.session import Session
from ui.settings import Settings
from ui.widgets.dialogs.file_chooser import Chooser

PASSPHRASE = "夜の 鉄道 42 灯台"
CODE = " ".join(["KAPY", "5VY7", "JKXD", "2BU3", "J3DK", "JMAT", "5OYH"] * 2)


@pytest.fixture
def field(parent: QWidget) -> NewPassphraseField:
    return NewPassphraseField(parent)


def finish(qtbot: QtBot, job: Job | None) -> None:
    assert job is not None
    with qtbot.waitSignal(job.finished):
        pass


@pytest.mark.parametrize(
    ("typed", "again", "told"),
    [
        ("", "", "新しいパスフレーズを入力"),
        (" x", " x", "先頭と末尾に空白"),
        ("abc", "", "もう一度入力してください"),
        ("abc", "abd", "一致しません"),
        ("abc", "abc", ""),
    ],
)
def test_that_a_new_passphrase_is_typed_twice(field: NewPassphraseField, typed: str, again: str, told: str):
    field.typed.setText(typed)
    field.again.setText(again)
    assert told in field.lacking()
    assert bool(told) is bool(field.lacking())


def test_that_the_strength_is_shown_while_it_is_typed(field: NewPassphraseField):
    assert (field.bar.value(), field.worth.text()) == (0, "")
    shown = []
    for typed in ("password", "fV9-qLw2!z", "correct horse battery staple lantern", ""):
        field.typed.setText(typed)
        shown.append((field.bar.value(), field.worth.text()))
    assert shown == [(1, "強さ：弱い"), (2, "強さ：やや弱い"), (4, "強さ：強い"), (0, "")]


def test_that_the_title_of_the_case_is_worth_nothing(field: NewPassphraseField):
    title = "qzhvwlk-mxrtp"
    field.typed.setText(title)
    before = field.strength
    field.known = (title,)
    assert (before, field.strength) == (Strength.GOOD, Strength.WEAK)


def test_that_it_is_hidden_until_it_is_to_be_seen_and_then_takes_japanese(
    field: NewPassphraseField, parent: QWidget
):
    edit = PassphraseEdit(parent)
    for line, seen in ((field.typed, field.seen), (field.again, field.seen), (edit.typed, edit.seen)):
        assert line.echoMode() is QLineEdit.EchoMode.Password
        seen.setChecked(True)
        assert line.echoMode() is QLineEdit.EchoMode.Normal
        seen.setChecked(False)


@pytest.mark.parametrize("pasted", ["夜の鉄道 12345\n", "\r\n夜の鉄道 12345", "夜の\0鉄道\t 123\u202845\x85"])
def test_that_a_pasted_passphrase_loses_line_ends_and_what_is_not_seen(
    field: NewPassphraseField, parent: QWidget, pasted: str
):
    edit = PassphraseEdit(parent)
    for line in (edit.typed, field.typed, field.again):
        QGuiApplication.clipboard().setText(pasted)
        line.setText("")
        line.paste()
        assert line.text() == "夜の鉄道 12345"
        line.setCursorPosition(2)
        line.insert("\n行き")
        assert (line.text(), line.cursorPosition()) == ("夜の行き鉄道 12345", 4)
    assert edit.text == field.passphrase == "夜の行き鉄道 12345"


def test_that_what_was_cleared_does_not_come_back_by_undo(field: NewPassphraseField, parent: QWidget):
    edit = PassphraseEdit(parent)
    edit.seen.setChecked(True)
    field.seen.setChecked(True)
    for line, clear in ((edit.typed, edit.clear), (field.typed, field.clear)):
        line.insert(PASSPHRASE)
        clear()
        line.undo()
        assert line.text() == ""
    assert not edit.seen.isChecked()


def test_that_the_sheet_says_what_it_opens_and_takes_nothing_for_markup():
    page = page_of("総点検 <甲> & 乙", "案件<b>.assess", CODE)
    assert "総点検 &lt;甲&gt; &amp; 乙" in page
    assert "案件&lt;b&gt;.assess" in page
    for line in lines_of(CODE):
        assert line in page
    assert pdf_of(page).startswith(b"%PDF")


def test_that_the_sheet_is_for_nobody_elses_eyes(tmp_path: Path):
    path = tmp_path / "sheet.pdf"
    path.write_bytes(b"an older one that everybody may read")
    write(path, b"%PDF")
    assert path.read_bytes() == b"%PDF"
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_that_a_sheet_that_cannot_be_saved_is_told(
    session: Session, parent: QWidget, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    new = NewCase(tmp_path / "c.assess", "sample", "題名", "")
    finish(qtbot, session.cases.create(new, PASSPHRASE))
    chooser = Chooser(parent, Settings(tmp_path / "s.ini"))
    dialog = SheetDialog(session, chooser, parent)
    monkeypatch.setattr(chooser, "sheet_to_make", lambda _: tmp_path / "gone" / "sheet.pdf")
    dialog.save.click()
    assert "保存できません" in dialog.done_with.text()
    assert dialog.saved is None


def test_that_a_passphrase_is_in_nothing_that_is_printed_or_kept(
    session: Session, settings: Settings, tmp_path: Path, qtbot: QtBot, caplog: pytest.LogCaptureFixture
):
    new = NewCase(tmp_path / "c.assess", "sample", "題名", "")
    with caplog.at_level(0):
        finish(qtbot, session.cases.create(new, PASSPHRASE))
        session.cases.close()
        job = session.cases.open(new.path, PASSPHRASE)
        finish(qtbot, job)
    assert session.protected
    said = [repr(new), repr(job), repr(vars(session)), repr(vars(session.inspection)), caplog.text]
    said += [*sys.argv, *map(str, os.environ.values())]
    assert not any(PASSPHRASE in text for text in said)
    assert not any(PASSPHRASE.encode() in found.read_bytes() for found in tmp_path.iterdir())


def test_that_the_time_until_it_locks_is_remembered_and_a_damaged_one_is_the_default(tmp_path: Path):
    settings = Settings(tmp_path / "s.ini")
    assert settings.lock_minutes == 15
    settings.lock_minutes = 0
    settings.save()
    assert Settings(tmp_path / "s.ini").lock_minutes == 0
    (tmp_path / "t.ini").write_text("[cases]\nlock_minutes=soon", encoding="utf-8")
    assert Settings(tmp_path / "t.ini").lock_minutes == 15


def test_that_0_minutes_are_never(parent: QWidget, monkeypatch: pytest.MonkeyPatch):
    watch, told = IdleWatch(parent), list[bool]()
    watch.idle.connect(lambda: told.append(True))
    clocks = Clocks(watch, monkeypatch)
    for minutes in (0, 1):
        watch.start(minutes)
        clocks.go_on(61)
        watch.look()
    assert told == [True]
    watch.look()  # it counts anew
    assert told == [True]


def test_that_without_a_case_there_is_nothing_to_lock(session: Session):
    session.passphrase.secure()
    assert not session.secured
    assert not session.protected
    assert not session.shut


def test_that_a_locked_session_refuses_verbs_without_a_box(session: Session, tmp_path: Path, qtbot: QtBot):
    finish(qtbot, session.cases.create(NewCase(tmp_path / "c.assess", "sample", "題名", ""), PASSPHRASE))
    failures: list[object] = []
    session.failed.connect(failures.append)
    session.passphrase.secure()
    with qtbot.waitSignal(session.said):
        assert not session.reviews.edit_case("別の題名", "")
    assert (session.undo_text, session.redo_text, failures) == ("", "", [])
    finish(qtbot, session.passphrase.unlock("違う"))
    assert session.secured
    finish(qtbot, session.passphrase.unlock(PASSPHRASE))
    assert session.reviews.edit_case("別の題名", "")


def test_that_the_dialog_grows_at_once_when_it_says_that_a_passphrase_was_wrong(qtbot: QtBot):
    dialog = PassphraseDialog(Path("2026年度の点検.assess"))
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.open()
    dialog.edit.typed.setText(PASSPHRASE)
    QCoreApplication.sendPostedEvents(None, 0)
    before = dialog.height()
    dialog.show_wrong()
    QCoreApplication.sendPostedEvents(dialog, QEvent.Type.LayoutRequest.value)
    assert dialog.height() > before
