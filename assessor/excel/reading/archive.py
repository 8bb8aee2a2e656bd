"""A zip in memory: its parts by name, each unpacked only as far as a limit allows."""

from __future__ import annotations

import posixpath
import struct
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from assessor.errors import Code, InputError, Place, Problem
from assessor.excel.reading.markup import NotXml, as_utf8

if TYPE_CHECKING:
    from collections.abc import Mapping
    from zipfile import ZipInfo

# What zipfile raises on damage: broken data, unknown compression, an encrypted part, a hole in the file.
ZIP_ERRORS: Final = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)
PARTS_LIMIT: Final = 10_000  # a questionnaire has 13 parts, one with a hundred pasted pictures some 300
# All parts that are read, together: sheets, strings, styles, lists of sheets. Pictures are never unpacked.
# A questionnaire has 0.1 MB, one of 10,000 rows 10 MB; some 250 MB of memory are needed at the limit.
UNPACKED_LIMIT: Final = 64_000_000
START: Final = (
    1_000_000  # bytes of a part by which the kind of file is recognised; such parts have some thousand
)

_ENTRY: Final = b"PK\x01\x02"
_HEADER: Final = 30  # bytes before the name of a part
_LOCKED: Final = 1  # the flag of a part with a password
_METHODS: Final = {ZIP_STORED, ZIP_DEFLATED}  # the others can burst before they can be stopped


class Archive:
    """The parts of a zip by their names in lower case; what is read counts against one limit."""

    def __init__(self, content: bytes, file: str) -> None:
        self.file = file
        self._content = content
        self._left = UNPACKED_LIMIT
        # Counted before zipfile makes an object of each, whatever the directory says of itself.
        if (count := content.count(_ENTRY)) > PARTS_LIMIT:
            raise InputError(too_large(Place(file=file), "parts", f"{count:,}", f"{PARTS_LIMIT:,}"))
        try:
            with ZipFile(BytesIO(content)) as directory:
                listed = [part for part in directory.infolist() if not part.filename.endswith(("/", "\\"))]
        except ZIP_ERRORS as error:
            raise self.damaged() from error
        self.parts = {_normal(part.filename): part for part in listed}
        self._listed = [part.filename for part in listed]

    def require_each_once(self) -> None:
        """Raise InputError when a part stands there twice: no two programs agree on which of them counts."""
        if len(self.parts) == len(self._listed):
            return
        seen: set[str] = set()
        for name in self._listed:
            if _normal(name) in seen:
                raise InputError(Problem(Code.PART_TWICE, Place(file=self.file), {"found": name}))
            seen.add(_normal(name))

    def __contains__(self, name: str) -> bool:
        return name in self.parts

    def size(self, name: str) -> int:
        """Return the size of a part in bytes as the directory states it, or 0 when there is no such part."""
        return self.parts[name].file_size if name in self.parts else 0

    def fits(self, name: str) -> bool:
        """Tell whether a part is within what may still be read, by the size that the directory states."""
        return self.size(name) <= self._left

    def start_of(self, name: str) -> bytes:
        """Return how a part begins, or nothing when there is no such part; raises InputError on damage."""
        part = self.parts.get(name)
        return self._unpacked(part, min(START, part.file_size)) if part is not None else b""

    def read(self, name: str) -> bytes:
        """Return a part, or nothing when there is no such part; raises InputError on damage or size."""
        part = self.parts.get(name)
        if part is None:
            return b""
        if part.file_size > self._left:
            raise InputError(self.too_large(name))
        self._left -= part.file_size
        return self._unpacked(part, part.file_size)

    def read_xml(self, name: str) -> bytes:
        """Return a part of XML in UTF-8, whatever its encoding; raises InputError as `read` does."""
        content = self.read(name)
        try:
            plain = as_utf8(content)
        except NotXml as error:
            raise self.damaged() from error
        if (more := len(plain) - len(content)) > self._left:
            raise InputError(self.too_large(name, more))
        self._left -= max(0, more)
        return plain

    def too_large(self, name: str, more: int | None = None) -> Problem:
        """Return the problem of a part that is too large to be read with the others, or of so many bytes."""
        total = UNPACKED_LIMIT - self._left + (self.size(name) if more is None else more)
        return too_large(Place(file=self.file), "unpacked", megabytes(total), megabytes(UNPACKED_LIMIT))

    def damaged(self) -> InputError:
        """Return the error for a file that cannot be unpacked or whose parts are malformed."""
        return InputError(Problem(Code.WORKBOOK_DAMAGED, Place(file=self.file)))

    def _unpacked(self, part: ZipInfo, size: int) -> bytes:
        """Unpack the first `size` bytes of a part; raises InputError on damage."""
        if part.flag_bits & _LOCKED or part.compress_type not in _METHODS:
            raise self.damaged()
        try:
            name, extra = struct.unpack_from("<2H", self._content, part.header_offset + 26)
            start = part.header_offset + _HEADER + name + extra
            # Deflate never makes data larger by more than this.
            length = min(part.compress_size, size + size // 100 + 1000)
            content = self._content[start : start + length]
            if part.compress_type == ZIP_DEFLATED:
                # To zlib a limit of nothing means no limit.
                content = zlib.decompressobj(-zlib.MAX_WBITS).decompress(content, max(1, size))
        except (struct.error, zlib.error) as error:
            raise self.damaged() from error
        content = content[:size]
        if size == part.file_size and (len(content) != size or zlib.crc32(content) != part.CRC):
            raise self.damaged()
        return content


def stored(parts: Mapping[str, bytes]) -> bytes:
    """Return an uncompressed zip of these parts, so that a library reads only what was checked."""
    body: list[bytes] = []
    directory: list[bytes] = []
    at = 0
    for name, content in parts.items():
        named, size = name.encode(), len(content)
        facts = struct.pack("<5H3L2H", 20, 0x800, 0, 0, 33, zlib.crc32(content), size, size, len(named), 0)
        body += (b"PK\x03\x04", facts, named, content)
        directory += (b"PK\x01\x02\x14\x00", facts, struct.pack("<3H2L", 0, 0, 0, 0, at), named)
        at += 30 + len(named) + size
    entries = b"".join(directory)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, len(parts), len(parts), len(entries), at, 0)
    return b"".join((*body, entries, end))


def too_large(place: Place, what: str, size: str, expected: str) -> Problem:
    """Return the problem of a workbook that exceeds a limit."""
    return Problem(Code.WORKBOOK_TOO_LARGE, place, {"what": what, "found": size, "expected": expected})


def megabytes(size: int) -> str:
    """Return a number of bytes as people read it."""
    return f"{size / 1_000_000:,.1f} MB"


def _normal(name: str) -> str:
    """Return the name by which a part is known: no two parts may differ in less than this (OPC 6.2.2.3)."""
    plain = name.replace("\\", "/").lstrip("/").lower()
    return posixpath.normpath(plain) if "./" in plain or "//" in plain else plain
