"""Labels of the panels: plain text that can be selected, headings, quiet lines, links that explain."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QPainter, QPalette, QPen
from PySide6.QtWidgets import QLabel, QLayout, QSizePolicy, QToolTip, QVBoxLayout, QWidget

from assessor.words import Language
from ui.widgets.looks.fonts import emphasise

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from PySide6.QtGui import QFocusEvent, QPaintEvent

GAP = 6
MARGIN = 10


def tip(text: str) -> str:
    """Return a tool tip that wraps and shows the text literally, without reading markup in it."""
    return f'<p style="white-space:pre-wrap">{escape(text)}</p>' if text else ""


def unmarked(text: str) -> str:
    """Return the text of a menu or a label without its access key."""
    return text.partition("(&")[0] if "(&" in text else text.replace("&", "")


def listed(words: Iterable[str], language: Language) -> str:
    """Return the words joined by the separator of the language."""
    return (", " if language is Language.EN else "、").join(words)


def quiet(label: QLabel) -> QLabel:
    """Give a label the quiet colour of the palette."""
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label


class Text(QLabel):
    """Plain text that wraps and can be selected; markup in it is shown literally."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show a text; an empty one cannot be focused."""
        super().setText(text)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus if text else Qt.FocusPolicy.NoFocus)

    def clear(self) -> None:
        """Show nothing."""
        self.setText("")


class Quiet(Text):
    """Secondary text, in the quiet colour of the palette."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setForegroundRole(QPalette.ColorRole.PlaceholderText)


class Caption(QLabel):
    """The name of a field in the quiet colour, beside the first line of the field."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setText(text)


class Heading(QLabel):
    """The heading of a section, announced as a heading by a screen reader."""

    def __init__(self, parent: QWidget | None = None, *, larger: float = 0) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        emphasise(self, larger, bold=True)
        self.setAccessibleDescription(QCoreApplication.translate("Heading", "見出し"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.setAccessibleDescription(QCoreApplication.translate("Heading", "見出し"))


class Title(Heading):
    """A heading in one line; when it is elided, its tool tip has the whole text."""

    def minimumSizeHint(self) -> QSize:
        """Return a small width, as the text can be elided."""
        return QSize(60, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the text, elided in its middle."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideMiddle, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        self.setToolTip(tip(self.text()) if shown != self.text() else "")


class Explained(QLabel):
    """A word that looks like a link, with an explanation on hovering or pressing Enter."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._explanation = ""
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.linkActivated.connect(self._on_link_activated)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the word, and a frame around it while it has the focus."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Accent), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the frame."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the frame away."""
        super().focusOutEvent(event)
        self.update()

    def explain(self, word: str, explanation: str) -> None:
        """Show a word and set its explanation."""
        self._explanation = explanation
        self.setText(f'<a href="#">{escape(word)}</a>' if word else "")
        self.setToolTip(tip(explanation))
        self.setAccessibleName(word)
        self.setAccessibleDescription(explanation)
        self.setVisible(bool(word))

    def changeEvent(self, event: QEvent) -> None:
        """Update the link's colour to the new palette, as the text keeps the old one."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            shown = self.text()
            self.clear()
            self.setText(shown)

    @property
    def explanation(self) -> str:
        """The text of the tool tip."""
        return self._explanation

    def _on_link_activated(self) -> None:
        QToolTip.showText(self.mapToGlobal(QPoint(0, self.height())), self.toolTip(), self)


class ScrolledColumn(QWidget):
    """The column inside a scroll area, as high as its parts are at the given width."""

    def minimumSizeHint(self) -> QSize:
        """Return a width only, since the height follows from it."""
        return QSize(super().minimumSizeHint().width(), 0)


class Rows(QWidget):
    """Parts below each other, each known by a key; a part with the same key is kept on an update.

    A kept part keeps its selection and the focus. When no part is kept, the parts are replaced while they are
    hidden, because each visible change would lay out the whole panel anew, which takes the most time.
    """

    def __init__(self, spacing: int = GAP, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(spacing)
        self._parts: dict[Hashable, QWidget] = {}
        self.hide()

    def fill(self, parts: Iterable[tuple[Hashable, Callable[[], QWidget]]]) -> None:
        """Replace the parts by these; only parts with new keys are created."""
        wanted = dict(parts)
        if list(wanted) == list(self._parts):
            return
        if not wanted.keys() & self._parts.keys():
            self.hide()
        for gone in self._parts.keys() - wanted.keys():
            _put_away(self._column, self._parts[gone])
        self._parts = {what: self._parts.get(what) or make() for what, make in wanted.items()}
        for number, part in enumerate(self._parts.values()):
            if self._column.indexOf(part) != number:
                self._column.insertWidget(number, part)
                part.show()
        self.setVisible(bool(self._parts))


def empty(layout: QLayout) -> None:
    """Remove everything from a layout."""
    while (place := layout.takeAt(0)) is not None:
        widget = place.widget()
        if widget is not None:
            _put_away(layout, widget)


def _put_away(layout: QLayout, widget: QWidget) -> None:
    layout.removeWidget(widget)
    widget.hide()
    widget.deleteLater()
