"""Opening a case file with its passphrase or the code of its recovery sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessor.errors import CaseFileError, Code, Place, Problem
from assessor.storage import keys
from assessor.storage.case_file import CaseFile
from assessor.storage.files import replacement

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from assessor.storage.keys import Key


def open_file(path: Path, secret: str | None, *, untouched: bool = False) -> CaseFile:
    """Open a case file with its passphrase or the recovery code of its sheet, a plain one with none.

    Raises PASSPHRASE_NEEDED, WRONG_PASSPHRASE (also for what is no case at all) and NOT_ENCRYPTED.
    """
    if not secret:
        return CaseFile.open(path, untouched=untouched)
    if not untouched:
        replacement.settle(path)  # first, as a crash may have left the case without its name
    for key in keys_of(secret, keys.salt_of(path)):
        try:
            return CaseFile.open(path, key, untouched=untouched)
        except CaseFileError as error:
            if error.problems[0].code is not Code.WRONG_PASSPHRASE:
                raise
    raise wrong_passphrase(path)


def keys_of(secret: str, salt: bytes) -> Iterator[Key]:
    """Yield the possible keys of a secret, the cheapest first."""
    written = keys.from_recovery(secret, salt)
    if written is not None:
        yield written
    yield keys.derive(secret, salt)


def wrong_passphrase(path: Path) -> CaseFileError:
    """Return the error for a secret that does not open this file."""
    return CaseFileError(Problem(Code.WRONG_PASSPHRASE, Place(file=str(path))))
