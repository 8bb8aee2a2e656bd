import pytest

from assessor.domain import cashless
from assessor.domain.checklist import Condition, Item
from assessor.domain.outcome import (
    Counts,
    GroupResult,
    ItemState,
    SubjectResult,
    count,
    outcome_of,
    subject_result,
)
from assessor.domain.records import Group, Review, Subject
from assessor.domain.rulebook import APPLIES, Applicability
from assessor.domain.sections import RequirementClass
from assessor.domain.vocabulary import Basis, Outcome, Verdict
from assessor.words import Language
from assessor.words.sentences import group_sentence, outcome_phrase, short_word, subject_sentence

MANDATORY, ADVANCED = cashless.MANDATORY, cashless.ADVANCED


def state(
    verdict: Verdict,
    kind: RequirementClass = MANDATORY,
    *,
    due: str = "",
    applies: bool = True,
    number: int = 1,
) -> ItemState:
    item = Item(
        id=f"X-{number}",
        section=cashless.PHASE[1] if number % 2 else cashless.PHASE[3],
        heading="",
        theme=cashless.AUTHENTICATION,
        requirement_class=kind,
        requirement="…",
        intent="",
        gloss="",
        evidence=(),
        references=(),
        basis=Basis.REPORTED,
        applies=Condition(),
    )
    review = Review(subject="s", item=item.id, verdict=verdict, due=due)
    return ItemState(item, APPLIES if applies else Applicability(applies=False), review)


def outcome(*states: ItemState, returned: bool = True) -> tuple[Outcome, str]:
    return outcome_of(states, returned)


def test_that_a_subject_awaits_answers_until_something_returned_or_was_reviewed():
    assert outcome(state(Verdict.UNREVIEWED), returned=False) == (Outcome.AWAITING, "")
    assert outcome(state(Verdict.UNREVIEWED), returned=True) == (Outcome.CONFIRMING, "")
    assert outcome(state(Verdict.MET), state(Verdict.UNREVIEWED), returned=False)[0] is Outcome.CONFIRMING


def test_that_discussing_wins_over_confirming_and_confirming_over_unmet():
    unmet, asking, talking = (
        state(v) for v in (Verdict.INSUFFICIENT, Verdict.CONFIRMING, Verdict.DISCUSSING)
    )
    assert outcome(unmet, asking, talking)[0] is Outcome.DISCUSSING
    assert outcome(unmet, asking)[0] is Outcome.CONFIRMING
    assert outcome(unmet)[0] is Outcome.UNMET


def test_that_the_due_month_is_the_latest_and_open_when_one_is_missing():
    early, late = (
        state(Verdict.NOT_IMPLEMENTED, due="2020-11"),
        state(Verdict.INSUFFICIENT, due="2021-01"),
    )
    assert outcome(early, late) == (Outcome.UNMET, "2021-01")
    assert outcome(early, state(Verdict.INSUFFICIENT)) == (Outcome.UNMET, "")


def test_that_advanced_items_never_change_the_outcome():
    met = state(Verdict.MET)
    for verdict in Verdict:
        assert outcome(met, state(verdict, ADVANCED))[0] is Outcome.MET


def test_that_not_applicable_is_never_counted_as_met():
    assert outcome(state(Verdict.NOT_APPLICABLE))[0] is Outcome.NONE_APPLICABLE
    assert outcome(state(Verdict.NOT_APPLICABLE), state(Verdict.MET))[0] is Outcome.MET
    assert count([state(Verdict.NOT_APPLICABLE), state(Verdict.MET)]) == Counts(total=2, met=1)


def test_that_an_item_set_aside_by_rule_needs_no_review():
    aside = state(Verdict.UNREVIEWED, applies=False)
    assert outcome(aside, returned=False)[0] is Outcome.NONE_APPLICABLE
    assert outcome(aside, state(Verdict.MET))[0] is Outcome.MET


def test_that_a_subject_without_mandatory_items_has_none_that_apply():
    assert outcome(state(Verdict.MET, ADVANCED))[0] is Outcome.NONE_APPLICABLE


def test_that_counts_add_up_by_class_and_phase():
    states = tuple(
        state(verdict, kind, number=number)
        for number, (verdict, kind) in enumerate((v, k) for v in Verdict for k in cashless.CLASSES)
    )
    result = subject_result(Subject(subject="s"), states, evidence=2, latest_round=1, answered=3)
    assert result.mandatory == Counts(total=7, met=1, unmet=2, open=3)
    assert (result.mandatory.applicable, result.mandatory.not_applicable) == (6, 1)
    assert result.advanced == result.mandatory
    assert result.classes == {cashless.MANDATORY: result.mandatory, cashless.ADVANCED: result.advanced}
    for whole, phases in ((result.mandatory, result.sections), (result.advanced, result.advanced_sections)):
        assert list(phases) == [cashless.PHASE[1], cashless.PHASE[3]]
        assert sum(held.total for held in phases.values()) == whole.total
        assert sum(held.open for held in phases.values()) == whole.open


def group(counter: str, *verdicts: Verdict, due: str = "") -> GroupResult:
    results = tuple(
        subject_result(
            Subject(subject=f"s{number}"),
            (state(verdict, due=due),),
            evidence=0,
            latest_round=1,
            answered=1,
        )
        for number, verdict in enumerate(verdicts)
    )
    return GroupResult(Group(group="g", counter=counter), results)


@pytest.mark.parametrize(
    ("counter", "verdicts", "due", "ja", "en"),
    [
        (
            "社",
            [Verdict.MET] * 5 + [Verdict.CONFIRMING],
            "",
            "6社中5社は必須項目を全て充足、1社は評価実施中",
            "Of 6: 5 meeting all mandatory items, 1 under evaluation",
        ),
        (
            "社",
            [Verdict.MET] * 3 + [Verdict.INSUFFICIENT, Verdict.CONFIRMING, Verdict.DISCUSSING],
            "2020-12",
            "6社中3社は必須項目を全て充足、1社は未充足の項目があり、2020年12月中に対応予定、1社は評価実施中、"
            "1社は協議中",
            "Of 6: 3 meeting all mandatory items, 1 with unmet items (due 2020-12), "
            "1 under evaluation, 1 in discussion",
        ),
        (
            "社",
            [Verdict.NOT_APPLICABLE] * 7,
            "",
            "7社全てについて該当項目なし",
            "All 7 with no applicable item",
        ),
        (
            "社",
            [Verdict.MET],
            "",
            "1社が必須項目を全て充足",
            "1 meeting all mandatory items",
        ),
        ("", [Verdict.MET], "", "必須項目を全て充足", "All mandatory items met"),
        (
            "",
            [Verdict.NOT_IMPLEMENTED],
            "",
            "必須項目1項目中1項目が未実施または不十分（対応時期は未定）",
            "1 of 1 mandatory items unmet (no date planned)",
        ),
        ("", [Verdict.MET] * 2, "", "2件とも必須項目を全て充足", "Both meeting all mandatory items"),
        ("", [], "", "", ""),
    ],
)
def test_that_a_group_is_told_in_the_published_kind_of_sentence(
    counter: str, verdicts: list[Verdict], due: str, ja: str, en: str
):
    result = group(counter, *verdicts, due=due)
    assert group_sentence(result, Language.JA) == ja
    assert group_sentence(result, Language.EN) == en


def test_that_a_missing_plan_is_said_in_the_outcome():
    (unmet,) = group("", Verdict.INSUFFICIENT).subjects
    (met,) = group("", Verdict.MET).subjects
    assert outcome_phrase(unmet, Language.JA) == "未充足あり（対応時期は未定）"
    assert outcome_phrase(unmet, Language.EN) == "Unmet items (no date planned)"
    assert outcome_phrase(met, Language.JA) == "必須項目を全て充足"


@pytest.mark.parametrize(
    ("counter", "verdicts", "ja", "en"),
    [
        ("社", [Verdict.NOT_APPLICABLE], "1社について該当項目なし", "1 with no applicable item"),
        ("社", [Verdict.NOT_APPLICABLE] * 2, "2社とも該当項目なし", "Both with no applicable item"),
        (
            "社",
            [Verdict.INSUFFICIENT] * 3,
            "3社全てに未充足の項目があり、対応時期は未定",
            "All 3 with unmet items (no date planned)",
        ),
        ("社", [Verdict.CONFIRMING] * 3, "3社全てが評価実施中", "All 3 under evaluation"),
        ("", [Verdict.DISCUSSING] * 2, "2件とも協議中", "Both in discussion"),
    ],
)
def test_that_a_group_of_one_outcome_reads_as_one_would_write_it(
    counter: str, verdicts: list[Verdict], ja: str, en: str
):
    assert group_sentence(group(counter, *verdicts), Language.JA) == ja
    assert group_sentence(group(counter, *verdicts), Language.EN) == en


def test_that_one_month_is_named_as_such_and_several_by_their_last():
    def due_in(*months: str) -> GroupResult:
        held = [group("社", Verdict.INSUFFICIENT, due=month).subjects[0] for month in months]
        return GroupResult(Group(group="g", counter="社"), (*held, *group("社", Verdict.MET).subjects))

    same, apart = due_in("2020-12", "2020-12"), due_in("2020-12", "2021-03")
    assert group_sentence(same, Language.JA).endswith("2社は未充足の項目があり、2020年12月中に対応予定")
    assert group_sentence(apart, Language.JA).endswith("2社は未充足の項目があり、2021年3月までに対応予定")
    assert group_sentence(same, Language.EN).endswith("2 with unmet items (due 2020-12)")
    assert group_sentence(apart, Language.EN).endswith("2 with unmet items (due by 2021-03)")


def awaiting(latest_round: int) -> SubjectResult:
    states = (state(Verdict.UNREVIEWED),)
    return subject_result(
        Subject(subject=f"r{latest_round}"), states, evidence=0, latest_round=latest_round, answered=0
    )


def test_that_a_subject_that_was_never_sent_anything_is_shown_as_such_and_stays_awaiting():
    unsent, asked = awaiting(0), awaiting(1)
    assert (unsent.outcome, asked.outcome) == (Outcome.AWAITING, Outcome.AWAITING)
    assert [outcome_phrase(r, Language.JA) for r in (unsent, asked)] == ["未送付", "回答待ち"]
    assert [outcome_phrase(r, Language.EN) for r in (unsent, asked)] == ["Not sent", "Awaiting answers"]
    assert [short_word(r, Language.JA) for r in (unsent, asked)] == ["未送付", "回答待ち"]
    mixed = GroupResult(Group(group="g", counter="社"), (unsent, unsent, asked))
    assert mixed.outcomes == {Outcome.AWAITING: 3}
    assert group_sentence(mixed, Language.JA) == "3社中1社は回答待ち、2社は未送付"
    assert group_sentence(mixed, Language.EN) == "Of 3: 1 awaiting answers, 2 not sent anything yet"
    every = GroupResult(Group(group="g", counter="社"), (unsent,) * 3)
    assert group_sentence(every, Language.JA) == "3社全てが未送付"


def test_that_the_items_that_decide_an_outcome_are_the_mandatory_ones_it_names():
    for verdict, outcome in (
        (Verdict.DISCUSSING, Outcome.DISCUSSING),
        (Verdict.CONFIRMING, Outcome.CONFIRMING),
        (Verdict.NOT_IMPLEMENTED, Outcome.UNMET),
    ):
        states = (
            state(Verdict.MET, number=1),
            state(verdict, ADVANCED, number=2),
            state(verdict, number=3),
        )
        result = subject_result(Subject(subject="s"), states, evidence=0, latest_round=1, answered=1)
        assert result.outcome is outcome
        assert [s.item.id for s in result.deciding] == ["X-3"]
    assert awaiting(1).deciding == ()


def test_that_a_subject_with_a_date_says_when():
    (result,) = group("", Verdict.INSUFFICIENT, due="2020-12").subjects
    assert subject_sentence(result, Language.JA).endswith("（2020年12月対応予定）")
