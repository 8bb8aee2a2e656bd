"""What the session does so that a case is kept: one writer, copies, restoring, recovering."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from ui.session.passphrase import SessionProtecting

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from assessor.operations.backups import Backup, Difference, Recovered, Replaced, RestoredProtection, Taken
    from assessor.operations.drafts import Kept
    from assessor.operations.holding import LockHolder
    from assessor.operations.inspection import Inspection
    from assessor.progress import Progress
    from ui.session.jobs import Job


class SessionKeeping(SessionProtecting):
    """Who holds the open case, and the copies of it."""

    held_changed = Signal()  # somebody else has the open case, or has let it go
    copy_failed = Signal(object)  # Problem: why none could be taken of the open case

    @property
    def held(self) -> LockHolder | None:
        """Who else had the open case when it was opened here, so that it is only read."""
        return self.inspection.held if self._case is not None else None

    def holder_now(self) -> LockHolder | None:
        """Return who else has the open case now, or None."""
        from assessor.operations import holding  # noqa: PLC0415 - loaded with the case

        return holding.held(self.inspection)

    def beat(self) -> None:
        """Give a sign of life of this window, and notice when somebody took the case over."""
        from assessor.operations import holding  # noqa: PLC0415 - loaded with the case

        case = self._case
        if case is not None and not holding.look_again(case.inspection, case.holder):
            case.holder = None
            self.held_changed.emit()
            self.history_changed.emit()

    def edit(self, over: LockHolder | None = None) -> bool:
        """Make a case writable that was only read so far; `over` is a silent one who is replaced."""
        from assessor.errors import AssessorError  # noqa: PLC0415 - loaded with the case
        from assessor.operations import holding  # noqa: PLC0415 - same

        case = self._open_case()
        try:
            case.holder = holding.take(case.inspection, over)
            case.reread()
        except AssessorError as error:
            self.failed.emit(error)
            return False
        self._tell(case.everything())
        self.case_changed.emit()
        self.held_changed.emit()
        return True

    def back_up(
        self,
        folder: Path,
        keep: int,
        *,
        title: str = "",
        due_only: bool = False,
        failed: Callable[[Exception], None] | None = None,
    ) -> Job:
        """Take a copy; the job succeeds with its Taken.

        Without a title nobody asked for it: then it gives way to what is asked for. Such a one, and one that
        is only taken when it is due, succeeds with None while the folder has a copy of the case as it is.
        """
        from assessor.operations import backups  # noqa: PLC0415 - loaded with the case

        inspection = self.inspection

        def work(progress: Progress) -> Taken | None:
            if (due_only or not title) and backups.is_copied(inspection, folder):
                return None
            return backups.back_up(inspection, folder, progress, keep=keep)

        def tell(error: Exception) -> None:
            self._on_copy_failed(error, asked=bool(title))

        return self._begin(title, work, lambda _: None, yielding=not title, failed=failed or tell)

    def entries(self) -> int | None:
        """Return how many entries the journal of the open case has; None when that cannot be read."""
        from assessor.errors import CaseFileError  # noqa: PLC0415 - loaded with the case
        from assessor.operations import protecting  # noqa: PLC0415 - same

        try:
            return protecting.head(self.inspection).entries
        except CaseFileError:
            return None

    def keep_typed(self, folder: Path, kept: Kept) -> bool:
        """Keep what is typed and not recorded; that this fails is said, and nothing else stops for it."""
        from assessor.errors import CaseFileError  # noqa: PLC0415 - loaded with the case
        from assessor.operations import drafts  # noqa: PLC0415 - same
        from assessor.words.problems.sentences import sentence  # noqa: PLC0415 - same

        try:
            drafts.keep(self.inspection, folder, kept)
        except CaseFileError as error:
            told = sentence(error.problems[0], self.language)
            self.said.emit(self.tr("入力中の内容を保管できませんでした：{why}").format(why=told))
            return False
        return True

    def kept_typed(self, folder: Path) -> Kept:
        """Return what was typed last time and not recorded; that it cannot be read is said."""
        from assessor.errors import CaseFileError  # noqa: PLC0415 - loaded with the case
        from assessor.operations import drafts  # noqa: PLC0415 - same
        from assessor.words.problems.sentences import sentence  # noqa: PLC0415 - same

        try:
            return drafts.kept_of(self.inspection, folder)
        except CaseFileError as error:
            told = sentence(error.problems[0], self.language)
            self.said.emit(self.tr("前回の入力を読めませんでした：{why}").format(why=told))
            return drafts.Kept()

    def copies(self, folder: Path) -> list[Backup]:
        """Return the copies of the open case in a folder, newest first."""
        from assessor.operations import backups  # noqa: PLC0415 - loaded with the case

        return backups.copies(self.inspection, folder)

    def difference(
        self, copy: Path, passphrase: str = "", *, failed: Callable[[Exception], None] | None = None
    ) -> Job:
        """Compare the open case with a copy; the job succeeds with a Difference."""
        from assessor.operations import backups  # noqa: PLC0415 - loaded with the case

        inspection = self.inspection

        def work(_: Progress) -> Difference:
            return backups.difference(inspection, copy, passphrase or None)

        return self._begin(self.tr("バックアップを確認しています"), work, lambda _: None, failed=failed)

    def restore(
        self,
        copy: Path,
        target: Path,
        passphrase: str = "",
        *,
        failed: Callable[[Exception], None] | None = None,
    ) -> Job:
        """Write a copy of the open case into a new file, or one of any case when none is open."""
        from assessor.operations import backups  # noqa: PLC0415 - loaded with the case

        inspection = self.inspection if self.is_open else None

        def done(protection: RestoredProtection) -> None:
            told = self.tr("バックアップを「{file}」に戻しました。")
            self._say(told.format(file=target.name), protection)

        return self._begin(
            self.tr("バックアップを戻しています"),
            lambda progress: backups.restore(
                copy, target, progress, like=inspection, passphrase=passphrase or None
            ),
            done,
            failed=failed,
        )

    def replace(self, closed: Inspection, copy: Path, passphrase: str = "") -> Job:
        """Put a copy in the place of a case that was closed; the job succeeds with a Replaced."""
        from assessor.operations import backups  # noqa: PLC0415 - loaded with the case

        def done(replaced: Replaced) -> None:
            told = self.tr("バックアップと入れ替えました。入れ替え前の案件は「{file}」です。")
            self._say(told.format(file=replaced.kept.name), replaced.protection)

        return self._begin(
            self.tr("バックアップと入れ替えています"),
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
        """Read what can be read of a damaged case into a new one; the job succeeds with a Recovered."""
        reviewer, known = self.reviewer, self.library

        def work(progress: Progress) -> Recovered:
            from assessor import catalog  # noqa: PLC0415 - brings the core along
            from assessor.operations import backups  # noqa: PLC0415 - same

            library = known or catalog.load(catalog.default_folder())
            actor = backups.actor_of(reviewer)
            return backups.recover(damaged, target, actor, library, progress, passphrase=passphrase or None)

        return self._begin(self.tr("壊れた案件から復旧しています"), work, lambda _: None, failed=failed)

    def _say(self, told: str, protection: RestoredProtection) -> None:
        """Say that a copy was restored, and what protects the file if that may surprise."""
        more = {
            "given": self.tr(
                "バックアップは暗号化されていないため、戻した案件を現在のパスフレーズで暗号化しました。"
            ),
            "copy": self.tr("戻した案件を開くときは、バックアップのパスフレーズを入力してください。"),
        }
        self.said.emit(f"{told} {more.get(protection, '')}".rstrip())

    def note_copy_failure(self, error: Exception) -> str:
        """Leave the sign that there is no copy, and return why; a bug is raised as what it is."""
        from assessor.errors import AssessorError  # noqa: PLC0415 - loaded with the case
        from assessor.words.problems.sentences import sentence  # noqa: PLC0415 - same

        if not isinstance(error, AssessorError):
            raise error  # a bug: the crash dialog takes it from here
        self.copy_failed.emit(error.problems[0])
        return sentence(error.problems[0], self.language)

    def _on_copy_failed(self, error: Exception, *, asked: bool) -> None:
        """Tell of an automatic copy in the status bar only: nobody asked for it just now."""
        told = self.note_copy_failure(error)
        if asked:
            self.report_failure(error)
        else:
            self.said.emit(self.tr("バックアップを作成できませんでした：{why}").format(why=told))
