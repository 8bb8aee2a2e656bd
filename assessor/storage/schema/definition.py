"""Comparing the schema of a file with the one that our steps create."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final, Protocol

from sqlalchemy import CheckConstraint, create_engine
from sqlcipher3 import dbapi2

from assessor.errors import CaseFileError, Code, Place, Problem
from assessor.storage.tables import metadata

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from sqlalchemy import Connection

    Row = tuple[Any, ...]  # type, name, table and SQL of a schema entry

ROWS: Final = "SELECT type, name, tbl_name, sql FROM sqlite_schema"

# Statistics tables, which any tool may have created in a sound case; verification reports them.
_OF_SQLITE: Final = frozenset(
    ("table", name, name, f"CREATE TABLE {name}({columns})")
    for name, columns in (("sqlite_stat1", "tbl,idx,stat"), ("sqlite_stat4", "tbl,idx,neq,nlt,ndlt,sample"))
)

# A read-only connection of SQLite ignores CHECK constraints, so its own checks do not test them.
CHECKS: Final[Mapping[str, str]] = {
    table.name: " AND ".join(
        sorted(f"({rule.sqltext})" for rule in table.constraints if isinstance(rule, CheckConstraint))
    )
    for table in metadata.sorted_tables
    if any(isinstance(rule, CheckConstraint) for rule in table.constraints)
}


class Step(Protocol):
    """The protocol of the modules in `steps`."""

    @property
    def INFO(self) -> str:  # noqa: N802 - a constant of the module
        """A short description of the step."""

    def apply(self, connection: Connection) -> None:
        """Migrate the schema from the previous version to this one."""


def forbidden(connection: Connection, tables: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Yield each table with the number of its rows that violate a CHECK constraint."""
    for table in tables:
        if rules := CHECKS.get(table):
            counting = f'SELECT count(*) FROM "{table}" WHERE NOT ({rules})'
            count = connection.exec_driver_sql(counting).scalar_one()
            if count:
                yield table, int(count)


def odd(connection: Connection, steps: tuple[Step, ...]) -> list[Row]:
    """Return the schema entries of a file that the steps do not create, then the missing ones."""
    rows, ours = _schema_rows(connection), _made_by(steps)
    return [*sorted(rows - ours, key=repr), *sorted(ours - rows, key=repr)]


def altered_tables(odd_rows: Sequence[Row], steps: tuple[Step, ...]) -> list[str]:
    """Return our tables among the odd entries, which are missing or replaced by something else.

    Reading a foreign view or definition under such a name may never end and proves nothing.
    """
    ours = {row for row in _made_by(steps) if row[0] == "table"}
    return [name for kind, name, table, sql in odd_rows if (kind, name, table, sql) in ours]


def expect(connection: Connection, path: Path, steps: tuple[Step, ...], version: int) -> None:
    """Raise CaseFileError for odd schema entries of this version, before anything is read through them."""
    expect_rows(connection.exec_driver_sql(ROWS).all(), path, steps, version)


def expect_rows(rows: Iterable[Sequence[Any]], path: Path, steps: tuple[Step, ...], version: int) -> None:
    """Raise CaseFileError for odd entries among these rows of `ROWS`, except those of ANALYZE."""
    unexpected = frozenset(map(tuple, rows)) - _OF_SQLITE
    ours = _made_by(steps[:version])
    if unexpected == ours:
        return
    place = Place(file=str(path))
    for known in range(1, len(steps) + 1):
        if unexpected == _made_by(steps[:known]):
            raise CaseFileError(Problem(Code.HEADER_ALTERED, place, {"found": version, "known": known}))
    strange = sorted(unexpected - ours, key=repr)
    if strange:
        kind, name, *_ = strange[0]
        raise CaseFileError(Problem(Code.FOREIGN_SCHEMA, place, {"kind": kind, "key": name}))
    missing = min(table for _, _, table, _ in ours - unexpected)
    raise CaseFileError(Problem(Code.DAMAGED, place, {"detail": missing, "where": f" ({missing})"}))


def _schema_rows(connection: Connection) -> frozenset[Row]:
    return frozenset(tuple(row) for row in connection.exec_driver_sql(ROWS).all())


@cache
def _made_by(steps: tuple[Step, ...]) -> frozenset[Row]:
    engine = create_engine("sqlite://", module=dbapi2)
    with engine.begin() as connection:
        for step in steps:
            step.apply(connection)
        made = _schema_rows(connection)
    engine.dispose()
    return made
