"""Measures the time from start to first paint: an empty window against the application."""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tools.console import ROOT, SAMPLE, CommandFailedError, say, shown, window_environment

TIME_LIMIT = 120
EMPTY = "empty PySide6 window"


@dataclass
class Contestant:
    """A command that takes `--first-paint FILE`, and the times it took in seconds."""

    name: str
    command: list[str]
    times: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        """Return the time in the middle."""
        return statistics.median(self.times)


def packaged_executable() -> Path:
    """Return where `make package` puts the application."""
    return ROOT / "dist" / "Assessor" / ("Assessor.exe" if sys.platform == "win32" else "Assessor")


def contestants(case: Path | None) -> list[Contestant]:
    """Return what there is to measure: source and package where they exist, with the case if given."""
    found = [Contestant(EMPTY, [sys.executable, str(ROOT / "tools/bench/empty_window.py")])]
    programs = [("main.py", ROOT / "main.py", [sys.executable]), ("packaged", packaged_executable(), [])]
    for name, path, interpreter in programs:
        if not path.exists():
            continue
        command = [*interpreter, str(path)]
        found.append(Contestant(f"{name}, start page", command))
        if case is not None:
            found.append(Contestant(f"{name}, with a case", [*command, str(case)]))
    return found


def time_to_first_paint(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """Start a command, wait for its end, and return the seconds from its start to its first paint."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "first-paint"
        started = time.time()
        process = subprocess.run(
            [*command, "--first-paint", str(file)],
            cwd=ROOT,
            env=environment,
            stderr=subprocess.PIPE,
            timeout=TIME_LIMIT,
            check=False,
        )
        if process.returncode != 0:
            said = process.stderr.decode("utf-8", "replace")
            raise CommandFailedError(f"{shown(command)} ended with exit code {process.returncode}\n{said}")
        if not file.exists():
            raise CommandFailedError(f"{shown(command)} did not note its first paint")
        return float(file.read_text(encoding="ascii")) - started


def measure(entries: Sequence[Contestant], runs: int) -> None:
    """Measure in turn, so that a busy moment meets everyone; a first round warms the caches."""
    environment = window_environment()
    for entry in entries:
        time_to_first_paint(entry.command, environment)
    for _ in range(runs):
        for entry in entries:
            entry.times.append(time_to_first_paint(entry.command, environment))


def print_table(entries: Sequence[Contestant]) -> None:
    """Print each median, its range, and how many times the empty window it is."""
    empty = entries[0].median
    width = max(len(entry.name) for entry in entries)
    say(f"{'start to first paint':<{width}}   median  fastest  slowest   ratio")
    for entry in entries:
        fastest, slowest = min(entry.times), max(entry.times)
        numbers = f"{entry.median:6.3f} s {fastest:6.3f} s {slowest:6.3f} s"
        say(f"{entry.name:<{width}} {numbers} {entry.median / empty:7.2f}")


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Return the arguments."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("case", nargs="?", type=Path, help="a case file (default: the sample, if built)")
    parser.add_argument("--runs", type=int, default=5, help="how often each is measured (default: 5)")
    return parser.parse_args(argv)


def main(argv: Sequence[str]) -> int:
    """Measure everything there is and print the table."""
    arguments = parse(argv)
    case: Path | None = arguments.case or (SAMPLE if SAMPLE.exists() else None)
    entries = contestants(case.resolve() if case else None)
    try:
        measure(entries, arguments.runs)
    except (CommandFailedError, subprocess.TimeoutExpired) as problem:
        say(f"first_paint: {problem}")
        return 1
    print_table(entries)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
