"""The forms of each kind of file, key by key, and their conversion to domain values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

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
    FirstFormat,
    Format,
    Id,
    IdKind,
    ItemId,
    Key,
    Lists,
    Patterns,
    References,
    SecondFormat,
    Text,
    TextOrNone,
    Texts,
    defines,
    names,
)
from assessor.catalog.library import Plan
from assessor.domain.checklist import SECOND, Checklist, Condition, Feature, Item
from assessor.domain.records import Group, Subject
from assessor.domain.rulebook import Rule, Rulebook
from assessor.domain.sections import RequirementClass, Section, Theme

if TYPE_CHECKING:
    from collections.abc import Mapping


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
        return _item(self, self.phase, self.source_phase, self.theme, self.requirement_class)


class ListForm(Form):
    """A file of the folder itself: one checklist."""

    format: FirstFormat
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


class SectionForm(Form):
    """One [[sections]] of a list of format 2."""

    key: Annotated[Key, defines(IdKind.SECTION)]
    name: Text
    name_en: TextOrNone = ""


class ClassForm(Form):
    """One [[classes]] of a list of format 2."""

    key: Annotated[Key, defines(IdKind.CLASS)]
    name: Text
    name_en: TextOrNone = ""
    decides: bool

    def value(self) -> RequirementClass:
        """Return the class of the domain."""
        return RequirementClass(self.key, self.name, self.name_en, self.decides)


class ThemeForm(Form):
    """One [[themes]] of a list of format 2."""

    key: Annotated[Key, defines(IdKind.THEME)]
    name: Text
    name_en: TextOrNone = ""

    def value(self) -> Theme:
        """Return the theme of the domain."""
        return Theme(self.key, self.name, self.name_en)


class OwnItemForm(Form):
    """One [[items]] of a list of format 2; what a list of a department lacks may be left out."""

    id: Annotated[ItemId, defines(IdKind.ITEM)]
    section: Annotated[str, names(IdKind.SECTION), Field(description="section key")]
    heading: TextOrNone = ""
    theme: Annotated[str, names(IdKind.THEME), Field(description="theme key")] | None = None
    requirement_class: Annotated[str, names(IdKind.CLASS), Field(description="class key")] = Field(
        alias="class"
    )
    requirement: Text
    intent: TextOrNone = ""
    gloss: TextOrNone = ""
    evidence: Texts = ()
    references: Texts = ()
    basis: AnyBasis | None = None
    all_of: Features = ()
    any_of: Features = ()
    none_of: Features = ()
    source_id: TextOrNone = ""

    def value(
        self,
        sections: Mapping[str, Section],
        classes: Mapping[str, RequirementClass],
        themes: Mapping[str, Theme],
    ) -> Item:
        """Return the item of the domain."""
        theme = themes[self.theme] if self.theme else None
        kind = classes[self.requirement_class]
        return _item(self, sections[self.section], self.heading, theme, kind, source_id=self.source_id)


def _item(
    form: ItemForm | OwnItemForm,
    section: Section,
    heading: str,
    theme: Theme | None,
    requirement_class: RequirementClass,
    *,
    source_id: str = "",
) -> Item:
    """Return the item of a form of either format with what the formats name in different ways."""
    return Item(
        id=form.id,
        section=section,
        heading=heading,
        theme=theme,
        requirement_class=requirement_class,
        requirement=form.requirement,
        intent=form.intent,
        gloss=form.gloss,
        evidence=form.evidence,
        references=form.references,
        basis=form.basis,
        applies=Condition(form.all_of, form.any_of, form.none_of),
        source_id=source_id,
    )


class OwnListForm(Form):
    """A list of format 2: its sections, classes and themes are its own.

    They stand before the items because those name them.
    """

    format: SecondFormat
    id: Annotated[Id, defines(IdKind.CHECKLIST)]
    version: Text
    title: Text
    title_en: TextOrNone = ""
    description: TextOrNone = ""
    extends: Lists = ()
    sections: Annotated[
        tuple[SectionForm, ...],
        AfterValidator(_at_least_one),
        Field(strict=False, description="[[sections]]"),
    ]
    classes: Annotated[
        tuple[ClassForm, ...],
        AfterValidator(_at_least_one),
        Field(strict=False, description="[[classes]]"),
    ]
    themes: Annotated[tuple[ThemeForm, ...], Field(strict=False, description="[[themes]]")] = ()
    items: Annotated[
        tuple[OwnItemForm, ...],
        AfterValidator(_at_least_one),
        Field(strict=False, description="[[items]]"),
    ]

    def value(self) -> Checklist:
        """Return the checklist of the domain."""
        sections = {
            one.key: Section(one.key, one.name, one.name_en, self.id, position)
            for position, one in enumerate(self.sections)
        }
        classes = {one.key: one.value() for one in self.classes}
        themes = {one.key: one.value() for one in self.themes}
        return Checklist(
            id=self.id,
            version=self.version,
            title=self.title,
            title_en=self.title_en,
            description=self.description,
            extends=self.extends,
            items=tuple(item.value(sections, classes, themes) for item in self.items),
            sections=tuple(sections.values()),
            classes=tuple(classes.values()),
            themes=tuple(themes.values()),
            format=SECOND,
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

    def value(self) -> Feature:
        """Return the feature of the domain."""
        return Feature(self.key, self.name, self.name_en)


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
            features=tuple(feature.value() for feature in self.features),
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
