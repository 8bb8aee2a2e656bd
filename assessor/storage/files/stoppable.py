"""Long SQL statements that can be cancelled."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from sqlcipher3 import dbapi2

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlcipher3.dbapi2 import Connection

_OPERATIONS: Final = 100  # SQLite instructions between two calls; a piece of a content takes some six


@contextmanager
def stoppable(connection: Connection, tell: Callable[[], None]) -> Iterator[None]:
    """Call `tell` repeatedly while statements run; an exception raised by it stops them."""
    stopped: list[BaseException] = []

    def look() -> bool:
        try:
            tell()
        except BaseException as reason:  # the driver would swallow it, so it is raised below
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
