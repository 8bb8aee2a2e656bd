"""A small text beside the settings that belongs to a case, encrypted when the case is.

The key of an encrypted one is made of the case's own key and a salt of the file: whoever opens the case
opens the text, and nobody else. With another passphrase for the case it opens no more.
"""

from __future__ import annotations

import hmac
import os
import secrets
from contextlib import closing
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from assessor.errors import CaseFileError, Code, Place, Problem
from assessor.storage import engines, failures, keys
from assessor.storage.files import replacement
from assessor.storage.keys import Key

if TYPE_CHECKING:
    from pathlib import Path

_PURPOSE: Final = b"assessor sealed text"
_SALT: Final = 16
_BEGIN: Final = b"{"  # a text in clear is JSON; no salt of ours is that of one


def write(path: Path, key: Key | None, text: str) -> None:
    """Put a text in the place of the one before; a power cut may take it, the end of the process not.

    Raises CaseFileError. One in clear that becomes encrypted is overwritten first.
    """
    part = path.with_name(f"{path.name}.part")
    with failures.system_errors_as_problems(path, Code.CANNOT_WRITE):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if key is not None and _is_clear(path):
            replacement.erase(path)
        os.close(os.open(part, os.O_CREAT | os.O_TRUNC | os.O_RDWR, 0o600))
        if key is None:
            part.write_text(text, encoding="utf-8")
        else:
            _write_sealed(part, key, text)
        part.replace(path)


def read(path: Path, key: Key | None) -> str:
    """Return the text, or nothing when there is none; raises CaseFileError for one that does not open."""
    if not path.exists():
        return ""
    with failures.system_errors_as_problems(path, Code.CANNOT_READ):
        if _is_clear(path):
            return path.read_text(encoding="utf-8")
        if key is None:
            raise CaseFileError(Problem(Code.PASSPHRASE_NEEDED, Place(file=str(path))))
        salt = keys.salt_of(path)
        with (
            failures.driver_errors_as_problems(path, keyed=True),
            closing(engines.connect(path, _derived(key, salt))) as opened,
        ):
            row = opened.execute("SELECT text FROM sealed").fetchone()
            return str(row[0])


def remove(path: Path) -> None:
    """Remove the text, when there is one."""
    with failures.system_errors_as_problems(path, Code.CANNOT_WRITE):
        if _is_clear(path):
            replacement.erase(path)
        path.unlink(missing_ok=True)


def _write_sealed(part: Path, key: Key, text: str) -> None:
    while (salt := secrets.token_bytes(_SALT)).startswith(_BEGIN):
        pass
    with (
        failures.driver_errors_as_problems(part, keyed=True),
        closing(engines.connect(part, _derived(key, salt), unfinished=True)) as made,
    ):
        made.execute("PRAGMA synchronous=OFF")  # it is written again and again while somebody types
        made.execute("CREATE TABLE sealed (text TEXT NOT NULL)")
        made.execute("INSERT INTO sealed VALUES (?)", (text,))


def _derived(key: Key, salt: bytes) -> Key:
    return Key(hmac.digest(key.raw, _PURPOSE + salt, sha256), salt)


def _is_clear(path: Path) -> bool:
    if not path.exists():
        return False
    with path.open("rb") as file:
        return file.read(len(_BEGIN)) == _BEGIN
