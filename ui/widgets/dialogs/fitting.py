"""The room that a screen has for a dialog, and what scrolls where it does not suffice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6 import QtCore  # its `Qt` takes 10 ms to come to life, which the first paint saves
from PySide6.QtCore import QEvent, QObject, QPoint, QSize
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLayout

FRAME: Final = QSize(16, 48)  # what the desktop puts around a window
FIELD_EDGE: Final = 12  # what a text field has around its lines
LEAST_LINES: Final = 4  # of a body that has no more room


def room(widget: QWidget) -> QSize:
    """Return the largest size that a window can have on the screen it is on."""
    return widget.screen().availableSize() - FRAME


def resize(window: QWidget, width: int, height: int) -> None:
    """Give a window a size, or what the screen has of it."""
    window.resize(QSize(width, height).boundedTo(room(window)))


def bring_in(window: QWidget) -> None:
    """Move a window into its screen, and make it smaller where it must be; one that fills it stays so."""
    if window.isMaximized() or window.isFullScreen():
        return
    there = window.screen().availableGeometry()
    resize(window, window.width(), window.height())
    window.move(
        max(there.left(), min(window.x(), there.right() - window.width() - FRAME.width())),
        max(there.top(), min(window.y(), there.bottom() - window.height() - FRAME.height())),
    )


def place(popup: QWidget, anchor: QWidget) -> None:
    """Put a popup below a widget, or above it where the screen ends, and never beyond a side."""
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
    """Keeps a text field as high as some lines, whatever the size of the text; it may give way to fewer."""

    def __init__(self, field: QWidget, lines: int, least: int = 0) -> None:
        super().__init__(field)
        self._field = field
        self._lines, self._least = lines, least or lines
        field.installEventFilter(self)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Measure anew when the font has changed."""
        if event.type() is QEvent.Type.FontChange:
            self._fit()
        return super().eventFilter(watched, event)

    def show(self, lines: int) -> None:
        """Keep it as high as other many lines."""
        if lines != self._lines:
            self._lines = lines
            self._fit()

    def _fit(self) -> None:
        line = self._field.fontMetrics().lineSpacing()
        self._field.setMinimumHeight(self._least * line + FIELD_EDGE)
        self._field.setMaximumHeight(self._lines * line + FIELD_EDGE)


def wanted_height(layout: QLayout, width: int) -> int:
    """Return the height that a layout wants at a width, whether anything in it wraps or not."""
    if layout.hasHeightForWidth():
        return layout.totalHeightForWidth(width)
    return layout.totalSizeHint().height()


def least_height(layout: QLayout, width: int) -> int:
    """Return the height at a width below which something in a layout is cut."""
    if layout.hasHeightForWidth():
        return layout.totalMinimumHeightForWidth(width)
    return layout.totalMinimumSize().height()


class RoomyScrollArea(QScrollArea):
    """Shows one widget in all the room there is, and scrolls it where that is less than it needs."""

    def __init__(self, shown: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(QtCore.Qt.FocusPolicy.NoFocus)
        self.setWidget(shown)

    def sizeHint(self) -> QSize:
        """Return the size that the widget wants."""
        shown = self.widget()
        return shown.sizeHint() if shown is not None else super().sizeHint()


class Body(QScrollArea):
    """The parts of a dialog, one below the other: as high as they want, and scrolling where they cannot."""

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
        """Return the height that the parts want at a width."""
        return wanted_height(self.column, width)

    def hasHeightForWidth(self) -> bool:
        """Tell whether texts of the parts wrap."""
        return self.column.hasHeightForWidth()

    def sizeHint(self) -> QSize:
        """Return the size of the parts, not what a scroll area makes of it."""
        return self.column.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        """Ask for all of the width, and for a few lines."""
        lines = LEAST_LINES * self.fontMetrics().lineSpacing()
        parts = self.column.totalMinimumSize()
        return QSize(parts.width(), min(parts.height(), lines))

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Bring the part that has the focus in sight, which Qt does only on the way from another part."""
        if now is not None and self._parts.isAncestorOf(now):
            self.ensureWidgetVisible(now)


class _Parts(QWidget):
    """What the body scrolls: lists in it become short before anything scrolls."""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)

    def heightForWidth(self, width: int) -> int:
        """Scroll below the least height, not below the one that is wanted."""
        return least_height(self.column, width)

    def minimumSizeHint(self) -> QSize:
        """Ask for a width only where the height follows from it."""
        least = self.column.totalMinimumSize()
        return QSize(least.width(), 0 if self.column.hasHeightForWidth() else least.height())

    def event(self, event: QEvent) -> bool:
        """Tell the dialog, too, that the parts have changed."""
        if event.type() is QEvent.Type.LayoutRequest:
            viewport = self.parentWidget()
            body = viewport.parentWidget() if viewport is not None else None
            if isinstance(body, Body):
                body.updateGeometry()
        return super().event(event)
