"""A process that writes is killed, at random moments and at each call that alters a file."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Final

import pytest

from tests.places import ROOT
from tests.soak import shim as shims
from tests.soak.starting import LOCKED, LOCKS, PLAIN

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SECONDS: Final = 40.0
LONG: Final = 600.0  # never met


def killed(lock: str, kills: int, folder: Path, seconds: float = LONG) -> str:
    command = [sys.executable, "-m", "tests.soak.killing", lock, str(kills), str(seconds), str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize(("lock", "kills"), [(PLAIN, 9), (LOCKED, 6)])
def test_that_a_killed_process_loses_nothing(
    tmp_path: Path, lock: str, kills: int, count: Callable[[str], None]
) -> None:
    count(killed(lock, kills, tmp_path))


@pytest.mark.soak
@pytest.mark.parametrize("lock", LOCKS)
def test_that_hundreds_of_killed_processes_lose_nothing(
    tmp_path: Path, lock: str, count: Callable[[str], None]
) -> None:
    count(killed(lock, 400, tmp_path, SECONDS))


def stopped(shim: Path, folder: Path, lock: str, every: int, seconds: float = 0) -> str:
    watched = folder / "watched"
    watched.mkdir()
    return shims.run(shim, watched, "faults", "kill", lock, str(every), str(seconds), str(watched))


def test_that_the_end_at_a_call_loses_nothing(shim: Path, quick: Path, count: Callable[[str], None]) -> None:
    count(stopped(shim, quick, PLAIN, 53))


@pytest.mark.soak
@pytest.mark.parametrize("lock", LOCKS)
def test_that_the_end_at_every_call_loses_nothing(
    shim: Path, quick: Path, lock: str, count: Callable[[str], None]
) -> None:
    count(stopped(shim, quick, lock, 23, SECONDS))
