"""Why an item does not apply, in both languages."""

from assessor.domain.checklist import Feature
from assessor.domain.rulebook import Applicability
from assessor.words import Language
from assessor.words.applicability import why_not, why_not_in_both

LINK = Feature("link", "口座連携あり", "Account link")
PAY = Feature("pay", "決済あり", "Payment")


def test_that_missing_features_are_named_without_saying_that_they_are_there():
    seen = Applicability(applies=False, missing=(LINK, PAY))
    assert why_not(seen, Language.JA) == "該当する機能なし（口座連携・決済）"
    assert why_not(seen, Language.EN) == "The service does not have: Account link, Payment"


def test_that_the_reason_of_a_rule_is_told_as_the_rule_has_it():
    seen = Applicability(applies=False, rule="R1", reason="理由", reason_en="Reason")
    assert (why_not(seen, Language.JA), why_not(seen, Language.EN)) == ("理由", "Reason")


def test_that_without_rule_and_features_it_is_the_kind_of_service():
    both = why_not_in_both(Applicability(applies=False))
    assert (both.name, both.name_en) == (
        "この形態のサービスには該当しない項目",
        "Not meant for this kind of service",
    )
