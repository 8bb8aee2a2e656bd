"""The state of a follow-up question, and whether the bank or the provider acts next."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from assessor.domain.rounds import RoundNumbers
from assessor.domain.vocabulary import OPEN, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assessor.domain.outcome import ItemState
    from assessor.domain.records import Inquiry, Response, Round


class InquiryStatus(StrEnum):
    """The states of a follow-up question."""

    UNSENT = "unsent"  # to be sent with the next round
    ASKED = "asked"  # sent, and nobody has replied
    REPLIED = "replied"  # replied, and waiting for a verdict
    SETTLED = "settled"  # judged after the reply
    DROPPED = "dropped"  # the item no longer applies


class Turn(StrEnum):
    """手番: who has to act next."""

    OURS = "ours"
    THEIRS = "theirs"
    NOBODY = "nobody"


@dataclass(frozen=True)
class InquiryState:
    """One follow-up question with the reply that came for it, if any."""

    state: ItemState
    inquiry: Inquiry
    response: Response | None
    status: InquiryStatus
    round: int = 0  # the number of the round that asked it; 0 until it is sent

    @property
    def turn(self) -> Turn:
        """Who has to act next."""
        if self.status is InquiryStatus.ASKED:
            return Turn.THEIRS
        waiting = {InquiryStatus.UNSENT, InquiryStatus.REPLIED}
        return Turn.OURS if self.status in waiting else Turn.NOBODY


def inquiry_state(
    state: ItemState, inquiry: Inquiry, responses: Iterable[Response], rounds: Iterable[Round]
) -> InquiryState:
    """Return where a question of an item stands, given all that its subject was sent and answered."""
    rounds = list(rounds)
    asked_in = next((r for r in rounds if r.id == inquiry.round), None) if inquiry.round else None
    reply = next(
        (r for r in responses if r.item == inquiry.item and r.round == inquiry.round and r.reply), None
    )
    if state.verdict is Verdict.NOT_APPLICABLE:
        status = InquiryStatus.DROPPED
    elif not inquiry.round:
        status = InquiryStatus.UNSENT
    elif reply is None:
        status = InquiryStatus.ASKED
    else:
        # A verdict before the return did not consider the reply.
        judged = asked_in is None or state.review.reviewed_at >= asked_in.returned_at
        open_still = state.verdict in OPEN or not judged
        status = InquiryStatus.REPLIED if open_still else InquiryStatus.SETTLED
    return InquiryState(state, inquiry, reply, status, RoundNumbers(rounds).of(inquiry.round))
