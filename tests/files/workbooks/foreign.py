"""Files that are refused, each for what it is, whatever it is called; nothing is random."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final

from tests.files.workbooks.parts import packed, strict
from tests.files.workbooks.unusual import twice

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

PAGE: Final = (
    "<!DOCTYPE html>\n<html><head><title>ログイン</title></head><body><table></table></body></html>\n"
)
LIST: Final = "行キー,No.,回答,対応状況の説明\r\nCP-1-01#984533,CP-1-01,実施済,確認しています。\r\n"
_SECTOR: Final = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound(*streams: str) -> bytes:
    """Return the frame of an old Office file: a header, one FAT sector, and a directory of empty streams."""
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9I", 0, 1, 1, 0, 4096, _END, 0, _END, 0) + struct.pack("<109I", 0, *[_FREE] * 108)
    names = ["Root Entry", *streams, "", "", ""][: max(4, -(-(len(streams) + 1) // 4) * 4)]
    count = len(names) * 128 // _SECTOR
    chain = [_FAT, *range(2, count + 1), _END]
    table = struct.pack("<128I", *chain, *[_FREE] * (128 - len(chain)))
    directory = b""
    for number, name in enumerate(names):
        encoded = (name + "\0").encode("utf-16-le") if name else b""
        kind = 0 if not name else 5 if number == 0 else 2
        right = number + 1 if 0 < number < len(streams) else _FREE
        child = 1 if number == 0 and streams else _FREE
        links = struct.pack("<3I", _FREE, right, child)
        directory += encoded.ljust(64, b"\0") + struct.pack("<HBB", len(encoded), kind, 1) + links
        directory += bytes(36) + struct.pack("<IQ", _END if number == 0 else 0, 0)
    return header + table + directory


FILES: Final[Mapping[str, Callable[[bytes], bytes]]] = {
    "page.xlsx": lambda _: PAGE.encode(),
    "list.xlsx": lambda _: LIST.encode("cp932"),
    "list_with_mark.xlsx": lambda _: LIST.encode("utf-8-sig"),
    "document.xlsx": lambda _: b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n",
    "packed.zip": lambda content: packed({"回答/質問票.xlsx": content, "回答/仕様書.pdf": b"%PDF-1.7\n"}),
    "packed.xlsx": lambda content: packed({"回答/質問票.xlsx": content}),
    "strict.xlsx": strict,
    "managed.xlsx": lambda _: compound("EncryptedPackage", "\x06DataSpaces", "DRMEncryptedDataSpace"),
    "letter.xls": lambda _: compound("WordDocument", "1Table"),
    "truncated.xlsx": lambda content: content[:-3000],
    "twice.xlsx": twice,
    "cut_short.xlsx": lambda content: content[:2000],
    "empty.xlsx": lambda _: b"",
}
