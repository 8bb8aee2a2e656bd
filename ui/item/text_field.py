"""A text editor whose text counts once it is left, and which hands on what is no text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from ui.widgets.text_area import TextArea

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent


class ReasonEdit(TextArea):
    """Text that is committed by leaving the editor or by Ctrl+Enter."""

    committed = Signal()
    entered = Signal()  # Ctrl+Enter, which commits as well
    handed_on = Signal(object)  # QMimeData: pasted files or pictures

    def __init__(self) -> None:
        super().__init__()
        self._menu_open = False
        self.setTabChangesFocus(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Commit when the editor is left; its own menu is no leaving."""
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
        """Take text, and let files and pictures pass."""
        return not is_foreign(source) and super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Insert text; hand on anything else that was pasted."""
        if is_foreign(source):
            self.handed_on.emit(source)
        else:
            super().insertFromMimeData(source)


def is_foreign(source: QMimeData) -> bool:
    """Tell whether this is files, or a picture without any text."""
    return source.hasUrls() or (source.hasImage() and not source.hasText())
