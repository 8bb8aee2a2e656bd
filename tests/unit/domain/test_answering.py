"""The answer that holds: what each round said last, field by field."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from assessor.domain.answering import effective, effective_by_item, origins
from assessor.domain.questionnaire import CARRIED_FIELDS
from assessor.domain.records import Response
from assessor.domain.rounds import RoundNumbers
from assessor.domain.vocabulary import Answer

NUMBERS = RoundNumbers()  # ids of before schema 5 say their number themselves
FIRST = Response(
    subject="a",
    item="A-01",
    round="1",
    answer=Answer.PARTIAL,
    answer_written="△",
    explanation="一部で実施",
    due_on="2020-12",
    due_written="令和2年12月",
    respondent="山田",
    answered_on="2020-10-05",
)


def later(number: int, **said: str | Answer) -> Response:
    values = {"subject": "a", "item": "A-01", "round": str(number), **said}
    return Response(**values)  # type: ignore[arg-type]  # each field as the test gives it


def test_that_one_response_is_the_answer_itself() -> None:
    assert effective([FIRST], NUMBERS) is FIRST
    assert effective([], NUMBERS) is None


def test_that_a_later_round_replaces_only_what_it_says() -> None:
    second = later(2, explanation="全体で実施", respondent="佐藤")
    held = effective([FIRST, second], NUMBERS)
    assert held == replace(FIRST, round="2", explanation="全体で実施", respondent="佐藤", answered_on="")
    assert origins([FIRST, second], NUMBERS) == {"answer": FIRST, "explanation": second, "due_on": FIRST}


def test_that_what_was_typed_goes_with_the_field_it_was_typed_for() -> None:
    second = later(2, answer=Answer.IMPLEMENTED, due_on="2021-01-31")
    held = effective([FIRST, second], NUMBERS)
    assert held is not None
    assert (held.answer, held.answer_written) == (Answer.IMPLEMENTED, "")
    assert (held.due_on, held.due_written) == ("2021-01-31", "")
    third = later(3, explanation="変更なし")
    held = effective([FIRST, second, third], NUMBERS)
    assert held is not None
    assert (held.answer_written, held.due_written, held.round) == ("", "", "3")


def test_that_a_reply_or_a_name_alone_is_no_answer_and_moves_none() -> None:
    reply = later(2, reply="3回までです。", respondent="佐藤", answered_on="2020-11-01")
    assert effective([FIRST, reply], NUMBERS) is FIRST
    assert effective([reply], NUMBERS) is None


def test_that_the_answers_of_a_subject_are_told_by_item() -> None:
    other = replace(FIRST, item="A-02")
    silent = Response(subject="a", item="A-03", round="1", respondent="山田")
    assert effective_by_item([FIRST, silent, other], NUMBERS) == {"A-01": FIRST, "A-02": other}


_RESPONSES = st.lists(
    st.builds(
        Response,
        subject=st.just("a"),
        item=st.just("A-01"),
        round=st.integers(1, 12).map(str),
        answer=st.sampled_from(Answer),
        explanation=st.sampled_from(["", "x", "y"]),
        evidence_names=st.sampled_from(["", "z"]),
        due_on=st.sampled_from(["", "2020-12", "2021-01-31"]),
        due_written=st.sampled_from(["", "年末"]),
    ),
    unique_by=lambda r: r.round,
)


@given(_RESPONSES)
def test_that_each_field_is_the_last_that_was_said_in_whatever_order_they_come(
    responses: list[Response],
) -> None:
    held = effective(responses, NUMBERS)
    in_order = sorted(responses, key=lambda r: int(r.round))
    for field in CARRIED_FIELDS:
        said = [getattr(r, field) for r in in_order if getattr(r, field)]
        assert (getattr(held, field) if held else "") == (said[-1] if said else "")
    assert effective(reversed(responses), NUMBERS) == held
