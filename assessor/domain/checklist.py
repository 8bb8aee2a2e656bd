"""Checklists, items, rules, and which items apply to which features."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from fnmatch import fnmatchcase
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from assessor.domain.vocabulary import Basis, Effect, Phase, Requirement, Theme

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True)
class Condition:
    """Features of which all, at least one, or none are required; empty parts require nothing."""

    all_of: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()

    def holds(self, features: frozenset[str]) -> bool:
        """Tell whether a service with these features fulfils the condition."""
        return (
            features.issuperset(self.all_of)
            and (not self.any_of or not features.isdisjoint(self.any_of))
            and features.isdisjoint(self.none_of)
        )


@dataclass(frozen=True)
class Item:
    """点検項目: one thing to be inspected."""

    id: str
    phase: Phase
    source_phase: str
    theme: Theme
    requirement_class: Requirement
    requirement: str
    intent: str
    gloss: str
    evidence: tuple[str, ...]
    references: tuple[str, ...]
    basis: Basis
    applies: Condition

    @property
    def mandatory(self) -> bool:
        """Whether the item counts for the outcome."""
        return self.requirement_class is Requirement.MANDATORY


@dataclass(frozen=True)
class Checklist:
    """チェックリスト: a versioned set of items; `extends` names lists whose items are asked too."""

    id: str
    version: str
    title: str
    title_en: str
    description: str
    extends: tuple[str, ...]
    items: tuple[Item, ...]

    def to_json(self) -> str:
        """Return the canonical text, which is hashed and frozen into a case."""
        return _canonical(asdict(self))

    @cached_property
    def sha256(self) -> str:
        """The hash of the canonical text."""
        return sha256(self.to_json().encode()).hexdigest()

    def count(self, requirement: Requirement) -> int:
        """Return how many items are of a class."""
        return sum(item.requirement_class is requirement for item in self.items)

    @classmethod
    def from_json(cls, text: str) -> Checklist:
        """Rebuild a checklist from its canonical text."""
        raw: dict[str, Any] = json.loads(text)
        checklist = cls(
            **{k: raw[k] for k in ("id", "version", "title", "title_en", "description")},
            extends=tuple(raw["extends"]),
            items=tuple(_item(entry) for entry in raw["items"]),
        )
        # The hash of the frozen text itself, in case a later version writes it differently.
        vars(checklist)["sha256"] = sha256(text.encode()).hexdigest()
        return checklist


def with_extended(checklists: Mapping[str, Checklist], ids: Iterable[str]) -> tuple[Checklist, ...]:
    """Return the lists and all lists they extend, each once and after those it extends."""
    lists: dict[str, Checklist] = {}

    def add(checklist: str) -> None:
        if checklist not in lists:
            for extended in checklists[checklist].extends:
                add(extended)
            lists[checklist] = checklists[checklist]

    for each in ids:
        add(each)
    return tuple(lists.values())


def items_of(checklists: Mapping[str, Checklist], checklist: str) -> tuple[Item, ...]:
    """Return the items to be asked: those of the extended lists, then its own."""
    return tuple(item for each in with_extended(checklists, [checklist]) for item in each.items)


@dataclass(frozen=True)
class Feature:
    """機能: something a service has, which decides which items apply."""

    key: str
    name: str
    name_en: str


@dataclass(frozen=True)
class Rule:
    """One rule of the library: under a condition, an effect on items, with its reason."""

    id: str
    title: str
    title_en: str
    applies: Condition
    items: tuple[str, ...]  # patterns of item ids
    only: str  # a Requirement's value, or empty for both
    effect: Effect
    reason: str
    reason_en: str
    basis: Basis

    def concerns(self, item: Item) -> bool:
        """Tell whether the rule names this item."""
        return (not self.only or self.only == item.requirement_class.value) and any(
            fnmatchcase(item.id, pattern) for pattern in self.items
        )


@dataclass(frozen=True)
class Rulebook:
    """The features, the rules R1 to R9, the sources and the notice on wording."""

    version: str
    notice: str
    notice_en: str
    features: tuple[Feature, ...]
    rules: tuple[Rule, ...]
    references: tuple[tuple[str, str], ...]

    def to_json(self) -> str:
        """Return the canonical text, which is hashed and frozen into a case."""
        return _canonical(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Rulebook:
        """Rebuild a rulebook from its canonical text."""
        raw: dict[str, Any] = json.loads(text)
        rules = tuple(
            Rule(
                **{k: r[k] for k in ("id", "title", "title_en", "only", "reason", "reason_en")},
                applies=_condition(r["applies"]),
                items=tuple(r["items"]),
                effect=Effect(r["effect"]),
                basis=Basis(r["basis"]),
            )
            for r in raw["rules"]
        )
        return cls(
            version=raw["version"],
            notice=raw["notice"],
            notice_en=raw["notice_en"],
            features=tuple(Feature(**f) for f in raw["features"]),
            rules=rules,
            references=tuple((key, source) for key, source in raw["references"]),
        )


@dataclass(frozen=True)
class Applicability:
    """Whether an item applies to a subject; if not, the rule or the missing features."""

    applies: bool
    rule: str = ""
    reason: str = ""
    reason_en: str = ""
    missing: tuple[Feature, ...] = ()  # if no rule gives the reason


APPLIES = Applicability(applies=True)


def applicability(item: Item, features: frozenset[str], rules: Rulebook) -> Applicability:
    """Tell whether the item applies; the item's own condition decides, the rules give the reason."""
    if item.applies.holds(features):
        return APPLIES
    for rule in rules.rules:
        if rule.effect is Effect.NOT_APPLICABLE and rule.applies.holds(features) and rule.concerns(item):
            return Applicability(False, rule.id, rule.reason, rule.reason_en)
    named = {f.key: f for f in rules.features}
    asked = (*item.applies.all_of, *item.applies.any_of)
    return Applicability(
        applies=False, missing=tuple(named[k] for k in asked if k in named and k not in features)
    )


def proposals(
    items: tuple[Item, ...], features: frozenset[str], rules: Rulebook
) -> tuple[tuple[Item, Rule], ...]:
    """Return the items that a rule proposes as not applicable; a reviewer has to accept each."""
    active = [r for r in rules.rules if r.effect is Effect.PROPOSE and r.applies.holds(features)]
    proposed = []
    for item in items:
        rule = next((r for r in active if r.concerns(item)), None)
        if rule is not None and item.applies.holds(features):
            proposed.append((item, rule))
    return tuple(proposed)


def _canonical(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _condition(raw: dict[str, Any]) -> Condition:
    return Condition(tuple(raw["all_of"]), tuple(raw["any_of"]), tuple(raw["none_of"]))


def _item(raw: dict[str, Any]) -> Item:
    return Item(
        **{k: raw[k] for k in ("id", "source_phase", "requirement", "intent", "gloss")},
        phase=Phase(raw["phase"]),
        theme=Theme(raw["theme"]),
        requirement_class=Requirement(raw["requirement_class"]),
        evidence=tuple(raw["evidence"]),
        references=tuple(raw["references"]),
        basis=Basis(raw["basis"]),
        applies=_condition(raw["applies"]),
    )
