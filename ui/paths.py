"""Where things lie: what is shipped beside the program, and where it writes for its user."""

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
    """Return the user's folder for documents, or the home folder when there is none."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(folder) if folder and Path(folder).is_dir() else Path.home()
