"""The seven verdicts as a group of radio buttons, each showing its key.

One Tab enters the group and one leaves it. Arrow keys only move the focus and never choose a verdict.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPalette, QPen
from PySide6.QtWidgets import QGroupBox, QRadioButton, QSizePolicy, QWidget

from assessor.domain.vocabulary import Verdict
from assessor.words.terms import term
from ui.widgets.flow import Flow
from ui.widgets.looks import theme

if TYPE_CHECKING:
    from PySide6.QtCore import QObject, QPoint
    from PySide6.QtGui import QColor, QKeyEvent, QPaintEvent

    from assessor.words import Language

RADIUS = 4
SIDE = 6


ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
ALONG = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
ACROSS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
PLAIN = Qt.KeyboardModifier.NoModifier


class VerdictButton(QRadioButton):
    """The button of a verdict, checked only when that is the recorded one."""

    def __init__(self, verdict: Verdict, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.verdict = verdict
        self._key = key
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def nextCheckState(self) -> None:
        """Keep the state, since a click only requests the verdict."""

    def show_checked(self, *, on: bool) -> None:
        """Check or uncheck this button independently of the others, since none may be checked.

        Otherwise they are exclusive, so that a screen reader recognises radio buttons.
        """
        self.setAutoExclusive(False)
        self.setChecked(on)
        self.setAutoExclusive(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ignore arrow keys with any modifiers, which would choose a button of an exclusive group."""
        if Qt.Key(event.key()) in {*ALONG, *ACROSS}:
            event.ignore()
            return
        super().keyPressEvent(event)

    def hitButton(self, place: QPoint) -> bool:
        """Accept clicks on the whole button."""
        return self.rect().contains(place)

    def sizeHint(self) -> QSize:
        """Return the size for key, mark and the word in bold."""
        font = QFont(self.font())
        font.setBold(True)
        metrics = self.fontMetrics()
        from_bold = type(metrics)(font).horizontalAdvance(self._shown())
        return QSize(from_bold + metrics.horizontalAdvance(self._key) + 3 * SIDE, metrics.height() + 10)

    def minimumSizeHint(self) -> QSize:
        """Return the same size, so that a verdict is never cut off."""
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
        line = theme.edge() if self.isEnabled() else palette.color(group, QPalette.ColorRole.Mid)
        if self.isChecked():
            ground, ink, line = tone.background, tone.text, tone.text
        elif self.isDown() or (self.underMouse() and self.isEnabled()):
            ground = palette.color(group, QPalette.ColorRole.Base)
            line = palette.color(group, QPalette.ColorRole.PlaceholderText)
        painter.setPen(QPen(line, 2 if self.isChecked() else 1))
        painter.setBrush(ground)
        inset = 1 if self.isChecked() else 0.5  # on whole pixels, so that the line is sharp
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), RADIUS, RADIUS)
        if self.hasFocus():
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Accent), 2))
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


class VerdictBar(QGroupBox):
    """Shows the verdict of an item, and emits the chosen one."""

    chosen = Signal(str)  # the value of a Verdict

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: dict[Verdict, VerdictButton] = {}
        self.setStyleSheet("VerdictBar { border: none; margin: 0; padding: 0; }")
        lines = Flow(self, filled=True)
        for number, verdict in enumerate(Verdict, start=1):
            button = VerdictButton(verdict, str(number))
            button.clicked.connect(lambda _=False, wish=verdict: self.chosen.emit(wish.value))
            button.installEventFilter(self)
            self.buttons[verdict] = button
            lines.addWidget(button)
        self._stop_at(next(iter(self.buttons.values())))

    def retranslate(self, language: Language) -> None:
        """Set the texts of the verdicts in a language."""
        self.setAccessibleName(self.tr("評価区分"))
        for number, (verdict, button) in enumerate(self.buttons.items(), start=1):
            button.setText(term(verdict, language))
            button.setToolTip(self.tr("{key} キーでも選べます。").format(key=number))
            button.updateGeometry()

    def show_verdict(self, verdict: Verdict | None) -> None:
        """Show the verdict of the item; none when several items differ."""
        for known, button in self.buttons.items():
            button.show_checked(on=known is verdict)
        if not self.has_focus:
            self._stop_at(self.entrance)

    def take_focus(self) -> None:
        """Focus the present verdict, else the first."""
        self.entrance.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def has_focus(self) -> bool:
        """Whether the focus is on one of the verdicts."""
        return any(button.hasFocus() for button in self.buttons.values())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move the focus on arrow keys, and choose on Enter as on the space bar."""
        if isinstance(watched, VerdictButton):
            if event.type() is QEvent.Type.KeyPress:
                return self._on_key(watched, event)  # type: ignore[arg-type]  # a key press is a QKeyEvent
            if event.type() is QEvent.Type.FocusIn:
                self._stop_at(watched)
            elif event.type() is QEvent.Type.FocusOut:
                self._stop_at(self.entrance)
        return super().eventFilter(watched, event)

    @property
    def entrance(self) -> VerdictButton:
        """The button that Tab focuses."""
        buttons = list(self.buttons.values())
        return next((button for button in buttons if button.isChecked()), buttons[0])

    def _on_key(self, button: VerdictButton, event: QKeyEvent) -> bool:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers != PLAIN:
            return False
        if event.key() in ENTER and not event.isAutoRepeat():
            button.click()
            return True
        key = Qt.Key(event.key())
        if key not in ALONG and key not in ACROSS:
            return False
        to = self._beside(button, ALONG[key]) if key in ALONG else self._across(button, ACROSS[key])
        if to is not None:
            to.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _beside(self, button: VerdictButton, step: int) -> VerdictButton | None:
        buttons = list(self.buttons.values())
        to = buttons.index(button) + step
        return buttons[to] if 0 <= to < len(buttons) else None

    def _across(self, button: VerdictButton, way: int) -> VerdictButton | None:
        """Return the nearest button in the next line."""
        here = button.geometry().center()
        others = [one for one in self.buttons.values() if (one.y() - button.y()) * way > 0]

        def distance(one: VerdictButton) -> tuple[int, int]:
            return abs(one.y() - button.y()), abs(one.geometry().center().x() - here.x())

        return min(others, key=distance, default=None)

    def _stop_at(self, stop: VerdictButton) -> None:
        """Make one button the only one that Tab focuses."""
        for button in self.buttons.values():
            policy = Qt.FocusPolicy.StrongFocus if button is stop else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)
