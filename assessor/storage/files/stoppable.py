"""Stoppable: statements that take long, with a look at the progress all the while they run."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from sqlcipher3 import dbapi2

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlcipher3.dbapi2 import Connection

_OPERATIONS: Final = 100  # of SQLite's machine between two looks at the progress; a piece takes some six


@contextmanager
def stoppable(connection: Connection, tell: Callable[[], None]) -> Iterator[None]:
    """Call `tell` all the while statements run; what it raises stops them."""
    stopped: list[BaseException] = []

    def look() -> bool:
        try:
            tell()
        except BaseException as reason:  # the driver would drop it; it is raised below
            stopped.append(reason)
        return bool(stopped)

    connection.set_progress_handler(look, _OPERATIONS)
    try:
        yield
    except dbapi2.OperationalError:
        if stopped:
            raise stopped[0] from None
        raise
    finally:
        connection.set_progress_handler(None, 0)
