"""Draws returned texts in which something is struck out as they stand on the sheet, run by run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionViewItem

from ui.widgets.lists.tone_delegate import ToneDelegate

if TYPE_CHECKING:
    from ui.widgets.text_area import TextArea

    Index = QModelIndex | QPersistentModelIndex

Runs = tuple[tuple[str, bool], ...]  # texts, each struck out or not

STRUCK: Final = Qt.ItemDataRole.UserRole + 4  # the Runs of a cell, or none


class StruckDelegate(ToneDelegate):
    """Paints runs one behind the other; what has none is painted as before."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the background like the style, and the runs on it."""
        runs = index.data(STRUCK)
        if not runs:
            super().paint(painter, option, index)
            return
        ground = QStyleOptionViewItem(option)
        self.initStyleOption(ground, index)
        ground.text = ""
        style = ground.widget.style() if ground.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, ground, painter, ground.widget)
        chosen = bool(ground.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text
        active = bool(ground.state & QStyle.StateFlag.State_Active)
        group = QPalette.ColorGroup.Active if active else QPalette.ColorGroup.Inactive
        side = style.pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, None, ground.widget) + 1
        painter.save()
        painter.setPen(ground.palette.color(group, role))
        self._draw(painter, ground.font, ground.rect.adjusted(side, 0, -side, 0), runs)
        painter.restore()

    def _draw(self, painter: QPainter, usual: QFont, room: QRect, runs: Runs) -> None:
        """Draw the runs in one line, cut where the room ends."""
        for text, struck in runs:
            font = QFont(usual)
            font.setStrikeOut(struck)
            metrics = QFontMetrics(font)
            line = text.replace("\r", "").replace("\n", " ")
            shown = metrics.elidedText(line, Qt.TextElideMode.ElideRight, room.width())
            painter.setFont(font)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
            room.setLeft(room.left() + metrics.horizontalAdvance(line))
            if shown != line or room.width() <= 0:
                return


def show_runs(area: TextArea, runs: Runs) -> None:
    """Show runs in a text field, struck out where they are."""
    area.clear()
    cursor = QTextCursor(area.document())
    for text, struck in runs:
        look = QTextCharFormat()
        look.setFontStrikeOut(struck)
        cursor.insertText(text, look)
    area.moveCursor(QTextCursor.MoveOperation.Start)
