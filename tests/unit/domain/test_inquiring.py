"""Whose turn it is with a follow-up question, from before it is sent until the reply is judged."""

import pytest

from assessor.domain import cashless
from assessor.domain.checklist import Condition, Item
from assessor.domain.inquiring import InquiryStatus, Turn, inquiry_state
from assessor.domain.outcome import ItemState
from assessor.domain.records import Inquiry, Response, Review, Round
from assessor.domain.rulebook import APPLIES
from assessor.domain.vocabulary import Basis, Verdict

ITEM = Item(
    id="X-1",
    section=cashless.PHASE[1],
    heading="",
    theme=cashless.AUTHENTICATION,
    requirement_class=cashless.MANDATORY,
    requirement="…",
    intent="",
    gloss="",
    evidence=(),
    references=(),
    basis=Basis.REPORTED,
    applies=Condition(),
)
SENT = Round(subject="s", id="2", exported_at="2026-01-10T00:00:00Z")
BACK = Round(subject="s", id="2", exported_at="2026-01-10T00:00:00Z", returned_at="2026-01-20T00:00:00Z")
REPLY = Response(subject="s", item="X-1", round="2", reply="5回で停止します。")
OTHERS = (
    Response(subject="s", item="X-1", round="1", reply="別の回の回答"),
    Response(subject="s", item="X-2", round="2", reply="別の項目の回答"),
)
BEFORE, AFTER = "2026-01-15T00:00:00Z", "2026-01-25T00:00:00Z"


@pytest.mark.parametrize(
    ("sent_in", "verdict", "judged_at", "reply", "standing", "turn"),
    [
        ("", Verdict.CONFIRMING, BEFORE, (), InquiryStatus.UNSENT, Turn.OURS),
        ("", Verdict.MET, BEFORE, (), InquiryStatus.UNSENT, Turn.OURS),
        ("2", Verdict.CONFIRMING, BEFORE, OTHERS, InquiryStatus.ASKED, Turn.THEIRS),
        ("2", Verdict.MET, BEFORE, (), InquiryStatus.ASKED, Turn.THEIRS),
        ("2", Verdict.CONFIRMING, AFTER, (REPLY,), InquiryStatus.REPLIED, Turn.OURS),
        ("2", Verdict.MET, BEFORE, (REPLY,), InquiryStatus.REPLIED, Turn.OURS),  # judged without the reply
        ("2", Verdict.MET, AFTER, (*OTHERS, REPLY), InquiryStatus.SETTLED, Turn.NOBODY),
        ("2", Verdict.NOT_IMPLEMENTED, AFTER, (REPLY,), InquiryStatus.SETTLED, Turn.NOBODY),
        ("", Verdict.NOT_APPLICABLE, AFTER, (), InquiryStatus.DROPPED, Turn.NOBODY),
        ("2", Verdict.NOT_APPLICABLE, AFTER, (), InquiryStatus.DROPPED, Turn.NOBODY),
    ],
)
def test_that_a_question_is_ours_until_it_is_sent_then_theirs_and_ours_again_when_they_replied(
    sent_in: str,
    verdict: Verdict,
    judged_at: str,
    reply: tuple[Response, ...],
    *,
    standing: InquiryStatus,
    turn: Turn,
):
    review = Review(subject="s", item="X-1", verdict=verdict, reviewed_at=judged_at)
    inquiry = Inquiry(subject="s", item="X-1", id="1", question="何回で停止しますか。", round=sent_in)
    rounds = (Round(subject="s", id="1"), BACK if REPLY in reply else SENT)
    found = inquiry_state(ItemState(ITEM, APPLIES, review), inquiry, reply, rounds)
    assert (found.status, found.turn) == (standing, turn)
    assert found.round == int(sent_in or 0)
    assert found.response == (REPLY if REPLY in reply and sent_in else None)
