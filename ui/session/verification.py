"""The verb that proves the case: its journal, records and files agree with each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessor.operations import verifying
from ui.session.texts import texts_of

if TYPE_CHECKING:
    from assessor.operations.verifying import Anchor
    from ui.session.change_gate import ChangeGate
    from ui.session.job_starter import JobStarter
    from ui.session.jobs import Job
    from ui.session.state import SessionState


class SessionVerification:
    """Verifying the open case, and looking a printed digest up in it."""

    tr = staticmethod(texts_of("SessionVerification"))

    def __init__(self, state: SessionState, gate: ChangeGate, starter: JobStarter) -> None:
        self._state = state
        self._gate = gate
        self._starter = starter

    def verify(self) -> Job:
        """Look at everything in the case; the job succeeds with a Verification."""
        inspection = self._state.inspection
        # Exclusive, because while the journal is read a change would have to wait for it.
        return self._starter.begin(
            self.tr("記録の整合性を確認しています"),
            self.tr("記録の整合性確認を中止しました。"),
            lambda progress: verifying.verify(inspection, progress),
            exclusive=True,
        )

    def is_digest(self, text: str) -> bool:
        """Tell whether enough of a digest was typed to look it up."""
        return verifying.is_digest(text)

    def anchor(self, digest: str) -> Anchor | None:
        """Return the entry that a digest on paper is of; when the file cannot be read, none."""

        def nothing() -> Anchor | None:
            return None

        return self._gate.read(lambda: verifying.anchor(self._state.inspection, digest), nothing)
