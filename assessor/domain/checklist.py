"""Checklists and their items, and the canonical texts in which a case keeps them."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from assessor.domain import cashless
from assessor.domain.sections import RequirementClass, Section, Theme
from assessor.domain.vocabulary import Basis

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


SECOND: Final = 2  # the format with sections and classes of a list's own


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
    section: Section
    heading: str  # of the lower levels within the section, as the list's source has them
    theme: Theme | None
    requirement_class: RequirementClass
    requirement: str
    intent: str
    gloss: str
    evidence: tuple[str, ...]
    references: tuple[str, ...]
    basis: Basis | None  # None for a list that was brought in: nobody said how its items are founded
    applies: Condition
    source_id: str = ""  # the item's id in what the list was made from

    @property
    def mandatory(self) -> bool:
        """Whether the item counts for the outcome."""
        return self.requirement_class.decides


@dataclass(frozen=True)
class Feature:
    """機能: something a service has, which decides which items apply."""

    key: str
    name: str
    name_en: str


@dataclass(frozen=True)
class Checklist:
    """チェックリスト: a versioned set of items; `extends` names lists whose items are asked too.

    `sections`, `classes` and `themes` are all that the items may have, in their order.
    """

    id: str
    version: str
    title: str
    title_en: str
    description: str
    extends: tuple[str, ...]
    items: tuple[Item, ...]
    sections: tuple[Section, ...] = cashless.PHASES
    classes: tuple[RequirementClass, ...] = cashless.CLASSES
    themes: tuple[Theme, ...] = cashless.THEMES
    format: int = 1  # of the canonical text

    def to_json(self) -> str:
        """Return the canonical text, which is hashed and frozen into a case."""
        return canonical(_written_as_first(self) if self.format == 1 else _written(self))

    @cached_property
    def sha256(self) -> str:
        """The hash of the canonical text."""
        return sha256(self.to_json().encode()).hexdigest()

    def count(self, *, decides: bool) -> int:
        """Return how many items count for the outcome, or do not."""
        return sum(item.mandatory is decides for item in self.items)

    @classmethod
    def from_json(cls, text: str) -> Checklist:
        """Rebuild a checklist from its canonical text of format 1 or 2; raises ValueError or KeyError."""
        raw: dict[str, Any] = json.loads(text)
        checklist = _read(raw) if raw.get("format", 1) >= SECOND else _read_first(raw)
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


def sections_of(checklists: Mapping[str, Checklist], checklist: str) -> tuple[Section, ...]:
    """Return the sections of the items to be asked, in the order of the lists, each once."""
    lists = with_extended(checklists, [checklist])
    return tuple(dict.fromkeys(section for each in lists for section in each.sections))


def canonical(value: object) -> str:
    """Return plain values as the one text that is hashed."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def condition(raw: Mapping[str, Any]) -> Condition:
    """Return a condition from plain values."""
    return Condition(tuple(raw["all_of"]), tuple(raw["any_of"]), tuple(raw["none_of"]))


_HEAD: Final = ("id", "version", "title", "title_en", "description")
_TEXTS: Final = ("id", "requirement", "intent", "gloss")


def _head(checklist: Checklist) -> dict[str, object]:
    return {name: getattr(checklist, name) for name in _HEAD} | {"extends": checklist.extends}


def _common(item: Item) -> dict[str, object]:
    return {name: getattr(item, name) for name in _TEXTS} | {
        "requirement_class": item.requirement_class.key,
        "evidence": item.evidence,
        "references": item.references,
        "applies": asdict(item.applies),
    }


def _written_as_first(checklist: Checklist) -> dict[str, object]:
    """Return a list of the five phases as format 1 has it, so that its hash stays what old cases hold."""
    items = [
        _common(item)
        | {
            "phase": int(item.section.key),
            "source_phase": item.heading,
            "theme": item.theme.key if item.theme else cashless.NO_THEME,
            "basis": item.basis,
        }
        for item in checklist.items
    ]
    return _head(checklist) | {"items": items}


def _written(checklist: Checklist) -> dict[str, object]:
    items = [
        _common(item)
        | {
            "section": item.section.key,
            "heading": item.heading,
            "theme": item.theme.key if item.theme else "",
            "basis": item.basis or "",
            "source_id": item.source_id,
        }
        for item in checklist.items
    ]
    return _head(checklist) | {
        "format": SECOND,
        "sections": [asdict(section) for section in checklist.sections],
        "classes": [asdict(kind) for kind in checklist.classes],
        "themes": [asdict(theme) for theme in checklist.themes],
        "items": items,
    }


def _read_head(raw: Mapping[str, Any]) -> dict[str, Any]:
    return {name: raw[name] for name in _HEAD} | {"extends": tuple(raw["extends"])}


def _read_common(raw: Mapping[str, Any]) -> dict[str, Any]:
    return {name: raw[name] for name in _TEXTS} | {
        "evidence": tuple(raw["evidence"]),
        "references": tuple(raw["references"]),
        "applies": condition(raw["applies"]),
    }


def _read_first(raw: Mapping[str, Any]) -> Checklist:
    """Read format 1, whose numbers and words are those of the scheme of the five phases."""
    items = tuple(
        Item(
            **_read_common(one),
            section=cashless.PHASE[one["phase"]],
            heading=one["source_phase"],
            theme=None if one["theme"] == cashless.NO_THEME else cashless.THEME[one["theme"]],
            requirement_class=cashless.CLASS[one["requirement_class"]],
            basis=Basis(one["basis"]),
        )
        for one in raw["items"]
    )
    return Checklist(**_read_head(raw), items=items)


def _read(raw: Mapping[str, Any]) -> Checklist:
    sections = {one["key"]: Section(**one) for one in raw["sections"]}
    classes = {one["key"]: RequirementClass(**one) for one in raw["classes"]}
    themes = {one["key"]: Theme(**one) for one in raw["themes"]}
    items = tuple(
        Item(
            **_read_common(one),
            section=sections[one["section"]],
            heading=one["heading"],
            theme=themes[one["theme"]] if one["theme"] else None,
            requirement_class=classes[one["requirement_class"]],
            basis=Basis(one["basis"]) if one["basis"] else None,
            source_id=one["source_id"],
        )
        for one in raw["items"]
    )
    return Checklist(
        **_read_head(raw),
        items=items,
        sections=tuple(sections.values()),
        classes=tuple(classes.values()),
        themes=tuple(themes.values()),
        format=SECOND,
    )
