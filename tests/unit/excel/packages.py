"""Packages of a few parts, written by hand: what no program would write, and what is meant to do harm."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Final
from zipfile import ZIP_DEFLATED, ZipFile

from assessor.excel import layout, tokens
from assessor.excel.reading import questionnaire_reader, workbook
from tests.unit.excel.forms import TOKEN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assessor.excel.reading.questionnaire_reader import ReturnedWorkbook

TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
TYPES: Final = f'<Types><Override PartName="/xl/workbook.xml" ContentType="{TYPE}"/></Types>'
ODS: Final = "application/vnd.oasis.opendocument.spreadsheet"
MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
KINDS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEADINGS: Final = tuple(column.heading for column in layout.columns(1))


def packed(parts: Mapping[str, str | bytes], method: int = ZIP_DEFLATED) -> bytes:
    """Return a zip of these parts."""
    stream = BytesIO()
    with ZipFile(stream, "w", method) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


def relations(**targets: str) -> str:
    """Return the list of what a workbook refers to, by reference; the target tells the kind."""
    listed = "".join(
        f'<Relationship Id="{name}" Type="{KINDS}/{_kind(target)}" Target="{target}"/>'
        for name, target in targets.items()
    )
    return f"<Relationships>{listed}</Relationships>"


def _kind(target: str) -> str:
    stem = target.rpartition("/")[2].removesuffix(".xml").lower()
    return {"sharedstrings": "sharedStrings", "styles": "styles"}.get(stem, "worksheet")


def listed(*names: str, head: str = "") -> str:
    """Return a workbook's list of sheets."""
    sheets = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>' for n, name in enumerate(names, 1))
    return f'<workbook xmlns="{MAIN}" xmlns:r="{KINDS}">{head}<sheets>{sheets}</sheets></workbook>'


def sheet(rows: str, tail: str = "") -> str:
    """Return the XML of a sheet."""
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{tail}</worksheet>'


def cell(address: str, value: str, kind: str = ' t="str"') -> str:
    """Return the XML of a cell."""
    return f'<c r="{address}"{kind}><v>{value}</v></c>'


def heading(number: int = 1, headings: Sequence[str] = HEADINGS) -> str:
    """Return our heading row."""
    cells = "".join(cell(f"{chr(65 + at)}{number}", text) for at, text in enumerate(headings))
    return f'<row r="{number}">{cells}</row>'


def answer(number: int, item: str = "CP-1-01", more: str = "") -> str:
    """Return a row with a key and an answer."""
    return f'<row r="{number}">{cell(f"B{number}", item)}{cell(f"G{number}", "実施済")}{more}</row>'


def book(rows: str = "", tail: str = "", **parts: str | bytes) -> bytes:
    """Return a workbook: our heading and these rows, a sheet with the token, and other parts.

    `shared` and `styles` are listed too, `whole` is the first sheet as it is.
    """
    extra = {name: f"{target}.xml" for name, target in (("shared", "sharedStrings"), ("styles", "styles"))}
    contents: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "xl/workbook.xml": listed(layout.QUESTIONS, layout.COVER),
        "xl/_rels/workbook.xml.rels": relations(
            r1="worksheets/sheet1.xml",
            r2="worksheets/sheet2.xml",
            **{name: target for name, target in extra.items() if name in parts},
        ),
        "xl/worksheets/sheet1.xml": sheet(heading() + (rows or answer(2)), tail),
        "xl/worksheets/sheet2.xml": sheet(f'<row r="1">{cell("A1", tokens.as_line(TOKEN))}</row>'),
    }
    named = {
        "whole": "xl/worksheets/sheet1.xml",
        "shared": "xl/sharedStrings.xml",
        "styles": "xl/styles.xml",
        "workbook": "xl/workbook.xml",
        "relations": "xl/_rels/workbook.xml.rels",
        "custom": "docProps/custom.xml",
    }
    contents |= {named[name]: content for name, content in parts.items()}
    return packed(contents)


def document(rows: str, **parts: str) -> bytes:
    """Return an .ods with one sheet of these rows."""
    return packed({"mimetype": ODS, "content.xml": spreadsheet(rows), **parts})


def spreadsheet(rows: str, name: str = layout.QUESTIONS) -> str:
    """Return the content of an .ods."""
    names = "".join(
        f' xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"'
        for prefix in ("office", "table", "text")
    )
    table = f'<table:table table:name="{name}">{rows}</table:table>'
    body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    return f"<office:document-content{names}>{body}</office:document-content>"


def line(*texts: str) -> str:
    """Return a row of an .ods."""
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
        if text
        else "<table:table-cell/>"
        for text in texts
    )
    return f"<table:table-row>{cells}</table:table-row>"


def read(content: bytes, file: str = "a.xlsx") -> ReturnedWorkbook:
    """Open and read it."""
    return questionnaire_reader.read(workbook.opened(content, file))
