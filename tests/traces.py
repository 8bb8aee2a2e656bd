"""Traces: what somebody finds of a content who reads the files themselves, and has the passphrase too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

if TYPE_CHECKING:
    from pathlib import Path

    from assessor.storage.keys import Key

MARK: Final = b"<NOBODY MAY FIND THIS AGAIN>"
_PAGE: Final = 4096
_RESERVED: Final = 80
_VECTOR: Final = 16


def marked(size: int) -> bytes:
    """Return so many bytes in which no page is without the mark."""
    return (MARK * (size // len(MARK) + 1))[:size]


def bytes_of(path: Path, key: Key | None = None) -> bytes:
    """Return what lies in a file; the pages of a case with a key decrypted, those that are free too."""
    whole = path.read_bytes()
    if key is None:
        return whole
    return b"".join(
        _decrypted(whole[at : at + _PAGE], key, first=not at) for at in range(0, len(whole), _PAGE)
    )


def found_in(folder: Path, case: Path, key: Key | None = None, *marks: bytes) -> list[str]:
    """Return the names of the files below a folder in which the mark stands, or one of some others."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    wholes = ((path.name, bytes_of(path, key if path == case else None)) for path in files)
    return [name for name, whole in wholes if any(mark in whole for mark in (MARK, *marks))]


def _decrypted(page: bytes, key: Key, *, first: bool) -> bytes:
    end = _PAGE - _RESERVED
    vector = page[end : end + _VECTOR]
    decryptor = Cipher(algorithms.AES(key.raw), modes.CBC(vector)).decryptor()
    return decryptor.update(page[_VECTOR if first else 0 : end])
