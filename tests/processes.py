"""Tests that start a process: known by what they do, since no list of them would stay true.

`--no-processes` lets a test go on until it is about to start one, and then skips it.
"""

from __future__ import annotations

import os
import sys
from typing import Final

import pytest

_STARTS: Final = frozenset({"subprocess.Popen", "os.fork", "os.forkpty", "os.posix_spawn", "os.system"})


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer the option."""
    parser.addoption("--no-processes", action="store_true", help="skip what starts a process")


def pytest_configure(config: pytest.Config) -> None:
    """Watch for starts of processes where asked for: a hook cannot be taken away again."""
    if config.getoption("--no-processes"):
        sys.addaudithook(_skip)


def _skip(event: str, _arguments: object) -> None:
    if event in _STARTS and "PYTEST_CURRENT_TEST" in os.environ:
        pytest.skip("starts a process")
