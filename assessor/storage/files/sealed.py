"""A small text of a case, kept beside the settings and encrypted if the case is.

Its key is derived from the key of the case and a salt of the file, so that it can be read exactly by those
who can open the case. After a change of the passphrase it can no longer be read.
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
_BEGIN: Final = b"{"  # a plain text is JSON; no salt of ours begins like this


def write(path: Path, key: Key | None, text: str) -> None:
    """Replace the text; it survives the end of the process, but perhaps no power failure.

    Raises CaseFileError. A plain text that becomes encrypted is overwritten first.
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
    """Return the text, or an empty one if there is none; raises CaseFileError if it cannot be decrypted."""
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
    """Delete the text, if there is one."""
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
        made.execute("PRAGMA synchronous=OFF")  # written repeatedly while somebody types
        made.execute("CREATE TABLE sealed (text TEXT NOT NULL)")
        made.execute("INSERT INTO sealed VALUES (?)", (text,))


def _derived(key: Key, salt: bytes) -> Key:
    return Key(hmac.digest(key.raw, _PURPOSE + salt, sha256), salt)


def _is_clear(path: Path) -> bool:
    if not path.exists():
        return False
    with path.open("rb") as file:
        return file.read(len(_BEGIN)) == _BEGIN
