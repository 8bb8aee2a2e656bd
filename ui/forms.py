"""What the small dialogs share: a form, a line that says what is missing, and buttons."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)


class FormDialog(QDialog):
    """A dialog of a few fields; accepting is possible once nothing is missing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(18, 16, 18, 14)
        self.body.setSpacing(12)
        self.form = QFormLayout()
        self.form.setHorizontalSpacing(14)
        self.form.setVerticalSpacing(10)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.missing = QLabel()
        self.missing.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.missing.setWordWrap(True)
        self._buttons = QDialogButtonBox()
        self.yes: QPushButton = self._buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self.no: QPushButton = self._buttons.addButton("", QDialogButtonBox.ButtonRole.RejectRole)
        self.yes.setDefault(True)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)

    def finish(self) -> None:
        """Put the line and the buttons below what the dialog has, and show all texts."""
        self.body.addWidget(self.missing)
        self.body.addWidget(self._buttons)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(button is self.yes)
        self.retranslate()
        self.check()

    def check(self) -> None:
        """Say what is missing, and let the dialog be accepted when nothing is."""
        told = self.lacking()
        self.missing.setText(told)
        self.yes.setEnabled(not told)

    def lacking(self) -> str:
        """Return what is missing as a sentence, or nothing."""
        return ""

    def retranslate(self) -> None:
        """Show all texts in the language of the window."""
        self.no.setText(self.tr("キャンセル"))

    def row(self, field: QWidget) -> QLabel:
        """Add a field to the form and return its label."""
        label = QLabel()
        label.setBuddy(field)
        self.form.addRow(label, field)
        return label

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
            self.check()
