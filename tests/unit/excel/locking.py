"""Locks workbooks in the ways of programs that cannot run here: Excel 97 to 2010."""

from __future__ import annotations

import base64
import hashlib
import hmac
from io import BytesIO
from struct import pack, unpack_from
from typing import TYPE_CHECKING, Final

from cryptography.hazmat.decrepit.ciphers.algorithms import ARC4
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from msoffcrypto.method.container.ecma376_encrypted import ECMA376Encrypted
from msoffcrypto.method.xor_obfuscation import DocumentXOR
from olefile import OleFileIO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SALT: Final = bytes(range(16))
VERIFIER: Final = bytes(range(100, 116))
PLAIN_RECORDS: Final = (2057, 47, 404, 405, 225, 406, 312)
BOUND_SHEET: Final = 133
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound(name: str, stream: bytes) -> bytes:
    """Return the smallest compound file that holds one stream of 4,096 bytes or more."""
    sectors = -(-len(stream) // 512)
    tables = 1
    while tables * 128 < tables + 1 + sectors:
        tables += 1
    chain = [*[FAT] * tables, END, *range(tables + 2, tables + 1 + sectors), END]
    chain += [FREE] * (tables * 128 - len(chain))
    entries = [("Root Entry", 5, 1, END, 0), (name, 2, FREE, tables + 1, len(stream))]
    directory = b"".join(
        (label.encode("utf-16-le") + b"\0\0").ljust(64, b"\0")
        + pack("<HBBLLL", len(label) * 2 + 2, kind, 1, FREE, FREE, child)
        + bytes(36)
        + pack("<LQ", start, size)
        for label, kind, child, start, size in entries
    ) + bytes(256)
    header = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16) + pack("<HHHHH6x", 62, 3, 0xFFFE, 9, 6)
    header += pack("<LLLLLLLLL", 0, tables, tables, 0, 4096, END, 0, END, 0)
    header += pack("<109L", *range(tables), *[FREE] * (109 - tables))
    return header + pack(f"<{len(chain)}L", *chain) + directory + stream.ljust(sectors * 512, b"\0")


def workbook_stream(content: bytes) -> bytes:
    with OleFileIO(BytesIO(content)) as file:
        found: bytes = file.openstream("Workbook").read()
    return found


def records(stream: bytes) -> Iterator[tuple[int, int, int]]:
    at = 0
    while at + 4 <= len(stream):
        number, size = unpack_from("<HH", stream, at)
        yield number, at + 4, size
        at += 4 + size


def with_file_pass(stream: bytes, content: bytes) -> bytearray:
    """Return the stream with the record that says how it is locked, and the places of its sheets moved."""
    after = 4 + unpack_from("<H", stream, 2)[0]
    record = pack("<HH", 47, len(content)) + content
    moved = bytearray(stream[:after] + record + stream[after:])
    for number, start, _ in records(bytes(moved)):
        if number == BOUND_SHEET:
            moved[start : start + 4] = pack("<L", unpack_from("<L", moved, start)[0] + len(record))
    return moved


def _locked_records(stream: bytearray, lock: Callable[[bytes], bytes]) -> bytes:
    whole = bytes(stream)
    changed = bytearray(lock(whole))
    for number, start, size in records(whole):
        kept = size if number in PLAIN_RECORDS else 4 if number == BOUND_SHEET else 0
        changed[start - 4 : start + kept] = whole[start - 4 : start + kept]
    return compound("Workbook", bytes(changed))


def _rc4(key: bytes, content: bytes) -> bytes:
    return Cipher(ARC4(key), mode=None).encryptor().update(content)


def locked_by_excel_2003(content: bytes, password: str, bits: int = 128) -> bytes:
    """RC4 through the system's own cryptography, which Excel uses for .xls to this day."""
    start = hashlib.sha1(SALT + password.encode("utf-16-le")).digest()

    def key(block: int) -> bytes:
        made = hashlib.sha1(start + pack("<L", block)).digest()
        return made[:5] + bytes(11) if bits == 40 else made[: bits // 8]

    proof = _rc4(key(0), VERIFIER + hashlib.sha1(VERIFIER).digest())
    provider = "Microsoft Enhanced Cryptographic Provider v1.0\0".encode("utf-16-le")
    header = pack("<8L", 4, 0, 0x6801, 0x8004, bits, 1, 0, 0) + provider
    told = pack("<HHHLL", 1, 2, 2, 4, len(header)) + header
    told += pack("<L", 16) + SALT + proof[:16] + pack("<L", 20) + proof[16:]
    return _locked_records(
        with_file_pass(workbook_stream(content), told),
        lambda whole: b"".join(
            _rc4(key(at // 1024), whole[at : at + 1024]) for at in range(0, len(whole), 1024)
        ),
    )


def locked_by_excel_97(content: bytes, password: str) -> bytes:
    """Each byte combined with the password: what Excel did where cryptography was forbidden."""
    verifier = 0
    for letter in (*reversed(password.encode("ascii")), len(password)):
        verifier = (verifier >> 14 & 1 | verifier << 1 & 0x7FFF) ^ letter
    part: list[int] = DocumentXOR.create_xor_array_method1(password)
    number = DocumentXOR.create_xor_key_method1(password)
    stream = with_file_pass(workbook_stream(content), pack("<HHH", 0, number, verifier ^ 0xCE4B))

    def lock(whole: bytes) -> bytes:
        changed = bytearray(whole)
        for _, start, size in records(whole):
            for at in range(start, start + size):
                turned = (whole[at] << 5 | whole[at] >> 3) & 0xFF
                changed[at] = turned ^ part[(at + size) % 16]
        return bytes(changed)

    return _locked_records(stream, lock)


def locked_by_excel_2010(
    plain: bytes, password: str, made: str = "sha1", bits: int = 128, *, spins: int = 1000, told: int = 0
) -> bytes:
    """AES in the newer form, as Excel 2010 chose hash and key; it may have told another number of spins."""

    def digest(content: bytes) -> bytes:
        return hashlib.new(made, content).digest()

    def aes(key: bytes, start: bytes, content: bytes) -> bytes:
        padded = content.ljust(-(-len(content) // 16) * 16, b"\0")
        return Cipher(algorithms.AES(key), modes.CBC(start)).encryptor().update(padded)

    def sized(content: bytes, size: int) -> bytes:
        return content[:size].ljust(size, b"\x36")

    def written(content: bytes) -> str:
        return base64.b64encode(content).decode()

    turned = digest(SALT + password.encode("utf-16-le"))
    for number in range(spins):
        turned = digest(pack("<L", number) + turned)

    def for_password(purpose: str, content: bytes) -> str:
        return written(aes(sized(digest(turned + bytes.fromhex(purpose)), bits // 8), SALT, content))

    key, salt = bytes(range(200, 200 + bits // 8)), bytes(range(50, 66))
    package = pack("<Q", len(plain)) + b"".join(
        aes(key, digest(salt + pack("<L", at // 4096))[:16], plain[at : at + 4096])
        for at in range(0, len(plain), 4096)
    )
    secret = bytes(range(len(digest(b""))))
    starts = [digest(salt + bytes.fromhex(h))[:16] for h in ("5FB2AD010CB9E1F6", "A0677F02B22C8433")]
    facts = (
        f'blockSize="16" saltSize="16" keyBits="{bits}" hashSize="{len(secret)}" cipherAlgorithm="AES"'
        f' cipherChaining="ChainingModeCBC" hashAlgorithm="{made.upper()}"'
    )
    name = "http://schemas.microsoft.com/office/2006"
    description = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<encryption xmlns="{name}/encryption"'
        f' xmlns:p="{name}/keyEncryptor/password"><keyData {facts} saltValue="{written(salt)}"/>'
        f'<dataIntegrity encryptedHmacKey="{written(aes(key, starts[0], secret))}"'
        f' encryptedHmacValue="{written(aes(key, starts[1], hmac.digest(secret, package, made)))}"/>'
        f'<keyEncryptors><keyEncryptor uri="{name}/keyEncryptor/password"><p:encryptedKey {facts}'
        f' spinCount="{told or spins}" saltValue="{written(SALT)}"'
        f' encryptedVerifierHashInput="{for_password("FEA7D2763B4B9E79", VERIFIER)}"'
        f' encryptedVerifierHashValue="{for_password("D7AA0F6D3061344E", digest(VERIFIER))}"'
        f' encryptedKeyValue="{for_password("146E0BE7ABACD0D6", key)}"/>'
        "</keyEncryptor></keyEncryptors></encryption>"
    )
    whole = BytesIO()
    ECMA376Encrypted(package, pack("<HHL", 4, 4, 0x40) + description.encode()).write_to(whole)
    return whole.getvalue()
