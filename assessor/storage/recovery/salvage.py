"""Reading the rows of a damaged file around its unreadable pages, without writing."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from sqlcipher3 import dbapi2

from assessor.storage import engines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from sqlcipher3.dbapi2 import Connection

    from assessor.progress import Progress
    from assessor.storage.keys import Key

    Row = tuple[Any, ...]

# Errors caused by damage; others, such as a removed disk, end the salvage.
_DAMAGE: Final = (
    *("malformed", "not a database", "Could not decode", "SQL logic error", "no such "),
    "disk I/O error",  # of a failing disk; without the disk the file is gone too
)
_END: Final = 2**63 - 1
_FURTHEST: Final = 2**24  # row numbers after a damaged page that are searched for the next readable row
_TRIES: Final = 20_000  # failed reads in one table before giving up
_PRAGMAS: Final = (
    "PRAGMA query_only=ON",
    "PRAGMA writable_schema=ON",  # a truncated file or one malformed table does not hide the rest
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA temp_store=MEMORY",
)


class Gap:
    """A range of unreadable row numbers of a table, not all of which need have been rows."""

    def __init__(self, first: int, last: int | None) -> None:
        self.first = first
        self.last = last  # None if everything after it is unreadable


class Salvage:
    """Reads tables of one damaged file by row number, never through an index.

    The file is opened as immutable: no lock, no journal, and no byte is written.
    """

    def __init__(self, path: Path, key: Key | None, progress: Progress) -> None:
        self._path = path
        self._key = key
        self._progress = progress
        self._connection = self._connect()
        self._tries = 0
        self._lost: dict[str, list[tuple[int, int | None]]] = {}

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def pragma(self, name: str) -> int:
        """Return a number of the file's header."""
        return int(self._connection.execute(f"PRAGMA {name}").fetchone()[0])

    def rows(self, table: str, *columns: str) -> Iterator[Row]:
        """Yield the readable rows of a table, each with its number before its columns.

        Rows after a damaged page may come before those preceding it.
        """
        self._tries = _TRIES
        lost = self._lost.setdefault(table, [])
        select = _select(table, columns)
        last = 0
        while True:
            for row in self._span(select, last, _END):
                if row is None:
                    break
                last = row[0]
                yield row
            else:
                return
            found = self._next(select, last)
            if found is None:
                lost.append((last, None))
                return
            high, more = found
            yield from self._inside(select, last, high, lost)
            if not more:
                return
            last = high - 1

    def row(self, table: str, number: int, *columns: str) -> Row | None:
        """Return one row, or None when it cannot be read."""
        for row in self._one(_select(table, columns), number):
            return row
        return None

    def gaps(self, table: str) -> list[Gap]:
        """Return the unreadable ranges of a table that was read."""
        merged: list[tuple[int, int | None]] = []
        for low, high in sorted(self._lost.get(table, []), key=lambda gap: gap[0]):
            if merged and merged[-1][1] is not None and low < merged[-1][1]:
                before = merged[-1]
                merged[-1] = (before[0], None if high is None else max(high, before[1] or 0))
            else:
                merged.append((low, high))
        return [Gap(low + 1, None if high is None else high - 1) for low, high in merged]

    def _next(self, select: str, last: int) -> tuple[int, bool] | None:
        """Search for the next readable row in growing steps.

        Returns its number and True, the end of the table and False, or None when nothing is found.
        """
        step = 1
        while step < _FURTHEST and self._tries > 0:
            for row in self._span(f"{select} LIMIT 1", last + step, _END):
                if row is not None:
                    return row[0], True
                break
            else:
                return last + step + 1, False
            step *= 2
        return None

    def _inside(self, select: str, low: int, high: int, lost: list[tuple[int, int | None]]) -> Iterator[Row]:
        """Yield the readable rows between two numbers, halving unreadable ranges recursively."""
        pending = [(low, high)]
        while pending:
            low, high = pending.pop()
            last, failed = low, False
            if high - low == 2:
                files = self._one(select, low + 1)
            elif self._tries > 0:
                files = self._span(select, low, high)
            else:
                files = iter((None,))
            for row in files:
                if row is None:
                    failed = True
                    break
                last = row[0]
                yield row
            if not failed or high - last < 2:
                continue
            if high - low == 2 or self._tries <= 0:
                lost.append((last, high))
                continue
            middle = (last + high) // 2
            pending += [(last, middle + 1), (middle, high)] if high - last > 2 else [(last, high)]

    def _one(self, select: str, number: int) -> Iterator[Row | None]:
        # An end that is a limit instead of a row number needs no further reading.
        return self._span(f"{select} LIMIT 1", number - 1, number + 1)

    def _span(self, select: str, low: int, high: int) -> Iterator[Row | None]:
        """Yield the rows between two numbers, and None in place of the first unreadable one.

        Only rising numbers are accepted: after a damaged inner page SQLite may return to earlier rows, from
        which the reading would never end.
        """
        cursor = self._connection.cursor()
        try:
            cursor.execute(select, (low, high))
            while (row := cursor.fetchone()) is not None:
                self._progress.step(0, 0)
                if not low < row[0] < high:
                    self._tries -= 1
                    yield None
                    return
                low = row[0]
                yield row
        except (dbapi2.DatabaseError, UnicodeDecodeError) as error:
            if not is_damage(error) or not self._path.exists():
                raise
            self._tries -= 1
            self._reopen()
            yield None
        finally:
            with suppress(dbapi2.Error):
                cursor.close()

    def _reopen(self) -> None:
        """Open the file again, since SQLCipher reads nothing after a page with a wrong checksum."""
        if self._key is not None:
            self._connection.close()
            self._connection = self._connect()

    def _connect(self) -> Connection:
        address = engines.uri(self._path).replace("mode=rw", "mode=ro&immutable=1")
        connection = dbapi2.connect(address, uri=True, isolation_level=None, check_same_thread=False)
        key = ("PRAGMA cipher_log_level=NONE", f'PRAGMA key="{self._key.pragma}"') if self._key else ()
        try:
            for pragma in (*key, *_PRAGMAS):
                connection.execute(pragma)
        except dbapi2.Error:
            connection.close()
            raise
        return connection


def is_damage(error: BaseException) -> bool:
    """Tell whether an error is caused by the contents of the file and not by access to it."""
    return isinstance(error, UnicodeDecodeError) or any(word in str(error) for word in _DAMAGE)


def _select(table: str, columns: Sequence[str]) -> str:
    listed = ", ".join(f'"{column}"' for column in columns)
    between = "rowid > ? AND rowid < ? ORDER BY rowid"
    return f'SELECT rowid, {listed} FROM "{table}" NOT INDEXED WHERE {between}'
