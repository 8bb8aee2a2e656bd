"""The schema of a file, held against the one that our steps make: nothing less, and nothing else."""

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

    Row = tuple[Any, ...]  # type, name, table and definition, as they stand in a file

ROWS: Final = "SELECT type, name, tbl_name, sql FROM sqlite_schema"

# Statistics, which any tool may have had made of a sound case; verification names them.
_OF_SQLITE: Final = frozenset(
    ("table", name, name, f"CREATE TABLE {name}({columns})")
    for name, columns in (("sqlite_stat1", "tbl,idx,stat"), ("sqlite_stat4", "tbl,idx,neq,nlt,ndlt,sample"))
)

# On a connection that cannot write SQLite does not even read the CHECKs, so its own checks overlook them.
CHECKS: Final[Mapping[str, str]] = {
    table.name: " AND ".join(
        sorted(f"({rule.sqltext})" for rule in table.constraints if isinstance(rule, CheckConstraint))
    )
    for table in metadata.sorted_tables
    if any(isinstance(rule, CheckConstraint) for rule in table.constraints)
}


class Step(Protocol):
    """One module of `steps`: what it changes, and the change."""

    @property
    def INFO(self) -> str:  # noqa: N802 - a constant of the module
        """What the step is for, in a few words."""

    def apply(self, connection: Connection) -> None:
        """Bring the schema from the version before to this one."""


def forbidden(connection: Connection, tables: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Yield each table with how many of its rows hold a value that its CHECKs do not allow."""
    for table in tables:
        if rules := CHECKS.get(table):
            counting = f'SELECT count(*) FROM "{table}" WHERE NOT ({rules})'
            count = connection.exec_driver_sql(counting).scalar_one()
            if count:
                yield table, int(count)


def odd(connection: Connection, steps: tuple[Step, ...]) -> list[Row]:
    """Return what a file has and the steps do not make, and then what it lacks."""
    rows, ours = _schema_rows(connection), _made_by(steps)
    return [*sorted(rows - ours, key=repr), *sorted(ours - rows, key=repr)]


def altered_tables(odd_rows: Sequence[Row], steps: tuple[Step, ...]) -> list[str]:
    """Return the tables of ours among what is odd: they are missing, or something else has their name.

    What is read through a view or a definition from elsewhere may never end, and says nothing.
    """
    ours = {row for row in _made_by(steps) if row[0] == "table"}
    return [name for kind, name, table, sql in odd_rows if (kind, name, table, sql) in ours]


def expect(connection: Connection, path: Path, steps: tuple[Step, ...], version: int) -> None:
    """Raise what is strange about a file of this version, before anything is read through its schema."""
    expect_rows(connection.exec_driver_sql(ROWS).all(), path, steps, version)


def expect_rows(rows: Iterable[Sequence[Any]], path: Path, steps: tuple[Step, ...], version: int) -> None:
    """Raise what is strange about these rows of `ROWS`; what SQLite's own ANALYZE leaves is not."""
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
