"""Schema version 4, plain SQL: what makes a verdict weak is told from fields of the records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sqlalchemy import Connection

INFO: Final = "when an answer came, which verdict a reason is for, and which items are to have evidence"

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
        evidence_rule TEXT NOT NULL,
        CONSTRAINT pk_case PRIMARY KEY (only),
        CONSTRAINT ck_case_only CHECK (only = 1),
        CONSTRAINT ck_case_evidence_rule CHECK (evidence_rule IN ('off', 'mandatory', 'all'))
    )
    """
_REVIEW: Final = """
    CREATE TABLE review (
        subject TEXT NOT NULL,
        item TEXT NOT NULL,
        verdict TEXT NOT NULL,
        reason TEXT NOT NULL,
        due TEXT NOT NULL,
        approver TEXT NOT NULL,
        reviewer TEXT NOT NULL,
        reviewed_at TEXT NOT NULL,
        reason_for TEXT NOT NULL,
        CONSTRAINT pk_review PRIMARY KEY (subject, item),
        CONSTRAINT ck_review_verdict CHECK (verdict IN (
            'unreviewed', 'confirming', 'discussing', 'met', 'insufficient',
            'not_implemented', 'not_applicable'
        )),
        CONSTRAINT ck_review_reason_for CHECK (reason_for IN (
            'unreviewed', 'confirming', 'discussing', 'met', 'insufficient',
            'not_implemented', 'not_applicable'
        )),
        CONSTRAINT fk_review_subject FOREIGN KEY(subject)
            REFERENCES subject (subject) DEFERRABLE INITIALLY DEFERRED
    )
    """
_RESPONSE: Final = """
    CREATE TABLE response (
        subject TEXT NOT NULL,
        item TEXT NOT NULL,
        round BIGINT NOT NULL,
        answer TEXT NOT NULL,
        answer_written TEXT NOT NULL,
        explanation TEXT NOT NULL,
        alternative TEXT NOT NULL,
        due_on TEXT NOT NULL,
        due_written TEXT NOT NULL,
        evidence_names TEXT NOT NULL,
        respondent TEXT NOT NULL,
        answered_on TEXT NOT NULL,
        answered_written TEXT NOT NULL,
        reply TEXT NOT NULL,
        received_at TEXT NOT NULL,
        CONSTRAINT pk_response PRIMARY KEY (subject, item, round),
        CONSTRAINT ck_response_answer CHECK (answer IN (
            '', 'implemented', 'partial', 'not_implemented', 'out_of_scope'
        )),
        CONSTRAINT fk_response_subject FOREIGN KEY(subject)
            REFERENCES subject (subject) DEFERRABLE INITIALLY DEFERRED
    )
    """
# SQLite adds no column with a CHECK; nothing refers to these tables, so they can be made anew. What is not
# known of the older records has the default: the journal gives no other value, and is not rewritten.
_STATEMENTS: Final = (
    'ALTER TABLE "case" RENAME TO case_3',
    _CASE,
    "INSERT INTO \"case\" SELECT *, 'off' FROM case_3",
    "DROP TABLE case_3",
    "ALTER TABLE review RENAME TO review_3",
    _REVIEW,
    "INSERT INTO review SELECT *, 'unreviewed' FROM review_3",
    "DROP TABLE review_3",
    "ALTER TABLE response RENAME TO response_3",
    _RESPONSE,
    "INSERT INTO response SELECT *, '' FROM response_3",
    "DROP TABLE response_3",
)


def apply(connection: Connection) -> None:
    """Add the three columns."""
    for statement in _STATEMENTS:
        connection.exec_driver_sql(statement)
