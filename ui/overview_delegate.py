"""Draws the cells of the overview: the ground in the tone of their state, mark and words on it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from assessor.domain.vocabulary import Outcome, Verdict
from ui.chips import paint_chip
from ui.overview_model import OverviewRole

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
        if state is not None:
            paint_chip(painter, option.rect.adjusted(2, 2, -2, -2), state, text)
        else:
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
            painter.setPen(option.palette.color(role))
            place = option.rect.adjusted(SIDE, 0, -SIDE, 0)
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, place.width())
            painter.drawText(place, ground.displayAlignment | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()
