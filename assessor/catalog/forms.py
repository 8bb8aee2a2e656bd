"""The forms of each kind of file, key by key, and their conversion to domain values."""

from __future__ import annotations

from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from assessor.catalog.checking import (
    AnyAsOf,
    AnyBasis,
    AnyEffect,
    AnyPhase,
    AnyRequirement,
    AnyTheme,
    FeatureKey,
    Features,
    Format,
    Id,
    IdKind,
    ItemId,
    Lists,
    Patterns,
    References,
    Text,
    TextOrNone,
    Texts,
    defines,
    names,
)
from assessor.catalog.library import Plan
from assessor.domain.checklist import Checklist, Condition, Feature, Item, Rule, Rulebook
from assessor.domain.records import Group, Subject


class Form(BaseModel):
    """Base of all forms: all keys required, no others allowed, no types converted."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


F = TypeVar("F", bound=Form)


def _at_least_one(entries: tuple[F, ...]) -> tuple[F, ...]:
    if not entries:
        raise PydanticCustomError("none", "none")
    return entries


class ItemForm(Form):
    """One [[items]] of a list."""

    id: Annotated[ItemId, defines(IdKind.ITEM)]
    phase: AnyPhase
    source_phase: TextOrNone
    theme: AnyTheme
    requirement_class: AnyRequirement = Field(alias="class")
    requirement: Text
    intent: TextOrNone
    gloss: TextOrNone
    evidence: Texts
    references: References
    basis: AnyBasis
    all_of: Features
    any_of: Features
    none_of: Features

    def value(self) -> Item:
        """Return the item of the domain."""
        return Item(
            id=self.id,
            phase=self.phase,
            source_phase=self.source_phase,
            theme=self.theme,
            requirement_class=self.requirement_class,
            requirement=self.requirement,
            intent=self.intent,
            gloss=self.gloss,
            evidence=self.evidence,
            references=self.references,
            basis=self.basis,
            applies=Condition(self.all_of, self.any_of, self.none_of),
        )


class ListForm(Form):
    """A file of the folder itself: one checklist."""

    format: Format
    id: Annotated[Id, defines(IdKind.CHECKLIST)]
    version: Text
    title: Text
    title_en: Text
    description: TextOrNone
    extends: Lists
    items: Annotated[
        tuple[ItemForm, ...],
        AfterValidator(_at_least_one),
        Field(strict=False, description="[[items]]"),
    ]

    def value(self) -> Checklist:
        """Return the checklist of the domain."""
        return Checklist(
            id=self.id,
            version=self.version,
            title=self.title,
            title_en=self.title_en,
            description=self.description,
            extends=self.extends,
            items=tuple(item.value() for item in self.items),
        )


class NoticeForm(Form):
    """The [notice] of the rules."""

    ja: Text
    en: Text


class FeatureForm(Form):
    """One [[features]] of the rules."""

    key: Annotated[FeatureKey, defines(IdKind.FEATURE)]
    name: Text
    name_en: Text


class RuleForm(Form):
    """One [[rules]] of the rules."""

    id: Annotated[ItemId, defines(IdKind.RULE)]
    title: Text
    title_en: Text
    all_of: Features
    none_of: Features
    items: Patterns
    effect: AnyEffect
    only: Annotated[Literal["", "mandatory", "advanced"], Field(description='mandatory | advanced | ""')] = (
        Field(alias="class")
    )
    reason: Text
    reason_en: Text
    basis: AnyBasis

    def value(self) -> Rule:
        """Return the rule of the domain."""
        return Rule(
            id=self.id,
            title=self.title,
            title_en=self.title_en,
            applies=Condition(all_of=self.all_of, none_of=self.none_of),
            items=self.items,
            only=self.only,
            effect=self.effect,
            reason=self.reason,
            reason_en=self.reason_en,
            basis=self.basis,
        )


class ReferenceForm(Form):
    """One [[references]] of the rules."""

    key: Annotated[Text, defines(IdKind.REFERENCE)]
    source: Text


class RulesForm(Form):
    """The file rules.toml; features stand before the rules because those name them."""

    format: Format
    version: Text
    notice: Annotated[NoticeForm, Field(description="[notice]")]
    features: Annotated[tuple[FeatureForm, ...], Field(strict=False, description="[[features]]")]
    rules: Annotated[tuple[RuleForm, ...], Field(strict=False, description="[[rules]]")]
    references: Annotated[tuple[ReferenceForm, ...], Field(strict=False, description="[[references]]")]

    def value(self) -> Rulebook:
        """Return the rulebook of the domain."""
        return Rulebook(
            version=self.version,
            notice=self.notice.ja,
            notice_en=self.notice.en,
            features=tuple(Feature(f.key, f.name, f.name_en) for f in self.features),
            rules=tuple(rule.value() for rule in self.rules),
            references=tuple((r.key, r.source) for r in self.references),
        )


class GroupForm(Form):
    """One [[groups]] of a plan."""

    key: Annotated[Id, defines(IdKind.GROUP)]
    name: Text
    name_en: Text
    counter: TextOrNone

    def value(self, position: int) -> Group:
        """Return the group of the domain."""
        return Group(
            group=self.key,
            name=self.name,
            name_en=self.name_en,
            counter=self.counter,
            position=position,
        )


class SubjectForm(Form):
    """One [[subjects]] of a plan."""

    key: Annotated[Id, defines(IdKind.SUBJECT)]
    name: Text
    name_en: Text
    group: Annotated[str, names(IdKind.GROUP), Field(description="group key")]
    checklist: Annotated[str, names(IdKind.CHECKLIST), Field(description="checklist id")]
    as_of: AnyAsOf
    features: Features

    def value(self, position: int) -> Subject:
        """Return the subject of the domain."""
        return Subject(
            subject=self.key,
            name=self.name,
            name_en=self.name_en,
            group=self.group,
            checklist=self.checklist,
            as_of=self.as_of,
            features=" ".join(sorted(self.features)),
            position=position,
        )


class PlanForm(Form):
    """A file of the folder plans; groups stand before the subjects because those name them."""

    format: Format
    id: Annotated[Id, defines(IdKind.PLAN)]
    title: Text
    title_en: Text
    description: TextOrNone
    description_en: TextOrNone
    groups: Annotated[tuple[GroupForm, ...], Field(strict=False, description="[[groups]]")]
    subjects: Annotated[tuple[SubjectForm, ...], Field(strict=False, description="[[subjects]]")]

    def value(self) -> Plan:
        """Return the plan with its groups and subjects as records of the domain, in order."""
        return Plan(
            id=self.id,
            title=self.title,
            title_en=self.title_en,
            description=self.description,
            description_en=self.description_en,
            groups=tuple(group.value(n) for n, group in enumerate(self.groups)),
            subjects=tuple(subject.value(n) for n, subject in enumerate(self.subjects)),
        )
