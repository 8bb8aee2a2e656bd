"""Measures the exchange of questionnaires, each figure against openpyxl alone in the same run.

    python -m tools.bench.exchange

Both sides take turns and the fastest of several rounds counts, so that a busy moment harms neither: `ratio`
by the clock, `cpu` by the processor's own time, which is steadier where other programs run.
"""

import argparse
import gc
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from openpyxl import load_workbook

from assessor import catalog
from assessor.catalog import Library
from assessor.operations.inspection import Inspection
from assessor.operations.questionnaires import exporting as export
from assessor.operations.returns import batch
from assessor.operations.returns.accepting import accept
from assessor.operations.returns.decision import Decision
from assessor.progress import quiet
from tools.bench import bare_openpyxl
from tools.bench.filled_questionnaires import ACTOR, LIST, Sending, sending
from tools.console import ROOT, say

FILES: Final = 100
ROUNDS: Final = 7
FEW_ROUNDS: Final = 3  # of what takes seconds
ROWS: Final = (5_000, 10_000)
HUGE: Final = 200_000_000  # bytes of one sheet
MEMORY_GOAL: Final = 300  # MB
WRITE_GOAL: Final = 0.8
READ_GOAL: Final = 0.3


class Spent(NamedTuple):
    """Seconds that something took: on the clock, and of the processor."""

    wall: float
    cpu: float


def spent(work: Callable[[], object]) -> Spent:
    """Do some work and return what it took; garbage of what was before is not counted with it."""
    gc.collect()
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return Spent(time.perf_counter() - wall, time.process_time() - cpu)


def opened(case: Path) -> Inspection:
    """Open a copy of a case, so that each round begins with the same."""
    copied = case.with_name("work.assess")
    shutil.copy(case, copied)
    return Inspection.open(copied, ACTOR)


def exporting(sent: Sending, folder: Path) -> Spent:
    """Export everything once, into an empty folder."""
    out = Path(tempfile.mkdtemp(dir=folder))
    inspection = opened(sent.blank)
    subjects = export.sendable(inspection)
    taken = spent(lambda: export.export(inspection, subjects, out, quiet()))
    inspection.close()
    assert len(list(out.iterdir())) == len(sent.sent)
    shutil.rmtree(out)
    return taken


def writing(recipes: Sequence[bare_openpyxl.Recipe], folder: Path) -> Spent:
    """Write the same with openpyxl alone."""
    out = Path(tempfile.mkdtemp(dir=folder))

    def work() -> None:
        for number, recipe in enumerate(recipes):
            bare_openpyxl.write(out / f"{number}.xlsx", recipe)

    taken = spent(work)
    shutil.rmtree(out)
    return taken


def taking(sent: Sending, *, accepting: bool) -> Spent:
    """Read what came back, with its report, and take all of it over as one step."""
    inspection = opened(sent.case)
    rows = 0

    def work() -> None:
        nonlocal rows
        found = batch.read(inspection, sent.returned, quiet())
        rows = sum(seen.matched for seen in found.previews if seen.clean)
        if accepting:
            accept(inspection, [Decision(seen) for seen in found.previews if seen.clean], quiet())

    taken = spent(work)
    assert rows == len(sent.returned) * len(inspection.checklists[LIST].items)
    inspection.close()
    return taken


def loading(files: Sequence[Path]) -> Spent:
    """Load the same files with openpyxl alone."""

    def work() -> None:
        for path in files:
            load_workbook(path)

    return spent(work)


def compare(
    name: str,
    goal: float,
    ours: Callable[[], Spent],
    bare: Callable[[], Spent],
    rounds: int,
) -> Spent:
    """Let both sides take turns, print the ratio of the best rounds, and return our best."""
    pairs = [(ours(), bare()) for _ in range(rounds)]
    best = Spent(min(one.wall for one, _ in pairs), min(one.cpu for one, _ in pairs))
    other = Spent(min(one.wall for _, one in pairs), min(one.cpu for _, one in pairs))
    ratio, cpu = best.wall / other.wall, best.cpu / other.cpu
    say(
        f"{name:<58} {best.wall:8.3f} s {other.wall:8.3f} s {ratio:6.2f} {cpu:6.2f}   "
        f"≤ {goal:.1f} {'' if ratio <= goal else 'MISSED'}"
    )
    return best


def linear(name: str, few: Spent, many: Spent) -> None:
    """Print how much twice the rows cost."""
    ratio, cpu = many.wall / few.wall, many.cpu / few.cpu
    say(f"{name:<58} {many.wall:8.3f} s {few.wall:8.3f} s {ratio:6.2f} {cpu:6.2f}")


def huge(path: Path, model: Path) -> Path:
    """Write a workbook like the model whose table has far too many rows to be read."""
    with zipfile.ZipFile(model) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == "xl/worksheets/sheet2.xml":
                start, end = content.index(b"<row"), content.index(b"</sheetData>")
                rows = content[start:end]
                content = content[:start] + rows * (HUGE // len(rows) + 1) + content[end:]
            new.writestr(part.filename, content)
    return path


def refusing(case: Path, file: Path) -> int:
    """Read one file in a process of its own and return the most memory it had, in MB."""
    command = [sys.executable, "-m", "tools.bench.exchange", "--peak", str(case), str(file)]
    return int(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)


def peak(case: Path, file: Path) -> int:
    """Read a file and return the most memory this process has had, in MB."""
    inspection = Inspection.open(case, ACTOR)
    found = batch.read(inspection, [file], quiet())
    inspection.close()
    assert len(found.files) == 1
    # Of this program alone; what `resource` tells goes on from the process that started it.
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) // 1000


def measure(folder: Path) -> None:
    """Measure everything and print a line for each figure."""
    library = catalog.load(catalog.default_folder())
    many = sending(folder / "many", library, subjects=FILES)
    head = f"{'':<58} {'Assessor':>10} {'openpyxl':>10} {'ratio':>6} {'cpu':>6}   goal"
    say(head)
    recipes = [bare_openpyxl.recipe(path) for path in many.sent]
    compare(
        f"export {FILES} questionnaires, compared / written cell by cell",
        WRITE_GOAL,
        partial(exporting, many, folder),
        partial(writing, recipes, folder),
        FEW_ROUNDS,
    )
    del recipes
    compare(
        f"read {FILES} returned, report, commit, journal / loaded",
        READ_GOAL,
        partial(taking, many, accepting=True),
        partial(loading, many.returned),
        ROUNDS,
    )
    found = [_long(folder, library, rows) for rows in ROWS]
    linear(f"{ROWS[1]:,} rows read / {ROWS[0]:,} rows read", found[0][0], found[1][0])
    linear(f"{ROWS[1]:,} rows exported / {ROWS[0]:,} rows exported", found[0][1], found[1][1])
    _memory(folder, many)


def _long(folder: Path, library: Library, rows: int) -> tuple[Spent, Spent]:
    long = sending(folder / f"long{rows}", library, subjects=1, items=rows)
    read = compare(
        f"read one of {rows:,} rows with its report / loaded",
        READ_GOAL,
        partial(taking, long, accepting=False),
        partial(loading, long.returned),
        FEW_ROUNDS,
    )
    recipes = [bare_openpyxl.recipe(path) for path in long.sent]
    written = compare(
        f"export one of {rows:,} rows, compared / written cell by cell",
        WRITE_GOAL,
        partial(exporting, long, folder),
        partial(writing, recipes, folder),
        FEW_ROUNDS,
    )
    return read, written


def _memory(folder: Path, many: Sending) -> None:
    large = refusing(many.case, huge(folder / "huge.xlsx", many.returned[0]))
    usual = refusing(many.case, many.returned[0])
    name = f"refuse a sheet of {HUGE // 1_000_000} MB / read a questionnaire, peak memory"
    missed = "" if large < MEMORY_GOAL else "MISSED"
    say(f"{name:<58} {large:8} MB {usual:8} MB {large / usual:6.2f} {'':6}   < {MEMORY_GOAL} MB {missed}")


def main() -> int:
    """Measure the exchange."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--peak", nargs=2, type=Path, metavar=("CASE", "FILE"), help=peak.__doc__)
    chosen = parser.parse_args()
    if chosen.peak:
        say(str(peak(*chosen.peak)))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
