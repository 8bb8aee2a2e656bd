"""Prepared: a Core statement compiled once and for all, for what runs at every mark of a reviewer."""

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

    SQLAlchemy keeps compiled statements too, but looks them up and sets their values up anew each
    time, which costs more than SQLite needs to run them.
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
    """Return what takes the values of these names out of a row, in their order."""
    if len(names) > 1:
        return itemgetter(*names)  # nearly always, and by the ten thousand in a third of the time
    return lambda row: tuple(row[name] for name in names)
