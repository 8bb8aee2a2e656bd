"""Draws the item list: headings across all columns, chips for verdicts, requirements in two lines."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette, QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from assessor.domain.vocabulary import Verdict
from ui.items.columns import ItemCell, ItemRole
from ui.widgets.chips import chip_size, paint_chip
from ui.widgets.looks import theme
from ui.widgets.weak_mark import mark_size, paint_mark

Index = QModelIndex | QPersistentModelIndex
SIDE = 4  # the margin of the style in headers


class ItemsDelegate(QStyledItemDelegate):
    """Paints the cells of the item list."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the background like the style, and the text on it."""
        cell: ItemCell = index.data(ItemRole.CELL)
        if cell.heading:
            _paint_heading(painter, option, cell.heading, cell.counts)
            return
        ground = QStyleOptionViewItem(option)
        self.initStyleOption(ground, index)
        text, ground.text = ground.text, ""
        style = ground.widget.style() if ground.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, ground, painter, ground.widget)
        if cell.pointed:
            _point(painter, ground, first=not index.column())
        painter.save()
        painter.setFont(option.font)
        place = option.rect.adjusted(SIDE, 0, -SIDE, 0)
        verdict = cell.verdict
        if verdict is not None:
            size = chip_size(option.font, verdict, text)
            tall = 2 if size.width() > place.width() else 1
            chip = QRect(0, 0, min(size.width(), place.width()), tall * size.height() - 4 * (tall - 1))
            chip.moveCenter(place.center())
            chip.moveLeft(place.left())
            paint_chip(painter, chip, verdict, text)
        else:
            painter.setPen(_ink(option, applies=cell.applies))
            if cell.weak:
                _paint_marked(painter, place, text, cell.weak)
            elif cell.lines:
                paint_lines(painter, place, text, option.font)
            else:
                elided = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, place.width())
                painter.drawText(place, ground.displayAlignment, elided)
        painter.restore()
        # A filled rectangle, since a line of a transparent pen takes a hundred times as long.
        painter.fillRect(option.rect.adjusted(0, option.rect.height() - 1, 0, 0), _hairline(option))


def _paint_marked(painter: QPainter, place: QRect, text: str, mark: str) -> None:
    """Paint a text in the upper line and the mark of a weak verdict in the lower line."""
    metrics, size = painter.fontMetrics(), mark_size(painter.font(), mark)
    top = place.top() + (place.height() - metrics.height() - size.height()) // 2
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(QPointF(place.left(), top + metrics.ascent()), shown)
    below = QRect(place.left(), top + metrics.height(), min(size.width(), place.width()), size.height())
    paint_mark(painter, below, mark)


def _point(painter: QPainter, option: QStyleOptionViewItem, *, first: bool) -> None:
    """Frame a row in amber, thick at its start, because undo or redo changed it."""
    shown, place = theme.tone(Verdict.INSUFFICIENT), option.rect
    tone = (shown.background, shown.text)
    selected = bool(option.state & QStyle.StateFlag.State_Selected)
    ground = QPalette.ColorRole.Highlight if selected else QPalette.ColorRole.Base
    dark = option.palette.color(ground).lightness() < 128
    amber = max(tone, key=QColor.lightness) if dark else min(tone, key=QColor.lightness)
    painter.fillRect(place.adjusted(0, 0, 0, 3 - place.height()), amber)
    painter.fillRect(place.adjusted(0, place.height() - 4, 0, -1), amber)
    if first:
        painter.fillRect(place.adjusted(0, 0, 6 - place.width(), -1), amber)


def _hairline(option: QStyleOptionViewItem) -> QColor:
    colour = option.palette.color(QPalette.ColorRole.Mid)
    colour.setAlpha(90)
    return colour


def cell_width(font: QFont, text: str) -> int:
    """Return the width of a cell with this text."""
    return QFontMetrics(font).horizontalAdvance(text) + 2 * SIDE + 8


def paint_lines(painter: QPainter, place: QRect, text: str, font: QFont, lines: int = 2) -> None:
    """Paint text in at most `lines` lines, centred vertically and elided at its end."""
    metrics = QFontMetrics(font)
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    starts: list[int] = []
    layout.beginLayout()
    while len(starts) <= lines:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(place.width())
        starts.append(line.textStart())
    layout.endLayout()
    shown = min(len(starts), lines)
    top = place.top() + (place.height() - shown * metrics.lineSpacing()) // 2 + metrics.ascent()
    for number in range(shown):
        end = starts[number + 1] if number + 1 < len(starts) else len(text)
        part = text[starts[number] : end]
        if number == lines - 1:
            part = metrics.elidedText(text[starts[number] :], Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(QPointF(place.left(), top + number * metrics.lineSpacing()), part)


def _ink(option: QStyleOptionViewItem, *, applies: bool) -> QColor:
    if option.state & QStyle.StateFlag.State_Selected:
        return option.palette.color(QPalette.ColorRole.HighlightedText)
    return option.palette.color(QPalette.ColorRole.Text if applies else QPalette.ColorRole.PlaceholderText)


def _paint_heading(painter: QPainter, option: QStyleOptionViewItem, name: str, counts: str) -> None:
    painter.save()
    painter.fillRect(option.rect, option.palette.color(QPalette.ColorRole.Window))
    font = QFont(option.font)
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(option.palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.Text))
    place = option.rect.adjusted(SIDE, 0, -SIDE, 0)
    left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(place, left, name)
    room = place.adjusted(painter.fontMetrics().horizontalAdvance(name) + 16, 0, 0, 0)
    painter.setFont(option.font)
    painter.setPen(option.palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.PlaceholderText))
    elided = painter.fontMetrics().elidedText(counts, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, left, elided)
    painter.restore()
