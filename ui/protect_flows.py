"""Passphrases and locking: what the file menu does about them, and what covers the window meanwhile."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QToolTip, QWidget

from ui import messages
from ui.action_table import LOCK_MINUTES
from ui.idle_watch import IdleWatch

if TYPE_CHECKING:
    from ui.actions import Actions
    from ui.case_view import CaseView
    from ui.choosing import Chooser
    from ui.lock_page import LockPage
    from ui.protect_dialog import ProtectDialog
    from ui.session import Session
    from ui.settings import Settings


class ProtectFlows(QObject):
    """Changes the passphrase, offers the recovery sheet, locks by hand and when nobody is there."""

    def __init__(
        self,
        window: QWidget,
        session: Session,
        settings: Settings,
        actions: Actions,
        chooser: Chooser,
        *,
        view: CaseView,
    ) -> None:
        super().__init__(window)
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
        """What covers the window, made when it is first needed."""
        if self._page is None:
            from ui.lock_page import LockPage  # noqa: PLC0415 - hardly needed at the start

            self._page = LockPage(self._session)
            self._page.close_wanted.connect(self._close)
        return self._page

    @property
    def covered_by(self) -> LockPage | None:
        """The page, if it was ever needed."""
        return self._page

    def passphrase(self) -> None:
        """Ask for a passphrase for the open case, another one, or none; what is typed is recorded first."""
        if not self._view.commit():
            return
        from ui.protect_dialog import ProtectDialog  # noqa: PLC0415 - not before the first paint

        dialog = ProtectDialog(self._session, self._window)
        dialog.accepted.connect(lambda: self._on_protected(dialog))
        self._show(dialog)

    def show_sheet(self) -> None:
        """Offer the recovery sheet of the open case."""
        from ui.recovery_sheet import SheetDialog  # noqa: PLC0415 - not before the first paint

        self._show(SheetDialog(self._session, self._chooser, self._window))

    def lock(self) -> None:
        """Cover the window and lock the case; what is being typed in the review is recorded first."""
        session = self._session
        if not session.protected or session.secured:
            return
        self._focus = self._window.focusWidget()
        self._view.commit()  # what cannot be recorded stays in its field
        session.secure()
        self._cover()

    def tell_unrecorded(self) -> None:
        """Say why a locked case cannot be closed: a judgement that was typed could not be recorded."""
        if self._session.secured:
            told = self.tr("記録していない入力があります。ロックを解除し、記録してから閉じてください。")
            self.page.told.setText(told)

    def lock_after(self, minutes: int, _checked: bool = False) -> None:
        """Lock after so many minutes without use, now and at the next start; 0 is never."""
        self._settings.lock_minutes = minutes
        self._watch()

    def _watch(self) -> None:
        if self._session.protected and not self._session.secured:
            self.watch.start(self._settings.lock_minutes)
        else:
            self.watch.stop()

    def _on_closed(self) -> None:
        self.watch.stop()
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
        """Hide every dialog of this window while it is locked; each comes back as it was."""
        if not self._session.secured:
            return
        QToolTip.hideText()
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        for dialog in self._window.findChildren(QDialog):
            if dialog.isVisible():
                self._covered.append(dialog)
                dialog.finished.connect(partial(self._uncover, dialog))
                dialog.hide()

    def _uncover(self, dialog: QDialog, _result: int) -> None:
        """Leave a dialog alone that came to its end while it was hidden."""
        if dialog in self._covered:
            self._covered.remove(dialog)

    def _forget(self) -> None:
        self._covered, self._focus = [], None

    def _close(self) -> None:
        """Close the case without unlocking it; dialogs that were covered are given up."""
        if not self._view.commit():
            self.tell_unrecorded()
            return
        for dialog in self._covered:
            if shiboken6.isValid(dialog):
                dialog.deleteLater()
        self._session.close()

    def _on_protected(self, dialog: ProtectDialog) -> None:
        protected = dialog.result_of
        if self._session.protected:
            self.show_sheet()
        if protected is not None and protected.plain_copies:
            messages.tell(
                self._window,
                self.tr("暗号化されていない以前の控えが残っています。不要なら削除してください。"),
                more="\n".join(str(path) for path in protected.plain_copies),
                icon=messages.Icon.Warning,
            )

    @staticmethod
    def _show(dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
