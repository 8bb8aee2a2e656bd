"""The pane beside the marks of a returned workbook: the whole text, and the picture where it is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QImage, QPixmap, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from assessor.domain.sheet_mark import MarkKind
from ui.widgets.labels import GAP, Quiet
from ui.widgets.text_area import TextArea

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from assessor.domain.sheet_mark import SheetMark


class Picture(QLabel):
    """A picture that is scaled down to the room it has."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = QPixmap()
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMinimumSize(1, 1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)

    def show_image(self, image: QImage) -> None:
        """Show a picture; a null one clears it."""
        self._whole = QPixmap.fromImage(image)
        self._scale()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Scale the picture to the new room."""
        super().resizeEvent(event)
        self._scale()

    def _scale(self) -> None:
        if self._whole.isNull():
            self.clear()
            return
        ratio, room = self.devicePixelRatioF(), self.size() * self.devicePixelRatioF()
        fits = self._whole.width() <= room.width() and self._whole.height() <= room.height()
        modes = (Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
        shown = QPixmap(self._whole) if fits else self._whole.scaled(room, *modes)
        shown.setDevicePixelRatio(ratio)
        self.setPixmap(shown)


class MarkDetail(QWidget):
    """Shows one mark in full."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = TextArea()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.picture, self.message = Picture(), Quiet()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.text, 1)
        column.addWidget(self.picture, 3)
        column.addWidget(self.message)
        self.show_mark(None)

    def show_mark(self, mark: SheetMark | None, content: str = "") -> None:
        """Show what a mark says; its picture is shown once it is read."""
        struck = mark is not None and mark.kind is MarkKind.STRUCK
        is_picture = mark is not None and mark.kind is MarkKind.PICTURE
        self.text.clear()
        crossed, plain = QTextCharFormat(), QTextCharFormat()
        crossed.setFontStrikeOut(struck)
        plain.setFontWeight(QFont.Weight.Normal)
        cursor = QTextCursor(self.text.document())
        cursor.insertText(content, crossed)
        if struck and mark is not None and mark.rest:
            cursor.insertText(f"\n{mark.rest}", plain)
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        self.text.setVisible(not is_picture or bool(content))
        self.picture.show_image(QImage())
        self.picture.setVisible(is_picture)
        self.picture.setAccessibleName(content)
        self.message.setText(self.tr("画像を読み込んでいます。") if is_picture else "")
        self.message.setVisible(is_picture)

    def show_image(self, image: QImage) -> None:
        """Show the picture of the mark, or say that it cannot be drawn."""
        self.picture.show_image(image)
        self.picture.setVisible(not image.isNull())
        self.message.setText(
            self.tr("この形式の画像は表示できません。証跡として添付すると、ファイルとして開けます。")
        )
        self.message.setVisible(image.isNull())

    def show_failure(self, sentence: str) -> None:
        """Say why the picture could not be read."""
        self.picture.setVisible(False)
        self.message.setText(sentence)
        self.message.show()

    def retranslate(self) -> None:
        """Name the parts in the language of the window."""
        self.text.setAccessibleName(self.tr("書き込みの全文"))
