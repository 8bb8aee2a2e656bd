"""Comparing one returned workbook with the case: read, recognised, matched, compared; nothing is written."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Final

from assessor.domain.difference import CellKind
from assessor.domain.records import RecordKind
from assessor.errors import Code, InputError, Problem
from assessor.excel import layout
from assessor.excel.reading import questionnaire_reader, workbook
from assessor.operations.returns.case_snapshot import CaseSnapshot, current_answers, own_answers
from assessor.operations.returns.comparing import Comparison
from assessor.operations.returns.matching import match
from assessor.operations.returns.placing import placed, problem_of, unlisted
from assessor.operations.returns.received import ReceivedFile
from assessor.operations.returns.recognising import recognise
from assessor.operations.returns.values import Preview
from assessor.words import Language
from assessor.words.records import field_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from assessor.domain.questionnaire import Questionnaire
    from assessor.operations.inspection import Inspection
    from assessor.operations.returns.values import Proposal

# A file with these kinds of cells only needs no reviewer.
_NOTHING_ODD: Final = frozenset({CellKind.CHANGED, CellKind.UNCHANGED, CellKind.CLEARED})
# Reported by the reader of the workbook, or together with the mark on the cell.
_TOLD: Final = frozenset({Code.CELL_ERROR, Code.FORMULA_WITHOUT_VALUE, Code.STRUCK_TEXT, Code.PICTURE})
_HEADINGS: Final = {column.field: column.heading for column in layout.COLUMNS}


def preview(
    inspection: Inspection, path: Path, *, passwords: Sequence[str] = (), subject: str = ""
) -> Preview:
    """Read one file and compare it with the case; raises InputError when it is refused.

    `subject` is the key of the subject that the reviewer names as the sender, or empty.
    """
    with inspection.file.read() as work:
        snapshot = CaseSnapshot(inspection, work)
        return previewed(inspection, snapshot, ReceivedFile.at(path), passwords=passwords, subject=subject)


def previewed(
    inspection: Inspection,
    snapshot: CaseSnapshot,
    received: ReceivedFile,
    *,
    content: bytes | None = None,
    passwords: Sequence[str] = (),
    subject: str = "",
) -> Preview:
    """Compare a received file with a snapshot of the case; raises InputError when it is refused."""
    content = received.content() if content is None else content
    sha256 = hashlib.sha256(content).hexdigest()
    returned = questionnaire_reader.read(workbook.opened(content, received.file, passwords))
    recognised = recognise(inspection, snapshot, returned, file=received.file, sha256=sha256, subject=subject)
    if locks := snapshot.locks(recognised.round.subject):
        raise InputError(*(replace(lock, place=replace(lock.place, file=received.file)) for lock in locks))
    matched = match(returned, recognised.sent, received.file)
    responses = snapshot.answers(recognised.round.subject)
    current = current_answers(responses, recognised.round.id, snapshot.numbers)
    own = own_answers(responses, recognised.round.id)
    comparison = Comparison(returned, current, own, snapshot.readings)
    compared = (comparison.row(question, *row) for question, row in matched.rows)
    proposals = tuple(chain.from_iterable(compared))
    marks = placed(returned, matched, recognised.sent)
    seen = Preview(
        received=received,
        sha256=sha256,
        subject=recognised.round.subject,
        round=recognised.round.number,
        round_id=recognised.round.id,
        answered=recognised.answered,
        sheet=returned.sheet,
        rows=len(returned.rows),
        matched=len(matched.rows),
        blank=comparison.blank,
        proposals=proposals,
        strangers=matched.strangers,
        problems=(),
        marks=marks,
        explanations=_explanations(current) if marks else {},
        taken=recognised.taken,
        unanswered=_unanswered(proposals, recognised.sent, current),
    )
    of_marks = [
        *(problem_of(mark, seen.file, seen.subject) for mark in marks),
        *unlisted(returned, seen.file),
    ]
    problems = (
        *recognised.problems,
        *returned.problems,
        *matched.problems,
        *_of_cells(seen),
        *of_marks,
    )
    return seen.with_problems((*problems, *_notes(seen)))


def _of_cells(seen: Preview) -> Iterator[Problem]:
    """Yield a problem for each cell that needs a look and has no mark that reports it."""
    if seen.counts.keys() <= _NOTHING_ODD:
        return
    for proposal in seen.proposals:
        if proposal.kind is CellKind.FLAGGED and proposal.code not in _TOLD:
            code = proposal.code or Code.UNKNOWN_ANSWER
            yield Problem(code, seen.place(proposal), {"found": proposal.written})
        elif proposal.kind is CellKind.CONFLICT:
            yield conflict(seen, proposal)
        elif proposal.kind in {CellKind.LOCKED, CellKind.WORDING}:
            code = Code.QUESTION_CHANGED if proposal.kind is CellKind.WORDING else Code.LOCKED_CELL_CHANGED
            yield Problem(code, seen.place(proposal), {"field": _HEADINGS[proposal.field]})


def conflict(seen: Preview, proposal: Proposal) -> Problem:
    """Return the problem of a cell that changed both in the file and in the case."""
    facts: dict[str, object] = {
        "field": field_name(RecordKind.RESPONSE, proposal.field, Language.JA),
        "current": proposal.current,
        "returned": proposal.returned,
    }
    return Problem(Code.CONFLICT, seen.place(proposal), facts)


def _explanations(current: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    return {item: text for item, fields in current.items() if (text := fields.get("explanation", ""))}


def _unanswered(
    proposals: Sequence[Proposal], sent: Questionnaire, current: Mapping[str, Mapping[str, str]]
) -> tuple[str, ...]:
    """Return the ids of mandatory items without an answer, in this file and before."""
    answered = {p.item for p in proposals if p.field == "answer" and p.returned}
    return tuple(
        question.item
        for question in sent.questions
        if question.requirement_class.decides
        and question.item not in answered
        and not current.get(question.item, {}).get("answer")
    )


def _notes(seen: Preview) -> Iterator[Problem]:
    """Yield notes that are no deviation: an empty questionnaire, and open mandatory items."""
    if not seen.filled_in:
        yield Problem(Code.NOT_FILLED_IN, seen.place_of_file)
    if seen.unanswered:
        facts: dict[str, object] = {"count": len(seen.unanswered), "items": "、".join(seen.unanswered)}
        yield Problem(Code.UNANSWERED, seen.place_of_file, facts)
