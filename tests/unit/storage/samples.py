"""What the storage tests put into a case, and how they look into its file from outside."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from assessor.domain.change import Actor, Change, ChangeSet, creation
from assessor.domain.records import Group, RecordKind, Review, Subject, UsedChecklist, Value
from assessor.domain.vocabulary import Action, Verdict

if TYPE_CHECKING:
    from pathlib import Path

    from assessor.domain.records import Record
    from assessor.errors import AssessorError, Code

HANAKO = Actor("花子", "bank-pc-1")
GROUP = Group(group="code", name="コード決済", counter="社", position=1)
CHECKLIST = UsedChecklist(id="fsa", title="点検", version="1")  # its text is in no document
ALPHA = Subject(subject="alpha", name="アルファ", group="code", checklist="fsa", position=2)
BETA = Subject(subject="beta", name="ベータ", group="code", checklist="fsa", position=1)
REVIEW = Review(
    subject="alpha",
    item="A-01",
    verdict=Verdict.INSUFFICIENT,
    reason="二要素認証が未導入",
    due="2020-12",
    reviewer="花子",
    reviewed_at="2020-11-01T00:00:00+00:00",
)


def change_set(*changes: Change, action: Action = Action.MARK, detail: str = "") -> ChangeSet:
    return ChangeSet(action, detail, changes)


def created(*records: Record) -> ChangeSet:
    changes = [change for record in records for change in creation(record)]
    return change_set(*changes, action=Action.CREATE)


def reason(before: Value, after: Value, key: str = "alpha/A-01") -> Change:
    return Change(RecordKind.REVIEW, key, "reason", before, after)


def code(error: AssessorError) -> Code:
    (problem,) = error.problems
    return problem.code


def outside(path: Path, *statements: str) -> list[tuple[object, ...]]:
    """Run statements with another program's driver and return what the last one found."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        found: list[tuple[object, ...]] = []
        for statement in statements:
            found = connection.execute(statement).fetchall()
        return found
