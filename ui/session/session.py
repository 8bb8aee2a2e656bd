"""The hub between the window and the core: the open case, the selection, the verbs in parts, the signals.

A part is a plain class that gets in its constructor what it needs: the state, the selection, the gate for
changes, the starter of jobs, and the signals. `parts.py` creates all of them.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from assessor.words import Language
from ui.session.cases import SessionCases
from ui.session.job_starter import JobStarter
from ui.session.jobs import Jobs
from ui.session.parts import SessionParts
from ui.session.selection import Selection
from ui.session.signals import Signals
from ui.session.state import SessionState
from ui.session.typed_texts import TypedTexts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from assessor.catalog import Library
    from assessor.domain.naming import BilingualName
    from assessor.domain.records import Case, Signoff
    from assessor.domain.rulebook import Rulebook
    from assessor.domain.signing import Signatures
    from assessor.operations.holding import LockHolder
    from assessor.operations.inspection import Inspection
    from assessor.operations.viewing import CaseResults
    from ui.session.backups import SessionBackups
    from ui.session.evidence import SessionEvidence
    from ui.session.holding import SessionHolding
    from ui.session.passphrase import SessionPassphrase
    from ui.session.questionnaires import SessionQuestionnaires
    from ui.session.returns import SessionReturns
    from ui.session.reviews import SessionReviews
    from ui.session.signing import SessionSigning
    from ui.session.verification import SessionVerification


class Session(QObject):
    """The open case for the window; each verb is in the part for its kind."""

    def __init__(self, language: Language = Language.JA, reviewer: str = "") -> None:
        super().__init__()
        self.jobs = Jobs(self)
        self.typed = TypedTexts(self)  # for dialogs
        self._signals = signals = Signals(self)
        self.state = SessionState(language, reviewer)
        self._selection = Selection(self.state, signals)
        self._starter = JobStarter(self.jobs, signals)
        self.cases = SessionCases(self.state, self._selection, self._starter, self.jobs, signals)
        self.opened = signals.opened
        self.closing = signals.closing
        self.closed = signals.closed
        self.reviews_changed = signals.reviews_changed
        self.subjects_changed = signals.subjects_changed
        self.case_changed = signals.case_changed
        self.current_changed = signals.current_changed
        self.selection_changed = signals.selection_changed
        self.changed = signals.changed
        self.pointed_at = signals.pointed_at
        self.history_changed = signals.history_changed
        self.failed = signals.failed
        self.said = signals.said
        self.job_started = self.jobs.started
        self.library_loaded = signals.library_loaded
        self.language_changed = signals.language_changed
        self.reviewer_changed = signals.reviewer_changed
        self.secured_changed = signals.secured_changed
        self.holder_changed = signals.holder_changed
        self.copy_failed = signals.copy_failed
        self.passphrase_wanted = signals.passphrase_wanted
        self.passphrase_settled = signals.passphrase_settled

    @property
    def reviews(self) -> SessionReviews:
        """Verbs on items, inquiries, undo and redo."""
        return self._parts.reviews

    @property
    def evidence(self) -> SessionEvidence:
        """Verbs on evidence."""
        return self._parts.evidence

    @property
    def questionnaires(self) -> SessionQuestionnaires:
        """Verbs on questionnaires to be sent."""
        return self._parts.questionnaires

    @property
    def returns(self) -> SessionReturns:
        """Verbs on returned questionnaires."""
        return self._parts.returns

    @property
    def signing(self) -> SessionSigning:
        """Signing and withdrawing signatures."""
        return self._parts.signing

    @property
    def passphrase(self) -> SessionPassphrase:
        """Passphrase of the open case, locking and unlocking."""
        return self._parts.passphrase

    @property
    def backups(self) -> SessionBackups:
        """Backups of the case."""
        return self._parts.backups

    @property
    def holding(self) -> SessionHolding:
        """The lock of the open case."""
        return self._parts.holding

    @property
    def verification(self) -> SessionVerification:
        """The integrity check of the case."""
        return self._parts.verification

    def set_language(self, language: Language) -> None:
        """Change the language of the window."""
        if language is not self.state.language:
            self.state.language = language
            self.language_changed.emit()

    def call_reviewer(self, name: str) -> None:
        """Change the name under which changes are recorded."""
        self.state.reviewer = name
        if self.state.case is not None:
            self.state.case.call_reviewer(name)
        self.reviewer_changed.emit()

    def select(self, subject: str, item: str = "", items: Sequence[str] = ()) -> None:
        """Select a subject and one of its items, by default its first.

        `items` are the items selected together with it; by default it is selected alone.
        """
        self._selection.select(subject, item, items)

    def select_no_item(self) -> None:
        """Select no item of the current subject, since none is listed."""
        self._selection.select_no_item()

    def report_failure(self, error: Exception) -> None:
        """Emit an expected error of a job; raises any other error, since it is a bug."""
        self._starter.report_failure(error)

    @property
    def language(self) -> Language:
        """The language of the window."""
        return self.state.language

    @property
    def reviewer(self) -> str:
        """The name under which changes are recorded; empty for the user of the system."""
        return self.state.reviewer

    @property
    def library(self) -> Library | None:
        """The shipped checklists and plans, once they are loaded."""
        return self.state.library

    @property
    def current_subject(self) -> str:
        """The key of the current subject."""
        return self._selection.subject

    @property
    def current_item(self) -> str:
        """The id of the current item."""
        return self._selection.item

    @property
    def selected_items(self) -> tuple[str, ...]:
        """The ids of the selected items, which are judged together."""
        return self._selection.items

    @property
    def item_sought(self) -> bool:
        """Whether the user chose the current item, and not only its subject."""
        return self._selection.sought

    @property
    def is_open(self) -> bool:
        """Whether a case is open."""
        return self.state.case is not None

    @property
    def read_only(self) -> bool:
        """Whether the open case is read-only."""
        return self.state.case is not None and self.state.case.read_only

    @property
    def secured(self) -> bool:
        """Whether the open case is locked until its passphrase is given again."""
        return self.state.secured

    @property
    def shut(self) -> bool:
        """Whether the file of a locked case is closed and its key is gone, which waits for running jobs."""
        return self.state.case is not None and self.state.case.shut

    @property
    def protected(self) -> bool:
        """Whether the open case is encrypted."""
        return self.state.case is not None and (self.state.secured or self.state.case.protected)

    @property
    def other_holder(self) -> LockHolder | None:
        """Who had the case open for writing when it was opened here, so that it is read-only."""
        return self.state.case.inspection.other_holder if self.state.case is not None else None

    @property
    def undo_text(self) -> str:
        """The description of the next undo, or an empty text."""
        return self.reviews.undo_text if self.is_open else ""

    @property
    def redo_text(self) -> str:
        """The description of the next redo, or an empty text."""
        return self.reviews.redo_text if self.is_open else ""

    @property
    def barred(self) -> frozenset[str]:
        """Which of undo and redo are forbidden by a signature."""
        return self.reviews.barred if self.is_open else frozenset()

    @property
    def signatures(self) -> Signatures:
        """The valid signatures of the open case."""
        return self.state.signatures

    @property
    def lock(self) -> Signoff | None:
        """The signature that makes the current subject read-only, if any."""
        known = self.is_open and bool(self.current_subject)
        return self.signatures.lock(self.current_subject) if known else None

    @property
    def locked(self) -> bool:
        """Whether the current subject cannot be changed: the file is read-only, or the subject is signed."""
        return self.read_only or self.lock is not None

    def named(self, scope: str) -> BilingualName:
        """Return the names of a subject or of the whole inspection in both languages."""
        return self.state.named(scope)

    def scope_name(self, scope: str) -> str:
        """Return the name of a subject, or the title of the whole inspection."""
        return self.state.scope_name(scope)

    @property
    def path(self) -> Path:
        """The path of the open case."""
        return self.state.path

    @property
    def case(self) -> Case:
        """The record of the open case."""
        return self.state.case_record

    @property
    def rules(self) -> Rulebook:
        """The rulebook frozen into the open case."""
        return self.state.rules

    @property
    def results(self) -> CaseResults:
        """The current results of the open case."""
        return self.state.results

    @property
    def inspection(self) -> Inspection:
        """The open case for the verbs of the core; not for panels."""
        return self.state.inspection

    @cached_property
    def _parts(self) -> SessionParts:
        return SessionParts(self.state, self._selection, self._starter, self.jobs, self._signals)
