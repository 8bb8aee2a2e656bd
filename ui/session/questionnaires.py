"""The verbs on questionnaires: export, passwords, and the state of their collection."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessor.operations.questionnaires import collection, exporting
from ui.session.texts import texts_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from assessor.operations.questionnaires.planning import ExportResult, Sending
    from ui.session.change_gate import ChangeGate
    from ui.session.job_starter import JobStarter
    from ui.session.jobs import Job
    from ui.session.state import SessionState


class SessionQuestionnaires:
    """Exports questionnaires with their passwords, and reads the state of each subject's round."""

    tr = staticmethod(texts_of("SessionQuestionnaires"))

    def __init__(self, state: SessionState, gate: ChangeGate, starter: JobStarter) -> None:
        self._state = state
        self._gate = gate
        self._starter = starter

    def sendable(self) -> list[str]:
        """Return the subjects with something to be asked; empty when the file cannot be read."""
        return self._gate.read(lambda: exporting.sendable(self._state.inspection), list)

    def outlook(self) -> Job:
        """Read what the next sending can choose from; the job succeeds with an Outlook."""
        inspection = self._state.inspection
        return self._starter.begin(
            self.tr("送付できる項目を確認しています"),
            self.tr("送付できる項目の確認を中止しました。"),
            lambda progress: collection.outlook(inspection, progress),
        )

    def export(self, subjects: Sequence[str], folder: Path, sending: Sending) -> Job:
        """Write the questionnaires of the next round; the job succeeds with an ExportResult."""
        inspection, chosen = self._state.inspection, list(subjects)

        def done(exported: ExportResult) -> None:
            self._gate.record(exported.change_set)

        return self._starter.begin(
            self.tr("質問票を書き出しています"),
            self.tr("質問票の書き出しを中止しました。"),
            lambda progress: exporting.export(inspection, chosen, folder, progress, sending),
            done,
        )

    def write_passwords(self, path: Path, exported: ExportResult, names: Mapping[str, str]) -> bool:
        """Write the list of passwords; returns False after emitting the error when that fails."""

        def write() -> bool:
            exporting.write_passwords(path, exported, names)
            return True

        return self._gate.read(write, bool)

    def read_passwords(self, path: Path) -> tuple[str, ...]:
        """Return the passwords of a list; emits the error and returns none when it cannot be read."""
        return self._gate.read(lambda: exporting.read_passwords(path), tuple)

    def read_rounds(self) -> Job:
        """Read the state of each subject's latest round; the job succeeds with a tuple of RoundState."""
        inspection = self._state.inspection
        return self._starter.begin(
            self.tr("回収状況を確認しています"),
            self.tr("回収状況の確認を中止しました。"),
            lambda progress: collection.rounds(inspection, progress=progress),
        )
