"""The flows of passphrases and locking, and the page that covers the window of a locked case."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QToolTip, QWidget

from ui.menus.entries import LOCK_MINUTES
from ui.passphrase.idle_watch import IdleWatch
from ui.passphrase.lock_page import LockPage
from ui.passphrase.plain_copies_dialog import PlainCopiesDialog
from ui.passphrase.protect_dialog import ProtectDialog
from ui.passphrase.recovery_sheet import SheetDialog
from ui.passphrase.sheet_question import SheetQuestion
from ui.widgets.dialogs import messages

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.menus.actions import Actions
    from ui.session.screen import CaseScreen
    from ui.session.session import Session
    from ui.settings import Settings
    from ui.widgets.dialogs.file_chooser import Chooser


class ProtectFlows(QObject):
    """Changes the passphrase, shows the recovery sheet, and locks the case on request or when idle."""

    def __init__(
        self,
        window: QWidget,
        session: Session,
        settings: Settings,
        actions: Actions,
        chooser: Chooser,
        *,
        view: CaseScreen,
        leave: Callable[[Callable[[], object]], bool],
    ) -> None:
        super().__init__(window)
        self._leave = leave  # tells whether an unlocked case can be closed
        self._window = window
        self._session = session
        self._settings = settings
        self._chooser = chooser
        self._view = view
        self._page: LockPage | None = None
        self._covered: list[QDialog] = []
        self._focus: QWidget | None = None
        self.watch = IdleWatch(self)
        self.watch.idle.connect(self.lock)
        actions["passphrase"].triggered.connect(self.passphrase)
        actions["sheet"].triggered.connect(self.ask_for_sheet)
        actions["lock"].triggered.connect(self.lock)
        for name, minutes in LOCK_MINUTES.items():
            actions[name].setChecked(settings.lock_minutes == minutes)
            actions[name].triggered.connect(partial(self.lock_after, minutes))
        session.opened.connect(self._watch)
        session.case_changed.connect(self._watch)
        session.closed.connect(self._on_closed)
        session.secured_changed.connect(self._on_secured_changed)
        session.jobs.idle.connect(self._cover)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._cover)

    @property
    def page(self) -> LockPage:
        """The page that covers the window, created on first use."""
        if self._page is None:
            self._page = LockPage(self._session)
            self._page.close_wanted.connect(self._close)
        return self._page

    @property
    def covered_by(self) -> LockPage | None:
        """The page, if it was created."""
        return self._page

    def passphrase(self) -> None:
        """Ask for a new passphrase of the open case or its removal, after recording the input."""
        if not self._view.commit():
            return

        dialog = ProtectDialog(self._session, self._window)
        dialog.accepted.connect(lambda: self._on_protected(dialog))
        self._show(dialog)

    def ask_for_sheet(self) -> None:
        """Show the recovery sheet after asking for the passphrase."""
        question = SheetQuestion(self._session, self._window)
        question.accepted.connect(self.show_sheet)
        self._show(question)

    def show_sheet(self) -> None:
        """Show the recovery sheet of the open case."""
        self._show(SheetDialog(self._session, self._chooser, self._window))

    def lock(self) -> None:
        """Cover the window and lock the case, after recording the input."""
        session = self._session
        if not session.protected or session.secured:
            return
        self._focus = self._window.focusWidget()
        self._view.commit()  # input that cannot be recorded stays in its field
        session.passphrase.secure()
        self._cover()

    def may_leave(self, then: Callable[[], object]) -> bool:
        """Tell whether the case can be closed without loss; otherwise show why not, or ask to call `then`.

        The question on a locked case does not name what would be lost.
        """
        if not self._session.secured:
            return self._leave(then)
        covered = any(map(shiboken6.isValid, self._covered))
        if covered or not self._view.commit() or not self._view.leave(then):
            messages.ask(
                self.page,
                self.tr("まだ記録していない入力があります。破棄して案件を閉じますか。"),
                more=self.tr("残すには、ロックを解除してから記録してください。"),
                yes=self.tr("破棄して閉じる"),
                then=partial(self._give_up, then),
            )
            return False
        return True

    def show_running(self) -> None:
        """Show why the window of a locked case cannot be closed yet."""
        self.page.message.setText(
            self.tr("処理が終わっていないため、まだ閉じられません。終わってから、もう一度閉じてください。")
        )

    def lock_after(self, minutes: int, _checked: bool = False) -> None:
        """Set the minutes without use before locking and save them; 0 for never."""
        self._settings.lock_minutes = minutes
        self._watch()

    def _watch(self) -> None:
        if self._session.protected and not self._session.secured:
            self.watch.start(self._settings.lock_minutes)
        else:
            self.watch.stop()

    def _on_closed(self) -> None:
        self.watch.stop()
        for dialog in filter(shiboken6.isValid, self._covered):
            dialog.deleteLater()
        self._forget()

    def _on_secured_changed(self) -> None:
        self._watch()
        if self._session.secured:
            self.page.setFocus()
            return
        covered = [dialog for dialog in self._covered if shiboken6.isValid(dialog)]
        focus = self._focus
        self._forget()
        for dialog in covered:
            dialog.show()
        if not covered and focus is not None and shiboken6.isValid(focus):
            focus.setFocus()

    def _cover(self) -> None:
        """Hide every dialog of this window while it is locked, to be shown again unchanged.

        Dialogs of the page itself reveal nothing of the case and stay.
        """
        if not self._session.secured:
            return
        QToolTip.hideText()
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        for dialog in self._window.findChildren(QDialog):
            if dialog.isVisible() and dialog.parent() is not self._page:
                self._covered.append(dialog)
                dialog.finished.connect(partial(self._uncover, dialog))
                dialog.hide()

    def _uncover(self, dialog: QDialog, _result: int) -> None:
        """Forget a dialog that was finished while hidden."""
        if dialog in self._covered:
            self._covered.remove(dialog)

    def _forget(self) -> None:
        self._covered, self._focus = [], None

    def _close(self) -> None:
        """Close the locked case."""
        if self._session.jobs.give_way(self._close):
            return
        if self.may_leave(self._session.cases.close):
            self._session.cases.close()

    def _give_up(self, then: Callable[[], object]) -> None:
        """Close the locked case, of which nothing has to be read, and call `then`."""
        self._session.cases.close()
        if not self._session.is_open:
            then()

    def _on_protected(self, dialog: ProtectDialog) -> None:
        protected = dialog.result_of
        if protected is None or not self._session.protected:
            return
        self.show_sheet()
        copies = (
            *protected.plain_copies,
            *self._session.passphrase.plain_copies(self._settings.backup_folder),
        )
        if copies or protected.linked:
            told = PlainCopiesDialog(self._session, copies, self._window, linked=protected.linked)
            self._show(told)

    @staticmethod
    def _show(dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
