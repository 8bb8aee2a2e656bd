"""The drive of a case is full, protected or gone, and others write the case: the right word, nothing lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Final

import pytest

from assessor.errors import CaseFileError, Code
from assessor.storage import engines
from assessor.storage.case_file import CaseFile
from tests.places import ROOT
from tests.soak.expected import held, whole
from tests.soak.recording import text_of
from tests.soak.starting import LOCKED, LOCKS, PLAIN, SUBJECTS, Beginning, key_for

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MARKS: Final = 20
WRITING: Final = """
import sqlite3, sys
other = sqlite3.connect(sys.argv[1], isolation_level=None)
other.execute("BEGIN EXCLUSIVE")
print("writing", flush=True)
sys.stdin.read()
"""


def mount_command() -> list[str]:
    """Return what starts a program that may mount, in a namespace that ends with it; empty where none may."""
    found = shutil.which("unshare")
    if sys.platform != "linux" or not found:
        return []
    command = [found, "--mount", *([] if os.geteuid() == 0 else ["--map-root-user"])]
    trial = subprocess.run([*command, "true"], capture_output=True, check=False)
    return command if trial.returncode == 0 else []


@pytest.fixture(scope="session")
def mounting() -> list[str]:
    command = mount_command()
    if not command:
        pytest.skip("no drive may be mounted here; full disks are tried at each call anyway")
    return command


def tried(mounting: list[str], folder: Path, trial: str, lock: str, every: int) -> str:
    command = [*mounting, sys.executable, "-m", "tests.soak.drives", trial, lock, str(every), str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize(
    ("trial", "lock"), [("full", LOCKED), ("read_only", PLAIN), ("read_only", LOCKED), ("gone", PLAIN)]
)
def test_that_a_real_drive_in_trouble_loses_nothing(
    mounting: list[str], tmp_path: Path, trial: str, lock: str, count: Callable[[str], None]
) -> None:
    count(tried(mounting, tmp_path, trial, lock, 32))


@pytest.mark.soak
@pytest.mark.parametrize("lock", LOCKS)
def test_that_a_drive_that_is_full_at_any_block_loses_nothing(
    mounting: list[str], tmp_path: Path, lock: str, count: Callable[[str], None]
) -> None:
    count(tried(mounting, tmp_path, "full", lock, 1))


@pytest.mark.parametrize("lock", LOCKS)
def test_that_a_case_whose_folder_moved_away_is_found_again(tmp_path: Path, lock: str) -> None:
    beginning = Beginning(tmp_path, key_for(lock))
    path = beginning.copy(tmp_path / "stick")
    with closing(CaseFile.open(path, beginning.key)) as case:
        with case.read():
            pass
        (tmp_path / "stick").rename(tmp_path / "pulled")
        with pytest.raises(CaseFileError) as caught, case.write() as work:
            work.documents.put("x")
        assert caught.value.problems[0].code is Code.NOT_FOUND
        assert not (tmp_path / "stick").exists()
        (tmp_path / "pulled").rename(tmp_path / "stick")
        assert whole(case) == beginning.holds


def test_that_a_case_another_program_is_writing_waits_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "BUSY_SECONDS", 0.05)
    beginning = Beginning(tmp_path, None)
    # Another process, for the locks of POSIX are not seen by the process that has them.
    with (
        closing(CaseFile.open(beginning.path)) as case,
        subprocess.Popen(
            [sys.executable, "-c", WRITING, str(beginning.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        ) as other,
    ):
        assert other.stdout is not None
        assert other.stdout.readline() == b"writing\n"
        for scope in (case.write, case.read):
            with pytest.raises(CaseFileError) as caught, scope() as work:
                work.documents.get("")
            assert caught.value.problems[0].code is Code.LOCKED
        other.communicate()
        assert whole(case) == beginning.holds


@pytest.mark.parametrize("lock", LOCKS)
def test_that_two_processes_that_write_at_once_lose_nothing(tmp_path: Path, lock: str) -> None:
    beginning = Beginning(tmp_path, key_for(lock))
    module = [sys.executable, "-m", "tests.soak.contending", str(beginning.path), text_of(beginning.key)]
    running = [
        subprocess.Popen([*module, subject, str(MARKS)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        for subject in SUBJECTS
    ]
    told = [int(entry) for process in running for entry in process.communicate()[0].split()]
    assert [process.returncode for process in running] == [0, 0]
    assert sorted(told) == list(range(2, 2 + 2 * MARKS))
    with closing(CaseFile.open(beginning.path, beginning.key)) as case:
        there = whole(case)
    expected = beginning.holds
    for applied in there.sets[1:]:
        expected = expected.after(applied)
    held(beginning.path, beginning.key, [expected])
