"""What can be done with a case inside one transaction."""

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
    """The stores of a case, in one transaction, and the one verb that alters records."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.records = RecordStore(scope)
        self.contents = ContentStore(scope)
        self.documents = DocumentStore(scope)
        self.journal = Journal(scope)

    def apply(self, change_set: ChangeSet, actor: Actor, at: str | None = None) -> int:
        """Make the changes, write them into the journal and return its entry's id; all or nothing.

        The one door through which a case is changed, and so what keeps it as it was signed. Raises
        InputError for what a sign-off locks, CaseConflict for what is not there as the set expects it.
        """
        expect_unsigned(self.scope, self.records, change_set)
        expect_kept(self.scope, change_set)
        touched = self.records.write(change_set.changes)
        at = at or datetime.now(UTC).isoformat(timespec="seconds")
        return self.journal.write(change_set, touched, actor, at)

    def carry_over(self, changes: Sequence[Change]) -> None:
        """Bring records into a new case whose journal tells of them already; for a recovery alone.

        Every change has to start from nothing: raises CaseConflict for a record that is there.
        """
        self.records.write(changes)
