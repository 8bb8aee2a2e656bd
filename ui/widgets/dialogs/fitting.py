"""Fitting dialogs to the screen, and scroll areas for what does not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6 import QtCore  # its `Qt` takes 10 ms to come to life, which the first paint saves
from PySide6.QtCore import QEvent, QObject, QPoint, QSize
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLayout

FRAME: Final = QSize(16, 48)  # the window frame of the desktop
FIELD_EDGE: Final = 12  # the margins of a text field
LEAST_LINES: Final = 4  # the least height of a dialog's body


def room(widget: QWidget) -> QSize:
    """Return the largest size of a window on its screen."""
    return widget.screen().availableSize() - FRAME


def resize(window: QWidget, width: int, height: int) -> None:
    """Resize a window, at most to the size of its screen."""
    window.resize(QSize(width, height).boundedTo(room(window)))


def bring_in(window: QWidget) -> None:
    """Move a window into its screen and shrink it if needed; a maximised one stays."""
    if window.isMaximized() or window.isFullScreen():
        return
    there = window.screen().availableGeometry()
    resize(window, window.width(), window.height())
    window.move(
        max(there.left(), min(window.x(), there.right() - window.width() - FRAME.width())),
        max(there.top(), min(window.y(), there.bottom() - window.height() - FRAME.height())),
    )


def place(popup: QWidget, anchor: QWidget) -> None:
    """Move a popup below a widget, or above it at the end of the screen, and within both sides."""
    size = popup.sizeHint().expandedTo(popup.size() if popup.isVisible() else popup.minimumSize())
    there = anchor.screen().availableGeometry()
    below = anchor.mapToGlobal(QPoint(0, anchor.height()))
    above = anchor.mapToGlobal(QPoint(0, 0)).y() - size.height()
    fits = below.y() + size.height() <= there.bottom() + 1
    top = below.y() if fits or above < there.top() else above
    popup.move(
        max(there.left(), min(below.x(), there.right() + 1 - size.width())),
        max(there.top(), min(top, there.bottom() + 1 - size.height())),
    )


class LineHeight(QObject):
    """Keeps the height of a text field at a number of lines in any font size; it may shrink below."""

    def __init__(self, field: QWidget, lines: int, least: int = 0) -> None:
        super().__init__(field)
        self._field = field
        self._lines, self._least = lines, least or lines
        field.installEventFilter(self)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Update the height when the font changes."""
        if event.type() is QEvent.Type.FontChange:
            self._fit()
        return super().eventFilter(watched, event)

    def show(self, lines: int) -> None:
        """Set the number of lines."""
        if lines != self._lines:
            self._lines = lines
            self._fit()

    def _fit(self) -> None:
        line = self._field.fontMetrics().lineSpacing()
        self._field.setMinimumHeight(self._least * line + FIELD_EDGE)
        self._field.setMaximumHeight(self._lines * line + FIELD_EDGE)


def wanted_height(layout: QLayout, width: int) -> int:
    """Return the preferred height of a layout at a width, with or without wrapped texts."""
    if layout.hasHeightForWidth():
        return layout.totalHeightForWidth(width)
    return layout.totalSizeHint().height()


def least_height(layout: QLayout, width: int) -> int:
    """Return the least height of a layout at a width; below it, something is cut off."""
    if layout.hasHeightForWidth():
        return layout.totalMinimumHeightForWidth(width)
    return layout.totalMinimumSize().height()


class RoomyScrollArea(QScrollArea):
    """A scroll area that gives its widget all its space, and scrolls when that is too little."""

    def __init__(self, shown: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(QtCore.Qt.FocusPolicy.NoFocus)
        self.setWidget(shown)

    def sizeHint(self) -> QSize:
        """Return the preferred size of the widget."""
        shown = self.widget()
        return shown.sizeHint() if shown is not None else super().sizeHint()


class Body(QScrollArea):
    """The body of a dialog: its parts below each other, scrolled when the dialog is too low."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(QtCore.Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(QtCore.Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._parts = _Parts()
        self.column = self._parts.column
        self.setWidget(self._parts)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    def heightForWidth(self, width: int) -> int:
        """Return the preferred height of the parts at a width."""
        return wanted_height(self.column, width)

    def hasHeightForWidth(self) -> bool:
        """Tell whether the parts have wrapped texts."""
        return self.column.hasHeightForWidth()

    def sizeHint(self) -> QSize:
        """Return the preferred size of the parts, which a scroll area would limit."""
        return self.column.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the full width of the parts and the height of a few lines."""
        lines = LEAST_LINES * self.fontMetrics().lineSpacing()
        parts = self.column.totalMinimumSize()
        return QSize(parts.width(), min(parts.height(), lines))

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Scroll to the part with the focus; Qt does so only when the focus comes from another part."""
        if now is not None and self._parts.isAncestorOf(now):
            self.ensureWidgetVisible(now)


class _Parts(QWidget):
    """The scrolled widget of a body: its lists shrink before it scrolls."""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)

    def heightForWidth(self, width: int) -> int:
        """Return the least height instead of the preferred one, so that lists shrink before it scrolls."""
        return least_height(self.column, width)

    def minimumSizeHint(self) -> QSize:
        """Return the minimum width alone when the height depends on the width."""
        least = self.column.totalMinimumSize()
        return QSize(least.width(), 0 if self.column.hasHeightForWidth() else least.height())

    def event(self, event: QEvent) -> bool:
        """Update the layout of the dialog when the parts change."""
        if event.type() is QEvent.Type.LayoutRequest:
            viewport = self.parentWidget()
            body = viewport.parentWidget() if viewport is not None else None
            if isinstance(body, Body):
                body.updateGeometry()
        return super().event(event)
