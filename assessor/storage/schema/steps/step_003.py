"""Schema version 3, plain SQL: the journal is a chain of digests, and sign-offs refer to it."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

INFO: Final = "a chain of digests over the journal, and sign-offs"

_JOURNAL: Final = """
    CREATE TABLE journal (
        id INTEGER NOT NULL,
        at TEXT NOT NULL,
        reviewer TEXT NOT NULL,
        machine TEXT NOT NULL,
        version TEXT NOT NULL,
        action TEXT NOT NULL,
        detail TEXT NOT NULL,
        way TEXT NOT NULL,
        digest TEXT NOT NULL,
        changes TEXT NOT NULL,
        CONSTRAINT pk_journal PRIMARY KEY (id),
        CONSTRAINT ck_journal_action CHECK (action IN (
            'create', 'mark', 'proposals', 'attach', 'detach', 'export', 'import', 'inquire',
            'edit_case', 'edit_subject', 'sign', 'reopen', 'purge', 'protect'
        )),
        CONSTRAINT ck_journal_way CHECK (way IN ('do', 'undo', 'redo'))
    )
    """
_TOUCH: Final = """
    CREATE TABLE touch (
        record TEXT NOT NULL,
        "key" TEXT NOT NULL,
        entry INTEGER NOT NULL,
        CONSTRAINT pk_touch PRIMARY KEY (record, "key", entry),
        CONSTRAINT ck_touch_record CHECK (record IN (
            'case', 'checklist', 'group', 'subject', 'review', 'round', 'return', 'response', 'inquiry',
            'evidence', 'signoff'
        )),
        CONSTRAINT fk_touch_entry FOREIGN KEY(entry) REFERENCES journal (id) DEFERRABLE INITIALLY DEFERRED
    )
    """
_CASE: Final = """
    CREATE TABLE "case" (
        only INTEGER NOT NULL,
        id TEXT NOT NULL,
        title TEXT NOT NULL,
        "plan" TEXT NOT NULL,
        contact TEXT NOT NULL,
        rules TEXT NOT NULL,
        created_at TEXT NOT NULL,
        distinct_signers BIGINT NOT NULL,
        CONSTRAINT pk_case PRIMARY KEY (only),
        CONSTRAINT ck_case_only CHECK (only = 1)
    )
    """
_SIGNOFF: Final = """
    CREATE TABLE signoff (
        scope TEXT NOT NULL,
        stage TEXT NOT NULL,
        signer TEXT NOT NULL,
        signed_at TEXT NOT NULL,
        machine TEXT NOT NULL,
        entries BIGINT NOT NULL,
        digest TEXT NOT NULL,
        note TEXT NOT NULL,
        CONSTRAINT pk_signoff PRIMARY KEY (scope, stage),
        CONSTRAINT ck_signoff_stage CHECK (stage IN ('prepared', 'verified', 'approved'))
    )
    """
_CHAIN: Final = """
    CREATE TABLE chain (
        only INTEGER NOT NULL,
        entries BIGINT NOT NULL,
        digest TEXT NOT NULL,
        CONSTRAINT pk_chain PRIMARY KEY (only),
        CONSTRAINT ck_chain_only CHECK (only = 1)
    )
    """
_BEFORE: Final = (
    _SIGNOFF,
    _CHAIN,
    # SQLite cannot alter a CHECK: the tables are made anew, the one that refers to the other first.
    "ALTER TABLE touch RENAME TO touch_2",
    "ALTER TABLE journal RENAME TO journal_2",
    'ALTER TABLE "case" RENAME TO case_2',
    _JOURNAL,
    _TOUCH,
    _CASE,
)
_AFTER: Final = (
    "INSERT INTO touch SELECT * FROM touch_2",
    'INSERT INTO "case" SELECT *, 1 FROM case_2',
    "DROP TABLE touch_2",
    "DROP TABLE journal_2",
    "DROP TABLE case_2",
)
_OLD: Final = (
    "SELECT id, at, reviewer, machine, version, action, detail, way, changes FROM journal_2 ORDER BY id"
)
_NEW: Final = (
    "INSERT INTO journal (id, at, reviewer, machine, version, action, detail, way, changes, digest)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_HEAD: Final = "INSERT INTO chain (only, entries, digest) VALUES (1, ?, ?)"
_AT_ONCE: Final = 500


def apply(connection: Connection) -> None:
    """Chain the entries that are there, and make room for sign-offs."""
    for statement in _BEFORE:
        connection.exec_driver_sql(statement)
    last, digest = 0, "0" * 64
    for rows in _chained(connection, digest):
        connection.exec_driver_sql(_NEW, rows)
        last, digest = rows[-1][0], rows[-1][-1]
    connection.exec_driver_sql(_HEAD, (last, digest))
    for statement in _AFTER:
        connection.exec_driver_sql(statement)


def _chained(connection: Connection, digest: str) -> Iterator[list[tuple[Any, ...]]]:
    with connection.exec_driver_sql(_OLD) as found:
        for part in found.partitions(_AT_ONCE):
            rows = []
            for row in part:
                digest = _digest([digest, *row])
                rows.append((*row, digest))
            yield rows


def _digest(listed: list[object]) -> str:
    try:
        text = json.dumps(listed, ensure_ascii=False, separators=(",", ":"))
    except TypeError as error:  # not text: no program of ours wrote it
        raise ValueError(listed[1]) from error
    return sha256(text.encode()).hexdigest()
