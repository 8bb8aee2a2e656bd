"""What a command leaves that is stopped at any of its steps: nothing, wherever one looks for it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from assessor.domain.records import Evidence
from assessor.excel.writing import filling
from assessor.operations import cases, protecting
from assessor.operations.evidence import attaching, purging
from assessor.operations.inspection import Inspection, this_actor
from assessor.operations.questionnaires import exporting
from assessor.progress import Progress, quiet
from assessor.storage.case_file import CaseFile
from tests.depth import thorough
from tests.places import ROOT
from tests.small_pieces import PIECE
from tests.traces import MARK, found_in, marked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assessor.catalog import Library
    from assessor.storage.keys import Key
    from tests.unit.cli.conftest import Run

pytestmark = pytest.mark.long

SUBJECT, ITEM = "cp_minamo", "CP-1-04"
PIECES: Final = 10  # more than SQLite keeps in memory
FREE: Final = 6 * PIECE
SECRET: Final = "夏の点検の合言葉"
SIGNALS: Final = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
SAID: Final = "Cancelled. Nothing was changed.\n"


@dataclass
class Prepared:
    """A case with free pages and a content that nothing links, and what may be brought to it."""

    case: Path
    secret: Path  # a file to be attached
    returned: Path  # a folder with a workbook and a file that it names
    unlinked: str
    key: Key | None

    @cached_property
    def before(self) -> tuple[object, ...]:
        """What the case has."""
        return held(self.case, self.key)

    @cached_property
    def marks(self) -> tuple[bytes, ...]:
        """What shows that something of the workbook was kept."""
        (workbook,) = self.returned.glob("*.xlsx")
        whole = workbook.read_bytes()
        return whole[1000:1040], whole[-4000:-3960]


def dropped(inspection: Inspection, file: Path) -> str:
    """Attach a file, take its link away again, and return its hash."""
    attaching.attach(inspection, SUBJECT, ITEM, [file], quiet())
    (mine,) = [one for one in attaching.all_evidence(inspection) if one.name == file.name]
    inspection.apply(attaching.detach(inspection, mine))
    return mine.sha256


@pytest.fixture(scope="module", params=["plain", "encrypted"])
def prepared(
    request: pytest.FixtureRequest, library: Library, small: None, tmp_path_factory: pytest.TempPathFactory
) -> Prepared:
    """Not to be written to."""
    folder = tmp_path_factory.mktemp(request.param)
    case = folder / "case.assess"
    returned = folder / "returned"
    returned.mkdir()
    inspection = cases.create(case, library, "sample", this_actor("t"))
    workbook = exporting.export(inspection, [SUBJECT], returned, quiet()).files[0].path
    answer = {"answer": "○", "explanation": MARK.decode(), "evidence_names": "記録.bin"}
    filling.fill(workbook, {ITEM: answer})
    (returned / "記録.bin").write_bytes(marked(PIECES * PIECE - 5))
    secret = folder / "secret.bin"
    secret.write_bytes(marked(PIECES * PIECE - 7))
    if request.param == "encrypted":
        protecting.protect(inspection, SECRET, quiet())
    (folder / "old.bin").write_bytes(os.urandom(FREE))
    (folder / "other.bin").write_bytes(os.urandom(PIECES * PIECE))
    unlinked = dropped(inspection, folder / "other.bin")
    purging.purge(inspection, [dropped(inspection, folder / "old.bin")], quiet())
    key = inspection.file.key
    # The sheet's code opens the case too, and nothing has to be derived from it.
    (folder / "passphrase.txt").write_text(protecting.recovery_code(inspection), encoding="utf-8")
    inspection.close()
    return Prepared(case, secret, returned, unlinked, key)


@pytest.fixture
def own(prepared: Prepared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for what a command writes: the case, what goes out, and the temporary files."""
    folder = tmp_path / "own"
    (folder / "temp").mkdir(parents=True)
    monkeypatch.setattr(tempfile, "tempdir", str(folder / "temp"))
    return folder


class Stopped:
    """Sends this process a signal right before a step of the work."""

    def __init__(self, at: int, number: int) -> None:
        self._left = at
        self._number = number
        self._step = Progress.step

    def step(self, progress: Progress, done: int, total: int) -> None:
        if self._left == 0:
            signal.raise_signal(self._number)
        self._left -= 1
        self._step(progress, done, total)


def at_every_step(
    run: Run, own: Path, prepared: Prepared, monkeypatch: pytest.MonkeyPatch, *words: object
) -> Iterator[int]:
    """Stop a command at its first step, then at the second, until it comes to its end.

    Everyday runs take every fourth, which are those of another signal each time.
    """
    locked = ("--passphrase-file", prepared.case.with_name("passphrase.txt")) if prepared.key else ()
    for at in count(step=1 if thorough() else 4):
        shutil.copy(prepared.case, own / "case.assess")
        stopped = Stopped(at, SIGNALS[at % len(SIGNALS)])
        with monkeypatch.context() as patch:
            patch.setattr(Progress, "step", lambda *of, stopped=stopped: stopped.step(*of))
            said = run(words[0], own / "case.assess", *words[1:], *locked, "--lang", "en")
        if said.code == 0:
            assert at > 1
            return
        assert (said.code, said.err) == (1, SAID), at
        yield at


def size_of(path: Path) -> int:
    return path.stat().st_size


def nothing_is_left(own: Path, prepared: Prepared) -> None:
    """Look at the file, whatever lies about it, and what the case has."""
    case = own / "case.assess"
    assert found_in(own, case, prepared.key, *prepared.marks) == []
    assert sorted(path.name for path in own.iterdir()) == ["case.assess", "temp"]
    assert list((own / "temp").iterdir()) == []
    assert size_of(case) == size_of(prepared.case)
    assert held(case, prepared.key) == prepared.before


def held(case: Path, key: Key | None) -> tuple[object, ...]:
    """Return what a case has of what the commands here could have changed."""
    file = CaseFile.open(case, key)
    with file.read() as work:
        found = (
            work.journal.head(),
            work.records.all(Evidence),
            *(
                work.scope.connection.exec_driver_sql(f"SELECT * FROM {table}").all()
                for table in ("content", '"return"', "response")
            ),
            work.scope.connection.exec_driver_sql("SELECT sha256 FROM document").all(),
        )
    file.close()
    return found


@pytest.mark.deep
@pytest.mark.parametrize("verb", ["attach", "import"])
def test_that_taking_in_that_is_stopped_at_any_step_leaves_nothing(
    run: Run, own: Path, prepared: Prepared, monkeypatch: pytest.MonkeyPatch, verb: str
):
    folder = prepared.returned
    (workbook,) = folder.glob("*.xlsx")
    words = {"attach": (SUBJECT, ITEM, prepared.secret), "import": (workbook, "--evidence", folder)}
    steps = []
    for step in at_every_step(run, own, prepared, monkeypatch, verb, *words[verb]):
        nothing_is_left(own, prepared)
        steps.append(step)
    assert steps[-1] >= PIECES - 2
    assert not thorough() or len(steps) > PIECES
    assert found_in(own, own / "case.assess", prepared.key) == ["case.assess"]  # the last one was not stopped


@pytest.mark.deep
def test_that_a_purge_that_is_stopped_at_any_step_takes_nothing_and_leaves_nothing(
    run: Run, own: Path, prepared: Prepared, monkeypatch: pytest.MonkeyPatch
):
    for _ in at_every_step(run, own, prepared, monkeypatch, "purge", prepared.unlinked):
        nothing_is_left(own, prepared)
        file = CaseFile.open(own / "case.assess", prepared.key)
        with file.read() as work:
            assert sum(map(len, work.contents.pieces(prepared.unlinked))) == PIECES * PIECE
        file.close()


@pytest.mark.deep
@pytest.mark.parametrize("target", ["package", "package.zip"])
def test_that_a_package_that_is_stopped_at_any_step_leaves_nothing(
    run: Run, own: Path, prepared: Prepared, monkeypatch: pytest.MonkeyPatch, target: str
):
    folder = own.with_name("attached")
    folder.mkdir()
    for name in ("case.assess", "passphrase.txt"):
        shutil.copy(prepared.case.with_name(name), folder)
    case, file = folder / "case.assess", folder / "three.bin"
    file.write_bytes(marked(2 * PIECE + 3))
    inspection = Inspection.open(case, this_actor("t"), (folder / "passphrase.txt").read_text() or None)
    attaching.attach(inspection, SUBJECT, ITEM, [file], quiet())
    inspection.close()
    attached = replace(prepared, case=case)
    for _ in at_every_step(run, own, attached, monkeypatch, "package", "--out", own / target):
        assert sorted(path.name for path in own.iterdir()) == ["case.assess", "temp"]
        assert list((own / "temp").iterdir()) == []
        assert (own / "case.assess").read_bytes() == case.read_bytes()


# Ends with a signal of its own at one of the steps; whatever else it does is what the command does.
SIGNALLED: Final = """
import os, sys
from assessor.cli import main
from assessor.progress import Progress
from assessor.storage.files import leftovers
from tests.small_pieces import make_small

make_small(setattr)
at, number, step = int(sys.argv[1]), int(sys.argv[2]), Progress.step
if sys.argv[3] == "off":
    leftovers.overwrite = lambda *of: False

def counted(progress, done, total):
    global at
    if not at:
        os.kill(os.getpid(), number)
    at -= 1
    step(progress, done, total)

Progress.step = counted
sys.exit(main(sys.argv[4:]))
"""


def signalled(
    own: Path, prepared: Prepared, number: signal.Signals, overwriting: str = "on"
) -> subprocess.CompletedProcess[str]:
    """Let a process of its own attach a file and get a signal right before the last step."""
    case = Path(shutil.copy(prepared.case, own))
    words = ["attach", str(case), SUBJECT, ITEM, str(prepared.secret), "--lang", "en"]
    if prepared.key:
        words += ["--passphrase-file", str(prepared.case.with_name("passphrase.txt"))]
    command = [sys.executable, "-c", SIGNALLED, str(PIECES), str(number.value), overwriting, *words]
    before = signal.signal(number, signal.SIG_DFL)  # whoever runs the tests may have switched it off
    try:
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    finally:
        signal.signal(number, before)


posix = pytest.mark.skipif(os.name == "nt", reason="Windows sends no such signals to another process")


@posix
def test_that_a_process_that_gets_a_signal_says_so_and_leaves_nothing(own: Path, prepared: Prepared):
    for number in SIGNALS[:1] if prepared.key else SIGNALS:
        done = signalled(own, prepared, number)
        assert (done.returncode, done.stderr) == (1, SAID), number
        nothing_is_left(own, prepared)


@posix
def test_that_such_a_process_leaves_its_bytes_where_nothing_is_overwritten(own: Path, prepared: Prepared):
    """Show that the test above would see them."""
    done = signalled(own, prepared, signal.SIGTERM, "off")
    assert (done.returncode, done.stderr) == (1, SAID)
    assert found_in(own, own / "case.assess", prepared.key) == ["case.assess"]
