"""Mails that came in: their attachments as files, read one at a time; `unpacking` imports it late."""

from __future__ import annotations

import hashlib
import re
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.parser import BytesFeedParser
from email.policy import Compat32
from functools import partial
from mimetypes import guess_extension
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import unquote_to_bytes

from assessor.errors import Code, InputError, Place, Problem
from assessor.excel.reading.container import Container
from assessor.operations.returns import outlook
from assessor.operations.returns.archive import Member, where
from assessor.operations.returns.archive_safety import is_junk, megabytes, too_large
from assessor.text import file_name, for_workbook

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from email.policy import Policy

    from assessor.operations.returns.received import ReceivedFile
    from assessor.progress import Progress

# The servers of companies take 25 to 50 MB; reading a mail takes six times as much memory as it has bytes.
MAIL_LIMIT: Final = 40_000_000  # bytes
PARTS_LIMIT: Final = 1_000  # of one mail, those of the mails in it among them
NESTED_LIMIT: Final = 20  # mails and groups of parts in one another
# Each line is compared with the end of every group of parts that it may stand in.
COMPARISONS_LIMIT: Final = 50_000_000  # a mail of 40 MB with ten groups takes 5 million
_FIELD_LIMIT: Final = 8_000  # letters of a field that are looked at; a long name takes a thousand
_CHUNK: Final = 1 << 20
_ENCODINGS: Final = ("utf-8", "cp932")
_BETWEEN_WORDS: Final = re.compile(r"(\?=)\s+(?==\?)")
_GROUP: Final = re.compile(rb"boundary", re.IGNORECASE)
_PARAMETER: Final = re.compile(r';\s*([^\s=;"]{1,60})\s*=\s*("(?:[^"\\]|\\.)*+"?|[^;]*+)')
_ESCAPED: Final = re.compile(r"\\(.)")
_PIECE: Final = re.compile(r"(filename|name)\*(?:(\d{1,3})\*?)?")
# What mailers say and what they mean: these hold the circled numbers and other signs of Windows too.
_WIDER: Final[Mapping[str, tuple[str, ...]]] = {
    "iso-2022-jp": ("iso2022_jp", "iso2022_jp_2004", "iso2022_jp_ext"),
    "shift_jis": ("cp932",),
    "shift-jis": ("cp932",),
    "euc-jp": ("euc_jp", "euc_jis_2004"),
}
# What the library raises on bytes that were changed, found by changing bytes.
_DAMAGE: Final = (
    MessageError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    AssertionError,
    RecursionError,
)


class MailPart(NamedTuple):
    """A file attached to a mail: its name, that of the mail within before it, and what it holds."""

    name: str
    content: bytes


class _BoundedFields(Compat32):
    """How fields are taken from a mail: cut where nobody has written them, since reading is quadratic."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_FIELD_LIMIT]


FIELDS: Final = _BoundedFields()


def attachments(
    received: ReceivedFile, kind: Container, progress: Progress
) -> tuple[list[ReceivedFile], list[Problem]]:
    """Return what is attached to a mail and what is wrong; one that is damaged is refused as a whole."""
    place = Place(file=for_workbook(received.file))
    try:
        content = received.content()
        parts = list(_named(_parts(content, kind, place, progress)))
    except InputError as error:
        return [], list(error.problems)
    sha256 = hashlib.sha256(content).hexdigest()
    files: list[ReceivedFile] = []
    for number, part in enumerate(parts):
        shown = f"{place.file}/{part.name}"
        load = partial(_load, received, kind, sha256, number)
        files.append(
            Member(shown, len(part.content), load, shown_as=shown, place=where(received) / part.name)
        )
    return files, []


def _load(received: ReceivedFile, kind: Container, sha256: str, number: int) -> bytes:
    """Read one attachment again; raises InputError when the mail is no longer the same."""
    place = Place(file=for_workbook(received.file))
    for at, part in enumerate(_named(_parts(received.again(sha256), kind, place, None))):
        if at == number:
            return part.content
    raise InputError(Problem(Code.MAIL_DAMAGED, place))


def _named(parts: Iterator[MailPart]) -> Iterator[MailPart]:
    """Give parts of one name numbers behind it; what programs leave behind on their own is left out."""
    taken: set[str] = set()
    for part in parts:
        if is_junk(part.name):
            continue
        name, count = part.name, 1
        while name in taken:
            count += 1
            folder, slash, file = part.name.rpartition("/")
            stem, dot, ending = file.rpartition(".")
            name = f"{folder}{slash}{stem} ({count}){dot}{ending}" if dot else f"{part.name} ({count})"
        taken.add(name)
        yield part._replace(name=name)


def _parts(content: bytes, kind: Container, place: Place, progress: Progress | None) -> Iterator[MailPart]:
    """Yield what is attached; raises InputError for a mail that is damaged or too much."""
    if len(content) > MAIL_LIMIT:
        raise too_large(place, "file", megabytes(len(content)), megabytes(MAIL_LIMIT))
    if kind is Container.OUTLOOK:
        try:
            for count, (names, loaded) in enumerate(outlook.attached(content), 1):
                if count > PARTS_LIMIT:
                    raise _too_many(place)
                yield MailPart("/".join(clean_name(name, f"添付{count}") for name in names), loaded)
        except outlook.FAILURES as error:
            raise InputError(Problem(Code.MAIL_DAMAGED, place)) from error
        return
    try:
        yield from _attached(_message(content, place, progress), place)
    except _DAMAGE as error:
        raise InputError(Problem(Code.MAIL_DAMAGED, place)) from error


def _message(content: bytes, place: Place, progress: Progress | None) -> Message:
    """Take a mail apart, piece by piece, so that it can be cancelled and ends with too many parts."""
    comparisons = content.count(b"\n") * sum(1 for _ in _GROUP.finditer(content))
    if comparisons > COMPARISONS_LIMIT:
        raise too_large(place, "parts", f"{comparisons:,}", f"{COMPARISONS_LIMIT:,}")
    count = 0

    def part(policy: Policy[Message] = FIELDS) -> Message:  # the library gives it
        nonlocal count
        count += 1
        if count > PARTS_LIMIT:
            raise _too_many(place)
        return Message(policy)

    parser = BytesFeedParser(part, policy=FIELDS)
    for at in range(0, len(content), _CHUNK):
        if progress is not None:
            progress.step(0, 0)
        parser.feed(content[at : at + _CHUNK])
    return parser.close()


def _attached(message: Message, place: Place) -> Iterator[MailPart]:
    """Yield the files of a mail in the order in which they stand in it."""
    waiting: list[tuple[Message, str, int]] = [(message, "", 0)]
    unnamed = 0
    while waiting:
        part, folder, depth = waiting.pop()
        if depth > NESTED_LIMIT:
            raise too_large(place, "nested", f"> {NESTED_LIMIT}", str(NESTED_LIMIT))
        payload = part.get_payload()
        if isinstance(payload, list) and part.get_content_maintype() != "message":
            waiting += [(one, folder, depth + 1) for one in reversed(payload) if isinstance(one, Message)]
            continue
        kind = part.get_content_type()
        name = _name_of(part)
        if isinstance(payload, list):  # a mail in the mail
            inner = payload[0] if payload else None
            if isinstance(inner, Message):
                name = clean_name(name or f"{_decoded_text(_raw(inner, 'subject'))}.eml", "メール.eml")
                name = name if name.lower().endswith(".eml") else f"{name}.eml"
                yield MailPart(folder + name, inner.as_bytes())
                waiting.append((inner, f"{folder}{name}/", depth + 1))
            continue
        if not name and part.get_content_maintype() == "text":
            continue  # what is written in the mail
        if not name:
            unnamed += 1
        yield MailPart(
            folder + clean_name(name, f"添付{unnamed}{guess_extension(kind) or ''}"), _content_of(part)
        )


def _content_of(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _too_many(place: Place) -> InputError:
    return too_large(place, "parts", f"> {PARTS_LIMIT:,}", f"{PARTS_LIMIT:,}")


def clean_name(name: str, otherwise: str) -> str:
    """Return a name as a file may have it: no folders in it, and nothing that leads elsewhere."""
    return file_name(for_workbook(name[:_FIELD_LIMIT])) if name.strip(" .") else otherwise


def _name_of(part: Message) -> str:
    """Return the name that a part has, however its mailer wrote Japanese, or nothing."""
    for field, parameter in (("content-disposition", "filename"), ("content-type", "name")):
        parameters = dict(_parameters(_raw(part, field)))
        if name := _continued(parameters, parameter) or _decoded_text(parameters.get(parameter, "")):
            return name if name.strip(" .") else ""
    return ""


def _raw(part: Message, field: str) -> str:
    """Return a field as it stands in the mail; bytes above 127 are surrogates."""
    return next((str(value) for key, value in part.raw_items() if key.lower() == field), "")


def _parameters(field: str) -> Iterator[tuple[str, str]]:
    for match in _PARAMETER.finditer(" ".join(field.splitlines())):
        value = match[2].strip()
        if value.startswith('"'):
            value = _ESCAPED.sub(r"\1", value[1:].removesuffix('"'))
        yield match[1].lower(), value


def _continued(parameters: Mapping[str, str], parameter: str) -> str:
    """Return a name in the form of RFC 2231: percent-encoded, and perhaps in pieces."""
    pieces: dict[int, tuple[str, bool]] = {}
    for key, value in parameters.items():
        if (match := _PIECE.fullmatch(key)) and match[1] == parameter:
            pieces[int(match[2] or 0)] = (value, key.endswith("*"))
    if not pieces:
        return ""
    charset, raw = "", b""
    for number, (piece, encoded) in sorted(pieces.items()):
        value = piece
        if encoded and number == min(pieces) and value.count("'") >= 2:
            charset, _, value = value.split("'", 2)
        raw += unquote_to_bytes(value) if encoded else _as_bytes(value)
    return _decoded(raw, charset)


def _decoded_text(text: str) -> str:
    """Return a text whose words may be encoded as RFC 2047 has it, or that stands there as raw bytes."""
    if "=?" not in text:
        return _decoded(_as_bytes(text), "")
    try:
        words = decode_header(_BETWEEN_WORDS.sub(r"\1", text))
    except (MessageError, ValueError):
        return _decoded(_as_bytes(text), "")
    return "".join(
        word if isinstance(word, str) else _decoded(word, charset or "") for word, charset in words
    )


def _as_bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _decoded(raw: bytes, charset: str) -> str:
    """Return bytes in the encoding they are said to be in, else in one that they can be in."""
    said = _WIDER.get(charset.lower(), (charset,)) if charset else ()
    guessed = _WIDER["iso-2022-jp"] if b"\x1b$" in raw else ()
    for encoding in (*said, *guessed, *_ENCODINGS):
        try:
            return raw.decode(encoding)
        except (UnicodeError, LookupError):
            continue
    return raw.decode("cp932", "replace")
