"""Reading the rows of one scope one at a time, without leaving a cursor open."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, CursorResult

    Row = tuple[Any, ...]  # values of any type, as the file may be altered


class Reader:
    """Runs plain statements; use `reading`."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._open: list[CursorResult[Any]] = []

    def rows(self, statement: str, *values: object) -> Iterator[Row]:
        """Yield the rows of a statement."""
        result = self.connection.exec_driver_sql(statement, values)
        self._open.append(result)
        for row in result:
            yield tuple(row)
        self._open.remove(result)  # closed by itself

    def one(self, statement: str, *values: object) -> Row | None:
        """Return the first row of a statement, or None."""
        row = self.connection.exec_driver_sql(statement, values).first()
        return None if row is None else tuple(row)

    def close(self) -> None:
        """Close the cursors that were not read to their end."""
        if not self.connection.invalidated:  # otherwise closed with the driver's connection
            for result in self._open:
                result.close()


@contextmanager
def reading(connection: Connection) -> Iterator[Reader]:
    """Yield a reader whose cursors are always closed at the end.

    The driver caches compiled statements, so a cursor that is garbage collected later would reset another one
    with the same statement, which then seems to have no more rows.
    """
    reader = Reader(connection)
    try:
        yield reader
    finally:
        reader.close()
