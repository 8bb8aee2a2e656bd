"""The parts of the session that need the core; importing this module loads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.session.backups import SessionBackups
from ui.session.change_gate import ChangeGate
from ui.session.evidence import SessionEvidence
from ui.session.holding import SessionHolding
from ui.session.passphrase import SessionPassphrase
from ui.session.questionnaires import SessionQuestionnaires
from ui.session.returns import SessionReturns
from ui.session.reviews import SessionReviews
from ui.session.signing import SessionSigning
from ui.session.verification import SessionVerification

if TYPE_CHECKING:
    from ui.session.job_starter import JobStarter
    from ui.session.jobs import Jobs
    from ui.session.selection import Selection
    from ui.session.signals import Signals
    from ui.session.state import SessionState


class SessionParts:
    """One object of each part, all for the same open case."""

    def __init__(
        self,
        state: SessionState,
        selection: Selection,
        starter: JobStarter,
        jobs: Jobs,
        signals: Signals,
    ) -> None:
        gate = ChangeGate(state, signals, jobs)
        self.reviews = SessionReviews(state, selection, gate, starter, signals)
        self.evidence = SessionEvidence(state, selection, gate, starter, signals)
        self.questionnaires = SessionQuestionnaires(state, gate, starter)
        self.returns = SessionReturns(state, gate, starter, signals)
        self.signing = SessionSigning(state, gate, signals)
        self.passphrase = SessionPassphrase(state, gate, starter, jobs, signals)
        self.backups = SessionBackups(state, starter, signals)
        self.holding = SessionHolding(state, gate, signals)
        self.verification = SessionVerification(state, gate, starter)
