"""The letters and numbers beside a sheet, of which some stay in sight with their rows and columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget


class SheetHeader(QHeaderView):
    """A header whose first sections can stay in sight."""

    def __init__(self, orientation: Qt.Orientation, parent: QWidget) -> None:
        super().__init__(orientation, parent)
        self._held = 0
        self.setMinimumSectionSize(2)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setSectionsClickable(False)
        self.setHighlightSections(True)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)

    def hold(self, count: int) -> None:
        """Let so many sections stay in sight while it is scrolled."""
        if count != self._held:
            self._held = count
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sections, and over them those that stay."""
        super().paintEvent(event)
        if not (self._held and self.offset()):
            return
        painter = QPainter(self.viewport())
        for section in range(min(self._held, self.count())):
            if self.isSectionHidden(section):
                continue
            at, size = self.sectionPosition(section), self.sectionSize(section)
            room = QRect(0, at, self.width(), size)
            if self.orientation() is Qt.Orientation.Horizontal:
                room = QRect(at, 0, size, self.height())
            painter.save()
            painter.fillRect(room, self.palette().window())
            self.paintSection(painter, room, section)
            painter.restore()
        painter.end()
