"""The open case behind the session: its undo history, its results, and what a change set touches; no Qt.

Imported by the session alone, and only when a case is opened: it brings the core along.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assessor.domain.history import History
from assessor.domain.records import RecordKind
from assessor.operations import attaching, viewing

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from assessor.domain.change import ChangeSet
    from assessor.operations.inspection import Inspection
    from assessor.operations.viewing import CaseResults
    from assessor.storage.holder import Holder

_OF_ONE_REVIEW = frozenset({RecordKind.REVIEW, RecordKind.RESPONSE, RecordKind.INQUIRY, RecordKind.EVIDENCE})
_OF_ONE_SUBJECT = frozenset({RecordKind.SUBJECT, RecordKind.ROUND})


@dataclass(frozen=True)
class Touched:
    """What a change set altered, as the views need it."""

    reviews: frozenset[tuple[str, str]]
    subjects: frozenset[str]


class OpenCase:
    """One case held open by this window."""

    def __init__(self, inspection: Inspection, holder: Holder | None) -> None:
        self.inspection = inspection
        self._holder = holder
        self.history = self._read_history()
        self.results: CaseResults = viewing.results(inspection)
        self._copies: Path | None = None

    @property
    def copies(self) -> Path:
        """The folder for temporary copies of evidence; it goes when the case closes."""
        if self._copies is None:
            self._copies = attaching.copies_folder()
        return self._copies

    def close(self) -> None:
        """Let go of the file and remove the temporary copies."""
        self.inspection.close()
        if self._holder is not None:
            self._holder.release()
        if self._copies is not None:
            attaching.remove_copies(self._copies)

    def reread(self) -> None:
        """Take results and history anew, after somebody else changed the file."""
        self.history = self._read_history()
        self.results = viewing.results(self.inspection)

    def follow(self, change_set: ChangeSet) -> Touched:
        """Bring the results up to date with a change set that was applied, and tell what it touched."""
        touched = self.touched_by(change_set)
        if touched.subjects == self._all_subjects():
            self.results = viewing.results(self.inspection)
        else:
            fresh = {key: viewing.subject_result(self.inspection, key) for key in touched.subjects}
            self.results = replace(
                self.results,
                groups=tuple(
                    replace(group, subjects=tuple(fresh.get(r.subject.subject, r) for r in group.subjects))
                    for group in self.results.groups
                ),
            )
        return touched

    def touched_by(self, change_set: ChangeSet) -> Touched:
        """Tell what a change set is about."""
        return self._touched(change_set.touched)

    def everything(self) -> Touched:
        """Return every review and subject there is."""
        return self._touched([(RecordKind.CASE, "")])

    def first_item(self, subject: str) -> str:
        """Return the first item that applies to a subject, or the first of all."""
        states = self.results.subject(subject).states
        found = next((s for s in states if s.applicability.applies), states[0] if states else None)
        return found.item.id if found else ""

    def _read_history(self) -> History:
        return History(self.inspection.apply, self.inspection.history())

    def _all_subjects(self) -> frozenset[str]:
        return frozenset(result.subject.subject for result in self.results.subjects)

    def _touched(self, records: Iterable[tuple[RecordKind, str]]) -> Touched:
        items: dict[str, set[str]] = defaultdict(set)
        whole: set[str] = set()
        for kind, key in records:
            subject, _, rest = key.partition("/")
            if kind in _OF_ONE_REVIEW:
                items[subject].add(rest.partition("/")[0])
            elif kind in _OF_ONE_SUBJECT:
                whole.add(subject)
            else:
                whole |= self._all_subjects()
        for result in self.results.subjects:
            if result.subject.subject in whole:
                items[result.subject.subject] |= {state.item.id for state in result.states}
        reviews = frozenset((subject, item) for subject, found in items.items() for item in found)
        return Touched(reviews, frozenset(items) | whole)
