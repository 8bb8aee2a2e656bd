"""A quick look at a case when it is opened: whether everything is there and can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import literal_column, select

from assessor.errors import Code
from assessor.storage.prepared import Prepared
from assessor.storage.tables import journal, metadata, piece, touch

if TYPE_CHECKING:
    from assessor.storage.scope import Scope

# These may be large: of them only both ends are read.
_LARGE: Final = frozenset({journal, piece, touch})
_ENDS: Final = tuple(
    Prepared(select(table).order_by(*order).limit(literal_column("1")).offset(literal_column("0")))
    for table in metadata.sorted_tables
    for order in (
        [column.asc() for column in table.primary_key],
        [column.desc() for column in table.primary_key],
    )
)


def inspect(scope: Scope) -> None:
    """Raise DAMAGED when a table is missing or malformed, or the file was cut off."""
    connection = scope.connection
    # As numbers: of an encrypted file SQLCipher tells the size of a page in letters.
    pages, size = (
        int(connection.exec_driver_sql(f"PRAGMA page_{of}").scalar_one()) for of in ("count", "size")
    )
    if scope.path.stat().st_size < pages * size:  # SQLite itself overlooks a missing part of the last page
        raise scope.failure(Code.DAMAGED)
    for statement in _ENDS:
        statement.run(connection, {}).all()
    for table in metadata.sorted_tables:
        if table not in _LARGE:
            told = connection.exec_driver_sql(f'PRAGMA quick_check("{table.name}")').scalars().all()
            if told != ["ok"]:
                raise scope.failure(Code.DAMAGED, detail="; ".join(map(str, told[:3])))
