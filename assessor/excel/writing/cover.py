"""The cover sheet はじめに: the sender, the recipient, the deadline, and how to fill in the questions."""

from __future__ import annotations

from datetime import date
from functools import cache, partial
from typing import TYPE_CHECKING, Final

from openpyxl.utils import get_column_letter

from assessor.domain.questionnaire import Questionnaire, Token
from assessor.domain.vocabulary import Answer, AsOf
from assessor.excel import layout, tokens
from assessor.excel.layout import ANSWER_WORDS, AS_OF_WORDS, FIRST_ROW, Colour, excel_text
from assessor.excel.writing import heights, looks
from assessor.excel.writing.pages import Formula, Line, Page, PageCell

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from assessor.excel.writing.looks import Look
    from assessor.excel.writing.pages import Value

_LABEL_WIDTH: Final = 18
_TEXT_WIDTH: Final = 84
_AIR: Final = 2  # points between the rows
_WEEKDAYS: Final = "月火水木金土日"

MEANINGS: Final = {
    Answer.IMPLEMENTED: "点検項目の内容を、対象サービスの全体で実施している。",
    Answer.PARTIAL: "一部の機能・経路・利用者などで実施しており、残りがある。",
    Answer.NOT_IMPLEMENTED: "実施していない（これから実施する予定の場合を含みます）。",
    Answer.OUT_OF_SCOPE: "該当する機能や取引がなく、点検の対象に当たらないと考えられる（理由が必要です）。",
}
_STEPS: Final = (
    "「質問票」シートの、見出しが茶色・セルがクリーム色の列だけにご記入ください。"
    "灰色の列は当行が記載しており、変更できません。",
    "「回答」は、セルの一覧から「実施済」「一部実施」「未実施」「対象外」のいずれかをお選びください。"
    "「必須」の項目で「回答」が空いているセルは網掛けで示しています。回答を選ぶと消えます。",
    "「対応状況の説明」には、実施している内容をご記入ください。「一部実施」「未実施」のときは現状を説明のうえ、"
    "「代替策・対応予定」と「対応予定日」もご記入ください。",
    "「対象外」をお選びのときは、その理由を「対応状況の説明」に必ずご記入ください。"
    "「対象外」は貴社からのご提案として承り、対象外とするかどうかは当行で確認のうえ判断いたします。",
    "「エビデンス名」には、証跡（エビデンス）として確認できる資料の文書名・版・該当箇所をご記入ください"
    "（例：認証方式仕様書 第2版 3章）。"
    "ファイルを添付いただく場合は、ファイル名もご記入ください。",
)
_BLANK_FIRST: Final = (
    "空欄の項目は「未回答」として取り扱います。"
    "部署ごとに分けて、途中までご返送いただいても差し支えありません。"
)
_ONLY_OPEN: Final = (
    "この質問票には、未回答の項目や追加確認のある項目など、引き続きご回答をお願いしたい項目のみを記載しています。"
    "記載のない項目については、今回のご回答は不要です。"
)
_BLANK_LATER: Final = (
    "「前回の回答」のある項目で空欄のものは「変更なし」として取り扱い、前回の内容を引き継ぎます。"
    "変わったところだけのご記入で差し支えありません。"
    "「前回の回答」のない項目の空欄は「未回答」として取り扱います。"
)
_REPLY: Final = "「当行からの追加確認」に記載のある行は、「追加確認への回答」にご記入ください。"
_KEEP: Final = (
    "「No.」の列は項目を見分けるために使いますので、書き換えないでください。"
    "絞り込みと、列の幅・行の高さの変更は差し支えありません。",
    "ご記入後は、Excel ブック（.xlsx）の形式のまま保存してご返送ください。"
    "PDF や画像への変換、ほかの表への転記はお控えください。",
)


# What covers said that were sent by earlier versions and may still come back: whoever rewords a text above
# adds its former wording, else every such cover seems to carry a remark of the provider.
FORMER_TEXTS: Final = (
    "「回答」は、セルの一覧から「実施済」「一部実施」「未実施」「対象外」のいずれかをお選びください。"
    "「必須」の項目で「回答」が空いているセルは斜線の網掛けで示しており、選ぶと消えます。",
    "「エビデンス名」には、確認できる資料の文書名・版・該当箇所をご記入ください"
    "（例：認証方式仕様書 第2版 3章）。ファイルを添えてくださる場合は、ファイル名もご記入ください。",
    "必須・未記入",
)


def page(questionnaire: Questionnaire) -> Page:
    """Return the cover as a page."""
    lines = (
        *_heading(questionnaire),
        *_facts(questionnaire),
        *_section("ご記入のお願い"),
        *(
            _row(str(number), step, looks.STEP, looks.PLAIN)
            for number, step in enumerate(_steps(questionnaire), 1)
        ),
        *_section("「回答」の区分"),
        *(_row(word, MEANINGS[answer], looks.LABEL, looks.LABELLED) for answer, word in ANSWER_WORDS.items()),
        *_section("ご記入の状況（自動で数えます）"),
        *_progress(questionnaire),
        *_section("文言について"),
        _row("", questionnaire.notice, looks.PLAIN, looks.PLAIN, "notice"),
        Line(()),
        Line((PageCell(tokens.as_line(questionnaire.token), looks.SMALL, "token"),), 12),
    )
    return Page(layout.COVER, lines, partial(_prepare, last=len(lines)), questionnaire.token.subject)


def texts(questionnaire: Questionnaire) -> frozenset[str]:
    """Return every text that a cover shows, without laying it out, and those of earlier versions."""
    return _fixed_texts(first=questionnaire.token.round == 1) | {
        questionnaire.title,
        _subtitle(questionnaire),
        *(value for _, value, _ in _fact_texts(questionnaire)),
        *map(_unanswered_label, questionnaire.deciding),
        questionnaire.notice,
        tokens.as_line(questionnaire.token),
    }


@cache
def _fixed_texts(*, first: bool) -> frozenset[str]:
    """Return what stands on every cover of a first round, or of a later one."""
    token = Token("", "", 1 if first else 2, "", "")
    blank = Questionnaire(token, "", "", "", AsOf.CURRENT_STATE, "", "", "", ())
    shown = (str(cell.value) for line in page(blank).lines for cell in line.cells)
    return frozenset((*shown, *FORMER_TEXTS))


def japanese_date(iso: str) -> str:
    """Return 2020年12月25日（金） for 2020-12-25; any other text is returned unchanged."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{day.year}年{day.month}月{day.day}日（{_WEEKDAYS[day.weekday()]}）"


def _heading(questionnaire: Questionnaire) -> tuple[Line, ...]:
    return (
        Line((PageCell("", looks.PLAIN), PageCell(layout.CLASSIFICATION, looks.STAMP)), 16),
        Line((PageCell(questionnaire.title, looks.TITLE, "title"),), 34),
        Line((PageCell(_subtitle(questionnaire), looks.SUBTITLE), PageCell("", looks.SUBTITLE)), 22),
        Line((), 8),
    )


def _subtitle(questionnaire: Questionnaire) -> str:
    return f"質問票（第{questionnaire.token.round}回）"


def _facts(questionnaire: Questionnaire) -> tuple[Line, ...]:
    facts = _fact_texts(questionnaire)
    return tuple(_row(label, value, looks.LABEL, looks.LABELLED, field) for label, value, field in facts)


def _fact_texts(questionnaire: Questionnaire) -> tuple[tuple[str, str, str], ...]:
    """Return the facts of the inquiry: their labels, their texts, and their fields."""
    return (
        ("対象", questionnaire.subject_name, "subject_name"),
        ("回", f"第{questionnaire.token.round}回", "round"),
        ("回答期限", japanese_date(questionnaire.due_on) or "別途ご連絡いたします", "due_on"),
        ("連絡先", questionnaire.contact or "本ファイルをお送りした担当者", "contact"),
        ("点検基準", AS_OF_WORDS[questionnaire.as_of], "as_of"),
        ("チェックリスト", questionnaire.checklist_title, "checklist_title"),
    )


def _steps(questionnaire: Questionnaire) -> tuple[str, ...]:
    if questionnaire.token.round == 1:
        return (*_STEPS, _BLANK_FIRST, *_KEEP)
    return (_ONLY_OPEN, *_STEPS, _REPLY, _BLANK_LATER, *_KEEP)


def _progress(questionnaire: Questionnaire) -> tuple[Line, ...]:
    fields = [column.field for column in layout.columns(questionnaire.token.round)]
    last = FIRST_ROW + len(questionnaire.questions) - 1
    cells = {
        field: f"'{layout.QUESTIONS}'!${letter}${FIRST_ROW}:${letter}${last}"
        for field, letter in ((name, get_column_letter(at)) for at, name in enumerate(fields, 1))
    }
    rows = [
        _row("項目の数", len(questionnaire.questions), looks.LABEL, looks.COUNT),
        _row("回答済み", Formula(f"=COUNTA({cells['answer']})"), looks.LABEL, looks.COUNT),
    ]
    # A former answer counts until there is another.
    blank = [f'{cells[field]},""' for field in ("answer", "previous") if field in cells]
    for name in questionnaire.deciding:
        missing = ",".join((f"{cells['class']},{excel_text(name)}", *blank))
        unanswered = Formula(f"=COUNTIFS({missing})")
        rows.append(_row(_unanswered_label(name), unanswered, looks.LABEL, looks.COUNT))
    return tuple(rows)


def _unanswered_label(kind: str) -> str:
    return f"{kind}の未回答" if kind.endswith(("項目", "事項")) else f"{kind}項目の未回答"


def _section(title: str) -> tuple[Line, ...]:
    return Line((), 10), Line((PageCell(title, looks.SECTION), PageCell("", looks.SECTION)), 20)


def _row(label: str, value: Value, label_look: Look, look: Look, field: str = "") -> Line:
    shown = ((label, _LABEL_WIDTH), (value if isinstance(value, str) else "", _TEXT_WIDTH))
    return Line((PageCell(label, label_look), PageCell(value, look, field)), heights.height(shown) + _AIR)


def _prepare(sheet: Worksheet, last: int) -> None:
    looks.set_widths(sheet, (_LABEL_WIDTH, _TEXT_WIDTH))
    looks.set_page(sheet, landscape=False, stamp="")  # it says so itself
    sheet.print_area = f"A1:B{last}"
    sheet.sheet_view.showGridLines = False
    sheet.sheet_view.tabSelected = True
    sheet.sheet_properties.tabColor = Colour.TAB_COVER
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False
