"""Measures how long the window stands still at most, in each step of a round, with few and many subjects.

    python -m tools.bench.stalls

Each round is a process of its own, since what is done for the first time takes longest. The rounds take
turns between the cases, and of each step the least of its rounds counts: what else a machine does only ever
adds to a time. The same round on a case of a few subjects is the baseline: what grows with a case shows as
a ratio. `cpu` is the processor time of the window's own thread in that stall, which is steadier where other
programs run.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from assessor import catalog
from tools.bench import large_cases
from tools.console import ROOT, say, window_environment

FEW: Final = 10  # subjects of the baseline
MANY: Final = (300, 1000)
GOAL_MS: Final = 100
_FOLDERS: Final = ("XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA")

Stalls = dict[str, tuple[float, float]]


def one_round(case: Path, folder: Path) -> Stalls:
    """Go through a round on a copy of the case, in a process of its own, and return each step's stall."""
    copied = folder / "round.assess"
    shutil.copyfile(case, copied)
    environment = {**window_environment(), **{name: str(folder / "home") for name in _FOLDERS}}
    command = [sys.executable, "-m", "tools.bench.round", str(copied)]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE)
    return {name: (wall, cpu) for name, (wall, cpu) in json.loads(done.stdout).items()}


def least(rounds: Sequence[Stalls]) -> Stalls:
    """Return of each step the least of its rounds, by the clock and of the processor apart."""
    return {
        name: (min(one[name][0] for one in rounds), min(one[name][1] for one in rounds)) for name in rounds[0]
    }


def measure(counts: Sequence[int], runs: int, folder: Path) -> list[Stalls]:
    """Make the cases, let the rounds take turns, and return the stalls of each case."""
    library = catalog.load(catalog.default_folder())
    cases = [folder / f"{count}.assess" for count in counts]
    for path, count in zip(cases, counts, strict=True):
        large_cases.create(path, library, count)
    rounds: list[list[Stalls]] = [[] for _ in counts]
    for _ in range(runs):
        for case, found in zip(cases, rounds, strict=True):
            found.append(one_round(case, folder))
    return [least(found) for found in rounds]


def show(counts: Sequence[int], found: Sequence[Stalls]) -> None:
    """Print a line for each step, and the worst of all."""
    width = max(map(len, found[0])) + 2
    heads = [f"{counts[0]:>5} subjects", *(f"{count:>11,} subjects" for count in counts[1:])]
    many = "".join(f"{head:>24}" for head in heads[1:])
    say(f"{'longest stall of the window, ms (cpu)':<{width}}{heads[0]:>14}{many}")
    for name in found[0]:
        base_wall, base_cpu = found[0][name]
        line = f"{name:<{width}}{base_wall:8.0f} ({base_cpu:.0f})".ljust(width + 14)
        for stalls in found[1:]:
            wall, cpu = stalls[name]
            line += f"{wall:8.0f} ({cpu:.0f})".rjust(15) + f"{cpu / base_cpu if base_cpu else 1:6.1f}×  "
        say(line + ("" if all(stalls[name][0] <= GOAL_MS for stalls in found[1:]) else f"> {GOAL_MS}"))
    for count, stalls in zip(counts, found, strict=True):
        worst = max(stalls, key=lambda name: stalls[name])
        wall, cpu = stalls[worst]
        verdict = "ok" if wall <= GOAL_MS else "TOO SLOW"
        told = f"worst with {count:,} subjects: {wall:.0f} ms ({cpu:.0f}) in “{worst}”"
        say(f"{told}  ≤ {GOAL_MS} ms  {verdict}")


def main(argv: Sequence[str]) -> int:
    """Measure everything and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=3, help="rounds on each case (default: 3)")
    parser.add_argument(
        "--subjects", type=int, action="append", help="of the larger cases (default: 300, 1000)"
    )
    arguments = parser.parse_args(argv)
    counts = [FEW, *(arguments.subjects or MANY)]
    place = ROOT / "out"
    place.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place) as folder:
        show(counts, measure(counts, arguments.runs, Path(folder)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
