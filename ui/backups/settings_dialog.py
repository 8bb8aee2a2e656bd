"""The settings of backups: how often, how many, and where."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton

from assessor.errors import CaseFileError
from assessor.operations import backup_folder as folder_trial
from assessor.operations import backups
from assessor.words.problems.sentences import sentence
from ui.settings import BACKUP_MINUTES, backup_folder
from ui.widgets.calm_fields import CalmSpinBox
from ui.widgets.dialogs.file_chooser import typed_path
from ui.widgets.dialogs.forms import FormDialog
from ui.widgets.labels import Text, quiet

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.settings import Settings

LONGEST = 24 * 60
MOST = 500


class BackupDialog(FormDialog):
    """Edits the settings; `case` is the open case, for a warning about a folder on the same disk."""

    def __init__(self, settings: Settings, case: Path | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._case = case
        self.automatic = QCheckBox()
        self.automatic.setChecked(bool(settings.backup_minutes))
        self.minutes, self.kept = CalmSpinBox(), CalmSpinBox()
        self.minutes.setRange(1, LONGEST)
        self.minutes.setValue(settings.backup_minutes or BACKUP_MINUTES)
        self.kept.setRange(1, MOST)
        self.kept.setValue(settings.backups_kept)
        self.place = QLineEdit(str(settings.backup_folder))
        self.choose, self.usual = QPushButton(), QPushButton()
        self.warning = quiet(QLabel())
        self.warning.setWordWrap(True)
        self.refused = Text()
        self.body.addWidget(self.automatic)
        self._minutes_label = self.row(self.minutes)
        self._kept_label = self.row(self.kept)
        self._place_label = self.row(self.place)
        self.body.addLayout(self.form)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self.choose)
        buttons.addWidget(self.usual)
        self.body.addLayout(buttons)
        self.body.addWidget(self.warning)
        self.body.addWidget(self.refused)
        self.automatic.toggled.connect(self.minutes.setEnabled)
        self.minutes.setEnabled(self.automatic.isChecked())
        self.place.textChanged.connect(self.check)
        self.place.textChanged.connect(self.refused.clear)
        self.choose.clicked.connect(self._on_choose_clicked)
        self.usual.clicked.connect(lambda: self.place.setText(str(backup_folder())))
        self.finish()
        self.resize(620, 0)

    @property
    def folder(self) -> Path:
        """The typed folder."""
        return typed_path(self.place.text()) or Path()

    def check(self) -> None:
        """Show what is missing, or a warning about a folder on the disk of the case."""
        super().check()
        close = bool(self._case and self.folder.is_absolute()) and backups.on_same_volume(
            self._case or self.folder, self.folder
        )
        text = self.tr(
            "案件と同じディスクです。ディスクや媒体が壊れると、案件とバックアップを同時に失います。"
            "別のディスクをお勧めします。"
        )
        self.warning.setText(text if close else "")

    def lacking(self) -> str:
        """Return what is missing as a sentence, or nothing."""
        return "" if self.folder.is_absolute() else self.tr("バックアップの保存先を指定してください。")

    def retranslate(self) -> None:
        """Show all texts in the language of the window."""
        super().retranslate()
        self.setWindowTitle(self.tr("バックアップの設定"))
        self.automatic.setText(self.tr("変更があれば自動でバックアップを作る(&A)"))
        self._minutes_label.setText(self.tr("間隔(&M)"))
        self.minutes.setSuffix(self.tr(" 分"))
        self._kept_label.setText(self.tr("保存する世代数(&K)"))
        self.kept.setSuffix(self.tr(" 世代（案件ごと）"))
        self._place_label.setText(self.tr("保存先(&F)"))
        self.choose.setText(self.tr("フォルダーを選ぶ…"))
        self.usual.setText(self.tr("この端末の既定に戻す"))
        self.yes.setText(self.tr("保存"))

    def accept(self) -> None:
        """Save the settings; the dialog stays open when the folder is not writable."""
        if not self._is_writable():
            return
        self._settings.backup_minutes = self.minutes.value() if self.automatic.isChecked() else 0
        self._settings.backups_kept = self.kept.value()
        self._settings.backup_folder = self.folder
        self._settings.save()
        super().accept()

    def _is_writable(self) -> bool:
        """Check the folder, unless it is unchanged and no automatic backups are set."""
        if self.folder == self._settings.backup_folder and not self.automatic.isChecked():
            return True
        try:
            folder_trial.probe(self.folder)
        except CaseFileError as error:
            text = self.tr("この保存先にはバックアップを作成できません。{why}")
            self.refused.setText(text.format(why=sentence(error.problems[0], self._settings.language)))
            return False
        return True

    def _on_choose_clicked(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self, self.tr("バックアップの保存先を選ぶ"), str(self.folder)
        )
        if chosen:
            self.place.setText(chosen)
