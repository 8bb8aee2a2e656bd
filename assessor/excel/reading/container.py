"""What kind of file is this? Told by its content, never by its name, and before anything is unpacked."""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from enum import StrEnum
from typing import TYPE_CHECKING, BinaryIO, Final
from zipfile import ZipFile, ZipInfo

from assessor.errors import Code, InputError, Place, Problem
from assessor.excel.reading.package import XML_LIMIT, ZIP_ERRORS

if TYPE_CHECKING:
    from pathlib import Path

# A questionnaire has 30 kB and unpacks to 200 kB. The limits leave room for pasted pictures and for
# programs that write every cell in full, and still fit into the memory of an office laptop.
FILE_LIMIT: Final = 100_000_000  # bytes of the file itself
UNPACKED_LIMIT: Final = 300_000_000  # bytes of all parts together
PARTS_LIMIT: Final = 10_000
# Sheets pack 5 to 40 times, empty formatted ones up to 200; a part made to burst reaches 1,000.
RATIO_LIMIT: Final = 300
RATIO_FROM: Final = 5_000_000  # below this size no ratio does harm


class Container(StrEnum):
    """The kinds of files that people return."""

    XLSX = "xlsx"
    XLSM = "xlsm"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    ENCRYPTED = "encrypted"
    RIGHTS_MANAGED = "rights_managed"
    DAMAGED_ZIP = "damaged_zip"
    ZIP = "zip"
    COMPOUND = "compound"  # another old Office file: a .doc, a .msg
    PDF = "pdf"
    HTML = "html"
    XML = "xml"
    TEXT = "text"
    EMPTY = "empty"
    UNKNOWN = "unknown"


READABLE: Final = frozenset({Container.XLSX, Container.XLSM, Container.ODS})
# calamine reads these too, but damage can end the whole program: given .xls files with some bytes changed, it
# panicked, or asked for 60 to 170 GB and aborted, within seconds. Nobody has tried .xlsb, and no check
# of ours reaches into either. Their senders can save them as .xlsx.
OLD: Final = frozenset({Container.XLS, Container.XLSB})

_COMPOUND_FILE: Final = bytes.fromhex("D0CF11E0A1B11AE1")
_ZIP_STARTS: Final = (b"PK\x03\x04", b"PK\x05\x06")
_HEAD: Final = 4096
_CHUNK: Final = 1 << 20
_ENTRY: Final = 128  # bytes of a directory entry in a compound file; sectors are multiples of it
# The main part's content type decides; a template is read as the workbook it makes.
_MAIN_PARTS: Final = (
    (re.compile(rb"ms-excel\.(?:sheet|template)\.macroEnabled\.main\+xml", re.IGNORECASE), Container.XLSM),
    (re.compile(rb"spreadsheetml\.(?:sheet|template)\.main\+xml", re.IGNORECASE), Container.XLSX),
    (re.compile(rb"ms-excel\.sheet\.binary\.macroEnabled\.main", re.IGNORECASE), Container.XLSB),
)
_ODS_TYPE: Final = b"application/vnd.oasis.opendocument.spreadsheet"
# Streams of a compound file, the deciding ones first.
_STREAMS: Final = (
    ("DRMEncryptedDataSpace", Container.RIGHTS_MANAGED),
    ("EncryptedPackage", Container.ENCRYPTED),
    ("Workbook", Container.XLS),
    ("Book", Container.XLS),
)
_HTML: Final = re.compile(rb"<(?:!doctype\s+html|html|head|body|table)\b", re.IGNORECASE)


def identify(path: Path) -> Container:
    """Tell what the file is; raises OSError when it cannot be opened."""
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
        if not head:
            return Container.EMPTY
        if head.startswith(_ZIP_STARTS):
            return _zip_kind(stream)
        if head.startswith(_COMPOUND_FILE):
            return _compound_kind(stream)
    return _plain_kind(head)


def require_workbook(path: Path) -> Container:
    """Return the kind of a workbook that may be read; raises InputError saying what it is instead."""
    place = Place(file=path.name)
    try:
        if path.is_dir():
            raise InputError(Problem(Code.FILE_IS_FOLDER, place))
        if (size := path.stat().st_size) > FILE_LIMIT:
            raise InputError(_too_large(place, "file", _megabytes(size), _megabytes(FILE_LIMIT)))
        kind = identify(path)
    except FileNotFoundError as error:
        raise InputError(Problem(Code.NOT_FOUND, place)) from error
    except OSError as error:
        raise InputError(Problem(Code.CANNOT_READ, place, {"message": error.strerror or ""})) from error
    if kind is Container.EMPTY:
        raise InputError(Problem(Code.FILE_EMPTY, place))
    if kind in {Container.ENCRYPTED, Container.RIGHTS_MANAGED}:
        raise InputError(Problem(Code.PASSWORD_PROTECTED, place, {"kind": kind.value}))
    if kind in OLD:
        raise InputError(Problem(Code.OLD_FORMAT, place, {"kind": kind.value}))
    if kind is Container.DAMAGED_ZIP:
        raise InputError(Problem(Code.WORKBOOK_DAMAGED, place))
    if kind not in READABLE:
        raise InputError(Problem(Code.NOT_A_WORKBOOK, place, {"kind": kind.value}))
    _check_size(path, place)
    return kind


def _check_size(path: Path, place: Place) -> None:
    """Refuse an archive that would unpack to more than a laptop can hold, from its directory alone."""
    with ZipFile(path) as archive:
        parts = archive.infolist()
    if len(parts) > PARTS_LIMIT:
        raise InputError(_too_large(place, "parts", f"{len(parts):,}", f"{PARTS_LIMIT:,}"))
    if (total := sum(part.file_size for part in parts)) > UNPACKED_LIMIT:
        raise InputError(_too_large(place, "unpacked", _megabytes(total), _megabytes(UNPACKED_LIMIT)))
    for part in parts:
        if part.file_size > RATIO_FROM and part.file_size > RATIO_LIMIT * part.compress_size:
            ratio = part.file_size // max(1, part.compress_size)
            raise InputError(_too_large(place, "ratio", f"× {ratio:,}", f"× {RATIO_LIMIT:,}"))


def _too_large(place: Place, what: str, found: str, expected: str) -> Problem:
    return Problem(Code.WORKBOOK_TOO_LARGE, place, {"what": what, "found": found, "expected": expected})


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:,.1f} MB"


def _plain_kind(head: bytes) -> Container:
    if head.startswith(b"%PDF-"):
        return Container.PDF
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<") and _HTML.search(start):
        return Container.HTML
    if start.startswith(b"<?xml"):
        return Container.XML
    return Container.TEXT if _is_text(head) else Container.UNKNOWN


def _zip_kind(stream: BinaryIO) -> Container:
    try:
        with ZipFile(stream) as archive:
            parts = {part.filename.replace("\\", "/").lower(): part for part in archive.infolist()}
            types = _start_of(archive, parts.get("[content_types].xml"))
            mimetype = _start_of(archive, parts.get("mimetype"))
            manifest = _start_of(archive, parts.get("meta-inf/manifest.xml"))
    except ZIP_ERRORS:
        return Container.DAMAGED_ZIP
    if mimetype.startswith(_ODS_TYPE):
        return Container.ENCRYPTED if b"encryption-data" in manifest else Container.ODS
    return next((kind for pattern, kind in _MAIN_PARTS if pattern.search(types)), Container.ZIP)


def _start_of(archive: ZipFile, part: ZipInfo | None) -> bytes:
    if part is None:
        return b""
    with archive.open(part) as stream:
        return stream.read(XML_LIMIT)


def _compound_kind(stream: BinaryIO) -> Container:
    """Tell from the names of the streams in the file's directory, wherever its sectors lie."""
    found: set[str] = set()
    stream.seek(0)
    rest = b""
    while chunk := stream.read(_CHUNK):
        block = rest + chunk
        found.update(name for name, _ in _STREAMS if name not in found and _has_entry(block, name))
        rest = block[-(len(block) % _ENTRY) :] if len(block) % _ENTRY else b""
    return next((kind for name, kind in _STREAMS if name in found), Container.COMPOUND)


def _has_entry(block: bytes, name: str) -> bool:
    """Tell whether a directory entry of that name stands in the block: the name, then its length."""
    written = name.encode("utf-16-le")
    at = block.find(written)
    while at >= 0:
        if at % _ENTRY == 0 and block[at + 64 : at + 66] == (len(written) + 2).to_bytes(2, "little"):
            return True
        at = block.find(written, at + 1)
    return False


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if b"\x00" in head:
        return False
    for encoding in ("utf-8", "cp932"):
        try:
            getincrementaldecoder(encoding)().decode(head)  # a letter cut in two at the end is no error
        except UnicodeDecodeError:
            continue
        return True
    return False
