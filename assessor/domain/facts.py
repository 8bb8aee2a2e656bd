"""The facts of an entry beside its changed fields, as values and never as a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assessor.domain.naming import BilingualName
    from assessor.domain.vocabulary import Stage


class RemovedKind(StrEnum):
    """The kinds of things that a purge removes."""

    CONTENT = "content"  # a file
    DOCUMENT = "document"  # a frozen text, which only a recovery loses


class ProtectionChange(StrEnum):
    """The kinds of changes of a passphrase."""

    GIVEN = "given"
    CHANGED = "changed"
    TAKEN = "taken"


@dataclass(frozen=True)
class PurgedThing:
    """A removed content or document: its hash, and its last known name and size."""

    sha256: str
    name: str = ""
    size: int = 0
    kind: RemovedKind = RemovedKind.CONTENT


@dataclass(frozen=True)
class Facts:
    """The facts of one entry; those of other actions are empty."""

    names: tuple[BilingualName, ...] = ()  # names of subjects or of the whole at that time
    more: int = 0  # number of further names
    items: tuple[str, ...] = ()  # the first items
    more_items: int = 0  # number of further items
    file: str = ""
    stage: Stage | None = None  # the signed stage
    reason: str = ""  # the reason for withdrawing signatures
    purged: tuple[PurgedThing, ...] = ()
    protection: ProtectionChange | None = None


NO_FACTS = Facts()
