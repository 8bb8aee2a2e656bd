"""The seven verdicts as one bar of buttons, each with the key that does the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from assessor.domain.vocabulary import Verdict
from assessor.words.terms import term
from ui import theme
from ui.flow import Flow

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QPaintEvent

    from assessor.words import Language

RADIUS = 4
SIDE = 6


class VerdictButton(QAbstractButton):
    """One verdict; checked when it is the item's, which only the record decides."""

    def __init__(self, verdict: Verdict, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.verdict = verdict
        self._key = key
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def nextCheckState(self) -> None:
        """Leave the state alone: a click is a wish."""

    def sizeHint(self) -> QSize:
        """Return the room for key, mark and word, the word in bold."""
        font = QFont(self.font())
        font.setBold(True)
        metrics = self.fontMetrics()
        from_bold = type(metrics)(font).horizontalAdvance(self._shown())
        return QSize(from_bold + metrics.horizontalAdvance(self._key) + 3 * SIDE, metrics.height() + 10)

    def minimumSizeHint(self) -> QSize:
        """Return the same: a verdict is never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the button in the tone of its verdict when it is checked."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tone = theme.tone(self.verdict)
        group = QPalette.ColorGroup.Normal if self.isEnabled() else QPalette.ColorGroup.Disabled
        palette = self.palette()
        ground = palette.color(group, QPalette.ColorRole.Button)
        ink = palette.color(group, QPalette.ColorRole.ButtonText)
        line = palette.color(group, QPalette.ColorRole.Mid)
        if self.isChecked():
            ground, ink, line = tone.background, tone.text, tone.text
        elif self.isDown() or (self.underMouse() and self.isEnabled()):
            ground = palette.color(group, QPalette.ColorRole.Base)
            line = palette.color(group, QPalette.ColorRole.PlaceholderText)
        painter.setPen(QPen(line, 1.5 if self.isChecked() else 1))
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        if self.hasFocus():
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Highlight), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        self._paint_words(painter, ink, palette.color(group, QPalette.ColorRole.PlaceholderText))

    def _paint_words(self, painter: QPainter, ink: QColor, quiet: QColor) -> None:
        key_width = painter.fontMetrics().horizontalAdvance(self._key)
        place = self.rect().adjusted(SIDE, 0, -SIDE, 0)
        upright = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(ink if self.isChecked() else quiet)
        painter.drawText(place, upright | Qt.AlignmentFlag.AlignLeft, self._key)
        font = QFont(self.font())
        font.setBold(self.isChecked())
        painter.setFont(font)
        painter.setPen(ink)
        words = place.adjusted(key_width + SIDE // 2, 0, 0, 0)
        painter.drawText(words, upright | Qt.AlignmentFlag.AlignHCenter, self._shown())

    def _shown(self) -> str:
        return f"{theme.tone(self.verdict).mark} {self.text()}"


class VerdictBar(QWidget):
    """Which verdict an item has, and the wish for another."""

    chosen = Signal(str)  # the value of a Verdict

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: dict[Verdict, VerdictButton] = {}
        lines = Flow(self, filled=True)
        for number, verdict in enumerate(Verdict, start=1):
            button = VerdictButton(verdict, str(number))
            button.clicked.connect(lambda _=False, wish=verdict: self.chosen.emit(wish.value))
            self.buttons[verdict] = button
            lines.addWidget(button)

    def retranslate(self, language: Language) -> None:
        """Name the verdicts."""
        for number, (verdict, button) in enumerate(self.buttons.items(), start=1):
            button.setText(term(verdict, language))
            button.setToolTip(self.tr("{key} キーでも選べます。").format(key=number))
            button.updateGeometry()

    def show_verdict(self, verdict: Verdict) -> None:
        """Show which verdict the item has."""
        for known, button in self.buttons.items():
            button.setChecked(known is verdict)
