"""Scopes: all or nothing, from any thread, and what is said when the surroundings fail."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import OperationalError

from assessor.domain.change import creation
from assessor.domain.records import Review, Subject
from assessor.errors import CaseFileError, Code
from assessor.progress import Cancelled, quiet
from assessor.storage import engines
from assessor.storage.case_file import CaseFile
from assessor.storage.stores.contents import PIECE
from tests.patience import PROCESS
from tests.unit.storage.samples import (
    ALPHA,
    BETA,
    HANAKO,
    REVIEW,
    change_set,
    code,
    created,
    outside,
    reason,
)

if TYPE_CHECKING:
    from pathlib import Path

MARK = created(REVIEW)


def is_usable(case: CaseFile) -> bool:
    """Tell whether the case holds no review, takes one and gives it back."""
    with case.read() as work:
        assert work.records.all(Review) == []
    case.apply(MARK, HANAKO)
    with case.read() as work:
        return work.records.all(Review) == [REVIEW]


def limit(case: CaseFile, pages: int) -> None:
    """Let the case's one idle connection find no room beyond so many pages."""
    with case.write() as work:
        work.scope.connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nobody wait for a lock."""
    monkeypatch.setattr(engines, "BUSY_SECONDS", 0.01)


@pytest.mark.parametrize("reason_to_stop", [ValueError, Cancelled, KeyboardInterrupt])
def test_that_a_write_scope_left_by_anything_raised_leaves_nothing(
    case: CaseFile, reason_to_stop: type[BaseException]
) -> None:
    def stopped() -> None:
        with case.write() as work:
            work.apply(MARK, HANAKO)
            work.documents.put("text")
            raise reason_to_stop

    with pytest.raises(reason_to_stop):
        stopped()
    assert outside(case.path, "SELECT count(*) FROM document") == [(0,)]
    assert is_usable(case)


def test_that_a_write_scope_sees_what_it_wrote_and_others_do_not_yet(case: CaseFile) -> None:
    with case.write() as work:
        work.apply(MARK, HANAKO)
        assert work.records.all(Review) == [REVIEW]
        with case.read() as other:
            assert other.records.all(Review) == []


def test_that_two_change_sets_of_one_scope_are_one_transaction(case: CaseFile) -> None:
    with case.write() as work:
        first = work.apply(MARK, HANAKO)
        second = work.apply(change_set(reason(REVIEW.reason, "別の理由")), HANAKO)
    assert second == first + 1


def test_that_a_read_scope_refuses_to_write(case: CaseFile) -> None:
    with case.read() as work:
        with pytest.raises(ValueError, match="read scope"):
            work.apply(MARK, HANAKO)
        with pytest.raises(ValueError, match="read scope"):
            work.documents.put("text")
        with pytest.raises(ValueError, match="read scope"):
            work.contents.put(case.path, quiet())


@pytest.mark.usefixtures("impatient")
def test_that_a_read_scope_sees_one_state_until_its_end(path: Path) -> None:
    case, writer = CaseFile.open(path), CaseFile.open(path)
    with case.read() as work:
        assert work.records.all(Subject) == [BETA, ALPHA]
        with pytest.raises(CaseFileError) as caught:
            writer.apply(MARK, HANAKO)
        assert code(caught.value) is Code.LOCKED
        assert work.records.all(Review) == []
    assert is_usable(writer)
    writer.close()
    case.close()


@pytest.mark.usefixtures("impatient")
def test_that_a_case_somebody_else_is_writing_to_is_locked_and_then_free(path: Path) -> None:
    case, other = CaseFile.open(path), CaseFile.open(path)
    with other.write() as work:
        work.documents.put("text")
        with pytest.raises(CaseFileError) as caught:
            case.apply(MARK, HANAKO)
        assert code(caught.value) is Code.LOCKED
        assert caught.value.problems[0].place.file == str(path)
        assert caught.value.__cause__ is not None
    assert is_usable(case)
    case.close()
    other.close()


def test_that_a_case_can_be_read_and_written_from_other_threads(case: CaseFile) -> None:
    together = threading.Barrier(4, timeout=PROCESS)

    def read(_number: int) -> list[Subject]:
        with case.read() as work:
            together.wait()
            return work.records.all(Subject)

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(read, range(4))) == [[BETA, ALPHA]] * 4
        reviews = [Review(subject="alpha", item=f"A-{n:02d}", reason="同時") for n in range(20)]
        list(pool.map(lambda review: case.apply(change_set(*creation(review)), HANAKO), reviews))
    with case.read() as work:
        assert work.records.all(Review) == reviews
        assert work.journal.count() == 21


def test_that_a_closed_case_is_not_used_by_mistake(case: CaseFile) -> None:
    case.close()
    with pytest.raises(ValueError, match="closed"), case.read():
        pass
    with pytest.raises(ValueError, match="closed"):
        case.apply(MARK, HANAKO)


@pytest.mark.parametrize("part", ["file", "folder"])
def test_that_a_case_that_cannot_be_written_can_be_read(
    case: CaseFile, part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not case.read_only
    refused = case.path if part == "file" else case.path.parent
    monkeypatch.setattr(os, "access", lambda path, mode: path != refused or mode != os.W_OK)
    opened = CaseFile.open(case.path)
    assert opened.read_only
    with opened.read() as work:
        assert work.records.all(Subject) == [BETA, ALPHA]
    with pytest.raises(CaseFileError) as caught:
        opened.apply(MARK, HANAKO)
    assert code(caught.value) is Code.READ_ONLY
    opened.close()


def test_that_a_medium_that_turns_out_to_be_read_only_is_told(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = engines.uri
    monkeypatch.setattr(engines, "uri", lambda path: address(path).replace("mode=rw", "mode=ro"))
    case = CaseFile.open(path)
    assert not case.read_only
    with pytest.raises(CaseFileError) as caught:
        case.apply(MARK, HANAKO)
    assert code(caught.value) is Code.READ_ONLY
    case.close()


def test_that_a_case_that_was_deleted_meanwhile_is_told_when_writing(case: CaseFile) -> None:
    case.path.unlink()
    with pytest.raises(CaseFileError) as caught:
        case.apply(MARK, HANAKO)
    assert code(caught.value) is Code.NOT_FOUND


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be moved there")
def test_that_a_case_that_is_moved_during_a_scope_keeps_what_it_had(case: CaseFile) -> None:
    moved = case.path.with_name("moved.assess")

    def marked() -> None:
        with case.write() as work:
            case.path.rename(moved)
            work.apply(MARK, HANAKO)

    with pytest.raises(CaseFileError) as caught:
        marked()
    assert code(caught.value) is Code.NOT_FOUND
    moved.rename(case.path)
    assert is_usable(case)


def test_that_a_file_that_is_spoilt_while_open_is_told_and_read_again_when_mended(case: CaseFile) -> None:
    sound = case.path.read_bytes()
    with case.path.open("r+b") as file:
        file.write(b"x" * len(sound))
    with pytest.raises(CaseFileError) as caught, case.read() as work:
        work.records.all(Subject)
    assert code(caught.value) in {Code.NOT_A_CASE, Code.DAMAGED}
    with case.path.open("r+b") as file:
        file.write(sound)
    assert is_usable(case)


def test_that_a_full_disk_leaves_nothing_and_the_case_usable(case: CaseFile, tmp_path: Path) -> None:
    big = tmp_path / "big.bin"
    big.write_bytes(bytes(3 * PIECE))
    before = case.path.stat().st_size
    limit(case, before // 4096 + 300)
    with pytest.raises(CaseFileError) as caught, case.write() as work:
        work.contents.put(big, quiet())
    assert code(caught.value) is Code.DISK_FULL
    limit(case, 1_000_000)
    assert case.path.stat().st_size == before
    assert outside(case.path, "SELECT count(*) FROM piece") == [(0,)]
    assert is_usable(case)


@pytest.mark.skipif(os.name == "nt", reason="limits of this kind are of POSIX")
def test_that_a_write_the_system_refuses_leaves_nothing_and_the_case_usable(
    path: Path, tmp_path: Path
) -> None:
    (tmp_path / "big.bin").write_bytes(bytes(20 * PIECE))
    script = """
import resource, signal, sys
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
with case.write() as work:
    work.documents.put("after")
case.close()
"""
    told = subprocess.run(
        [sys.executable, "-c", script, str(path), str(tmp_path / "big.bin")],
        check=True,
        capture_output=True,
        text=True,
    )
    assert told.stdout.split() in (["cannot_write"], ["disk_full"])
    assert outside(path, "SELECT (SELECT count(*) FROM piece), (SELECT body FROM document)") == [(0, "after")]
    case = CaseFile.open(path)
    assert is_usable(case)
    case.close()


def test_that_a_mistake_in_our_own_statement_is_not_dressed_up(case: CaseFile) -> None:
    with pytest.raises(OperationalError), case.read() as work:
        work.scope.connection.exec_driver_sql("SELEC 1")
    assert is_usable(case)


def test_that_what_reviewers_write_stays_out_of_error_texts(case: CaseFile) -> None:
    with pytest.raises(OperationalError) as caught, case.read() as work:
        work.scope.connection.exec_driver_sql("SELEC ?", ("内部の所見",))
    assert "所見" not in str(caught.value)
