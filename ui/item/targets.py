"""The items that are judged at once: the shown one and those selected with it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assessor.domain.vocabulary import Verdict

if TYPE_CHECKING:
    from assessor.domain.outcome import ItemState
    from assessor.domain.records import Review
    from assessor.domain.rulebook import Applicability


@dataclass(frozen=True)
class Targets:
    """Items of one subject, with the shown one first."""

    subject: str
    states: tuple[ItemState, ...]

    @property
    def key(self) -> tuple[str, tuple[str, ...]]:
        """The identity of these targets: the subject and the ids of the items."""
        return self.subject, self.items

    @property
    def items(self) -> tuple[str, ...]:
        """The ids of the items."""
        return tuple(state.item.id for state in self.states)

    @property
    def several(self) -> bool:
        """Whether there are several items."""
        return len(self.states) > 1

    @property
    def verdict(self) -> Verdict | None:
        """The common verdict, or None when they differ."""
        verdicts = {state.verdict for state in self.states}
        return verdicts.pop() if len(verdicts) == 1 else None

    @property
    def review(self) -> Review:
        """The common values as one review; fields that differ are empty."""
        first = self.states[0].review
        others = [state.review for state in self.states[1:]]
        return replace(
            first,
            verdict=self.verdict or Verdict.UNREVIEWED,
            reason=first.reason if all(one.reason == first.reason for one in others) else "",
            due=first.due if all(one.due == first.due for one in others) else "",
            approver=first.approver if all(one.approver == first.approver for one in others) else "",
        )

    @property
    def applicability(self) -> Applicability:
        """The applicability of the first one that does not apply, else of one that does."""
        applicabilities = (state.applicability for state in self.states if not state.applicability.applies)
        return next(applicabilities, self.states[0].applicability)

    @property
    def differing_reasons(self) -> int:
        """The number of reasons that one for all would replace, or 0 when they are equal."""
        reasons = [state.review.reason for state in self.states]
        return 0 if len(set(reasons)) == 1 else sum(bool(reason.strip()) for reason in reasons)

    def lack(self, reason: str, approver: str) -> bool:
        """Tell whether 該当なし would lack a reason or an approver for any item."""
        return any(
            not ((reason or state.review.reason).strip() and (approver or state.review.approver).strip())
            for state in self.states
        )
