"""What the small dialogs share: a form, a line that says what is missing, and buttons."""

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
    """A dialog of a few fields; accepting is possible once nothing is missing.

    It is as high as its parts want at its width, or as it was made when that is more, and no higher
    than the screen: then the parts scroll, while what is missing and the buttons stay in sight.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(18, 16, 18, 14)
        self._column.setSpacing(12)
        self._scrolled = fitting.Body()
        self._within: list[tuple[QLabel, QWidget]] = []  # fields that stand in a box, with their labels
        self._needed = 0  # of height, when the parts changed last
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
        """Put the line and the buttons below what the dialog has, and show all texts."""
        for part in (self._scrolled, self.missing, self._buttons):
            self._column.addWidget(part)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(button is self.yes)
        self.retranslate()
        self.check()

    def check(self) -> None:
        """Say what is missing, and let the dialog be accepted when nothing is."""
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
        # Qt names a field after the label beside it, but not one that stands in a box with a button.
        dates = field.findChildren(QDateEdit)
        inside: list[QWidget] = [*dates] or [*field.findChildren(QLineEdit)]
        if field.focusPolicy() is Qt.FocusPolicy.NoFocus and len(inside) == 1:
            label.setBuddy(inside[0])  # so that the key of the label leads into it
            self._within.append((label, inside[0]))
        return label

    def fit(self) -> None:
        """Be as high as the parts want, or as the screen allows."""
        room = fitting.room(self)
        width = min(max(self.width(), self.minimumSizeHint().width()), room.width())
        self.resize(width, min(fitting.wanted_height(self._column, width), room.height()))

    def showEvent(self, event: QShowEvent) -> None:
        """Come at a size that the parts need and the screen has, before a place is chosen by it."""
        if not event.spontaneous() and not self._needed:
            asked = self.size()
            self.fit()
            if asked.height() > self.sizeHint().height():  # for a list
                height = min(max(asked.height(), self.height()), fitting.room(self).height())
                self.resize(self.width(), height)
            self._needed = self._least()
        super().showEvent(event)

    def event(self, event: QEvent) -> bool:
        """Grow with the parts."""
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
        """Return the height below which the parts would scroll."""
        width = self.width() - self._column.contentsMargins().left() - self._column.contentsMargins().right()
        # What the layout remembers of the body may be of other texts, in its own height and in that of all.
        body = self._column.itemAt(self._column.indexOf(self._scrolled))
        if body is None:  # not finished: nothing is shown
            return 0
        within = body.heightForWidth(width) if body.hasHeightForWidth() else body.sizeHint().height()
        around = fitting.wanted_height(self._column, self.width()) - within
        return around + fitting.least_height(self.body, width)

    def _grow(self) -> None:
        """Make room for parts that have become higher; whoever made the dialog smaller is left in peace."""
        before, self._needed = self._needed, self._least()
        if before <= self.height() < self._needed:
            self.resize(self.width(), min(self._needed, fitting.room(self).height()))


class TypedForm(FormDialog):
    """Has a longer text, which is kept while it is typed: one that was not recorded stands there again."""

    def __init__(self, typed: str, keep: Callable[[str], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keep = keep
        self.text = TextArea()
        self.text.setTabChangesFocus(True)
        self.text.setPlainText(typed)
        self.text.selectAll()  # so that another text takes its place at once
        self.text.textChanged.connect(lambda: keep(self.text.toPlainText()))

    def accept(self) -> None:
        """Close when it is recorded: nothing is to be offered again."""
        self._keep("")
        super().accept()
