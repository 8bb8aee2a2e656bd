"""Draws cells that name a state as coloured labels; the words say the same as the colour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from assessor.domain.vocabulary import Verdict
from ui.widgets.chips import PADDING, RADIUS
from ui.widgets.looks import theme

if TYPE_CHECKING:
    Index = QModelIndex | QPersistentModelIndex

TONE: Final = Qt.ItemDataRole.UserRole + 1  # the value of the verdict that gives the colours, or ""
SIDE: Final = 4


class ToneDelegate(QStyledItemDelegate):
    """Paints the text of a cell on the colour of its tone, and cells without a tone like the style."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the background like the style, and the label on it."""
        word = index.data(TONE)
        if not word:
            super().paint(painter, option, index)
            return
        ground = QStyleOptionViewItem(option)
        self.initStyleOption(ground, index)
        text, ground.text = ground.text, ""
        style = ground.widget.style() if ground.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, ground, painter, ground.widget)
        tone, metrics = theme.tone(Verdict(word)), ground.fontMetrics
        room = option.rect.adjusted(SIDE, 0, -SIDE, 0)
        width = min(metrics.horizontalAdvance(text) + 2 * PADDING, room.width())
        label = QRect(room.left(), 0, width, metrics.height() + 2)
        label.moveCenter(room.center())
        label.moveLeft(room.left())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tone.background)
        painter.drawRoundedRect(QRectF(label), RADIUS, RADIUS)
        painter.setPen(tone.text)
        inside = label.adjusted(PADDING, 0, -PADDING, 0)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, inside.width() + 1)
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size of a label."""
        size = super().sizeHint(option, index)
        if not index.data(TONE):
            return size
        return QSize(size.width() + 2 * (PADDING + SIDE), size.height() + 2 * SIDE)
