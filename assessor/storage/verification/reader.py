"""Reader: rows of one scope, one in memory at a time, and no cursor left open behind it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, CursorResult

    Row = tuple[Any, ...]  # as it stands in a file that anybody may have written to


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
        self._open.remove(result)  # it has closed itself

    def one(self, statement: str, *values: object) -> Row | None:
        """Return the first row of a statement, or None."""
        row = self.connection.exec_driver_sql(statement, values).first()
        return None if row is None else tuple(row)

    def close(self) -> None:
        """Close what was not read to its end."""
        if not self.connection.invalidated:  # else they went with the driver's connection
            for result in self._open:
                result.close()


@contextmanager
def reading(connection: Connection) -> Iterator[Reader]:
    """Yield a reader whose cursors are closed at the end, whatever happens.

    The driver keeps compiled statements: a cursor that is let go of later would end another one that
    runs the same statement, which then looks as if it had no more rows.
    """
    reader = Reader(connection)
    try:
        yield reader
    finally:
        reader.close()
