"""What a case keeps of a questionnaire that went out, and what stands for its token in row keys."""

import json
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.domain import cashless
from assessor.domain.questionnaire import (
    CARRIED_FIELDS,
    INPUT_FIELDS,
    TOKEN_PRINT,
    WRITTEN_FIELDS,
    Question,
    Questionnaire,
    Token,
)
from assessor.domain.records import Response
from assessor.domain.vocabulary import AsOf

REFUSED = (ValueError, KeyError, TypeError)
TOKEN = Token("case", "cp_a", 2, "code_payment", "0" * 64)
QUESTION = Question(
    item="CP-1-01",
    section=cashless.PHASE[1],
    requirement_class=cashless.MANDATORY,
    requirement="本人確認をしている。",
    guidance="抜け道がないか。\n・規程",
    previous="第1回：一部実施",
    inquiry="いつまでに？",
    answered={"answer": "partial", "due_on": "2020-12"},
)
SENT = Questionnaire(
    token=TOKEN,
    title="点検 2020",
    subject_name="架空ペイ",
    checklist_title="コード決済",
    as_of=AsOf.AFTER_MEASURES,
    due_on="2020-12-25",
    contact="点検担当",
    notice="=1+1 \u2028 \x00 \x1f \"'\\ 𠮷",
    questions=(QUESTION, replace(QUESTION, item="CP-0-01", section=cashless.PHASE[0], answered={})),
)

texts = st.text(max_size=12)
questions = st.builds(
    Question,
    item=texts,
    section=st.sampled_from(cashless.PHASES),
    requirement_class=st.sampled_from(cashless.CLASSES),
    requirement=texts,
    guidance=texts,
    previous=texts,
    inquiry=texts,
    answered=st.dictionaries(st.sampled_from(CARRIED_FIELDS), texts),
)
tokens = st.builds(Token, texts, texts, st.integers(1, 99), texts, texts, st.integers(1, 9))
questionnaires = st.builds(
    Questionnaire,
    token=tokens,
    title=texts,
    subject_name=texts,
    checklist_title=texts,
    as_of=st.sampled_from(AsOf),
    due_on=texts,
    contact=texts,
    notice=texts,
    questions=st.lists(questions, max_size=3).map(tuple),
)


@given(questionnaires)
def test_that_what_was_sent_comes_back_as_it_was(sent: Questionnaire):
    again = Questionnaire.from_json(sent.to_json())
    assert again == sent
    assert again.to_json() == sent.to_json()
    assert again.token.print == sent.token.print


def test_that_the_words_of_the_vocabulary_come_back_as_members():
    again = Questionnaire.from_json(SENT.to_json())
    assert again == SENT
    assert again.as_of is AsOf.AFTER_MEASURES
    assert again.questions[0].section == cashless.PHASE[1]
    assert again.questions[0].requirement_class == cashless.MANDATORY


def test_that_the_text_is_the_same_for_the_same_questionnaire_and_can_be_hashed():
    turned = replace(QUESTION, answered=dict(sorted(QUESTION.answered.items(), reverse=True)))
    assert replace(SENT, questions=(turned, *SENT.questions[1:])).to_json() == SENT.to_json()
    assert SENT.to_json().encode()


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "{", "null", "true", "1", '"text"', "[]", "{}", "NaN", "\ud800", "1" * 5000),
        *('{"questions": null}', '{"questions": 1}', '{"questions": [null]}', '{"questions": ["phase"]}'),
    ],
)
def test_that_a_text_that_is_no_questionnaire_is_refused(text: str):
    with pytest.raises(REFUSED):
        Questionnaire.from_json(text)


@pytest.mark.parametrize("name", [field.name for field in fields(Questionnaire)])
def test_that_no_part_may_be_missing(name: str):
    kept = json.loads(SENT.to_json())
    del kept[name]
    with pytest.raises(REFUSED):
        Questionnaire.from_json(json.dumps(kept))


@pytest.mark.parametrize("name", [field.name for field in fields(Question)])
def test_that_no_part_of_a_question_may_be_missing(name: str):
    kept = json.loads(SENT.to_json())
    del kept["questions"][1][name]
    with pytest.raises(REFUSED):
        Questionnaire.from_json(json.dumps(kept))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("unknown",), ""),
        (("as_of",), "someday"),
        (("as_of",), []),
        (("token",), None),
        (("token",), "token"),
        (("token", "verdict"), "met"),
        (("questions", 0), {}),
        (("questions", 0, "phase"), 6),
        (("questions", 0, "phase"), "1"),
        (("questions", 0, "phase"), {}),
        (("questions", 0, "requirement_class"), None),
        (("questions", 0, "verdict"), "met"),
    ],
)
def test_that_a_part_that_is_not_of_ours_is_refused(path: tuple[str | int, ...], value: object):
    with pytest.raises(REFUSED):
        Questionnaire.from_json(changed(path, value))


def changed(path: tuple[str | int, ...], value: object) -> str:
    """Return the text of SENT with one part put in or replaced."""
    kept: Any = json.loads(SENT.to_json())
    here = kept
    for step in path[:-1]:
        here = here[step]
    here[path[-1]] = value
    return json.dumps(kept)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | texts,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(texts, inner, max_size=2),
    max_leaves=4,
)
PATHS: list[tuple[str | int, ...]] = [
    *((field.name,) for field in fields(Questionnaire)),
    *(("token", field.name) for field in fields(Token)),
    *(("questions", 0, field.name) for field in fields(Question)),
    ("questions", 1),
]


@given(st.sampled_from(PATHS), json_values)
def test_that_any_change_of_the_text_is_refused_or_kept_as_it_is(path: tuple[str | int, ...], value: object):
    text = changed(path, value)
    try:
        read = Questionnaire.from_json(text)
    except REFUSED:
        return
    assert Questionnaire.from_json(read.to_json()) == read


@given(st.text())
def test_that_any_text_is_refused_in_the_ways_that_are_promised(text: str):
    with pytest.raises(REFUSED):
        Questionnaire.from_json(text)


@given(tokens)
def test_that_a_print_is_short_and_plain_enough_for_a_row_key(token: Token):
    assert len(token.print) == TOKEN_PRINT
    assert set(token.print) <= set("0123456789abcdef")
    assert replace(token).print == token.print


@pytest.mark.parametrize(
    "other",
    [
        replace(TOKEN, case="case2"),
        replace(TOKEN, subject="cp_b"),
        replace(TOKEN, round=1),
        replace(TOKEN, round=22),
        replace(TOKEN, checklist="other_payment"),
        replace(TOKEN, checklist_sha256="1" * 64),
        Token("case", "cp_a2", 2, "code_payment", "0" * 64),
        Token("cp_a", "case", 2, "code_payment", "0" * 64),
    ],
)
def test_that_another_workbook_has_another_print(other: Token):
    assert other.print != TOKEN.print


def test_that_the_print_does_not_change_with_the_layout_or_a_release():
    assert replace(TOKEN, layout=2).print == TOKEN.print
    assert TOKEN.print == "e61635f5bbd5"  # stands in workbooks that are already out


def test_that_a_token_of_any_text_has_a_print():
    assert replace(TOKEN, case="\ud800", subject="").print != TOKEN.print


def test_that_the_lists_of_fields_name_fields_of_a_response():
    names = {field.name for field in fields(Response)}
    assert names >= {*INPUT_FIELDS, *WRITTEN_FIELDS.values()}
    assert set(INPUT_FIELDS) >= {*CARRIED_FIELDS, *WRITTEN_FIELDS}
