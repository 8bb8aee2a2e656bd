"""Encrypting a workbook with a password in memory: AES-256 after 100,000 rounds of SHA-512, as Excel does."""

from __future__ import annotations

from typing import Final
from unicodedata import normalize

from assessor.errors import Code, InputError, Place, Problem
from assessor.excel.reading.passwords import cryptography

PASSWORD_LIMIT: Final = 255  # characters that Excel's own dialogs take


def typed(password: str) -> str:
    """Return the password as a Japanese keyboard types it; text copied from a file name may be decomposed."""
    return normalize("NFC", password)


def require_password(password: str, file: str) -> None:
    """Raise InputError when the password cannot be typed into Excel."""
    if len(typed(password)) > PASSWORD_LIMIT:
        values = {"field": "パスワード", "found": len(typed(password)), "expected": PASSWORD_LIMIT}
        raise InputError(Problem(Code.TOO_LONG, Place(file=file, field="password"), values))


def locked(plain: bytes, password: str) -> bytes:
    """Return an .xlsx that only opens with the password."""
    whole: bytes = cryptography().locked(plain, typed(password))
    return whole
