"""Copies of the case: taken, compared, restored, put in its place; and what can be read of a damaged one."""

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
    """The copies of the open case, or of any case when none is open."""

    tr = staticmethod(texts_of("SessionBackups"))

    def __init__(self, state: SessionState, starter: JobStarter, signals: Signals) -> None:
        self._state = state
        self._starter = starter
        self._signals = signals

    def back_up(self, folder: Path, keep: int) -> Job:
        """Take a copy that was asked for; the job succeeds with its TakenBackup."""
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
        """Take the copy that closing waits for; None when the folder has one of the case as it is."""
        return self._starter.begin(
            self.tr("閉じる前にバックアップを作成しています"),
            self.tr("バックアップの作成を中止しました。"),
            self._back_up_if_due(folder, keep),
            failed=failed,
        )

    def back_up_unseen(self, folder: Path, keep: int) -> Job:
        """Take a copy when one is due; it gives way to what is asked for, and succeeds with None when not."""
        return self._starter.begin_unseen(
            self._back_up_if_due(folder, keep), yielding=True, failed=self._on_unseen_copy_failed
        )

    def entries(self) -> int | None:
        """Return how many entries the journal of the open case has; None when that cannot be read."""
        try:
            return protecting.head(self._state.inspection).entries
        except CaseFileError:
            return None

    def copies(self, folder: Path) -> list[Backup]:
        """Return the copies of the open case in a folder, newest first."""
        return backups.copies(self._state.inspection, folder)

    def difference(
        self, copy: Path, passphrase: str = "", *, failed: Callable[[Exception], None] | None = None
    ) -> Job:
        """Compare the open case with a copy; the job succeeds with a Difference."""
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
        """Write a copy of the open case into a new file, or one of any case when none is open."""
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
        """Put a copy in the place of a case that was closed; the job succeeds with a ReplacedCase."""

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
        """Leave the sign that there is no copy, and return why; a bug is raised as what it is."""
        if not isinstance(error, AssessorError):
            raise error  # a bug: the crash dialog takes it from here
        self._signals.copy_failed.emit(error.problems[0])
        return sentence(error.problems[0], self._state.language)

    def _say(self, text: str, protection: RestoredProtection) -> None:
        """Say that a copy was restored, and what protects the file if that may surprise."""
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
        """Tell of it in the status bar only: nobody asked for the copy just now."""
        text = self.tr("バックアップを作成できませんでした：{why}")
        self._signals.said.emit(text.format(why=self.note_copy_failure(error)))
