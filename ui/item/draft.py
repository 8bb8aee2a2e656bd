"""What was typed as the judgement of an item and is not recorded yet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assessor.domain.vocabulary import UNMET, Verdict
from ui.moments import month_of

if TYPE_CHECKING:
    from assessor.domain.records import Review


@dataclass(frozen=True)
class Draft:
    """The parts that differ from the record, None for the others, and whether 該当なし is wished."""

    reason: str | None = None
    due: str | None = None  # as it was typed when it is no month
    approver: str | None = None
    wanted: bool = False

    def __bool__(self) -> bool:
        return self != Draft()

    def fitting(self, verdict: Verdict) -> Draft:
        """Leave out what has no field under a verdict: an approver, and a month that cannot be mended."""
        takes_approver = self.wanted or verdict is Verdict.NOT_APPLICABLE
        kept = self if verdict in UNMET else self.readable()
        return kept if takes_approver else replace(kept, approver=None)

    def readable(self) -> Draft:
        """Leave out what is no month."""
        return replace(self, due=None) if self.due and month_of(self.due) is None else self

    def filled(self) -> Draft:
        """Leave out a reason and an approver that were emptied."""
        return replace(self, reason=self.reason or None, approver=self.approver or None)

    def recordable(self, review: Review) -> Draft:
        """Return what can be recorded; 該当なし keeps its reason and its approver until there are others."""
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
        """Return what remains once some of it has been recorded and the item has a verdict."""
        remaining = replace(
            self,
            wanted=self.wanted and verdict is not Verdict.NOT_APPLICABLE,
            reason=self.reason if recorded.reason is None else None,
            due=self.due if recorded.due is None else None,
            approver=self.approver if recorded.approver is None else None,
        ).fitting(verdict)
        return remaining.filled() if self.wanted or verdict is Verdict.NOT_APPLICABLE else remaining
