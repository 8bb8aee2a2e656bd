"""The dialog of the backup before closing: its progress, and a button to close without it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QProgressBar, QPushButton, QVBoxLayout

from ui.widgets.labels import GAP, Text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.session.jobs import Job

PATIENCE_MS: Final = 300  # ms: shorter backups would only flicker
_WIDTH: Final = 460


class ClosingDialog(QDialog):
    """Appears when the backup takes longer than a moment or fails."""

    without_chosen = Signal()  # close without a backup

    def __init__(self, job: Job, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._problem = ""
        self.message = Text()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.without, self.stay = QPushButton(), QPushButton()
        buttons = QDialogButtonBox()
        buttons.addButton(self.without, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.stay, QDialogButtonBox.ButtonRole.RejectRole)
        layout = QVBoxLayout(self)
        layout.setSpacing(2 * GAP)
        for widget in (self.message, self.bar, buttons):
            layout.addWidget(widget)
        self.without.setAutoDefault(False)
        self.stay.setDefault(True)
        self.without.clicked.connect(self._on_without_clicked)
        self.stay.clicked.connect(self.reject)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self.open)
        job.progressed.connect(self._on_progressed)
        self.retranslate()
        self.resize(_WIDTH, 0)
        self._patience.start()

    def show_problem(self, problem: str) -> None:
        """Show why the backup failed, and let the user decide whether to close."""
        self._problem = problem
        self.bar.hide()
        self.retranslate()
        self._patience.stop()
        self.open()

    def done(self, result: int) -> None:
        """Close, also before it was shown."""
        self._patience.stop()
        super().done(result)

    def retranslate(self) -> None:
        """Show all texts in the language of the window."""
        self.setWindowTitle(self.tr("閉じる前のバックアップ"))
        running = self.tr("案件を閉じる前に、バックアップを作成しています…")
        failed = self.tr("バックアップを作成できませんでした。記録した内容は案件ファイルに保存されています。")
        self.message.setText(f"{failed}\n{self._problem}" if self._problem else running)
        self.without.setText(self.tr("バックアップせずに閉じる"))
        self.stay.setText(self.tr("閉じない"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()

    def _on_progressed(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _on_without_clicked(self) -> None:
        self.without.setEnabled(False)
        self.without_chosen.emit()
