"""Keys of few rounds: the real number takes a tenth of a second at every opening, and is meant to."""

from __future__ import annotations

from typing import Final

from assessor.storage import keys

REAL: Final = keys.ROUNDS
_FEW: Final = 1_000


def take_few() -> None:
    """Let this process derive keys with few rounds; what another one opens needs the real number."""
    setattr(keys, "ROUNDS", _FEW)  # noqa: B010 - it is final for everybody else
