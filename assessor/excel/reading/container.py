"""The kind of a file, recognised by its content, never by its name, and before anything is unpacked."""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from enum import StrEnum
from pathlib import PurePosixPath
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
    SEVEN_ZIP = "7z"
    RAR = "rar"
    LZH = "lzh"
    CAB = "cab"
    GZIP = "gz"
    IWORK = "iwork"  # of Apple's programs, such as Numbers
    DOCUMENT = "document"  # of a word processor, or slides
    COMPOUND = "compound"  # another old Office file, such as a drawing
    MAIL = "mail"  # as its text was sent: .eml
    OUTLOOK = "outlook"  # a mail as Outlook keeps it: .msg
    TNEF = "tnef"  # winmail.dat: attachments as only Outlook writes them
    PDF = "pdf"
    IMAGE = "image"
    HTML = "html"
    XML = "xml"
    CSV = "csv"
    TEXT = "text"
    PROGRAM = "program"
    SHORTCUT = "shortcut"
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
    Container.SEVEN_ZIP: Code.IS_ARCHIVE,
    Container.RAR: Code.IS_ARCHIVE,
    Container.LZH: Code.IS_ARCHIVE,
    Container.CAB: Code.IS_ARCHIVE,
    Container.GZIP: Code.IS_ARCHIVE,
    Container.IWORK: Code.IS_NUMBERS,
    Container.DOCUMENT: Code.IS_DOCUMENT,
    Container.COMPOUND: Code.IS_OLD_OFFICE,
    Container.MAIL: Code.IS_MAIL,
    Container.OUTLOOK: Code.IS_MAIL,
    Container.TNEF: Code.IS_TNEF,
    Container.PDF: Code.IS_PDF,
    Container.IMAGE: Code.IS_IMAGE,
    Container.HTML: Code.IS_HTML,
    Container.CSV: Code.IS_CSV,
    Container.PROGRAM: Code.IS_PROGRAM,
    Container.SHORTCUT: Code.IS_SHORTCUT,
}
# What is said of files that are no workbooks of any kind.
REFUSALS: Final = frozenset(_REFUSED.values()) - {
    *(Code.FILE_EMPTY, Code.PASSWORD_PROTECTED, Code.RIGHTS_MANAGED, Code.WORKBOOK_DAMAGED)
} | {Code.UNKNOWN_BYTES}
# Archives that nothing here opens; each may hold a questionnaire.
CLOSED_ARCHIVES: Final = frozenset(
    {Container.SEVEN_ZIP, Container.RAR, Container.LZH, Container.CAB, Container.GZIP}
)
MAILS: Final = frozenset({Container.MAIL, Container.OUTLOOK})
WORKBOOK_ENDINGS: Final = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".xltx", ".xltm"})
# Under these names a workbook comes too: of Apple's program, and locked by programs of companies or of mail.
SEALED_ENDINGS: Final = frozenset({".numbers", ".p7m", ".pgp", ".gpg"})
COMPOUND_FILE: Final = bytes.fromhex("D0CF11E0A1B11AE1")
_ZIP_STARTS: Final = (b"PK\x03\x04", b"PK\x05\x06")
_HEAD: Final = 4096
_ENTRY: Final = 128  # bytes of a directory entry in a compound file; sectors are multiples of it
# The main part's content type decides; a template is read as the workbook it makes.
_MAIN_PARTS: Final = (
    (re.compile(rb"ms-excel\.(?:sheet|template)\.macroEnabled\.main\+xml", re.IGNORECASE), Container.XLSM),
    (re.compile(rb"spreadsheetml\.(?:sheet|template)\.main\+xml", re.IGNORECASE), Container.XLSX),
    (re.compile(rb"ms-excel\.sheet\.binary\.macroEnabled\.main", re.IGNORECASE), Container.XLSB),
)
# What tells that a zip is one document of another program, by the start of its type or by its parts.
_DOCUMENT_PARTS: Final = re.compile(rb"wordprocessingml|presentationml|ms-word|ms-powerpoint", re.IGNORECASE)
_DOCUMENT_TYPE: Final = b"application/vnd.oasis.opendocument."
_IWORK: Final = ("index/document.iwa", "index.zip")
_ODS_TYPE: Final = b"application/vnd.oasis.opendocument.spreadsheet"
# Streams of a compound file, the deciding ones first.
_STREAMS: Final = (
    ("DRMEncryptedDataSpace", Container.RIGHTS_MANAGED),
    ("EncryptedPackage", Container.ENCRYPTED),
    ("Workbook", Container.XLS),
    ("Book", Container.XLS),
    ("__properties_version1.0", Container.OUTLOOK),
    ("WordDocument", Container.DOCUMENT),
    ("PowerPoint Document", Container.DOCUMENT),
)
_STARTS: Final = (
    (b"%PDF-", Container.PDF),
    (b"7z\xbc\xaf\x27\x1c", Container.SEVEN_ZIP),
    (b"Rar!\x1a\x07", Container.RAR),
    (b"MSCF\0\0\0\0", Container.CAB),
    (b"\x1f\x8b\x08", Container.GZIP),
    (b"\x78\x9f\x3e\x22", Container.TNEF),
    (b"{\\rtf", Container.DOCUMENT),
    (b"\x4c\0\0\0\x01\x14\x02\0", Container.SHORTCUT),
    (b"[InternetShortcut]", Container.SHORTCUT),
    (b"\x89PNG\r\n\x1a\n", Container.IMAGE),
    (b"\xff\xd8\xff", Container.IMAGE),
    (b"GIF87a", Container.IMAGE),
    (b"GIF89a", Container.IMAGE),
    (b"II*\0", Container.IMAGE),
    (b"MM\0*", Container.IMAGE),
)
# The start of an .lzh, of a bitmap, of a photograph of a telephone, of a .webp, of a program of Windows.
_PATTERNS: Final = (
    (re.compile(rb"..-l[hz][0-9a-z]-", re.DOTALL), Container.LZH),
    (re.compile(rb"BM.{4}\0\0\0\0", re.DOTALL), Container.IMAGE),
    (re.compile(rb".{4}ftyp(?:hei|hev|mif|avi)", re.DOTALL), Container.IMAGE),
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), Container.IMAGE),
    (re.compile(rb"MZ.{60}\0\0", re.DOTALL), Container.PROGRAM),
)
_FIELD_OF_MAIL: Final = re.compile(rb"([!-9;-~]+)[ \t]*:")
_FIELDS_OF_MAIL: Final = frozenset(
    {
        *(b"from", b"to", b"cc", b"subject", b"date", b"received", b"message-id", b"return-path"),
        *(b"mime-version", b"content-type", b"delivered-to", b"reply-to", b"x-unsent", b"sender"),
    }
)
_FIELDS_NEEDED: Final = 2
_HTML: Final = re.compile(rb"<(?:!doctype\s+html|html|head|body|table)\b", re.IGNORECASE)
_CSV_LINES: Final = 5  # lines that are looked at
_ENCODINGS: Final = ("utf-8", "cp932")


def identify(content: bytes) -> Container:
    """Return the kind of the content; raises nothing."""
    return examined(content, "")[0]


def examined(content: bytes, file: str) -> tuple[Container, Archive | None]:
    """Return the kind of the content, and the open archive when it is a zip."""
    if not content:
        return Container.EMPTY, None
    if content.startswith(_ZIP_STARTS):
        try:
            archive = Archive(content, file)
            return _zip_kind(archive), archive
        except InputError:
            return Container.DAMAGED_ZIP, None
    if content.startswith(COMPOUND_FILE):
        return _compound_kind(content), None
    return _plain_kind(content[:_HEAD]), None


def require_readable(content: bytes, file: str, kind: Container) -> None:
    """Raise InputError naming the kind of file, unless it is a workbook that can be read."""
    if len(content) > FILE_LIMIT:
        raise InputError(too_large_file(file, len(content)))
    ending = ending_of(file)
    if kind is Container.DAMAGED_ZIP and ending != ".numbers":
        Archive(content, file)  # it raises by itself when the file is only too large
    if kind not in READABLE:
        code = _REFUSED.get(kind, Code.NOT_A_WORKBOOK)
        if ending == ".numbers":
            code = Code.IS_NUMBERS
        elif kind is Container.UNKNOWN and ending in WORKBOOK_ENDINGS | SEALED_ENDINGS:
            code = Code.UNKNOWN_BYTES
        raise InputError(Problem(code, Place(file=file), {"kind": kind.value}))


def ending_of(file: str) -> str:
    """Return the ending of a file's name as names are compared, with its dot."""
    return PurePosixPath(file).suffix.lower()


def too_large_file(file: str, size: int) -> Problem:
    """Return the problem of a file that is too large to be read at all."""
    return too_large(Place(file=file), "file", megabytes(size), megabytes(FILE_LIMIT))


def _plain_kind(head: bytes) -> Container:
    by_start = (kind for beginning, kind in _STARTS if head.startswith(beginning))
    by_pattern = (kind for pattern, kind in _PATTERNS if pattern.match(head))
    if kind := next(by_start, None) or next(by_pattern, None):
        return kind
    return Container.MAIL if _is_mail(head) else _kind_of_text(head)


def _kind_of_text(head: bytes) -> Container:
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
        locked = b"encryption-data" in _plain(archive.start_of("meta-inf/manifest.xml"))
        return Container.ENCRYPTED if locked else Container.ODS
    if archive.start_of("mimetype").startswith(_DOCUMENT_TYPE):
        return Container.DOCUMENT
    types = _plain(archive.start_of(TYPES))
    kind = next((kind for pattern, kind in _MAIN_PARTS if pattern.search(types)), Container.ZIP)
    return _other_document(archive, types) if kind is Container.ZIP else kind


def _other_document(archive: Archive, types: bytes) -> Container:
    """Tell whether a zip is one document of another program."""
    if any(name in archive for name in _IWORK):
        return Container.IWORK
    return Container.DOCUMENT if _DOCUMENT_PARTS.search(types) else Container.ZIP


def _plain(start: bytes) -> bytes:
    """Return the letters of a part's beginning that are plain in every encoding that XML may have here."""
    return start.replace(b"\x00", b"") if start[:2].strip(b"\xfe\xff<\x00") == b"" else start


def _compound_kind(content: bytes) -> Container:
    """Return the kind by the names of the streams in the directory, in whichever sectors it lies."""
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


def _is_mail(head: bytes) -> bool:
    """Tell whether it begins with the fields of a mail; what follows the first blank line is its text."""
    known: set[bytes] = set()
    lines = head.removeprefix(b"\xef\xbb\xbf").splitlines()
    if lines and lines[0].startswith(b"From "):  # as a mailbox has it
        del lines[0]
    for number, line in enumerate(lines):
        if not line:
            break
        if line[:1] in {b" ", b"\t"} and number:
            continue
        field = _FIELD_OF_MAIL.match(line)
        if field is None:
            if number == len(lines) - 1:  # cut off where the head ends
                break
            return False
        known.add(field[1].lower())
    return len(known & _FIELDS_OF_MAIL) >= _FIELDS_NEEDED


def _text(head: bytes) -> str | None:
    """Return the beginning as text, or None when it is none; a character cut off at the end is no error."""
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
