"""Backups of a case: taken, compared, restored, put in its place; and recovery of a damaged case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessor.errors import AssessorError, CaseFileError
from assessor.operations import backups, protecting
from assessor.words.problems.sentences import sentence
from ui.session.opening import Opening
from ui.session.texts import texts_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from assessor.operations.backups import (
        Backup,
        BackupDifference,
        RecoveryResult,
        ReplacedCase,
        RestoredProtection,
        TakenBackup,
    )
    from assessor.operations.inspection import Inspection
    from assessor.progress import Progress
    from ui.session.job_starter import JobStarter
    from ui.session.jobs import Job
    from ui.session.signals import Signals
    from ui.session.state import SessionState


class SessionBackups:
    """Backups of the open case, or of any case when none is open."""

    tr = staticmethod(texts_of("SessionBackups"))

    def __init__(self, state: SessionState, starter: JobStarter, signals: Signals) -> None:
        self._state = state
        self._starter = starter
        self._signals = signals

    def back_up(self, folder: Path, keep: int) -> Job:
        """Take a backup on request; the job succeeds with a TakenBackup."""
        inspection = self._state.inspection

        def on_failed(error: Exception) -> None:
            self.note_copy_failure(error)
            self._starter.report_failure(error)

        return self._starter.begin(
            self.tr("バックアップを作成しています"),
            self.tr("バックアップの作成を中止しました。"),
            lambda progress: backups.back_up(inspection, folder, progress, keep=keep),
            failed=on_failed,
        )

    def back_up_before_closing(self, folder: Path, keep: int, failed: Callable[[Exception], None]) -> Job:
        """Take a backup before closing; the job succeeds with None when the folder has one of this state."""
        return self._starter.begin(
            self.tr("閉じる前にバックアップを作成しています"),
            self.tr("バックアップの作成を中止しました。"),
            self._back_up_if_due(folder, keep),
            failed=failed,
        )

    def back_up_unseen(self, folder: Path, keep: int) -> Job:
        """Take a backup when one is due, else succeed with None; the job yields to jobs of the user."""
        return self._starter.begin_unseen(
            self._back_up_if_due(folder, keep), yielding=True, failed=self._on_unseen_copy_failed
        )

    def entries(self) -> int | None:
        """Return the number of journal entries of the open case; None when it cannot be read."""
        try:
            return protecting.head(self._state.inspection).entries
        except CaseFileError:
            return None

    def copies(self, folder: Path) -> list[Backup]:
        """Return the backups of the open case in a folder, newest first."""
        return backups.copies(self._state.inspection, folder)

    def difference(
        self, copy: Path, passphrase: str = "", *, failed: Callable[[Exception], None] | None = None
    ) -> Job:
        """Compare the open case with a backup; the job succeeds with a BackupDifference."""
        inspection = self._state.inspection

        def work(_: Progress) -> BackupDifference:
            return backups.difference(inspection, copy, passphrase or None)

        return self._starter.begin(
            self.tr("バックアップを確認しています"),
            self.tr("バックアップの確認を中止しました。"),
            work,
            failed=failed,
        )

    def restore(
        self,
        copy: Path,
        target: Path,
        passphrase: str = "",
        *,
        failed: Callable[[Exception], None] | None = None,
    ) -> Job:
        """Write a backup of the open case, or of any case when none is open, into a new file."""
        case = self._state.case
        inspection = case.inspection if case is not None else None

        def done(protection: RestoredProtection) -> None:
            text = self.tr("バックアップを「{file}」に戻しました。")
            self._say(text.format(file=target.name), protection)

        return self._starter.begin(
            self.tr("バックアップを戻しています"),
            self.tr("バックアップの復元を中止しました。"),
            lambda progress: backups.restore(
                copy, target, progress, like=inspection, passphrase=passphrase or None
            ),
            done,
            failed=failed,
        )

    def replace(self, closed: Inspection, copy: Path, passphrase: str = "") -> Job:
        """Replace a closed case by a backup; the job succeeds with a ReplacedCase."""

        def done(replaced: ReplacedCase) -> None:
            text = self.tr("バックアップと入れ替えました。入れ替え前の案件は「{file}」です。")
            self._say(text.format(file=replaced.kept.name), replaced.protection)

        return self._starter.begin(
            self.tr("バックアップと入れ替えています"),
            self.tr("バックアップとの入れ替えを中止しました。"),
            lambda progress: backups.replace(
                *(closed.path, copy, closed.actor, progress), like=closed, passphrase=passphrase or None
            ),
            done,
        )

    def recover(
        self,
        damaged: Path,
        target: Path,
        passphrase: str = "",
        *,
        failed: Callable[[Exception], None] | None = None,
    ) -> Job:
        """Read what can be read of a damaged case into a new one; the job succeeds with a RecoveryResult."""
        opening = Opening(self._state.reviewer, self._state.library)

        def work(progress: Progress) -> RecoveryResult:
            return opening.recover(damaged, target, passphrase, progress)

        return self._starter.begin(
            self.tr("壊れた案件から復旧しています"),
            self.tr("復旧を中止しました。"),
            work,
            failed=failed,
        )

    def note_copy_failure(self, error: Exception) -> str:
        """Signal that no backup could be taken, and return the reason; raises an error that is a bug."""
        if not isinstance(error, AssessorError):
            raise error  # a bug, for the crash dialog
        self._signals.copy_failed.emit(error.problems[0])
        return sentence(error.problems[0], self._state.language)

    def _say(self, text: str, protection: RestoredProtection) -> None:
        """Say that a backup was restored, and what protects the file if that is unexpected."""
        more = {
            "given": self.tr(
                "バックアップは暗号化されていないため、戻した案件を現在のパスフレーズで暗号化しました。"
            ),
            "copy": self.tr("戻した案件を開くときは、バックアップのパスフレーズを入力してください。"),
        }
        self._signals.said.emit(f"{text} {more.get(protection, '')}".rstrip())

    def _back_up_if_due(self, folder: Path, keep: int) -> Callable[[Progress], TakenBackup | None]:
        inspection = self._state.inspection

        def work(progress: Progress) -> TakenBackup | None:
            if backups.is_copied(inspection, folder):
                return None
            return backups.back_up(inspection, folder, progress, keep=keep)

        return work

    def _on_unseen_copy_failed(self, error: Exception) -> None:
        """Report the failure in the status bar only, since the user did not ask for this backup."""
        text = self.tr("バックアップを作成できませんでした：{why}")
        self._signals.said.emit(text.format(why=self.note_copy_failure(error)))
