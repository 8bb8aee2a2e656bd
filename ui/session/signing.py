"""What the session knows of sign-offs, and the two verbs that are no steps of undo: sign and reopen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.session.reviews import SessionVerbs

if TYPE_CHECKING:
    from collections.abc import Callable

    from assessor.domain.change import ChangeSet
    from assessor.domain.vocabulary import Stage
    from assessor.errors import Problem


class SessionSigning(SessionVerbs):
    """Signing off and reopening."""

    def sign(self, scope: str, stage: Stage, signer: str, note: str) -> bool:
        """Sign a stage of a subject, or of the whole inspection."""
        from assessor.operations import signing  # noqa: PLC0415 - loaded with the case

        inspection = self.inspection
        return self._apply(lambda: signing.sign(inspection, scope, stage, note, signer=signer).change_set)

    def reopen(self, scope: str, reason: str) -> bool:
        """Take the sign-offs of a scope back, so that it can be changed again."""
        from assessor.operations import signing  # noqa: PLC0415 - loaded with the case

        inspection = self.inspection
        return self._apply(lambda: signing.reopen(inspection, scope, reason))

    def before_signing(self, scope: str, stage: Stage) -> tuple[Problem, ...]:
        """Return what is left to do in a scope, as sentences for whoever is about to sign it."""
        from assessor.operations import signing  # noqa: PLC0415 - loaded with the case

        left = signing.pending_in(self.results.subjects, self.signatures, scope, stage)
        return left.notes(scope, self.named(scope), stage)

    def _apply(self, act: Callable[[], ChangeSet]) -> bool:
        from assessor.words.naming import done as told  # noqa: PLC0415 - loaded with the case

        done: list[ChangeSet] = []

        def applied() -> ChangeSet:
            done.append(act())
            return done[0]

        if not self._try(applied):
            return False
        self.said.emit(told(done[0], self.named, self.language))
        return True
