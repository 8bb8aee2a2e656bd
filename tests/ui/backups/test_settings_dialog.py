"""The settings for copies: a folder in which nothing can be written is refused when it is chosen."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from assessor.errors import CaseFileError
from assessor.operations import backup_folder
from ui.backups.settings_dialog import BackupDialog
from ui.settings import Settings


@pytest.fixture
def dialog(settings: Settings, tmp_path: Path, parent: QWidget) -> BackupDialog:
    settings.backup_folder = tmp_path / "before"
    made = BackupDialog(settings, None, parent)
    made.open()
    return made


def test_that_a_folder_that_cannot_be_is_told_and_not_kept(
    dialog: BackupDialog, settings: Settings, tmp_path: Path
):
    (tmp_path / "file").touch()
    dialog.place.setText(str(tmp_path / "file" / "バックアップ"))
    dialog.yes.click()
    assert dialog.isVisible()
    assert dialog.refused.text().startswith("この保存先にはバックアップを作成できません。")
    assert settings.backup_folder == tmp_path / "before"
    dialog.place.setText(str(tmp_path / "new" / "バックアップ"))
    assert dialog.refused.text() == ""
    dialog.yes.click()
    assert not dialog.isVisible()
    assert settings.backup_folder == tmp_path / "new" / "バックアップ"
    assert list((tmp_path / "new" / "バックアップ").iterdir()) == []


def test_that_turning_copies_off_needs_no_folder(dialog: BackupDialog, settings: Settings, tmp_path: Path):
    (tmp_path / "before").touch()  # as a stick that was pulled out: nothing can be written there
    dialog.automatic.setChecked(True)
    dialog.yes.click()
    assert dialog.isVisible()
    dialog.automatic.setChecked(False)
    dialog.yes.click()
    assert not dialog.isVisible()
    assert settings.backup_minutes == 0


def test_that_a_trial_leaves_nothing_and_names_the_folder(tmp_path: Path):
    backup_folder.probe(tmp_path / "a" / "b")
    assert list((tmp_path / "a" / "b").iterdir()) == []
    (tmp_path / "file").touch()
    with pytest.raises(CaseFileError) as caught:
        backup_folder.probe(tmp_path / "file")
    assert str(tmp_path / "file") in caught.value.problems[0].place.file
