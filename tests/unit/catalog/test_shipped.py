"""The library that is shipped: sound, complete, and with the applicability that its draft promises."""

from __future__ import annotations

from collections import Counter

import pytest

from assessor.catalog import Library, default_folder, load
from assessor.domain import cashless
from assessor.domain.checklist import Item, items_of
from assessor.domain.rulebook import applicability, proposals
from assessor.domain.vocabulary import Basis, Effect

COUNTS = {
    # list: items, mandatory, advanced, phases 1 to 5 and common, themes A and T, bases
    "code_payment": (38, 27, 11, (7, 8, 6, 6, 11, 0), (21, 17), (1, 16, 21)),
    "other_payment": (4, 4, 0, (0, 1, 0, 2, 1, 0), (2, 2), (0, 0, 4)),
    "bank_transfer": (26, 14, 12, (3, 9, 3, 3, 8, 0), (10, 16), (11, 8, 7)),
    "own_prepaid_card": (22, 22, 0, (4, 2, 3, 10, 3, 0), (15, 7), (2, 0, 20)),
    "own_pay_app": (18, 15, 3, (3, 5, 0, 4, 6, 0), (10, 8), (0, 3, 15)),
    "own_credit_card": (17, 15, 2, (3, 2, 0, 6, 6, 0), (9, 8), (0, 0, 17)),
    "bank_alliance": (24, 21, 3, (1, 7, 1, 0, 10, 5), (12, 12), (0, 17, 7)),
    "extension": (12, 10, 2, (0, 0, 0, 0, 0, 12), (0, 0), (0, 2, 10)),
}
ARCHETYPES = {
    # name: features, mandatory of 27, advanced of 11, phases without any applicable item
    "T1": ("ACC LOGIN LINK CHARGE PAY P2P CASHOUT", 27, 11, ()),
    "T2": ("ACC LOGIN LINK CHARGE PAY", 26, 10, ()),
    "T3": ("ACC LOGIN LINK PAY", 22, 8, (3,)),
    "T4": ("ACC LOGIN LINK PAY P2P", 23, 9, (3,)),
    "T5": ("ACC LINK CHARGE PAY", 24, 9, ()),
    "T6": ("ACC LOGIN LINK PAY GOODS", 22, 8, (3,)),
    "T7": ("ACC LOGIN LINK CASHOUT PURPOSE", 19, 8, (3,)),
    "T8": ("ACC LOGIN LINK CASHOUT PURPOSE", 19, 8, (3,)),
    "T9": ("ACC LOGIN LINK PURPOSE", 19, 7, (3, 4)),
}
GROUPS_OF_THE_PUBLISHED_INSPECTION = [6, 6, 7, 6, 3, 1, 2, 1, 1, 2]


@pytest.fixture(scope="module")
def library() -> Library:
    """The shipped library, read once."""
    return load(default_folder())


def applicable(items: tuple[Item, ...], features: str, library: Library) -> list[Item]:
    return [i for i in items if applicability(i, frozenset(features.split()), library.rules).applies]


def test_that_the_shipped_library_has_no_problems(library: Library) -> None:
    assert library.problems == ()
    assert set(library.checklists) == set(COUNTS)
    assert sum(len(c.items) for c in library.checklists.values()) == 161


@pytest.mark.parametrize("key", COUNTS)
def test_that_a_shipped_list_has_the_counts_of_the_draft(library: Library, key: str) -> None:
    checklist = library.checklists[key]
    phases, themes = Counter(i.section for i in checklist.items), Counter(i.theme for i in checklist.items)
    bases = Counter(i.basis for i in checklist.items)
    assert COUNTS[key] == (
        len(checklist.items),
        checklist.count(decides=True),
        checklist.count(decides=False),
        tuple(phases[p] for p in cashless.PHASES),
        (themes[cashless.AUTHENTICATION], themes[cashless.TRANSACTION]),
        tuple(bases[b] for b in Basis),
    )


def test_that_other_payment_asks_the_items_of_code_payment_first(library: Library) -> None:
    ids = [item.id for item in items_of(library.checklists, "other_payment")]
    assert len(ids) == 42
    assert (ids[0], ids[37:39]) == ("CP-1-01", ["CP-5-11", "OP-X-01"])


@pytest.mark.parametrize("name", ARCHETYPES)
def test_that_an_archetype_has_the_applicable_items_of_the_draft(library: Library, name: str) -> None:
    features, mandatory, advanced, empty_phases = ARCHETYPES[name]
    items = items_of(library.checklists, "code_payment")
    found = applicable(items, features, library)
    assert Counter(i.mandatory for i in found) == {True: mandatory, False: advanced}
    assert {i.section for i in items} - {i.section for i in found} == {
        cashless.PHASE[n] for n in empty_phases
    }


@pytest.mark.parametrize("name", ARCHETYPES)
def test_that_every_item_of_code_payment_that_does_not_apply_has_a_rule(library: Library, name: str) -> None:
    features = frozenset(ARCHETYPES[name][0].split())
    for item in items_of(library.checklists, "code_payment"):
        found = applicability(item, features, library.rules)
        assert found.applies or (found.rule and found.reason and found.reason_en), item.id


@pytest.mark.parametrize("name", [n for n, values in ARCHETYPES.items() if 3 in values[3]])
def test_that_a_service_without_charging_is_told_so_for_the_whole_phase(library: Library, name: str) -> None:
    features = frozenset(ARCHETYPES[name][0].split())
    charging = [i for i in items_of(library.checklists, "code_payment") if i.section == cashless.PHASE[3]]
    found = {applicability(item, features, library.rules) for item in charging}
    assert {(f.applies, f.rule, f.reason) for f in found} == {(False, "R1", "チャージ機能なし")}


@pytest.mark.parametrize("name", ["T7", "T8", "T9"])
def test_that_every_mandatory_item_is_proposed_where_funds_have_one_purpose(
    library: Library, name: str
) -> None:
    features = ARCHETYPES[name][0]
    items = items_of(library.checklists, "other_payment")
    proposed = proposals(items, frozenset(features.split()), library.rules)
    assert [i for i, _ in proposed] == [i for i in applicable(items, features, library) if i.mandatory]
    assert sum(i.id.startswith("CP-") for i, _ in proposed) == 19
    assert {rule.effect for _, rule in proposed} == {Effect.PROPOSE}
    assert all(rule.id.startswith("R6") and rule.reason for _, rule in proposed)


@pytest.mark.parametrize("name", ["T1", "T2", "T3", "T4", "T5", "T6"])
def test_that_nothing_is_proposed_for_other_services(library: Library, name: str) -> None:
    features = frozenset(ARCHETYPES[name][0].split())
    assert proposals(items_of(library.checklists, "other_payment"), features, library.rules) == ()


@pytest.mark.parametrize("plan", ["sample", "published_2020"])
def test_that_a_plan_has_the_shape_of_the_published_inspection(library: Library, plan: str) -> None:
    sizes = Counter(subject.group for subject in library.plans[plan].subjects)
    assert [sizes[g.group] for g in library.plans[plan].groups] == GROUPS_OF_THE_PUBLISHED_INSPECTION
    assert len(library.plans[plan].subjects) == 35


def test_that_a_rule_never_excludes_an_item_that_applies(library: Library) -> None:
    items = [item for checklist in library.checklists.values() for item in checklist.items]
    every = frozenset(feature.key for feature in library.rules.features)
    for rule in library.rules.rules:
        if rule.effect is Effect.NOT_APPLICABLE:
            most = every.difference(rule.applies.none_of)  # the most a service can have under the rule
            concerned = [i for i in items if rule.concerns(i)]
            assert concerned, rule.id
            assert not [i.id for i in concerned if i.applies.holds(most)], rule.id


def test_that_every_pattern_of_the_rules_names_some_item(library: Library) -> None:
    ids = {item.id for checklist in library.checklists.values() for item in checklist.items}
    for rule in library.rules.rules:
        for pattern in rule.items:
            stem = pattern.removesuffix("*")
            assert any(i == pattern or (stem != pattern and i.startswith(stem)) for i in ids), pattern
