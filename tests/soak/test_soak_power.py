"""The power goes at any moment: whatever the disk kept, the case opens with all that was acknowledged."""

from __future__ import annotations

import itertools
import shutil
import sqlite3
from contextlib import closing
from hashlib import sha256
from random import Random
from typing import TYPE_CHECKING, Final

import pytest

from assessor.storage import keys
from assessor.storage.case_file import CaseFile
from tests.places import ROOT
from tests.soak import shim as shims
from tests.soak.disk import Disk
from tests.soak.expected import Expected, held, whole
from tests.soak.killing import outcome
from tests.soak.recording import TOLD, text_of
from tests.soak.starting import LOCKED, PASSPHRASE, Beginning, Clock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

FIRST: Final = ROOT / "tests/files/cases/v1.assess"
Told = list[str]
ONE_IN: Final = 61  # of so many images one is opened in a short run
SECONDS: Final = 28.0  # for a story in a long one


class Recorded:
    """A story that was done once, and every crash it could have met."""

    does = "work"

    def __init__(self, shim: Path, folder: Path, story: str) -> None:
        self._root = folder / "root"
        self.key = keys.fresh(PASSPHRASE) if LOCKED in story else None
        self.path, self.holds = self.begin(folder)
        self._files = {self.path.name: self.path.read_bytes()}
        log = folder / "log"
        told = (self.does, str(self.path), text_of(self.key))
        shims.run(shim, self._root, "recording", *told, log=log)
        self.events = list(shims.events(log))

    def begin(self, folder: Path) -> tuple[Path, Expected]:
        """Return the case before the story, and what it holds."""
        beginning = Beginning(folder, self.key)
        return beginning.copy(self._root), beginning.holds

    def look(self, folder: Path, said: Told) -> None:
        """Open an image, and see that it holds what it must."""
        held(folder / self.path.name, self.key, outcome(self.holds, said))

    def crashes(self, random: Random) -> Iterator[tuple[int, dict[str, bytes], Told]]:
        """Yield each image with its number and what had been said by then.

        Those right after something was acknowledged have the number 0: they are never left out.
        """
        disk, said, number = Disk(self._root, self._files), list[str](), itertools.count()
        for event in self.events:
            disk.do(event)
            before, said = said, disk.seen(TOLD).decode().splitlines()
            is_acknowledged = said != before and said[-1].startswith("done")
            for image in disk.images(random, 1):
                image.pop(TOLD, None)
                yield 0 if is_acknowledged else next(number), image, said


class Tight(Recorded):
    """The same with so little memory that a transaction writes to the case before its commit."""

    does = "tight"


class Rekeyed(Recorded):
    """A case that gets a passphrase: before it has it, it can be opened without, and after that with it."""

    does = "rekey"

    def begin(self, folder: Path) -> tuple[Path, Expected]:
        """Return a case without a passphrase."""
        beginning = Beginning(folder, None)
        return beginning.copy(self._root), beginning.holds

    def look(self, folder: Path, said: Told) -> None:  # noqa: ARG002 - nothing is said meanwhile
        """Open it with the key it has."""
        path = folder / self.path.name
        held(path, self.key if keys.is_locked(path) else None, [self.holds])


class Unlocked(Rekeyed):
    """A case that loses its passphrase."""

    does = "unlock"
    begin = Recorded.begin


class Migrated(Recorded):
    """A case of the first version that is brought up; from when it is, its copy is whole."""

    does = "open"

    def begin(self, folder: Path) -> tuple[Path, Expected]:
        """Return a case of the first version, and what becomes of it."""
        self._root.mkdir()
        tried = shutil.copyfile(FIRST, folder / FIRST.name)
        case = CaseFile.open(tried)
        holds = whole(case)
        case.close()
        return shutil.copyfile(FIRST, self._root / FIRST.name), holds

    def look(self, folder: Path, said: Told) -> None:  # noqa: ARG002 - nothing is said meanwhile
        """Open it; if it had been brought up already, see that the copy is of the first version."""
        path = folder / self.path.name
        (copied := folder / "looked.assess").write_bytes(path.read_bytes())
        journal = path.with_name(f"{path.name}-journal")
        if not journal.exists() and _version(copied) > 1:
            assert any(_version(copy) == 1 for copy in folder.glob("*.backup-v1*.assess"))
        copied.unlink()
        held(path, None, [self.holds])


STORIES: Final[Mapping[str, type[Recorded]]] = {
    "work, plain": Recorded,
    f"work, {LOCKED}": Recorded,
    "little memory, plain": Tight,
    f"little memory, {LOCKED}": Tight,
    f"getting a passphrase, {LOCKED}": Rekeyed,
    f"losing a passphrase, {LOCKED}": Unlocked,
    "bringing an old case up": Migrated,
}


IN_SHORT: Final = [story for story in STORIES if story not in {"work, plain", f"little memory, {LOCKED}"}]


def _version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
        return version


def _print(image: dict[str, bytes], said: Told) -> bytes:
    parts = [f"{name} {sha256(content).hexdigest()}" for name, content in sorted(image.items())]
    return sha256("\n".join([*parts, *said]).encode()).digest()


def laid_out(image: dict[str, bytes], folder: Path) -> None:
    for name, content in image.items():
        (folder / name).write_bytes(content)


def cleared(folder: Path) -> None:
    for file in folder.iterdir():
        file.unlink()


def survived(recorded: Recorded, folder: Path, seconds: float = 0) -> int:
    """Open one in so many images, and as long as there is time those in between; return how many."""
    folder.mkdir()
    clock, tried, known = Clock(seconds), 0, set[bytes]()
    for turn in itertools.count():
        seed, first = divmod(turn, ONE_IN)
        for number, image, said in recorded.crashes(Random(seed)):
            if number % ONE_IN != first or (name := _print(image, said)) in known:
                continue
            known.add(name)
            laid_out(image, folder)
            recorded.look(folder, said)
            cleared(folder)
            tried += 1
            if turn and clock.is_over:
                return tried
        if clock.is_over:
            return tried
    return tried


@pytest.mark.parametrize("story", IN_SHORT)
def test_that_what_was_acknowledged_outlives_a_power_cut(
    shim: Path, quick: Path, story: str, count: Callable[[str], None]
) -> None:
    recorded = STORIES[story](shim, quick, story)
    tried = survived(recorded, quick / "image")
    count(f"power cut ({story}): {tried} images opened, 0 lost")


@pytest.mark.soak
@pytest.mark.parametrize("story", STORIES)
def test_that_what_was_acknowledged_outlives_every_power_cut(
    shim: Path, quick: Path, story: str, count: Callable[[str], None]
) -> None:
    recorded = STORIES[story](shim, quick, story)
    tried = survived(recorded, quick / "image", seconds=SECONDS)
    count(f"power cut ({story}): {len(recorded.events)} calls, {tried} different images opened, 0 lost")
