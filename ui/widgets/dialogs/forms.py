"""The base of small dialogs: a form, a line that says what is missing, and buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.widgets.dialogs import fitting
from ui.widgets.labels import unmarked
from ui.widgets.text_area import TextArea

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QShowEvent


class FormDialog(QDialog):
    """A dialog of a few fields, which can be accepted once nothing is missing.

    It is as high as its parts prefer, or as the user made it if that is more, and at most as high as the
    screen. Then the parts scroll, while the missing line and the buttons stay in sight.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(18, 16, 18, 14)
        self._column.setSpacing(12)
        self._scrolled = fitting.Body()
        self._within: list[tuple[QLabel, QWidget]] = []  # fields inside a container, with their labels
        self._needed = 0  # the height that was needed at the last change of the parts
        self.body = self._scrolled.column
        self.body.setContentsMargins(0, 0, 0, 0)
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
        """Add the line and the buttons below the fields, and show all texts."""
        for part in (self._scrolled, self.missing, self._buttons):
            self._column.addWidget(part)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(button is self.yes)
        self.retranslate()
        self.check()

    def check(self) -> None:
        """Show what is missing, and enable accepting when nothing is."""
        for label, field in self._within:
            field.setAccessibleName(unmarked(label.text()))
        missing = self.lacking()
        self.missing.setText(missing)
        self.yes.setEnabled(not missing)

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
        # Qt names a field after the label beside it, but not one in a container with a button.
        dates = field.findChildren(QDateEdit)
        inside: list[QWidget] = [*dates] or [*field.findChildren(QLineEdit)]
        if field.focusPolicy() is Qt.FocusPolicy.NoFocus and len(inside) == 1:
            label.setBuddy(inside[0])  # so that the access key of the label focuses it
            self._within.append((label, inside[0]))
        return label

    def fit(self) -> None:
        """Set the height that the parts prefer, at most that of the screen."""
        room = fitting.room(self)
        width = min(max(self.width(), self.minimumSizeHint().width()), room.width())
        self.resize(width, min(fitting.wanted_height(self._column, width), room.height()))

    def showEvent(self, event: QShowEvent) -> None:
        """Fit the size before the window manager places the dialog."""
        if not event.spontaneous() and not self._needed:
            asked = self.size()
            self.fit()
            if asked.height() > self.sizeHint().height():  # a list takes the spare height
                height = min(max(asked.height(), self.height()), fitting.room(self).height())
                self.resize(self.width(), height)
            self._needed = self._least()
        super().showEvent(event)

    def event(self, event: QEvent) -> bool:
        """Grow when the parts need more height."""
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest and self.isVisible():
            self._grow()
        return done

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
            self.check()

    def _least(self) -> int:
        """Return the least height at which the parts do not scroll."""
        width = self.width() - self._column.contentsMargins().left() - self._column.contentsMargins().right()
        # The layout may have cached heights of former texts, for the body and for the whole.
        body = self._column.itemAt(self._column.indexOf(self._scrolled))
        if body is None:  # not finished yet
            return 0
        within = body.heightForWidth(width) if body.hasHeightForWidth() else body.sizeHint().height()
        around = fitting.wanted_height(self._column, self.width()) - within
        return around + fitting.least_height(self.body, width)

    def _grow(self) -> None:
        """Grow for parts that became higher, unless the user made the dialog smaller."""
        before, self._needed = self._needed, self._least()
        if before <= self.height() < self._needed:
            self.resize(self.width(), min(self._needed, fitting.room(self).height()))


class TypedForm(FormDialog):
    """A form with a longer text, which is kept while it is typed and shown again if it was not recorded."""

    def __init__(self, typed: str, keep: Callable[[str], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keep = keep
        self.text = TextArea()
        self.text.setTabChangesFocus(True)
        self.text.setPlainText(typed)
        self.text.selectAll()  # so that typing replaces it
        self.text.textChanged.connect(lambda: keep(self.text.toPlainText()))

    def accept(self) -> None:
        """Close the dialog and forget the kept text, since it is recorded."""
        self._keep("")
        super().accept()
