"""The open case behind the session: its undo history, its results, and what a change set touches; no Qt.

Imported by the session alone, when a case is opened.
"""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessor.domain.history import History
from assessor.domain.naming import BilingualName
from assessor.domain.records import WHOLE_CASE, RecordKind
from assessor.errors import AssessorError, CaseFileError
from assessor.operations import holding, protecting, signing, viewing
from assessor.operations.evidence import copies
from assessor.operations.inspection import this_actor
from assessor.words.naming import name_in

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from assessor.domain.change import ChangeSet
    from assessor.operations.holding import LockHolder
    from assessor.operations.inspection import Inspection
    from assessor.operations.viewing import CaseResults, ItemDetail, ItemRow, SubjectLook
    from assessor.storage.files.lock_file import CaseLock
    from assessor.storage.stores.chain import Head
    from assessor.words import Language

_OF_ONE_REVIEW = frozenset({RecordKind.REVIEW, RecordKind.RESPONSE, RecordKind.INQUIRY, RecordKind.EVIDENCE})
_OF_ONE_SUBJECT = frozenset({RecordKind.SUBJECT, RecordKind.ROUND, RecordKind.RETURN, RecordKind.SIGNOFF})

_LOOKS = 4  # most subjects whose records are kept in memory


@dataclass(frozen=True)
class ChangedRecords:
    """What a change set altered, in the terms of the views."""

    reviews: frozenset[tuple[str, str]]
    subjects: frozenset[str]


class OpenCase:
    """One case opened by this window."""

    def __init__(self, inspection: Inspection, holder: CaseLock | None) -> None:
        self.inspection = inspection
        self.holder = holder
        self.history = self._read_history()
        self.results: CaseResults = viewing.results(inspection)
        self.signatures = signing.signed(inspection)
        self._looks: dict[str, SubjectLook] = {}  # the subjects read last, so that no view reads one again
        self.read_only = inspection.read_only  # as it was at the last look at the file
        self._copies: Path | None = None
        self._left: Head | None = None
        self.shut = False

    @classmethod
    def hold(cls, inspection: Inspection) -> OpenCase:
        """Hold a case that was just opened; closes it when it cannot be held or read."""
        holder: CaseLock | None = None
        try:
            holder = holding.hold_or_read(inspection)
            return cls(inspection, holder)
        except BaseException:
            inspection.close()
            if holder is not None:
                holder.release()
            raise

    @property
    def protected(self) -> bool:
        """Whether the case is encrypted."""
        return protecting.is_protected(self.inspection)

    def call_reviewer(self, name: str) -> None:
        """Record later changes under another name."""
        self.inspection.actor = this_actor(name)

    def holder_now(self) -> LockHolder | None:
        """Return who else has the case now, or None."""
        return holding.other_holder(self.inspection)

    def beat(self) -> bool:
        """Refresh the lock of this window; returns False when somebody took the case over."""
        still = holding.look_again(self.inspection, self.holder)
        if not still:
            self.holder = None
        self.read_only = self.inspection.read_only
        return still

    def take_over(self, over: LockHolder | None) -> None:
        """Make a read-only case writable; `over` is a silent holder who is replaced."""
        self.holder = holding.take(self.inspection, over)
        self.reread()

    def named(self, scope: str) -> BilingualName:
        """Return the names of a subject, or the title for the whole case."""
        if scope == WHOLE_CASE:
            return BilingualName(self.inspection.case.title)
        subject = self.results.subject(scope).subject
        return BilingualName(subject.name, subject.name_en)

    def scope_name(self, scope: str, language: Language) -> str:
        """Return the name of a subject, or the title of the whole case, in a language."""
        return name_in(self.named(scope), language)

    @property
    def copies(self) -> Path:
        """The folder for temporary copies of evidence, which is deleted when the case closes."""
        if self._copies is None:
            self._copies = copies.private_folder()
        return self._copies

    def close(self) -> None:
        """Close the file and remove the temporary copies."""
        self.inspection.close()
        if self.holder is not None:
            self.holder.release()
        self._remove_copies()

    def shut_away(self) -> None:
        """Close the file, drop its key and remove the temporary copies; what was read stays in memory."""
        self._left = None
        with suppress(CaseFileError):  # unreachable: then it is read anew when it is back
            self._left = protecting.head(self.inspection)
        protecting.shut(self.inspection)
        self.shut = True
        self._looks.clear()
        self._remove_copies()

    def take_up(self) -> bool:
        """Use the reopened file, and return whether somebody changed it meanwhile."""
        was_shut, self.shut = self.shut, False
        return was_shut and protecting.head(self.inspection) != self._left

    def reread(self) -> None:
        """Read results and history again, after somebody else changed the file."""
        self._looks.clear()
        self.read_only = self.inspection.read_only
        self.history = self._read_history()
        self.results = viewing.results(self.inspection)
        self.signatures = signing.signed(self.inspection)

    def follow(self, change_set: ChangeSet) -> ChangedRecords:
        """Update the results after a change set was applied, and return what it touched."""
        touched = self.touched_by(change_set)
        if any(kind is RecordKind.SIGNOFF for kind, _ in change_set.touched):
            self.signatures = signing.signed(self.inspection)
        if touched.subjects == self._all_subjects():
            self._looks.clear()
            self.results = viewing.results(self.inspection)
        else:
            fresh = {key: self._read(key).result for key in sorted(touched.subjects)}
            self.results = self.results.with_subjects(fresh)
        return touched

    def rows(self, subject: str) -> tuple[ItemRow, ...]:
        """Return the item list of a subject; raises InputError and CaseFileError."""
        return self._look(subject).rows

    def look_ahead(self, subject: str) -> None:
        """Read a subject, or the first when it is not there, so that whoever shows it need not wait."""
        first = next((result.subject.subject for result in self.results.subjects), "")
        key = subject if subject in self.results.keys else first
        if key and self.holder is not None:  # else every look is a new one
            with suppress(AssessorError):  # which is told when it is shown, and read anew
                self._look(key)

    @property
    def values(self) -> tuple[object, ...]:
        """What it holds most of: what each subject came to, and the steps that can be undone."""
        return (*self.results.subjects, *self.history.steps)

    def detail(self, subject: str, item: str) -> ItemDetail:
        """Return everything about an item; raises InputError and CaseFileError.

        Also checks whether the file can be written, since that is shown with the item.
        """
        self.read_only = self.inspection.read_only
        return viewing.detail(self.inspection, self._look(subject), item)

    def touched_by(self, change_set: ChangeSet) -> ChangedRecords:
        """Return what a change set affects; the rule on evidence affects every review."""
        rule = (RecordKind.CASE, "evidence_rule")
        if any((change.record, change.field) == rule for change in change_set.changes):
            return self.everything()
        return self._touched(change_set.touched)

    def items_in(self, change_set: ChangeSet) -> frozenset[tuple[str, str]]:
        """Return the items that a change set itself changed, each with its subject."""
        parts = [key.split("/") for kind, key in change_set.touched if kind in _OF_ONE_REVIEW]
        items = frozenset((part[0], part[1]) for part in parts if len(part) > 1)
        subjects = {subject for subject, _ in items}
        return items & {
            (subject, state.item.id)
            for subject in subjects & self.results.keys
            for state in self.results.subject(subject).states
        }

    def everything(self) -> ChangedRecords:
        """Return every review and subject as changed."""
        return self._touched((RecordKind.SUBJECT, subject) for subject in self._all_subjects())

    def first_item(self, subject: str) -> str:
        """Return the first item that applies to a subject, or the first of all."""
        states = self.results.subject(subject).states
        state = next((s for s in states if s.applicability.applies), states[0] if states else None)
        return state.item.id if state else ""

    def _remove_copies(self) -> None:
        if self._copies is not None:
            copies.remove_copies(self._copies)
            self._copies = None

    def _read_history(self) -> History:
        return History(self.inspection.apply, self.inspection.history())

    def _look(self, subject: str) -> SubjectLook:
        """Return the last look at a subject, which stays valid while only this window writes."""
        seen = self._looks.get(subject) if self.holder is not None else None
        return seen or self._read(subject)

    def _read(self, subject: str) -> SubjectLook:
        """Read a subject and keep the result; the oldest one is dropped."""
        self._looks.pop(subject, None)
        while len(self._looks) >= _LOOKS:
            del self._looks[next(iter(self._looks))]
        self._looks[subject] = seen = viewing.look(self.inspection, subject)
        return seen

    def _all_subjects(self) -> frozenset[str]:
        return self.results.keys

    def _touched(self, records: Iterable[tuple[RecordKind, str]]) -> ChangedRecords:
        items: dict[str, set[str]] = defaultdict(set)
        whole: set[str] = set()
        for kind, key in records:
            subject, _, rest = key.partition("/")
            if kind in _OF_ONE_REVIEW:
                items[subject].add(rest.partition("/")[0])
            elif kind in _OF_ONE_SUBJECT and subject != WHOLE_CASE:
                whole.add(subject)
            elif kind is not RecordKind.CASE:  # whose title and contact stand in no subject
                whole |= self._all_subjects()
        for subject in whole & self.results.keys:
            items[subject] |= {state.item.id for state in self.results.subject(subject).states}
        reviews = frozenset((subject, item) for subject, item_ids in items.items() for item in item_ids)
        return ChangedRecords(reviews, frozenset(items) | whole)
