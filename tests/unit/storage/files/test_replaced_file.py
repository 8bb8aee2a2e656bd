"""A case whose file is exchanged or filled up under an open session, and what a failed write leaves."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from assessor.errors import CaseFileError, Code
from assessor.progress import quiet
from assessor.storage.case_file import CaseFile
from assessor.storage.compacting import compact
from assessor.storage.stores.source import PIECE
from tests.unit.storage.samples import HANAKO, change_set, code, outside, reason
from tests.unit.storage.trusting import build, look

# What was begun fills the disk; then this process ends without looking at the case again.
_FILLING = """
import os, resource, signal, sys
from pathlib import Path
from assessor.errors import CaseFileError
from assessor.progress import quiet
from assessor.storage.case_file import CaseFile
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
case = CaseFile.open(Path(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_FSIZE, (12 << 20, 12 << 20))
try:
    with case.write() as work:
        work.contents.put(Path(sys.argv[2]), quiet())
except CaseFileError as error:
    print(error.problems[0].code)
os._exit(0)
"""


def mark(case: CaseFile, before: str, after: str) -> None:
    case.apply(change_set(reason(before, after)), HANAKO)


def exchange(case: CaseFile, other: Path, way: str) -> None:
    if way == "moved":
        other.replace(case.path)
    else:
        shutil.copyfile(other, case.path)


@pytest.mark.parametrize("way", ["moved", "copied"])
def test_that_nothing_is_written_into_another_case_that_took_the_place(
    case: CaseFile, tmp_path: Path, way: str
) -> None:
    mark(case, "", "確かめた")
    other = tmp_path / "other.assess"
    build(other)
    whole = other.read_bytes()
    exchange(case, other, way)
    for _ in range(3):  # however often it is tried
        with pytest.raises(CaseFileError) as caught:
            mark(case, "確かめた", "別の案件へ")
        assert code(caught.value) is Code.FILE_REPLACED
    assert case.path.read_bytes() == whole


@pytest.mark.parametrize("way", ["moved", "copied"])
def test_that_nothing_is_written_into_an_earlier_state_that_was_put_back(
    case: CaseFile, tmp_path: Path, way: str
) -> None:
    mark(case, "", "確かめた")
    earlier = Path(shutil.copy(case.path, tmp_path / "earlier.assess"))
    mark(case, "確かめた", "更に確かめた")
    exchange(case, earlier, way)
    with pytest.raises(CaseFileError) as caught:
        mark(case, "更に確かめた", "続き")
    assert code(caught.value) is Code.FILE_REPLACED


def test_that_what_another_program_added_is_no_other_file(case: CaseFile) -> None:
    other = CaseFile.open(case.path)
    mark(other, "", "他の端末から")
    other.close()
    mark(case, "他の端末から", "続き")
    assert outside(case.path, "SELECT reason FROM review") == [("続き",)]


def test_that_a_write_that_was_taken_back_is_not_missed_afterwards(case: CaseFile) -> None:
    def fail(before: str) -> None:
        with case.write() as work:
            work.apply(change_set(reason(before, "消える")), HANAKO)
            raise RuntimeError

    mark(case, "", "確かめた")
    with pytest.raises(RuntimeError):
        fail("確かめた")
    mark(case, "確かめた", "残る")
    assert outside(case.path, "SELECT reason FROM review") == [("残る",)]


@pytest.mark.skipif(os.name == "nt", reason="limits of this kind are of POSIX")
def test_that_a_full_disk_leaves_the_file_as_it_was_and_no_journal(path: Path, tmp_path: Path) -> None:
    CaseFile.open(path).close()
    before = path.read_bytes()
    big = tmp_path / "big.bin"
    big.write_bytes(bytes(20 * PIECE))
    command = [sys.executable, "-c", _FILLING, str(path), str(big)]
    told = subprocess.run(command, check=True, capture_output=True, text=True)
    assert told.stdout.split() in (["cannot_write"], ["disk_full"])
    assert not path.with_name(f"{path.name}-journal").exists()
    assert path.stat().st_size == len(before)
    alone = Path(shutil.copy(path, tmp_path / "alone.assess"))  # as people move it to a disk with more room
    CaseFile.open(alone).close()


def test_that_a_purged_content_is_overwritten_and_compacting_takes_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "purged.assess"
    build(path)
    secret = tmp_path / "secret.bin"
    secret.write_bytes(b"TOPSECRETMARK" * (PIECE // 4))
    case = CaseFile.open(path)
    with case.write() as work:
        kept = work.contents.put(secret, quiet())
    assert path.read_bytes().count(b"TOPSECRET") > 1000
    with case.write() as work:
        work.contents.drop(kept.sha256, quiet())
    # SQLite may have left some of it on one page when it moved rows to another.
    assert path.read_bytes().count(b"TOPSECRET") < 4096 // len(b"TOPSECRETMARK")
    compact(case, quiet())
    case.close()
    assert b"TOPSECRET" not in path.read_bytes()
    assert look(path).clean
