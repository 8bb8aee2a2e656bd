"""Reading from old entries (rule 1) which contents were purged or lost, which is in their detail."""

from __future__ import annotations

import re
from typing import Final

from assessor.domain.facts import PurgedThing

_HASH: Final = re.compile(r"\b[0-9a-f]{64}\b")


def purged_in(detail: str) -> tuple[PurgedThing, ...]:
    """Return the contents and documents removed by an old entry, from the hashes in its detail."""
    return tuple(map(PurgedThing, dict.fromkeys(_HASH.findall(detail))))
