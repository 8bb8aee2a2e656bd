"""The verb of the session that proves the case: its journal, records and files agree with each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.session.running import SessionJobs

if TYPE_CHECKING:
    from assessor.operations.verifying import Anchor
    from ui.session.jobs import Job


class SessionVerifying(SessionJobs):
    """Verifying the open case, and looking a printed digest up in it."""

    def verify(self) -> Job:
        """Look at everything in the case; the job succeeds with a Verification."""
        from assessor.operations import verifying  # noqa: PLC0415 - not needed before

        inspection = self.inspection
        # Exclusive, because while the journal is read a change would have to wait for it.
        return self._begin(
            self.tr("記録を検証しています"),
            lambda progress: verifying.verify(inspection, progress),
            lambda _: None,
            exclusive=True,
        )

    def is_digest(self, text: str) -> bool:
        """Tell whether enough of a digest was typed to look it up."""
        from assessor.operations import verifying  # noqa: PLC0415 - not needed before

        return verifying.is_digest(text)

    def anchor(self, digest: str) -> Anchor | None:
        """Return the entry that a digest on paper is of; when the file cannot be read, none."""
        from assessor.operations import verifying  # noqa: PLC0415 - not needed before

        def nothing() -> Anchor | None:
            return None

        return self._read(lambda: verifying.anchor(self.inspection, digest), nothing)
