"""Journal: every change set ever applied, append-only and chained, and the undo stack in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import bindparam, func, insert, select, tuple_, update

from assessor import VERSION
from assessor.domain.signing import NEVER_UNDONE
from assessor.domain.vocabulary import Way
from assessor.errors import Code
from assessor.storage.prepared import PreparedStatement
from assessor.storage.stores.chain import COLUMNS, RULE, SHORTEST, START, EntryColumns, Head, digest_of, typed
from assessor.storage.stores.entry_text import NO_CHANGES, change_set_of, changes_text, facts_text
from assessor.storage.tables import chain, journal, touch

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Row

    from assessor.domain.change import Actor, ChangeSet
    from assessor.domain.records import RecordKind
    from assessor.storage.scope import Scope


_INSERT: Final = PreparedStatement(insert(journal))
_TOUCH: Final = PreparedStatement(insert(touch))
_LAST: Final = select(func.max(journal.c.id)).scalar_subquery()
# The head according to the chain, and that in the journal's own row.
_HEAD: Final = PreparedStatement(
    select(chain.c.entries, chain.c.digest, journal.c.id, journal.c.digest.label("last")).select_from(
        chain.outerjoin(journal, journal.c.id == _LAST)
    )
)
_MOVE: Final = PreparedStatement(update(chain), ["entries", "digest"])
_COUNT: Final = select(func.count()).select_from(journal)
_ENTRIES: Final = select(journal.c.id, *(journal.c[name] for name in COLUMNS))
_NEWEST: Final = _ENTRIES.order_by(journal.c.id.desc())
_LATEST: Final = _NEWEST.limit(bindparam("newest"))
_EARLIER: Final = _LATEST.where(journal.c.id < bindparam("before"))
_TOUCHING: Final = _NEWEST.join(touch, touch.c.entry == journal.c.id).where(
    touch.c.record == bindparam("record"), touch.c.key == bindparam("touched")
)
_TOUCHING_ANY: Final = _NEWEST.where(
    journal.c.id.in_(
        select(touch.c.entry).where(tuple_(touch.c.record, touch.c.key).in_(bindparam("any", expanding=True)))
    )
)
# Actions without undo must not be taken for the set that an undo reverted.
_WAYS: Final = select(journal.c.id, journal.c.way).where(
    journal.c.changes != NO_CHANGES, journal.c.action.not_in(sorted(NEVER_UNDONE))
)
_WAYS_BACK: Final = _WAYS.order_by(journal.c.id.desc())
_THESE: Final = _ENTRIES.where(journal.c.id.in_(bindparam("entries", expanding=True))).order_by(journal.c.id)
_ANCHOR: Final = select(journal.c.id, journal.c.at, journal.c.reviewer).where(
    journal.c.digest.startswith(bindparam("digest"))
)


@dataclass(frozen=True)
class JournalEntry:
    """One entry of the journal: who did what, when, on which machine, with which version."""

    id: int
    at: str  # UTC, ISO 8601
    reviewer: str
    machine: str
    version: str
    change_set: ChangeSet


@dataclass(frozen=True)
class Anchor:
    """The entry of a printed digest, and the number of later entries."""

    entry: int
    at: str  # UTC, ISO 8601
    reviewer: str
    later: int


class Journal:
    """変更履歴: an append-only list of entries."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def entries(self, *, newest: int = 200, before: int | None = None) -> list[JournalEntry]:
        """Return the `newest` entries, newest first, or those before the entry with the id `before`."""
        if before is None:
            rows = self._scope.connection.execute(_LATEST, {"newest": newest})
        else:
            rows = self._scope.connection.execute(_EARLIER, {"newest": newest, "before": before})
        return [self._entry(row) for row in rows.all()]

    def of(self, record: RecordKind, key: str) -> list[JournalEntry]:
        """Return the entries that touched a record, newest first."""
        touched = {"record": record.value, "touched": key}
        return [self._entry(row) for row in self._scope.connection.execute(_TOUCHING, touched).all()]

    def of_any(self, touched: Iterable[tuple[RecordKind, str]]) -> list[JournalEntry]:
        """Return the entries that touched any of these records, each once, newest first."""
        wanted = [(record.value, key) for record, key in touched]
        return [self._entry(row) for row in self._scope.connection.execute(_TOUCHING_ANY, {"any": wanted})]

    def history(self, limit: int) -> list[ChangeSet]:
        """Return the sets that can be undone, oldest first, at most the `limit` newest."""
        connection = self._scope.connection
        ids: list[int] = []
        undone = 0
        # Going backwards, an undo reverts the nearest earlier set that no other undo reverted.
        with connection.execute(_WAYS_BACK) as rows:
            for entry, way in rows:
                if len(ids) == limit:
                    break
                if way == Way.UNDO.value:
                    undone += 1
                elif undone:
                    undone -= 1
                else:
                    ids.append(entry)
        return [self._entry(row).change_set for row in connection.execute(_THESE, {"entries": ids}).all()]

    def count(self) -> int:
        """Return the number of entries."""
        count: int = self._scope.connection.execute(_COUNT).scalar_one()
        return count

    def anchor(self, digest: str) -> Anchor | None:
        """Return the entry of a typed digest, which may be shortened; None if it is unknown or too short."""
        wanted = typed(digest)
        if len(wanted) < SHORTEST:
            return None
        connection = self._scope.connection
        row = connection.execute(_ANCHOR, {"digest": wanted}).first()
        if row is None:
            return None
        entry, at, reviewer = row
        return Anchor(int(entry), str(at), str(reviewer), self.count() - int(entry))

    def head(self) -> Head:
        """Return the head of the chain; raises CHAIN_BROKEN when the journal does not end there."""
        row = _HEAD.run(self._scope.connection, {}).first()
        if row is None or tuple(row[:2]) != (row[2] or 0, row[3] or START):
            raise self._scope.failure(Code.CHAIN_BROKEN)
        entries, digest, *_ = row
        return Head(int(entries), str(digest))

    def write(
        self, change_set: ChangeSet, touched: Iterable[tuple[RecordKind, str]], actor: Actor, at: str
    ) -> int:
        """Add an entry with the records it touched, and return its id; for UnitOfWork.apply only."""
        connection = self._scope.to_write()
        head = self.head()
        entry = head.entries + 1
        entry_columns = EntryColumns(
            at=at,
            reviewer=actor.reviewer,
            machine=actor.machine,
            version=VERSION,
            action=change_set.action.value,
            detail=change_set.detail,
            way=change_set.way.value,
            changes=changes_text(change_set),
            rule=RULE,
            facts=facts_text(change_set.facts),
        )
        digest = digest_of(head.digest, entry, entry_columns)
        _INSERT.run(connection, {"id": entry, **entry_columns._asdict(), "digest": digest})
        _MOVE.run(connection, {"entries": entry, "digest": digest})
        touches = [{"record": record.value, "key": key, "entry": entry} for record, key in touched]
        if touches:
            _TOUCH.run(connection, *touches)
        return entry

    def _entry(self, row: Row[*tuple[str, ...]]) -> JournalEntry:
        number, *columns = row
        entry_columns = EntryColumns(*columns)  # type: ignore[arg-type]  # the rule is a number, as its column asks for
        try:
            change_set = change_set_of(entry_columns)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise self._scope.failure(Code.DAMAGED) from error
        return JournalEntry(
            int(number),
            entry_columns.at,
            entry_columns.reviewer,
            entry_columns.machine,
            entry_columns.version,
            change_set,
        )
