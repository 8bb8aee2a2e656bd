"""The rules of single keys: types of values, ids that must be new, names that must be known."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, Annotated, TypeVar

from pydantic import AfterValidator, Field, PlainValidator, ValidationInfo
from pydantic_core import PydanticCustomError

from assessor.domain import cashless
from assessor.domain.checklist import SECOND
from assessor.domain.sections import RequirementClass, Section, Theme
from assessor.domain.vocabulary import AsOf, Basis, Effect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

V = TypeVar("V")
DUPLICATE = "duplicate_id"
UNKNOWN = "unknown_reference"


class IdKind(StrEnum):
    """The kinds of things that have an id by which other places name them."""

    FEATURE = "feature"
    RULE = "rule"
    REFERENCE = "reference"
    DECLARED = "declared"  # a list that a file declares, valid or not
    CHECKLIST = "checklist"
    ITEM = "item"
    SECTION = "section"
    CLASS = "class"
    THEME = "theme"
    PLAN = "plan"
    GROUP = "group"
    SUBJECT = "subject"


@dataclass
class CheckingContext:
    """The context in which one file is checked: the ids known so far, each with its file."""

    file: str
    known: dict[IdKind, dict[str, str]] = field(default_factory=dict)

    def ids(self, kind: IdKind) -> dict[str, str]:
        """Return the known ids of a kind, each with the file that defines it."""
        return self.known.setdefault(kind, {})

    def within(self, file: str) -> CheckingContext:
        """Return the scope of another file that starts with the same ids."""
        return CheckingContext(file, {kind: dict(ids) for kind, ids in self.known.items()})

    def take(self, other: CheckingContext, *kinds: IdKind) -> None:
        """Add the ids of a valid file, for the files after it."""
        for kind in kinds:
            self.ids(kind).update(other.ids(kind))


def nearest(word: str, allowed: Iterable[str]) -> str:
    """Return the most similar allowed word, or an empty text."""
    return next(iter(get_close_matches(word, list(allowed), 1)), "")


def defines(kind: IdKind) -> AfterValidator:
    """Return a validator that registers a value as an id of this kind; a repeated one is a fault."""

    def check(value: str, info: ValidationInfo[CheckingContext]) -> str:
        ids = info.context.ids(kind)
        if value in ids:
            raise PydanticCustomError(DUPLICATE, "duplicate", {"first": ids[value]})
        ids[value] = info.context.file
        return value

    return AfterValidator(check)


def names(kind: IdKind) -> AfterValidator:
    """Return a validator that requires a known id of this kind."""

    def check(value: str, info: ValidationInfo[CheckingContext]) -> str:
        ids = info.context.ids(kind)
        if value not in ids:
            raise PydanticCustomError(UNKNOWN, "unknown", {"nearest": nearest(value, ids)})
        return value

    return AfterValidator(check)


def _only(holds: Callable[[V], bool]) -> AfterValidator:
    def check(value: V) -> V:
        if not holds(value):
            raise PydanticCustomError("refused", "refused")
        return value

    return AfterValidator(check)


def _written(pattern: str) -> AfterValidator:
    return _only(lambda value: re.fullmatch(pattern, str(value)) is not None)


def _each_once(values: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(values)) < len(values):
        raise PydanticCustomError("repeated", "repeated")
    return values


def _one_of(members: Mapping[V, object]) -> PlainValidator:
    # The type counts too: neither true nor 1.0 is the phase 1.
    typed: dict[tuple[type, object], object] = {
        (type(value), value): member for value, member in members.items()
    }

    def check(value: object) -> object:
        if not isinstance(value, str | int) or (type(value), value) not in typed:
            raise PydanticCustomError("refused", "refused")
        return typed[type(value), value]

    return PlainValidator(check)


def _member_of(kind: type[Enum]) -> PlainValidator:
    return _one_of({member.value: member for member in kind})


def _choice(kind: type[Enum]) -> str:
    return " | ".join(str(member.value) for member in kind)


# A description appears in problems as the expected value, so it has to be readable in every language.
Format = Annotated[int, _only(lambda value: value == 1), Field(description="1")]
FirstFormat = Annotated[int, _only(lambda value: value == 1), Field(description="1 | 2")]
SecondFormat = Annotated[int, _only(lambda value: value == SECOND), Field(description="1 | 2")]
Text = Annotated[str, _written(r"(?s).*\S.*"), Field(description="text")]
TextOrNone = Annotated[str, Field(description='text | ""')]
Id = Annotated[str, _written("[a-z0-9_]{1,40}"), Field(description="a-z 0-9 _ (1..40)")]
FeatureKey = Annotated[str, _written("[A-Za-z0-9_]{1,40}"), Field(description="A-Z a-z 0-9 _ (1..40)")]
Key = Annotated[str, _written(r"[^\s/]{1,40}"), Field(description="text (1..40)")]
ItemId = Annotated[str, _written("[A-Za-z0-9._-]{1,40}"), Field(description="A-Z a-z 0-9 . _ - (1..40)")]
Texts = Annotated[tuple[Text, ...], Field(strict=False, description="[text, …]")]
Patterns = Annotated[tuple[Text, ...], Field(strict=False, description="[item id or pattern, …]")]
Lists = Annotated[
    tuple[Annotated[str, names(IdKind.DECLARED)], ...],
    AfterValidator(_each_once),
    Field(strict=False, description="[checklist id, …]"),
]
Features = Annotated[
    tuple[Annotated[str, names(IdKind.FEATURE)], ...],
    AfterValidator(_each_once),
    Field(strict=False, description="[feature key, …]"),
]
References = Annotated[
    tuple[Annotated[str, names(IdKind.REFERENCE)], ...],
    AfterValidator(_each_once),
    Field(strict=False, description="[reference key, …]"),
]
AnyPhase = Annotated[Section, _one_of(cashless.PHASE), Field(description="1..5, 0")]
AnyTheme = Annotated[
    Theme | None,
    _one_of({**cashless.THEME, cashless.NO_THEME: None}),
    Field(description=" | ".join((*cashless.THEME, cashless.NO_THEME))),
]
AnyRequirement = Annotated[
    RequirementClass, _one_of(cashless.CLASS), Field(description=" | ".join(cashless.CLASS))
]
AnyBasis = Annotated[Basis, _member_of(Basis), Field(description=_choice(Basis))]
AnyEffect = Annotated[Effect, _member_of(Effect), Field(description=_choice(Effect))]
AnyAsOf = Annotated[AsOf, _member_of(AsOf), Field(description=_choice(AsOf))]
