"""What programs do to the parts of a questionnaire, done to the package of one of our own; nothing is random.

Cells are changed as text in the XML, since openpyxl would not write what these programs write.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.files.workbooks.sheets import Edit

    Parts = dict[str, bytes]

TRANSITIONAL: Final = b"http://schemas.openxmlformats.org/"
STRICT: Final = b"http://purl.oclc.org/ooxml/"
_MAIN: Final = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_MACRO: Final = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_VBA: Final = b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'


def parts_of(content: bytes) -> Parts:
    """Return every part of a package."""
    with ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Return a package of these parts; made twice it is the same, byte by byte."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(ZipInfo(name, (2020, 12, 1, 9, 0, 0)), part, ZIP_DEFLATED)
    return stream.getvalue()


def question_part(parts: Mapping[str, bytes]) -> str:
    """Return where the question table lies: the second sheet of ours."""
    return sorted(name for name in parts if name.startswith("xl/worksheets/sheet"))[1]


def with_cells(content: bytes, cells: Mapping[str, bytes]) -> bytes:
    """Replace whole cells of the question table, by address, with XML; {style} stands for their style."""
    parts = parts_of(content)
    name = question_part(parts)
    for address, xml in cells.items():
        cell = re.compile(rb'<c r="%b"(?: s="(\d+)")?[^>]*?(?:/>|>.*?</c>)' % address.encode(), re.DOTALL)
        found = cell.search(parts[name])
        assert found, address
        new = xml.replace(b"{style}", found[1] or b"0")
        parts[name] = parts[name][: found.start()] + new + parts[name][found.end() :]
    return packed(parts)


def _text(address: str, xml: str) -> bytes:
    return f'<c r="{address}" s="{{style}}" t="inlineStr"><is>{xml}</is></c>'.encode()


def _formula(address: str, formula: str, kind: str, value: str) -> bytes:
    return f'<c r="{address}" s="{{style}}"{kind}><f>{escape(formula)}</f><v>{escape(value)}</v></c>'.encode()


def _formulas_with_values(content: bytes) -> bytes:
    """Answers that a provider's own sheet looks up: text, date and number as Excel last showed them."""
    cells = {
        "G2": _formula("G2", 'IF(1=1,"実施済","")', ' t="str"', "実施済"),
        "M2": _formula("M2", "DATE(2020,12,1)", "", "44166"),
        "H3": _formula("H3", '"Web 版は"&"未対応です。"', ' t="str"', "Web 版は未対応です。"),
    }
    return with_cells(content, cells)


def _errors(content: bytes) -> bytes:
    broken = '<c r="{0}" s="{{style}}" t="e"><f>{1}</f><v>{2}</v></c>'
    cells = {
        "H2": broken.format("H2", "#REF!", "#REF!").encode(),
        "G5": broken.format("G5", "VLOOKUP(1,A:B,2,0)", "#N/A").encode(),
    }
    return with_cells(content, cells)


def _furigana(content: bytes) -> bytes:
    """What Excel keeps of Japanese input: the reading beside the word, and runs where a word is coloured."""
    reading = '<t>実施済</t><rPh sb="0" eb="3"><t>ジッシズミ</t></rPh><phoneticPr fontId="1"/>'
    runs = "<r><t>Web 版は</t></r><r><rPr><b/></rPr><t>未対応です。</t></r>"
    return with_cells(content, {"G2": _text("G2", reading), "H3": _text("H3", runs)})


def _carriage_returns(content: bytes) -> bytes:
    told = "SMS のワンタイムコードで確認しています。_x000D_\n2020年4月から全利用者が対象です。"
    return with_cells(content, {"H2": _text("H2", f'<t xml:space="preserve">{told}</t>')})


def strict(content: bytes) -> bytes:
    """Excel's "Strict Open XML": other namespaces for the same parts, and dates as texts."""
    changed = {}
    for name, part in parts_of(content).items():
        for old, new in (
            (b"spreadsheetml/2006/main", b"spreadsheetml/main"),
            (b"officeDocument/2006/relationships", b"officeDocument/relationships"),
            (b"officeDocument/2006/custom-properties", b"officeDocument/customProperties"),
            (b"officeDocument/2006/extended-properties", b"officeDocument/extendedProperties"),
            (b"officeDocument/2006/docPropsVTypes", b"officeDocument/docPropsVTypes"),
        ):
            part = part.replace(TRANSITIONAL + old, STRICT + new)  # noqa: PLW2901 - one part, step by step
        changed[name] = part
    changed["xl/workbook.xml"] = re.sub(
        rb"<workbook\b", b'<workbook conformance="strict"', changed["xl/workbook.xml"], count=1
    )
    return packed(changed)


def _macro_enabled(content: bytes) -> bytes:
    parts = parts_of(content)
    types = parts["[Content_Types].xml"].replace(_MAIN, _MACRO)
    parts["[Content_Types].xml"] = re.sub(rb"(<Types\b[^>]*>)", rb"\1" + _VBA, types, count=1)
    parts["xl/vbaProject.bin"] = b"\xd0\xcf\x11\xe0 nobody runs this"
    return packed(parts)


def _prefixed(content: bytes) -> bytes:
    """Some writers give every element of a sheet a prefix."""
    parts = parts_of(content)
    name = question_part(parts)
    part = re.sub(rb"<(/?)([a-zA-Z]+)(?=[\s/>])", rb"<\1x:\2", parts[name])
    parts[name] = part.replace(b' xmlns="', b' xmlns:x="', 1)
    return packed(parts)


def _google_like(content: bytes) -> bytes:
    """No properties of the document, nothing very hidden, no application named."""
    parts = parts_of(content)
    for name in ("docProps/custom.xml", "docProps/app.xml", "docProps/core.xml"):
        del parts[name]
    for name in ("[Content_Types].xml", "_rels/.rels"):
        parts[name] = re.sub(rb"<(?:Override|Relationship)\b[^>]*docProps[^>]*/>", b"", parts[name])
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b'"veryHidden"', b'"hidden"')
    return packed(parts)


def _backslashes(content: bytes) -> bytes:
    """Some packers for Windows name the parts with backslashes."""
    return packed({name.replace("/", "\\"): part for name, part in parts_of(content).items()})


EDITS: Final[Mapping[str, Edit]] = {
    "formulas_with_values": _formulas_with_values,
    "errors": _errors,
    "furigana": _furigana,
    "carriage_returns": _carriage_returns,
    "macro_enabled": _macro_enabled,
    "prefixed": _prefixed,
    "google_like": _google_like,
    "backslashes": _backslashes,
}
