"""Opening a file or folder with its default program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

if TYPE_CHECKING:
    from pathlib import Path


def show(path: Path) -> bool:
    """Open a file or folder with its default program; returns False when there is none."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
