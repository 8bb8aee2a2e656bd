"""Work: what can be done with a case inside one scope."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from assessor.storage.documents import DocumentStore
from assessor.storage.evidence import ContentStore
from assessor.storage.journal import Journal
from assessor.storage.records import RecordStore
from assessor.storage.unlinked import expect_kept

if TYPE_CHECKING:
    from assessor.domain.change import Actor, ChangeSet
    from assessor.storage.scope import Scope


class Work:
    """The stores of a case, in one transaction, and the one verb that alters records."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.records = RecordStore(scope)
        self.contents = ContentStore(scope)
        self.documents = DocumentStore(scope)
        self.journal = Journal(scope)

    def apply(self, change_set: ChangeSet, actor: Actor, at: str | None = None) -> int:
        """Make the changes, write them into the journal and return its entry's id; all or nothing."""
        expect_kept(self.scope, change_set)
        touched = self.records.write(change_set.changes)
        at = at or datetime.now(UTC).isoformat(timespec="seconds")
        return self.journal.write(change_set, touched, actor, at)
