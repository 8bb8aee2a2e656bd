"""Contents without links, with what the journal knows of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import func, select

from assessor.domain.records import RecordKind, key_parts
from assessor.storage.stores.purged import NAMES
from assessor.storage.tables import RECORDS, content, touch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from assessor.storage.stores.journal import JournalEntry
    from assessor.storage.unit_of_work import UnitOfWork

_EVIDENCE: Final = RECORDS[RecordKind.EVIDENCE]
_RETURN: Final = RECORDS[RecordKind.RETURN]

_UNLINKED: Final = (
    select(content.c.sha256, content.c.size)
    .where(
        content.c.sha256.not_in(select(_EVIDENCE.c.sha256)),
        content.c.sha256.not_in(select(_RETURN.c.sha256)),
    )
    .order_by(content.c.id)
)
_LINKS: Final = (
    select(touch.c.record, touch.c.key)
    .where(touch.c.record.in_([kind.value for kind in NAMES]))
    .group_by(touch.c.record, touch.c.key)
    .order_by(func.max(touch.c.entry))
)


@dataclass(frozen=True)
class UnlinkedContent:
    """A content without links, and the entry that removed its last link; 0 if unknown."""

    sha256: str
    size: int
    name: str = ""
    subject: str = ""
    item: str = ""  # empty for a returned workbook
    entry: int = 0
    at: str = ""
    reviewer: str = ""


def unlinked(work: UnitOfWork) -> tuple[UnlinkedContent, ...]:
    """Return the contents that neither evidence nor a return links, in the order of their arrival."""
    sizes: dict[str, int] = {row.sha256: row.size for row in work.scope.connection.execute(_UNLINKED)}
    contents = {name: UnlinkedContent(name, size) for name, size in sizes.items()}
    if contents:
        for kind, key in work.scope.connection.execute(_LINKS).all():  # the last removed come last
            for one in _gone(work, RecordKind(kind), key, sizes):
                if one.entry > contents[one.sha256].entry:
                    contents[one.sha256] = one
    return tuple(contents.values())


def _gone(work: UnitOfWork, kind: RecordKind, key: str, sizes: dict[str, int]) -> Iterator[UnlinkedContent]:
    if kind is RecordKind.EVIDENCE and key.rpartition("/")[2] not in sizes:
        return  # existing links need no journal
    entries = work.journal.of(kind, key)
    parts = key_parts(kind, key)
    sha256 = str(parts.get("sha256", "")) or _last(entries, kind, key, "sha256")
    if sha256 in sizes:
        latest = entries[0]
        yield UnlinkedContent(
            sha256=sha256,
            size=sizes[sha256],
            name=_last(entries, kind, key, NAMES[kind]),
            subject=str(parts["subject"]),
            item=str(parts.get("item", "")),
            entry=latest.id,
            at=latest.at,
            reviewer=latest.reviewer,
        )


def _last(entries: Iterable[JournalEntry], kind: RecordKind, key: str, field: str) -> str:
    """Return the last value of a field before its removal."""
    last = (
        str(change.after or change.before)
        for entry in entries
        for change in entry.change_set.changes
        if (change.record, change.key, change.field) == (kind, key, field)
    )
    return next(last, "")
