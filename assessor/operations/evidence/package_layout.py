"""The path of each file in an evidence package: by subject, phase and item, with portable names."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assessor.operations.evidence.copies import safe_name
from assessor.words.terms import name_of, named

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from assessor.domain.checklist import Item
    from assessor.domain.records import Evidence, Subject
    from assessor.words import Language

# Windows takes paths of 259 characters; what is left is for the folder that the package lies in.
LONGEST: Final = 150
_LONGEST_SUBJECT: Final = 40
_LONGEST_FOLDER: Final = 24
_SHORTEST_NAME: Final = 20


@dataclass(frozen=True)
class PlacedFile:
    """One link to evidence, and the path of its file in the package."""

    evidence: Evidence
    subject: str  # the name as the package shows it
    phase: str
    requirement: str
    path: str


def place(
    subjects: Sequence[Subject],
    items: Mapping[str, Sequence[Item]],
    evidence: Iterable[Evidence],
    language: Language,
) -> tuple[PlacedFile, ...]:
    """Return the path of each link, in the order of the plan and of the lists."""
    evidence_by_name: dict[tuple[str, str], list[Evidence]] = {}
    for one in sorted(evidence, key=lambda one: (one.attached_at, one.name)):
        evidence_by_name.setdefault((one.subject, one.item), []).append(one)
    placed: list[PlacedFile] = []
    taken: set[str] = set()
    for number, subject in enumerate(subjects, 1):
        name = named(subject.name, subject.name_en, language)
        top = f"{number:02}_{_fitting(name, _LONGEST_SUBJECT)}"
        for item in items[subject.subject]:
            phase = name_of(item.section, language)
            folder = f"{top}/{_fitting(phase, _LONGEST_FOLDER)}/{_fitting(item.id, _LONGEST_FOLDER)}"
            for one in evidence_by_name.get((subject.subject, item.id), []):
                path = _free(folder, one.name, taken)
                requirement = named(item.requirement, item.gloss, language)
                placed.append(PlacedFile(one, name, phase, requirement, path))
    return tuple(placed)


def _free(folder: str, name: str, taken: set[str]) -> str:
    """Return a path that no other file of the folder has, ignoring case and width."""
    number = 1
    while True:
        again = f" ({number})" if number > 1 else ""
        path = f"{folder}/{_fitting(name, max(_SHORTEST_NAME, LONGEST - units(folder) - 1), again)}"
        key = unicodedata.normalize("NFKC", path).casefold()
        if key not in taken:
            taken.add(key)
            return path
        number += 1


def _fitting(text: str, longest: int, again: str = "") -> str:
    """Return a safe name of at most `longest` units with its ending; `again` stands before that."""
    name = safe_name(text)
    stem, dot, ending = name.rpartition(".")
    if not (stem and dot) or units(ending) > longest // 2:
        stem, dot, ending = name, "", ""
    while units(stem + again + dot + ending) > longest:
        stem = stem[:-1]
    return f"{stem.rstrip('. ')}{again}{dot}{ending}"


def units(text: str) -> int:
    """Return the length as Windows counts it, in units of UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
