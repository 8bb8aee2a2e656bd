"""Marking items, asking follow-up questions, changing subjects, as change sets that are only proposed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from assessor.domain.change import Change, ChangeSet, between, creation, removal
from assessor.domain.examination import weak_reason
from assessor.domain.facts import Facts
from assessor.domain.naming import BilingualName
from assessor.domain.records import Case, Inquiry, Review, Subject
from assessor.domain.rulebook import proposals
from assessor.domain.vocabulary import Action, EvidenceRule, ExaminationRule, Verdict
from assessor.errors import Code, InputError, Place, Problem
from assessor.operations.inspection import Inspection, facts_on, features_of, named_as, new_id, now
from assessor.operations.subject_records import SubjectRecords
from assessor.text import CELL_LIMIT, PERSON_LIMIT, person, same_person, typed, visible
from assessor.words.applicability import why_not_in_both

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assessor.domain.outcome import ItemState
    from assessor.domain.vocabulary import AsOf
    from assessor.storage.unit_of_work import UnitOfWork

_NAMED: Final = 3  # most items that an entry names; more are only counted
_MONTH: Final = re.compile(r"(19|20)\d\d-(0[1-9]|1[0-2])")


@dataclass(frozen=True)
class Mark:
    """What to record for one item; None leaves a field as it is. `due` is YYYY-MM or empty.

    `confirmed` records the review anew although it is weak, to say that it stands.
    """

    subject: str
    item: str
    verdict: Verdict | None = None
    reason: str | None = None
    due: str | None = None
    approver: str | None = None
    confirmed: bool = False


def mark(inspection: Inspection, *marks: Mark) -> ChangeSet:
    """Propose the marks as one change set; raises InputError with the problems of all of them.

    Giving an item its verdict again counts as a new look when an answer or a file came since; otherwise it
    changes nothing.
    """
    problems: list[Problem] = []
    changes: list[Change] = []
    with inspection.file.read() as work:
        distinct = bool(inspection.held_case(work).distinct_signers)
        subjects = {key: inspection.subject(work, key) for key in dict.fromkeys(m.subject for m in marks)}
        listed = {key: inspection.states(work, subject) for key, subject in subjects.items()}
        states = {(key, state.item.id): state for key, of_one in listed.items() for state in of_one}
        overtaken = _overtaken(inspection, work, marks, listed)
    for wanted in marks:
        refused = _problems(wanted, states.get((wanted.subject, wanted.item)))
        if not refused:
            before = states[wanted.subject, wanted.item].review
            anew = wanted.confirmed or (wanted.subject, wanted.item) in overtaken
            after = _marked(before, wanted, inspection.actor.reviewer, anew=anew)
            changes += between(before, after)
            refused = _approval_problems(after) if distinct and after != before else []
        problems += (one for one in refused if one.place.item or one not in problems)
    if problems:
        raise InputError(*problems)
    return ChangeSet(Action.MARK, "", tuple(changes), facts=_facts(marks, subjects))


def _overtaken(
    inspection: Inspection,
    work: UnitOfWork,
    marks: Sequence[Mark],
    listed: Mapping[str, tuple[ItemState, ...]],
) -> set[tuple[str, str]]:
    """Return the items marked with the verdict they have, for which an answer or a file came since.

    Nothing is read unless a verdict is given again.
    """
    verdicts = {(key, s.item.id): s.review.verdict for key, states in listed.items() for s in states}
    again = {
        (one.subject, one.item)
        for one in marks
        if one.verdict is not None and one.verdict is verdicts.get((one.subject, one.item))
    }
    overtaken = set()
    for key in sorted({subject for subject, _ in again}):
        weak = SubjectRecords(work, key).weak(inspection, key, listed[key])
        newer = ExaminationRule.NEWER_THAN_VERDICT
        overtaken |= {
            (key, item) for item, weaknesses in weak.items() if any(one.rule is newer for one in weaknesses)
        }
    return overtaken & again


def _marked(before: Review, wanted: Mark, reviewer: str, *, anew: bool) -> Review:
    parts = {
        name: value
        for name in ("verdict", "reason", "due", "approver")
        if (value := getattr(wanted, name)) is not None
    }
    form = {"reason": typed, "approver": person}
    parts |= {name: write(parts[name]) for name, write in form.items() if name in parts}
    after = replace(before, **parts)
    after = replace(after, reason_for=_reason_for(before, after, wanted))
    if after == before and not anew:
        return before
    return replace(after, reviewer=reviewer, reviewed_at=now())


def _reason_for(before: Review, after: Review, wanted: Mark) -> Verdict:
    """Return the verdict for which the reason of a marked review was written.

    A reason given with a mark belongs to its verdict, even with unchanged words. A reason that merely stays
    belongs to its former verdict, or to the first that the item gets.
    """
    if not after.reason:
        return Verdict.UNREVIEWED
    if wanted.confirmed or after.reason != before.reason:
        return after.verdict
    known = before.reason_for is not Verdict.UNREVIEWED
    if known and wanted.reason is not None:
        return after.verdict
    if known or before.verdict is after.verdict:
        return before.reason_for
    return (
        after.verdict if before.verdict is Verdict.UNREVIEWED or wanted.reason is not None else before.verdict
    )


def _problems(wanted: Mark, state: ItemState | None) -> list[Problem]:
    place = Place(subject=wanted.subject, item=wanted.item)
    if state is None:
        return [Problem(Code.UNKNOWN_ITEM, place)]
    problems = []
    if not state.applicability.applies:
        problems.append(
            Problem(Code.NOT_APPLICABLE_ITEM, place, {"reason": why_not_in_both(state.applicability)})
        )
    if wanted.due and not _MONTH.fullmatch(wanted.due):
        problems.append(Problem(Code.BAD_MONTH, replace(place, field="due"), {"found": wanted.due}))
    reason = state.review.reason if wanted.reason is None else wanted.reason
    verdict = state.review.verdict if wanted.verdict is None else wanted.verdict
    if verdict is Verdict.NOT_APPLICABLE and not visible(reason):
        problems.append(Problem(Code.REASON_NEEDED, replace(place, field="reason")))  # rule R9
    approver = state.review.approver if wanted.approver is None else wanted.approver
    if verdict is Verdict.NOT_APPLICABLE and not visible(approver):
        problems.append(Problem(Code.APPROVER_NEEDED, replace(place, field="approver")))
    if len(reason) > CELL_LIMIT:
        facts = {"found": len(reason), "expected": CELL_LIMIT}
        problems.append(Problem(Code.TOO_LONG, replace(place, field="reason"), facts))
    if len(person(wanted.approver or "")) > PERSON_LIMIT:  # one name for all marks, so reported once
        facts = {"found": len(person(wanted.approver or "")), "expected": PERSON_LIMIT}
        problems.append(Problem(Code.TOO_LONG, Place(field="approver"), facts))
    return problems


def _approval_problems(marked: Review) -> list[Problem]:
    """Return why a mark is not approved; all marks share one name, so no item is named."""
    if marked.verdict is Verdict.NOT_APPLICABLE and same_person(marked.approver, marked.reviewer):
        return [Problem(Code.APPROVER_IS_REVIEWER, Place(field="approver"), {"reviewer": marked.reviewer})]
    return []


def _facts(marks: Sequence[Mark], subjects: dict[str, Subject]) -> Facts:
    items = tuple(one.item for one in marks)
    names = tuple(named_as(subject) for subject in subjects.values())
    return Facts(names=names, items=items[:_NAMED], more_items=len(items[_NAMED:]))


def reason_kept(inspection: Inspection, wanted: Mark) -> tuple[Problem, ...]:
    """Return a note when a mark keeps a reason that was written for another verdict."""
    with inspection.file.read() as work:
        review = work.records.get(Review, wanted.subject, wanted.item)
    place = Place(subject=wanted.subject, item=wanted.item)
    return tuple(
        Problem(Code.REASON_KEPT, place, {"verdict": weakness.reason_for}) for weakness in weak_reason(review)
    )


def accept_proposals(inspection: Inspection, subjects: Sequence[str], approver: str) -> ChangeSet:
    """Propose 該当なし for every unreviewed item for which a rule proposes it."""
    marks = []
    with inspection.file.read() as work:
        for key in subjects:
            subject = inspection.subject(work, key)
            states = {state.item.id: state for state in inspection.states(work, subject)}
            items = tuple(state.item for state in states.values())
            marks += [
                Mark(key, item.id, Verdict.NOT_APPLICABLE, f"{rule.reason}（{rule.id}）", approver=approver)
                for item, rule in proposals(items, features_of(subject), inspection.rules)
                if states[item.id].verdict is Verdict.UNREVIEWED
            ]
    return replace(mark(inspection, *marks), action=Action.PROPOSALS)


def ask(inspection: Inspection, subject: str, item: str, question: str) -> ChangeSet:
    """Propose a follow-up question, to be sent with the next questionnaire."""
    with inspection.file.read() as work:
        record = inspection.subject(work, subject)
        asked = inquiry(inspection, work, subject, item, question)
    return ChangeSet(Action.INQUIRE, "", creation(asked), facts=facts_on(record, item))


def inquiry(inspection: Inspection, work: UnitOfWork, subject: str, item: str, question: str) -> Inquiry:
    """Return a new follow-up question; raises InputError for no text, one too long, or an unknown item."""
    text = typed(question)
    place = Place(subject=subject, item=item, field="question")
    if not text:
        raise InputError(Problem(Code.EMPTY_TEXT, place))
    if len(text) > CELL_LIMIT:
        raise InputError(Problem(Code.TOO_LONG, place, {"found": len(text), "expected": CELL_LIMIT}))
    record = inspection.subject(work, subject)
    if all(known.id != item for known in inspection.items(record)):
        raise InputError(Problem(Code.UNKNOWN_ITEM, place))
    asked = work.records.all(Inquiry, subject=subject, item=item)
    return Inquiry(
        subject=subject,
        item=item,
        id=new_id(),
        number=max((q.number for q in asked), default=0) + 1,
        question=text,
        asked_by=inspection.actor.reviewer,
        asked_at=now(),
    )


def withdraw(inspection: Inspection, subject: str, item: str, inquiry_id: str) -> ChangeSet:
    """Propose to withdraw a question; an unknown one changes nothing."""
    with inspection.file.read() as work:
        record = inspection.subject(work, subject)
        inquiry = work.records.get(Inquiry, subject, item, inquiry_id)
    return ChangeSet(Action.INQUIRE, "", removal(inquiry), facts=facts_on(record, item))


def edit_subject(
    inspection: Inspection,
    subject: str,
    *,
    features: Sequence[str] | None = None,
    as_of: AsOf | None = None,
) -> ChangeSet:
    """Propose other features or another as-of basis; raises InputError for an unknown feature."""
    known = {feature.key for feature in inspection.rules.features}
    unknown = sorted(set(features or ()) - known)
    if unknown:
        facts = {"found": ", ".join(unknown), "expected": ", ".join(sorted(known))}
        raise InputError(Problem(Code.UNKNOWN_REFERENCE, Place(subject=subject, field="features"), facts))
    with inspection.file.read() as work:
        before = inspection.subject(work, subject)
    after = replace(
        before,
        features=before.features if features is None else " ".join(sorted(set(features))),
        as_of=before.as_of if as_of is None else as_of,
    )
    return ChangeSet(Action.EDIT_SUBJECT, "", between(before, after), facts=facts_on(before))


def edit_case(
    inspection: Inspection,
    *,
    title: str | None = None,
    contact: str | None = None,
    distinct_signers: bool | None = None,
    evidence_rule: EvidenceRule | None = None,
) -> ChangeSet:
    """Propose another title, contact, or rule on signers or evidence; raises InputError without a title."""
    if title is not None and not visible(title):
        raise InputError(Problem(Code.EMPTY_TEXT, Place(field="title")))
    with inspection.file.read() as work:
        before = work.records.get(Case)
    after = replace(
        before,
        title=before.title if title is None else typed(title),
        contact=before.contact if contact is None else typed(contact),
        distinct_signers=before.distinct_signers if distinct_signers is None else int(distinct_signers),
        evidence_rule=before.evidence_rule if evidence_rule is None else evidence_rule,
    )
    facts = Facts(names=(BilingualName(after.title),))
    return ChangeSet(Action.EDIT_CASE, "", between(before, after), facts=facts)
