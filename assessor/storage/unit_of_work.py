"""One transaction on a case."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from assessor.storage.stores.contents import ContentStore
from assessor.storage.stores.documents import DocumentStore
from assessor.storage.stores.journal import Journal
from assessor.storage.stores.purged import expect_kept
from assessor.storage.stores.records import RecordStore
from assessor.storage.stores.signatures import expect_unsigned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessor.domain.change import Actor, Change, ChangeSet
    from assessor.storage.scope import Scope


class UnitOfWork:
    """The stores of a case in one transaction, and the one method that changes records."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.records = RecordStore(scope)
        self.contents = ContentStore(scope)
        self.documents = DocumentStore(scope)
        self.journal = Journal(scope)

    def apply(self, change_set: ChangeSet, actor: Actor, at: str | None = None) -> int:
        """Apply a change set, write its journal entry and return the entry's id; all or nothing.

        This is the one door for changes, and so guards the signatures. Raises InputError for locked records
        and CaseConflict when a record is not in the expected state.
        """
        expect_unsigned(self.scope, self.records, change_set)
        expect_kept(self.scope, change_set)
        touched = self.records.write(change_set.changes)
        at = at or datetime.now(UTC).isoformat(timespec="seconds")
        return self.journal.write(change_set, touched, actor, at)

    def carry_over(self, changes: Sequence[Change]) -> None:
        """Create records in a new case whose journal has them already; for recovery only.

        Raises CaseConflict for an existing record.
        """
        self.records.write(changes)
