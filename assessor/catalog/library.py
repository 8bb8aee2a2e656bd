"""The library as values: the valid checklists, rulebook and plans, and the problems of refused files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessor.domain.checklist import with_extended

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assessor.domain.checklist import Checklist
    from assessor.domain.records import Group, Subject
    from assessor.domain.rulebook import Rulebook
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
    """The contents of the folder; of a refused file only its problems."""

    checklists: Mapping[str, Checklist]
    rules: Rulebook
    plans: Mapping[str, Plan]
    problems: tuple[Problem, ...]

    def used_by(self, plan: Plan) -> tuple[Checklist, ...]:
        """Return every list the plan's subjects need, once, each after the lists it extends."""
        return with_extended(self.checklists, (subject.checklist for subject in plan.subjects))
