"""The sign in the status bar that backups of the open case fail, until one succeeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent

from assessor.domain.vocabulary import Verdict
from assessor.words.problems.sentences import sentence
from ui.moments import local
from ui.widgets.chips import Chip
from ui.widgets.labels import tip

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from assessor.errors import Problem
    from ui.session.session import Session


class BackupFailureSign(Chip):
    """Has a tool tip with the reason and the time of the last backup."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._problem: Problem | None = None
        self._last = ""  # UTC, of the last backup since the case was opened
        session.opened.connect(self._forget)
        session.closed.connect(self._forget)
        session.secured_changed.connect(self.retranslate)
        self.retranslate()

    def warn(self, problem: Problem) -> None:
        """Show the sign with the problem of a failed backup."""
        self._problem = problem
        self.retranslate()

    def settle(self, at: str) -> None:
        """Hide the sign, since the case is backed up; `at` is the time if the backup is new."""
        self._problem, self._last = None, at or self._last
        self.retranslate()

    def retranslate(self) -> None:
        """Show all texts in the language of the window; hidden for a locked case."""
        problem = None if self._session.secured else self._problem
        self.show_state(Verdict.INSUFFICIENT if problem else None, self.tr("バックアップを作成できません"))
        told = self._message(problem) if problem else ""
        self.setToolTip(tip(told))
        self.setAccessibleDescription(told)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()

    def _message(self, problem: Problem) -> str:
        last = self.tr("最後のバックアップ：{when}").format(when=local(self._last))
        none = self.tr("案件を開いてから、バックアップは作成されていません。")
        return f"{sentence(problem, self._session.language)}\n{last if self._last else none}"

    def _forget(self) -> None:
        self._problem, self._last = None, ""
        self.retranslate()
