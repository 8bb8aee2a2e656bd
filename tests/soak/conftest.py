"""What the tests of crashes share: the compiled shim, a quick disk, and the counts told at the end."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from tests.soak import shim as shims

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MEMORY: Final = Path("/dev/shm")
_counts: list[str] = []


@pytest.fixture(scope="session")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What stands between a program and the disk."""
    if not shims.POSSIBLE:
        pytest.skip("the calls of a program can be caught on Linux only")
    return shims.built(tmp_path_factory.mktemp("shim"))


@pytest.fixture
def quick(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where there is one: thousands of images are not worth a disk."""
    if not (MEMORY.is_dir() and os.access(MEMORY, os.W_OK)):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=MEMORY, prefix="soak-") as folder:
        yield Path(folder)


@pytest.fixture
def count() -> Callable[[str], None]:
    """Tells a count at the end of the run."""
    return _counts.append


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell what was counted."""
    if _counts:
        terminalreporter.section("counts")
        for line in _counts:
            terminalreporter.write_line(line.rstrip())
