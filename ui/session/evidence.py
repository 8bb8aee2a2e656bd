"""The verbs on evidence: attach, link, open, export, package, purge and compact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessor.errors import InputError
from assessor.operations.evidence import attaching, copies, packaging, purging
from ui import desktop
from ui.moments import size_of
from ui.session.texts import texts_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from assessor.domain.records import Evidence
    from assessor.operations.evidence.attaching import AttachedFiles
    from assessor.operations.evidence.copies import OpenedCopy
    from assessor.operations.evidence.purging import CompactingResult, PurgedContents, UnlinkedContent
    from assessor.progress import Progress
    from ui.session.change_gate import ChangeGate
    from ui.session.job_starter import JobStarter
    from ui.session.jobs import Job
    from ui.session.selection import Selection
    from ui.session.signals import Signals
    from ui.session.state import SessionState


class SessionEvidence:
    """Verbs on evidence, most of which are jobs that can be cancelled."""

    tr = staticmethod(texts_of("SessionEvidence"))

    def __init__(
        self,
        state: SessionState,
        selection: Selection,
        gate: ChangeGate,
        starter: JobStarter,
        signals: Signals,
    ) -> None:
        self._state = state
        self._selection = selection
        self._gate = gate
        self._starter = starter
        self._signals = signals

    def all_evidence(self) -> list[Evidence]:
        """Return every link to evidence in the case; when the file cannot be read, emits the error."""
        return self._gate.read(lambda: attaching.all_evidence(self._state.inspection), list)

    def link(self, evidence: Evidence, item: str) -> bool:
        """Link evidence of the case to another item of the current subject."""
        subject = self._selection.subject
        return self._gate.do(lambda inspection: attaching.link(inspection, evidence, subject, item))

    def detach(self, evidence: Evidence, *more: Evidence) -> bool:
        """Remove links to evidence from one review, as one step of undo."""
        return self._gate.do(lambda inspection: attaching.detach(inspection, evidence, *more))

    def attach(self, files: Sequence[Path], place: tuple[str, str] | None = None) -> Job | None:
        """Attach files to an item of a subject, else to the current item."""
        subject, item = place or (self._selection.subject, self._selection.item)
        if not (files and item):
            return None
        inspection = self._state.inspection
        chosen = list(files)

        def done(attached: AttachedFiles) -> None:
            self._gate.record(attached.change_set)
            count = len(chosen) - len(attached.problems)
            text = self.tr("{item} に証跡を{count}件添付しました。")
            self._signals.said.emit(text.format(item=item, count=count))
            if attached.problems:
                self._signals.failed.emit(InputError(*attached.problems))

        return self._starter.begin(
            self.tr("証跡を添付しています"),
            self.tr("証跡の添付を中止しました。"),
            lambda progress: attaching.attach(inspection, subject, item, chosen, progress),
            done,
            exclusive=True,
        )

    def open_evidence(self, evidence: Evidence, *, anyway: bool = False) -> Job:
        """Open a read-only copy of evidence in its default program.

        The job succeeds with an OpenedCopy. A dangerous file is only opened with `anyway`.
        """
        inspection, folder = self._state.inspection, self._state.open_case.copies

        def done(opened: OpenedCopy) -> None:
            if opened.path is not None and not desktop.show(opened.path):
                text = self.tr("「{file}」を開くプログラムがありません。")
                self._signals.said.emit(text.format(file=evidence.name))

        return self._starter.begin(
            self.tr("証跡の写しを作成しています"),
            self.tr("証跡の写しの作成を中止しました。"),
            lambda progress: copies.open_copy(inspection, evidence, folder, progress, anyway=anyway),
            done,
        )

    def export_evidence(self, evidence: Sequence[Evidence], folder: Path) -> Job:
        """Write evidence unchanged into a folder."""
        inspection, chosen = self._state.inspection, list(evidence)

        def done(files: list[Path]) -> None:
            text = self.tr("証跡{count}件を「{folder}」に書き出しました。")
            self._signals.said.emit(text.format(count=len(files), folder=folder))

        return self._starter.begin(
            self.tr("証跡を書き出しています"),
            self.tr("証跡の書き出しを中止しました。"),
            lambda progress: copies.export_evidence(inspection, chosen, folder, progress),
            done,
        )

    def packageable(self) -> dict[str, tuple[int, int]]:
        """Return the number of files and bytes of evidence by subject; empty when the file cannot be read."""
        return self._gate.read(lambda: packaging.countable(self._state.inspection), dict)

    def package(self, target: Path, subjects: Sequence[str]) -> Job:
        """Write the evidence of some subjects as a package; the job succeeds with a WrittenPackage."""
        inspection, language = self._state.inspection, self._state.language
        chosen = tuple(subjects)

        def work(progress: Progress) -> object:
            return packaging.package(inspection, target, language, progress, subjects=chosen)

        return self._starter.begin(
            self.tr("証跡パッケージを作成しています"), self.tr("証跡パッケージの作成を中止しました。"), work
        )

    def unlinked(self) -> tuple[UnlinkedContent, ...]:
        """Return the contents without links; empty when the file cannot be read."""
        return self._gate.read(lambda: purging.unlinked(self._state.inspection), tuple)

    def purge(self, names: Sequence[str]) -> Job:
        """Delete contents permanently; the job succeeds with PurgedContents."""
        inspection, chosen = self._state.inspection, tuple(names)

        def done(purged: PurgedContents) -> None:
            text = self.tr("証跡{count}件を完全に削除しました。変更履歴に名前とSHA-256を残しています。")
            self._signals.said.emit(text.format(count=len(purged.contents)))
            self._signals.history_changed.emit()

        return self._starter.begin(
            self.tr("証跡を完全に削除しています"),
            self.tr("証跡の完全削除を中止しました。"),
            lambda progress: purging.purge(inspection, chosen, progress),
            done,
            exclusive=True,
        )

    def freeable(self) -> int:
        """Return the number of bytes that compacting would free; 0 when the file cannot be read."""
        return self._gate.read(lambda: purging.freeable(self._state.inspection), int)

    def compact(self) -> Job:
        """Remove unused space from the file; the job succeeds with a CompactingResult."""
        inspection = self._state.inspection

        def done(compacted: CompactingResult) -> None:
            text = self.tr("案件ファイルを小さくしました（{before} → {after}）。")
            before, after = size_of(compacted.before), size_of(compacted.after)
            self._signals.said.emit(text.format(before=before, after=after))

        return self._starter.begin(
            self.tr("案件ファイルを最適化しています"),
            self.tr("案件ファイルの最適化を中止しました。"),
            lambda progress: purging.compact(inspection, progress),
            done,
            exclusive=True,
        )
