"""A text editor that commits its text when it loses the focus, and passes on pasted files and pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from ui.widgets.text_area import TextArea

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent


class ReasonEdit(TextArea):
    """An editor that commits its text on leaving it or on Ctrl+Enter."""

    committed = Signal()
    entered = Signal()  # on Ctrl+Enter, which also commits
    handed_on = Signal(object)  # QMimeData: pasted files or pictures

    def __init__(self) -> None:
        super().__init__()
        self._menu_open = False
        self.setTabChangesFocus(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Commit when the editor loses the focus, except to its own menu."""
        super().focusOutEvent(event)
        if not self._menu_open:
            self.committed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Commit on Ctrl+Enter."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.committed.emit()
            self.entered.emit()
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show the menu without committing."""
        self._menu_open = True
        super().contextMenuEvent(event)
        self._menu_open = False

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Accept text, files and pictures."""
        return not is_foreign(source) and super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Insert text; emit a signal for files and pictures."""
        if is_foreign(source):
            self.handed_on.emit(source)
        else:
            super().insertFromMimeData(source)


def is_foreign(source: QMimeData) -> bool:
    """Tell whether the data has files, or a picture without text."""
    return source.hasUrls() or (source.hasImage() and not source.hasText())
