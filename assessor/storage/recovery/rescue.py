"""Rescuing the consistent parts of each table of a damaged case into a new one."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from assessor.domain.records import KINDS, RecordKind, Value, defaults, key_parts, key_types
from assessor.domain.vocabulary import Action, Way
from assessor.storage.stores.chain import COLUMNS, START, EntryColumns, digest_of
from assessor.storage.stores.entry_text import changes_of, facts_of
from assessor.storage.stores.records import plain_defaults
from assessor.storage.stores.row_forms import row_form
from assessor.storage.verification.findings import Findings
from assessor.storage.verification.replay import Replay, key_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

    from assessor.storage.recovery.salvage import Row, Salvage
    from assessor.storage.unit_of_work import UnitOfWork
    from assessor.storage.verification.replay import Parts

State = dict[RecordKind, dict["Parts", list[Value]]]

_COLUMNS: Final = (*COLUMNS, "digest")
_ENTRY: Final = (
    f"INSERT INTO journal (id, {', '.join(_COLUMNS)}) VALUES (?, {', '.join('?' for _ in _COLUMNS)})"
)
_TOUCH: Final = 'INSERT INTO touch (record, "key", entry) VALUES (?, ?, ?)'
_HEAD: Final = "UPDATE chain SET entries=?, digest=?"
_PIECE: Final = "INSERT INTO piece (content, number, bytes) VALUES (?, ?, ?)"
_CONTENT: Final = "INSERT INTO content (id, sha256, size) VALUES (?, ?, ?)"
_EMPTY: Final = sha256(b"").hexdigest()
_LARGEST: Final = 2**63 - 1
_ACTIONS: Final = frozenset(Action)
_WAYS: Final = frozenset(Way)


@dataclass(frozen=True)
class Loss:
    """One loss: a key in a table, or a range of row numbers."""

    table: str
    key: str = ""
    name: str = ""
    first: int = 0
    last: int | None = 0  # None: to the end of the table


class Rescue:
    """Reads one damaged case and writes into a new, empty one."""

    def __init__(self, salvage: Salvage, work: UnitOfWork) -> None:
        self.lost: list[Loss] = []
        self.entries = 0  # number of journal entries kept unchanged
        self.whole = False  # whether these are all entries
        self._salvage = salvage
        self._connection = work.scope.connection
        self._documents = work.documents
        self._digests = [START]
        self._rule = 0  # digest of the last kept entry
        self._replay = Replay(Findings(Path()))
        self.named: set[str] = set()
        self.purged: set[str] = set()
        self.gone: set[str] = set()  # lost documents that the kept part of the journal names
        self._named_documents: set[str] = set()

    def lose(self, table: str, key: str, name: str = "") -> None:
        """Record a loss."""
        self.lost.append(Loss(table, key, name))

    @property
    def journal_state(self) -> State:
        """The records according to the kept part of the journal; available after `journal`."""
        return self._state

    def journal(self) -> None:
        """Copy the entries up to the first lost or altered one."""
        rows = {row[1]: row[1:] for row in self._salvage.rows("journal", "id", *_COLUMNS)}
        heads = [row[1:] for row in self._salvage.rows("chain", "entries", "digest")]
        self._lose_gaps("journal")
        for number in range(1, len(rows) + 1):
            if number not in rows or not self._take(rows.pop(number)):
                break
        head = (self.entries, self._digests[-1])
        self._connection.exec_driver_sql(_HEAD, head)
        unread = bool(self._salvage.gaps("journal"))
        self.whole = heads == [head] if heads else not (rows or unread)
        self._state: State = {kind: dict(of_kind) for kind, of_kind in self._replay.records.items()}
        self._state = {
            kind: {parts: list(fields) for parts, fields in of_kind.items()}
            for kind, of_kind in self._state.items()
        }
        self._keep_names()
        for number in sorted(rows, key=repr):  # their changes are in the records if these are readable
            self.lose("journal", str(number), " ".join(str(part) for part in rows[number][1:3]))
            self._replay.take(rows[number][0], "", EntryColumns(*rows[number][1:-1]))

    def records(self) -> State:
        """Return the records: from the journal if it is complete, else from the tables."""
        state: State = {kind: dict(of_kind) for kind, of_kind in self._replay.records.items()}
        for kind in KINDS:
            records: dict[Parts, list[Value]] = {}
            for row in self._salvage.rows(kind.value, *key_types(kind), *defaults(kind)):
                width = 1 + len(key_types(kind))
                parts, fields = tuple(row[1:width]), list(row[width:])
                if _fits(kind, parts, fields):
                    records[parts] = fields
                elif not self.whole:
                    self.lose(kind.value, "/".join(map(str, parts)))
            if self.whole:
                continue
            if self._salvage.gaps(kind.value):
                self._lose_gaps(kind.value)
                state[kind] |= records
                self._lose_odd(kind, state[kind])
            else:
                state[kind] = records
        return state

    def texts(self, spare: Iterable[str]) -> dict[str, str]:
        """Return the documents that match their hashes, and spare ones for lost ones."""
        read = (row[2] for row in self._salvage.rows("document", "sha256", "body"))
        bodies = [*spare, *(body for body in read if isinstance(body, str))]
        return {sha256(body.encode()).hexdigest(): body for body in bodies}

    def documents(self, state: State, texts: Mapping[str, str], expected: Mapping[str, str]) -> int:
        """Copy the documents that the journal or a record names, and return their number.

        `told` are those known to be lost, and what each was.
        """
        kept = 0
        for name in sorted(self._named_documents | set(_documents_in(state)) | set(expected)):
            if name in texts:
                self._documents.put(texts[name])
                kept += 1
            else:
                self.lose("document", name, expected.get(name, ""))
        self.gone = self._named_documents - set(texts)
        return kept

    def contents(self, wanted: set[str]) -> set[str]:
        """Copy the contents that match their hashes, and return these."""
        places: dict[int, dict[int, int]] = {}
        for row in self._salvage.rows("piece", "content", "number"):
            if isinstance(row[1], int) and isinstance(row[2], int):
                places.setdefault(row[1], {})[row[2]] = row[0]
        kept: set[str] = set()
        for pieces in places.values():
            savepoint = self._connection.begin_nested()
            name = self._copy(len(kept) + 1, pieces)
            if name in wanted - kept:
                savepoint.commit()
                kept.add(name)
            else:
                savepoint.rollback()
        if _EMPTY in wanted - kept:
            self._connection.exec_driver_sql(_CONTENT, (len(kept) + 1, _EMPTY, 0))
            kept.add(_EMPTY)
        return kept

    def _copy(self, target: int, pieces: Mapping[int, int]) -> str:
        digest, size = sha256(), 0
        for number in range(len(pieces)):
            row = self._salvage.row("piece", pieces[number], "bytes") if number in pieces else None
            if row is None or not isinstance(row[1], bytes):
                return ""
            digest.update(row[1])
            size += len(row[1])
            self._connection.exec_driver_sql(_PIECE, (target, number, row[1]))
        self._connection.exec_driver_sql(_CONTENT, (target, digest.hexdigest(), size))
        return digest.hexdigest()

    def _take(self, row: Row) -> bool:
        number, *columns, digest = row
        entry_columns = EntryColumns(*columns)
        try:
            chained = digest_of(self._digests[-1], number, entry_columns) == digest
        except (TypeError, ValueError):
            return False
        if not chained or entry_columns.rule < self._rule or not _is_sound(entry_columns):
            return False
        touched = self._replay.take(number, self._digests[-1], entry_columns)
        if touched is None:
            return False
        self._rule = entry_columns.rule
        self._connection.exec_driver_sql(_ENTRY, tuple(row))
        for record, key in sorted(touched):
            self._connection.exec_driver_sql(_TOUCH, (record, key, number))
        self._digests.append(digest)
        self.entries = number
        return True

    def _keep_names(self) -> None:
        replay = self._replay
        self.purged = set(replay.purged) - replay.kept(replay.contents)
        self.named = set(replay.contents)
        self._named_documents = replay.kept(replay.documents)

    def _lose_odd(self, kind: RecordKind, records: dict[Parts, list[Value]]) -> None:
        """Remove records that only an altered entry can have created."""
        for parts in [parts for parts, fields in records.items() if not _fits(kind, parts, fields)]:
            self.lose(kind.value, key_of(kind, parts))
            del records[parts]

    def _lose_gaps(self, table: str) -> None:
        for gap in self._salvage.gaps(table):
            self.lost.append(Loss(table, first=gap.first, last=gap.last))


def _documents_in(state: State) -> Iterator[str]:
    fields = (
        (RecordKind.CASE, "rules"),
        (RecordKind.CHECKLIST, "sha256"),
        (RecordKind.ROUND, "sent"),
        (RecordKind.RETURN, "report"),
    )
    for kind, field in fields:
        place = list(plain_defaults(kind)).index(field)
        yield from (str(values[place]) for values in state[kind].values() if values[place])


def _is_sound(entry_columns: EntryColumns) -> bool:
    """Tell whether the values of an entry are valid, as a forged entry may have a correct digest."""
    if entry_columns.action not in _ACTIONS or entry_columns.way not in _WAYS:
        return False
    try:
        facts_of(entry_columns)
        made = [
            (kind, {**key_parts(kind, key), field: after})
            for kind, key, field, _, after in changes_of(entry_columns)
        ]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return False
    return all(_may_be(kind, name, value) for kind, values in made for name, value in values.items())


def _fits(kind: RecordKind, parts: Parts, fields: list[Value]) -> bool:
    """Tell whether a row has valid values for its table, as altered bytes may look like a row."""
    names = zip((*key_types(kind), *defaults(kind)), (*parts, *fields), strict=True)
    return (
        all(_may_be(kind, name, value) for name, value in names)
        and fields != list(plain_defaults(kind).values())
        and key_of(kind, parts).count("/") == max(len(parts) - 1, 0)
    )


def _may_be(kind: RecordKind, name: str, value: object) -> bool:
    """Tell whether a value is valid for a column."""
    form = row_form(kind)
    if name not in form.names or type(value) is not form.types[form.names.index(name)]:
        return False
    words: Container[object] = dict(form.words).get(name, form.texts.get(name, (value,)))
    if value not in words:
        return False
    if isinstance(value, int):
        return abs(value) <= _LARGEST
    return isinstance(value, str) and value.encode("utf-8", "replace").decode() == value
