"""What kind of file is this? Told by its content, never by its name, and before anything is unpacked."""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from assessor.errors import Code, InputError, Place, Problem
from assessor.excel.reading.archive import Archive, megabytes, too_large
from assessor.excel.reading.package import TYPES

if TYPE_CHECKING:
    from collections.abc import Mapping

# A questionnaire has 30 kB; the limit leaves room for pasted pictures.
FILE_LIMIT: Final = 100_000_000  # bytes of the file itself


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
    CSV = "csv"
    TEXT = "text"
    EMPTY = "empty"
    UNKNOWN = "unknown"


READABLE: Final = frozenset({Container.XLSX, Container.XLSM, Container.ODS, Container.XLS, Container.XLSB})
OFFICE: Final = frozenset({Container.XLSX, Container.XLSM})

_REFUSED: Final[Mapping[Container, Code]] = {
    Container.EMPTY: Code.FILE_EMPTY,
    Container.ENCRYPTED: Code.PASSWORD_PROTECTED,
    Container.RIGHTS_MANAGED: Code.RIGHTS_MANAGED,
    Container.DAMAGED_ZIP: Code.WORKBOOK_DAMAGED,
    Container.ZIP: Code.IS_ZIP,
    Container.COMPOUND: Code.IS_OLD_OFFICE,
    Container.PDF: Code.IS_PDF,
    Container.HTML: Code.IS_HTML,
    Container.CSV: Code.IS_CSV,
}
_COMPOUND_FILE: Final = bytes.fromhex("D0CF11E0A1B11AE1")
_ZIP_STARTS: Final = (b"PK\x03\x04", b"PK\x05\x06")
_HEAD: Final = 4096
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
_CSV_LINES: Final = 5  # lines that are looked at
_ENCODINGS: Final = ("utf-8", "cp932")


def identify(content: bytes) -> Container:
    """Tell what the content is; it raises nothing."""
    return examined(content, "")[0]


def examined(content: bytes, file: str) -> tuple[Container, Archive | None]:
    """Tell what the content is, and return the open archive when it is one."""
    if not content:
        return Container.EMPTY, None
    if content.startswith(_ZIP_STARTS):
        try:
            archive = Archive(content, file)
            return _zip_kind(archive), archive
        except InputError:
            return Container.DAMAGED_ZIP, None
    if content.startswith(_COMPOUND_FILE):
        return _compound_kind(content), None
    return _plain_kind(content[:_HEAD]), None


def require_readable(content: bytes, file: str, kind: Container) -> None:
    """Raise InputError saying what it is, unless it is a kind of workbook that can be read."""
    if len(content) > FILE_LIMIT:
        raise InputError(too_large_file(file, len(content)))
    if kind is Container.DAMAGED_ZIP:
        Archive(content, file)  # says so itself when it is only too large
    if kind not in READABLE:
        code = _REFUSED.get(kind, Code.NOT_A_WORKBOOK)
        raise InputError(Problem(code, Place(file=file), {"kind": kind.value}))


def too_large_file(file: str, size: int) -> Problem:
    """Return the problem of a file that is too large to be read at all."""
    return too_large(Place(file=file), "file", megabytes(size), megabytes(FILE_LIMIT))


def _plain_kind(head: bytes) -> Container:
    if head.startswith(b"%PDF-"):
        return Container.PDF
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<") and _HTML.search(start):
        return Container.HTML
    if start.startswith(b"<?xml"):
        return Container.XML
    text = _text(head)
    if text is None:
        return Container.UNKNOWN
    return Container.CSV if _is_table(text) else Container.TEXT


def _zip_kind(archive: Archive) -> Container:
    if archive.start_of("mimetype").startswith(_ODS_TYPE):
        locked = b"encryption-data" in archive.start_of("meta-inf/manifest.xml")
        return Container.ENCRYPTED if locked else Container.ODS
    types = archive.start_of(TYPES)
    return next((kind for pattern, kind in _MAIN_PARTS if pattern.search(types)), Container.ZIP)


def _compound_kind(content: bytes) -> Container:
    """Tell from the names of the streams in the file's directory, wherever its sectors lie."""
    return next((kind for name, kind in _STREAMS if _has_entry(content, name)), Container.COMPOUND)


def _has_entry(content: bytes, name: str) -> bool:
    """Tell whether a directory entry of that name stands in the file: the name, then its length."""
    written = name.encode("utf-16-le")
    length = (len(written) + 2).to_bytes(2, "little")
    at = content.find(written)
    while at >= 0:
        if at % _ENTRY == 0 and content[at + 64 : at + 66] == length:
            return True
        at = content.find(written, at + 1)
    return False


def _text(head: bytes) -> str | None:
    """Return what can be read of the beginning; a letter cut in two at the end is no error."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[: len(head) // 2 * 2].decode("utf-16", "replace")
    if b"\x00" in head:
        return None
    for encoding in _ENCODINGS:
        try:
            return getincrementaldecoder(encoding)().decode(head)
        except UnicodeDecodeError:
            continue
    return None


def _is_table(text: str) -> bool:
    """Tell whether the first lines look like a table: a separator in each of them."""
    lines = [line for line in text.splitlines()[:_CSV_LINES] if line.strip()]
    return any(lines and all(separator in line for line in lines) for separator in "\t,;")
