"""The tables: one per kind of record, made from its dataclass, and those for content and journal."""

from __future__ import annotations

from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Final

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

from assessor.domain.records import KINDS, RecordKind, defaults, key_types
from assessor.domain.vocabulary import Action, Stage, Way

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy.schema import SchemaItem

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

_SUBJECT: Final = "subject.subject"
_REFERENCES: Final[Mapping[tuple[RecordKind, str], str]] = {
    (RecordKind.SUBJECT, "group"): "group.group",
    (RecordKind.SUBJECT, "checklist"): "checklist.id",
    (RecordKind.REVIEW, "subject"): _SUBJECT,
    (RecordKind.ROUND, "subject"): _SUBJECT,
    (RecordKind.RETURN, "subject"): _SUBJECT,
    (RecordKind.RETURN, "sha256"): "content.sha256",
    (RecordKind.RETURN, "report"): "document.sha256",
    (RecordKind.RESPONSE, "subject"): _SUBJECT,
    (RecordKind.INQUIRY, "subject"): _SUBJECT,
    (RecordKind.EVIDENCE, "subject"): _SUBJECT,
    (RecordKind.EVIDENCE, "sha256"): "content.sha256",
}


_IN_KEYS: Final[Mapping[tuple[RecordKind, str], type[Enum]]] = {(RecordKind.SIGNOFF, "stage"): Stage}


@cache
def enumeration(kind: RecordKind, field: str) -> type[Enum] | None:
    """Return the enumeration of a field or key part, or None for free text."""
    words: type = _IN_KEYS.get((kind, field)) or type(defaults(kind).get(field))
    return words if issubclass(words, Enum) else None


def _refers_to(target: str) -> ForeignKey:
    # Deferred: a change set may refer to a record before it creates it, or after it removes it.
    return ForeignKey(target, deferrable=True, initially="DEFERRED")


def _one_of(column: str, words: Iterable[Enum]) -> CheckConstraint:
    listed = ", ".join(f"'{word.value}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def _record_table(kind: RecordKind) -> Table:
    parts: list[SchemaItem] = []
    types: dict[str, type[str] | type[int]] = {
        **key_types(kind),
        **{name: int if isinstance(default, int) else str for name, default in defaults(kind).items()},
    }
    if not key_types(kind):  # the only record of its kind
        parts += [Column("only", Integer, primary_key=True), CheckConstraint("only = 1", name="only")]
    for name, kept in types.items():
        target = _REFERENCES.get((kind, name))
        parts.append(
            Column(
                name,
                BigInteger if kept is int else Text,
                *([_refers_to(target)] if target else []),
                primary_key=name in key_types(kind),
                nullable=False,
            )
        )
        words = enumeration(kind, name)
        if words is not None:
            parts.append(_one_of(name, words))
    return Table(kind.value, metadata, *parts)


RECORDS: Final[Mapping[RecordKind, Table]] = {kind: _record_table(kind) for kind in KINDS}

content = Table(
    "content",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sha256", Text, nullable=False, unique=True),
    Column("size", BigInteger, nullable=False),
)

piece = Table(
    "piece",
    metadata,
    # The pieces come first, since the hash of a content is known only after the last one.
    Column("content", Integer, _refers_to("content.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("bytes", LargeBinary, nullable=False),
)

document = Table(
    "document",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("body", Text, nullable=False),
)

journal = Table(
    "journal",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("reviewer", Text, nullable=False),
    Column("machine", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("way", Text, nullable=False),
    Column("rule", Integer, nullable=False),  # the rule of the digest
    Column("facts", Text, nullable=False),
    Column("digest", Text, nullable=False),  # covers this entry and all before it
    Column("changes", Text, nullable=False),  # last, since the columns before it are also read alone
    _one_of("action", Action),
    _one_of("way", Way),
    CheckConstraint("rule IN (1, 2)", name="rule"),
)

touch = Table(
    "touch",
    metadata,
    Column("record", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("entry", Integer, _refers_to("journal.id"), primary_key=True),
    _one_of("record", RecordKind),
)

chain = Table(
    "chain",
    metadata,
    # The head of the journal in its own row, so that entries removed at the end are noticed.
    Column("only", Integer, primary_key=True),
    Column("entries", BigInteger, nullable=False),
    Column("digest", Text, nullable=False),
    CheckConstraint("only = 1", name="only"),
)
