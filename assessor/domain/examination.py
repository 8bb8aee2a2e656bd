"""Finding weak verdicts from the records of their subject."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from assessor.domain.vocabulary import UNMET, EvidenceRule, ExaminationRule, Verdict
from assessor.domain.weakness import Weakness

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from assessor.domain.outcome import ItemState
    from assessor.domain.records import Evidence, Response, Review, Round
    from assessor.domain.weakness import Weak


def weak_items(
    states: Iterable[ItemState],
    *,
    responses: Iterable[Response],
    rounds: Iterable[Round],
    unreplied: Collection[str],
    evidence: Iterable[Evidence],
    evidence_rule: EvidenceRule,
) -> dict[str, Weak]:
    """Return the weaknesses of each item of a subject with a weak verdict.

    `unreplied` are the items with an inquiry that was not sent or not replied to. Items that do not apply
    or have no verdict yet are not weak.
    """
    attached: Counter[str] = Counter()
    answered: dict[str, str] = {}  # time of the latest answer to an item
    filed: dict[str, str] = {}  # time of the latest attachment to an item
    returned = {one.id: one.returned_at for one in rounds}
    for response in responses:
        came = response.received_at or returned.get(response.round, "")
        answered[response.item] = max(answered.get(response.item, ""), came)
    for link in evidence:
        attached[link.item] += 1
        filed[link.item] = max(filed.get(link.item, ""), link.attached_at)
    by_item = {}
    for state in states:
        review, item = state.review, state.item.id
        if not state.applicability.applies or review.verdict is Verdict.UNREVIEWED:
            continue
        weak = [
            *_newer(review, answered.get(item, ""), filed.get(item, "")),
            *weak_reason(review),
            *_of_met(review, unreplied=item in unreplied),
        ]
        if _wants_evidence(state, evidence_rule) and not attached[item]:
            weak.append(Weakness(ExaminationRule.MET_WITHOUT_EVIDENCE))
        if review.verdict in UNMET and not review.due:
            weak.append(Weakness(ExaminationRule.UNMET_WITHOUT_MONTH))
        if weak:
            by_item[item] = tuple(weak)
    return by_item


def _newer(review: Review, answered: str, filed: str) -> Iterator[Weakness]:
    """Yield what is newer than the review; moments compare as texts."""
    answer, evidence = answered > review.reviewed_at, filed > review.reviewed_at
    if answer or evidence:
        yield Weakness(ExaminationRule.NEWER_THAN_VERDICT, answer=answer, evidence=evidence)


def weak_reason(review: Review) -> Iterator[Weakness]:
    """Yield a weakness if the reason of a review was written for another verdict."""
    known = review.reason_for is not Verdict.UNREVIEWED
    if review.reason and known and review.reason_for is not review.verdict:
        yield Weakness(ExaminationRule.REASON_FOR_OTHER_VERDICT, reason_for=review.reason_for)


def _of_met(review: Review, *, unreplied: bool) -> Iterator[Weakness]:
    """Yield what a verdict of met lacks."""
    if review.verdict is not Verdict.MET:
        return
    if not review.reason:
        yield Weakness(ExaminationRule.MET_WITHOUT_REASON)
    if unreplied:
        yield Weakness(ExaminationRule.INQUIRY_OPEN)


def _wants_evidence(state: ItemState, rule: EvidenceRule) -> bool:
    met = state.review.verdict is Verdict.MET
    return met and (rule is EvidenceRule.ALL or (rule is EvidenceRule.MANDATORY and state.item.mandatory))
