"""The guard of purged contents, which no record may link again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import bindparam, select

from assessor.domain.records import RecordKind, key_parts
from assessor.domain.vocabulary import Action
from assessor.errors import CaseConflict, Code, Place, Problem
from assessor.storage.stores.chain import COLUMNS, EntryColumns
from assessor.storage.stores.entry_text import facts_of
from assessor.storage.tables import content, journal
from assessor.text import local_time

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assessor.domain.change import ChangeSet
    from assessor.storage.scope import Scope

NAMES: Final = {RecordKind.EVIDENCE: "name", RecordKind.RETURN: "file"}  # fields that link a content
_IS_THERE: Final = select(content.c.id).where(content.c.sha256 == bindparam("hash"))
_PURGES: Final = (
    select(*(journal.c[name] for name in COLUMNS))
    .where(journal.c.action == Action.PURGE.value)
    .order_by(journal.c.id.desc())
)


def expect_kept(scope: Scope, change_set: ChangeSet) -> None:
    """Raise CaseConflict, with person and time, for a change set that links a purged content."""
    problems = [
        problem
        for sha256, place in _named(change_set)
        if scope.connection.execute(_IS_THERE, {"hash": sha256}).first() is None
        for problem in _purged(scope, sha256, place)
    ]
    if problems:
        raise CaseConflict(*problems)


def _named(change_set: ChangeSet) -> Iterator[tuple[str, Place]]:
    """Yield the contents that a change set links, with the file names as places."""
    linking = [change for change in change_set.changes if change.record in NAMES]
    returned = {c.key: str(c.after) for c in linking if c.record is RecordKind.RETURN and c.field == "sha256"}
    for change in linking:
        if change.after and change.field == NAMES[change.record]:
            parts = key_parts(change.record, change.key)
            place = Place(str(change.after), subject=str(parts["subject"]), item=str(parts.get("item", "")))
            yield str(parts.get("sha256", "")) or returned.get(change.key, ""), place


def _purged(scope: Scope, sha256: str, place: Place) -> Iterator[Problem]:
    for row in scope.connection.execute(_PURGES):
        entry_columns = EntryColumns(*row)
        if sha256 in {one.sha256 for one in facts_of(entry_columns).purged}:
            values = {"who": entry_columns.reviewer, "at": local_time(entry_columns.at), "sha256": sha256}
            yield Problem(Code.CONTENT_PURGED, place, values)
            return
