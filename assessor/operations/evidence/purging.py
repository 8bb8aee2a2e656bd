"""Purging: unlinked contents are deleted on purpose, and the journal records what they were."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessor.domain.change import ChangeSet
from assessor.domain.facts import Facts, PurgedThing
from assessor.domain.records import Evidence, Return
from assessor.domain.vocabulary import Action
from assessor.errors import Code, InputError, Place, Problem
from assessor.progress import PartialProgress
from assessor.storage import compacting
from assessor.storage.compacting import CompactingResult
from assessor.storage.unlinked import UnlinkedContent
from assessor.storage.unlinked import unlinked as find_unlinked

if TYPE_CHECKING:
    from collections.abc import Collection

    from assessor.operations.inspection import Inspection
    from assessor.progress import Progress
    from assessor.storage.unit_of_work import UnitOfWork

__all__ = [
    "CompactingResult",
    "PurgedContents",
    "UnlinkedContent",
    "compact",
    "freeable",
    "purge",
    "unlinked",
]


@dataclass(frozen=True)
class PurgedContents:
    """What was purged; the file gets smaller only when it is compacted."""

    contents: tuple[UnlinkedContent, ...]

    @property
    def size(self) -> int:
        """How many bytes the contents had."""
        return sum(one.size for one in self.contents)


def unlinked(inspection: Inspection) -> tuple[UnlinkedContent, ...]:
    """Return the contents that no review and no return links, the largest first."""
    with inspection.file.read() as work:
        return tuple(sorted(find_unlinked(work), key=lambda one: -one.size))


def purge(inspection: Inspection, names: Collection[str], progress: Progress) -> PurgedContents:
    """Delete contents by their SHA-256, all or none, with a journal entry for each.

    Undo cannot restore them. Raises InputError for one that is still linked or does not exist.
    """
    with inspection.file.write() as work:
        there = {one.sha256: one for one in find_unlinked(work)}
        problems = [_refusal(work, name) for name in names if name not in there]
        if problems:
            raise InputError(*problems)
        chosen = [there[name] for name in dict.fromkeys(names)]
        total, before = sum(one.size for one in chosen), 0
        for one in chosen:
            work.contents.drop(one.sha256, PartialProgress(progress, before, total))
            gone = PurgedThing(one.sha256, one.name, one.size)
            inspection.apply_in(work, ChangeSet(Action.PURGE, "", (), facts=Facts(purged=(gone,))))
            before += one.size
    return PurgedContents(tuple(chosen))


def _refusal(work: UnitOfWork, name: str) -> Problem:
    links = [Place(e.name, subject=e.subject, item=e.item) for e in work.records.all(Evidence, sha256=name)]
    links += [Place(r.file, subject=r.subject) for r in work.records.all(Return, sha256=name)]
    if links:
        return Problem(Code.CONTENT_LINKED, links[0], {"sha256": name})
    return Problem(Code.CONTENT_MISSING, Place(file=name), {"sha256": name})


def freeable(inspection: Inspection) -> int:
    """Return how many bytes compacting would give back."""
    return compacting.freeable(inspection.file)


def compact(inspection: Inspection, progress: Progress) -> CompactingResult:
    """Rewrite the case without its unused space."""
    return compacting.compact(inspection.file, progress)
