"""The strip at the bottom with the last change and a button to undo it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from assessor.domain.signing import NEVER_UNDONE
from assessor.domain.vocabulary import Way
from assessor.words.changes import changed
from ui.widgets.announce import announce
from ui.widgets.labels import GAP, tip

if TYPE_CHECKING:
    from PySide6.QtGui import QAction, QPaintEvent

    from assessor.domain.change import ChangeSet
    from ui.menus.actions import Actions
    from ui.session.session import Session

_LEAST = 120  # pixels for a few legible words


class _ElidedLine(QLabel):
    """A text in one line, elided at its end when it does not fit."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        """Return a small width, as the text can be elided."""
        wanted = super().minimumSizeHint()
        return QSize(min(_LEAST, wanted.width()), wanted.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the elided text."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, shown)
        self.setToolTip(tip(self.text()) if shown != self.text() else "")


class DoneStrip(QWidget):
    """Shows the last applied change set; hidden without a case and while the case is locked."""

    said = Signal(str)  # the shown text

    def __init__(self, session: Session, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._undo, self._redo = actions["undo"], actions["redo"]
        self._done: ChangeSet | None = None
        self.text = _ElidedLine()
        self.button = QToolButton()
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.clicked.connect(self._on_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP, 0, GAP, 0)
        row.setSpacing(GAP)
        row.addWidget(self.text, 1)
        row.addWidget(self.button)
        session.changed.connect(self._on_changed)
        session.opened.connect(self._forget)
        session.closed.connect(self._forget)
        session.secured_changed.connect(self._show)
        session.current_changed.connect(self._show)
        session.language_changed.connect(self._show)
        for action in (self._undo, self._redo):
            action.enabledChanged.connect(self._show_button)
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange and hasattr(self, "button"):
            self._show()

    @property
    def _action(self) -> QAction:
        """The action that reverts the last change: undo, or redo after an undo."""
        undone = self._done is not None and self._done.way is Way.UNDO
        return self._redo if undone else self._undo

    def _on_clicked(self) -> None:
        self._action.trigger()

    def _forget(self) -> None:
        self._done = None
        self._show()

    def _on_changed(self, done: ChangeSet) -> None:
        self._done = done
        self._show()
        self.said.emit(self.text.text())
        announce(self, self.text.text())

    def _show(self) -> None:
        session = self._session
        known = self._done is not None and session.is_open and not session.secured
        self.setVisible(known)
        if not known or self._done is None:
            self.text.clear()
            return
        self.text.setText(
            changed(self._done, session.named, session.language, subject=session.current_subject)
        )
        self._show_button()
        self.updateGeometry()

    def _show_button(self) -> None:
        if self._done is not None:
            again = self._action is self._redo
            self.button.setText(self.tr("やり直し") if again else self.tr("元に戻す"))
            self.button.setVisible(self._done.action not in NEVER_UNDONE)
            self.button.setEnabled(self._action.isEnabled())
