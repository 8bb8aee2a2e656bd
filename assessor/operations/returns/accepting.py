"""Taking over accepted cells, the files themselves, their attachments and a report, as one change set."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Final

from assessor.domain.change import Change, ChangeSet, between, creation
from assessor.domain.facts import NO_FACTS, Facts
from assessor.domain.questionnaire import WRITTEN_FIELDS
from assessor.domain.records import Evidence, RecordKind, Return, defaults
from assessor.domain.vocabulary import Action
from assessor.errors import CaseConflict, Code, InputError, Problem
from assessor.operations import reviewing
from assessor.operations.inspection import facts_on, new_id, now
from assessor.operations.returns.case_snapshot import CaseSnapshot, current_answers
from assessor.operations.returns.garbage import uncollected
from assessor.operations.returns.report import report_of
from assessor.progress import PartialProgress
from assessor.text import for_workbook

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from assessor.domain.records import Response
    from assessor.operations.inspection import Inspection
    from assessor.operations.returns.decision import Decision
    from assessor.operations.returns.values import Link, Preview, Proposal
    from assessor.progress import Progress
    from assessor.storage.unit_of_work import UnitOfWork

_NOTHING: Final[Mapping[str, str]] = {}
_SAID: Final = tuple(name for name in defaults(RecordKind.RESPONSE) if name != "received_at")
# Called with the fields in their order: twice as fast, which counts for tens of thousands of cells.
_change: Final = partial(tuple.__new__, Change)


@uncollected()
def accept(inspection: Inspection, decisions: Sequence[Decision], progress: Progress) -> ChangeSet:
    """Take over what was accepted of these files and return the change set that was applied.

    A file that was taken over before and brings nothing new adds nothing. Raises InputError when a file has
    changed since it was read or its round is no longer the latest, CaseConflict when the case has changed,
    and Cancelled when the user stopped it; then nothing of any file was written.
    """
    with inspection.file.write() as work:
        taking = _Acceptance(inspection, work)
        before, total = 0, sum(map(_size, decisions))
        for decision in decisions:
            taking.take(decision, PartialProgress(progress, before, total))
            before += _size(decision)
        progress.step(before, max(total, 1))
        change_set = taking.change_set()
        if change_set.changes:
            inspection.apply_in(work, change_set)
    return change_set


def _size(decision: Decision) -> int:
    """Return how many bytes a file adds to the case."""
    return decision.preview.received.size + sum(link.received.size for link in decision.attached)


class _Acceptance:
    """The changes of several files, where each file builds on those before it."""

    def __init__(self, inspection: Inspection, work: UnitOfWork) -> None:
        self._inspection = inspection
        self._work = work
        self._snapshot = CaseSnapshot(inspection, work)
        self._changes: list[Change] = []
        self._taken: list[Facts] = []  # of each file
        self._rounds: dict[tuple[str, str], _RoundAnswers] = {}
        self._files: set[tuple[str, str, str]] = set()
        self._links: set[tuple[str, str, str]] = set()
        self._questions: dict[tuple[str, str], int] = {}  # asked here, by subject and item

    def change_set(self) -> ChangeSet:
        """Return everything that was taken, as one action of the user."""
        first, *others = self._taken or [NO_FACTS]
        changes = chain.from_iterable(answering.changes() for answering in self._rounds.values())
        return ChangeSet(
            Action.IMPORT, "", (*changes, *self._changes), facts=replace(first, more=len(others))
        )

    def take(self, decision: Decision, progress: Progress) -> None:
        """Take one file."""
        seen = decision.preview
        progress.step(0, _size(decision))
        file = (seen.subject, seen.round_id, seen.sha256)
        if file in self._files:  # a copy in the same batch
            return
        attached: list[Change] = []
        done, total = 0, _size(decision)
        for link in decision.attached:
            attached += self._attached(seen, link, PartialProgress(progress, done, total))
            done += link.received.size
        chosen = decision.chosen
        asked = [change for item, text in decision.inquiries for change in self._asked(seen, item, text)]
        if seen.taken and not chosen and not attached and not asked:
            return
        self._files.add(file)
        key = (seen.subject, seen.round_id)
        if key not in self._rounds:
            self._rounds[key] = _RoundAnswers(self._snapshot, seen)
        answering = self._rounds[key]
        answering.take(seen, chosen)
        self._work.contents.keep(seen.received.again(seen.sha256))
        report = report_of(decision)
        answering.came_back(
            Return(
                subject=seen.subject,
                round=seen.round_id,
                id=new_id(),
                number=answering.next_number(),
                file=for_workbook(seen.file),
                sha256=seen.sha256,
                size=seen.received.size,
                accepted=report.accepted,
                refused=report.refused,
                report=self._work.documents.put(report.to_json()),
                received_by=self._inspection.actor.reviewer,
                received_at=now(),
            )
        )
        self._changes += (*attached, *asked)
        self._taken.append(facts_on(self._snapshot.subject(seen.subject), file=seen.file))

    def _asked(self, seen: Preview, item: str, question: str) -> tuple[Change, ...]:
        """Return the inquiry that a mark is made into; several on one item are numbered in turn."""
        asked = reviewing.inquiry(self._inspection, self._work, seen.subject, item, question)
        before = self._questions.get((seen.subject, item), 0)
        self._questions[seen.subject, item] = before + 1
        return creation(replace(asked, number=asked.number + before))

    def _attached(self, seen: Preview, link: Link, progress: Progress) -> tuple[Change, ...]:
        received = link.received
        if received.path is not None:
            content = self._work.contents.put(received.path, progress)
        else:
            progress.step(0, received.size)
            content = self._work.contents.keep(received.content())
        place = (seen.subject, link.item, content.sha256)
        if place in self._links or self._work.records.get(Evidence, *place).name:
            return ()  # the same content, under another name perhaps
        self._links.add(place)
        return creation(
            Evidence(
                subject=seen.subject,
                item=link.item,
                sha256=content.sha256,
                name=for_workbook(received.file),
                size=content.size,
                attached_by=self._inspection.actor.reviewer,
                attached_at=now(),
            )
        )


def _says(own: Response | None, fields: Mapping[str, str]) -> bool:
    """Tell whether a response with these fields holds an answer; an empty one keeps no time."""
    return any(fields.values()) or (
        own is not None and any(getattr(own, name) for name in _SAID if name not in fields)
    )


class _RoundAnswers:
    """The responses and returns of one round while its files are taken over."""

    def __init__(self, snapshot: CaseSnapshot, seen: Preview) -> None:
        rounds = snapshot.rounds(seen.subject)
        latest = max((one.number for one in rounds.values()), default=0)
        if not seen.acceptable or seen.round != latest:
            facts = {"found": seen.round, "expected": latest}
            raise InputError(Problem(Code.OLDER_ROUND, seen.place_of_file, facts))
        self._before = rounds[seen.round_id]
        responses = snapshot.answers(seen.subject)
        self._own = {one.item: one for one in responses if one.round == seen.round_id}
        self._current = current_answers(responses, seen.round_id, snapshot.numbers)
        self._fields: dict[str, dict[str, str]] = defaultdict(dict)  # by item
        self._returns: list[Return] = []
        there = (one.number for one in snapshot.returns(seen.subject) if one.round == seen.round_id)
        self._last_number = max(there, default=0)
        self._key = (seen.subject, seen.round_id)
        self._at = now()

    def take(self, seen: Preview, proposals: Iterable[Proposal]) -> None:
        """Take over these cells; a value of the case is replaced only if it is the one that was shown."""
        taken, current = self._fields, self._current
        for proposal in proposals:
            item, field, _, _, returned, shown, written, _, _, _ = proposal
            fields = taken[item]
            if field in fields:
                if fields[field] != returned:
                    facts = {"field": field, "current": fields[field], "returned": returned}
                    raise InputError(Problem(Code.CONFLICT, seen.place(proposal), facts))
                continue
            # A blank clears the value of this round; values carried over from earlier rounds stay.
            current_value = (
                current.get(item, _NOTHING).get(field, "") if returned else self._of_round(item, field)
            )
            if current_value != shown:
                raise self._changed(seen, proposal, current_value)
            fields[field] = returned
            if field in WRITTEN_FIELDS:
                fields[WRITTEN_FIELDS[field]] = written

    def _of_round(self, item: str, field: str) -> str:
        """Return the value of a cell in this round alone."""
        own = self._own.get(item)
        return str(getattr(own, field)) if own else ""

    def _changed(self, seen: Preview, proposal: Proposal, current: str) -> CaseConflict:
        facts = {
            "record": RecordKind.RESPONSE.value,
            "key": f"{seen.subject}/{proposal.item}/{seen.round_id}",
        }
        facts |= {"current": current, "expected": proposal.current, "wanted": proposal.returned}
        return CaseConflict(Problem(Code.CHANGED_MEANWHILE, seen.place(proposal), facts))

    def next_number(self) -> int:
        """Return the number of the next return of this round."""
        return self._last_number + len(self._returns) + 1

    def came_back(self, returned: Return) -> None:
        """Record that a file was returned."""
        self._returns.append(returned)

    def changes(self) -> Iterator[Change]:
        """Yield the changes to the responses, the returns, and the round itself."""
        (subject, round_id), response = self._key, RecordKind.RESPONSE
        for item, fields in self._fields.items():
            key, own, changed = f"{subject}/{item}/{round_id}", self._own.get(item), False
            for field, value in fields.items():
                before = str(getattr(own, field)) if own else ""
                if before != value:
                    changed = True
                    yield _change((response, key, field, before, value))
            if changed:
                received_at, at = own.received_at if own else "", self._at if _says(own, fields) else ""
                if received_at != at:
                    yield _change((response, key, "received_at", received_at, at))
        for returned in self._returns:
            yield from creation(returned)
        if self._returns:
            latest = self._returns[-1]
            after = replace(
                self._before,
                returned_at=latest.received_at,
                returned_file=latest.file,
                returned_sha256=latest.sha256,
            )
            yield from between(self._before, after)
