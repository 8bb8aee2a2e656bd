"""The reviewer's name: asked once before the first case, shown in the status bar, and changed there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QToolButton

from assessor.operations.backups import actor_of
from ui.start.reviewer_dialog import ReviewerDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QMainWindow

    from ui.menus.actions import Actions
    from ui.session.session import Session
    from ui.settings import Settings


class ReviewerSign(QToolButton):
    """A button that shows the reviewer's name; a click changes it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.setAutoRaise(True)
        self.retranslate()

    def retranslate(self) -> None:
        """Show the name in the language of the window."""
        name = actor_of(self._session.reviewer).reviewer
        text = self.tr("評価者：{name}").format(name=name)
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.setToolTip(self.tr("これからの記録に残る氏名です。押すと変更できます。"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()


class ReviewerFlows(QObject):
    """Asks for the name, and sets it in the session and the settings."""

    def __init__(self, window: QMainWindow, session: Session, settings: Settings, actions: Actions) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._settings = settings
        self._asked = False  # in this run of the program, so that a user who postpones it is asked only once
        self.sign = ReviewerSign(session)
        window.statusBar().addPermanentWidget(self.sign)
        self.sign.clicked.connect(self.change)
        actions["reviewer"].triggered.connect(self.change)
        session.reviewer_changed.connect(self.sign.retranslate)

    def known(self, then: Callable[[], object]) -> bool:
        """Tell whether the name is known; otherwise ask, and call `then` whatever the answer."""
        if self._session.reviewer or self._asked:
            return True
        self._asked = True
        self._ask(then)
        return False

    def change(self) -> None:
        """Ask for another name for future changes."""
        self._ask(lambda: None)

    def _ask(self, then: Callable[[], object]) -> None:
        dialog = ReviewerDialog(actor_of(self._session.reviewer).reviewer, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._take(dialog.chosen))
        dialog.finished.connect(lambda _: then())
        dialog.open()

    def _take(self, name: str) -> None:
        self._settings.reviewer = name
        self._settings.save()
        self._session.call_reviewer(name)
