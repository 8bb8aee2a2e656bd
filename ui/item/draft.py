"""The unrecorded input for the review of an item."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assessor.domain.vocabulary import UNMET, Verdict
from ui.moments import month_of

if TYPE_CHECKING:
    from assessor.domain.records import Review


@dataclass(frozen=True)
class Draft:
    """The fields that differ from the record, None for the others, and whether 該当なし is waiting."""

    reason: str | None = None
    due: str | None = None  # as typed if it is no valid month
    approver: str | None = None
    wanted: bool = False

    def __bool__(self) -> bool:
        return self != Draft()

    def fitting(self, verdict: Verdict) -> Draft:
        """Return the draft without fields that a verdict does not have: approver or unreadable month."""
        takes_approver = self.wanted or verdict is Verdict.NOT_APPLICABLE
        kept = self if verdict in UNMET else self.readable()
        return kept if takes_approver else replace(kept, approver=None)

    def readable(self) -> Draft:
        """Return the draft without a month that cannot be read."""
        return replace(self, due=None) if self.due and month_of(self.due) is None else self

    def filled(self) -> Draft:
        """Return the draft without a cleared reason and approver."""
        return replace(self, reason=self.reason or None, approver=self.approver or None)

    def recordable(self, review: Review) -> Draft:
        """Return the part that can be recorded; 該当なし requires a reason and an approver."""
        parts = self.readable().fitting(review.verdict)
        if not (self.wanted or review.verdict is Verdict.NOT_APPLICABLE):
            return parts
        reason = review.reason if self.reason is None else self.reason
        approver = review.approver if self.approver is None else self.approver
        if reason and approver:
            return parts
        if self.wanted or not (review.reason and review.approver):
            return Draft(due=parts.due)
        return parts.filled()

    def left(self, recorded: Draft, verdict: Verdict) -> Draft:
        """Return what remains after a part was recorded and the item got a verdict."""
        remaining = replace(
            self,
            wanted=self.wanted and verdict is not Verdict.NOT_APPLICABLE,
            reason=self.reason if recorded.reason is None else None,
            due=self.due if recorded.due is None else None,
            approver=self.approver if recorded.approver is None else None,
        ).fitting(verdict)
        return remaining.filled() if self.wanted or verdict is Verdict.NOT_APPLICABLE else remaining
