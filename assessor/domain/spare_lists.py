"""Replacements for lost frozen lists, so that a recovered case can be opened."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from assessor.domain import cashless
from assessor.domain.checklist import Checklist, Condition, Item
from assessor.domain.rulebook import Rulebook
from assessor.domain.vocabulary import Basis

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_NO_RULES: Final = Rulebook(version="", notice="", notice_en="", features=(), rules=(), references=())
_LOST: Final = "（この項目の文面は失われました）"
_LOST_EN: Final = "(The wording of this item is lost.)"
_REBUILT: Final = "（復旧）"  # after the version, so that the list is not mistaken for the lost one


@dataclass(frozen=True)
class LibraryLists:
    """The lists of the present library, which may be newer than the frozen ones."""

    rules: Rulebook = _NO_RULES
    checklists: Mapping[str, Checklist] = field(default_factory=dict)

    def texts(self) -> list[str]:
        """Return the texts in which they would be frozen, among which may be the lost one."""
        return [self.rules.to_json(), *(one.to_json() for one in self.checklists.values())]


def rebuilt(
    checklist: str, title: str, version: str, extends: Iterable[str], items: Iterable[str]
) -> Checklist:
    """Return a list with only the ids of the items that were reviewed or asked."""
    return Checklist(
        id=checklist,
        version=f"{version.removesuffix(_REBUILT)}{_REBUILT}",
        title=title,
        title_en=title,
        description="",
        extends=tuple(extends),
        items=tuple(_without_words(item) for item in items),
    )


def _without_words(item: str) -> Item:
    return Item(
        id=item,
        section=cashless.COMMON,
        heading="",
        theme=None,
        requirement_class=cashless.MANDATORY,  # so that the outcome ignores none of them
        requirement=_LOST,
        intent="",
        gloss=_LOST_EN,
        evidence=(),
        references=(),
        basis=Basis.RECONSTRUCTED,
        applies=Condition(),
    )
