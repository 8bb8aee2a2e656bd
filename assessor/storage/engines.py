"""SQLAlchemy engines over the SQLCipher driver, with the same settings for each connection."""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from sqlalchemy import QueuePool, create_engine, event
from sqlcipher3 import dbapi2

from assessor.errors import Code
from assessor.storage import failures

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlalchemy import Connection, Engine
    from sqlalchemy.engine.interfaces import DBAPIConnection, ExceptionContext

    from assessor.storage.keys import Key

APPLICATION_ID: Final = 0x41535352  # "ASSR"
BUSY_SECONDS: Final = 3.0
_READING: Final = (
    "PRAGMA foreign_keys=ON",
    # FULL does not sync the folder after the journal is deleted, so a power failure could restore the journal
    # and undo an acknowledged commit.
    "PRAGMA synchronous=EXTRA",
    "PRAGMA trusted_schema=OFF",  # a case may come from an untrusted source
    "PRAGMA cell_size_check=ON",  # damage is reported instead of being misread
    "PRAGMA temp_store=MEMORY",  # temporary data of SQLite never reaches a disk
)
PRAGMAS: Final = (
    *_READING,
    "PRAGMA journal_mode=DELETE",  # the default; also takes a file out of the WAL mode of another program
)
# Header bytes of a file in WAL mode, before and after the page size.
_PLAIN, _WAL, _WAL_AT = b"SQLite format 3\0", b"\x02\x02", 18

_UNFINISHED: Final = "PRAGMA journal_mode=MEMORY"

COPY_PRAGMAS: Final = ("PRAGMA synchronous=FULL",)


def _is_news(record: logging.LogRecord) -> bool:
    """Filter out the log message on a cursor of a broken connection, whose error was raised already."""
    return record.msg != "Error closing cursor"


logging.getLogger(f"{QueuePool.__module__}.{QueuePool.__name__}").addFilter(_is_news)


def uri(path: Path) -> str:
    """Return the URI of an existing file, for any characters in its path and UNC paths."""
    name = quote(os.fsencode(path.absolute().as_posix()))
    return f"file://{name if name.startswith('/') else f'/{name}'}?mode=rw"


def connect(path: Path, key: Key | None = None, *, unfinished: bool = False) -> DBAPIConnection:
    """Open an existing file with the driver, with its key if it is encrypted.

    With `unfinished` no journal is written beside it, since an interrupted file is discarded.
    """
    return _connect(uri(path), key, (*PRAGMAS, _UNFINISHED) if unfinished else PRAGMAS)


def _connect(address: str, key: Key | None, pragmas: tuple[str, ...]) -> DBAPIConnection:
    connection: DBAPIConnection = dbapi2.connect(
        address,
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,  # the engine emits BEGIN itself, so that schema changes roll back too
        check_same_thread=False,  # the pool lends each connection to one thread at a time
    )
    cursor = connection.cursor()
    try:
        for pragma in (*keying(key), *pragmas):
            cursor.execute(pragma)
    except dbapi2.Error:
        connection.close()
        raise
    cursor.close()
    return connection


def keying(key: Key | None) -> tuple[str, ...]:
    """Return the first statements of a connection to an encrypted case."""
    if key is None:
        return ()
    # SQLCipher would write to the standard error what the failures tell already. The key comes before
    # everything that reads the file. `cipher_memory_security` stays off: it doubles what SQLite costs,
    # plain cases included, and what a reviewer has on the screen is in the memory of the window anyway.
    return "PRAGMA cipher_log_level=NONE", f'PRAGMA key="{key.pragma}"'


def engine_for(path: Path, key: Key | None = None, *, unfinished: bool = False) -> Engine:
    """Return the engine of a case file, or of an unfinished file that nobody else opens.

    Connections stay open between scopes, because opening one and reading the schema takes longer than a mark.
    Idle connections hold no lock and no journal.
    """
    return _engine(path, key, lambda: connect(path, key, unfinished=unfinished))


def reading_engine_for(path: Path, key: Key | None = None) -> Engine:
    """Return the engine of a file that is only read, without writing beside it.

    A file in WAL mode is opened as immutable, unless a WAL with changes is beside it, since SQLite would
    create files there.
    """
    with (
        failures.system_errors_as_problems(path, Code.CANNOT_READ),
        path.open("rb") as file,
    ):  # before any lock on it
        head = file.read(_WAL_AT + len(_WAL))
    in_wal = head.startswith(_PLAIN) and head.endswith(_WAL)
    alone = in_wal and not path.with_name(f"{path.name}-wal").exists()
    address = uri(path).removesuffix("rw") + ("ro&immutable=1" if alone else "ro")
    engine = _engine(path, key, lambda: _connect(address, key, _READING))
    return engine.execution_options(in_wal=in_wal)


def in_wal(connection: Connection) -> bool:
    """Tell whether another program put the file into WAL mode."""
    wal: bool = connection.get_execution_options().get("in_wal", False)
    return wal or connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"


def _engine(path: Path, key: Key | None, creator: Callable[[], DBAPIConnection]) -> Engine:
    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=creator,
        poolclass=QueuePool,
        pool_size=2,
        max_overflow=-1,
        pool_use_lifo=True,
        hide_parameters=True,  # contents must not appear in a log
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(f"BEGIN {_way(connection)}")

    @event.listens_for(engine, "handle_error")
    def translate(context: ExceptionContext) -> Exception | None:
        error = context.original_exception
        context.is_disconnect = failures.is_lost(error)
        writing = context.connection is not None and _way(context.connection) == "IMMEDIATE"
        return failures.translated(error, path, writing=writing, keyed=key is not None)

    return engine


def writing(engine: Engine) -> Engine:
    """Return the same engine for writers, whose transactions take the write lock at their beginning."""
    return engine.execution_options(begin="IMMEDIATE")


def in_use(engine: Engine) -> bool:
    """Tell whether a scope is open."""
    return isinstance(engine.pool, QueuePool) and engine.pool.checkedout() > 0


def copy(source: Connection, target: Path, key: Key | None) -> None:
    """Copy the database page by page into an existing empty file; the locks of the source are kept.

    The copy has the key and the salt of its source. Every page gets a new random vector, so that two files
    with the same key reveal nothing about each other. SQLCipher refuses to copy without the key.
    """
    copied = _connect(uri(target), key, COPY_PRAGMAS)
    try:
        driver = source.connection.driver_connection
        driver.backup(copied)  # type: ignore[union-attr]  # a method of SQLite's drivers only
    finally:
        copied.close()


def _way(connection: Connection) -> str:
    way: str = connection.get_execution_options().get("begin", "DEFERRED")
    return way
