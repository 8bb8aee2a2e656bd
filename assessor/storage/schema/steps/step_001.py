"""Schema version 1, plain SQL: the tables will have moved on, this text will not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sqlalchemy import Connection

INFO: Final = "the tables of the first case files"

_TABLES: Final = (
    """
    CREATE TABLE "case" (
        only INTEGER NOT NULL,
        id TEXT NOT NULL,
        title TEXT NOT NULL,
        "plan" TEXT NOT NULL,
        contact TEXT NOT NULL,
        rules TEXT NOT NULL,
        created_at TEXT NOT NULL,
        CONSTRAINT pk_case PRIMARY KEY (only),
        CONSTRAINT ck_case_only CHECK (only = 1)
    )
    """,
    """
    CREATE TABLE checklist (
        id TEXT NOT NULL,
        title TEXT NOT NULL,
        version TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        CONSTRAINT pk_checklist PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE content (
        id INTEGER NOT NULL,
        sha256 TEXT NOT NULL,
        size BIGINT NOT NULL,
        CONSTRAINT pk_content PRIMARY KEY (id),
        CONSTRAINT uq_content_sha256 UNIQUE (sha256)
    )
    """,
    """
    CREATE TABLE document (
        sha256 TEXT NOT NULL,
        body TEXT NOT NULL,
        CONSTRAINT pk_document PRIMARY KEY (sha256)
    )
    """,
    """
    CREATE TABLE "group" (
        "group" TEXT NOT NULL,
        name TEXT NOT NULL,
        name_en TEXT NOT NULL,
        counter TEXT NOT NULL,
        position BIGINT NOT NULL,
        CONSTRAINT pk_group PRIMARY KEY ("group")
    )
    """,
    """
    CREATE TABLE journal (
        id INTEGER NOT NULL,
        at TEXT NOT NULL,
        reviewer TEXT NOT NULL,
        machine TEXT NOT NULL,
        version TEXT NOT NULL,
        action TEXT NOT NULL,
        detail TEXT NOT NULL,
        way TEXT NOT NULL,
        changes TEXT NOT NULL,
        CONSTRAINT pk_journal PRIMARY KEY (id),
        CONSTRAINT ck_journal_action CHECK (action IN (
            'create', 'mark', 'proposals', 'attach', 'detach', 'export', 'import', 'inquire',
            'edit_case', 'edit_subject'
        )),
        CONSTRAINT ck_journal_way CHECK (way IN ('do', 'undo', 'redo'))
    )
    """,
    """
    CREATE TABLE piece (
        content INTEGER NOT NULL,
        number INTEGER NOT NULL,
        bytes BLOB NOT NULL,
        CONSTRAINT pk_piece PRIMARY KEY (content, number),
        CONSTRAINT fk_piece_content FOREIGN KEY(content)
            REFERENCES content (id) DEFERRABLE INITIALLY DEFERRED
    )
    """,
    """
    CREATE TABLE subject (
        subject TEXT NOT NULL,
        name TEXT NOT NULL,
        name_en TEXT NOT NULL,
        "group" TEXT NOT NULL,
        checklist TEXT NOT NULL,
        as_of TEXT NOT NULL,
        features TEXT NOT NULL,
        position BIGINT NOT NULL,
        CONSTRAINT pk_subject PRIMARY KEY (subject),
        CONSTRAINT ck_subject_as_of CHECK (as_of IN ('after_measures', 'current_state')),
        CONSTRAINT fk_subject_group FOREIGN KEY("group")
            REFERENCES "group" ("group") DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_subject_checklist FOREIGN KEY(checklist)
            REFERENCES checklist (id) DEFERRABLE INITIALLY DEFERRED
    )
    """,
    """
    CREATE TABLE touch (
        record TEXT NOT NULL,
        "key" TEXT NOT NULL,
        entry INTEGER NOT NULL,
        CONSTRAINT pk_touch PRIMARY KEY (record, "key", entry),
        CONSTRAINT ck_touch_record CHECK (record IN (
            'case', 'checklist', 'group', 'subject', 'review', 'round', 'response', 'inquiry',
            'evidence'
        )),
        CONSTRAINT fk_touch_entry FOREIGN KEY(entry) REFERENCES journal (id) DEFERRABLE INITIALLY DEFERRED
    )
    """,
    """
    CREATE TABLE evidence (
        subject TEXT NOT NULL,
        item TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        name TEXT NOT NULL,
        size BIGINT NOT NULL,
        attached_by TEXT NOT NULL,
        attached_at TEXT NOT NULL,
        CONSTRAINT pk_evidence PRIMARY KEY (subject, item, sha256),
        CONSTRAINT fk_evidence_subject FOREIGN KEY(subject)
            REFERENCES subject (subject) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_evidence_sha256 FOREIGN KEY(sha256)
            REFERENCES content (sha256) DEFERRABLE INITIALLY DEFERRED
    )
    """,
    """
    CREATE TABLE inquiry (
        subject TEXT NOT NULL,
        item TEXT NOT NULL,
        number BIGINT NOT NULL,
        question TEXT NOT NULL,
        asked_by TEXT NOT NULL,
        asked_at TEXT NOT NULL,
        round BIGINT NOT NULL,
        CONSTRAINT pk_inquiry PRIMARY KEY (subject, item, number),
        CONSTRAINT fk_inquiry_subject FOREIGN KEY(subject)
            REFERENCES subject (subject) DEFERRABLE INITIALLY DEFERRED
    )
    """,
    """
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
        CONSTRAINT pk_response PRIMARY KEY (subject, item, round),
        CONSTRAINT ck_response_answer CHECK (answer IN (
            '', 'implemented', 'partial', 'not_implemented', 'out_of_scope'
        )),
        CONSTRAINT fk_response_subject FOREIGN KEY(subject)
            REFERENCES subject (subject) DEFERRABLE INITIALLY DEFERRED
    )
    """,
    """
    CREATE TABLE review (
        subject TEXT NOT NULL,
        item TEXT NOT NULL,
        verdict TEXT NOT NULL,
        reason TEXT NOT NULL,
        due TEXT NOT NULL,
        approver TEXT NOT NULL,
        reviewer TEXT NOT NULL,
        reviewed_at TEXT NOT NULL,
        CONSTRAINT pk_review PRIMARY KEY (subject, item),
        CONSTRAINT ck_review_verdict CHECK (verdict IN (
            'unreviewed', 'confirming', 'discussing', 'met', 'insufficient',
            'not_implemented', 'not_applicable'
        )),
        CONSTRAINT fk_review_subject FOREIGN KEY(subject)
            REFERENCES subject (subject) DEFERRABLE INITIALLY DEFERRED
    )
    """,
    """
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
        CONSTRAINT pk_round PRIMARY KEY (subject, number),
        CONSTRAINT fk_round_subject FOREIGN KEY(subject)
            REFERENCES subject (subject) DEFERRABLE INITIALLY DEFERRED
    )
    """,
)


def apply(connection: Connection) -> None:
    """Create the tables."""
    for statement in _TABLES:
        connection.exec_driver_sql(statement)
