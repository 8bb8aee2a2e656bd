"""Helpers of the tools: writing lines and running commands of the application."""

import os
import shlex
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "out" / "sample.assess"


class CommandFailedError(Exception):
    """A command ended with an exit code that is not zero, or took too long."""


def say(line: str = "") -> None:
    """Write one line and flush it, so that it keeps its order with the lines of child processes."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def shown(command: Sequence[str]) -> str:
    """Return a command as typed in the project's folder."""
    words = ["python" if word == sys.executable else word for word in command]
    return shlex.join(word.removeprefix(str(ROOT) + os.sep) for word in words)


def has_display() -> bool:
    """Tell whether there is a display."""
    if sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def child_environment(platform: str | None = None) -> dict[str, str]:
    """Return an environment for the application: bytecode is kept, Qt draws to `platform` if given."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    if platform is not None:
        environment["QT_QPA_PLATFORM"] = platform
    return environment


def window_environment() -> dict[str, str]:
    """Return an environment in which a window opens, offscreen without a display."""
    chosen = os.environ.get("QT_QPA_PLATFORM")
    return child_environment(chosen or (None if has_display() else "offscreen"))


def run(command: Sequence[str], environment: Mapping[str, str] | None = None) -> None:
    """Print a command, run it from the project's folder, and raise when it fails."""
    say(f"$ {shown(command)}")
    code = subprocess.run(command, cwd=ROOT, env=environment or child_environment(), check=False).returncode
    if code != 0:
        raise CommandFailedError(f"{shown(command)} ended with exit code {code}")
