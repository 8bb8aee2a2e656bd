"""The verbs on passphrases: protect the open case, lock it, and unlock it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessor.errors import AssessorError
from assessor.operations import backups, protecting
from ui.session.failures import is_wrong_passphrase
from ui.session.texts import texts_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from assessor.operations.protecting import ProtectionResult
    from assessor.progress import Progress
    from ui.session.change_gate import ChangeGate
    from ui.session.job_starter import JobStarter
    from ui.session.jobs import Job, Jobs
    from ui.session.signals import Signals
    from ui.session.state import SessionState


class SessionPassphrase:
    """Verbs on the passphrase of the open case; no passphrase is kept, and the key only by the open case."""

    tr = staticmethod(texts_of("SessionPassphrase"))

    def __init__(
        self, state: SessionState, gate: ChangeGate, starter: JobStarter, jobs: Jobs, signals: Signals
    ) -> None:
        self._state = state
        self._gate = gate
        self._starter = starter
        self._jobs = jobs
        self._signals = signals
        jobs.idle.connect(self._on_jobs_idle)

    def recovery_code(self) -> str:
        """Return the recovery code of the case; empty for a plain one."""
        return protecting.recovery_code(self._state.inspection)

    def protect(self, present: str, new: str | None) -> Job:
        """Set, change or remove (None) the passphrase of the case; the job succeeds with a ProtectionResult.

        The caller reports when the present passphrase is wrong.
        """
        inspection = self._state.inspection

        def work(progress: Progress) -> ProtectionResult:
            protecting.expect(inspection, present)
            return protecting.protect(inspection, new, progress)

        def done(_: ProtectionResult) -> None:
            text = (
                self.tr("パスフレーズを解除しました。") if new is None else self.tr("案件を暗号化しました。")
            )
            self._signals.said.emit(text)
            self._signals.case_changed.emit()

        return self._starter.begin(
            self.tr("案件を書き直しています"),
            self.tr("案件の書き直しを中止しました。"),
            work,
            done,
            exclusive=True,
            failed=self._report_unless_wrong,
        )

    def expect(self, secret: str) -> Job:
        """Check a passphrase or recovery code of the case; the caller reports when it is wrong."""
        inspection = self._state.inspection
        return self._starter.begin_unseen(
            lambda _: protecting.expect(inspection, secret), failed=self._report_unless_wrong
        )

    def plain_copies(self, folder: Path) -> list[Path]:
        """Return the unencrypted backups of the open case in a folder, newest first."""
        return [one.path for one in backups.plain_copies(folder, self._state.case_record.id)]

    def erase(self, copies: Sequence[Path]) -> Job:
        """Overwrite and delete unencrypted copies."""

        def done(_: object) -> None:
            text = self.tr("暗号化されていないファイルを{count}件削除しました。")
            self._signals.said.emit(text.format(count=len(copies)))

        return self._starter.begin(
            self.tr("暗号化されていないファイルを削除しています"),
            self.tr("暗号化されていないファイルの削除を中止しました。"),
            lambda progress: protecting.erase(copies, progress),
            done,
        )

    def secure(self) -> None:
        """Lock the case: nothing is read from now on, and the file is closed when no job runs any more."""
        state = self._state
        if state.case is not None and state.case.protected and not state.secured:
            state.secured = True
            if not self._jobs.busy:
                self._on_jobs_idle()
            self._signals.secured_changed.emit()

    def unlock(self, secret: str) -> Job:
        """Open the locked case again where it was left; the caller reports when that fails."""
        inspection = self._state.inspection
        return self._starter.begin_unseen(
            lambda _: protecting.unlock(inspection, secret), self._on_unlocked, failed=self._report_bug
        )

    def _report_unless_wrong(self, error: Exception) -> None:
        if not is_wrong_passphrase(error):
            self._starter.report_failure(error)

    def _report_bug(self, error: Exception) -> None:
        if not isinstance(error, AssessorError):
            raise error  # a bug, for the crash dialog

    def _on_jobs_idle(self) -> None:
        case = self._state.case
        if self._state.secured and case is not None and not case.shut:
            case.shut_away()
            self._signals.history_changed.emit()

    def _on_unlocked(self) -> None:
        changed = self._state.open_case.take_up()
        self._state.secured = False
        self._signals.secured_changed.emit()
        self._signals.history_changed.emit()
        if changed:
            self._gate.reread()
