"""Chips: words with the mark and the colours of a tone; rows of buttons that filter a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from ui.widgets.choice import Choice
from ui.widgets.flow import Flow
from ui.widgets.labels import GAP
from ui.widgets.looks import theme

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from PySide6.QtGui import QFont, QPaintEvent

    from assessor.domain.vocabulary import Outcome, Verdict

K = TypeVar("K")

# Cached, since many chips are painted.
_ALIGNED = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_BROKEN = _ALIGNED | int(Qt.TextFlag.TextWordWrap)
PADDING = 7
RADIUS = 4


def chip_text(state: Verdict | Outcome, words: str) -> str:
    """Return the words after the mark of their state."""
    return f"{theme.tone(state).mark} {words}"


def chip_size(font: QFont, state: Verdict | Outcome, words: str) -> QSize:
    """Return the size of a chip in pixels."""
    metrics = QFontMetrics(font)
    return QSize(metrics.horizontalAdvance(chip_text(state, words)) + 2 * PADDING, metrics.height() + 4)


def paint_chip(painter: QPainter, place: QRect, state: Verdict | Outcome, words: str) -> None:
    """Paint a chip into a rectangle; words that do not fit are elided."""
    tone = theme.tone(state)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tone.background)
    painter.drawRoundedRect(QRectF(place), RADIUS, RADIUS)
    painter.setPen(tone.text)
    inside = place.adjusted(PADDING, 0, -PADDING, 0)
    text = chip_text(state, words)
    if place.height() > 1.6 * painter.fontMetrics().height():  # tall enough for a second line
        painter.drawText(inside, _BROKEN, text)
    else:
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inside.width() + 1)
        painter.drawText(inside, _ALIGNED, shown)
    painter.restore()


class Chip(QWidget):
    """A chip as a widget, for use outside of lists."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: Verdict | Outcome | None = None
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_state(self, state: Verdict | Outcome | None, words: str = "") -> None:
        """Show a state in these words; None shows nothing."""
        self._state, self._words = state, words
        self.setAccessibleName(words)
        self.setVisible(state is not None)
        self.updateGeometry()
        self.update()

    @property
    def words(self) -> str:
        """The words shown."""
        return self._words

    def sizeHint(self) -> QSize:
        """Return the size that the words need."""
        if self._state is None:
            return QSize(0, 0)
        return chip_size(self.font(), self._state, self._words)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the chip."""
        if self._state is not None:
            paint_chip(QPainter(self), self.rect(), self._state, self._words)


class Strip(QWidget):
    """A framed strip for a notice, with a bar at its side in the colour of a state."""

    def __init__(self, state: Verdict | Outcome, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground and the bar."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().color(QPalette.ColorRole.AlternateBase))
        painter.drawRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
        painter.setBrush(theme.tone(self._state).text)
        painter.drawRect(0, 0, 4, self.height())


class ChipRow(QWidget, Generic[K]):
    """A row of filter buttons; one that would show nothing is disabled, except the first."""

    chosen = Signal()

    def __init__(self, keys: Iterable[K], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = list(keys)
        self._group = QButtonGroup(self)
        row = Flow(self, gap=GAP)
        self.buttons: dict[K, Choice] = {}
        for number, key in enumerate(self._keys):
            button = Choice()
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self._group.addButton(button, number)
            self.buttons[key] = button
            row.addWidget(button)
        self.buttons[self._keys[0]].setChecked(True)
        self._group.idToggled.connect(self._on_toggled)

    @property
    def current(self) -> K:
        """The key of the chosen button."""
        return self._keys[self._group.checkedId()]

    def choose(self, key: K) -> None:
        """Choose a button by its key."""
        self.buttons[key].setChecked(True)

    def show_counts(self, words: Mapping[K, str], counts: Mapping[K, int]) -> None:
        """Show the name and the count of each choice."""
        for key, button in self.buttons.items():
            button.setText(f"{words[key]} {counts[key]}")
            button.setEnabled(bool(counts[key]) or key == self._keys[0] or button.isChecked())

    def _on_toggled(self, _number: int, on: bool) -> None:
        if on:
            self.chosen.emit()
