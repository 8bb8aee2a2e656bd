"""The verbs on reviews: each is one change set, one transaction, one undo step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessor.domain.signing import locked_by
from assessor.errors import CaseFileError
from assessor.operations import drafts, reporting, reviewing, viewing
from assessor.words.naming import about
from assessor.words.problems.sentences import sentence
from assessor.words.terms import term
from ui.session.texts import texts_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from assessor.domain.change import ChangeSet
    from assessor.domain.records import Inquiry
    from assessor.domain.vocabulary import EvidenceRule, Verdict
    from assessor.operations.drafts import SavedDrafts
    from assessor.operations.viewing import ItemDetail, ItemRow
    from ui.session.change_gate import ChangeGate
    from ui.session.job_starter import JobStarter
    from ui.session.jobs import Job
    from ui.session.selection import Selection
    from ui.session.signals import Signals
    from ui.session.state import SessionState


class SessionReviews:
    """Reads and marks items, asks inquiries, edits subjects and the case; undo and redo."""

    tr = staticmethod(texts_of("SessionReviews"))

    def __init__(
        self,
        state: SessionState,
        selection: Selection,
        gate: ChangeGate,
        starter: JobStarter,
        signals: Signals,
    ) -> None:
        self._state = state
        self._selection = selection
        self._gate = gate
        self._starter = starter
        self._signals = signals

    def item_rows(self, subject: str) -> tuple[ItemRow, ...]:
        """Return the items of a subject; emits the error and returns none when the file cannot be read."""
        return self._gate.read(lambda: self._state.open_case.rows(subject), tuple)

    def item_detail(self, subject: str, item: str) -> ItemDetail:
        """Return everything about an item; when the file cannot be read, what is in memory."""

        def known() -> ItemDetail:
            result = self._state.results.subject(subject)
            state = next(state for state in result.states if state.item.id == item)
            row = viewing.ItemRow(state, None, 0, 0, 0, None)
            return viewing.ItemDetail(result.subject, row, (), (), (), ())

        return self._gate.read(lambda: self._state.open_case.detail(subject, item), known)

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
        """Mark items of a subject, else of the current one; None leaves a field unchanged."""
        subject = subject or self._selection.subject
        marks = [
            reviewing.Mark(subject, item, verdict=verdict, reason=reason, due=due, approver=approver)
            for item in items
        ]
        return bool(marks) and self._gate.do(lambda inspection: reviewing.mark(inspection, *marks))

    def confirm(self, item: str) -> bool:
        """Confirm the review of an item of the current subject without changes."""
        mark = reviewing.Mark(self._selection.subject, item, confirmed=True)
        return self._gate.do(lambda inspection: reviewing.mark(inspection, mark))

    def accept_proposals(self, subjects: Sequence[str], approver: str) -> bool:
        """Mark as 該当なし every item of these subjects for which a rule proposes it."""
        return self._gate.do(lambda inspection: reviewing.accept_proposals(inspection, subjects, approver))

    def ask(self, question: str) -> bool:
        """Ask a follow-up question on the current item."""
        subject, item = self._selection.subject, self._selection.item
        return self._gate.do(lambda inspection: reviewing.ask(inspection, subject, item, question))

    def withdraw(self, inquiry: Inquiry) -> bool:
        """Withdraw a follow-up question."""
        return self._gate.do(
            lambda inspection: reviewing.withdraw(inspection, inquiry.subject, inquiry.item, inquiry.id)
        )

    def edit_subject(self, subject: str, features: Sequence[str]) -> bool:
        """Change the features of a subject."""
        return self._gate.do(
            lambda inspection: reviewing.edit_subject(inspection, subject, features=features)
        )

    def edit_case(
        self,
        title: str,
        contact: str,
        *,
        distinct_signers: bool | None = None,
        evidence_rule: EvidenceRule | None = None,
    ) -> bool:
        """Change the title, the contact, the rule on signers or the rule on evidence of the case."""
        return self._gate.do(
            lambda inspection: reviewing.edit_case(
                inspection,
                title=title,
                contact=contact,
                distinct_signers=distinct_signers,
                evidence_rule=evidence_rule,
            )
        )

    def undo(self) -> bool:
        """Undo the last change set and show the records it touched."""
        return bool(self.undo_text) and self._show(self._gate.undo())

    def redo(self) -> bool:
        """Redo the change set that was undone last."""
        return bool(self.redo_text) and self._show(self._gate.redo())

    @property
    def undo_text(self) -> str:
        """The description of the next undo, or an empty text."""
        case = self._state.case
        return self._named(case.history.undoable) if case is not None else ""

    @property
    def redo_text(self) -> str:
        """The description of the next redo, or an empty text."""
        case = self._state.case
        return self._named(case.history.redoable) if case is not None else ""

    @property
    def barred(self) -> frozenset[str]:
        """Which of undo and redo are forbidden by a signature."""
        history, scopes = self._state.open_case.history, self._state.signatures.by_scope
        if not scopes:
            return frozenset()
        steps = {"undo": history.undoable, "redo": history.redoable}
        return frozenset(name for name, step in steps.items() if step and locked_by(step, scopes))

    def keep_typed(self, folder: Path, kept: SavedDrafts) -> bool:
        """Save unrecorded input; a failure is said in the status bar only."""
        try:
            drafts.keep(self._state.inspection, folder, kept)
        except CaseFileError as error:
            text = sentence(error.problems[0], self._state.language)
            self._signals.said.emit(self.tr("入力中の内容を保管できませんでした：{why}").format(why=text))
            return False
        return True

    def kept_typed(self, folder: Path) -> SavedDrafts:
        """Return the unrecorded input of the last time; a failure is said in the status bar."""
        try:
            return drafts.kept_of(self._state.inspection, folder)
        except CaseFileError as error:
            text = sentence(error.problems[0], self._state.language)
            self._signals.said.emit(self.tr("前回の入力を読めませんでした：{why}").format(why=text))
            return drafts.SavedDrafts()

    def report(self, path: Path) -> Job:
        """Write the results workbook; the job succeeds with WrittenCounts."""
        inspection, language = self._state.inspection, self._state.language
        return self._starter.begin(
            self.tr("点検結果表を作成しています"),
            self.tr("点検結果表の作成を中止しました。"),
            lambda progress: reporting.report(inspection, path, language, progress),
        )

    def _named(self, change_set: ChangeSet | None) -> str:
        if change_set is None or self._state.secured:
            return ""
        language = self._state.language
        return f"{term(change_set.action, language)} {about(change_set, self._state.named, language)}"

    def _show(self, applied: ChangeSet | None) -> bool:
        """Select the items or the subject that an undo or redo changed, and highlight the items."""
        if applied is None:
            return False
        case, here = self._state.open_case, self._selection
        reviews = case.items_in(applied)
        mine = {item for subject, item in reviews if subject == here.subject}
        if reviews and not (here.item in mine and mine.issuperset(here.items)):
            meant = {subject for subject, _ in reviews}
            listed = [
                (result.subject.subject, state.item.id)
                for result in case.results.subjects
                if result.subject.subject in meant
                for state in result.states
            ]
            near = [place for place in listed if place in reviews and place[1] in mine]
            here.select(*next(iter(near or [place for place in listed if place in reviews])))
        subjects = case.touched_by(applied).subjects
        if not reviews and subjects and here.subject not in subjects:
            here.select(min(subjects))
        self._signals.pointed_at.emit(reviews)
        return True
