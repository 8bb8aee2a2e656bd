"""The large buttons of the start page, and its rows of recent cases."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPalette, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ui.widgets.labels import quiet
from ui.widgets.looks import theme
from ui.widgets.looks.fonts import emphasise

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtGui import QPaintEvent

    from ui.settings import Recent

RADIUS = 6


def places(cases: Sequence[Recent]) -> list[Path]:
    """Return the path that identifies each case: its folder, or its file if several have the same title."""
    titles = Counter(case.title for case in cases)
    return [case.path if titles[case.title] > 1 else case.path.parent for case in cases]


class Card(QPushButton):
    """A button with a title and one or two lines of explanation."""

    def __init__(self, title: str = "", more: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = QLabel()
        emphasise(self.title, bold=True)
        self._more = quiet(QLabel())
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 10)
        layout.setSpacing(3)
        for label in (self.title, self._more):
            label.setProperty("textFormat", 0)  # plain text; importing Qt's enumeration for it takes 10 ms
            label.setWordWrap(True)
            layout.addWidget(label)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_texts(title, more)

    def show_texts(self, title: str, more: str) -> None:
        """Set the texts."""
        self.title.setText(title)
        self._more.setText(more)
        self.setAccessibleName(title)
        self.setAccessibleDescription(more)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a card whose edge is strong under the pointer and with the focus."""
        painter, role = QPainter(self), QPalette.ColorRole
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pointed = self.isEnabled() and (self.underMouse() or self.hasFocus())
        width = 2 if self.isEnabled() and self.hasFocus() else 1
        painter.setPen(QPen(theme.ring() if pointed else theme.edge(), width))
        painter.setBrush(self.palette().color(role.AlternateBase if self.isDown() else role.Base))
        inset = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), RADIUS, RADIUS)

    def hasHeightForWidth(self) -> bool:
        """Return True, as the texts wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the texts at a width."""
        layout = self.layout()
        return layout.totalHeightForWidth(width) if layout is not None else super().heightForWidth(width)

    def sizeHint(self) -> QSize:
        """Return the size of the texts."""
        layout = self.layout()
        return layout.totalSizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return a size into which the texts can wrap."""
        return QSize(200, self.heightForWidth(max(self.width(), 200)))


class RecentRow(QWidget):
    """The row of a recent case; a missing one can only be removed from the list."""

    chosen = Signal(object)  # Path
    removed = Signal(object)  # Path
    recovery_chosen = Signal(object)  # Path

    def __init__(self, recent: Recent, when: str, place: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.recent = recent
        self._when, self._place = when, place
        path = recent.path
        self.card = Card(recent.title, f"{when}　{place}")
        self.card.setToolTip(str(path))
        self.card.clicked.connect(lambda: self.chosen.emit(path))
        remove = QToolButton()
        remove.setText("×")
        remove.setAutoRaise(True)
        remove.setToolTip(self.tr("一覧から外す（ファイルは消えません）"))
        remove.setAccessibleName(remove.toolTip())
        remove.clicked.connect(lambda: self.removed.emit(path))
        self.recover = QPushButton(self.tr("復旧…"))
        self.recover.setToolTip(self.tr("読み取れる内容を新しいファイルに書き出します"))
        self.recover.clicked.connect(lambda: self.recovery_chosen.emit(path))
        self.recover.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 4)
        layout.setSpacing(4)
        layout.addWidget(self.card, 1)
        layout.addWidget(self.recover)
        layout.addWidget(remove)

    def show_damage(self, *, damaged: bool) -> None:
        """Show that the file could not be opened, with the ways to recover it."""
        self.recover.setVisible(damaged)
        if damaged:
            text = self.tr("壊れている可能性があります")
            self.card.show_texts(self.recent.title, f"{self._when}　{text}　{self._place}")

    def show_missing(self) -> None:
        """Show that the file does not exist any more."""
        missing = self.tr("ファイルが見つかりません")
        self.card.show_texts(self.recent.title, f"{self._when}　{missing}　{self._place}")
        self.card.setEnabled(False)
