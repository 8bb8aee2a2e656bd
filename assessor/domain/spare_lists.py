"""Spare lists: what stands in for frozen lists that are lost, so that a recovered case opens again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from assessor.domain.checklist import Checklist, Condition, Item, Rulebook
from assessor.domain.vocabulary import Basis, Phase, Requirement, Theme

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_NO_RULES: Final = Rulebook(version="", notice="", notice_en="", features=(), rules=(), references=())
_LOST: Final = "（この項目の文面は失われました）"
_LOST_EN: Final = "(The wording of this item is lost.)"
_REBUILT: Final = "（復旧）"  # after the version: nobody takes the list for the one that was lost


@dataclass(frozen=True)
class LibraryLists:
    """The lists that there are now; they may be newer than those that were frozen."""

    rules: Rulebook = _NO_RULES
    checklists: Mapping[str, Checklist] = field(default_factory=dict)

    def texts(self) -> list[str]:
        """Return them as they would be frozen: the very same one may be what is lost."""
        return [self.rules.to_json(), *(one.to_json() for one in self.checklists.values())]


def rebuilt(
    checklist: str, title: str, version: str, extends: Iterable[str], items: Iterable[str]
) -> Checklist:
    """Return a list that has nothing but the ids of the items that were reviewed or asked."""
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
        phase=Phase.COMMON,
        source_phase="",
        theme=Theme.NONE,
        requirement_class=Requirement.MANDATORY,  # what counts for the outcome is not to be lost unseen
        requirement=_LOST,
        intent="",
        gloss=_LOST_EN,
        evidence=(),
        references=(),
        basis=Basis.RECONSTRUCTED,
        applies=Condition(),
    )
