"""Panes side by side, some of which are hidden when the width does not suffice for all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QApplication, QSplitter, QSplitterHandle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

_NONE: Final[tuple[int, ...]] = ()


class _Line(QSplitterHandle):
    """A hairline between two panes, too narrow for the grip of the style."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line."""
        QPainter(self).fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Mid))


class FoldingSplitter(QSplitter):
    """Panes of which the last is always shown; of the others, the one used last is hidden last.

    A pane is hidden while the width is less than all of them need, and shown again when the focus goes
    into it or the width suffices. The shares of the width are those of the time when all were shown.
    """

    folded_changed = Signal()

    def __init__(self, shares: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self._shares = tuple(shares)
        self._used: list[QWidget] = []  # panes that had the focus, the last one first
        self._shown: tuple[int, ...] = _NONE  # the numbers of the shown panes
        self._busy = False
        self.splitterMoved.connect(self._on_moved)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    def createHandle(self) -> QSplitterHandle:
        """Return a hairline as the handle between two panes."""
        return _Line(self.orientation(), self)

    @property
    def folded(self) -> list[QWidget]:
        """The hidden panes."""
        return [pane for number, pane in enumerate(self._panes()) if number not in self._shown]

    def unfold(self, pane: QWidget) -> None:
        """Show a pane, and hide another one for it if needed."""
        self._used = [pane, *(one for one in self._used if one is not pane)]
        self.fold()

    def fold(self) -> None:
        """Show as many panes as the width suffices for."""
        panes = self._panes()
        if self._busy or not panes:
            return
        stand = self._panes_with_room(panes)
        if stand != self._shown:
            self._shown = stand
            self._busy = True
            for number, pane in enumerate(panes):
                pane.setMaximumWidth(_WIDEST if number in stand else 0)
            self._share()
            self._busy = False
            self.folded_changed.emit()

    def keep(self) -> QByteArray:
        """Return the shares of the width while all panes are shown, to be restored at the next start."""
        self._on_moved()
        return QByteArray(",".join(map(str, self._shares)).encode())

    def restore(self, kept: QByteArray) -> None:
        """Restore the shares of the width; unreadable data gives the initial shares."""
        numbers = bytes(kept.data()).decode("ascii", "replace").split(",")
        if len(numbers) == self.count() and all(number.isdecimal() for number in numbers):
            self._shares = tuple(max(int(number), 1) for number in numbers)
        self._shown = _NONE
        self.fold()

    def minimumSizeHint(self) -> QSize:
        """Return the width of the widest pane, as the others can be hidden."""
        hints = [pane.minimumSizeHint() for pane in self._panes()]
        return QSize(
            max((hint.width() for hint in hints), default=0),
            max((hint.height() for hint in hints), default=0),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide and show panes for the new width."""
        super().resizeEvent(event)
        self.fold()

    def event(self, event: QEvent) -> bool:
        """Hide and show panes when they need another width, after a change of texts or font."""
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self.fold()
        return done

    def _panes(self) -> list[QWidget]:
        panes = (self.widget(number) for number in range(self.count()))
        return [pane for pane in panes if pane is not None]

    def _panes_with_room(self, panes: list[QWidget]) -> tuple[int, ...]:
        """Return the numbers of the panes that fit: the last, then those used last, then from the right."""
        order = [panes[-1], *(pane for pane in self._used if pane in panes)]
        order += [pane for pane in reversed(panes) if pane not in order]
        room, stand = self.width(), set[int]()
        for pane in dict.fromkeys(order):
            needed = pane.minimumSizeHint().width() + (self.handleWidth() if stand else 0)
            if stand and needed > room:
                break
            stand.add(panes.index(pane))
            room -= needed
        return tuple(sorted(stand))

    def _share(self) -> None:
        """Distribute the width among the shown panes, none narrower than it needs."""
        panes = self._panes()
        shares = [
            share if number in self._shown else 0
            for number, share in zip(range(len(panes)), self._shares, strict=False)
        ]
        room = self.width() - self.handleWidth() * (len(self._shown) - 1)
        least = [
            pane.minimumSizeHint().width() if share else 0 for pane, share in zip(panes, shares, strict=True)
        ]
        whole = max(sum(shares), 1)
        sizes = [max(room * share // whole, need) for share, need in zip(shares, least, strict=True)]
        over = sum(sizes) - room
        for number, need in sorted(enumerate(least), key=lambda pair: pair[1] - sizes[pair[0]]):
            given = min(max(over, 0), sizes[number] - need)
            sizes[number] -= given
            over -= given
        self.setSizes(sizes)

    def _on_moved(self) -> None:
        if self._shown and not self.folded:
            self._shares = tuple(self.sizes())

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        for pane in self._panes():
            if now is not None and (pane is now or pane.isAncestorOf(now)):
                self.unfold(pane)


_WIDEST: Final = 16_777_215  # Qt's own limit, which means none
