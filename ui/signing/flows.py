"""The flows of signing, withdrawing signatures, the list of signatures, and the integrity check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from assessor.domain.records import WHOLE_CASE
from ui.signing.sign_dialog import ReopenDialog, SigningDialog
from ui.signing.signatures_dialog import SignaturesDialog
from ui.signing.verify_dialog import VerifyDialog
from ui.widgets.dialogs import messages

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog, QWidget

    from ui.menus.actions import Actions
    from ui.session.screen import CaseScreen
    from ui.session.session import Session


class SigningFlows(QObject):
    """The actions on signatures and integrity in the review menu."""

    def __init__(self, window: QWidget, session: Session, actions: Actions, view: CaseScreen) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._view = view
        actions["sign"].triggered.connect(self.sign)
        actions["reopen"].triggered.connect(self.reopen)
        actions["signatures"].triggered.connect(self.signatures)
        actions["verify"].triggered.connect(self.verify)

    def sign(self) -> None:
        """Show the signing dialog for the current subject or the whole, after recording the input."""
        if not self._view.sign(self.sign):
            return

        scopes = [scope for scope in self._scopes() if self._session.signatures.next_stage(scope) is not None]
        if scopes:
            self._show(SigningDialog(self._session, scopes, self._window))
        else:
            messages.show_message(self._window, self.tr("作成・検証・承認のすべてが署名済みです。"))

    def reopen(self) -> None:
        """Show the dialog that withdraws signatures."""
        scopes = [scope for scope in self._scopes() if self._session.signatures.of(scope)]
        if scopes:
            self._show(ReopenDialog(self._session, scopes, self._window))
        else:
            messages.show_message(
                self._window, self.tr("この点検対象にも点検全体にも、取り消す署名はありません。")
            )

    def signatures(self) -> None:
        """Show the valid signatures with their digests."""
        self._show(SignaturesDialog(self._session, self._window))

    def verify(self) -> None:
        """Verify the whole case, and show the findings."""
        dialog = VerifyDialog(self._session, self._window)
        self._show(dialog)
        dialog.begin()

    def _scopes(self) -> list[str]:
        """Return the possible scopes: the current subject unless the overview is shown, and the whole."""
        subject = self._session.current_subject
        scopes = [subject, WHOLE_CASE] if subject else [WHOLE_CASE]
        return scopes[::-1] if self._view.shows_overview else scopes

    def _show(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
