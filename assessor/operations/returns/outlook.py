"""Mails as Outlook keeps them (.msg): what is attached to them."""

from __future__ import annotations

import struct
from io import BytesIO
from typing import TYPE_CHECKING, Final

from olefile import OleFileIO

if TYPE_CHECKING:
    from collections.abc import Iterator

# What olefile raises on bytes that were changed, found by changing bytes.
FAILURES: Final = (
    *(OSError, ValueError, TypeError, LookupError, AttributeError, AssertionError, ArithmeticError),
    *(RecursionError, struct.error),
)
NESTED_LIMIT: Final = 20  # mails in one another
# The parts of a mail and their properties, by the names that [MS-OXMSG] gives them.
_ATTACHMENT: Final = "__attach_version1.0_#"
_CONTENT: Final = "__substg1.0_37010102"
_MAIL_WITHIN: Final = "__substg1.0_3701000D"
_MAIL: Final = "__properties_version1.0"
_NAMES: Final = ("3707", "3704", "3001")  # the long name, the short one, the one that is shown
_SUBJECT: Final = "0037"
_UNICODE, _ANSI = "001F", "001E"
_ENCODINGS: Final = ("utf-8", "cp932")
_NAME_BYTES: Final = 4_000

Path = tuple[str, ...]


def attached(content: bytes) -> Iterator[tuple[Path, bytes]]:
    """Yield each file in a mail with its name, those of mails in the mail behind the names of these.

    Raises one of FAILURES when the mail is damaged.
    """
    _check_header(content)
    with OleFileIO(BytesIO(content)) as compound:
        # Streams that claim to be longer than the file, alone or together, would be read round and round.
        sizes = [entry.size for entry in compound.direntries if entry is not None]
        if max(sizes, default=0) > len(content) or sum(sizes[1:]) > 2 * len(content):
            raise ValueError("the streams are longer than the file")
        yield from _Mail(compound).files()


class _Mail:
    """The storages of a mail by the storage they lie in."""

    def __init__(self, compound: OleFileIO) -> None:
        self._compound = compound
        self._within: dict[Path, list[str]] = {}
        for path in compound.listdir(streams=False, storages=True):
            self._within.setdefault(tuple(path[:-1]), []).append(path[-1])

    def files(self, mail: Path = (), names: Path = (), depth: int = 0) -> Iterator[tuple[Path, bytes]]:
        """Yield the files of the mail in a storage, and those of the mails in it."""
        if depth > NESTED_LIMIT:
            raise ValueError("too many mails in one another")
        for storage in self._within.get(mail, []):
            if not storage.startswith(_ATTACHMENT):
                continue
            place = (*mail, storage)
            within = (*place, _MAIL_WITHIN)
            if self._compound.exists([*place, _CONTENT]):
                yield (*names, self._name(place)), self._read((*place, _CONTENT))
            elif self._compound.exists([*within, _MAIL]):
                subject = self._text(within, _SUBJECT) or self._name(place)
                yield from self.files(within, (*names, f"{subject}.msg"), depth + 1)

    def _name(self, place: Path) -> str:
        return next(filter(None, (self._text(place, name) for name in _NAMES)), "")

    def _text(self, place: Path, name: str) -> str:
        """Return a text of a part, in the encoding it is kept in."""
        unicode, ansi = ((*place, f"__substg1.0_{name}{kind}") for kind in (_UNICODE, _ANSI))
        if self._compound.exists(list(unicode)):
            return self._read(unicode)[:_NAME_BYTES].decode("utf-16-le", "replace").strip("\0")
        if not self._compound.exists(list(ansi)):
            return ""
        raw = self._read(ansi)[:_NAME_BYTES].strip(b"\0")
        for encoding in _ENCODINGS:
            try:
                return raw.decode(encoding)
            except UnicodeDecodeError:
                continue
        return raw.decode("cp932", "replace")

    def _read(self, path: Path) -> bytes:
        with self._compound.openstream(list(path)) as stream:
            content: bytes = stream.read()
            return content


def _check_header(content: bytes) -> None:
    """Raise ValueError when the header claims more sectors than there are; olefile would read them all."""
    shift, small_shift = struct.unpack_from("<HH", content, 30)
    if shift not in {9, 12} or small_shift != 6:
        raise ValueError("unknown sector size")
    counts = [struct.unpack_from("<L", content, at)[0] for at in (40, 44, 64, 72)]
    if max(counts) > len(content) >> shift:
        raise ValueError("more sectors than the file has")
