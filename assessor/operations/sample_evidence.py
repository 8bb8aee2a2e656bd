"""A few real files for the sample to attach: a text, a PNG picture and a PDF document."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def make(folder: Path) -> list[Path]:
    """Write the files into a folder and return them."""
    made = {
        "登録フロー説明（サンプル）.txt": _text(),
        "認証画面の写し（サンプル）.png": _picture(480, 320),
        "設定値一覧（サンプル）.pdf": _document("Sample: settings of the authentication (invented)"),
    }
    paths = []
    for name, content in made.items():
        path = folder / name
        path.write_bytes(content)
        paths.append(path)
    return paths


def _text() -> bytes:
    steps = [
        "電話番号の入力",
        "ワンタイムコードの送付",
        "コードの入力と照合",
        "本人確認書類の提出",
        "利用開始",
    ]
    lines = ["登録フローの説明（架空の資料）", "", *(f"{n}. {step}" for n, step in enumerate(steps, 1))]
    return "\r\n".join(lines).encode("utf-8-sig")


def _picture(width: int, height: int) -> bytes:
    """Return a PNG of a made-up sign-in screen: a header, two fields and a button."""
    boxes = [
        (0, 0, width, 48, (38, 70, 110)),
        (80, 96, width - 80, 132, (255, 255, 255)),
        (80, 156, width - 80, 192, (255, 255, 255)),
        (80, 224, width - 80, 264, (52, 120, 90)),
    ]

    def colour(x: int, y: int) -> tuple[int, int, int]:
        inside = [c for left, top, right, bottom, c in boxes if left <= x < right and top <= y < bottom]
        return inside[-1] if inside else (236, 239, 243)

    rows = (
        b"\0" + b"".join(bytes(colour(x, y)) for x in range(width)) for y in range(height)
    )  # 0: no filter
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(b"".join(rows))), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )


def _document(line: str) -> bytes:
    """Return a PDF of one page with one line of Latin text."""
    stream = f"BT /F1 14 Tf 72 760 Td ({line}) Tj ET".encode("ascii")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R"
        b" /Resources << /Font << /F1 4 0 R >> >> >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
