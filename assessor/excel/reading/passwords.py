"""Opening workbooks with a password, in memory only: no plain copy ever touches the disk."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from unicodedata import normalize

from assessor.errors import Code, InputError, Place, Problem
from assessor.excel.reading.archive import megabytes, too_large

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

_COMPOUND_FILE: Final = bytes.fromhex("D0CF11E0A1B11AE1")
# The first record of an .xls; one that may forbid writing; the one that describes the encryption.
_LOCKED_XLS: Final = re.compile(
    rb"\x09\x08\x10\x00\x00\x06\x05\x00.{12}(?:\x86\x00\x00\x00)?\x2f\x00", re.DOTALL
)
# The same of Excel 5 and 95, whose files no library here opens.
_LOCKED_XLS_95: Final = re.compile(
    rb"\x09\x08\x08\x00\x00\x05\x05\x00.{4}(?:\x86\x00\x00\x00)?\x2f\x00", re.DOTALL
)
# A questionnaire has 50 kB; opening takes four times as much memory as the file.
LOCKED_LIMIT: Final = 30_000_000  # bytes


def decrypted(content: bytes, file: str, passwords: Sequence[str]) -> bytes:
    """Return the plain workbook; raises InputError when no password is given or fits, or on damage."""
    place = Place(file=file)
    if not content.startswith(_COMPOUND_FILE):  # an .ods: its encryption is not supported
        raise InputError(Problem(Code.PASSWORD_PROTECTED, place, {"kind": "ods"}))
    if _LOCKED_XLS_95.search(content) is not None:
        raise InputError(Problem(Code.PASSWORD_PROTECTED, place, {"kind": "xls"}))
    if len(content) > LOCKED_LIMIT:
        raise InputError(too_large(place, "file", megabytes(len(content)), megabytes(LOCKED_LIMIT)))
    locks = cryptography()
    tried = forms(passwords)
    try:
        lock = locks.lock_of(content)
        if len(tried) > lock.tries:
            facts = {"found": len(tried), "expected": lock.tries}
            raise InputError(Problem(Code.TOO_MANY_PASSWORDS, place, facts))
        for password in (*lock.known, *tried):
            plain: bytes | None = lock.opened(password)
            if plain is not None:
                return plain
    except locks.FAILURES as error:
        raise InputError(Problem(Code.WORKBOOK_DAMAGED, place)) from error
    code = Code.WRONG_PASSWORD if tried else Code.PASSWORD_PROTECTED
    raise InputError(Problem(code, place, {"kind": lock.kind}))


def cryptography() -> ModuleType:
    """Import and return `locks`, which is slow to import and which few workbooks need."""
    from assessor.excel.reading import locks

    return locks


def is_locked_xls(content: bytes) -> bool:
    """Tell whether an .xls is encrypted; its container looks like that of an open one."""
    return any(form.search(content) is not None for form in (_LOCKED_XLS, _LOCKED_XLS_95))


def forms(passwords: Sequence[str]) -> tuple[str, ...]:
    """Return the passwords as typed, then in other Unicode forms of the same letters."""
    typed = [password for password in passwords if password and not _has_surrogate(password)]
    others = [normalize(form, password) for password in typed for form in ("NFC", "NFKC", "NFD")]
    return tuple(dict.fromkeys([*typed, *others]))


def _has_surrogate(password: str) -> bool:
    """Tell whether it holds a lone surrogate, with which no program can have encrypted a workbook."""
    return any("\ud800" <= letter <= "\udfff" for letter in password)
