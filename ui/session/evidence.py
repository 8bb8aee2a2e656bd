"""The verbs of the session on evidence: taken in, looked at, handed out, purged, and the space it leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui import desktop
from ui.session.questionnaires import SessionExchange

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from assessor.domain.records import Evidence
    from assessor.operations.evidence.attaching import Attached
    from assessor.operations.evidence.copies import Opened
    from assessor.operations.evidence.purging import Compacted, Purged, Unlinked
    from assessor.progress import Progress
    from ui.session.jobs import Job


class SessionEvidence(SessionExchange):
    """What can be done with files; all of it takes time and can be cancelled."""

    def attach(self, files: Sequence[Path], place: tuple[str, str] | None = None) -> Job | None:
        """Take files into the case as evidence of an item of a subject, else of the current one."""
        from assessor.operations.evidence import attaching  # noqa: PLC0415 - loaded with the case

        subject, item = place or (self.current_subject, self.current_item)
        if not (files and item):
            return None
        inspection = self.inspection
        chosen = list(files)

        def done(attached: Attached) -> None:
            self._record(attached.change_set)
            count = len(chosen) - len(attached.problems)
            self.said.emit(self.tr("{item} に証跡を{count}件添付しました。").format(item=item, count=count))
            if attached.problems:
                from assessor.errors import InputError  # noqa: PLC0415 - loaded with the case

                self.failed.emit(InputError(*attached.problems))

        return self._begin(
            self.tr("証跡を添付しています"),
            lambda progress: attaching.attach(inspection, subject, item, chosen, progress),
            done,
            exclusive=True,
        )

    def open_evidence(self, evidence: Evidence, *, anyway: bool = False) -> Job:
        """Show a read-only copy of evidence with the program the desktop has for it.

        The job succeeds with an Opened: what may do harm is shown only when it is wanted anyway.
        """
        from assessor.operations.evidence import copies  # noqa: PLC0415 - loaded with the case

        inspection, folder = self.inspection, self._open_case().copies

        def done(opened: Opened) -> None:
            if opened.path is not None and not desktop.show(opened.path):
                told = self.tr("「{file}」を開くプログラムがありません。")
                self.said.emit(told.format(file=evidence.name))

        return self._begin(
            self.tr("証跡の写しを作成しています"),
            lambda progress: copies.open_copy(inspection, evidence, folder, progress, anyway=anyway),
            done,
        )

    def export_evidence(self, evidence: Sequence[Evidence], folder: Path) -> Job:
        """Write evidence unchanged into a folder."""
        from assessor.operations.evidence import copies  # noqa: PLC0415 - loaded with the case

        inspection, chosen = self.inspection, list(evidence)

        def done(files: list[Path]) -> None:
            told = self.tr("証跡{count}件を「{folder}」に書き出しました。")
            self.said.emit(told.format(count=len(files), folder=folder))

        return self._begin(
            self.tr("証跡を書き出しています"),
            lambda progress: copies.export_evidence(inspection, chosen, folder, progress),
            done,
        )

    def packageable(self) -> dict[str, tuple[int, int]]:
        """Return files and bytes of evidence by subject; when the file cannot be read, nothing."""
        from assessor.operations.evidence import package as packaging  # noqa: PLC0415 - not needed before

        return self._read(lambda: packaging.countable(self.inspection), dict)

    def package(self, target: Path, subjects: Sequence[str]) -> Job:
        """Write the evidence of some subjects for an evaluator; the job succeeds with a Packaged."""
        from assessor.operations.evidence import package as packaging  # noqa: PLC0415 - not needed before

        inspection, language, chosen = self.inspection, self.language, tuple(subjects)

        def work(progress: Progress) -> object:
            return packaging.package(inspection, target, language, progress, subjects=chosen)

        return self._begin(self.tr("証跡パッケージを作成しています"), work, lambda _: None)

    def unlinked(self) -> tuple[Unlinked, ...]:
        """Return the contents that nothing links any more; when the file cannot be read, nothing."""
        from assessor.operations.evidence import purging  # noqa: PLC0415 - not needed before

        return self._read(lambda: purging.unlinked(self.inspection), tuple)

    def purge(self, names: Sequence[str]) -> Job:
        """Delete contents for good; the job succeeds with a Purged."""
        from assessor.operations.evidence import purging  # noqa: PLC0415 - not needed before

        inspection, chosen = self.inspection, tuple(names)

        def done(purged: Purged) -> None:
            told = self.tr("証跡{count}件を完全に削除しました。変更履歴に名前とSHA-256を残しています。")
            self.said.emit(told.format(count=len(purged.contents)))
            self.history_changed.emit()

        return self._begin(
            self.tr("証跡を完全に削除しています"),
            lambda progress: purging.purge(inspection, chosen, progress),
            done,
            exclusive=True,
        )

    def freeable(self) -> int:
        """Return how many bytes compacting would give back; when the file cannot be read, none."""
        from assessor.operations.evidence import purging  # noqa: PLC0415 - not needed before

        return self._read(lambda: purging.freeable(self.inspection), int)

    def compact(self) -> Job:
        """Make the file smaller by what it does not use; the job succeeds with a Compacted."""
        from assessor.operations.evidence import purging  # noqa: PLC0415 - not needed before
        from ui.moments import size_of  # noqa: PLC0415 - same

        inspection = self.inspection

        def done(compacted: Compacted) -> None:
            told = self.tr("案件ファイルを小さくしました（{before} → {after}）。")
            before, after = size_of(compacted.before), size_of(compacted.after)
            self.said.emit(told.format(before=before, after=after))

        return self._begin(
            self.tr("案件ファイルを最適化しています"),
            lambda progress: purging.compact(inspection, progress),
            done,
            exclusive=True,
        )
