"""The text of a cell as lines of letters, each run with its own font, colour and strike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QGuiApplication, QTextCharFormat, QTextLayout, QTextOption

from ui.widgets.sheets.colours import WHITE, contrast, readable

if TYPE_CHECKING:
    from assessor.domain.sheet_look import CellLook, FontLook

_POINTS: Final = 11.0  # of letters whose size is not told
_LETTERS: Final = 4_000  # of one cell that are drawn; a cell of the highest row shows some 2,000
_LINE: Final = "\u2028"
_DARK: Final = 14.0  # contrast to white from which a colour is as good as black
_UNENDING: Final = 100_000.0


class CellText:
    """One cell's text, laid out for a width."""

    def __init__(self, cell: CellLook, width: float, scale: float, ground: str, usual: str) -> None:
        """Lay out a text; `scale` is pixels a point, `usual` the colour of letters that have none."""
        look = cell.format
        self._scale, self._ground, self._usual = scale, ground, usual
        self._is_filled = bool(look.fill)
        text = cell.text[:_LETTERS].replace("\r", "").replace("\n", _LINE if look.wraps else " ")
        self._layout = QTextLayout(text, self._font(look.font))
        option = QTextOption()
        wraps = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
        option.setWrapMode(wraps if look.wraps else QTextOption.WrapMode.NoWrap)
        self._layout.setTextOption(option)
        self._layout.setFormats(self._formats(cell, len(text)))
        self.width = self.height = 0.0
        self._lay_out(max(1.0, width) if look.wraps else _UNENDING)

    def draw(self, painter: object, left: float, top: float, width: float, horizontal: str) -> None:
        """Draw the lines from a corner, each aligned within a width."""
        for number in range(self._layout.lineCount()):
            line = self._layout.lineAt(number)
            spare = width - line.naturalTextWidth()
            shift = {"center": spare / 2, "right": spare}.get(horizontal, 0.0)
            line.setPosition(QPointF(shift, line.y()))
        self._layout.draw(painter, QPointF(left, top))  # type: ignore[arg-type]

    def _lay_out(self, width: float) -> None:
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, self.height))
            self.height += line.height()
            self.width = max(self.width, line.naturalTextWidth())
        self._layout.endLayout()

    def _formats(self, cell: CellLook, length: int) -> list[QTextLayout.FormatRange]:
        """Return the looks of the letters; lengths count as Qt does, in units of UTF-16."""
        ranges, at = [], 0
        runs = [(run.text, run.font) for run in cell.runs] or [(cell.text[:_LETTERS], cell.format.font)]
        for text, font in runs:
            size = len(text.replace("\r", "").encode("utf-16-le")) // 2
            one = QTextLayout.FormatRange()
            one.start, one.length = at, size
            one.format = self._format(font)
            ranges.append(one)
            at += size
            if at > 2 * length:
                break
        return ranges

    def _format(self, font: FontLook) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setFont(self._font(font))
        made.setForeground(self.colour(font))
        return made

    def colour(self, font: FontLook) -> QColor:
        """Return the colour of letters, readable on the ground of the cell."""
        own = font.colour
        if own and not self._is_filled and contrast(QColor(own), WHITE) > _DARK:
            own = ""  # as good as black, which is the usual colour of paper
        return readable(own or self._usual, self._ground)

    def _font(self, look: FontLook) -> QFont:
        font = QFont(QGuiApplication.font())
        font.setPixelSize(max(1, round((look.points or _POINTS) * self._scale)))
        font.setBold(look.bold)
        font.setItalic(look.italic)
        font.setUnderline(look.underlined)
        font.setStrikeOut(look.struck)
        return font
