"""Draws the cells of the overview: mark and text on the colour of their state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPainter, QPalette, QPen
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.overview.model import OverviewRole
from ui.widgets.chips import paint_chip
from ui.widgets.weak_mark import mark_size, paint_mark

if TYPE_CHECKING:
    from ui.overview.columns import OverviewCell

Index = QModelIndex | QPersistentModelIndex
SIDE = 4


class OverviewDelegate(QStyledItemDelegate):
    """Paints the cells of the matrix."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the background like the style, and the text on it."""
        cell: OverviewCell | None = index.data(OverviewRole.CELL)  # one value: each request takes time
        if cell is None:  # a group
            painter.fillRect(option.rect, option.palette.color(QPalette.ColorRole.Window))
            return  # covered by a label with selectable text
        ground = QStyleOptionViewItem(option)  # the text is painted below
        style = ground.widget.style() if ground.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, ground, painter, ground.widget)
        state, text = cell.state, cell.words
        painter.save()
        painter.setFont(option.font)
        whole = option.rect.adjusted(2, 2, -2, -2)
        if cell.weak:  # at the end of the cell, beside its text
            weak = str(cell.weak)
            size = mark_size(option.font, weak)
            paint_mark(painter, whole.adjusted(whole.width() - size.width(), 0, 0, 0), weak)
            whole.setRight(whole.right() - size.width() - 2)
        if state is not None:
            paint_chip(painter, whole, state, text)
        else:
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
            active = bool(option.state & QStyle.StateFlag.State_Active)  # like the background
            group = QPalette.ColorGroup.Active if active else QPalette.ColorGroup.Inactive
            painter.setPen(option.palette.color(group, role))
            place = whole.adjusted(SIDE - 2, 0, 2 - SIDE, 0)
            across = index.data(Qt.ItemDataRole.TextAlignmentRole) or option.displayAlignment
            aligned = int(across | Qt.AlignmentFlag.AlignVCenter)
            metrics, broken = painter.fontMetrics(), aligned | int(Qt.TextFlag.TextWordWrap)
            if place.contains(metrics.boundingRect(place, broken, text)):
                painter.drawText(place, broken, text)
            else:
                shown = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, place.width())
                painter.drawText(place, aligned, shown)
        if option.state & QStyle.StateFlag.State_HasFocus:  # the cell that Enter opens
            painter.setPen(QPen(option.palette.color(QPalette.ColorRole.Text), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))
        painter.restore()
