from string import Formatter

import pytest

from assessor.domain.difference import CellKind
from assessor.domain.records import RecordKind
from assessor.domain.vocabulary import Action, Answer, AsOf, Basis, Effect, Outcome, Stage, Verdict, Way
from assessor.errors import Code, Place, Problem
from assessor.words import Language
from assessor.words.commands import general
from assessor.words.problems import case, evidence, marks, passphrase, returns, trust, workbook
from assessor.words.problems.sentences import line, sentence
from assessor.words.records import field_name
from assessor.words.sentences import month
from assessor.words.terms import named, term

TEXTS = {
    **case.TEXTS,
    **workbook.TEXTS,
    **returns.TEXTS,
    **marks.TEXTS,
    **trust.TEXTS,
    **evidence.TEXTS,
    **passphrase.TEXTS,
}
VOCABULARY = (
    Action,
    Answer,
    AsOf,
    Basis,
    Effect,
    CellKind,
    Outcome,
    Stage,
    Verdict,
    Way,
)


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_that_every_code_has_its_sentence_and_no_sentence_is_left_over():
    assert set(TEXTS) == set(Code)


@pytest.mark.parametrize("code", list(Code))
def test_that_both_languages_name_the_same_facts(code: Code):
    ja, en = TEXTS[code]
    assert places(ja) == places(en)


@pytest.mark.parametrize("code", list(Code))
def test_that_a_problem_without_facts_still_has_a_sentence(code: Code):
    for language in Language:
        assert sentence(Problem(code), language)


def test_that_every_word_of_the_vocabulary_is_told_in_both_languages():
    for words in VOCABULARY:
        for word in words:
            for language in Language:
                assert term(word, language)


def test_that_words_with_the_same_value_are_not_mixed_up():
    assert term(Verdict.NOT_IMPLEMENTED, Language.EN) == "Not implemented"
    assert term(Answer.OUT_OF_SCOPE, Language.JA) == "対象外"
    assert term(Effect.NOT_APPLICABLE, Language.JA) == "該当なしとする"
    assert term(Verdict.NOT_APPLICABLE, Language.JA) == "該当なし"


def test_that_a_line_begins_with_its_place():
    problem = Problem(Code.UNKNOWN_ANSWER, Place("a.xlsx", "質問票", 7, 7, item="CP-1-01"), {"found": "?"})
    assert line(problem, Language.JA).startswith("a.xlsx 質問票!G7 CP-1-01: 回答「?」")
    assert line(Problem(Code.EMPTY_TEXT), Language.EN).startswith("“”")


def test_that_a_name_without_english_stays_japanese():
    assert named("名", "", Language.EN) == "名"
    assert named("名", "name", Language.EN) == "name"
    assert named("名", "name", Language.JA) == "名"


def test_that_fields_have_names_and_unknown_ones_keep_theirs():
    assert field_name(RecordKind.REVIEW, "verdict", Language.JA) == "評価区分"
    assert field_name(RecordKind.GROUP, "none of ours", Language.EN) == "none of ours"


def test_that_a_month_is_read_in_the_language():
    assert month("2020-12", Language.JA) == "2020年12月"
    assert month("2020-12", Language.EN) == "2020-12"


def test_that_both_languages_of_the_commands_name_the_same_facts():
    for ja, en in general.TEXTS.values():
        assert places(ja) == places(en)


def test_that_a_conflict_names_field_and_answers_in_the_language_of_the_reader():
    place = Place("a.xlsx", "質問票", 2, 7, item="CP-1-01", field="answer")
    problem = Problem(Code.CONFLICT, place, {"current": "partial", "returned": "implemented"})
    told = "「回答」は案件でも変更されています（案件：一部実施、返却：実施済）"
    assert told in sentence(problem, Language.JA)
    assert "“Answer” of item “CP-1-01”" in sentence(problem, Language.EN)
    assert "(here Partly implemented, returned Implemented)" in sentence(problem, Language.EN)
