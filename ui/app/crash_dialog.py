"""The dialog for a bug of the program, which goes on with nothing recorded lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
)

from ui import desktop
from ui.widgets.dialogs import fitting
from ui.widgets.looks.fonts import fixed
from ui.widgets.text_area import TextArea

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget


class CrashDialog(QDialog):
    """Shows version, traceback and path of the log, to be copied into a report."""

    def __init__(self, report: str, log: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("予期しない問題"))
        self._log = log
        text = QLabel(
            self.tr(
                "プログラムに予期しない問題が起きました。これまでの記録は保存されており、作業は続けられます。\n"
                "繰り返すときは、下の内容を開発元へお知らせください。"
            )
        )
        text.setWordWrap(True)
        self.details = TextArea(report)
        self.details.setReadOnly(True)
        self.details.setFont(fixed())
        self.details.setAccessibleName(self.tr("問題の内容"))
        self.details.setLineWrapMode(TextArea.LineWrapMode.NoWrap)
        where = QLabel(self.tr("ログ：{file}").format(file=log))
        where.setWordWrap(True)
        where.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        buttons = QDialogButtonBox()
        action = QDialogButtonBox.ButtonRole.ActionRole
        buttons.addButton(self.tr("コピー"), action).clicked.connect(self.copy)
        buttons.addButton(self.tr("ログのフォルダーを開く"), action).clicked.connect(self._on_open_log)
        close = buttons.addButton(self.tr("作業を続ける"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setDefault(True)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        for widget in (text, self.details, where, buttons):
            layout.addWidget(widget)
        fitting.resize(self, 760, 420)

    def add(self, report: str) -> None:
        """Append a report to the shown one."""
        self.details.appendPlainText(f"\n{report}")

    def copy(self) -> None:
        """Copy the reports to the clipboard."""
        QGuiApplication.clipboard().setText(self.details.toPlainText())

    def _on_open_log(self) -> None:
        desktop.show(self._log.parent)
