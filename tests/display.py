"""A display for every process that runs tests: windows of one take no focus from those of another.

`--own-display` starts an Xvfb and shows the windows on it.
"""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

_SCREEN: Final = "1600x1000x24"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer the option."""
    parser.addoption("--own-display", action="store_true", help="show windows on an Xvfb of this process")


def pytest_configure(config: pytest.Config) -> None:
    """Start the display where windows will be shown: not in the process that only hands out tests."""
    hands_out = bool(getattr(config.option, "numprocesses", None)) and "PYTEST_XDIST_WORKER" not in os.environ
    if config.getoption("--own-display") and not hands_out:
        config.add_cleanup(_start())


def _start() -> Callable[[], None]:
    """Start an Xvfb, point Qt to it, and return what ends it."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", _SCREEN, "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    with open(reading, "rb") as told:  # noqa: PTH123 - a pipe has no path
        number = told.readline().decode("ascii").strip()
    if not number:
        raise RuntimeError("Xvfb did not start")
    os.environ |= {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
    os.environ.pop("WAYLAND_DISPLAY", None)

    def end() -> None:
        server.terminate()
        server.wait()

    return end
