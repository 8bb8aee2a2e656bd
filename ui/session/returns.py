"""The verbs on returned questionnaires: read, take over, show again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assessor.operations.returns import (
    accepting,
    archive,
    attachments,
    batch,
    keeping,
    mark_files,
    sheet_looks,
    values,
)
from ui.session.texts import texts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from assessor.domain.change import ChangeSet
    from assessor.domain.records import Return
    from assessor.domain.sheet_look import WorkbookLook
    from assessor.domain.sheet_mark import SheetMark
    from assessor.operations.returns.decision import Decision
    from assessor.operations.returns.keeping import KeptReturn
    from assessor.operations.returns.received import ReceivedFile
    from assessor.operations.returns.report import Report
    from assessor.operations.returns.values import Batch, FoundAttachments, Preview, RefusedFile
    from ui.session.change_gate import ChangeGate
    from ui.session.job_starter import JobStarter
    from ui.session.jobs import Job
    from ui.session.signals import Signals
    from ui.session.state import SessionState


@dataclass(frozen=True)
class FileToRead:
    """A file to be read again, with its passwords and the subject if the reviewer named one."""

    received: ReceivedFile
    passwords: tuple[str, ...] = field(default=(), repr=False)
    subject: str = ""


class SessionReturns:
    """Reads returned questionnaires, takes them over, and shows those taken over earlier."""

    tr = staticmethod(texts_of("SessionReturns"))

    def __init__(self, state: SessionState, gate: ChangeGate, starter: JobStarter, signals: Signals) -> None:
        self._state = state
        self._gate = gate
        self._starter = starter
        self._signals = signals

    def read(self, places: Sequence[Path | ReceivedFile], passwords: Sequence[str] = ()) -> Job:
        """Read returned questionnaires, files, folders, archives and mails; the job succeeds with a Batch."""
        inspection, chosen, tried = self._state.inspection, list(places), tuple(passwords)
        return self._starter.begin(
            self.tr("質問票を読み取っています"),
            self.tr("質問票の読み取りを中止しました。"),
            lambda progress: batch.read(inspection, chosen, progress, passwords=tried),
        )

    def read_again(self, files: Sequence[FileToRead], among: Batch) -> Job:
        """Read some files of a batch with other passwords or as a subject's.

        The job succeeds with a Preview or RefusedFile for each, and the files found beside it.
        """
        inspection, chosen = self._state.inspection, list(files)
        others = {archive.where(other): other for other in among.offered}
        places = [archive.where(file.received) for file in among.files]
        known = [place for place in places if place not in others]

        def read(one: FileToRead) -> tuple[Preview | RefusedFile, FoundAttachments]:
            seen = batch.read_one(inspection, one.received, passwords=one.passwords, subject=one.subject)
            if not others or not isinstance(seen, values.Preview):
                return seen, values.NOTHING
            near = attachments.beside(archive.where(one.received), known, list(others))
            return seen, attachments.matched(seen, [others[path] for path in near])

        return self._starter.begin(
            self.tr("質問票を読み取っています"),
            self.tr("質問票の読み取りを中止しました。"),
            lambda progress: [read(one) for one in progress.over(chosen)],
        )

    def look_for_attachments(self, preview: Preview, place: Path, passwords: Sequence[str] = ()) -> Job:
        """Look for the files that a workbook names in a folder or archive; succeeds with FoundAttachments."""
        tried = tuple(passwords)
        return self._starter.begin(
            self.tr("一緒に届いた証跡を確認しています"),
            self.tr("証跡の確認を中止しました。"),
            lambda progress: attachments.look(preview, place, progress, tried),
        )

    def open_mark(self, preview: Preview, mark: SheetMark, passwords: Sequence[str] = ()) -> Job:
        """Read the picture or the embedded file of a mark; the job succeeds with a ReceivedFile."""
        tried = tuple(passwords)
        return self._starter.begin_unseen(lambda _: mark_files.file_of(preview, mark, tried))

    def draw_mark(
        self,
        preview: Preview,
        mark: SheetMark,
        draw: Callable[[bytes], object],
        passwords: Sequence[str] = (),
        *,
        failed: Callable[[Exception], None] | None = None,
    ) -> Job:
        """Read the picture of a mark and decode it by `draw` aside; stops for what the user starts."""
        tried = tuple(passwords)
        return self._starter.begin_unseen(
            lambda _: draw(mark_files.file_of(preview, mark, tried).content()),
            yielding=True,
            failed=failed,
        )

    def look_at_sheets(
        self,
        preview: Preview,
        prepare: Callable[[WorkbookLook], object],
        passwords: Sequence[str] = (),
        *,
        failed: Callable[[Exception], None] | None = None,
    ) -> Job:
        """Read how the sheets of a workbook look and `prepare` them aside; stops for what the user starts."""
        tried = tuple(passwords)
        return self._starter.begin_unseen(
            lambda progress: prepare(sheet_looks.look_of(preview, progress, tried)),
            yielding=True,
            failed=failed,
        )

    def accept(self, decisions: Sequence[Decision]) -> Job:
        """Take over the accepted cells as one step of undo; the job succeeds with the change set."""
        inspection, decided = self._state.inspection, list(decisions)

        def done(change_set: ChangeSet) -> None:
            self._gate.record(change_set)
            text = self.tr("返却された質問票{count}件を取り込みました。")
            self._signals.said.emit(text.format(count=len(decided)))

        return self._starter.begin(
            self.tr("回答を取り込んでいます"),
            self.tr("回答の取り込みを中止しました。"),
            lambda progress: accepting.accept(inspection, decided, progress),
            done,
            exclusive=True,
        )

    def kept(self, subject: str) -> tuple[KeptReturn, ...]:
        """Return the returns of a subject in all rounds; empty when the file cannot be read."""
        return self._gate.read(lambda: keeping.returns(self._state.inspection, subject), tuple)

    def report(self, returned: Return) -> Report | None:
        """Return the report on a returned workbook; None after emitting the error if it cannot be read."""

        def read() -> Report | None:
            return keeping.report(self._state.inspection, returned)

        return self._gate.read(read, lambda: None)

    def export(self, returned: Return, folder: Path) -> Job:
        """Write an unchanged returned workbook into a folder."""
        inspection = self._state.inspection

        def done(path: Path) -> None:
            text = self.tr("受領ファイル「{file}」を「{folder}」に書き出しました。")
            self._signals.said.emit(text.format(file=path.name, folder=folder))

        return self._starter.begin(
            self.tr("受領ファイルを書き出しています"),
            self.tr("受領ファイルの書き出しを中止しました。"),
            lambda progress: keeping.write_file(inspection, returned, folder, progress),
            done,
        )
