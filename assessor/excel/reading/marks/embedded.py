"""Files within a workbook: what kind they are, and out of the wrapping that Windows puts around them."""

from __future__ import annotations

import struct
from io import BytesIO
from typing import Final, NamedTuple

import olefile

from assessor.excel.reading.container import COMPOUND_FILE

_NATIVE: Final = "\x01Ole10Native"
_WHOLE: Final = ("CONTENTS", "Package")  # streams that hold a PDF or an Office file as it is
_LONGEST_NAME: Final = 260
# What it raises on damage.
_FAILURES: Final = (OSError, ValueError, IndexError, struct.error, KeyError, TypeError, AttributeError)
_ENDINGS: Final = (
    (b"\x89PNG", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"GIF8", ".gif"),
    (b"BM", ".bmp"),
    (b"%PDF-", ".pdf"),
    (b"II*\0", ".tif"),
    (b"MM\0*", ".tif"),
    (b"\xd7\xcd\xc6\x9a", ".wmf"),
    (b"\x01\0\0\0", ".emf"),
)


class EmbeddedFile(NamedTuple):
    """The bytes of a file and its name, which is empty where the workbook does not have it."""

    name: str
    content: bytes


def ending_of(content: bytes) -> str:
    """Return the ending of a file by its content, or nothing where that does not tell."""
    return next((ending for start, ending in _ENDINGS if content.startswith(start)), "")


def unwrapped(content: bytes) -> EmbeddedFile:
    """Return the file that a part holds; what cannot be taken out of its wrapping is returned with it."""
    if not content.startswith(COMPOUND_FILE):
        return EmbeddedFile("", content)
    try:
        with olefile.OleFileIO(BytesIO(content)) as wrapping:
            if wrapping.exists(_NATIVE):
                return _native(wrapping.openstream(_NATIVE).read())
            for name in _WHOLE:
                if wrapping.exists(name):
                    return EmbeddedFile("", wrapping.openstream(name).read())
    except _FAILURES:
        return EmbeddedFile("", content)
    return EmbeddedFile("", content)


def _native(stream: bytes) -> EmbeddedFile:
    """Return the file of a packager object: length, flags, three texts, two numbers, length, content."""
    at = 6
    label, at = _text(stream, at)
    _, at = _text(stream, at)
    at += 8
    _, at = _text(stream, at)
    (size,) = struct.unpack_from("<I", stream, at)
    content = stream[at + 4 : at + 4 + size]
    if len(content) != size:
        raise ValueError(size)
    name = label.replace("\\", "/").rpartition("/")[2]
    return EmbeddedFile(name, content)


def _text(stream: bytes, at: int) -> tuple[str, int]:
    end = stream.index(b"\0", at, at + _LONGEST_NAME)
    return stream[at:end].decode("cp932", "replace"), end + 1
