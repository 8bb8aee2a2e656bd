"""SQLAlchemy Core statements compiled once, for those that run at every mark."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Final

from sqlalchemy.dialects import sqlite

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sqlalchemy import Connection, CursorResult
    from sqlalchemy.sql.elements import CompilerElement

    from assessor.domain.records import Value

_DIALECT: Final = sqlite.dialect(paramstyle="qmark")


class PreparedStatement:
    """The text of a statement and the order of its values.

    SQLAlchemy caches compiled statements too, but its lookup and the preparation of values take longer than
    SQLite takes to run them.
    """

    def __init__(self, statement: CompilerElement, columns: Sequence[str] | None = None) -> None:
        compiled = statement.compile(dialect=_DIALECT, column_keys=columns)
        self._text = str(compiled)
        self._values = _taken(compiled.positiontup or ())  # type: ignore[attr-defined]

    def run(
        self, connection: Connection, *rows: Mapping[str, Value | bytes]
    ) -> CursorResult[*tuple[Value, ...]]:
        """Run the statement once for each row of values."""
        values = [*map(self._values, rows)]
        return connection.exec_driver_sql(self._text, values if len(values) > 1 else values[0])


def _taken(names: Sequence[str]) -> Callable[[Mapping[str, Value | bytes]], tuple[Value | bytes, ...]]:
    """Return a function that takes the values of these names from a row, in order."""
    if len(names) > 1:
        return itemgetter(*names)  # the usual case, in a third of the time
    return lambda row: tuple(row[name] for name in names)
