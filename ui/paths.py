"""Paths of the shipped resources and of the user's folders."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QStandardPaths

ROOT: Final = Path(__file__).resolve().parents[1]  # the same in the source tree and in the bundle
RESOURCES: Final = ROOT / "resources"
TRANSLATIONS: Final = RESOURCES / "i18n"
TOOLBAR_STYLE: Final = RESOURCES / "toolbar.qss"
CHECKLISTS: Final = ROOT / "checklists"
NAME: Final = "Assessor"


def documents() -> Path:
    """Return the user's documents folder, or the home folder when it does not exist."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(folder) if folder and Path(folder).is_dir() else Path.home()
