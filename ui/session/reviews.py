"""The verbs of the session that are done at once: each is one change set, one transaction, one undo step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.session.state import SessionState

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assessor.domain.change import ChangeSet
    from assessor.domain.records import Evidence, Inquiry
    from assessor.domain.vocabulary import EvidenceRule, Verdict
    from assessor.operations.inspection import Inspection


class SessionVerbs(SessionState):
    """Marking, asking, editing, linking; undo and redo."""

    def mark(
        self,
        items: Sequence[str],
        *,
        verdict: Verdict | None = None,
        reason: str | None = None,
        due: str | None = None,
        approver: str | None = None,
        subject: str = "",
    ) -> bool:
        """Record a judgement of items of a subject, else the current one; None leaves a part as it is."""
        from assessor.operations import reviewing  # noqa: PLC0415 - loaded with the case

        subject = subject or self.current_subject
        marks = [
            reviewing.Mark(subject, item, verdict=verdict, reason=reason, due=due, approver=approver)
            for item in items
        ]
        return bool(marks) and self._do(lambda inspection: reviewing.mark(inspection, *marks))

    def confirm(self, item: str) -> bool:
        """Record anew that the review of an item of the current subject stands as it is."""
        from assessor.operations import reviewing  # noqa: PLC0415 - loaded with the case

        mark = reviewing.Mark(self.current_subject, item, confirmed=True)
        return self._do(lambda inspection: reviewing.mark(inspection, mark))

    def accept_proposals(self, subjects: Sequence[str], approver: str) -> bool:
        """Record 該当なし wherever a rule proposes it for these subjects."""
        from assessor.operations import reviewing  # noqa: PLC0415 - loaded with the case

        return self._do(lambda inspection: reviewing.accept_proposals(inspection, subjects, approver))

    def ask(self, question: str) -> bool:
        """Ask a follow-up question on the current item."""
        from assessor.operations import reviewing  # noqa: PLC0415 - loaded with the case

        subject, item = self.current_subject, self.current_item
        return self._do(lambda inspection: reviewing.ask(inspection, subject, item, question))

    def withdraw(self, inquiry: Inquiry) -> bool:
        """Take a follow-up question back."""
        from assessor.operations import reviewing  # noqa: PLC0415 - loaded with the case

        return self._do(
            lambda inspection: reviewing.withdraw(inspection, inquiry.subject, inquiry.item, inquiry.id)
        )

    def edit_subject(self, subject: str, features: Sequence[str]) -> bool:
        """Give a subject other features."""
        from assessor.operations import reviewing  # noqa: PLC0415 - loaded with the case

        return self._do(lambda inspection: reviewing.edit_subject(inspection, subject, features=features))

    def edit_case(
        self,
        title: str,
        contact: str,
        *,
        distinct_signers: bool | None = None,
        evidence_rule: EvidenceRule | None = None,
    ) -> bool:
        """Give the case another title or contact, or another rule on who signs or on evidence."""
        from assessor.operations import reviewing  # noqa: PLC0415 - loaded with the case

        return self._do(
            lambda inspection: reviewing.edit_case(
                inspection,
                title=title,
                contact=contact,
                distinct_signers=distinct_signers,
                evidence_rule=evidence_rule,
            )
        )

    def link(self, evidence: Evidence, item: str) -> bool:
        """Link evidence that is in the case to another item of the current subject."""
        from assessor.operations.evidence import attaching  # noqa: PLC0415 - loaded with the case

        subject = self.current_subject
        return self._do(lambda inspection: attaching.link(inspection, evidence, subject, item))

    def detach(self, evidence: Evidence) -> bool:
        """Take a link to evidence away."""
        from assessor.operations.evidence import attaching  # noqa: PLC0415 - loaded with the case

        return self._do(lambda inspection: attaching.detach(inspection, evidence))

    def undo(self) -> bool:
        """Take the last change set back and show what it was about."""
        return bool(self.undo_text) and self._step(self._open_case().history.undo)

    def redo(self) -> bool:
        """Do the change set again that was taken back last."""
        return bool(self.redo_text) and self._step(self._open_case().history.redo)

    @property
    def undo_text(self) -> str:
        """What undo would take back, or nothing."""
        return self._named(self._case.history.undoable) if self._case and not self.secured else ""

    @property
    def redo_text(self) -> str:
        """What redo would do again, or nothing."""
        return self._named(self._case.history.redoable) if self._case and not self.secured else ""

    @property
    def barred(self) -> frozenset[str]:
        """Which of undo and redo a sign-off forbids, as it stands."""
        from assessor.domain.signing import locked_by  # noqa: PLC0415 - loaded with the case

        if self._case is None or self.secured or not self.signatures.by_scope:
            return frozenset()
        steps = {"undo": self._case.history.undoable, "redo": self._case.history.redoable}
        scopes = self.signatures.by_scope
        return frozenset(name for name, step in steps.items() if step and locked_by(step, scopes))

    def _named(self, change_set: ChangeSet | None) -> str:
        from assessor.words.naming import about  # noqa: PLC0415 - loaded with the case
        from assessor.words.terms import term  # noqa: PLC0415 - same

        if change_set is None:
            return ""
        return f"{term(change_set.action, self.language)} {about(change_set, self.named, self.language)}"

    def _do(self, propose: Callable[[Inspection], ChangeSet]) -> bool:
        case = self._open_case()
        return self._try(lambda: case.history.do(propose(case.inspection)))

    def _step(self, step: Callable[[], ChangeSet]) -> bool:
        applied: list[ChangeSet] = []

        def act() -> ChangeSet:
            applied.append(step())
            return applied[0]

        done = self._try(act)
        if done:
            self._show(applied[0])
        return done

    def _show(self, applied: ChangeSet) -> None:
        """Lead to what an undo or redo changed: to its items, else to its subject, and point at the items."""
        case = self._open_case()
        reviews = case.items_in(applied)
        mine = {item for subject, item in reviews if subject == self.current_subject}
        if reviews and not (self.current_item in mine and mine.issuperset(self.selected_items)):
            meant = {subject for subject, _ in reviews}
            listed = [
                (result.subject.subject, state.item.id)
                for result in self.results.subjects
                if result.subject.subject in meant
                for state in result.states
            ]
            here = [place for place in listed if place in reviews and place[1] in mine]
            self.select(*next(iter(here or [place for place in listed if place in reviews])))
        subjects = case.touched_by(applied).subjects
        if not reviews and subjects and self.current_subject not in subjects:
            self.select(min(subjects))
        self.pointed_at.emit(reviews)
