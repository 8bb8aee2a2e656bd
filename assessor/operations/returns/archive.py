"""Archives that came with a workbook: files are read into memory one by one and never unpacked to disk."""

from __future__ import annotations

import os
import struct
import unicodedata
import zlib
from copy import copy
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from assessor.errors import Code, InputError, Place, Problem
from assessor.operations.returns.archive_safety import (
    DIRECTORY_LIMIT,
    MEMBER_LIMIT,
    check_names,
    check_sizes,
    is_junk,
    megabytes,
    name_of,
    too_large,
    unsafe,
)
from assessor.operations.returns.received import ReceivedFile
from assessor.text import for_workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from types import TracebackType
    from typing import BinaryIO, Self

_CHUNK: Final = 1 << 20
_STARTS: Final = (b"PK\x03\x04", b"PK\x05\x06")
_HEADER: Final = struct.Struct("<4s22x2H")  # of a file in an archive: signature, lengths of name and extra
_HEAD: Final = 64  # bytes that hold the header and the names of documents
_ENCRYPTED, _STRONG = 0x1, 0x40  # flags of an entry
_AES: Final = 99  # the method under which AES hides the real one
# bzip2 and LZMA cannot be unpacked in bounded pieces; office programs and Windows do not write them.
_METHODS: Final = frozenset({ZIP_STORED, ZIP_DEFLATED})
# What the names in a zip must hold for it to be one document: Office, OpenDocument, Apple's programs.
_DOCUMENTS: Final = frozenset({b"[content_types].xml", b"mimetype", b"index/document.iwa"})
# What zipfile raises on damage; an OSError says instead that the file itself cannot be read.
_DAMAGE: Final = (
    BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    ValueError,
    OverflowError,
)


@dataclass(frozen=True)
class Member(ReceivedFile):
    """A file in an archive or mail; `place` is where it lies as if that were a folder."""

    place: Path = Path()


def members(path: Path, passwords: Sequence[str] = ()) -> tuple[list[ReceivedFile], list[Problem]]:
    """Return the files in a zip archive and the problems; an unsafe archive is refused as a whole."""
    return members_of(ReceivedFile.at(path), passwords)


def members_of(
    received: ReceivedFile, passwords: Sequence[str] = ()
) -> tuple[list[ReceivedFile], list[Problem]]:
    """Return the same of an archive that may lie in a mail; it is read again with each of its files."""
    place = Place(file=for_workbook(received.file))
    try:
        with _Archive(received, passwords) as archive:
            return archive.members()
    except InputError as error:
        return [], list(error.problems)
    except FileNotFoundError:
        return [], [Problem(Code.NOT_FOUND, place)]
    except OSError as error:
        return [], [Problem(Code.CANNOT_READ, place, {"message": error.strerror or ""})]
    except _DAMAGE:
        return [], [Problem(Code.ARCHIVE_DAMAGED, place)]
    except RuntimeError:  # what zipfile says when a password fits one file and not another
        return [], [Problem(Code.ARCHIVE_PROTECTED, place)]


def where(received: ReceivedFile) -> Path:
    """Return where a file lies, as if the archive or mail it is in were a folder."""
    if isinstance(received, Member):
        return received.place
    return received.path or Path(received.name)


def holds_files(path: Path) -> bool:
    """Tell whether a file has the name of an archive and is not a document under such a name."""
    return path.suffix.lower() == ".zip" and not _is_document(lambda: path.open("rb"))


def _is_document(source: Callable[[], BinaryIO]) -> bool:
    """Tell whether a zip is one document, such as an .xlsx or .odt; False when it cannot be read."""
    try:
        with _Stream(source, Place()) as stream:
            entries = ZipFile(stream).infolist()
    except (*_DAMAGE, InputError, OSError):
        return False
    return any(name_of(info).lower().encode() in _DOCUMENTS for info in entries)


class _Stream:
    """A file that is open only during each read, and returns no more than a limit at once.

    So the archive can be moved and its drive removed while a preview is shown.
    """

    def __init__(self, source: Callable[[], BinaryIO], place: Place) -> None:
        self._source, self._place = source, place
        self._file: BinaryIO | None = None

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._open().tell()

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        return self._open().seek(offset, whence)

    def read(self, size: int = -1) -> bytes:
        if size > DIRECTORY_LIMIT:  # only the directory is ever read in one piece
            raise too_large(self._place, "parts", megabytes(size), megabytes(DIRECTORY_LIMIT))
        return self._open().read(size)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def _open(self) -> BinaryIO:
        if self._file is None:
            self._file = self._source()
        return self._file


class _Archive:
    """A zip archive on disk, with the password that opens it."""

    def __init__(self, received: ReceivedFile, passwords: Sequence[str]) -> None:
        path = received.path
        self._path, self._passwords = path, passwords
        self._size = received.size
        self._where = where(received)
        self._place = Place(file=for_workbook(received.file))
        self._password: bytes | None = None
        source = (lambda: path.open("rb")) if path is not None else (lambda: BytesIO(received.content()))
        self._stream = _Stream(source, self._place)
        self._lock = Lock()
        self._seen = self._now()
        with self._stream:
            self._stream.tell()  # zipfile would take a file that may not be read for a damaged one
            self._zip = ZipFile(self._stream)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stream.__exit__(kind, error, trace)

    def members(self) -> tuple[list[ReceivedFile], list[Problem]]:
        """Return the files without nested archives; raises InputError for everything unsafe."""
        entries = self._zip.infolist()
        check_sizes(entries, self._place)
        check_names(entries, self._place)
        self._check_overlap(entries)
        files = [info for info in entries if not name_of(info).endswith("/") and not is_junk(name_of(info))]
        if any(info.compress_type not in _METHODS | {_AES} for info in files):
            raise InputError(Problem(Code.ARCHIVE_DAMAGED, self._place))
        self._unlock([info for info in files if info.flag_bits & _ENCRYPTED])
        members: list[ReceivedFile] = []
        problems: list[Problem] = []
        for info in files:
            name = for_workbook(name_of(info))
            if self._is_nested(info):
                problems.append(Problem(Code.ARCHIVE_NESTED, self._place, {"name": name}))
                continue
            shown = f"{self._place.file}/{name}"
            load = partial(self.load, info)
            members.append(Member(shown, info.file_size, load, shown_as=shown, place=self._where / name))
        return members, problems

    def load(self, info: ZipInfo) -> bytes:
        """Read one file whole; raises InputError when it differs from what the directory says."""
        with self._lock, self._stream:
            if self._now() != self._seen:
                raise InputError(Problem(Code.FILE_CHANGED, self._place))
            try:
                return self._content(info, self._password)
            except _DAMAGE as error:
                raise InputError(Problem(Code.ARCHIVE_DAMAGED, self._place)) from error

    def _now(self) -> tuple[int, int]:
        if self._path is None:
            return self._size, 0
        status = self._path.stat()
        return status.st_size, status.st_mtime_ns

    def _content(self, info: ZipInfo, password: bytes | None) -> bytes:
        wider, left, pieces = copy(info), info.file_size + 1, []
        wider.file_size += (
            2 * _CHUNK
        )  # zipfile cuts off silently at the stated size; one more byte shows that there was more
        with self._zip.open(wider, pwd=password) as file:
            while piece := file.read(min(left, _CHUNK)):
                pieces.append(piece)
                left -= len(piece)
        if not left:
            raise too_large(self._place, "member", f"> {info.file_size:,} B", f"{info.file_size:,} B")
        if left > 1:
            raise BadZipFile
        return b"".join(pieces)

    def _check_overlap(self, entries: Sequence[ZipInfo]) -> None:
        """Raise InputError when files overlap, since the same bytes would be unpacked many times."""
        end, size = 0, self._seen[0]
        for info in sorted(entries, key=lambda info: info.header_offset):
            if info.header_offset < 0:  # the front of the file is missing
                raise BadZipFile
            if info.header_offset < end:
                raise unsafe(info, self._place)
            self._stream.seek(info.header_offset)
            signature, name, extra = _HEADER.unpack(self._stream.read(_HEADER.size))
            end = info.header_offset + _HEADER.size + name + extra + info.compress_size
            if signature != _STARTS[0] or end > size:
                raise BadZipFile

    def _unlock(self, locked: Sequence[ZipInfo]) -> None:
        """Find the password of the archive by trying each on its smallest file; raises InputError."""
        if not locked:
            return
        if any(info.compress_type == _AES or info.flag_bits & _STRONG for info in locked):
            raise InputError(Problem(Code.ARCHIVE_AES, self._place))
        probe = min(locked, key=lambda info: info.file_size or MEMBER_LIMIT + 1)
        self._password = next((key for key in _keys(self._passwords) if self._opens(probe, key)), None)
        if self._password is None:
            raise InputError(Problem(Code.ARCHIVE_PROTECTED, self._place))

    def _opens(self, probe: ZipInfo, password: bytes) -> bool:
        try:
            self._content(probe, password)
        except (RuntimeError, InputError, *_DAMAGE):
            return False
        return True

    def _is_nested(self, info: ZipInfo) -> bool:
        with self._zip.open(info, pwd=self._password) as file:
            head = file.read(_HEAD)
        if not head.startswith(_STARTS):
            return False
        if len(head) == _HEAD and head[30 : 30 + _HEADER.unpack_from(head)[1]].lower() in _DOCUMENTS:
            return False
        content = self._content(info, self._password)
        return not _is_document(lambda: BytesIO(content))


def _keys(passwords: Iterable[str]) -> list[bytes]:
    """Return each password in the encodings that programs use, the typed form first."""
    keys: dict[bytes, None] = {}
    for password in passwords:
        for form in (password, *(unicodedata.normalize(way, password) for way in ("NFC", "NFKC"))):
            for encoding in ("utf-8", "cp932"):
                try:
                    keys[form.encode(encoding)] = None
                except UnicodeEncodeError:
                    continue
    return [key for key in keys if key]
