"""Kills writing processes at random moments: `killing LOCK KILLS SECONDS FOLDER`; prints what was counted."""

from __future__ import annotations

import os
import sys
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final

from assessor.storage.case_file import CaseFile
from tests.soak.expected import Expected, from_line, held
from tests.soak.starting import Beginning, Clock, key_for
from tests.soak.writer import Writer

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from assessor.storage.keys import Key

KILLS_PER_CASE: Final = 12  # then a new one, so that cases do not grow without end
LONGEST: Final = 0.15  # seconds between the first word of a writer and its end
STARTING: Final = 60.0


def write(path: Path, key: Key | None, seed: int, pipe: Connection) -> None:
    """Be the process that is killed."""
    case = CaseFile.open(path, key)
    pipe.send("open")
    Writer(case, seed, path.with_name("scratch")).work(pipe.send)


def killed(path: Path, key: Key | None, random: Random) -> list[str]:
    """Let a process write, kill it, and return what it said until then."""
    # A fork has everything loaded already; where there is none, a new process takes a second longer.
    context = get_context("fork") if hasattr(os, "fork") else get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=write, args=(path, key, random.getrandbits(32), theirs))
    process.start()
    theirs.close()
    assert ours.poll(STARTING)
    assert ours.recv() == "open"
    process.join(random.uniform(0, LONGEST))
    assert process.exitcode is None, "the writer ended by itself"
    process.kill()
    process.join()
    said: list[str] = []
    try:
        while True:
            said.append(ours.recv())
    except (EOFError, OSError):
        ours.close()
    return said


def outcome(before: Expected, said: list[str]) -> list[Expected]:
    """Return what the case may hold now: everything acknowledged, and perhaps the one under way."""
    now, under_way = before, None
    for line in said:
        word, _, rest = line.partition(" ")
        if word == "will":
            under_way = now.after(from_line(rest))
        else:
            assert under_way is not None
            now, under_way = under_way, None
    return [now] if under_way is None else [now, under_way]


def main(lock: str, kills: int, seconds: float, folder: Path) -> None:
    """Kill, look, and go on with what is there."""
    random, clock, done = Random(kills), Clock(seconds), 0
    beginning = Beginning(folder, key_for(lock))
    acknowledged = kept_more = rolled_back = 0
    path, holds = beginning.path, beginning.holds
    for number in range(kills):
        if clock.is_over:
            break
        done += 1
        if number % KILLS_PER_CASE == 0:
            path, holds = beginning.copy(folder / str(number)), beginning.holds
        said = killed(path, beginning.key, random)
        rolled_back += path.with_name(f"{path.name}-journal").exists()
        allowed = outcome(holds, said)
        acknowledged += len(allowed[0].sets) - len(holds.sets)
        holds = held(path, beginning.key, allowed)
        kept_more += holds is not allowed[0]
    sys.stdout.write(
        f"{done} kills ({lock}): {acknowledged} acknowledged change sets, 0 lost; "
        f"{rolled_back} left a journal to roll back, {kept_more} were committed and not yet acknowledged\n"
    )


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), Path(sys.argv[4]))
