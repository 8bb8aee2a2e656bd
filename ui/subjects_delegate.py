"""Draws groups as headings and subjects as two lines: the name, then progress and outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from assessor.domain.outcome import SubjectResult
from assessor.domain.vocabulary import Verdict
from assessor.words.terms import term
from ui import theme
from ui.chips import chip_size, paint_chip
from ui.subjects_model import SubjectRole

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.session import Session

Index = QModelIndex | QPersistentModelIndex
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
BAR_WIDTH = 44
BAR_HEIGHT = 6
SPACE = 8


class SubjectsDelegate(QStyledItemDelegate):
    """The look of a row of the subjects."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return two lines for a subject, a little more than one for a group."""
        line = QFontMetrics(option.font).height()
        is_subject = bool(index.data(SubjectRole.KEY))
        return QSize(180, 2 * line + 14 if is_subject else line + 14)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the ground as the style does it, and the row's parts on it."""
        ground = QStyleOptionViewItem(option)
        self.initStyleOption(ground, index)
        ground.text = ""
        style = ground.widget.style() if ground.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, ground, painter, ground.widget)
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        place = option.rect.adjusted(6, 4, -SPACE, -4)
        result = index.data(SubjectRole.RESULT)
        if isinstance(result, SubjectResult):
            self._paint_subject(painter, place, ground, index, selected=selected)
        else:
            self._paint_group(painter, place, ground, index)
        painter.restore()

    def _paint_group(
        self, painter: QPainter, place: QRect, option: QStyleOptionViewItem, index: Index
    ) -> None:
        count = index.data(SubjectRole.COUNT)
        font = QFont(option.font)
        painter.setFont(font)
        painter.setPen(option.palette.color(QPalette.ColorRole.PlaceholderText))
        painter.drawText(place, RIGHT, count)
        room = place.adjusted(0, 0, -painter.fontMetrics().horizontalAdvance(count) - SPACE, 0)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(option.palette.color(QPalette.ColorRole.Text))
        painter.drawText(room, LEFT, _elided(painter, index.data(), room.width()))

    def _paint_subject(
        self,
        painter: QPainter,
        place: QRect,
        option: QStyleOptionViewItem,
        index: Index,
        *,
        selected: bool,
    ) -> None:
        role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        ink = option.palette.color(role)
        result: SubjectResult = index.data(SubjectRole.RESULT)
        half = place.height() // 2
        above = QRect(place.left(), place.top(), place.width(), half)
        below = QRect(place.left(), place.top() + half, place.width(), place.height() - half)
        painter.setFont(option.font)
        painter.setPen(ink)
        painter.drawText(above, LEFT, _elided(painter, index.data(), above.width()))
        bar = QRect(below.left(), below.center().y() - BAR_HEIGHT // 2 + 1, BAR_WIDTH, BAR_HEIGHT)
        _paint_bar(painter, bar, result, option.palette)
        painter.setPen(ink)
        widest = painter.fontMetrics().horizontalAdvance("00/00")
        number = QRect(bar.right() + SPACE, below.top(), widest, below.height())
        painter.drawText(number, LEFT, index.data(SubjectRole.COUNT))
        words = term(result.outcome, self._session.language)
        room = below.right() - number.right() - SPACE
        size = chip_size(option.font, result.outcome, words)
        width = min(size.width(), room)
        chip = QRect(below.right() - width + 1, below.top() + 1, width, min(size.height(), below.height()))
        paint_chip(painter, chip, result.outcome, words)


def _elided(painter: QPainter, text: str, width: int) -> str:
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)


def _paint_bar(painter: QPainter, place: QRect, result: SubjectResult, palette: QPalette) -> None:
    """Paint met, then unmet, then what is left."""
    total = result.mandatory.applicable
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(palette.color(QPalette.ColorRole.Mid))
    painter.setBrush(palette.color(QPalette.ColorRole.Base))
    painter.drawRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
    if not total:
        return
    painter.setPen(Qt.PenStyle.NoPen)
    inside = QRectF(place).adjusted(1, 1, -1, -1)
    start = inside.left()
    for count, verdict in (
        (result.mandatory.met, Verdict.MET),
        (result.mandatory.unmet, Verdict.NOT_IMPLEMENTED),
    ):
        width = inside.width() * count / total
        painter.setBrush(theme.tone(verdict).text)
        painter.drawRect(QRectF(start, inside.top(), width, inside.height()))
        start += width
