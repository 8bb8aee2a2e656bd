"""A new passphrase: typed twice, with an estimate of its strength while typing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from assessor.operations.protecting import Strength, strength
from ui.secrets.field import OneLine
from ui.widgets.labels import GAP, Quiet

if TYPE_CHECKING:
    from collections.abc import Sequence

_LEVELS: Final = {level: number for number, level in enumerate(Strength, start=1)}


class NewPassphraseField(QWidget):
    """Two fields, a bar of the strength, and advice on choosing a passphrase."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.known: Sequence[str] = ()  # words that an attacker would try first
        self.typed, self.again, self.seen = QLineEdit(), QLineEdit(), QCheckBox()
        self._typed_label, self._again_label = QLabel(), QLabel()
        self._typed_label.setBuddy(self.typed)
        self._again_label.setBuddy(self.again)
        self.bar, self.worth, self.about = QProgressBar(), QLabel(), Quiet()
        self.bar.setRange(0, len(Strength))
        self.bar.setTextVisible(False)
        self.bar.setMaximumHeight(8)
        self._lay_out()
        self.setFocusProxy(self.typed)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        for field in (self.typed, self.again):
            field.setValidator(OneLine(self))
            field.textChanged.connect(self._on_changed)
        self.seen.toggled.connect(self._show_or_hide)
        self._show_or_hide()
        self.retranslate()

    @property
    def passphrase(self) -> str:
        """The typed passphrase."""
        return self.typed.text()

    @property
    def strength(self) -> Strength:
        """The strength of the typed passphrase."""
        return strength(self.typed.text(), self.known)

    def clear(self) -> None:
        """Clear both fields and their undo history."""
        for field in (self.typed, self.again):
            field.setText("")

    def lacking(self) -> str:
        """Return what is missing as a sentence, or nothing."""
        typed = self.typed.text()
        if not typed:
            return self.tr("新しいパスフレーズを入力してください。")
        if typed != typed.strip():
            return self.tr("パスフレーズの先頭と末尾に空白は使えません。")
        if not self.again.text():
            return self.tr("確認のため、パスフレーズをもう一度入力してください。")
        if typed != self.again.text():
            return self.tr("2つの欄のパスフレーズが一致しません。")
        return ""

    def retranslate(self) -> None:
        """Show all texts in the language of the window."""
        self._typed_label.setText(self.tr("パスフレーズ"))
        self._again_label.setText(self.tr("もう一度入力"))
        self.seen.setText(self.tr("文字を表示"))
        self.seen.setToolTip(self.tr("日本語を入力するときは、文字を表示してください。"))
        self.about.setText(
            self.tr(
                "無関係な単語を4つ以上並べると、覚えやすく強くなります。"
                "パスフレーズはどこにも保存されません。忘れると、復旧コードなしには誰も開けません。"
            )
        )
        self._show_strength()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(GAP)
        grid.addWidget(self._typed_label, 0, 0)
        grid.addWidget(self.typed, 0, 1)
        grid.addWidget(self.seen, 0, 2)
        grid.addWidget(self.bar, 1, 1)
        grid.addWidget(self.worth, 1, 2)
        grid.addWidget(self._again_label, 2, 0)
        grid.addWidget(self.again, 2, 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(2, self.fontMetrics().horizontalAdvance("あ" * 9))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addLayout(grid)
        column.addWidget(self.about)

    def _on_changed(self) -> None:
        self._show_strength()
        self.changed.emit()

    def _show_or_hide(self) -> None:
        shown = QLineEdit.EchoMode.Normal if self.seen.isChecked() else QLineEdit.EchoMode.Password
        self.typed.setEchoMode(shown)
        self.again.setEchoMode(shown)

    def _show_strength(self) -> None:
        texts = {
            Strength.WEAK: self.tr("弱い"),
            Strength.FAIR: self.tr("やや弱い"),
            Strength.GOOD: self.tr("十分"),
            Strength.STRONG: self.tr("強い"),
        }
        if not self.typed.text():
            self.bar.setValue(0)
            self.worth.clear()
            return
        level = self.strength
        self.bar.setValue(_LEVELS[level])
        self.worth.setText(self.tr("強さ：{level}").format(level=texts[level]))
        self.bar.setAccessibleName(self.worth.text())
