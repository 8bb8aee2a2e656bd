"""The mark of weak verdicts: an amber triangle with a word or a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics

from assessor.domain.vocabulary import Verdict
from ui.widgets.looks import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QPainter

SIGN = "⚠"
SIDE = 4
RADIUS = 3


def marked(words: str) -> str:
    """Return the text after the triangle."""
    return f"{SIGN} {words}"


def to_check(*, new_answer: bool = False) -> str:
    """Return the word of the mark in the language of the window."""
    translate = QCoreApplication.translate
    return translate("WeakMark", "新しい回答") if new_answer else translate("WeakMark", "要確認")


def counted(count: int, new_answers: int = 0) -> str:
    """Return the number of weak items as a sentence for screen readers; empty when there is none."""
    if not count:
        return ""
    if new_answers:
        text = QCoreApplication.translate("WeakMark", "要確認 {count}件（うち新しい回答 {new}件）")
        return text.format(count=count, new=new_answers)
    return QCoreApplication.translate("WeakMark", "要確認 {count}件").format(count=count)


def mark_size(font: QFont, words: str) -> QSize:
    """Return the size of a mark."""
    metrics = QFontMetrics(font)
    return QSize(metrics.horizontalAdvance(marked(words)) + 2 * SIDE, metrics.height() + 2)


def paint_mark(painter: QPainter, place: QRect, words: str) -> None:
    """Paint a mark into a rectangle; words that do not fit are elided."""
    tone = theme.tone(Verdict.INSUFFICIENT)  # the amber of the window, legible in both schemes
    painter.save()
    painter.setRenderHint(painter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tone.background)
    painter.drawRoundedRect(QRectF(place), RADIUS, RADIUS)
    painter.setPen(tone.text)
    inside = place.adjusted(SIDE, 0, -SIDE, 0)
    shown = painter.fontMetrics().elidedText(marked(words), Qt.TextElideMode.ElideRight, inside.width() + 1)
    painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    painter.restore()
