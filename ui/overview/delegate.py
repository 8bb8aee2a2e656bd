"""Draws the cells of the overview: the ground in the tone of their state, mark and words on it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPainter, QPalette, QPen
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from assessor.domain.vocabulary import Outcome, Verdict
from ui.overview.model import OverviewRole
from ui.widgets.chips import paint_chip
from ui.widgets.weak_mark import mark_size, paint_mark

Index = QModelIndex | QPersistentModelIndex
SIDE = 4


def state_of(index: Index) -> Verdict | Outcome | None:
    """Return the state whose tone a cell takes."""
    word = index.data(OverviewRole.STATE)
    if not word:
        return None
    return Outcome(word) if index.data(OverviewRole.OUTCOME) else Verdict(word)


class OverviewDelegate(QStyledItemDelegate):
    """The look of a cell of the matrix."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the ground as the style does it, and the cell's words on it."""
        if index.data(OverviewRole.SENTENCE):
            painter.fillRect(option.rect, option.palette.color(QPalette.ColorRole.Window))
            return  # a label that can be selected lies on it
        ground = QStyleOptionViewItem(option)
        self.initStyleOption(ground, index)
        text, ground.text = ground.text, ""
        style = ground.widget.style() if ground.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, ground, painter, ground.widget)
        state = state_of(index)
        painter.save()
        painter.setFont(option.font)
        whole = option.rect.adjusted(2, 2, -2, -2)
        if weak := index.data(OverviewRole.WEAK):  # at the end of the cell, beside its words
            size = mark_size(option.font, str(weak))
            paint_mark(painter, whole.adjusted(whole.width() - size.width(), 0, 0, 0), str(weak))
            whole.setRight(whole.right() - size.width() - 2)
        if state is not None:
            paint_chip(painter, whole, state, text)
        else:
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
            active = bool(option.state & QStyle.StateFlag.State_Active)  # as the ground is painted
            group = QPalette.ColorGroup.Active if active else QPalette.ColorGroup.Inactive
            painter.setPen(option.palette.color(group, role))
            place = whole.adjusted(SIDE - 2, 0, 2 - SIDE, 0)
            aligned = int(ground.displayAlignment | Qt.AlignmentFlag.AlignVCenter)
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
