"""Line icons of the toolbar, drawn in the text colour of the palette, so that they follow the scheme."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPen, QPixmap

if TYPE_CHECKING:
    from collections.abc import Mapping

# Lines on a field of 16 by 16, each a row of points.
Lines = tuple[tuple[tuple[float, float], ...], ...]
_TRAY: Final = ((2.5, 9.5), (2.5, 13.5), (13.5, 13.5), (13.5, 9.5))
_SHEET: Final = ((3.5, 13.5), (3.5, 2.5), (9.5, 2.5), (12.5, 5.5), (12.5, 13.5), (3.5, 13.5))
_LINES: Final[Mapping[str, Lines]] = {
    "undo": (((6.5, 2.5), (3, 6), (6.5, 9.5)), ((3, 6), (9.5, 6), (12, 7.2), (13, 9.5), (12, 12), (9.5, 13))),
    "redo": (((9.5, 2.5), (13, 6), (9.5, 9.5)), ((13, 6), (6.5, 6), (4, 7.2), (3, 9.5), (4, 12), (6.5, 13))),
    "previous": (((4, 10), (8, 6), (12, 10)),),
    "next": (((4, 6), (8, 10), (12, 6)),),
    "attach": (
        ((11.5, 6), (6.5, 11), (5, 11.2), (4.6, 9.8), (10, 4), (12, 3.6), (12.8, 5.4), (7, 12.5), (4.4, 13.4),
         (2.6, 11.8), (3.2, 9.4), (8, 4.6)),
    ),
    "export": (_TRAY, ((8, 10.5), (8, 2.5)), ((5, 5.5), (8, 2.5), (11, 5.5))),
    "import": (_TRAY, ((8, 2.5), (8, 10.5)), ((5, 7.5), (8, 10.5), (11, 7.5))),
    "report": (_SHEET, ((6, 11.5), (6, 9)), ((8, 11.5), (8, 6.5)), ((10, 11.5), (10, 8))),
    "open": (((2, 13), (2, 3.5), (6, 3.5), (7.5, 5.5), (14, 5.5), (14, 13), (2, 13)),),
    "lock": (
        ((3.5, 7.5), (12.5, 7.5), (12.5, 13.5), (3.5, 13.5), (3.5, 7.5)),
        ((5.5, 7.5), (5.5, 4.5), (6.4, 3), (8, 2.4), (9.6, 3), (10.5, 4.5), (10.5, 7.5)),
    ),
    "more": (((4, 4.5), (7.5, 8), (4, 11.5)), ((9, 4.5), (12.5, 8), (9, 11.5))),
    "new": (_SHEET, ((8, 6.5), (8, 11.5)), ((5.5, 9), (10.5, 9))),
}  # fmt: skip
SIZE: Final = 16


class _Engine(QIconEngine):
    """Paints one icon at any size, grey when its action is disabled."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        """Draw the lines into a rectangle."""
        group = QPalette.ColorGroup.Disabled if mode is QIcon.Mode.Disabled else QPalette.ColorGroup.Active
        colour = QGuiApplication.palette().color(group, QPalette.ColorRole.WindowText)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(rect.topLeft())
        painter.scale(rect.width() / SIZE, rect.height() / SIZE)
        pen = QPen(colour, 1.3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        for line in _LINES[self._name]:
            painter.drawPolyline([QPointF(x, y) for x, y in line])
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Return the icon on a transparent background."""
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        """Return a copy of this engine."""
        return _Engine(self._name)


def icon(name: str) -> QIcon:
    """Return an icon by its name."""
    return QIcon(_Engine(name))
