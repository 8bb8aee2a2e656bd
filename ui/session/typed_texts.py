"""Texts typed into dialogs, kept until they are recorded and shown when the dialog opens again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Iterable


class TypedTexts(QObject):
    """The unrecorded texts of the open case by purpose, such as those of cancelled dialogs."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts: dict[str, str] = {}

    def of(self, key: str) -> str:
        """Return the text for a purpose, or an empty one."""
        return self._texts.get(key, "")

    def keep(self, key: str, text: str) -> None:
        """Keep a text; an empty one is removed."""
        if text == self.of(key):
            return
        if text.strip():
            self._texts[key] = text
        else:
            self._texts.pop(key, None)
        self.changed.emit()

    def all(self) -> tuple[tuple[str, str], ...]:
        """Return every text with its purpose."""
        return tuple(sorted(self._texts.items()))

    def put(self, texts: Iterable[tuple[str, str]]) -> None:
        """Replace all kept texts."""
        self._texts = dict(texts)
