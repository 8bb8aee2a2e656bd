"""What the session does about passphrases: protect the open case, shut it away, and unlock it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessor.words import Language
from ui.session.evidence import SessionEvidence

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from assessor.operations.protecting import Protected
    from assessor.progress import Progress
    from ui.session.jobs import Job


class SessionProtecting(SessionEvidence):
    """The passphrase of the open case; none is kept here, and the key only in the case while it is open."""

    def __init__(self, language: Language = Language.JA, reviewer: str = "") -> None:
        super().__init__(language, reviewer)
        self.jobs.idle.connect(self._on_jobs_idle)

    @property
    def protected(self) -> bool:
        """Whether the open case is encrypted."""
        if self._case is None:
            return False
        from assessor.operations import protecting  # noqa: PLC0415 - loaded with the case

        return self.secured or protecting.is_protected(self.inspection)

    @property
    def shut(self) -> bool:
        """Whether the file of a locked case is closed and its key gone, which waits for what runs."""
        return self._case is not None and self._case.shut

    def recovery_code(self) -> str:
        """Return what opens the case besides its passphrase; nothing for a plain one."""
        from assessor.operations import protecting  # noqa: PLC0415 - loaded with the case

        return protecting.recovery_code(self.inspection)

    def protect(self, present: str, new: str | None) -> Job:
        """Give the case a passphrase, another one, or with None none; the job succeeds with a Protected.

        That the present one is wrong is left to who asked for it to tell.
        """
        from assessor.operations import protecting  # noqa: PLC0415 - loaded with the case

        inspection = self.inspection

        def work(progress: Progress) -> Protected:
            protecting.expect(inspection, present)
            return protecting.protect(inspection, new, progress)

        def done(_: Protected) -> None:
            told = (
                self.tr("パスフレーズを解除しました。") if new is None else self.tr("案件を暗号化しました。")
            )
            self.said.emit(told)
            self.case_changed.emit()

        return self._begin(
            self.tr("案件を書き直しています"), work, done, exclusive=True, failed=self._report_unless_wrong
        )

    def expect(self, secret: str) -> Job:
        """Make sure that who asks knows what the case is opened with; that it is wrong is theirs to tell."""
        from assessor.operations import protecting  # noqa: PLC0415 - loaded with the case

        inspection = self.inspection
        return self._begin(
            "",
            lambda _: protecting.expect(inspection, secret),
            lambda _: None,
            failed=self._report_unless_wrong,
        )

    def plain_copies(self, folder: Path) -> list[Path]:
        """Return the copies of the open case in a folder of copies that are not encrypted, newest first."""
        from assessor.operations import backups  # noqa: PLC0415 - loaded with the case

        return [one.path for one in backups.plain_copies(folder, self.case.id)]

    def erase(self, copies: Sequence[Path]) -> Job:
        """Overwrite and delete copies that are not encrypted."""
        from assessor.operations import protecting  # noqa: PLC0415 - loaded with the case

        def done(_: object) -> None:
            self.said.emit(
                self.tr("暗号化されていないファイルを{count}件削除しました。").format(count=len(copies))
            )

        return self._begin(
            self.tr("暗号化されていないファイルを削除しています"),
            lambda progress: protecting.erase(copies, progress),
            done,
        )

    def secure(self) -> None:
        """Lock the case: from now on nothing of it is read, and when no job runs any more it is shut."""
        if self.protected and not self.secured:
            self.secured = True
            if not self.jobs.busy:
                self._on_jobs_idle()
            self.secured_changed.emit()

    def unlock(self, secret: str) -> Job:
        """Open the case again where it was left; that this is not possible is left to who asked to tell."""
        from assessor.operations import protecting  # noqa: PLC0415 - loaded with the case

        inspection = self.inspection
        return self._begin(
            "",
            lambda _: protecting.unlock(inspection, secret),
            self._on_unlocked,
            failed=self._report_bug,
        )

    def is_wrong_passphrase(self, error: Exception) -> bool:
        """Tell whether a passphrase did not open a case."""
        from assessor.errors import AssessorError, Code  # noqa: PLC0415 - not before the first paint

        return isinstance(error, AssessorError) and error.problems[0].code is Code.WRONG_PASSPHRASE

    def needs_passphrase(self, error: Exception) -> bool:
        """Tell whether a case was to be opened without its passphrase."""
        from assessor.errors import AssessorError, Code  # noqa: PLC0415 - not before the first paint

        return isinstance(error, AssessorError) and error.problems[0].code is Code.PASSPHRASE_NEEDED

    def _report_unless_wrong(self, error: Exception) -> None:
        if not self.is_wrong_passphrase(error):
            self.report_failure(error)

    def _report_bug(self, error: Exception) -> None:
        from assessor.errors import AssessorError  # noqa: PLC0415 - loaded with the case

        if not isinstance(error, AssessorError):
            raise error  # the crash dialog takes it from here

    def _on_jobs_idle(self) -> None:
        if self.secured and self._case is not None and not self._case.shut:
            self._case.shut_away()
            self.history_changed.emit()

    def _on_unlocked(self) -> None:
        case = self._open_case()
        changed = case.take_up()
        self.secured = False
        self.secured_changed.emit()
        self.history_changed.emit()
        if changed:
            case.reread()
            self._tell(case.everything())
