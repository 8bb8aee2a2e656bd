"""The two verbs that cannot be undone: sign and withdraw signatures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessor.operations import signing
from assessor.words.naming import done

if TYPE_CHECKING:
    from collections.abc import Callable

    from assessor.domain.change import ChangeSet
    from assessor.domain.vocabulary import Stage
    from assessor.errors import Problem
    from ui.session.change_gate import ChangeGate
    from ui.session.signals import Signals
    from ui.session.state import SessionState


class SessionSigning:
    """Signs and withdraws signatures."""

    def __init__(self, state: SessionState, gate: ChangeGate, signals: Signals) -> None:
        self._state = state
        self._gate = gate
        self._signals = signals

    def sign(self, scope: str, stage: Stage, signer: str, note: str) -> bool:
        """Sign a stage of a subject or of the whole inspection."""
        inspection = self._state.inspection
        return self._apply(lambda: signing.sign(inspection, scope, stage, note, signer=signer).change_set)

    def reopen(self, scope: str, reason: str) -> bool:
        """Withdraw the signatures of a scope, so that it can be changed again."""
        inspection = self._state.inspection
        return self._apply(lambda: signing.reopen(inspection, scope, reason))

    def before_signing(self, scope: str, stage: Stage) -> tuple[Problem, ...]:
        """Return as problems what is still open or weak in a scope before it is signed."""
        state = self._state
        left = signing.pending_in(state.results.subjects, state.signatures, scope, stage)
        return left.notes(scope, state.named(scope), stage)

    def _apply(self, act: Callable[[], ChangeSet]) -> bool:
        applied = self._gate.attempt(act)
        if applied is not None:
            self._signals.said.emit(done(applied, self._state.named, self._state.language))
        return applied is not None
