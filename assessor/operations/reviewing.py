"""Marking items, asking follow-up questions, changing subjects; proposes, applies nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from assessor.domain.change import Change, ChangeSet, between, creation, removal
from assessor.domain.checklist import proposals
from assessor.domain.records import Case, Inquiry, Review, Subject
from assessor.domain.vocabulary import Action, Verdict
from assessor.errors import Code, InputError, Place, Problem
from assessor.operations.inspection import Inspection, features_of, now
from assessor.text import CELL_LIMIT, PERSON_LIMIT, person, same_person, typed, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessor.domain.outcome import ItemState
    from assessor.domain.vocabulary import AsOf

_MONTH: Final = re.compile(r"(19|20)\d\d-(0[1-9]|1[0-2])")


@dataclass(frozen=True)
class Mark:
    """What to record for one item; None leaves a part as it is. due is YYYY-MM or empty."""

    subject: str
    item: str
    verdict: Verdict | None = None
    reason: str | None = None
    due: str | None = None
    approver: str | None = None


def mark(inspection: Inspection, *marks: Mark) -> ChangeSet:
    """Propose the marks as one change set; raises InputError with every problem of all of them."""
    problems: list[Problem] = []
    changes: list[Change] = []
    with inspection.file.read() as work:
        distinct = bool(inspection.held_case(work).distinct_signers)
        subjects = {key: inspection.subject(work, key) for key in dict.fromkeys(m.subject for m in marks)}
        states = {
            (key, state.item.id): state
            for key, subject in subjects.items()
            for state in inspection.states(work, subject)
        }
    for wanted in marks:
        found = _problems(wanted, states.get((wanted.subject, wanted.item)))
        if not found:
            before = states[wanted.subject, wanted.item].review
            after = _marked(before, wanted, inspection.actor.reviewer)
            changes += between(before, after)
            found = _approval_problems(after) if distinct and after != before else []
        problems += (one for one in found if one.place.item or one not in problems)
    if problems:
        raise InputError(*problems)
    return ChangeSet(Action.MARK, _detail(marks, subjects), tuple(changes))


def _marked(before: Review, wanted: Mark, reviewer: str) -> Review:
    parts = {
        name: value
        for name in ("verdict", "reason", "due", "approver")
        if (value := getattr(wanted, name)) is not None
    }
    form = {"reason": typed, "approver": person}
    parts |= {name: write(parts[name]) for name, write in form.items() if name in parts}
    after = replace(before, **parts)
    if after == before:
        return before
    return replace(after, reviewer=reviewer, reviewed_at=now())


def _problems(wanted: Mark, state: ItemState | None) -> list[Problem]:
    place = Place(subject=wanted.subject, item=wanted.item)
    if state is None:
        return [Problem(Code.UNKNOWN_ITEM, place)]
    found = []
    if not state.applicability.applies:
        found.append(Problem(Code.NOT_APPLICABLE_ITEM, place, {"reason": state.applicability.reason}))
    if wanted.due and not _MONTH.fullmatch(wanted.due):
        found.append(Problem(Code.BAD_MONTH, replace(place, field="due"), {"found": wanted.due}))
    reason = state.review.reason if wanted.reason is None else wanted.reason
    verdict = state.review.verdict if wanted.verdict is None else wanted.verdict
    if verdict is Verdict.NOT_APPLICABLE and not visible(reason):
        found.append(Problem(Code.REASON_NEEDED, replace(place, field="reason")))  # rule R9
    approver = state.review.approver if wanted.approver is None else wanted.approver
    if verdict is Verdict.NOT_APPLICABLE and not visible(approver):
        found.append(Problem(Code.APPROVER_NEEDED, replace(place, field="approver")))
    if len(reason) > CELL_LIMIT:
        facts = {"found": len(reason), "expected": CELL_LIMIT}
        found.append(Problem(Code.TOO_LONG, replace(place, field="reason"), facts))
    if len(person(wanted.approver or "")) > PERSON_LIMIT:  # one name for all that is marked, so told once
        facts = {"found": len(person(wanted.approver or "")), "expected": PERSON_LIMIT}
        found.append(Problem(Code.TOO_LONG, Place(field="approver"), facts))
    return found


def _approval_problems(marked: Review) -> list[Problem]:
    """Return why what was marked is not approved; one name serves for all marks, so no item is named."""
    if marked.verdict is Verdict.NOT_APPLICABLE and same_person(marked.approver, marked.reviewer):
        return [Problem(Code.APPROVER_IS_REVIEWER, Place(field="approver"), {"reviewer": marked.reviewer})]
    return []


def _detail(marks: Sequence[Mark], subjects: dict[str, Subject]) -> str:
    names = " ".join(subject.name for subject in subjects.values())
    items = [m.item for m in marks]
    shown = " ".join(items[:3]) + (f" … ({len(items)})" if len(items) > 3 else "")
    return f"{names} {shown}".strip()


def accept_proposals(inspection: Inspection, subjects: Sequence[str], approver: str) -> ChangeSet:
    """Propose 該当なし for every item that a rule proposes and nobody has reviewed yet."""
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
    """Propose a follow-up question; it goes out with the next questionnaire."""
    text = typed(question)
    place = Place(subject=subject, item=item, field="question")
    if not text:
        raise InputError(Problem(Code.EMPTY_TEXT, place))
    if len(text) > CELL_LIMIT:
        raise InputError(Problem(Code.TOO_LONG, place, {"found": len(text), "expected": CELL_LIMIT}))
    with inspection.file.read() as work:
        held = inspection.subject(work, subject)
        if all(known.id != item for known in inspection.items(held)):
            raise InputError(Problem(Code.UNKNOWN_ITEM, place))
        asked = work.records.all(Inquiry, subject=subject, item=item)
    inquiry = Inquiry(
        subject=subject,
        item=item,
        number=max((q.number for q in asked), default=0) + 1,
        question=text,
        asked_by=inspection.actor.reviewer,
        asked_at=now(),
    )
    return ChangeSet(Action.INQUIRE, f"{held.name} {item}", creation(inquiry))


def withdraw(inspection: Inspection, subject: str, item: str, number: int) -> ChangeSet:
    """Propose to take a question back; one that does not exist changes nothing."""
    with inspection.file.read() as work:
        held = inspection.subject(work, subject)
        inquiry = work.records.get(Inquiry, subject, item, number)
    return ChangeSet(Action.INQUIRE, f"{held.name} {item}", removal(inquiry))


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
    return ChangeSet(Action.EDIT_SUBJECT, before.name, between(before, after))


def edit_case(
    inspection: Inspection,
    *,
    title: str | None = None,
    contact: str | None = None,
    distinct_signers: bool | None = None,
) -> ChangeSet:
    """Propose another title, contact or rule on who signs; raises InputError when the title is empty."""
    if title is not None and not visible(title):
        raise InputError(Problem(Code.EMPTY_TEXT, Place(field="title")))
    with inspection.file.read() as work:
        before = work.records.get(Case)
    after = replace(
        before,
        title=before.title if title is None else typed(title),
        contact=before.contact if contact is None else typed(contact),
        distinct_signers=before.distinct_signers if distinct_signers is None else int(distinct_signers),
    )
    return ChangeSet(Action.EDIT_CASE, after.title, between(before, after))
