"""Handing a file or folder to the program that the desktop has for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

if TYPE_CHECKING:
    from pathlib import Path


def show(path: Path) -> bool:
    """Open a file or folder outside this program; False when nothing takes it."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
