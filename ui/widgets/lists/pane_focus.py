"""Strong selection colours for the list with the focus, pale ones for all others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractItemView

_CHANGES = frozenset({QEvent.Type.FocusIn, QEvent.Type.FocusOut, QEvent.Type.PaletteChange})
_ROLES = (QPalette.ColorRole.Highlight, QPalette.ColorRole.HighlightedText)


class PaneFocus(QObject):
    """Updates the selection colours of one list; Qt itself only distinguishes active and inactive windows."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self._busy = False
        view.installEventFilter(self)
        self._colour()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow changes of the focus and of the palette."""
        if watched is self._view and event.type() in _CHANGES and not self._busy:
            self._colour()
        return super().eventFilter(watched, event)

    def _colour(self) -> None:
        colours = QApplication.palette()
        wanted = QPalette()
        group = QPalette.ColorGroup
        for role in _ROLES:
            strong = colours.color(group.Active if self._view.hasFocus() else group.Inactive, role)
            wanted.setColor(group.Active, role, strong)
            wanted.setColor(group.Inactive, role, colours.color(group.Inactive, role))
        now = self._view.palette()
        if any(now.color(group.Active, role) != wanted.color(group.Active, role) for role in _ROLES):
            self._busy = True
            self._view.setPalette(wanted)
            self._busy = False


def keep_pale_without_focus(*views: QAbstractItemView) -> None:
    """Give the lists of a window pale selections while they have no focus."""
    for view in views:
        PaneFocus(view)
