"""The disk is full or fails at any call: nothing is lost, the user is told, and the work goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.soak import shim as shims
from tests.soak.starting import LOCKED, LOCKS, PLAIN

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SECONDS: Final = {"full": 40.0, "broken": 25.0}


def met(shim: Path, folder: Path, fault: str, lock: str, pace: tuple[int, float]) -> str:
    watched = folder / "watched"
    watched.mkdir()
    return shims.run(shim, watched, "faults", fault, lock, *map(str, pace), str(watched))


@pytest.mark.parametrize(("fault", "lock"), [("full", PLAIN), ("broken", LOCKED)])
def test_that_a_call_that_fails_loses_nothing(
    shim: Path, quick: Path, fault: str, lock: str, count: Callable[[str], None]
) -> None:
    count(met(shim, quick, fault, lock, (97, 0)))


@pytest.mark.soak
@pytest.mark.parametrize("lock", LOCKS)
@pytest.mark.parametrize("fault", SECONDS)
def test_that_no_call_that_fails_loses_anything(
    shim: Path, quick: Path, fault: str, lock: str, count: Callable[[str], None]
) -> None:
    count(met(shim, quick, fault, lock, (17, SECONDS[fault])))
