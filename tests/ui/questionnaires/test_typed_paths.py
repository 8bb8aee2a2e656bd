"""Paths typed by hand: whatever stands in the field at any key, the dialog says what is wrong with it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from assessor.words import Language
from tests.ui.panel_steps import ASKED, outlook_of, show
from ui.backups.settings_dialog import BackupDialog
from ui.evidence.package_dialog import PackageDialog
from ui.questionnaires.export_dialog import ExportDialog
from ui.session.session import Session
from ui.settings import Settings
from ui.start.new_case_dialog import NewCaseDialog
from ui.widgets.dialogs.file_chooser import CASE_SUFFIX, Chooser, is_folder, typed_path
from ui.widgets.dialogs.forms import FormDialog

LONG = "l" * 300
ODD = (" ", "~nobodyhere", "~nobodyhere/x", f"/{LONG}/x")
Made = Callable[[str], FormDialog]


@pytest.fixture
def made(open_session: Session, settings: Settings, qtbot: QtBot) -> Made:
    """Makes a dialog with a field for a path."""
    open_session.select(ASKED)  # who can be sent something
    parent = QWidget()
    qtbot.addWidget(parent)
    chooser = Chooser(parent, settings)

    def new_case() -> NewCaseDialog:
        with qtbot.waitSignal(open_session.library_loaded):
            open_session.cases.load_library()
        assert open_session.library is not None
        return NewCaseDialog(open_session.library, Language.JA, chooser, settings, parent)

    makers: dict[str, Callable[[], FormDialog]] = {
        "new": new_case,
        "package": lambda: PackageDialog(open_session, chooser, settings, parent),
        "export": lambda: ExportDialog(open_session, chooser, settings, outlook_of(open_session), parent),
        "backup": lambda: BackupDialog(settings, open_session.path, parent),
    }
    return lambda kind: makers[kind]()


def place_of(dialog: FormDialog) -> QLineEdit:
    place = getattr(dialog, "place", None)
    assert isinstance(place, QLineEdit)
    return place


@pytest.mark.parametrize("kind", ["new", "package", "export", "backup"])
def test_that_a_path_of_any_kind_is_told_and_raises_nothing(made: Made, kind: str):
    dialog = made(kind)
    place = place_of(dialog)
    for text in ODD:
        place.setFocus()
        place.selectAll()
        QTest.keyClicks(place, text)
        assert dialog.missing.text(), text
        assert not dialog.yes.isEnabled(), text


@pytest.mark.parametrize("text", ["/", ".", "..", "~", "../..", LONG])
def test_that_a_new_case_is_not_named_like_a_folder_on_the_way_to_it(made: Made, text: str):
    dialog = made("new")
    place = place_of(dialog)
    place.clear()
    QTest.keyClicks(place, text)
    if text != "~":  # home has a name, and a case may lie beside it
        assert "フォルダーがありません" in dialog.missing.text()
        assert not dialog.yes.isEnabled()


def test_that_the_name_of_a_case_that_cannot_be_is_known_when_it_is_encrypted(made: Made):
    dialog = made("new")
    assert isinstance(dialog, NewCaseDialog)
    dialog.place.setText("/")
    dialog.encrypt.click()
    assert dialog.protection.known == (dialog.title.text(), "")


def test_that_what_is_typed_is_a_path_with_the_ending_it_needs(tmp_path: Path):
    assert typed_path(f" {tmp_path}/a ") == tmp_path / "a"
    assert typed_path(str(tmp_path / "a"), CASE_SUFFIX) == tmp_path / "a.assess"
    assert typed_path(str(tmp_path / "a.assess"), CASE_SUFFIX) == tmp_path / "a.assess"
    assert typed_path("~") == Path.home()
    assert typed_path("") is None
    assert is_folder(tmp_path)
    assert not is_folder(tmp_path / "none")
    assert not is_folder(None)


def test_that_alt_and_the_letter_of_the_place_lead_into_its_field(made: Made, qtbot: QtBot):
    dialog = made("new")
    show(qtbot, dialog, (680, 400))
    assert isinstance(dialog, NewCaseDialog)
    QTest.keyClick(dialog, Qt.Key.Key_L, Qt.KeyboardModifier.AltModifier)
    assert dialog.place.hasFocus()
