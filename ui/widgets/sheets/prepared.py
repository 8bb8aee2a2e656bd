"""A workbook ready to be shown: its look, with the pictures decoded beside the thread of the window."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assessor.domain.sheet_look import SheetPicture, WorkbookLook

MOST: Final = QSize(1600, 1200)  # pixels; a larger picture is scaled down while it is decoded
_PIXELS: Final = 24_000_000  # of all pictures of a workbook together: some 100 MB


@dataclass(frozen=True)
class PreparedWorkbook:
    """The look of a workbook, and its pictures by their content; a null one cannot be drawn."""

    look: WorkbookLook
    images: Mapping[bytes, QImage]

    def image(self, picture: SheetPicture) -> QImage:
        """Return a picture, a null one when there is nothing to draw."""
        return self.images.get(picture.content, QImage())


def prepared(look: WorkbookLook) -> PreparedWorkbook:
    """Decode the pictures; the more there are, the smaller each."""
    contents = {picture.content for sheet in look.sheets for picture in sheet.pictures if picture.content}
    share = sqrt(_PIXELS / max(1, len(contents)) / (MOST.width() * MOST.height()))
    most = MOST * min(1.0, share)
    return PreparedWorkbook(look, {content: drawn(content, most) for content in contents})


def drawn(content: bytes, most: QSize = MOST) -> QImage:
    """Return a picture, at most of this size; a null one when Qt cannot draw it.

    Runs beside the thread of the window.
    """
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.width() > most.width() or size.height() > most.height():
        reader.setScaledSize(size.scaled(most, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()
