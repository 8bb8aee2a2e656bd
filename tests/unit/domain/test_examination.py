"""What makes a verdict weak: each rule with a review that it finds and one that it does not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assessor.domain import cashless
from assessor.domain.examination import weak_items
from assessor.domain.records import Evidence, Response, Review, Round
from assessor.domain.vocabulary import EvidenceRule, ExaminationRule, Verdict
from assessor.domain.weakness import Weak, Weakness
from tests.unit.domain.test_outcome import state as state_of

if TYPE_CHECKING:
    from assessor.domain.outcome import ItemState
    from assessor.domain.sections import RequirementClass

EARLY, JUDGED, LATE = (f"2020-11-09T01:00:0{second}.000+00:00" for second in (1, 2, 3))
RULE = ExaminationRule


def judged(
    verdict: Verdict = Verdict.MET,
    *,
    reason: str = "資料により確認した。",
    due: str = "",
    reason_for: Verdict = Verdict.UNREVIEWED,
    kind: RequirementClass = cashless.MANDATORY,
    applies: bool = True,
) -> ItemState:
    made = state_of(verdict, kind, applies=applies)
    review = Review(
        subject="s",
        item="X-1",
        verdict=verdict,
        reason=reason,
        due=due,
        reviewed_at=JUDGED,
        reason_for=reason_for,
    )
    return replace(made, review=review)


def weak(
    state: ItemState,
    *,
    answers: tuple[Response, ...] = (),
    rounds: tuple[Round, ...] = (),
    unreplied: bool = False,
    files: tuple[Evidence, ...] = (),
    rule: EvidenceRule = EvidenceRule.OFF,
) -> Weak:
    found = weak_items(
        [state],
        responses=answers,
        rounds=rounds,
        unreplied={"X-1"} if unreplied else set(),
        evidence=files,
        evidence_rule=rule,
    )
    assert found.keys() <= {"X-1"}
    return found.get("X-1", ())


def rules(*args: ItemState, **facts: object) -> list[ExaminationRule]:
    return [one.rule for one in weak(*args, **facts)]  # type: ignore[arg-type]  # handed through


def answer(received_at: str, number: int = 1, item: str = "X-1") -> Response:
    return Response(subject="s", item=item, round=str(number), explanation="説明", received_at=received_at)


def file(attached_at: str, item: str = "X-1") -> Evidence:
    return Evidence(subject="s", item=item, sha256="0" * 64, name="a.txt", attached_at=attached_at)


def test_that_a_verdict_with_all_it_wants_is_not_weak() -> None:
    assert weak(judged(), answers=(answer(EARLY),), files=(file(EARLY),), rule=EvidenceRule.ALL) == ()


@pytest.mark.parametrize("verdict", [v for v in Verdict if v is not Verdict.UNREVIEWED])
def test_that_an_answer_or_a_file_after_the_verdict_is_told_of_and_one_before_is_not(
    verdict: Verdict,
) -> None:
    state = judged(verdict, due="2020-12")
    newer = RULE.NEWER_THAN_VERDICT
    assert weak(state, answers=(answer(EARLY), answer(JUDGED)), files=(file(EARLY),)) == ()
    assert weak(state, answers=(answer(LATE), answer(EARLY, 2))) == (Weakness(newer, answer=True),)
    assert weak(state, files=(file(EARLY), file(LATE))) == (Weakness(newer, evidence=True),)
    assert weak(state, answers=(answer(LATE),), files=(file(LATE),)) == (
        Weakness(newer, answer=True, evidence=True),
    )


def test_that_what_came_for_another_item_says_nothing() -> None:
    assert weak(judged(), answers=(answer(LATE, item="X-2"),), files=(file(LATE, item="X-2"),)) == ()


def test_that_an_answer_of_an_older_case_is_as_old_as_the_return_of_its_round() -> None:
    first, second = Round(subject="s", id="1", returned_at=EARLY), Round(subject="s", id="2")
    assert weak(judged(), answers=(answer(""),), rounds=(first, second)) == ()
    late = replace(second, returned_at=LATE)
    assert rules(judged(), answers=(answer(""), answer("", 2)), rounds=(first, late)) == [
        RULE.NEWER_THAN_VERDICT
    ]


def test_that_a_moment_to_the_second_comes_before_those_within_it() -> None:
    old = judged()
    second = replace(old, review=replace(old.review, reviewed_at="2020-11-09T01:00:02+00:00"))
    assert rules(second, answers=(answer("2020-11-09T01:00:02.500+00:00"),)) == [RULE.NEWER_THAN_VERDICT]
    assert weak(second, answers=(answer("2020-11-09T01:00:01.999+00:00"),)) == ()


@pytest.mark.parametrize("verdict", [Verdict.CONFIRMING, Verdict.MET, Verdict.NOT_APPLICABLE])
def test_that_a_reason_for_another_verdict_is_told_of_with_that_verdict(verdict: Verdict) -> None:
    kept = judged(verdict, reason_for=Verdict.DISCUSSING)
    assert weak(kept) == (Weakness(RULE.REASON_FOR_OTHER_VERDICT, reason_for=Verdict.DISCUSSING),)
    assert weak(judged(verdict, reason_for=verdict)) == ()
    assert weak(judged(verdict)) == ()  # of which it is not known


def test_that_without_a_reason_nothing_was_written_for_another_verdict() -> None:
    assert weak(judged(Verdict.CONFIRMING, reason="", reason_for=Verdict.MET)) == ()


def test_that_only_what_is_met_wants_a_reason_and_replies_to_its_inquiries() -> None:
    assert rules(judged(reason="")) == [RULE.MET_WITHOUT_REASON]
    assert rules(judged(), unreplied=True) == [RULE.INQUIRY_OPEN]
    assert weak(judged(Verdict.CONFIRMING, reason=""), unreplied=True) == ()


@pytest.mark.parametrize(
    ("rule", "mandatory", "advanced"),
    [
        (EvidenceRule.OFF, False, False),
        (EvidenceRule.MANDATORY, True, False),
        (EvidenceRule.ALL, True, True),
    ],
)
def test_that_the_case_says_which_met_items_want_evidence(
    rule: EvidenceRule, mandatory: bool, advanced: bool
) -> None:
    lacking = [RULE.MET_WITHOUT_EVIDENCE]
    assert rules(judged(), rule=rule) == lacking * mandatory
    assert rules(judged(kind=cashless.ADVANCED), rule=rule) == lacking * advanced
    assert weak(judged(), rule=rule, files=(file(EARLY),)) == ()
    assert weak(judged(Verdict.INSUFFICIENT, due="2020-12"), rule=rule) == ()


@pytest.mark.parametrize("verdict", [Verdict.INSUFFICIENT, Verdict.NOT_IMPLEMENTED])
def test_that_what_is_unmet_wants_a_month(verdict: Verdict) -> None:
    assert rules(judged(verdict)) == [RULE.UNMET_WITHOUT_MONTH]
    assert weak(judged(verdict, due="2020-12")) == ()
    assert weak(judged(Verdict.DISCUSSING)) == ()


def test_that_what_does_not_apply_or_is_not_judged_is_not_weak() -> None:
    late = (answer(LATE),)
    assert weak(judged(reason="", applies=False), answers=late, rule=EvidenceRule.ALL) == ()
    assert weak(judged(Verdict.UNREVIEWED, reason="", reason_for=Verdict.MET), answers=late) == ()


def test_that_all_that_is_weak_is_told_in_one_order() -> None:
    state = judged(reason="確認中", reason_for=Verdict.CONFIRMING)
    assert rules(state, answers=(answer(LATE),), unreplied=True, rule=EvidenceRule.ALL) == [
        RULE.NEWER_THAN_VERDICT,
        RULE.REASON_FOR_OTHER_VERDICT,
        RULE.INQUIRY_OPEN,
        RULE.MET_WITHOUT_EVIDENCE,
    ]
