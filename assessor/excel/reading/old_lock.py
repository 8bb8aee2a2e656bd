"""The three ways in which Excel 97 to 2003 encrypted an .xls, opened in memory."""

from __future__ import annotations

from io import BytesIO
from struct import pack, unpack_from
from typing import TYPE_CHECKING, Final

from msoffcrypto.exceptions import InvalidKeyError
from msoffcrypto.format.xls97 import Xls97File
from msoffcrypto.method.rc4 import DocumentRC4
from msoffcrypto.method.rc4_cryptoapi import DocumentRC4CryptoAPI
from msoffcrypto.method.xor_obfuscation import DocumentXOR
from olefile import OleFileIO

if TYPE_CHECKING:
    from collections.abc import Iterator

_FILE_PASS: Final = 47
_BOUND_SHEET: Final = 133
# BOF, FilePass, UsrExcl, FileLock, InterfaceHdr, RRDInfo, RRDHead: never locked ([MS-XLS] 2.2.10).
_PLAIN: Final = frozenset({2057, _FILE_PASS, 404, 405, 225, 406, 312})
_BLOCK: Final = 1024  # bytes of a stream that share a key


class OldLock:
    """Opens old encryption in memory; the library itself would write the plain workbook to a file."""

    kind = "xls"
    tries = 100_000
    # Excel locked with it by itself when somebody protected the order of the sheets.
    known = ("VelvetSweatshop",)

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._office = Xls97File(BytesIO(content))
        if not self._office.is_encrypted():
            raise ValueError("not locked")

    def opened(self, password: str) -> bytes | None:
        """Return the plain workbook, or None when the password does not fit."""
        try:
            self._office.load_key(password)
        except InvalidKeyError:
            return None
        stream: bytes = self._office.data.workbook.getvalue()
        whole = BytesIO(self._content)
        with OleFileIO(whole, write_mode=True) as compound:
            compound.write_stream("Workbook", self._unlocked(stream))
        return whole.getvalue()

    def _unlocked(self, stream: bytes) -> bytes:
        office = self._office
        if office.type == "xor":
            plain = _without_xor(stream, bytes(DocumentXOR.create_xor_array_method1(office.key)))
        elif office.type == "rc4":
            plain = DocumentRC4.decrypt(office.key, office.salt, BytesIO(stream), _BLOCK).read()
        else:
            key = (office.key, office.salt, office.keySize)
            plain = DocumentRC4CryptoAPI.decrypt(*key, BytesIO(stream), _BLOCK).read()
        unlocked = bytearray(plain)
        for number, start, size in _records(stream):
            # The key stream also advances over records that are not encrypted.
            kept = size if number in _PLAIN else 4 if number == _BOUND_SHEET else 0
            unlocked[start - 4 : start + kept] = stream[start - 4 : start + kept]
            if number == _FILE_PASS:  # so that no later reader takes it for encrypted
                unlocked[start - 4 : start + size] = pack("<HH", 0, size) + bytes(size)
        return bytes(unlocked)


def _records(stream: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield number, place and size of every record's content."""
    at = 0
    while at + 4 <= len(stream):
        number, size = unpack_from("<HH", stream, at)
        at += 4
        yield number, at, min(size, len(stream) - at)
        at += size


def _without_xor(stream: bytes, key: bytes) -> bytes:
    """Return the records without the XOR obfuscation, whose key starts at another offset in each."""
    tables = [bytes(_turned(value ^ part) for value in range(256)) for part in key]
    plain = bytearray(stream)
    for _, start, size in _records(stream):
        for offset in range(min(16, size)):
            table = tables[(start + size + offset) % 16]
            plain[start + offset : start + size : 16] = stream[start + offset : start + size : 16].translate(
                table
            )
    return bytes(plain)


def _turned(value: int) -> int:
    """Return the byte rotated right by five bits."""
    return (value >> 5 | value << 3) & 0xFF
