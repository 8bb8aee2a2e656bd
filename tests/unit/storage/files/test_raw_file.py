"""The bytes of an encrypted case, copied while SQLite has the file open too."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assessor.errors import CaseFileError, Code
from assessor.progress import quiet
from assessor.storage import engines, keys
from assessor.storage.backups import copies
from assessor.storage.case_file import CaseFile
from assessor.storage.compacting import compact
from assessor.storage.files import raw_file, replacement
from tests.unit.storage.samples import HANAKO, change_set, code, reason
from tests.unit.storage.trusting import build, look

if TYPE_CHECKING:
    from collections.abc import Iterator

KEY = keys.fresh("合言葉")
# Another program that wants to write, and waits for nobody.
_WRITER = """
import sys
from sqlcipher3 import dbapi2
found = dbapi2.connect(sys.argv[1], timeout=0, isolation_level=None)
found.execute(f'PRAGMA key="{sys.argv[2]}"')
try:
    found.execute("BEGIN IMMEDIATE")
except dbapi2.OperationalError as error:
    print(error)
else:
    print("in")
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("raw") / "locked.assess"
    build(path, KEY)
    return path


@pytest.fixture
def case(built: Path, tmp_path: Path) -> Iterator[CaseFile]:
    opened = CaseFile.open(Path(shutil.copy(built, tmp_path / "case.assess")), KEY)
    yield opened
    opened.close()


def other_writer(path: Path) -> str:
    command = [sys.executable, "-c", _WRITER, str(path), KEY.pragma]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def test_that_a_copy_is_the_file_byte_for_byte(case: CaseFile, tmp_path: Path) -> None:
    copies.copy_to(case, tmp_path / "copy.assess", quiet())
    assert (tmp_path / "copy.assess").read_bytes() == case.path.read_bytes()


def test_that_a_copy_leaves_the_locks_of_who_writes_meanwhile(case: CaseFile, tmp_path: Path) -> None:
    with case.write() as work:
        copies.copy_to(case, tmp_path / "copy.assess", quiet())
        assert other_writer(case.path) == "database is locked"
        work.apply(change_set(reason("", "still mine", "beta/B-01")), HANAKO)
    assert other_writer(case.path) == "in"
    assert look(case.path, key=KEY).clean


def test_that_closing_leaves_the_locks_of_a_scope_that_goes_on(case: CaseFile, tmp_path: Path) -> None:
    copies.copy_to(case, tmp_path / "copy.assess", quiet())
    with case.write():
        case.close()
        assert other_writer(case.path) == "database is locked"


@pytest.mark.skipif(os.name == "nt", reason="on Windows a lock is of a handle")
def test_that_compacting_keeps_its_lock_after_a_copy(
    case: CaseFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    copies.copy_to(case, tmp_path / "copy.assess", quiet())

    def ready(path: Path) -> None:
        told.append(other_writer(path))
        until_now(path)

    until_now = replacement.ready
    monkeypatch.setattr(replacement, "ready", ready)
    compact(case, quiet())
    assert told == ["database is locked"]


def test_that_the_handle_is_closed_with_the_case(case: CaseFile) -> None:
    with case.raw() as raw:
        assert not raw.closed
    case.close()
    assert raw.closed


def test_that_a_file_that_took_the_place_of_another_is_read_itself(case: CaseFile, tmp_path: Path) -> None:
    copies.copy_to(case, tmp_path / "first.assess", quiet())
    shutil.copy(case.path, tmp_path / "new.assess")
    with case.raw():  # somebody reads the old one, so that letting go does not close it
        case.let_go()
    (tmp_path / "new.assess").replace(case.path)
    case.apply(change_set(reason("", "in the new file", "beta/B-01")), HANAKO)
    copies.copy_to(case, tmp_path / "second.assess", quiet())
    assert (tmp_path / "second.assess").read_bytes() == case.path.read_bytes()


def test_that_a_file_shorter_than_it_says_is_told_as_damaged(case: CaseFile, tmp_path: Path) -> None:
    with case.path.open("r+b") as file:
        file.truncate(case.path.stat().st_size - 4096 * 3)
    with pytest.raises(CaseFileError) as caught:
        copies.copy_to(case, tmp_path / "copy.assess", quiet())
    assert code(caught.value) is Code.DAMAGED
    assert not list(tmp_path.glob("*copy*"))


def test_that_a_disk_that_is_full_is_told_with_the_copy(
    case: CaseFile, tmp_path: Path, small_files: None
) -> None:
    with pytest.raises(CaseFileError) as caught:
        copies.copy_to(case, tmp_path / "copy.assess", quiet())
    assert code(caught.value) in {Code.DISK_FULL, Code.CANNOT_WRITE}
    assert "copy" in caught.value.problems[0].place.file
    assert not list(tmp_path.glob("*copy*"))


@pytest.fixture
def small_files(case: CaseFile) -> Iterator[None]:
    resource = pytest.importorskip("resource")
    signal = pytest.importorskip("signal")
    handled = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (case.path.stat().st_size // 2, limits[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    signal.signal(signal.SIGXFSZ, handled)


def test_that_the_page_of_the_locks_is_never_read(
    case: CaseFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at, page = 8 * 4096, 4096
    monkeypatch.setattr(raw_file, "LOCKS", at)
    target = tmp_path / "copy.assess"
    target.touch()
    with closing(engines.connect(case.path, KEY)) as source, case.raw() as raw:
        for pages in (3, 8, 9, 4096):  # the page is in the middle, at the end, at the start of a piece
            target.write_bytes(b"")
            raw_file.copy(source, raw, target, pages, quiet())
            whole = case.path.read_bytes()
            assert target.read_bytes() == whole[:at] + bytes(page) + whole[at + page :]
