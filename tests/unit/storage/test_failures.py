"""From result codes and errno to the codes a user is told about."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from assessor.errors import CaseFileError, Code
from assessor.storage import failures
from tests.unit.storage.samples import code


def reported(number: int) -> dbapi2.OperationalError:
    error = dbapi2.OperationalError("as SQLite says it")
    error.sqlite_errorcode = number
    return error


@pytest.mark.parametrize(
    ("number", "reading", "writing"),
    [
        (5, Code.LOCKED, Code.LOCKED),
        (261, Code.LOCKED, Code.LOCKED),  # BUSY_RECOVERY
        (6, Code.LOCKED, Code.LOCKED),
        (15, Code.LOCKED, Code.LOCKED),
        (13, Code.DISK_FULL, Code.DISK_FULL),
        (8, Code.READ_ONLY, Code.READ_ONLY),
        (776, Code.READ_ONLY, Code.READ_ONLY),  # READONLY_ROLLBACK
        (11, Code.DAMAGED, Code.DAMAGED),
        (267, Code.DAMAGED, Code.DAMAGED),  # CORRUPT_VTAB
        (26, Code.NOT_A_CASE, Code.NOT_A_CASE),
        (14, Code.CANNOT_READ, Code.CANNOT_WRITE),
        (3, Code.CANNOT_READ, Code.CANNOT_WRITE),
        (10, Code.CANNOT_READ, Code.CANNOT_WRITE),
        (778, Code.CANNOT_READ, Code.CANNOT_WRITE),  # IOERR_WRITE
        (1, None, None),
        (21, None, None),
    ],
)
def test_that_each_result_code_has_its_problem(
    number: int, reading: Code | None, writing: Code | None
) -> None:
    assert failures.code_of(reported(number), writing=False) is reading
    assert failures.code_of(reported(number), writing=True) is writing


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("database or disk is full", Code.DISK_FULL),
        ("attempt to write a readonly database", Code.READ_ONLY),
        ("disk I/O error", Code.CANNOT_WRITE),
        ("Could not decode to UTF-8 column 'name' with text '\ufffd'", Code.DAMAGED),
        ("something else", None),
    ],
)
def test_that_words_without_a_number_have_their_problem_too(text: str, expected: Code | None) -> None:
    assert failures.code_of(dbapi2.OperationalError(text), writing=True) is expected


def test_that_what_a_function_of_sqlcipher_runs_into_has_its_problem() -> None:
    error = reported(1)
    error.args = ("database or disk is full",)
    assert failures.code_of(error, writing=True) is Code.DISK_FULL


@pytest.mark.parametrize(
    ("content", "bare", "keyed"),
    [
        (b"SQLite format 3\0", Code.NOT_A_CASE, Code.NOT_ENCRYPTED),
        (b"\xf1 a salt is noise", Code.PASSPHRASE_NEEDED, Code.WRONG_PASSPHRASE),
        (b"subject,item,verdict", Code.NOT_A_CASE, Code.WRONG_PASSPHRASE),
        (b"", Code.NOT_A_CASE, Code.WRONG_PASSPHRASE),
    ],
)
def test_that_what_cannot_be_read_at_all_is_told_by_its_first_bytes(
    tmp_path: Path, content: bytes, bare: Code, keyed: Code
) -> None:
    place = tmp_path / "file"
    place.write_bytes(content)
    for with_key, expected in ((False, bare), (True, keyed)):
        found = failures.translated(reported(26), place, writing=False, keyed=with_key)
        assert isinstance(found, CaseFileError)
        assert code(found) is expected


def test_that_only_errors_of_the_file_are_translated(path: Path) -> None:
    place = path
    assert failures.translated(KeyError(), place, writing=True) is None
    assert failures.translated(reported(1), place, writing=True) is None
    assert failures.translated(dbapi2.ProgrammingError("ours"), place, writing=True) is None
    assert isinstance(failures.translated(dbapi2.IntegrityError("CHECK"), place, writing=True), ValueError)
    found = failures.translated(reported(5), place, writing=True)
    assert isinstance(found, CaseFileError)
    assert found.problems[0].place.file == str(path)


@pytest.mark.parametrize("number", [8, 10, 14])
def test_that_no_way_into_a_file_that_is_gone_is_told_as_gone(tmp_path: Path, number: int) -> None:
    found = failures.translated(reported(number), tmp_path / "gone.assess", writing=False)
    assert isinstance(found, CaseFileError)
    assert code(found) is Code.NOT_FOUND


def test_that_a_connection_is_given_up_only_when_its_handle_may_be_stale() -> None:
    assert not failures.is_lost(reported(5))
    assert not failures.is_lost(reported(13))
    assert not failures.is_lost(reported(1))
    assert failures.is_lost(reported(10))
    assert not failures.is_lost(dbapi2.OperationalError("Could not decode to UTF-8 column 'detail'"))
    assert not failures.is_lost(UnicodeDecodeError("utf-8", b"\xff", 0, 1, "no text"))


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (errno.ENOSPC, Code.DISK_FULL),
        (errno.EDQUOT, Code.DISK_FULL),
        (errno.EROFS, Code.READ_ONLY),
        (errno.ENOENT, Code.NO_FOLDER),
        (errno.EACCES, Code.CANNOT_WRITE),
        (None, Code.CANNOT_WRITE),
    ],
)
def test_that_each_error_of_the_system_has_its_problem(number: int | None, expected: Code) -> None:
    error = OSError() if number is None else OSError(number, "no", "x")
    assert code(failures.from_os(error, Path("x"), Code.CANNOT_WRITE)) is expected


def test_that_a_folder_that_is_missing_without_a_name_is_the_temporary_one() -> None:
    error = OSError(errno.ENOENT, "No usable temporary directory found")
    assert code(failures.from_os(error, Path("x"), Code.CANNOT_WRITE)) is Code.NO_TEMPORARY_FOLDER
