"""A field for one passphrase: hidden unless it is to be seen, and never remembered."""

from __future__ import annotations

import unicodedata
from typing import Final

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from ui.widgets.labels import GAP

_UNSEEN: Final = frozenset({"Cc", "Zl", "Zp"})  # control characters, and the ends of lines and paragraphs


class OneLine(QValidator):
    """Drops line ends and control characters, as a passphrase copied from a list brings them along."""

    def validate(self, typed: str, place: int) -> tuple[QValidator.State, str, int]:
        """Take everything that can be seen."""
        before, after = seen(typed[:place]), seen(typed[place:])
        return QValidator.State.Acceptable, before + after, len(before)


def seen(text: str) -> str:
    """Return a text without line ends and control characters."""
    return "".join(sign for sign in text if unicodedata.category(sign) not in _UNSEEN)


class PassphraseEdit(QWidget):
    """The field, and beside it a box that shows what is typed; hidden, the system takes no Japanese."""

    changed = Signal()
    entered = Signal()  # Enter was pressed in it

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
        """What is typed, as it is."""
        return self.typed.text()

    def clear(self) -> None:
        """Forget what was typed, also for undo, and hide what comes next."""
        self.typed.setText("")
        self.seen.setChecked(False)

    def begin_again(self) -> None:
        """Let the next try take the place of what was typed."""
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
