"""Choosing files: each purpose begins where it ended, and what is typed gets its ending."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from ui.paths import documents
from ui.settings import Folder, Settings
from ui.widgets.dialogs.file_chooser import Chooser


@pytest.fixture
def chooser(settings: Settings, qtbot: QtBot) -> Chooser:
    parent = QWidget()
    qtbot.addWidget(parent)
    return Chooser(parent, settings)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """Where the dialogs began; they answer with files in tmp_path."""
    starts: list[str] = []

    def one(_parent: QWidget, _title: str, start: str, _filter: str = "") -> tuple[str, str]:
        starts.append(start)
        return str(tmp_path / "chosen"), ""

    def several(parent: QWidget, title: str, start: str, kind: str = "") -> tuple[list[str], str]:
        return [one(parent, title, start, kind)[0]], ""

    def folder(_parent: QWidget, _title: str, start: str) -> str:
        starts.append(start)
        return str(tmp_path)

    monkeypatch.setattr(QFileDialog, "getOpenFileName", one)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", one)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", several)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", folder)
    return starts


def test_that_a_purpose_begins_where_it_ended(
    chooser: Chooser, started: list[str], settings: Settings, tmp_path: Path
):
    for _ in range(2):
        assert chooser.workbooks() == [tmp_path / "chosen"]
        assert chooser.evidence() == [tmp_path / "chosen"]
        assert chooser.case_to_open() == tmp_path / "chosen"
    assert started == [str(documents())] * 3 + [str(tmp_path)] * 3
    assert settings.folder(Folder.RETURNED) == tmp_path
    assert settings.folder(Folder.RESULTS) is None


def test_that_archives_are_where_returns_are_and_lists_of_passwords_are_not(
    chooser: Chooser, started: list[str], settings: Settings, tmp_path: Path
):
    chooser.workbooks()
    assert chooser.archive() == tmp_path / "chosen"
    assert chooser.password_list() == tmp_path / "chosen"
    assert started[1:] == [str(tmp_path), str(documents())]
    assert settings.folder(Folder.PASSWORDS) == tmp_path


def test_that_what_is_made_has_its_ending_and_a_name_every_system_takes(
    chooser: Chooser, started: list[str], tmp_path: Path
):
    assert chooser.case_to_make("点検: 2026/27") == tmp_path / "chosen.assess"
    assert chooser.results_to_make("結果") == tmp_path / "chosen.xlsx"
    assert [Path(start).name for start in started] == ["点検_ 2026_27.assess", "結果.xlsx"]


def test_that_a_folder_is_remembered(
    chooser: Chooser, started: list[str], settings: Settings, tmp_path: Path
):
    assert chooser.folder(Folder.QUESTIONNAIRES, tmp_path) == tmp_path
    assert started == [str(tmp_path)]
    assert settings.folder(Folder.QUESTIONNAIRES) == tmp_path


def test_that_nothing_chosen_is_nothing(chooser: Chooser, monkeypatch: pytest.MonkeyPatch):
    for name, answer in (
        ("getOpenFileName", ("", "")),
        ("getSaveFileName", ("", "")),
        ("getOpenFileNames", ([], "")),
    ):
        monkeypatch.setattr(QFileDialog, name, lambda *_, answer=answer: answer)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    assert chooser.case_to_open() is None
    assert chooser.case_to_make("a") is None
    assert chooser.results_to_make("a") is None
    assert chooser.folder(Folder.RESULTS) is None
    assert chooser.workbooks() == chooser.evidence() == []
