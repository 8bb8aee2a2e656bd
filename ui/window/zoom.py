"""The size of all text, changed in steps by keys, menu and wheel, and saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from ui.settings import ZOOMS
from ui.widgets.looks import fonts, theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.menus.actions import Actions
    from ui.settings import Settings

_NOTCH = 120  # one step of a wheel, in eighths of a degree


class Zoom(QObject):
    """Changes the size of all text of the application."""

    changed = Signal(int)  # the present size in percent

    def __init__(self, window: QWidget, settings: Settings, actions: Actions) -> None:
        super().__init__(window)
        self._settings = settings
        self._turned = 0  # angle of the wheel since the last step
        self._actions = actions
        actions["larger"].triggered.connect(lambda: self.step(1))
        actions["smaller"].triggered.connect(lambda: self.step(-1))
        actions["usual_size"].triggered.connect(lambda: self.show_size(100))
        handle = window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)  # on the application, so that it comes before a list scrolls
        self._enable()

    def step(self, by: int) -> None:
        """Change to the next larger or smaller size, if there is one."""
        at = ZOOMS.index(self._settings.zoom) + by
        if 0 <= at < len(ZOOMS):
            self.show_size(ZOOMS[at])

    def show_size(self, zoom: int) -> None:
        """Set the size of all text in percent and save it."""
        self._settings.zoom = zoom
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setFont(theme.font(zoom))
            fonts.follow(application)
        self._enable()
        self.changed.emit(zoom)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Change the size by the wheel while Ctrl is held."""
        if event.type() is QEvent.Type.Wheel and isinstance(event, QWheelEvent):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._turn(event.angleDelta().y())
                return True
            self._turned = 0
        return super().eventFilter(watched, event)

    def _turn(self, by: int) -> None:
        """Change the size once per notch of the wheel, summing up the small turns of touch pads."""
        self._turned = by if self._turned * by < 0 else self._turned + by
        if abs(self._turned) >= _NOTCH:
            self.step(1 if self._turned > 0 else -1)
            self._turned = 0

    def _enable(self) -> None:
        zoom = self._settings.zoom
        self._actions["larger"].setEnabled(zoom != ZOOMS[-1])
        self._actions["smaller"].setEnabled(zoom != ZOOMS[0])
