"""Message boxes that do not block: to show a message or to ask a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

Icon = QMessageBox.Icon
Role = QMessageBox.ButtonRole


def show_message(
    parent: QWidget,
    text: str,
    *,
    more: str = "",
    icon: Icon = Icon.Information,
    offers: tuple[tuple[str, Callable[[], object]], ...] = (),
) -> QMessageBox:
    """Show a message; each offer is the text of a further button and its function."""
    box = _box(parent, text, more, icon)
    for label, act in offers:
        box.addButton(label, Role.ActionRole).clicked.connect(act)
    close = box.addButton(QCoreApplication.translate("messages", "閉じる"), Role.RejectRole)
    box.setDefaultButton(close)
    box.setEscapeButton(close)
    box.open()
    return box


def ask(parent: QWidget, text: str, *, yes: str, then: Callable[[], object], more: str = "") -> QMessageBox:
    """Ask a question and call `then` on yes; no is the default."""
    box = _box(parent, text, more, Icon.Question)
    box.addButton(yes, Role.AcceptRole).clicked.connect(then)
    stay = box.addButton(QCoreApplication.translate("messages", "キャンセル"), Role.RejectRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.open()
    return box


def _box(parent: QWidget, text: str, more: str, icon: Icon) -> QMessageBox:
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle(QCoreApplication.applicationName())
    box.setTextFormat(Qt.TextFormat.PlainText)  # file names and answers are not markup
    box.setIcon(icon)
    box.setText(text)
    box.setInformativeText(more)
    return box
