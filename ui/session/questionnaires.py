"""The verbs of the session on questionnaires: out, back, taken over, and what is still missing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ui.session.verifying import SessionVerifying

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from assessor.domain.change import ChangeSet
    from assessor.domain.records import Return
    from assessor.operations.questionnaires.planning import Exported, Sending
    from assessor.operations.returns.decision import Decision
    from assessor.operations.returns.keeping import KeptReturn
    from assessor.operations.returns.received import Received
    from assessor.operations.returns.report import Report
    from assessor.operations.returns.values import Alongside, Batch, Preview, Refused
    from ui.session.jobs import Job


@dataclass(frozen=True)
class Again:
    """A file to be read again: with which passwords, and as whose when the reviewer named somebody."""

    received: Received
    passwords: tuple[str, ...] = field(default=(), repr=False)
    subject: str = ""


class SessionExchange(SessionVerifying):
    """Sending questionnaires, reading what came back, taking it over, writing the results."""

    def export(self, subjects: Sequence[str], folder: Path, sending: Sending) -> Job:
        """Write the questionnaires of the next round; the job succeeds with an Exported."""
        from assessor.operations.questionnaires import export as exchange  # noqa: PLC0415 - loaded with the case

        inspection, chosen = self.inspection, list(subjects)

        def done(exported: Exported) -> None:
            self._record(exported.change_set)

        return self._begin(
            self.tr("質問票を書き出しています"),
            lambda progress: exchange.export(inspection, chosen, folder, progress, sending),
            done,
        )

    def outlook(self) -> Job:
        """Look what the next sending can choose from; the job succeeds with an Outlook."""
        from assessor.operations.questionnaires import collection  # noqa: PLC0415 - loaded with the case

        inspection = self.inspection
        return self._begin(
            self.tr("送付できる項目を確認しています"),
            lambda progress: collection.outlook(inspection, progress),
            lambda _: None,
        )

    def write_passwords(self, path: Path, exported: Exported, names: Mapping[str, str]) -> bool:
        """Write the list of passwords; False when that is not possible, which is told."""
        from assessor.operations.questionnaires import export as exchange  # noqa: PLC0415 - loaded with the case

        def write() -> bool:
            exchange.write_passwords(path, exported, names)
            return True

        return self._read(write, bool)

    def read_rounds(self) -> Job:
        """Read where each subject's latest round stands; the job succeeds with a tuple of RoundState."""
        from assessor.operations.questionnaires import collection  # noqa: PLC0415 - loaded with the case

        inspection = self.inspection
        return self._begin(
            self.tr("回収状況を確認しています"),
            lambda progress: collection.rounds(inspection, progress=progress),
            lambda _: None,
        )

    def returns(self, subject: str) -> tuple[KeptReturn, ...]:
        """Return what came back of a subject in all rounds; when the file cannot be read, nothing."""
        from assessor.operations.returns import keeping  # noqa: PLC0415 - loaded with the case

        return self._read(lambda: keeping.returns(self.inspection, subject), tuple)

    def read_returns(self, places: Sequence[Path], passwords: Sequence[str] = ()) -> Job:
        """Read returned questionnaires, files and folders alike; the job succeeds with a Batch."""
        from assessor.operations.returns import batch  # noqa: PLC0415 - loaded with the case

        inspection, chosen, tried = self.inspection, list(places), tuple(passwords)
        return self._begin(
            self.tr("質問票を読み取っています"),
            lambda progress: batch.read(inspection, chosen, progress, passwords=tried),
            lambda _: None,
        )

    def read_again(self, again: Sequence[Again], among: Batch) -> Job:
        """Read some files of a batch with other passwords or as a subject's.

        The job succeeds with a Preview or Refused for each, and what lies beside it.
        """
        from assessor.operations.returns import alongside, batch, values  # noqa: PLC0415 - loaded with the case

        inspection, chosen = self.inspection, list(again)
        others = {alongside.where(other): other for other in among.others}
        known = [alongside.where(file.received) for file in among.files]

        def read(one: Again) -> tuple[Preview | Refused, Alongside]:
            seen = batch.read_one(inspection, one.received, passwords=one.passwords, subject=one.subject)
            if not others or not isinstance(seen, values.Preview):
                return seen, values.NOTHING
            near = alongside.beside(alongside.where(one.received), known, list(others))
            return seen, alongside.matched(seen, [others[path] for path in near])

        return self._begin(
            self.tr("質問票を読み取っています"),
            lambda progress: [read(one) for one in progress.over(chosen)],
            lambda _: None,
        )

    def read_passwords(self, path: Path) -> tuple[str, ...]:
        """Return the passwords of a list; when it cannot be read, that is told and there are none."""
        from assessor.operations.questionnaires import export as exchange  # noqa: PLC0415 - loaded with the case

        return self._read(lambda: exchange.read_passwords(path), tuple)

    def look_alongside(self, preview: Preview, place: Path, passwords: Sequence[str] = ()) -> Job:
        """Look for the files that a workbook names in a folder or archive; succeeds with an Alongside."""
        from assessor.operations.returns import alongside  # noqa: PLC0415 - loaded with the case

        tried = tuple(passwords)
        return self._begin(
            self.tr("一緒に届いた証跡を確認しています"),
            lambda progress: alongside.look(preview, place, progress, tried),
            lambda _: None,
        )

    def accept_returns(self, decisions: Sequence[Decision]) -> Job:
        """Take over what was accepted, all files as one step; the job succeeds with the change set."""
        from assessor.operations.returns import accepting  # noqa: PLC0415 - loaded with the case

        inspection, decided = self.inspection, list(decisions)

        def done(change_set: ChangeSet) -> None:
            self._record(change_set)
            self.said.emit(self.tr("返却された質問票{count}件を取り込みました。").format(count=len(decided)))

        return self._begin(
            self.tr("回答を取り込んでいます"),
            lambda progress: accepting.accept(inspection, decided, progress),
            done,
            exclusive=True,
        )

    def export_return(self, returned: Return, folder: Path) -> Job:
        """Write a returned workbook as it came into a folder."""
        from assessor.operations.returns import keeping  # noqa: PLC0415 - loaded with the case

        inspection = self.inspection

        def done(path: Path) -> None:
            told = self.tr("受領ファイル「{file}」を「{folder}」に書き出しました。")
            self.said.emit(told.format(file=path.name, folder=folder))

        return self._begin(
            self.tr("受領ファイルを書き出しています"),
            lambda progress: keeping.write_file(inspection, returned, folder, progress),
            done,
        )

    def return_report(self, returned: Return) -> Report | None:
        """Return what was decided on a returned workbook; when the case cannot show it, that is told."""
        from assessor.operations.returns import keeping  # noqa: PLC0415 - loaded with the case

        def read() -> Report | None:
            return keeping.report(self.inspection, returned)

        return self._read(read, lambda: None)

    def report(self, path: Path) -> Job:
        """Write the results workbook; the job succeeds with what was written."""
        from assessor.operations import reporting  # noqa: PLC0415 - loaded with the case

        inspection, language = self.inspection, self.language
        return self._begin(
            self.tr("点検結果表を作成しています"),
            lambda progress: reporting.report(inspection, path, language, progress),
            lambda _: None,
        )
