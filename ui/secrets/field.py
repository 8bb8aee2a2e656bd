"""A field for one passphrase, hidden unless the user shows it, and never saved."""

from __future__ import annotations

import unicodedata
from typing import Final

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from ui.widgets.labels import GAP

_UNSEEN: Final = frozenset({"Cc", "Zl", "Zp"})  # control characters, line and paragraph separators


class OneLine(QValidator):
    """Removes line ends and control characters, which a copied passphrase may contain."""

    def validate(self, typed: str, place: int) -> tuple[QValidator.State, str, int]:
        """Accept the text without these characters."""
        before, after = seen(typed[:place]), seen(typed[place:])
        return QValidator.State.Acceptable, before + after, len(before)


def seen(text: str) -> str:
    """Return a text without line ends and control characters."""
    return "".join(sign for sign in text if unicodedata.category(sign) not in _UNSEEN)


class PassphraseEdit(QWidget):
    """The field with a check box that shows the text; hidden fields accept no Japanese input."""

    changed = Signal()
    entered = Signal()  # emitted on Enter

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.typed, self.seen = QLineEdit(), QCheckBox()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2 * GAP)
        line.addWidget(self.typed, 1)
        line.addWidget(self.seen)
        self.setFocusProxy(self.typed)
        self.typed.setValidator(OneLine(self))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.typed.textChanged.connect(self.changed)
        self.typed.returnPressed.connect(self.entered)
        self.seen.toggled.connect(self._show_or_hide)
        self._show_or_hide()
        self.retranslate()

    @property
    def text(self) -> str:
        """The typed text, unchanged."""
        return self.typed.text()

    def clear(self) -> None:
        """Clear the text and its undo history, and hide further input."""
        self.typed.setText("")
        self.seen.setChecked(False)

    def begin_again(self) -> None:
        """Select the text, so that typing replaces it."""
        self.typed.setFocus()
        self.typed.selectAll()

    def retranslate(self) -> None:
        """Show all texts in the language of the window."""
        self.typed.setAccessibleName(self.tr("パスフレーズ"))
        self.seen.setText(self.tr("文字を表示"))
        self.seen.setToolTip(self.tr("日本語を入力するときは、文字を表示してください。"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()

    def _show_or_hide(self) -> None:
        shown = QLineEdit.EchoMode.Normal if self.seen.isChecked() else QLineEdit.EchoMode.Password
        self.typed.setEchoMode(shown)
