"""The running job in the status bar: its title, its progress, and a button to stop it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

if TYPE_CHECKING:
    from ui.session.jobs import Job
    from ui.session.session import Session

PATIENCE_MS: Final = 300  # shorter work would only flicker


class JobBar(QWidget):
    """Shows a job that takes longer than a moment; a job without a title is never shown."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        self._title = QLabel()
        self._bar = QProgressBar()
        self._bar.setFixedWidth(180)
        self._bar.setTextVisible(False)
        self._bar.setMaximumHeight(12)
        self.cancel = QPushButton()
        self.cancel.clicked.connect(self._on_cancel)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 8, 0)
        layout.setSpacing(8)
        for widget in (self._title, self._bar, self.cancel):
            layout.addWidget(widget)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self.show)
        session.job_started.connect(self._on_job_started)
        self.hide()
        self.retranslate()

    def retranslate(self) -> None:
        """Show all texts in the language of the window."""
        self.cancel.setText(self.tr("中止"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()

    def _on_job_started(self, job: Job) -> None:
        if not job.title:
            return
        self._job = job
        self._title.setText(f"{job.title}…")
        self._bar.setRange(0, 0)
        self.cancel.setEnabled(True)
        self._patience.start()
        job.progressed.connect(self._on_progressed)
        job.finished.connect(self._on_finished)

    def _on_progressed(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def _on_finished(self) -> None:
        self._job = None
        self._patience.stop()
        self.hide()

    def _on_cancel(self) -> None:
        if self._job is not None:
            self.cancel.setEnabled(False)
            self._title.setText(self.tr("中止しています…"))
            self._job.cancel()
