"""A small .xlsb by hand, since no program here can write one: records as [MS-XLSB] describes them."""

from __future__ import annotations

from io import BytesIO
from struct import pack
from typing import TYPE_CHECKING, Final
from zipfile import ZIP_DEFLATED, ZipFile

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Value = str | float | bool

_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_BINARY: Final = "application/vnd.ms-excel"


def _record(number: int, content: bytes = b"") -> bytes:
    """Return a record: its number and its length, seven bits in a byte."""
    head = bytes([number]) if number < 128 else bytes([number & 0x7F | 0x80, number >> 7])
    length = len(content)
    while length > 127:
        head += bytes([length & 0x7F | 0x80])
        length >>= 7
    return head + bytes([length]) + content


def _text(value: str) -> bytes:
    return pack("<L", len(value)) + value.encode("utf-16-le")


def _cell(column: int, value: Value) -> bytes:
    start = pack("<LL", column, 0)
    if isinstance(value, bool):
        return _record(4, start + bytes([value]))  # BrtCellBool
    if isinstance(value, str):
        return _record(6, start + _text(value))  # BrtCellSt
    return _record(5, start + pack("<d", value))  # BrtCellReal


def _sheet(cells: Mapping[tuple[int, int], Value]) -> bytes:
    rows = [row for row, _ in cells]
    columns = [column for _, column in cells]
    size = pack("<LLLL", min(rows), max(rows), min(columns), max(columns))
    parts = [_record(129), _record(148, size), _record(145)]  # BrtBeginSheet, BrtWsDim, BrtBeginSheetData
    for row in sorted(set(rows)):
        span = [column for at, column in sorted(cells) if at == row]
        head = pack("<LLHHBLLL", row, 0, 300, 0, 0, 1, span[0], span[-1])
        parts.append(_record(0, head))  # BrtRowHdr
        parts += [_cell(column, cells[row, column]) for column in span]
    return b"".join([*parts, _record(146), _record(130)])


def xlsb(sheets: Mapping[str, Mapping[tuple[int, int], Value]]) -> bytes:
    """Return a workbook of these sheets, their cells by row and column from 0."""
    names = list(sheets)
    told = [
        _record(156, pack("<LL", 0, n) + _text(f"rId{n}") + _text(name)) for n, name in enumerate(names, 1)
    ]
    workbook = [_record(131), _record(143), *told, _record(144), _record(132)]  # BrtBundleSh in its list
    parts: dict[str, bytes] = {
        "[Content_Types].xml": _types(names),
        "_rels/.rels": _relations([f'Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.bin"']),
        "xl/workbook.bin": b"".join(workbook),
        "xl/_rels/workbook.bin.rels": _relations(
            [
                f'Id="rId{number}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{number}.bin"'
                for number in range(1, len(names) + 1)
            ]
        ),
    }
    for number, name in enumerate(names, 1):
        parts[f"xl/worksheets/sheet{number}.bin"] = _sheet(sheets[name])
    whole = BytesIO()
    with ZipFile(whole, "w", ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return whole.getvalue()


def _types(names: Sequence[str]) -> bytes:
    sheets = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.bin" ContentType="{_BINARY}.worksheet"/>'
        for number in range(1, len(names) + 1)
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="bin" ContentType="{_BINARY}.sheet.binary.macroEnabled.main"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f"{sheets}</Types>"
    ).encode()


def _relations(each: Sequence[str]) -> bytes:
    inner = "".join(f"<Relationship {attributes}/>" for attributes in each)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'
    ).encode()
