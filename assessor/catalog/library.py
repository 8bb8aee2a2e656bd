"""The library as values: the sound checklists, the rulebook, the sound plans, and what was refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from assessor.domain.checklist import Checklist, Item, Rulebook
    from assessor.domain.records import Group, Subject
    from assessor.errors import Problem


@dataclass(frozen=True)
class Plan:
    """点検計画: the groups and subjects that a new case starts with."""

    id: str
    title: str
    title_en: str
    description: str
    description_en: str
    groups: tuple[Group, ...]
    subjects: tuple[Subject, ...]


@dataclass(frozen=True)
class Library:
    """Everything the folder holds; a refused file is not in it, only its problems are."""

    checklists: Mapping[str, Checklist]
    rules: Rulebook
    plans: Mapping[str, Plan]
    problems: tuple[Problem, ...]

    def items_of(self, checklist: str) -> tuple[Item, ...]:
        """Return the items to be asked: those of the extended lists first, then its own."""
        return tuple(item for each in self._with_extended([checklist]) for item in each.items)

    def used_by(self, plan: Plan) -> tuple[Checklist, ...]:
        """Return every list the plan's subjects need, once, each after the lists it extends."""
        return self._with_extended(subject.checklist for subject in plan.subjects)

    def _with_extended(self, ids: Iterable[str]) -> tuple[Checklist, ...]:
        found: dict[str, Checklist] = {}

        def add(checklist: str) -> None:
            if checklist not in found:
                for extended in self.checklists[checklist].extends:
                    add(extended)
                found[checklist] = self.checklists[checklist]

        for each in ids:
            add(each)
        return tuple(found.values())
