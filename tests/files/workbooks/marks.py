"""Marks that people and programs leave on a questionnaire, put into the package of one of our own.

`MARKS` has one of each kind with what must be told of it; `SILENT` only look like one and say nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple
from xml.sax.saxutils import escape

from assessor.domain.sheet_mark import MarkKind
from tests.files.workbooks.parts import packed, parts_of, question_part, with_cells

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from tests.files.workbooks.parts import Parts

    Edit = Callable[[bytes], bytes]

KINDS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_THREADS: Final = "http://schemas.microsoft.com/office/2017/10/relationships"
_MAIN: Final = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_DRAWING: Final = (
    'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    f'xmlns:r="{KINDS}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/main"'
)
PNG: Final = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d494441"
    "54789c63386160f01f00051402285fb892560000000049454e44ae426082"
)


class Told(NamedTuple):
    """A mark that must be told: its kind, its cell, and a text that it must say."""

    kind: MarkKind
    cell: str
    text: str = ""


class Marked(NamedTuple):
    """What is done to the questionnaire, and the one thing that must be told of it."""

    edit: Edit
    told: Told


def with_parts(
    content: bytes,
    relations: Mapping[str, tuple[str, str]],
    parts: Mapping[str, str | bytes],
    tail: str = "",
    of_workbook: Mapping[str, tuple[str, str]] | None = None,
) -> bytes:
    """Return the package with parts that the question table refers to, by reference: kind and target."""
    package: Parts = parts_of(content)
    sheet = question_part(package)
    folder, name = sheet.rsplit("/", 1)
    package[f"{folder}/_rels/{name}.rels"] = _relations(relations)
    if tail:
        head, end = package[sheet].rsplit(b"</worksheet>", 1)
        opened = head.replace(b"<worksheet ", f'<worksheet xmlns:r="{KINDS}" '.encode(), 1)
        package[sheet] = opened + tail.encode() + b"</worksheet>" + end
    if of_workbook:
        listed = package["xl/_rels/workbook.xml.rels"].replace(b"</Relationships>", b"")
        more = _relations(of_workbook)
        start = more.index(b"<Relationship ")
        package["xl/_rels/workbook.xml.rels"] = listed + more[start:]
    package.update({name: part.encode() if isinstance(part, str) else part for name, part in parts.items()})
    return packed(package)


def _relations(relations: Mapping[str, tuple[str, str]]) -> bytes:
    listed = "".join(
        f'<Relationship Id="{name}" Type="{kind if "/" in kind else f"{KINDS}/{kind}"}" Target="{target}"'
        + (' TargetMode="External"/>' if "://" in target or target.startswith("mailto:") else "/>")
        for name, (kind, target) in relations.items()
    )
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{namespace}">{listed}</Relationships>'.encode()


def note(cell: str, text: str, author: str = "決済推進課 青空") -> Edit:
    """Put a note on a cell, as Excel does."""
    comments = (
        f"<comments {_MAIN}><authors><author>{author}</author></authors><commentList>"
        f'<comment ref="{cell}" authorId="0"><text><r><t>{author}:</t></r>'
        f'<r><t xml:space="preserve">\n{text}</t></r></text></comment></commentList></comments>'
    )
    vml = (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel">'
        '<v:shape id="_x0000_s1025"><v:textbox><div><br></div></v:textbox>'
        '<x:ClientData ObjectType="Note"><x:Row>1</x:Row><x:Column>6</x:Column></x:ClientData>'
        "</v:shape></xml>"
    )
    return lambda content: with_parts(
        content,
        {"c": ("comments", "../comments1.xml"), "v": ("vmlDrawing", "../drawings/vmlDrawing1.vml")},
        {"xl/comments1.xml": comments, "xl/drawings/vmlDrawing1.vml": vml},
    )


def thread(content: bytes) -> bytes:
    """Put a thread with a reply on G2, and the note of the same words that Excel writes beside it."""
    names = '<person displayName="青空 花子" id="{A}"/><person displayName="評価 太郎" id="{B}"/>'
    threads = (
        '<threadedComment ref="G2" dT="2020-12-01T09:00:00" personId="{A}" id="{1}">'
        "<text>一部は未対応です。</text>"
        '</threadedComment><threadedComment ref="G2" dT="2020-12-02T09:00:00" personId="{B}" id="{2}" '
        'parentId="{1}"><text>いつ対応しますか。</text></threadedComment>'
    )
    namespace = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    old = (
        f"<comments {_MAIN}><authors><author>tc={{1}}</author></authors><commentList>"
        '<comment ref="G2" authorId="0"><text><t>[スレッド化されたコメント]</t></text></comment>'
        "</commentList></comments>"
    )
    return with_parts(
        content,
        {
            "c": ("comments", "../comments1.xml"),
            "t": (f"{_THREADS}/threadedComment", "../threadedComments/threadedComment1.xml"),
        },
        {
            "xl/comments1.xml": old,
            "xl/threadedComments/threadedComment1.xml": (
                f'<ThreadedComments xmlns="{namespace}">{threads}</ThreadedComments>'
            ),
            "xl/persons/person.xml": f'<personList xmlns="{namespace}">{names}</personList>',
        },
        of_workbook={"p": (f"{_THREADS}/person", "persons/person.xml")},
    )


def anchored(inside: str, cell: str = "H3", to: str = "") -> str:
    """Return a drawing with one thing over a cell, or from a cell to another."""
    return f"<xdr:wsDr {_DRAWING}>{_anchor(inside, cell, to)}</xdr:wsDr>"


def _anchor(inside: str, cell: str, to: str = "") -> str:
    last = f"<xdr:to>{_corner(to or cell, 1)}</xdr:to>"
    return (
        f"<xdr:twoCellAnchor><xdr:from>{_corner(cell)}</xdr:from>{last}"
        f"{inside}<xdr:clientData/></xdr:twoCellAnchor>"
    )


def _corner(cell: str, more: int = 0) -> str:
    column, row = ord(cell[0]) - 65 + more, int(cell[1:]) - 1 + more
    return (
        f"<xdr:col>{column}</xdr:col><xdr:colOff>0</xdr:colOff>"
        f"<xdr:row>{row}</xdr:row><xdr:rowOff>0</xdr:rowOff>"
    )


def shape(text: str = "", name: str = "図 1", inside: str = "") -> str:
    """Return a shape of a drawing, with text or without."""
    lines = "".join(f"<a:p><a:r><a:t>{line}</a:t></a:r></a:p>" for line in text.split("\n") if text)
    body = f"<xdr:txBody><a:bodyPr/>{lines}</xdr:txBody>" if text else ""
    facts = f'<xdr:nvSpPr><xdr:cNvPr id="2" name="{name}">{inside}</xdr:cNvPr></xdr:nvSpPr>'
    return f"<xdr:sp>{facts}{body}</xdr:sp>"


def picture(reference: str = "i") -> str:
    """Return a picture of a drawing."""
    return (
        '<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="3" name="画面の写し" descr="設定画面"/></xdr:nvPicPr>'
        f'<xdr:blipFill><a:blip r:embed="{reference}"/></xdr:blipFill></xdr:pic>'
    )


def drawing(xml: str) -> Edit:
    """Put a drawing over the question table, with a picture to refer to."""
    return lambda content: with_parts(
        content,
        {"d": ("drawing", "../drawings/drawing1.xml")},
        {
            "xl/drawings/drawing1.xml": xml,
            "xl/drawings/_rels/drawing1.xml.rels": _relations({"i": ("image", "../media/image1.png")}),
            "xl/media/image1.png": PNG,
        },
        '<drawing r:id="d"/>',
    )


class Placing(NamedTuple):
    """A mark to be put on a cell, and for things that are drawn the last cell that they cover."""

    kind: MarkKind
    cell: str
    to: str = ""
    by_run: bool = False  # strikes the beginning of the text alone


def with_all(content: bytes, several: Sequence[Placing], texts: Mapping[str, str]) -> bytes:
    """Put any marks on the question table at once; `texts` are those of the cells that are struck."""
    for one in several:
        if one.kind is MarkKind.STRUCK:
            text = texts[one.cell]
            edit = (
                struck_run(one.cell, escape(text[:1]), escape(text[1:]))
                if one.by_run
                else with_font(one.cell, "<strike/>")
            )
            content = edit(content)
    noted = "".join(
        f'<comment ref="{one.cell}" authorId="0"><text><t>メモ {one.cell}</t></text></comment>'
        for one in several
        if one.kind is MarkKind.NOTE
    )
    drawn = "".join(
        _anchor(shape(f"図形 {one.cell}") if one.kind is MarkKind.TEXT_BOX else picture(), one.cell, one.to)
        for one in several
        if one.kind in {MarkKind.TEXT_BOX, MarkKind.PICTURE}
    )
    linked = [one.cell for one in several if one.kind is MarkKind.LINK]
    tail = "".join(f'<hyperlink ref="{cell}" r:id="h{cell}"/>' for cell in linked)
    relations = {f"h{cell}": ("hyperlink", f"https://example.jp/{cell}") for cell in linked}
    return with_parts(
        content,
        {
            **relations,
            "c": ("comments", "../comments1.xml"),
            "d": ("drawing", "../drawings/drawing1.xml"),
        },
        {
            "xl/comments1.xml": (
                f"<comments {_MAIN}><authors><author>青空</author></authors>"
                f"<commentList>{noted}</commentList></comments>"
            ),
            "xl/drawings/drawing1.xml": f"<xdr:wsDr {_DRAWING}>{drawn}</xdr:wsDr>",
            "xl/drawings/_rels/drawing1.xml.rels": _relations({"i": ("image", "../media/image1.png")}),
            "xl/media/image1.png": PNG,
        },
        (f"<hyperlinks>{tail}</hyperlinks>" if tail else "") + '<drawing r:id="d"/>',
    )


def _one_cell_picture(content: bytes) -> bytes:
    extent = '<xdr:ext cx="600000" cy="200000"/>'
    xml = (
        f"<xdr:wsDr {_DRAWING}><xdr:oneCellAnchor><xdr:from>{_corner('K4')}</xdr:from>{extent}"
        f"{picture()}<xdr:clientData/></xdr:oneCellAnchor></xdr:wsDr>"
    )
    return drawing(xml)(content)


def _cell(address: str, xml: str) -> Edit:
    return lambda content: with_cells(content, {address: xml.encode()})


def struck_run(address: str, struck: str, rest: str) -> Edit:
    """Strike out the beginning of the text in a cell."""
    return _cell(
        address,
        f'<c r="{address}" s="{{style}}" t="inlineStr"><is>'
        f'<r><rPr><strike/><sz val="10"/></rPr><t>{struck}</t></r>'
        f'<r><rPr><sz val="10"/></rPr><t>{rest}</t></r></is></c>',
    )


def with_font(address: str, font: str) -> Edit:
    """Give a cell a style of its own whose font has these properties."""

    def edit(content: bytes) -> bytes:
        package = parts_of(content)
        styles = package["xl/styles.xml"]
        fonts = len(re.findall(rb"<font>|<font ", styles.split(b"</fonts>")[0]))
        styles = styles.replace(b"</fonts>", f'<font><sz val="10"/>{font}</font></fonts>'.encode(), 1)
        formats = styles[styles.index(b"<cellXfs") : styles.index(b"</cellXfs>")]
        number = len(re.findall(rb"<xf ", formats))
        added = f'<xf numFmtId="0" fontId="{fonts}" fillId="0" borderId="0" applyFont="1"/></cellXfs>'
        package["xl/styles.xml"] = styles.replace(b"</cellXfs>", added.encode(), 1)
        sheet = question_part(package)
        cell = re.compile(rb'(<c r="%b" s=")\d+' % address.encode())
        package[sheet] = cell.sub(rb"\g<1>%d" % number, package[sheet], count=1)
        return packed(package)

    return edit


def _shared_strike(content: bytes) -> bytes:
    shared = (
        f'<sst {_MAIN} count="1" uniqueCount="1"><si><r><rPr><strike val="1"/></rPr><t>旧運用。</t></r>'
        "<r><t>新運用です。</t></r></si></sst>"
    )
    changed = with_cells(content, {"H3": b'<c r="H3" s="{style}" t="s"><v>0</v></c>'})
    return with_parts(
        changed,
        {},
        {"xl/sharedStrings.xml": shared},
        of_workbook={"s": ("sharedStrings", "sharedStrings.xml")},
    )


def _check_box(kind: str, checked: str, text: str) -> Edit:
    facts = f'<formControlPr objectType="{kind}" {checked} lockText="1"/>'
    client = "Checkbox" if kind == "CheckBox" else "Radio"
    vml = (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel" '
        'xmlns:o="urn:schemas-microsoft-com:office:office"><v:shape id="_x0000_s1025" type="#_x0000_t201">'
        f'<v:textbox><div style="text-align:left"><font face="MS UI Gothic">{text}</font></div></v:textbox>'
        f'<x:ClientData ObjectType="{client}"><x:Anchor>6, 2, 1, 3, 6, 60, 1, 20</x:Anchor>'
        f"{'<x:Checked>1</x:Checked>' if 'Checked' in checked else ''}</x:ClientData></v:shape></xml>"
    )
    xml = anchored(
        shape(
            text, inside='<a:extLst><a:ext uri="x"><a14:compatExt spid="_x0000_s1025"/></a:ext></a:extLst>'
        ),
        "G2",
    )
    return lambda content: with_parts(
        content,
        {
            "k": ("ctrlProp", "../ctrlProps/ctrlProp1.xml"),
            "v": ("vmlDrawing", "../drawings/vmlDrawing1.vml"),
            "d": ("drawing", "../drawings/drawing1.xml"),
        },
        {
            "xl/ctrlProps/ctrlProp1.xml": facts,
            "xl/drawings/vmlDrawing1.vml": vml,
            "xl/drawings/drawing1.xml": xml,
        },
        f'<controls><control shapeId="1025" r:id="k" name="{text}"/></controls>',
    )


def _active_x(content: bytes) -> bytes:
    facts = (
        '<ax:ocx xmlns:ax="http://schemas.microsoft.com/office/2006/activeX" '
        'ax:classid="{8BD21D40-EC42-11CE-9E0D-00AA006002F3}"/>'
    )
    return with_parts(
        content,
        {"k": ("control", "../activeX/activeX1.xml")},
        {"xl/activeX/activeX1.xml": facts},
        '<controls><control shapeId="1026" r:id="k" name="CheckBox1"><controlPr><anchor>'
        f"<from>{_corner('G4')}</from><to>{_corner('G4', 1)}</to></anchor></controlPr></control></controls>",
    )


def _embedded(kind: str, target: str) -> Edit:
    return lambda content: with_parts(
        content,
        {"o": (kind, f"../embeddings/{target}")},
        {f"xl/embeddings/{target}": b"PK" if target.endswith("docx") else b"\xd0\xcf\x11\xe0"},
        '<oleObjects><oleObject progId="Word.Document.12" shapeId="1027" r:id="o"><objectPr><anchor>'
        f"<from>{_corner('K5')}</from><to>{_corner('K5', 1)}</to></anchor></objectPr></oleObject>"
        "</oleObjects>",
    )


def _hyperlink(address: str) -> Edit:
    return lambda content: with_parts(
        content, {"h": ("hyperlink", address)}, {}, '<hyperlinks><hyperlink ref="K2" r:id="h"/></hyperlinks>'
    )


def _ink(content: bytes) -> bytes:
    xml = anchored(
        '<mc:AlternateContent><mc:Choice Requires="xdr14"><xdr14:contentPart '
        'xmlns:xdr14="http://schemas.microsoft.com/office/excel/2010/spreadsheetDrawing" r:id="i">'
        '<xdr14:nvContentPartPr><xdr14:cNvPr id="4" name="インク 3"/></xdr14:nvContentPartPr>'
        "</xdr14:contentPart>"
        f"</mc:Choice><mc:Fallback>{picture()}</mc:Fallback></mc:AlternateContent>",
        "H5",
    )
    return drawing(xml)(content)


def _hidden_column(content: bytes) -> bytes:
    package = parts_of(content)
    sheet = question_part(package)
    column = re.compile(rb'<col (?=[^>]*min="8")')
    package[sheet] = column.sub(b'<col hidden="1" ', package[sheet], count=1)
    return packed(package)


def _wps(content: bytes) -> bytes:
    images = (
        '<etc:cellImages xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData" '
        f"{_DRAWING}><etc:cellImage>{picture().replace('画面の写し', 'ID_1')}</etc:cellImage>"
        "</etc:cellImages>"
    )
    formula = '_xlfn.DISPIMG("ID_1",1)'.replace('"', "&quot;")
    changed = with_cells(
        content,
        {"K3": f'<c r="K3" s="{{style}}" t="str"><f>{formula}</f><v>=DISPIMG("ID_1",1)</v></c>'.encode()},
    )
    return with_parts(
        changed,
        {},
        {
            "xl/cellimages.xml": images,
            "xl/_rels/cellimages.xml.rels": _relations({"i": ("image", "media/image1.png")}),
            "xl/media/image1.png": PNG,
        },
        of_workbook={"w": ("http://www.wps.cn/officeDocument/2020/cellImage", "cellimages.xml")},
    )


def _in_cell(content: bytes) -> bytes:
    rich = "http://schemas.microsoft.com/office/2017/06/relationships/rdRichValue"
    related = "http://schemas.microsoft.com/office/2022/10/relationships/richValueRel"
    changed = with_cells(content, {"K3": b'<c r="K3" s="{style}" t="e" vm="1"><v>#VALUE!</v></c>'})
    return with_parts(
        changed,
        {},
        {
            "xl/richData/rdrichvalue.xml": '<rvData><rv s="0"><v>0</v><v>5</v></rv></rvData>',
            "xl/richData/richValueRel.xml": (
                f'<richValueRels xmlns:r="{KINDS}"><rel r:id="i"/></richValueRels>'
            ),
            "xl/richData/_rels/richValueRel.xml.rels": _relations({"i": ("image", "../media/image1.png")}),
            "xl/media/image1.png": PNG,
        },
        of_workbook={"a": (rich, "richData/rdrichvalue.xml"), "b": (related, "richData/richValueRel.xml")},
    )


MARKS: Final[Mapping[str, Marked]] = {
    "note": Marked(note("G2", "ただし一部です。"), Told(MarkKind.NOTE, "G2", "ただし一部です。")),
    "note_on_blank": Marked(note("G6", "未回答の理由"), Told(MarkKind.NOTE, "G6", "未回答の理由")),
    "thread": Marked(thread, Told(MarkKind.NOTE, "G2", "評価 太郎: いつ対応しますか。")),
    "struck_run": Marked(
        struck_run("H2", "全利用者です。", "一部です。"), Told(MarkKind.STRUCK, "H2", "全利用者です。")
    ),
    "struck_style": Marked(with_font("G2", "<strike/>"), Told(MarkKind.STRUCK, "G2", "実施済")),
    "struck_shared": Marked(_shared_strike, Told(MarkKind.STRUCK, "H3", "旧運用。")),
    "text_box": Marked(
        drawing(anchored(shape("未実施です。\n3月に対応します。"))),
        Told(MarkKind.TEXT_BOX, "H3", "未実施です。\n3月に対応します。"),
    ),
    "group": Marked(
        drawing(anchored(f"<xdr:grpSp>{shape('囲み')}</xdr:grpSp>")), Told(MarkKind.TEXT_BOX, "H3", "囲み")
    ),
    "line": Marked(
        drawing(
            anchored(
                '<xdr:cxnSp><xdr:nvCxnSpPr><xdr:cNvPr id="5" name="直線"/></xdr:nvCxnSpPr></xdr:cxnSp>', "G3"
            )
        ),
        Told(MarkKind.SHAPE, "G3"),
    ),
    "picture": Marked(drawing(anchored(picture(), "H2")), Told(MarkKind.PICTURE, "H2", "設定画面")),
    "picture_one_cell": Marked(_one_cell_picture, Told(MarkKind.PICTURE, "K4", "設定画面")),
    "picture_of_wps": Marked(_wps, Told(MarkKind.PICTURE, "K3")),
    "picture_in_cell": Marked(_in_cell, Told(MarkKind.PICTURE, "K3")),
    "check_box": Marked(
        _check_box("CheckBox", 'checked="Checked"', "該当なし"), Told(MarkKind.CHECK_BOX, "G2", "該当なし")
    ),
    "option_button": Marked(_check_box("Radio", "", "はい"), Told(MarkKind.OPTION_BUTTON, "G2", "はい")),
    "active_x": Marked(_active_x, Told(MarkKind.CHECK_BOX, "G4")),
    "ole_object": Marked(_embedded("oleObject", "oleObject1.bin"), Told(MarkKind.EMBEDDED, "K5")),
    "package": Marked(_embedded("package", "Microsoft_Word.docx"), Told(MarkKind.EMBEDDED, "K5")),
    "hyperlink": Marked(_hyperlink("https://example.jp/規程.pdf"), Told(MarkKind.LINK, "K2")),
    "hyperlink_function": Marked(
        _cell(
            "K3",
            '<c r="K3" s="{style}" t="str"><f>HYPERLINK("https://example.jp/s/1","規程集")</f><v>規程集</v></c>',
        ),
        Told(MarkKind.LINK, "K3", "規程集"),
    ),
    "ink": Marked(_ink, Told(MarkKind.INK, "H5")),
    "hidden_column": Marked(_hidden_column, Told(MarkKind.COLUMN_HIDDEN, "H1", "対応状況の説明")),
    "unknown_content": Marked(
        lambda content: with_parts(
            content,
            {"x": ("http://example.jp/relationships/futureThing", "../future1.xml")},
            {"xl/future1.xml": "<x/>"},
        ),
        Told(MarkKind.OTHER, ""),
    ),
}
SILENT: Final[Mapping[str, Edit]] = {
    "red_only": with_font("G2", '<color rgb="FFFF0000"/>'),
    "bold_only": with_font("G2", "<b/>"),
    "strike_off": with_font("G2", '<strike val="0"/>'),
    "red_run": _cell(
        "H2",
        '<c r="H2" s="{style}" t="inlineStr"><is><r><rPr><color rgb="FFFF0000"/><strike val="0"/></rPr>'
        "<t>SMS のワンタイムコードで確認しています。\n2020年4月から全利用者が対象です。</t></r></is></c>",
    ),
    "empty_drawing": drawing(f"<xdr:wsDr {_DRAWING}/>"),
    "printer": lambda content: with_parts(
        content, {"p": ("printerSettings", "../printerSettings1.bin")}, {"xl/printerSettings1.bin": b"\0"}
    ),
    "link_to_itself": lambda content: with_parts(
        with_cells(
            content, {"L2": b'<c r="L2" s="{style}" t="inlineStr"><is><t>hanako@example.jp</t></is></c>'}
        ),
        {"h": ("hyperlink", "mailto:hanako@example.jp")},
        {},
        '<hyperlinks><hyperlink ref="L2" r:id="h"/></hyperlinks>',
    ),
}
