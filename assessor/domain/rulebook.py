"""The rulebook: features, rules, and which items apply to which features."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from fnmatch import fnmatchcase
from typing import Any

from assessor.domain import cashless
from assessor.domain.checklist import Condition, Feature, Item, canonical, condition
from assessor.domain.vocabulary import Basis, Effect


@dataclass(frozen=True)
class Rule:
    """One rule of the library: under a condition, an effect on items, with its reason."""

    id: str
    title: str
    title_en: str
    applies: Condition
    items: tuple[str, ...]  # patterns of item ids
    only: str  # the key of a class, or empty for all
    effect: Effect
    reason: str
    reason_en: str
    basis: Basis

    def concerns(self, item: Item) -> bool:
        """Tell whether the rule names this item; lists of other schemes number their items as they like."""
        if item.section.scheme != cashless.SCHEME:
            return False
        return (not self.only or self.only == item.requirement_class.key) and any(
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
        return canonical(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Rulebook:
        """Rebuild a rulebook from its canonical text."""
        raw: dict[str, Any] = json.loads(text)
        rules = tuple(
            Rule(
                **{k: r[k] for k in ("id", "title", "title_en", "only", "reason", "reason_en")},
                applies=condition(r["applies"]),
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
