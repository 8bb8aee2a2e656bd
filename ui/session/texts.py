"""Texts of classes that are no QObject, and so have no `tr` of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from collections.abc import Callable


def texts_of(context: str) -> Callable[[str], str]:
    """Return what translates a text in a context, which is the name of the class that says it."""

    def tr(text: str) -> str:
        return QCoreApplication.translate(context, text)

    return tr
