"""The integrity check: whether journal, records and files of the case agree."""

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
    """Verifies the open case and looks up a printed digest."""

    tr = staticmethod(texts_of("SessionVerification"))

    def __init__(self, state: SessionState, gate: ChangeGate, starter: JobStarter) -> None:
        self._state = state
        self._gate = gate
        self._starter = starter

    def verify(self) -> Job:
        """Verify the whole case; the job succeeds with a Verification."""
        inspection = self._state.inspection
        # Exclusive, because changes would have to wait while the journal is read.
        return self._starter.begin(
            self.tr("記録の整合性を確認しています"),
            self.tr("記録の整合性確認を中止しました。"),
            lambda progress: verifying.verify(inspection, progress),
            exclusive=True,
        )

    def is_digest(self, text: str) -> bool:
        """Tell whether a typed digest is long enough to be looked up."""
        return verifying.is_digest(text)

    def anchor(self, digest: str) -> Anchor | None:
        """Return the entry of a printed digest; None when there is none or the file cannot be read."""

        def nothing() -> Anchor | None:
            return None

        return self._gate.read(lambda: verifying.anchor(self._state.inspection, digest), nothing)
