"""Fuzzes the reading of returned workbooks and of their looks with damaged files, for as long as it is told.

    python -m tools.fuzz.reader --minutes 10

A finding is whatever is neither a reading nor a refusal: another exception, the end of the process, more
than ten seconds, more than 300 MB. The smallest file of each kind stays in the folder.
"""

import argparse
import multiprocessing
import random
import resource
import sys
import time
import traceback
from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Final

from assessor.errors import InputError
from assessor.excel.looks import bounds, workbook_looks
from assessor.excel.reading import questionnaire_reader, workbook
from assessor.progress import quiet
from tests.files.workbooks import marks, parts, sheets, words
from tests.files.workbooks.make import PASSWORD, returned
from tools.console import ROOT, CommandFailedError, say
from tools.fuzz.mutations import mutant

MARKED: Final = {name: marked.edit for name, marked in marks.MARKS.items()}
EDITS: Final = {**sheets.EDITS, **words.EDITS, **parts.EDITS, **MARKED, **marks.SILENT}
CORPUS: Final = ROOT / "tests" / "files" / "workbooks"
SECONDS: Final = 10.0
START: Final = 120.0  # a child first makes the files it damages
MEGABYTES: Final = 300
ADDRESS_SPACE: Final = 8_000_000_000  # bytes a child may ask for, so that the machine survives it
RUNS_OF_A_CHILD: Final = 2000
SLOW: Final = frozenset({".xls", ".xlsb"})  # read in a process of their own, so they cost more
SLOW_SHARE: Final = 0.05
READ: Final = "read"
_ENDINGS: Final = frozenset({".xlsx", ".ods", ".xls", ".xlsb", ".xlsm"})


@dataclass
class Findings:
    """What came of the runs: how each ended, and of each kind of finding how many and the smallest file."""

    folder: Path
    ends: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    smallest: dict[str, Path] = field(default_factory=dict)

    def finding(self, kind: str, name: str, content: bytes, told: str = "") -> None:
        """Count a finding, and keep its file when it is the smallest so far."""
        self.kinds[kind] += 1
        before = self.smallest.get(kind)
        if before is not None and before.stat().st_size <= len(content):
            return
        stem = f"{kind.partition(':')[0].replace(' ', '-')}-{sha256(kind.encode()).hexdigest()[:8]}"
        kept = self.folder / f"{stem}{Path(name).suffix}"
        kept.write_bytes(content)
        kept.with_suffix(".txt").write_text(f"{kind}\nfrom {name}\n\n{told}", "utf-8")
        self.smallest[kind] = kept

    def report(self, seconds: float) -> None:
        """Say what was found."""
        runs = sum(self.ends.values()) + sum(self.kinds.values())
        say(f"{runs:,} runs in {seconds / 60:.1f} minutes, {runs / seconds:.0f} a second")
        for end, count in self.ends.most_common():
            say(f"  {count:>8,}  {end}")
        say(f"{sum(self.kinds.values()):,} findings of {len(self.kinds)} kinds")
        for kind, count in self.kinds.most_common():
            say(f"  {count:>8,}  {kind}\n            {self.smallest[kind]}")


def seeds() -> tuple[list[tuple[str, bytes]], list[tuple[str, bytes]]]:
    """Return the whole corpus: the files that are read in the process itself, and those apart from it."""
    files = [(path.name, path.read_bytes()) for path in sorted(CORPUS.iterdir()) if path.suffix in _ENDINGS]
    whole = returned()
    files += [(f"{name}.xlsx", edit(whole)) for name, edit in EDITS.items()]
    return [f for f in files if Path(f[0]).suffix not in SLOW], [
        f for f in files if Path(f[0]).suffix in SLOW
    ]


def ending(content: bytes, name: str) -> str:
    """Read one file and tell in a word or two how that ended; raises what is a finding."""
    try:
        found = questionnaire_reader.read(workbook.opened(content, name, (PASSWORD,)))
    except InputError as error:
        if not error.problems or any(problem.place.file != name for problem in error.problems):
            raise AssertionError("a refusal without a place") from error
        return f"refused: {error.problems[0].code}"
    seen = workbook_looks.look(workbook.opened(content, name, (PASSWORD,)), quiet())
    for sheet in seen.sheets:
        if sheet.rows > bounds.ROWS or sheet.columns > bounds.COLUMNS:
            raise AssertionError("a sheet beyond the bounds")
        if any(not (1 <= row <= sheet.rows and 1 <= column <= sheet.columns) for row, column in sheet.cells):
            raise AssertionError("a cell beyond its sheet")
    for row, values in found.rows:
        if row < 1 or any(at >= len(values) for at in found.columns.values()):
            raise AssertionError("a row shorter than its columns")
    return READ


def child(connection: Connection, seed: int, current: Path) -> None:
    """Read damaged files, many in one process; the one at hand lies in `current` should the process end."""
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    chance = random.Random(seed)
    plain, slow = seeds()
    for _ in range(RUNS_OF_A_CHILD):
        name, content = mutant(chance, slow if slow and chance.random() < SLOW_SHARE else plain)
        current.write_bytes(content)
        connection.send(("begins", name, ""))
        _forget_peak()
        apart = _peak_apart()
        try:
            end, told = ending(content, name), ""
        except MemoryError:
            end, told = "finding: memory: MemoryError", traceback.format_exc()
        except BaseException as error:  # a panic of calamine is no Exception
            end, told = f"finding: {_named(error)}", traceback.format_exc()
        if (peak := _peak()) > MEGABYTES:
            end, told = "finding: memory", f"{peak} MB"
        if (peak := _peak_apart()) > max(apart, MEGABYTES):
            end, told = "finding: memory of the process apart", f"{peak} MB"
        connection.send(("ended", end, told))
    connection.send(("finished", "", ""))


def _named(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    ours = [f"{Path(frame.filename).name}:{frame.name}" for frame in frames if "assessor" in frame.filename]
    return f"exception: {type(error).__name__} in {ours[-1] if ours else 'nothing of ours'}"


def _forget_peak() -> None:
    Path("/proc/self/clear_refs").write_text("5", "ascii")


def _peak() -> int:
    """Return the most memory this process has had since it was last forgotten, in MB."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) // 1000


def _peak_apart() -> int:
    """Return the most memory any process had that was started here and has ended, in MB."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1000


def fuzz(minutes: float, seed: int, findings: Findings) -> float:
    """Run children one after another until the time is over; returns the seconds it took."""
    started = time.monotonic()
    current = findings.folder / "current"
    context = multiprocessing.get_context("spawn")
    while time.monotonic() - started < minutes * 60:
        ours, theirs = context.Pipe()
        process = context.Process(target=child, args=(theirs, seed, current))
        process.start()
        theirs.close()
        watch(ours, process, current, findings, started + minutes * 60)
        process.kill()
        process.join()
        seed += 1
    current.unlink(missing_ok=True)
    return time.monotonic() - started


def watch(
    connection: Connection, process: BaseProcess, current: Path, findings: Findings, end: float
) -> None:
    """Take down what one child reports until it is done, dies, hangs, or the time is over."""
    name, begun = "", False
    while time.monotonic() < end or begun:
        if not connection.poll(SECONDS if begun else START):
            findings.finding("time: over ten seconds", name, current.read_bytes())
            return
        try:
            what, *told = connection.recv()
        except EOFError:
            process.join()
            if not name:
                raise CommandFailedError("a child ended before it had read anything") from None
            findings.finding(f"abort: exit code {process.exitcode}", name, current.read_bytes())
            return
        if what == "finished":
            return
        begun = what == "begins"
        if begun:
            name = told[0]
        elif told[0].startswith("finding: "):
            findings.finding(told[0].removeprefix("finding: "), name, current.read_bytes(), told[1])
        else:
            findings.ends[told[0]] += 1


def main() -> int:
    """Fuzz for as long as asked, and say what was found; 1 when there was something."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, default=ROOT / "out" / "fuzz")
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    findings = Findings(chosen.out)
    findings.report(fuzz(chosen.minutes, chosen.seed, findings))
    return 1 if findings.kinds else 0


if __name__ == "__main__":
    sys.exit(main())
