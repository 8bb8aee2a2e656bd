"""Sending questionnaires out: what the dialog asks, how files are protected, that no password is lost."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from assessor.domain.change import ChangeSet
from assessor.domain.vocabulary import Action
from assessor.errors import Code, Place, Problem
from assessor.operations.questionnaires.password_list import read_passwords
from assessor.operations.questionnaires.planning import (
    ExportedFile,
    ExportResult,
    Sending,
    WorkbookProtection,
)
from assessor.storage.case_file import CaseFile
from tests.ui.panel_steps import ASKED, PROVIDER, codes_of, finish, outlook_of
from ui.questionnaires.export_dialog import ExportDialog
from ui.questionnaires.exported_dialog import ExportedDialog
from ui.session.session import Session
from ui.settings import Folder, Settings
from ui.widgets.dialogs.file_chooser import Chooser


@pytest.fixture
def chooser(parent: QWidget, settings: Settings) -> Chooser:
    return Chooser(parent, settings)


@pytest.fixture
def export(
    open_session: Session, settings: Settings, chooser: Chooser, parent: QWidget, tmp_path: Path
) -> ExportDialog:
    settings.remember_folder(Folder.QUESTIONNAIRES, tmp_path)
    open_session.select(ASKED)
    return ExportDialog(open_session, chooser, settings, outlook_of(open_session), parent)


def told_of(dialog: ExportDialog, subject: str) -> list[str]:
    """Return what the columns beside a subject's name say."""
    return dialog.tree.subjects.notes(subject)[1:]


def test_that_the_export_offers_the_current_subject_and_only_who_can_be_asked(
    export: ExportDialog, open_session: Session
):
    dialog = export
    assert dialog.tree.chosen == [open_session.current_subject]
    dialog.tree.choose_all()
    assert dialog.tree.chosen == open_session.questionnaires.sendable()
    assert str(len(open_session.questionnaires.sendable())) in dialog.yes.text()
    dialog.tree.choose_none()
    assert not dialog.yes.isEnabled()


def test_that_the_export_knows_folder_contact_and_due_date(
    open_session: Session, settings: Settings, chooser: Chooser, parent: QWidget, tmp_path: Path
):
    settings.remember_folder(Folder.QUESTIONNAIRES, tmp_path)
    dialog = ExportDialog(open_session, chooser, settings, outlook_of(open_session), parent)
    assert dialog.folder == tmp_path
    assert dialog.sending.contact == open_session.case.contact
    assert dialog.sending.due_on == (datetime.now().astimezone() + timedelta(days=14)).date().isoformat()
    dialog.has_due.setChecked(False)
    assert not dialog.due.isEnabled()
    assert dialog.sending == Sending(contact=open_session.case.contact)
    dialog.place.setText(str(tmp_path / "gone"))
    assert not dialog.yes.isEnabled()


def test_that_the_export_says_how_many_items_each_subject_is_asked(
    export: ExportDialog, open_session: Session
):
    outlook = outlook_of(open_session)
    fewer, more = outlook.open, outlook.everything
    assert told_of(export, ASKED) == ["第1回", str(fewer[ASKED])]
    assert PROVIDER not in fewer  # all is answered
    assert told_of(export, PROVIDER) == ["第1回", "—"]
    export.everything.setChecked(True)
    assert export.tree.chosen == [ASKED]
    assert [told_of(export, key)[1] for key in (ASKED, PROVIDER)] == [str(more[ASKED]), str(more[PROVIDER])]
    assert more[ASKED] > fewer[ASKED]
    assert export.sending.everything
    export.tree.choose_all()
    assert set(export.tree.chosen) == set(more)
    export.everything.setChecked(False)
    assert set(export.tree.chosen) == set(fewer)


def test_that_the_dialog_opens_without_reading_the_case(
    open_session: Session,
    settings: Settings,
    chooser: Chooser,
    parent: QWidget,
    monkeypatch: pytest.MonkeyPatch,
):
    outlook, read = outlook_of(open_session), CaseFile.read
    reads: list[CaseFile] = []

    def counted(file: CaseFile) -> object:
        reads.append(file)
        return read(file)

    monkeypatch.setattr(CaseFile, "read", counted)
    dialog = ExportDialog(open_session, chooser, settings, outlook, parent)
    dialog.tree.choose_all()
    dialog.everything.setChecked(True)
    assert reads == []
    outlook_of(open_session)
    assert reads != []  # which would have been counted


def test_that_each_sign_of_the_folder_looks_at_the_disk_once_at_most(
    export: ExportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    export.tree.choose_all()
    stat, looks = Path.stat, 0

    def counted(path: Path, **how: bool) -> object:
        nonlocal looks
        looks += 1
        return stat(path, **how)

    monkeypatch.setattr(Path, "stat", counted)
    export.place.clear()
    for sign in f"{tmp_path}/3":
        before = looks
        QTest.keyClicks(export.place, sign)
        assert looks - before <= 1
    before = looks
    export.tree.choose_none()
    export.tree.choose_all()
    assert looks == before  # the folder is no other one
    assert before > 0


def test_that_the_current_subject_is_chosen_as_soon_as_it_can_be_sent_something(
    export: ExportDialog, open_session: Session
):
    open_session.select(PROVIDER)
    export.tree.choose_none()
    export.everything.setChecked(True)
    assert export.tree.chosen == [PROVIDER]


def test_that_an_unreturned_round_keeps_its_due_date_when_it_is_sent_again(
    open_session: Session, settings: Settings, chooser: Chooser, tmp_path: Path, qtbot: QtBot
):
    today = datetime.now().astimezone().date()
    open_session.select(ASKED)
    for days, kept in ((5, 5), (-5, 14)):
        due = today + timedelta(days=days)
        finish(qtbot, open_session.questionnaires.export([ASKED], tmp_path, Sending(due_on=due.isoformat())))
        dialog = ExportDialog(open_session, chooser, settings, outlook_of(open_session))
        qtbot.addWidget(dialog)
        assert dialog.sending.due_on == (today + timedelta(days=kept)).isoformat()
        assert told_of(dialog, ASKED)[0] == "第2回（未返却）"


def test_that_a_common_password_is_typed_twice_and_can_be_japanese(export: ExportDialog):
    field = export.protection
    assert export.sending.protection is WorkbookProtection.NONE
    field.choose(WorkbookProtection.ONE)
    for typed, again, word in (
        ("", "", "入力してください"),
        (" 空白", " 空白", "空白"),
        ("ひみつ", "", "もう一度"),
        ("ひみつ", "ひみち", "一致しません"),
    ):
        field.typed.setText(typed)
        field.again.setText(again)
        assert word in export.missing.text()
        assert not export.yes.isEnabled()
    field.again.setText("ひみつ")
    assert export.yes.isEnabled()
    assert (export.sending.protection, export.sending.password) == (WorkbookProtection.ONE, "ひみつ")
    assert "ひみつ" not in repr(export.sending)


def test_that_a_password_is_hidden_unless_asked_for_and_dropped_with_its_way(export: ExportDialog):
    field = export.protection
    field.choose(WorkbookProtection.ONE)
    field.typed.setText("ひみつ")
    modes = (field.typed.echoMode(), field.again.echoMode())
    field.seen.setChecked(True)
    assert modes == (QLineEdit.EchoMode.Password,) * 2
    assert (field.typed.echoMode(), field.again.echoMode()) == (QLineEdit.EchoMode.Normal,) * 2
    field.choose(WorkbookProtection.EACH)
    assert export.sending.password == ""
    assert field.made_up
    assert export.yes.isEnabled()


def exported(session: Session, tmp_path: Path, password: str = "") -> ExportResult:
    """Return what an export of one subject gives, of which another had nothing to send."""
    file = ExportedFile(ASKED, tmp_path / "質問票.xlsx", 2, 5, 60, password)
    problem = Problem(Code.NOTHING_TO_SEND, Place(subject=PROVIDER))
    return ExportResult(ChangeSet(Action.EXPORT, "", ()), (file,), (problem,))


@pytest.fixture
def made_up(
    open_session: Session, settings: Settings, parent: QWidget, tmp_path: Path, qtbot: QtBot
) -> ExportedDialog:
    """What is shown after an export with a password that was made up."""
    done = exported(open_session, tmp_path, "aB3dE4fG6hJ7kL9m")
    names = {ASKED: "はねうさぎコード", PROVIDER: "みなもペイ"}
    dialog = ExportedDialog(open_session, settings, done, names, tmp_path, made_up=True, parent=parent)
    dialog.show()
    return dialog


def save_to(monkeypatch: pytest.MonkeyPatch, path: Path) -> list[str]:
    """Let the file dialog answer with a path; return the list of what it is asked with."""
    asked: list[str] = []

    def answer(_parent: QWidget, _title: str, start: str, _kinds: str, **_: object) -> tuple[str, str]:
        asked.append(start)
        return str(path), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    return asked


def box() -> QMessageBox:
    """Return the question in front."""
    found = QApplication.activeModalWidget()
    assert isinstance(found, QMessageBox)
    return found


def press(text: str) -> None:
    """Press a button of the question in front."""
    next(button for button in box().buttons() if button.text() == text).click()


def test_that_the_export_tells_files_protection_and_who_was_left_out(made_up: ExportedDialog):
    texts = [made_up.table.item(0, column) for column in range(6)]
    assert [text.text() for text in texts if text] == [
        "はねうさぎコード",
        "2",
        "5",
        "60",
        "パスワードあり",
        "質問票.xlsx",
    ]
    assert "みなもペイ" in made_up.left_out.text()
    assert not any("aB3d" in label.text() for label in made_up.findChildren(QLabel))


def test_that_tab_leaves_the_list_of_files(made_up: ExportedDialog, qtbot: QtBot):
    made_up.activateWindow()
    qtbot.waitUntil(made_up.isActiveWindow)
    made_up.table.setFocus()
    QTest.keyClick(made_up.table, Qt.Key.Key_Tab)
    assert made_up.show_folder.hasFocus()


def test_that_made_up_passwords_are_not_lost_without_asking_once(made_up: ExportedDialog):
    made_up.close_button.click()
    assert "保存されていません" in box().text()
    press("キャンセル")
    assert made_up.isVisible()
    made_up.close()
    press("保存せずに閉じる")
    assert not made_up.isVisible()


def test_that_saved_passwords_let_the_dialog_go(
    made_up: ExportedDialog, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Settings
):
    place = tmp_path / "別"
    place.mkdir()
    asked = save_to(monkeypatch, place / "一覧")
    made_up.save.click()
    assert Path(asked[0]).name.startswith("パスワード一覧_2")
    assert read_passwords(place / "一覧.csv") == ("aB3dE4fG6hJ7kL9m",)
    assert "一覧.csv" in made_up.passwords_message.text()
    assert settings.folder(Folder.PASSWORDS) == place
    settings.save()
    assert "aB3d" not in (tmp_path / "settings.ini").read_text(encoding="utf-8")
    made_up.close_button.click()
    assert not made_up.isVisible()


def test_that_a_list_beside_the_questionnaires_is_written_only_when_sure(
    made_up: ExportedDialog, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Settings
):
    save_to(monkeypatch, tmp_path / "一覧.csv")
    made_up.save.click()
    assert "同じフォルダー" in box().text()
    press("キャンセル")
    assert not (tmp_path / "一覧.csv").exists()
    made_up.save.click()
    press("ここに保存する")
    assert (tmp_path / "一覧.csv").exists()
    assert settings.folder(Folder.PASSWORDS) is None


def test_that_a_list_never_replaces_a_file(
    made_up: ExportedDialog, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, open_session: Session
):
    place = tmp_path / "別"
    place.mkdir()
    (place / "一覧.csv").write_text("前の一覧", encoding="utf-8")
    save_to(monkeypatch, place / "一覧.csv")
    codes = codes_of(open_session)
    made_up.save.click()
    assert len(codes) == 1
    assert made_up.unsaved
    assert (place / "一覧.csv").read_text(encoding="utf-8") == "前の一覧"


@pytest.mark.parametrize("password", ["", "ひみつ"])
def test_that_a_typed_password_or_none_asks_for_no_list(
    open_session: Session, settings: Settings, parent: QWidget, tmp_path: Path, password: str
):
    names = {ASKED: "はねうさぎコード", PROVIDER: "みなもペイ"}
    done = exported(open_session, tmp_path, password)
    dialog = ExportedDialog(open_session, settings, done, names, tmp_path, parent=parent)
    dialog.show()
    assert dialog.strip.isVisibleTo(dialog) is bool(password)
    dialog.close_button.click()
    assert not dialog.isVisible()
