"""The shim from Python: building it, starting programs under it, arming it, and reading its log."""

from __future__ import annotations

import ctypes
import os
import shutil
import struct
import subprocess
import sys
from dataclasses import dataclass
from enum import IntEnum, IntFlag
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.places import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

_RECORD: Final = struct.Struct("=iiqq")
POSSIBLE: Final = sys.platform == "linux"


class Call(IntFlag):
    """The calls that alter what a disk holds."""

    OPEN = 1
    CLOSE = 2
    WRITE = 4
    CUT = 8
    SYNC = 16
    UNLINK = 32
    RENAME = 64
    LINK = 128


ALL: Final = Call.OPEN | Call.WRITE | Call.CUT | Call.SYNC | Call.UNLINK | Call.RENAME | Call.LINK


class Act(IntEnum):
    """What happens to an armed call."""

    NOTHING = 0
    FAIL = 1
    KILL = 2
    SHORT = 3


@dataclass(frozen=True)
class Event:
    """One call as it was made, in the order of the log."""

    call: Call
    file: int
    offset: int
    payload: bytes


def built(folder: Path) -> Path:
    """Return the compiled shim; without a compiler there is nothing to say about power cuts."""
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if compiler is None:
        raise RuntimeError("the tests of crashes and full disks need a C compiler (cc); none was found")
    target = folder / "shim.so"
    source = Path(__file__).with_name("shim.c")
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", target, source, "-ldl"], check=True)
    return target


def run(shim: Path, root: Path, module: str, *arguments: str, log: Path | None = None) -> str:
    """Run a module of this folder under the shim, which watches `root`; return what it printed."""
    environment = {**os.environ, "LD_PRELOAD": str(shim), "SOAK_ROOT": str(root)}
    if log is not None:
        environment["SOAK_LOG"] = str(log)
    command = [sys.executable, "-m", f"tests.soak.{module}", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise AssertionError(f"{module} {' '.join(arguments)}\n{done.stdout}\n{done.stderr}")
    return done.stdout


def arm(act: Act, at: int = 0, calls: Call = ALL, number: int = 0, *, lasting: bool = False) -> int:
    """Say what happens to the `at`-th of these calls of this process; return how many there were before."""
    seen: int = ctypes.CDLL(None).soak_arm(act, ctypes.c_long(at), calls, number, lasting)
    return seen


def events(log: Path) -> Iterator[Event]:
    """Read a log from its first call to its last."""
    with log.open("rb") as file:
        while head := file.read(_RECORD.size):
            call, number, offset, length = _RECORD.unpack(head)
            yield Event(Call(call), number, offset, file.read(length))
