"""Keys: from a passphrase to what SQLCipher encrypts a case with, and onto paper and back.

A passphrase is brought to Unicode's form NFC and encoded as UTF-8, and that is all: one that is
typed on a Mac and on Windows is one passphrase, however each composes が, and any program with
SQLCipher 4 opens the case with it. Nothing else is made equal: wide and narrow letters, capitals
and spaces at either end all count. U+0000 is refused: HMAC fills a short key up with zeros, so that
a passphrase and the same one with U+0000 after it would be one.

The rest is SQLCipher 4's own default: PBKDF2-HMAC-SHA512, 256,000 rounds, a salt of 16 random bytes
that are the first of the file; AES-256-CBC and HMAC-SHA512 for each page.
"""

from __future__ import annotations

import secrets
import stat
from base64 import b32decode, b32encode
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import pbkdf2_hmac, sha256
from typing import TYPE_CHECKING, Final
from unicodedata import normalize

from assessor.errors import CaseFileError, Code, Place, Problem

if TYPE_CHECKING:
    from pathlib import Path

ROUNDS: Final = 256_000
_RAW: Final = 32
_SALT: Final = 16
_PLAIN: Final = b"SQLite format 3\0"
# First bytes of other files: zip and new Office, PDF, old Office, pictures. Text is recognised as such.
_OTHERS: Final = (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"\xef\xbb\xbf")

_CHECK: Final = 3  # bytes of the checksum, with which the sheet has 56 letters, 14 groups of 4
_GROUP: Final = 4
# 0, 1 and 8 are no letters of Base32, so they are read as the similar letters.
_MISREAD: Final = str.maketrans("018", "OIB")


@dataclass(frozen=True)
class Key:
    """The key of one encrypted file, which must not appear in a log or on a screen."""

    raw: bytes = field(repr=False)
    salt: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if (len(self.raw), len(self.salt)) != (_RAW, _SALT):
            raise ValueError("a key has 32 bytes and its salt 16")

    @property
    def pragma(self) -> str:
        """The key in the raw form of SQLCipher, which needs no derivation."""
        return f"x'{self.raw.hex()}{self.salt.hex()}'"


def derive(passphrase: str, salt: bytes) -> Key:
    """Return the key of a passphrase and a salt; takes a tenth of a second."""
    if "\0" in passphrase:
        raise CaseFileError(Problem(Code.PASSPHRASE_WITH_NUL))
    # A lone surrogate is invalid text, but a wrong passphrase must not crash.
    text = normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    return Key(pbkdf2_hmac("sha512", text, salt, ROUNDS, _RAW), salt)


def fresh(passphrase: str) -> Key:
    """Return a key with a new salt, for a file to be encrypted."""
    if not passphrase:
        raise ValueError("nothing protects nothing")
    while _is_other(salt := secrets.token_bytes(_SALT)):
        pass
    return derive(passphrase, salt)


def of_file(path: Path, passphrase: str) -> Key:
    """Return the key of a passphrase for a file."""
    return derive(passphrase, salt_of(path))


def salt_of(path: Path) -> bytes:
    """Return the salt of an encrypted file; raises CaseFileError for a file too short to have one."""
    try:
        salt = _head(path)
    except FileNotFoundError as error:
        raise _failure(Code.NOT_FOUND, path) from error
    except OSError as error:
        raise _failure(Code.CANNOT_READ, path) from error
    if len(salt) < _SALT:
        raise _failure(Code.NOT_A_CASE, path)
    return salt


def is_locked(path: Path) -> bool:
    """Tell whether a file may be an encrypted case; False for unreadable files, which fail on opening.

    A salt has no signature, so files with a known signature are no cases, and no passphrase is asked for.
    """
    with suppress(OSError):
        head = _head(path)
        return len(head) == _SALT and not _is_other(head)
    return False


def is_plain(path: Path) -> bool:
    """Tell whether a file is a plain SQLite database."""
    with suppress(OSError):
        return _head(path) == _PLAIN
    return False


def to_recovery(key: Key) -> str:
    """Return a key in groups of letters, for the recovery sheet."""
    letters = b32encode(key.raw + _check(key.raw)).decode()
    return " ".join(letters[start : start + _GROUP] for start in range(0, len(letters), _GROUP))


def from_recovery(text: str, salt: bytes) -> Key | None:
    """Return the key of a typed recovery code with the salt of its file, or None for a mistyped one."""
    letters = "".join(c for c in normalize("NFKC", text).upper() if c.isalnum()).translate(_MISREAD)
    try:
        content = b32decode(letters)
    except ValueError:
        return None
    raw, check = content[:_RAW], content[_RAW:]
    return Key(raw, salt) if len(raw) == _RAW and check == _check(raw) else None


def _check(raw: bytes) -> bytes:
    return sha256(b"assessor recovery" + raw).digest()[:_CHECK]


def _is_other(head: bytes) -> bool:
    # One of 65,000 random salts is all ASCII; ours are drawn again then, so this never hides a case.
    return head == _PLAIN or head.startswith(_OTHERS) or head.isascii()


def _head(path: Path) -> bytes:
    # On POSIX, closing any handle of a file releases all locks of this process on it, so this must not be
    # called for a case that this process is writing.
    mode = path.stat().st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        return b""  # reading a pipe would wait for a writer
    with path.open("rb") as file:
        return file.read(_SALT)


def _failure(code: Code, path: Path) -> CaseFileError:
    return CaseFileError(Problem(code, Place(file=str(path))))
