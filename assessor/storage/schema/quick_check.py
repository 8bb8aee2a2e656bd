"""The quick check of a case on opening: whether everything exists and can be read."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from sqlalchemy import literal_column, select

from assessor.errors import CaseFileError, Code
from assessor.storage.prepared import PreparedStatement
from assessor.storage.schema import definition, migrations
from assessor.storage.tables import journal, metadata, piece, touch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from assessor.storage.scope import Scope

# Large tables, of which only both ends are read.
_LARGE: Final = frozenset({journal, piece, touch})
_ENDS: Final = {
    table: tuple(
        PreparedStatement(
            select(table).order_by(*order).limit(literal_column("1")).offset(literal_column("0"))
        )
        for order in (
            [column.asc() for column in table.primary_key],
            [column.desc() for column in table.primary_key],
        )
    )
    for table in metadata.sorted_tables
}


def is_strange(connection: Connection) -> bool:
    """Tell whether the schema differs from the one that our steps create."""
    return bool(definition.odd(connection, migrations.STEPS))


def inspect(scope: Scope) -> None:
    """Raise CaseFileError for an odd schema, or DAMAGED with the malformed or truncated part."""
    connection = scope.connection
    definition.expect(connection, scope.path, migrations.STEPS, len(migrations.STEPS))
    # As numbers, since SQLCipher returns the page size of an encrypted file as text.
    pages, size = (
        int(connection.exec_driver_sql(f"PRAGMA page_{of}").scalar_one()) for of in ("count", "size")
    )
    found = scope.path.stat().st_size
    if found < pages * size:  # SQLite ignores a missing part of the last page
        raise _damage(scope, f"{found} < {pages * size} bytes")
    for table, ends in _ENDS.items():
        with _named(scope, table.name):
            for statement in ends:
                statement.run(connection, {}).all()
    for table in metadata.sorted_tables:
        if table not in _LARGE:
            with _named(scope, table.name):
                findings = connection.exec_driver_sql(f'PRAGMA quick_check("{table.name}")').scalars().all()
            if findings != ["ok"]:
                raise _damage(scope, "; ".join(map(str, findings[:3])))
    small = [table.name for table in metadata.sorted_tables if table not in _LARGE]
    for name, count in definition.forbidden(connection, small):
        raise _damage(scope, f"CHECK: {name} {count}")


@contextmanager
def _named(scope: Scope, table: str) -> Iterator[None]:
    """Add the name of the table to problems of damage."""
    try:
        yield
    except (CaseFileError, UnicodeDecodeError) as error:
        if isinstance(error, CaseFileError) and error.problems[0].code is not Code.DAMAGED:
            raise
        raise _damage(scope, table) from error


def _damage(scope: Scope, detail: str) -> CaseFileError:
    return scope.failure(Code.DAMAGED, detail=detail, where=f" ({detail})")
