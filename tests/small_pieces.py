"""Small pieces: more of them than SQLite keeps in memory, with less to write and to look through."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assessor.storage import engines
from assessor.storage.stores import contents, source

if TYPE_CHECKING:
    from collections.abc import Callable

PIECE: Final = 32 * 1024
_KEPT_IN_MEMORY: Final = 8  # pieces, as many as of a real size


def make_small(change: Callable[[object, str, object], None]) -> None:
    """Let contents come in small pieces and SQLite keep as many of them in memory as of the usual ones."""
    for module in (source, contents):
        change(module, "PIECE", PIECE)
    kept = f"PRAGMA cache_size=-{_KEPT_IN_MEMORY * PIECE // 1024}"
    change(engines, "PRAGMAS", (*engines.PRAGMAS, kept))
