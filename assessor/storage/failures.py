"""Translating errors of SQLite and the operating system into problems for the user."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from sqlcipher3 import dbapi2

from assessor.errors import CaseFileError, Code, Place, Problem, code_of_system
from assessor.storage import keys

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_CODES: Final[Mapping[int, Code]] = {
    dbapi2.SQLITE_BUSY: Code.LOCKED,
    dbapi2.SQLITE_LOCKED: Code.LOCKED,
    dbapi2.SQLITE_PROTOCOL: Code.LOCKED,
    dbapi2.SQLITE_FULL: Code.DISK_FULL,
    dbapi2.SQLITE_READONLY: Code.READ_ONLY,
    dbapi2.SQLITE_CORRUPT: Code.DAMAGED,
    dbapi2.SQLITE_NOTADB: Code.NOT_A_CASE,
}
# SQLite's own words, for where they come without their number (from the driver while copying) or with
# that of any error (from a function of SQLCipher).
_TEXTS: Final[Mapping[str, int]] = {
    "database is locked": dbapi2.SQLITE_BUSY,
    "database table is locked": dbapi2.SQLITE_LOCKED,
    "database or disk is full": dbapi2.SQLITE_FULL,
    "attempt to write a readonly database": dbapi2.SQLITE_READONLY,
    "disk I/O error": dbapi2.SQLITE_IOERR,
    "unable to open database file": dbapi2.SQLITE_CANTOPEN,
    "database disk image is malformed": dbapi2.SQLITE_CORRUPT,
    "file is not a database": dbapi2.SQLITE_NOTADB,
}
_NO_TEXT: Final = "Could not decode"  # the driver's message for invalid text
# Error families of failed access to the file; reading or writing, depending on the work.
_ACCESS: Final = frozenset({dbapi2.SQLITE_IOERR, dbapi2.SQLITE_CANTOPEN, dbapi2.SQLITE_PERM})
# Errors that also occur when the open file was moved, deleted or its disk removed.
_WITHOUT_FILE: Final = frozenset({Code.READ_ONLY, Code.CANNOT_READ, Code.CANNOT_WRITE})
_STAYS: Final = frozenset({None, Code.LOCKED, Code.DISK_FULL})  # a connection remains usable after these


def code_of(error: BaseException, *, writing: bool) -> Code | None:
    """Return the code of a driver's error, or None for a bug of ours."""
    if isinstance(error, UnicodeDecodeError):  # about a name in the file
        return Code.DAMAGED
    if not isinstance(error, dbapi2.DatabaseError):
        return None
    number: int | None = getattr(error, "sqlite_errorcode", None)
    if number in {None, dbapi2.SQLITE_ERROR}:
        number = _TEXTS.get(str(error), number)
    if number is None:
        return Code.DAMAGED if _is_no_text(error) else None
    family = number & 0xFF  # the only detail, since the driver uses no extended result codes
    if family in _ACCESS:
        return Code.CANNOT_WRITE if writing else Code.CANNOT_READ
    return _CODES.get(family)


def is_lost(error: BaseException) -> bool:
    """Tell whether a connection with this error may have a stale handle and must be reopened."""
    return not _is_no_text(error) and code_of(error, writing=True) not in _STAYS


def _is_no_text(error: BaseException) -> bool:
    return isinstance(error, UnicodeDecodeError) or str(error).startswith(_NO_TEXT)


def translated(error: BaseException, path: Path, *, writing: bool, keyed: bool = False) -> Exception | None:
    """Return the exception to raise instead of a driver's error, or None if it is a bug."""
    if isinstance(error, dbapi2.IntegrityError):
        return ValueError(f"the case cannot hold this: {error}")
    code = code_of(error, writing=writing)
    if code in _WITHOUT_FILE and not path.exists():
        code = Code.NOT_FOUND
    if code is Code.READ_ONLY and not writing and path.with_name(f"{path.name}-journal").exists():
        code = Code.HOT_JOURNAL  # a reader has to write when a crash is rolled back
    if code is Code.NOT_A_CASE:
        code = _unreadable(path, keyed=keyed)
    return CaseFileError(Problem(code, Place(file=str(path)))) if code else None


def _unreadable(path: Path, *, keyed: bool) -> Code:
    """Return why nothing of a file can be read; a wrong key and a file that is no case look the same."""
    if keyed:
        return Code.NOT_ENCRYPTED if keys.is_plain(path) else Code.WRONG_PASSPHRASE
    return Code.PASSPHRASE_NEEDED if keys.is_locked(path) else Code.NOT_A_CASE


def from_os(error: OSError, path: Path, otherwise: Code) -> CaseFileError:
    """Return the problem for an error of the operating system while a file is written."""
    code = code_of_system(error, otherwise)
    named = path.parent if code is Code.NO_FOLDER else path
    return CaseFileError(Problem(code, Place(file=str(named))))


@contextmanager
def driver_errors_as_problems(path: Path, *, keyed: bool) -> Iterator[None]:
    """Raise errors of a connection without an engine as problems of its file."""
    try:
        yield
    except dbapi2.Error as error:
        raise translated(error, path, writing=True, keyed=keyed) or error from error


@contextmanager
def system_errors_as_problems(path: Path, otherwise: Code) -> Iterator[None]:
    """Raise errors of the operating system as problems of the file being written."""
    try:
        yield
    except OSError as error:
        raise from_os(error, path, otherwise) from error
