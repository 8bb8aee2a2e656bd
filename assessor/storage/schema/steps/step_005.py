"""Schema version 5, plain SQL: facts of entries are fields, and what is made on two laptops cannot meet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sqlalchemy import Connection

INFO: Final = "facts and rule of an entry, and ids of their own for rounds, returns and inquiries"

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
        rule INTEGER NOT NULL,
        facts TEXT NOT NULL,
        digest TEXT NOT NULL,
        changes TEXT NOT NULL,
        CONSTRAINT pk_journal PRIMARY KEY (id),
        CONSTRAINT ck_journal_action CHECK (action IN (
            'create', 'mark', 'proposals', 'attach', 'detach', 'export', 'import', 'inquire',
            'edit_case', 'edit_subject', 'sign', 'reopen', 'purge', 'protect'
        )),
        CONSTRAINT ck_journal_way CHECK (way IN ('do', 'undo', 'redo')),
        CONSTRAINT ck_journal_rule CHECK (rule IN (1, 2))
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
_ROUND: Final = """
    CREATE TABLE round (
        subject TEXT NOT NULL,
        id TEXT NOT NULL,
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
        CONSTRAINT pk_round PRIMARY KEY (subject, id),
        CONSTRAINT fk_round_subject FOREIGN KEY(subject)
            REFERENCES subject (subject) DEFERRABLE INITIALLY DEFERRED
    )
    """
_RETURN: Final = """
    CREATE TABLE "return" (
        subject TEXT NOT NULL,
        round TEXT NOT NULL,
        id TEXT NOT NULL,
        number BIGINT NOT NULL,
        file TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        size BIGINT NOT NULL,
        accepted BIGINT NOT NULL,
        refused BIGINT NOT NULL,
        report TEXT NOT NULL,
        received_by TEXT NOT NULL,
        received_at TEXT NOT NULL,
        CONSTRAINT pk_return PRIMARY KEY (subject, round, id),
        CONSTRAINT fk_return_subject FOREIGN KEY(subject)
            REFERENCES subject (subject) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_return_sha256 FOREIGN KEY(sha256)
            REFERENCES content (sha256) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_return_report FOREIGN KEY(report)
            REFERENCES document (sha256) DEFERRABLE INITIALLY DEFERRED
    )
    """
_RESPONSE: Final = """
    CREATE TABLE response (
        subject TEXT NOT NULL,
        item TEXT NOT NULL,
        round TEXT NOT NULL,
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
_INQUIRY: Final = """
    CREATE TABLE inquiry (
        subject TEXT NOT NULL,
        item TEXT NOT NULL,
        id TEXT NOT NULL,
        number BIGINT NOT NULL,
        question TEXT NOT NULL,
        asked_by TEXT NOT NULL,
        asked_at TEXT NOT NULL,
        round TEXT NOT NULL,
        CONSTRAINT pk_inquiry PRIMARY KEY (subject, item, id),
        CONSTRAINT fk_inquiry_subject FOREIGN KEY(subject)
            REFERENCES subject (subject) DEFERRABLE INITIALLY DEFERRED
    )
    """
# The entries stay as they are, with their digests. What a record was known by, its number, is its id from
# now on, so that its key is the same text; the column `number` has the default, as no entry gives it.
_STATEMENTS: Final = (
    "ALTER TABLE touch RENAME TO touch_4",  # refers to the journal, so it goes first
    "ALTER TABLE journal RENAME TO journal_4",
    _JOURNAL,
    "INSERT INTO journal SELECT id, at, reviewer, machine, version, action, detail, way, 1, '', digest,"
    " changes FROM journal_4 ORDER BY id",
    _TOUCH,
    "INSERT INTO touch SELECT * FROM touch_4",
    "DROP TABLE touch_4",
    "DROP TABLE journal_4",
    "ALTER TABLE round RENAME TO round_4",
    _ROUND,
    "INSERT INTO round SELECT subject, CAST(number AS TEXT), 0, items, due_on, contact, exported_by,"
    " exported_at, returned_at, returned_file, returned_sha256, sent FROM round_4",
    "DROP TABLE round_4",
    'ALTER TABLE "return" RENAME TO return_4',
    _RETURN,
    'INSERT INTO "return" SELECT subject, CAST(round AS TEXT), CAST(number AS TEXT), 0, file, sha256, size,'
    " accepted, refused, report, received_by, received_at FROM return_4",
    "DROP TABLE return_4",
    "ALTER TABLE response RENAME TO response_4",
    _RESPONSE,
    "INSERT INTO response SELECT subject, item, CAST(round AS TEXT), answer, answer_written, explanation,"
    " alternative, due_on, due_written, evidence_names, respondent, answered_on, answered_written, reply,"
    " received_at FROM response_4",
    "DROP TABLE response_4",
    "ALTER TABLE inquiry RENAME TO inquiry_4",
    _INQUIRY,
    "INSERT INTO inquiry SELECT subject, item, CAST(number AS TEXT), 0, question, asked_by, asked_at,"
    " CASE round WHEN 0 THEN '' ELSE CAST(round AS TEXT) END FROM inquiry_4",
    "DROP TABLE inquiry_4",
)


def apply(connection: Connection) -> None:
    """Give entries their rule and facts, and rounds, returns and inquiries ids."""
    for statement in _STATEMENTS:
        connection.exec_driver_sql(statement)
