"""Files from dropped or pasted data: files as they are, a picture as a PNG file with a descriptive name."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage

from assessor.operations.evidence import copies

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData


def files_of(source: QMimeData) -> list[Path]:
    """Return the local files in the data."""
    return [Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile()]


def holds_evidence(source: QMimeData) -> bool:
    """Tell whether the data has files or a picture."""
    return bool(files_of(source)) or source.hasImage()


class PastedPicture:
    """A picture from the clipboard in a temporary file, which exists until it is removed."""

    def __init__(self, image: QImage) -> None:
        now = datetime.now().astimezone()
        name = QCoreApplication.translate("EvidenceView", "貼付け")
        self._folder = copies.private_folder("paste")
        self.path = self._folder / f"{name}_{now:%Y%m%d_%H%M%S}.png"
        self.saved = image.save(str(self.path), "PNG")  # type: ignore[call-overload]  # the stub wants bytes here

    def remove(self) -> None:
        """Delete the file, as its contents may be confidential."""
        shutil.rmtree(self._folder, ignore_errors=True)


def picture_of(source: QMimeData) -> PastedPicture | None:
    """Save a pasted picture as a file and return it; None when there is none."""
    image = source.imageData()
    if not isinstance(image, QImage) or image.isNull():
        return None
    pasted = PastedPicture(image)
    if pasted.saved:
        return pasted
    pasted.remove()
    return None
