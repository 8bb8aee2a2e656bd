"""Expected: what a case must hold, made from what was acknowledged and never from the file."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from assessor.domain.change import Change, ChangeSet
from assessor.domain.records import KINDS, Evidence, RecordKind, Round, Value, defaults
from assessor.domain.vocabulary import Action, Way
from assessor.progress import quiet
from assessor.storage.case_file import CaseFile
from assessor.storage.verification.verification import verify

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from assessor.storage.keys import Key
    from assessor.storage.unit_of_work import UnitOfWork

State = dict[tuple[RecordKind, str], dict[str, Value]]
EVERYTHING: Final = 2**62


@dataclass
class Expected:
    """The records of a case, and every change set that made them, oldest first."""

    records: State = field(default_factory=dict)
    sets: list[ChangeSet] = field(default_factory=list)

    def after(self, applied: ChangeSet) -> Expected:
        """Return what must be there when this set, too, was applied."""
        records = {place: dict(fields) for place, fields in self.records.items()}
        for change in applied.changes:
            place = (change.record, change.key)
            records.setdefault(place, dict(defaults(change.record)))[change.field] = change.after
        there = {place: fields for place, fields in records.items() if fields != defaults(place[0])}
        return Expected(there, [*self.sets, applied])


def found(work: UnitOfWork) -> Expected:
    """Return what a case holds."""
    records = {
        (record.KIND, record.key): {name: getattr(record, name) for name in defaults(record.KIND)}
        for kind in KINDS.values()
        for record in work.records.all(kind)
    }
    entries = work.journal.entries(newest=EVERYTHING)
    return Expected(records, [entry.change_set for entry in reversed(entries)])


def whole(case: CaseFile) -> Expected:
    """Return what an open case holds, after everything in it was read and found sound."""
    findings = verify(case, quiet()).findings
    assert not findings, findings
    with case.read() as work:
        for link in work.records.all(Evidence):
            assert sum(map(len, work.contents.pieces(link.sha256))) == link.size
        for sent in work.records.all(Round):
            if sent.sent:
                work.documents.get(sent.sent)
        return found(work)


def held(path: Path, key: Key | None, allowed: Sequence[Expected]) -> Expected:
    """Open a case and return which of the allowed states it is in; AssertionError when in none."""
    case = CaseFile.open(path, key)
    try:
        there = whole(case)
    finally:
        case.close()
    for state in allowed:
        if there == state:
            return state
    counts = [len(state.sets) for state in allowed]
    raise AssertionError(f"the case holds {len(there.sets)} change sets, allowed were {counts}")


def to_line(change_set: ChangeSet) -> str:
    """Write a change set as one line."""
    changes = [[c.record, c.key, c.field, c.before, c.after] for c in change_set.changes]
    return json.dumps([change_set.action, change_set.detail, change_set.way, changes])


def from_line(line: str) -> ChangeSet:
    """Read a change set from its line."""
    action, detail, way, changes = json.loads(line)
    return ChangeSet(
        Action(action), detail, tuple(Change(RecordKind(c[0]), *c[1:]) for c in changes), Way(way)
    )
