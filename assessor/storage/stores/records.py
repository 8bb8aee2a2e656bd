"""RecordStore: reading rows as records, and writing change sets as rows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Final, TypeVar, cast

from assessor.domain.records import KINDS, Numbered, Record, RecordKind, Value, defaults, key_parts, key_types
from assessor.errors import CaseConflict, CaseFileError, Code, Place, Problem
from assessor.storage.stores.row_forms import Dates, row_form
from assessor.storage.stores.statements import (
    AT_ONCE,
    WHERE,
    delete_record,
    insert_record,
    names,
    select_many,
    select_one,
    select_these,
    select_values,
    update_record,
)
from assessor.storage.tables import enumeration

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection

    from assessor.domain.change import Change
    from assessor.storage.scope import Scope

R = TypeVar("R", bound=Record)

_PLACE: Final = itemgetter(0, 1)  # of a change: its record and key
_NO_TEXT: Final[frozenset[Value]] = frozenset()
_LARGEST: Final = 2**63 - 1
_AT_ONCE: Final = 500  # rows
_FEW: Final = 8  # up to this number, a prepared statement for each record is faster


@dataclass
class _RecordState:
    """The state of a record while a change set is applied."""

    kind: RecordKind
    parts: dict[str, Value]
    fields: dict[str, Value]
    exists: bool


class RecordStore:
    """The records of a case."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def get(self, kind: type[R], *key: Value) -> R:
        """Return the record with this key, with default values if it does not exist."""
        named = zip(kind.KEY, key, strict=True)
        parts = {name: _plain_part(kind.KIND, name, part) for name, part in named}
        row = select_one(kind.KIND).run(self._scope.connection, _conditions(parts)).first()
        return self.record(kind, row or (*parts.values(), *plain_defaults(kind.KIND).values()))

    def all(self, kind: type[R], **where: Value) -> list[R]:
        """Return the records with these column values, ordered by position or number, else by key."""
        values = {
            name: (_plain_part if name in kind.KEY else _plain)(kind.KIND, name, part)
            for name, part in where.items()
        }
        rows = select_many(kind.KIND, frozenset(values)).run(self._scope.connection, _conditions(values))
        # In parts: while the driver fetches rows, it lets no other thread run, such as the window's.
        records = [self.record(kind, row) for part in rows.partitions(_AT_ONCE) for row in part]
        if issubclass(kind, Numbered):  # of older records it is in the id
            records.sort(key=_in_order)
        return records

    def values(self, kind: type[R], name: str) -> frozenset[Value]:
        """Return every value that a column has in any record."""
        _expect(name in names(kind.KIND), kind.KIND, name, "")
        return frozenset(select_values(kind.KIND, name).run(self._scope.connection, {}).scalars())

    def write(self, changes: Sequence[Change]) -> tuple[tuple[RecordKind, str], ...]:
        """Apply changes, or none if one expects another state; for UnitOfWork.apply only."""
        connection = self._scope.to_write()
        states = _load(connection, changes)
        problems: list[Problem] = []
        for place, group in groupby(changes, _PLACE):
            kind, record = place[0], states[place]
            texts, fields = _texts(kind), record.fields
            for change in group:
                _, _, name, before, after = change
                words = texts.get(name, _NO_TEXT)
                if not (
                    type(before) is type(after) is str  # the usual case
                    and (words is None or (before in words and after in words))
                ):
                    before, after = _plain(kind, name, before), _plain(kind, name, after)
                if fields[name] != before:
                    problems.append(_disagreement(change, record, before, after))
                # Also after a conflict, so that later changes of the set are not reported because of it.
                fields[name] = after
        if problems:
            raise CaseConflict(*problems)
        _store(connection, states.values())
        return tuple(states)

    def damage(self, kind: type[Record], key: str, field: str) -> CaseFileError:
        """Return the error for a field with an invalid value in the file."""
        return self._scope.failure(Code.DAMAGED, table=kind.KIND.value, key=key, field=field)

    def record(self, kind: type[R], row: Sequence[Value]) -> R:
        """Return the record of a row of key and fields; raises CaseFileError for damage."""
        form = row_form(kind.KIND)
        values = form.read(row)
        if values is None:
            key = "/".join(str(part) for part in row[: len(kind.KEY)]) or kind.KIND.value
            raise self.damage(kind, key, form.misfit(row))
        return cast("Callable[..., R]", kind)(**values)


def _in_order(record: Record) -> tuple[object, ...]:
    """Return the sort key of numbered records: their key with the number before the id."""
    *places, own = (str(getattr(record, part)) for part in record.KEY)
    return (*places, getattr(record, "number", 0), own)


def _expect(fits: bool, kind: RecordKind, name: str, value: object) -> None:
    if not fits:
        raise ValueError(f"{kind}.{name} cannot be {value!r}")


def _plain(kind: RecordKind, name: str, value: Value) -> Value:
    """Return the stored form of a field's value; raises ValueError for an invalid one."""
    fields = plain_defaults(kind)
    _expect(name in fields, kind, name, value)
    words = enumeration(kind, name)
    if words is not None:
        return cast("Value", words(value).value)
    _expect(type(value) is type(fields[name]), kind, name, value)
    _expect(isinstance(value, str) or abs(value) <= _LARGEST, kind, name, value)
    dates = row_form(kind).texts.get(name)
    _expect(dates is None or value in dates, kind, name, value)
    return value


def _plain_part(kind: RecordKind, name: str, value: Value) -> Value:
    """Return the stored form of a key part; raises ValueError for an invalid one."""
    words = enumeration(kind, name)
    if words is not None:
        return cast("Value", words(value).value)
    _expect(type(value) is key_types(kind)[name], kind, name, value)
    return value


def _disagreement(change: Change, record: _RecordState, before: Value, after: Value) -> Problem:
    return Problem(
        Code.CHANGED_MEANWHILE,
        Place(
            subject=str(record.parts.get("subject", "")),
            item=str(record.parts.get("item", "")),
            field=change.field,
        ),
        {
            "record": change.record.value,
            "key": change.key,
            "current": record.fields[change.field],
            "expected": before,
            "wanted": after,
        },
    )


def _load(connection: Connection, changes: Iterable[Change]) -> dict[tuple[RecordKind, str], _RecordState]:
    """Return the stored records of the changes, in the order of the changes."""
    states: dict[tuple[RecordKind, str], _RecordState] = {}
    named: dict[RecordKind, dict[str, dict[str, Value]]] = {}
    for place, _ in groupby(changes, _PLACE):
        if place not in states:
            kind, key = place
            parts = {name: _plain_part(kind, name, part) for name, part in key_parts(kind, key).items()}
            # Two spellings of one key, such as 1 and 01, would be one row with two histories.
            _expect(key == ("/".join(map(str, parts.values())) or kind.value), kind, "key", key)
            states[place] = _RecordState(kind, parts, dict(plain_defaults(kind)), exists=False)
            named.setdefault(kind, {})[key] = parts
    for kind, records in named.items():
        for key, row in _rows(connection, kind, records):
            record = states[kind, key]
            record.fields = dict(zip(defaults(kind), row[len(record.parts) :], strict=True))
            record.exists = True
    return states


def _rows(
    connection: Connection, kind: RecordKind, records: Mapping[str, Mapping[str, Value]]
) -> Iterator[tuple[str, Sequence[Value]]]:
    """Yield key and row of the existing records, read in few statements."""
    if len(records) <= _FEW:
        for key, parts in records.items():
            row = select_one(kind).run(connection, _conditions(parts)).first()
            if row is not None:
                yield key, row
        return
    keys = list(records.values())
    for start in range(0, len(keys), AT_ONCE):
        some = keys[start : start + AT_ONCE]
        some += some[-1:] * (AT_ONCE - len(some))  # one statement for any number
        values = {f"{name}{n}": part for n, parts in enumerate(some) for name, part in parts.items()}
        for row in select_these(kind).run(connection, values):
            yield "/".join(map(str, row[: len(KINDS[kind].KEY)])), row


def _store(connection: Connection, records: Iterable[_RecordState]) -> None:
    deleted: dict[RecordKind, list[dict[str, Value]]] = {}
    updated: dict[RecordKind, list[dict[str, Value]]] = {}
    inserted: dict[RecordKind, list[dict[str, Value]]] = {}
    for record in records:
        if record.fields == plain_defaults(record.kind):
            if record.exists:
                deleted.setdefault(record.kind, []).append(_conditions(record.parts))
        elif record.exists:
            updated.setdefault(record.kind, []).append({**_conditions(record.parts), **record.fields})
        else:
            inserted.setdefault(record.kind, []).append({**_only(record), **record.parts, **record.fields})
    for kind, rows in deleted.items():
        delete_record(kind).run(connection, *rows)
    for kind, rows in updated.items():
        update_record(kind).run(connection, *rows)
    for kind, rows in inserted.items():
        insert_record(kind).run(connection, *rows)


def _only(record: _RecordState) -> dict[str, Value]:
    return {} if record.parts else {"only": 1}


def _conditions(values: Mapping[str, Value]) -> dict[str, Value]:
    return {WHERE + name: value for name, value in values.items()}


@cache
def plain_defaults(kind: RecordKind) -> Mapping[str, Value]:
    """Return every field outside the key with the stored form of its default."""
    return {
        name: default if words is None else cast("Value", words(default).value)
        for name, default in defaults(kind).items()
        for words in (enumeration(kind, name),)
    }


@cache
def _texts(kind: RecordKind) -> Mapping[str, frozenset[Value] | Dates | None]:
    """Return the text fields with their allowed words or dates, or None for any text."""
    texts = (
        (name, enumeration(kind, name))
        for name, default in defaults(kind).items()
        if isinstance(default, str)
    )
    dates = row_form(kind).texts
    return {n: frozenset(word.value for word in words) if words else dates.get(n) for n, words in texts}
