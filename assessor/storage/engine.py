"""The engine: SQLAlchemy over the SQLCipher driver, each connection set up the same way."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from sqlalchemy import QueuePool, create_engine, event
from sqlcipher3 import dbapi2

from assessor.storage import failures

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection, Engine
    from sqlalchemy.engine.interfaces import DBAPIConnection, ExceptionContext

APPLICATION_ID: Final = 0x41535352  # "ASSR"
BUSY_SECONDS: Final = 3.0
_PRAGMAS: Final = (
    "PRAGMA foreign_keys=ON",
    "PRAGMA synchronous=FULL",
    "PRAGMA trusted_schema=OFF",  # a case may come from anywhere
    "PRAGMA cell_size_check=ON",  # damage is told, not read as something else
    "PRAGMA journal_mode=DELETE",  # the default; takes a file out of WAL that another program put there
)

_COPY_PRAGMAS: Final = ("PRAGMA synchronous=FULL",)


def uri(path: Path) -> str:
    """Return the address of an existing file, whatever characters its path has; UNC paths too."""
    name = quote(os.fsencode(path.absolute().as_posix()))
    return f"file://{name if name.startswith('/') else f'/{name}'}?mode=rw"


def connect(path: Path) -> DBAPIConnection:
    """Open an existing file with the driver; the key of an encrypted case will be given here."""
    connection: DBAPIConnection = dbapi2.connect(
        uri(path),
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,  # the engine emits BEGIN itself; schema changes then roll back too
        check_same_thread=False,  # the pool lends a connection to one thread at a time
    )
    cursor = connection.cursor()
    try:
        for pragma in _PRAGMAS:
            cursor.execute(pragma)
    except dbapi2.Error:
        connection.close()
        raise
    cursor.close()
    return connection


def engine_for(path: Path) -> Engine:
    """Return the engine of a case file.

    Connections are kept open between scopes: opening one and reading the schema again would cost
    more than a reviewer's mark itself. None holds a lock or a journal while it waits.
    """
    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: connect(path),
        poolclass=QueuePool,
        pool_size=2,
        max_overflow=-1,
        pool_use_lifo=True,
        hide_parameters=True,  # what reviewers write has no place in a log
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(f"BEGIN {_way(connection)}")

    @event.listens_for(engine, "handle_error")
    def translate(context: ExceptionContext) -> Exception | None:
        error = context.original_exception
        context.is_disconnect = failures.is_lost(error)
        writing = context.connection is not None and _way(context.connection) == "IMMEDIATE"
        return failures.translated(error, path, writing=writing)

    return engine


def writing(engine: Engine) -> Engine:
    """Return the same engine for writers, whose transactions take the lock when they begin."""
    return engine.execution_options(begin="IMMEDIATE")


def copy(source: Connection, target: Path) -> None:
    """Copy the database page by page into an existing empty file; the locks of the source stay."""
    copied = dbapi2.connect(uri(target), uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        for pragma in _COPY_PRAGMAS:
            copied.execute(pragma)
        driver = source.connection.driver_connection
        driver.backup(copied)  # type: ignore[union-attr]  # a method of SQLite's drivers only
    finally:
        copied.close()


def _way(connection: Connection) -> str:
    way: str = connection.get_execution_options().get("begin", "DEFERRED")
    return way
