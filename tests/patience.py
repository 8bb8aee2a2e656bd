"""How long tests wait for something to come true, at most.

Whoever waits goes on as soon as it is true; only what hangs is ended by these, so that no test fails because
the machine is busy with other things.
"""

from __future__ import annotations

from typing import Any, Final, cast

from pytestqt.qtbot import QtBot

WINDOW: Final = 120  # seconds until a window has done what it was asked for
PROCESS: Final = 900  # seconds until another process has come to its end, or to a word


def be_patient() -> None:
    """Let what waits for a window do so without a number at every place that waits."""
    for wait in (QtBot.waitActive, QtBot.waitExposed, QtBot.waitSignal, QtBot.waitSignals, QtBot.waitUntil):
        cast("Any", wait).__kwdefaults__["timeout"] = WINDOW * 1000
