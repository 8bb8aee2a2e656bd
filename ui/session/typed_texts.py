"""What is being typed into a dialog, by what it is for: offered when the same dialog comes again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Iterable


class TypedTexts(QObject):
    """Texts of the open case that are not recorded; a dialog that is cancelled leaves its own."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts: dict[str, str] = {}

    def of(self, key: str) -> str:
        """Return what was typed for something, or nothing."""
        return self._texts.get(key, "")

    def keep(self, key: str, text: str) -> None:
        """Keep what stands there now; nothing when it is recorded or empty."""
        if text == self.of(key):
            return
        if text.strip():
            self._texts[key] = text
        else:
            self._texts.pop(key, None)
        self.changed.emit()

    def all(self) -> tuple[tuple[str, str], ...]:
        """Return every text with what it is for."""
        return tuple(sorted(self._texts.items()))

    def put(self, texts: Iterable[tuple[str, str]]) -> None:
        """Take these for what is typed, in place of what was."""
        self._texts = dict(texts)
