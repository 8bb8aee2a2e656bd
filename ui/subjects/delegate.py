"""Draws groups as headings and subjects as two lines: the name, then progress and outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from assessor.domain.outcome import Counts, SubjectResult
from assessor.domain.vocabulary import Outcome, Verdict
from assessor.words.counts import judged_phrase
from assessor.words.sentences import short_word
from assessor.words.terms import NOT_SENT, named, short_outcome
from ui.subjects.model import SubjectRole
from ui.widgets.chips import chip_size, paint_chip
from ui.widgets.looks import theme
from ui.widgets.weak_mark import mark_size, paint_mark

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from assessor.words import Language
    from ui.session.session import Session

Index = QModelIndex | QPersistentModelIndex
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
BAR_HEIGHT = 2
LEFT_EDGE = 6
SPACE = 8
WIDEST = Counts(total=88, met=88)  # texts for which the width must suffice


class SubjectsDelegate(QStyledItemDelegate):
    """Paints the rows of the subjects."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._least: dict[tuple[str, Language], int] = {}  # widths by font and language
        self._sized: QFont | None = None  # the font of the cached sizes of a group and a subject
        self._sizes = (QSize(), QSize())

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of two lines for a subject, and a little more than one for a group."""
        if option.font != self._sized:  # cached, since every layout asks for every row
            line = QFontMetrics(option.font).height()
            self._sized, self._sizes = QFont(option.font), (QSize(180, line + 14), QSize(180, 2 * line + 22))
        return self._sizes[index.parent().isValid()]  # without asking the model

    def least_width(self, font: QFont) -> int:
        """Return the width of a row that shows progress and any outcome in full."""
        language = self._session.language
        known = self._least.get((font.key(), language))
        if known is None:  # cached, since every layout of the window asks
            known = self._least[font.key(), language] = self._measured(font, language)
        return known

    @staticmethod
    def _measured(font: QFont, language: Language) -> int:
        metrics = QFontMetrics(font)
        words = [(outcome, short_outcome(outcome, language)) for outcome in Outcome]
        words.append((Outcome.AWAITING, named(*NOT_SENT, language)))
        chips = (chip_size(font, outcome, word).width() for outcome, word in words)
        judged = metrics.horizontalAdvance(judged_phrase(WIDEST, language))
        return LEFT_EDGE + judged + SPACE + max(chips) + SPACE

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the background like the style, and the parts of the row on it."""
        ground = QStyleOptionViewItem(option)
        self.initStyleOption(ground, index)
        ground.text = ""
        style = ground.widget.style() if ground.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, ground, painter, ground.widget)
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        place = option.rect.adjusted(LEFT_EDGE, 5, -SPACE, -4)
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
        line = QFontMetrics(option.font).height()
        above = QRect(place.left(), place.top(), place.width(), line + 2)
        below = QRect(place.left(), above.bottom() + 1, place.width(), line + 4)
        bar = QRect(place.left(), below.bottom() + 4, place.width(), BAR_HEIGHT)
        _paint_bar(painter, bar, result, option)
        painter.setFont(option.font)
        painter.setPen(ink)
        if weak := index.data(SubjectRole.WEAK):
            mark = mark_size(option.font, str(weak))
            paint_mark(painter, above.adjusted(above.width() - mark.width(), 0, 0, 0), str(weak))
            above.setRight(above.right() - mark.width() - SPACE)
        painter.drawText(above, LEFT, _elided(painter, index.data(), above.width()))
        judged = index.data(SubjectRole.COUNT)
        number = QRect(below.left(), below.top(), painter.fontMetrics().horizontalAdvance(judged), line + 4)
        painter.drawText(number, LEFT, judged)
        words = short_word(result, self._session.language)
        room = below.right() - number.right() - SPACE
        size = chip_size(option.font, result.outcome, words)
        width = min(size.width(), room)
        chip = QRect(below.right() - width + 1, below.top(), width, below.height())
        paint_chip(painter, chip, result.outcome, words)


def _is_strong(option: QStyleOptionViewItem) -> bool:
    """Tell whether a row is painted as selected in a list with the focus."""
    palette = QApplication.palette()
    return option.palette.color(QPalette.ColorRole.Highlight) == palette.color(
        QPalette.ColorGroup.Active, QPalette.ColorRole.Highlight
    )


def _elided(painter: QPainter, text: str, width: int) -> str:
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)


def _paint_bar(painter: QPainter, place: QRect, result: SubjectResult, option: QStyleOptionViewItem) -> None:
    """Paint the progress bar: met, then unmet, then open."""
    total = result.mandatory.applicable
    if not total:
        return
    # On a strong selection, text tones cannot be distinguished, but background tones can.
    strong = bool(option.state & QStyle.StateFlag.State_Selected) and _is_strong(option)
    groove = option.palette.color(QPalette.ColorRole.Mid)
    groove.setAlpha(110)
    painter.fillRect(place, groove)
    parts = ((result.mandatory.met, Verdict.MET), (result.mandatory.unmet, Verdict.NOT_IMPLEMENTED))
    start = float(place.left())
    for count, verdict in parts:
        width = place.width() * count / total
        colour = theme.tone(verdict).background if strong else theme.tone(verdict).text
        colour.setAlpha(170)
        painter.fillRect(QRectF(start, place.top(), width, place.height()), colour)
        start += width
