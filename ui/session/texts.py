"""Translation for classes that are no QObject and have no `tr`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from collections.abc import Callable


def texts_of(context: str) -> Callable[[str], str]:
    """Return a function that translates texts in a context, the name of the class."""

    def tr(text: str) -> str:
        return QCoreApplication.translate(context, text)

    return tr
