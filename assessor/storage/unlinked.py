"""Unlinked contents: what no record names any more, and what the journal knows of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import bindparam, func, select

from assessor.domain.records import RecordKind, key_parts
from assessor.domain.vocabulary import Action
from assessor.errors import CaseConflict, Code, Place, Problem
from assessor.storage.stores.chain import COLUMNS, Told
from assessor.storage.stores.entry_text import facts_of
from assessor.storage.tables import RECORDS, content, journal, touch
from assessor.text import local_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from assessor.domain.change import ChangeSet
    from assessor.storage.scope import Scope
    from assessor.storage.stores.journal import Entry
    from assessor.storage.unit_of_work import Work

_EVIDENCE: Final = RECORDS[RecordKind.EVIDENCE]
_RETURN: Final = RECORDS[RecordKind.RETURN]
_NAMES: Final = {RecordKind.EVIDENCE: "name", RecordKind.RETURN: "file"}

_UNLINKED: Final = (
    select(content.c.sha256, content.c.size)
    .where(
        content.c.sha256.not_in(select(_EVIDENCE.c.sha256)),
        content.c.sha256.not_in(select(_RETURN.c.sha256)),
    )
    .order_by(content.c.id)
)
_LINKS: Final = (
    select(touch.c.record, touch.c.key)
    .where(touch.c.record.in_([kind.value for kind in _NAMES]))
    .group_by(touch.c.record, touch.c.key)
    .order_by(func.max(touch.c.entry))
)
_IS_THERE: Final = select(content.c.id).where(content.c.sha256 == bindparam("hash"))
_PURGES: Final = (
    select(*(journal.c[name] for name in COLUMNS))
    .where(journal.c.action == Action.PURGE.value)
    .order_by(journal.c.id.desc())
)


@dataclass(frozen=True)
class Unlinked:
    """A content that nothing links, and the entry that took its last link away; 0 when none tells."""

    sha256: str
    size: int
    name: str = ""
    subject: str = ""
    item: str = ""  # empty for a returned workbook
    entry: int = 0
    at: str = ""
    reviewer: str = ""


def unlinked(work: Work) -> tuple[Unlinked, ...]:
    """Return the contents that neither evidence nor a return names, in the order they came in."""
    sizes: dict[str, int] = {row.sha256: row.size for row in work.scope.connection.execute(_UNLINKED)}
    found = {name: Unlinked(name, size) for name, size in sizes.items()}
    if found:
        for kind, key in work.scope.connection.execute(_LINKS).all():  # those that went last come last
            for one in _gone(work, RecordKind(kind), key, sizes):
                if one.entry > found[one.sha256].entry:
                    found[one.sha256] = one
    return tuple(found.values())


def _gone(work: Work, kind: RecordKind, key: str, sizes: dict[str, int]) -> Iterator[Unlinked]:
    if kind is RecordKind.EVIDENCE and key.rpartition("/")[2] not in sizes:
        return  # the journal is not asked for every link that holds
    entries = work.journal.of(kind, key)
    parts = key_parts(kind, key)
    sha256 = str(parts.get("sha256", "")) or _last(entries, kind, key, "sha256")
    if sha256 in sizes:
        latest = entries[0]
        yield Unlinked(
            sha256=sha256,
            size=sizes[sha256],
            name=_last(entries, kind, key, _NAMES[kind]),
            subject=str(parts["subject"]),
            item=str(parts.get("item", "")),
            entry=latest.id,
            at=latest.at,
            reviewer=latest.reviewer,
        )


def _last(entries: Iterable[Entry], kind: RecordKind, key: str, field: str) -> str:
    """Return the last value of a field, before it was taken away."""
    told = (
        str(change.after or change.before)
        for entry in entries
        for change in entry.change_set.changes
        if (change.record, change.key, change.field) == (kind, key, field)
    )
    return next(told, "")


def expect_kept(scope: Scope, change_set: ChangeSet) -> None:
    """Refuse a change set that names a content which was purged: CaseConflict says by whom and when."""
    problems = [
        problem
        for sha256, place in _named(change_set)
        if scope.connection.execute(_IS_THERE, {"hash": sha256}).first() is None
        for problem in _purged(scope, sha256, place)
    ]
    if problems:
        raise CaseConflict(*problems)


def _named(change_set: ChangeSet) -> Iterator[tuple[str, Place]]:
    """Yield the contents that a set brings a link to, with the file's name."""
    linking = [change for change in change_set.changes if change.record in _NAMES]
    returned = {c.key: str(c.after) for c in linking if c.record is RecordKind.RETURN and c.field == "sha256"}
    for change in linking:
        if change.after and change.field == _NAMES[change.record]:
            parts = key_parts(change.record, change.key)
            place = Place(str(change.after), subject=str(parts["subject"]), item=str(parts.get("item", "")))
            yield str(parts.get("sha256", "")) or returned.get(change.key, ""), place


def _purged(scope: Scope, sha256: str, place: Place) -> Iterator[Problem]:
    for row in scope.connection.execute(_PURGES):
        told = Told(*row)
        if sha256 in {one.sha256 for one in facts_of(told).purged}:
            values = {"who": told.reviewer, "at": local_time(told.at), "sha256": sha256}
            yield Problem(Code.CONTENT_PURGED, place, values)
            return
