"""The start of a recovery: the damaged file and the path of the new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from ui.widgets.dialogs.file_chooser import CASE_SUFFIX, typed_path
from ui.widgets.dialogs.forms import FormDialog
from ui.widgets.labels import Text

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QLabel

    from ui.widgets.dialogs.file_chooser import Chooser


class RecoveryStartDialog(FormDialog):
    """Asks for both paths; a known damaged file is filled in."""

    def __init__(self, chooser: Chooser, damaged: Path | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chooser = chooser
        self._suggested = ""  # the suggested target
        self.about = Text()
        self.damaged, self.target = QLineEdit(), QLineEdit()
        self.choose_damaged, self.choose_target = QPushButton(), QPushButton()
        self.body.addWidget(self.about)
        self._damaged_label = self._line(self.damaged, self.choose_damaged)
        self._target_label = self._line(self.target, self.choose_target)
        self.body.addLayout(self.form)
        self.damaged.textChanged.connect(self._on_damaged_changed)
        self.target.textChanged.connect(self.check)
        self.choose_damaged.clicked.connect(self._on_choose_damaged)
        self.choose_target.clicked.connect(self._on_choose_target)
        self.finish()
        if damaged is not None:
            self.damaged.setText(str(damaged))
            self.yes.setFocus()
        self.resize(640, 0)

    @property
    def places(self) -> tuple[Path, Path] | None:
        """The damaged and the new path, if both are valid."""
        damaged, target = typed_path(self.damaged.text()), typed_path(self.target.text(), CASE_SUFFIX)
        return None if damaged is None or target is None else (damaged, target)

    def lacking(self) -> str:
        """Return what is missing as a sentence, or nothing."""
        damaged, target = typed_path(self.damaged.text()), typed_path(self.target.text(), CASE_SUFFIX)
        if damaged is None or not damaged.is_file():
            return self.tr("壊れた案件のファイルを指定してください。")
        if target is None or not target.parent.is_dir():
            return self.tr("復旧した案件の保存先を指定してください。")
        if target.exists():
            return self.tr("保存先のファイルは既にあります。別の名前にしてください。")
        return ""

    def retranslate(self) -> None:
        """Show all texts in the language of the window."""
        super().retranslate()
        self.setWindowTitle(self.tr("壊れた案件から復旧"))
        self.about.setText(
            self.tr("壊れたファイルは変更せず、読み取れる内容を新しいファイルに書き出します。")
        )
        self._damaged_label.setText(self.tr("壊れた案件(&D)"))
        self._target_label.setText(self.tr("保存先(&T)"))
        for button in (self.choose_damaged, self.choose_target):
            button.setText(self.tr("選ぶ…"))
        self.choose_damaged.setAccessibleName(self.tr("壊れた案件を選ぶ"))
        self.choose_target.setAccessibleName(self.tr("保存先を選ぶ"))
        self.yes.setText(self.tr("復旧を始める"))

    def _line(self, field: QLineEdit, button: QPushButton) -> QLabel:
        both = QWidget()
        line = QHBoxLayout(both)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(field, 1)
        line.addWidget(button)
        label = self.row(both)
        label.setBuddy(field)
        return label

    def _on_damaged_changed(self) -> None:
        """Update the suggested target, unless the user typed another."""
        damaged = typed_path(self.damaged.text())
        if damaged is not None and self.target.text() in {"", self._suggested}:
            name = self.tr("{title}（復旧）").format(title=damaged.stem)
            self._suggested = str(damaged.with_name(f"{name}{CASE_SUFFIX}"))
            self.target.setText(self._suggested)
        self.check()

    def _on_choose_damaged(self) -> None:
        path = self._chooser.case_to_open()
        if path is not None:
            self.damaged.setText(str(path))

    def _on_choose_target(self) -> None:
        damaged = typed_path(self.damaged.text())
        suggested = self.tr("{title}（復旧）").format(title=damaged.stem if damaged else "")
        path = self._chooser.case_to_make(suggested)
        if path is not None:
            self.target.setText(str(path))
