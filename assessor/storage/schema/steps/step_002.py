"""Schema version 2, plain SQL: returns are kept, and a round knows what was sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sqlalchemy import Connection

INFO: Final = "each returned workbook with what was decided on it, and the questionnaire as it was sent"

_RETURN: Final = """
    CREATE TABLE "return" (
        subject TEXT NOT NULL,
        round BIGINT NOT NULL,
        number BIGINT NOT NULL,
        file TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        size BIGINT NOT NULL,
        accepted BIGINT NOT NULL,
        refused BIGINT NOT NULL,
        report TEXT NOT NULL,
        received_by TEXT NOT NULL,
        received_at TEXT NOT NULL,
        CONSTRAINT pk_return PRIMARY KEY (subject, round, number),
        CONSTRAINT fk_return_subject FOREIGN KEY(subject)
            REFERENCES subject (subject) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_return_sha256 FOREIGN KEY(sha256)
            REFERENCES content (sha256) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_return_report FOREIGN KEY(report)
            REFERENCES document (sha256) DEFERRABLE INITIALLY DEFERRED
    )
    """
_ROUND: Final = """
    CREATE TABLE round (
        subject TEXT NOT NULL,
        number BIGINT NOT NULL,
        items TEXT NOT NULL,
        due_on TEXT NOT NULL,
        contact TEXT NOT NULL,
        exported_by TEXT NOT NULL,
        exported_at TEXT NOT NULL,
        returned_at TEXT NOT NULL,
        returned_file TEXT NOT NULL,
        returned_sha256 TEXT NOT NULL,
        sent TEXT NOT NULL,
        CONSTRAINT pk_round PRIMARY KEY (subject, number),
        CONSTRAINT fk_round_subject FOREIGN KEY(subject)
            REFERENCES subject (subject) DEFERRABLE INITIALLY DEFERRED
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
            'evidence'
        )),
        CONSTRAINT fk_touch_entry FOREIGN KEY(entry) REFERENCES journal (id) DEFERRABLE INITIALLY DEFERRED
    )
    """
_STATEMENTS: Final = (
    _RETURN,
    # SQLite cannot alter a CHECK; nothing refers to these two tables, so they can be made anew.
    "ALTER TABLE round RENAME TO round_1",
    _ROUND,
    "INSERT INTO round SELECT *, '' FROM round_1",
    "DROP TABLE round_1",
    "ALTER TABLE touch RENAME TO touch_1",
    _TOUCH,
    "INSERT INTO touch SELECT * FROM touch_1",
    "DROP TABLE touch_1",
)


def apply(connection: Connection) -> None:
    """Add the table of returns, and the column of what was sent."""
    for statement in _STATEMENTS:
        connection.exec_driver_sql(statement)
