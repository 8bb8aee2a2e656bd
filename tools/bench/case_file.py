"""Measures what the case file costs, each figure against the plain thing it can be compared with."""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from assessor import catalog
from assessor.domain.change import ChangeSet, between
from assessor.domain.records import Review, Subject
from assessor.domain.vocabulary import Action, Verdict
from assessor.operations import cases as case_verbs
from assessor.progress import quiet
from assessor.storage import keys, rekeying
from assessor.storage.case_file import CaseFile
from assessor.storage.keys import Key
from assessor.storage.verification.verification import verify
from tools.bench import large_cases
from tools.bench.cases import ACTOR, Marking, bare, created, filled, settings_of
from tools.bench.evidence import hashed, text_of
from tools.console import ROOT, say, window_environment

PASSPHRASE = "a passphrase of the bench"
MIB = 1024 * 1024
IDLE_LIMIT = 48 * MIB
SMALL, LARGE = 1_000, 1_000_000
ROUNDS = 3
MARKS = 60  # in the window, of which the fastest counts
PARTS = ("mark", "grow", "evidence", "open", "verify", "window", "judge")


@dataclass
class Line:
    """One ratio, measured several times.

    What else a machine does only ever adds to a time, so the least is compared with the least; the
    lowest and highest ratio of a single round show how much was added.
    """

    name: str
    unit: str
    measured: list[float]
    against: list[float]
    limit: float

    def show(self) -> None:
        """Print it."""
        ratios = sorted(one / other for one, other in zip(self.measured, self.against, strict=True))
        measured, against = min(self.measured), min(self.against)
        ratio = measured / against
        verdict = (
            "" if not self.limit else f"≤ {self.limit:.1f}  {'ok' if ratio <= self.limit else 'TOO SLOW'}"
        )
        figures = f"{measured:10.3f} {against:10.3f} {self.unit}"
        say(f"{self.name:<47}{figures:<25} {ratio:6.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})  {verdict}")


def timed(work: Callable[[], object]) -> float:
    """Return the milliseconds that something takes."""
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def percentile(times: Sequence[float], which: int) -> float:
    """Return the time that so many in a hundred do not exceed."""
    return statistics.quantiles(times, n=100, method="inclusive")[which - 1]


def marking(folder: Path, key: Key, runs: int) -> None:
    """Compare marks, plain and encrypted, with bare transactions of the same two rows."""
    items = [f"R-{number:07}" for number in range(1, SMALL + 1)]
    first = created(folder / "plain.assess")
    first.close()
    filled(first.path, SMALL)
    with closing(CaseFile.open(first.path)) as case:
        Marking(case, items[:1]).mark_all(1)
        settings = settings_of(case)
    compared = folder / "bare.assess"
    shutil.copyfile(first.path, compared)
    locked = folder / "locked.assess"
    shutil.copyfile(first.path, locked)
    rekeying.rekey(locked, None, key, quiet())
    with closing(CaseFile.open(first.path)) as plain, closing(CaseFile.open(locked, key)) as encrypted:
        against = bare(compared, settings)
        contestants = [Marking(plain, items), Marking(encrypted, items)]
        found = [
            _marked(contestants, lambda number: against.mark(items[number % SMALL]), runs)
            for _ in range(ROUNDS)
        ]
        against.connection.close()
    for which in (50, 99):
        for name, place, limit in (("plain", 1, 2.0), ("encrypted", 2, 2.5)):
            measured = [percentile(times[place], which) for times in found]
            base = [percentile(times[0], which) for times in found]
            Line(f"mark, {name}, p{which} / bare sqlite3", "ms", measured, base, limit).show()


def _marked(contestants: list[Marking], against: Callable[[int], None], runs: int) -> list[list[float]]:
    times: list[list[float]] = [[] for _ in range(len(contestants) + 1)]
    for number in range(runs):
        times[0].append(timed(lambda number=number: against(number)))  # type: ignore[misc]
        for place, contestant in enumerate(contestants, 1):
            planned = contestant.planned()
            times[place].append(timed(lambda one=contestant, it=planned: one.mark(it)))  # type: ignore[misc]
    return times


def growing(folder: Path, runs: int) -> None:
    """Compare a mark among a million reviews with one among a thousand."""
    opened = []
    for reviews in (SMALL, LARGE):
        case = created(folder / f"{reviews}.assess")
        case.close()
        filled(case.path, reviews)
        step = reviews // SMALL
        items = [f"R-{number:07}" for number in range(1, reviews + 1, step)]
        opened.append(Marking(CaseFile.open(case.path), items))
    found = [
        _marked([opened[1]], lambda _: opened[0].mark(opened[0].planned()), runs // 4) for _ in range(ROUNDS)
    ]
    measured, base = ([percentile(times[place], 50) for times in found] for place in (1, 0))
    Line("mark, p50, of 1,000,000 reviews / of 1,000", "ms", measured, base, 1.3).show()


def evidence(folder: Path, key: Key, size: int) -> None:
    """Compare attaching, reading back and copying with what the system and Python do alone."""
    source, copied = folder / "source", folder / "copied"
    with source.open("wb") as file:
        for number in range(size // MIB):
            file.write(number.to_bytes(4) * (MIB // 4))
    ways: tuple[tuple[str, Key | None, float, float], ...] = (
        ("plain", None, 1.3, 1.6),
        ("encrypted", key, 3.0, 4.0),
    )
    hashing, copying = [], []
    took: dict[tuple[str, str], list[float]] = {}
    memory = 0
    for _ in range(ROUNDS):
        hashing.append(timed(lambda: hashed(source)))
        copying.append(timed(lambda: _copied(source, copied)))
        for name, locked, *_limits in ways:
            path = folder / "evidence.assess"
            path.unlink(missing_ok=True)
            created(path, locked).close()
            # Twice: the first one finds the disk at work on what was attached.
            for verb in ("attach", "read", *("copy", "backup") * 2):
                place = folder / f"{verb}.assess" if verb in {"copy", "backup"} else source
                if place is not source:  # right before: what a disk was given before tells on it for seconds
                    bare = timed(lambda path=path: _copied(path, copied))  # type: ignore[misc]
                    took.setdefault((name, f"cp for {verb}"), []).append(bare)
                seconds, grown = _worked(verb, place, path, locked)
                took.setdefault((name, verb), []).append(seconds * 1000)
                memory = max(memory, grown)
                if place is not source:
                    place.unlink()
    both = [one + other for one, other in zip(hashing, copying, strict=True)]
    size_told = f"{size // MIB} MiB"
    for name, _, attach_limit, read_limit in ways:
        Line(f"attach {size_told}, {name} / cp + hash", "ms", took[name, "attach"], both, attach_limit).show()
        Line(f"read back {size_told}, {name} / hash", "ms", took[name, "read"], hashing, read_limit).show()
        Line(
            f"backup of {size_told}, {name} / cp", "ms", took[name, "copy"], took[name, "cp for copy"], 2.5
        ).show()
        checked, bare_copy = took[name, "backup"], took[name, "cp for backup"]
        Line("the same, checked after writing / cp", "ms", checked, bare_copy, 0).show()
    told = "ok" if memory <= IDLE_LIMIT else "TOO MUCH"
    say(f"greatest memory above idle: {memory / MIB:.1f} MiB  ≤ {IDLE_LIMIT // MIB}  {told}")


def _copied(source: Path, target: Path) -> None:
    """Copy as `cp` does, and wait for the disk."""
    shutil.copyfile(source, target)
    with target.open("rb+") as file:
        file.flush()
        os.fsync(file.fileno())


def _worked(verb: str, file: Path, path: Path, key: Key | None) -> tuple[float, int]:
    command = [sys.executable, "-m", "tools.bench.evidence", verb, str(file), str(path), text_of(key)]
    told = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()
    return float(told[0]), int(told[1])


def opening(folder: Path, key: Key) -> None:
    """Compare opening an encrypted case with opening a plain one and deriving the key once."""
    plain, locked = created(folder / "open.assess"), created(folder / "open_locked.assess", key)
    for case in (plain, locked):
        case.close()
    measured, base = [], []
    for _ in range(9):
        measured.append(
            timed(lambda: CaseFile.open(locked.path, keys.of_file(locked.path, PASSPHRASE)).close())
        )
        derived = timed(lambda: keys.derive(PASSPHRASE, key.salt))
        base.append(derived + timed(lambda: CaseFile.open(plain.path).close()))
    Line("open, encrypted / open, plain + one derivation", "ms", measured, base, 0).show()


def verifying(folder: Path) -> None:
    """Compare the time for each entry of a journal of 100,000 with that of 10,000."""
    times: list[list[float]] = []
    counts = (100_000, 10_000)
    for entries in counts:
        with closing(created(folder / f"{entries}_entries.assess")) as case:
            Marking(case, [f"R-{number}" for number in range(SMALL)]).mark_all(entries - 1)
            took = [timed(lambda case=case: _verified(case)) for _ in range(ROUNDS)]  # type: ignore[misc]
            times.append([one * 1000 / entries for one in took])
    Line("verify, each of 100,000 entries / of 10,000", "µs", times[0], times[1], 0).show()
    say(f"verify, rate at 100,000 entries: {1e6 / statistics.median(times[0]):,.0f} entries a second")


def _verified(case: CaseFile) -> None:
    if findings := verify(case, quiet()).findings:
        raise ValueError(findings)


def windows(folder: Path) -> None:
    """Compare opening a case at work with opening an empty one, up to the window that shows it."""
    library = catalog.load(catalog.default_folder())
    plans = {**library.plans, "empty": replace(library.plans["sample"], groups=(), subjects=())}
    full, new, empty = (folder / f"{name}.assess" for name in ("full", "new", "empty"))
    case_verbs.create(empty, replace(library, plans=plans), "empty", ACTOR).close()
    for path in (full, new):
        case_verbs.create(path, library, "sample", ACTOR).close()
    with closing(CaseFile.open(full)) as case:
        _at_work(case, library)
    command = [sys.executable, "-m", "tools.bench.opening", str(ROUNDS * 3), str(full), str(new), str(empty)]
    told = subprocess.run(
        command, cwd=ROOT, check=True, capture_output=True, text=True, env=window_environment()
    ).stdout.splitlines()[1:]
    times = [[float(line.split()[place]) * 1000 for line in told] for place in range(3)]
    Line("window, 1,000 reviews, 10,000 entries / empty", "ms", times[0], times[2], 1.5).show()
    Line("the same / 35 subjects, nothing done yet", "ms", times[0], times[1], 0).show()


def judging(folder: Path) -> None:
    """Compare a mark in the window, from the key to what is painted, with the same one in the core alone."""
    library = catalog.load(catalog.default_folder())
    few, many = folder / "few.assess", folder / "many.assess"
    for path, count in ((few, 10), (many, 1_000)):
        large_cases.create(path, library, count)
    command = [sys.executable, "-m", "tools.bench.marks", str(MARKS), str(few), str(many)]
    told = subprocess.run(
        command, cwd=ROOT, check=True, capture_output=True, text=True, env=window_environment()
    ).stdout.splitlines()
    times = [[float(line.split()[place]) * 1000 for line in told] for place in range(3)]
    Line("mark in the window / in the core", "ms", times[0], times[2], 8.0).show()
    Line("the same of 1,000 subjects / of 10", "ms", times[1], times[0], 1.5).show()


def _at_work(case: CaseFile, library: catalog.Library) -> None:
    """Give a case 1,000 reviews and 10,000 entries."""
    with case.write() as work:
        subjects = work.records.all(Subject)
        places = [
            (subject.subject, item.id)
            for subject in subjects
            for item in library.checklists[subject.checklist].items
        ][:SMALL]
        for number in range(10_000 - work.journal.count()):
            subject, item = places[number % len(places)]
            before = work.records.get(Review, subject, item)
            verdict = Verdict.MET if before.verdict is not Verdict.MET else Verdict.CONFIRMING
            after = replace(before, verdict=verdict, reason=f"所見 {number}", reviewer=ACTOR.reviewer)
            work.apply(ChangeSet(Action.MARK, item, between(before, after)), ACTOR)


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Return the arguments."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--marks", type=int, default=2000, help="how many marks a round has (default: 2000)")
    parser.add_argument(
        "--size", type=int, default=1024, help="the size of the evidence in MiB (default: 1024)"
    )
    parser.add_argument("--only", choices=PARTS, action="append", help="leave out the rest")
    return parser.parse_args(argv)


def main(argv: Sequence[str]) -> int:
    """Measure everything and print a line for each ratio."""
    arguments = parse(argv)
    key = keys.fresh(PASSPHRASE)
    parts: dict[str, Callable[[Path], None]] = {
        "mark": lambda folder: marking(folder, key, arguments.marks),
        "grow": lambda folder: growing(folder, arguments.marks),
        "evidence": lambda folder: evidence(folder, key, arguments.size * MIB),
        "open": lambda folder: opening(folder, key),
        "verify": verifying,
        "window": windows,
        "judge": judging,
    }
    say(f"{'the case file':<47}{'measured':>10} {'against':>10} {'':<4}{'ratio':>8} (lowest to highest)")
    place = ROOT / "out"  # a folder for temporary files may be in memory
    place.mkdir(exist_ok=True)
    for name in arguments.only or PARTS:
        with tempfile.TemporaryDirectory(dir=place) as folder:
            parts[name](Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
