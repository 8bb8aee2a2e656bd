"""Compound files, checked before olefile reads them, which believes what they claim."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from olefile import OleFileIO


def require_sectors(content: bytes) -> None:
    """Raise ValueError when the header claims more sectors than there are; olefile would read them all."""
    shift, small_shift = struct.unpack_from("<HH", content, 30)
    if shift not in {9, 12} or small_shift != 6:
        raise ValueError("unknown sector size")
    counts = [struct.unpack_from("<L", content, at)[0] for at in (40, 44, 64, 72)]
    if max(counts) > len(content) >> shift:
        raise ValueError("more sectors than the file has")


def require_streams(compound: OleFileIO, content: bytes) -> None:
    """Raise ValueError for a stream that claims more than the file has; it would be read endlessly."""
    if any(entry is not None and entry.size > len(content) for entry in compound.direntries):
        raise ValueError("a stream is longer than the file")
