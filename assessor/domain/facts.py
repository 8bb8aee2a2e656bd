"""Facts: what an entry did and was about beside the fields it changed, as values and never as a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assessor.domain.naming import BilingualName
    from assessor.domain.vocabulary import Stage


class RemovedKind(StrEnum):
    """What a purge removed one of."""

    CONTENT = "content"  # a file
    DOCUMENT = "document"  # a frozen text, which only a recovery finds missing


class ProtectionChange(StrEnum):
    """What was done to the passphrase of a case."""

    GIVEN = "given"
    CHANGED = "changed"
    TAKEN = "taken"


@dataclass(frozen=True)
class PurgedThing:
    """One content or document that is gone: its hash, and its name and size as they were known last."""

    sha256: str
    name: str = ""
    size: int = 0
    kind: RemovedKind = RemovedKind.CONTENT


@dataclass(frozen=True)
class Facts:
    """The facts of one entry; each is empty where it is not of such an action."""

    names: tuple[BilingualName, ...] = ()  # of subjects, or of the whole, as they were then
    more: int = 0  # how many names there are beyond these
    items: tuple[str, ...] = ()  # the first of them
    more_items: int = 0  # how many items there are beyond these
    file: str = ""
    stage: Stage | None = None  # that was signed
    reason: str = ""  # why it was reopened
    purged: tuple[PurgedThing, ...] = ()
    protection: ProtectionChange | None = None


NO_FACTS = Facts()
