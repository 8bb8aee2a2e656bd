"""Returned questionnaires: recognised, compared with the case, accepted cell by cell."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from assessor.domain.change import Change, ChangeSet, between
from assessor.domain.difference import Difference, Kind, compare
from assessor.domain.questionnaire import INPUT_FIELDS, WRITTEN_FIELDS
from assessor.domain.records import RecordKind, Response, Round, Subject
from assessor.domain.vocabulary import Action, Answer
from assessor.errors import Code, InputError, Place, Problem
from assessor.excel.reading import answers, questionnaire_reader
from assessor.operations.inspection import Inspection, now
from assessor.text import fingerprint, folded, same_lines
from assessor.words import Language
from assessor.words.terms import field_name, term

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from assessor.domain.checklist import Item
    from assessor.domain.questionnaire import Token
    from assessor.excel.reading.questionnaire_reader import Returned, ReturnedCell, ReturnedRow
    from assessor.storage.work import Work


@dataclass(frozen=True)
class Proposal:
    """One returned cell that holds something: what it would change, and where it stands."""

    item: str
    difference: Difference
    written: str  # what was typed, where the reading differs from it
    place: Place


@dataclass(frozen=True)
class Preview:
    """What a returned workbook would change; nothing has been written."""

    path: Path
    file: str
    sha256: str
    subject: str
    round: int
    rows: int
    matched: int
    blank: int
    proposals: tuple[Proposal, ...]
    problems: tuple[Problem, ...]

    def _count(self, kind: Kind) -> int:
        return sum(proposal.difference.kind is kind for proposal in self.proposals)

    @property
    def changed(self) -> int:
        """Cells where only the provider moved."""
        return self._count(Kind.CHANGED)

    @property
    def unchanged(self) -> int:
        """Cells that say what the case holds."""
        return self._count(Kind.UNCHANGED)

    @property
    def conflicts(self) -> int:
        """Cells where the case moved too."""
        return self._count(Kind.CONFLICT)


def preview(inspection: Inspection, path: Path, *, subject: str = "") -> Preview:
    """Read a returned workbook and compare it with the case; writes nothing.

    `subject` is whom the reviewer expects it from, if anybody. Raises InputError when the workbook is
    refused: for another case, subject or checklist, an older round, a newer layout, or unreadable.
    """
    returned = questionnaire_reader.read(path)
    token = returned.token
    with inspection.file.read() as work:
        sent = _sent(inspection, work, token, path.name, subject)
        held = inspection.subject(work, token.subject)
        responses = {r.item: r for r in work.records.all(Response, subject=token.subject, round=token.round)}
    items = {item.id: item for item in inspection.items(held)}
    asked = [items[key] for key in sent.items.split() if key in items]
    rows, problems = _match(returned, {item.id: item for item in asked}, path.name)
    proposals: list[Proposal] = []
    blank = 0
    for item, row in rows.items():
        current = responses.get(item) or Response(subject=token.subject, item=item, round=token.round)
        found, empty, odd = _compare_row(item, row, current)
        proposals += found
        blank += empty
        problems += odd
    return Preview(
        path=path,
        file=path.name,
        sha256=_digest(path),
        subject=token.subject,
        round=token.round,
        rows=len(returned.rows),
        matched=len(rows),
        blank=blank,
        proposals=tuple(proposals),
        problems=tuple(sorted(problems, key=lambda p: p.place)),
    )


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sent(inspection: Inspection, work: Work, token: Token, file: str, expected: str) -> Round:
    """Return the round that the workbook answers; raises InputError when it cannot be taken."""
    place = Place(file=file)
    if token.case != inspection.case.id:
        raise InputError(Problem(Code.OTHER_CASE, place))
    held = work.records.get(Subject, token.subject)
    if not held.checklist or (expected and expected != token.subject):
        facts = {"found": held.name or token.subject, "expected": expected}
        raise InputError(Problem(Code.OTHER_SUBJECT, place, facts))
    checklist = inspection.checklists.get(token.checklist)
    if checklist is None or checklist.sha256 != token.checklist_sha256:
        raise InputError(Problem(Code.OTHER_CHECKLIST, place))
    rounds = {r.number: r for r in work.records.all(Round, subject=token.subject)}
    latest = max(rounds, default=0)
    facts = {"found": str(token.round), "expected": str(latest)}
    if token.round not in rounds:
        raise InputError(Problem(Code.UNKNOWN_ROUND, place, facts))
    if token.round < latest:
        raise InputError(Problem(Code.OLDER_ROUND, place, facts))
    return rounds[token.round]


def _match(
    returned: Returned, items: dict[str, Item], file: str
) -> tuple[dict[str, ReturnedRow], list[Problem]]:
    """Match rows to items: by key, then by number and wording together; never by position."""
    problems = list(returned.problems)
    prints = {item.id: fingerprint(item.requirement) for item in items.values()}
    found: list[tuple[str, ReturnedRow]] = []
    for row in returned.rows:
        place = Place(file, returned.sheet, row.row)
        number, same_text = _number(row.number, items), fingerprint(row.requirement)
        key = row.key.partition("#")[0].strip()
        item = key if key in items else number if prints.get(number) == same_text else ""
        if not item:
            told = row.number or row.key or row.requirement[:30]
            problems.append(Problem(Code.UNKNOWN_ROW, place, {"found": told}))
            continue
        found.append((item, row))
        if key not in items:
            problems.append(Problem(Code.MATCHED_BY_NUMBER, replace(place, item=item)))
        elif prints[item] != same_text:
            problems.append(Problem(Code.LOCKED_CELL_CHANGED, replace(place, item=item, field="点検項目")))
    often = Counter(item for item, _ in found)
    problems += [
        Problem(Code.MISSING_ROW, Place(file, returned.sheet, item=item)) for item in items if not often[item]
    ]
    problems += [
        Problem(Code.DUPLICATE_ROW, Place(file, returned.sheet, row.row, item=item))
        for item, row in found
        if often[item] > 1
    ]
    return {item: row for item, row in found if often[item] == 1}, problems


def _number(text: str, items: dict[str, Item]) -> str:
    wanted = folded(text)
    return next((item for item in items if folded(item) == wanted), "")


def _compare_row(item: str, row: ReturnedRow, current: Response) -> tuple[list[Proposal], int, list[Problem]]:
    proposals, blank, problems = [], 0, []
    for field in INPUT_FIELDS:
        cell = row.cells.get(field)
        if cell is None or cell.value is None or cell.value == "":
            blank += cell is not None
            continue
        place = replace(cell.place, item=item)
        value, code = _reading(field, cell)
        written = _written(cell)
        if code is not None:
            problems.append(Problem(code, place, {"found": written}))
            continue
        difference = compare(field, sent="", returned=value, current=getattr(current, field))
        if difference.kind is Kind.CONFLICT:
            problems.append(Problem(Code.CONFLICT, place, _conflict(difference)))
        kept = written if field in WRITTEN_FIELDS and not _same_word(field, value, written) else ""
        proposals.append(Proposal(item, difference, kept, place))
    return proposals, blank, problems


def _reading(field: str, cell: ReturnedCell) -> tuple[str, Code | None]:
    """Return what a cell says, in the form the case holds, or why it says nothing."""
    if field == "answer":
        reading = answers.read_answer(_written(cell))
        return (reading.answer or "", reading.problem)
    if field in WRITTEN_FIELDS:
        day = answers.read_date(cell.value) if cell.value is not None else None
        return (day or "", None if day else Code.BAD_DATE)
    return _written(cell), None


def _written(cell: ReturnedCell) -> str:
    value = cell.value
    return value.isoformat() if isinstance(value, date) else same_lines(value or "").strip()


def _same_word(field: str, value: str, written: str) -> bool:
    if field == "answer":
        return written == term(Answer(value), Language.JA)
    return written == value


def _conflict(difference: Difference) -> dict[str, object]:
    return {
        "field": field_name(RecordKind.RESPONSE, difference.field, Language.JA),
        "current": difference.current,
        "returned": difference.returned,
    }


def accept(inspection: Inspection, seen: Preview, accepted: Collection[Proposal]) -> ChangeSet:
    """Propose the accepted cells as one change set, and that the round has come back."""
    with inspection.file.read() as work:
        subject = inspection.subject(work, seen.subject)
        sent = work.records.get(Round, seen.subject, seen.round)
        responses = {r.item: r for r in work.records.all(Response, subject=seen.subject, round=seen.round)}
    changes: list[Change] = []
    for proposal in accepted:
        item, field = proposal.item, proposal.difference.field
        current = responses.get(item) or Response(subject=seen.subject, item=item, round=seen.round)
        parts = {field: str(proposal.difference.returned)}
        if field in WRITTEN_FIELDS:
            parts[WRITTEN_FIELDS[field]] = proposal.written
        held = {name: getattr(current, name) for name in parts}
        held[field] = proposal.difference.current  # what was shown may be replaced, nothing else
        changes += [
            Change(current.KIND, current.key, name, str(held[name]), value)
            for name, value in parts.items()
            if held[name] != value
        ]
    returned = replace(sent, returned_at=now(), returned_file=seen.file, returned_sha256=seen.sha256)
    if changes or not sent.returned_at:
        changes += between(sent, returned)
    return ChangeSet(Action.IMPORT, f"{subject.name} {seen.file}", tuple(changes))
