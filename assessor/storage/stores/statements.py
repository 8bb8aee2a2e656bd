"""The statements on records, each compiled once for a kind of record."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from sqlalchemy import bindparam, delete, insert, select, tuple_, update

from assessor.domain.records import KINDS, RecordKind, defaults, key_types
from assessor.storage.prepared import PreparedStatement
from assessor.storage.tables import RECORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import ColumnElement, Select

    from assessor.domain.records import Value

WHERE: Final = "key_"  # prefix of the names in conditions; SET uses the plain names
# Keys in one statement: enough for the items of a subject, but few enough for a fast first use, when it is
# compiled with a variable for each part of each key.
AT_ONCE: Final = 50


@cache
def names(kind: RecordKind) -> tuple[str, ...]:
    """Return the columns of a record's table: the parts of its key, then its fields."""
    return (*key_types(kind), *defaults(kind))


def _select(kind: RecordKind) -> Select[*tuple[Value, ...]]:
    return select(*(RECORDS[kind].c[name] for name in names(kind)))


@cache
def select_many(kind: RecordKind, where: frozenset[str]) -> PreparedStatement:
    """Select the records whose columns have these values, by position where there is one, else by key."""
    columns = RECORDS[kind].c
    order = ("position",) if "position" in columns else ()
    asked = (columns[name] == bindparam(WHERE + name) for name in sorted(where))
    return PreparedStatement(
        _select(kind).where(*asked).order_by(*(columns[name] for name in (*order, *KINDS[kind].KEY)))
    )


@cache
def select_values(kind: RecordKind, name: str) -> PreparedStatement:
    """Select the different values of a column."""
    return PreparedStatement(select(RECORDS[kind].c[name]).distinct())


@cache
def select_one(kind: RecordKind) -> PreparedStatement:
    """Select the record with a key."""
    return PreparedStatement(_select(kind).where(*_has_key(kind)))


@cache
def select_these(kind: RecordKind) -> PreparedStatement:
    """Select the records with these keys, AT_ONCE of them."""
    key = KINDS[kind].KEY
    columns = tuple_(*(RECORDS[kind].c[name] for name in key))
    keys = [tuple_(*(bindparam(f"{name}{n}") for name in key)) for n in range(AT_ONCE)]
    return PreparedStatement(_select(kind).where(columns.in_(keys)))


@cache
def insert_record(kind: RecordKind) -> PreparedStatement:
    """Insert a record."""
    return PreparedStatement(insert(RECORDS[kind]))


@cache
def update_record(kind: RecordKind) -> PreparedStatement:
    """Set all fields of a record."""
    return PreparedStatement(update(RECORDS[kind]).where(*_has_key(kind)), list(defaults(kind)))


@cache
def delete_record(kind: RecordKind) -> PreparedStatement:
    """Remove a record."""
    return PreparedStatement(delete(RECORDS[kind]).where(*_has_key(kind)))


def _has_key(kind: RecordKind) -> Iterator[ColumnElement[bool]]:
    columns = RECORDS[kind].c
    return (columns[name] == bindparam(WHERE + name) for name in KINDS[kind].KEY)
