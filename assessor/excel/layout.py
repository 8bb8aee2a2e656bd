"""The one place that names a workbook's sheets, columns, properties, words and colours."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Final

from assessor import text
from assessor.domain.questionnaire import INPUT_FIELDS
from assessor.domain.vocabulary import Answer, AsOf
from assessor.words import Language
from assessor.words.terms import term

if TYPE_CHECKING:
    from collections.abc import Mapping

COVER: Final = "はじめに"
QUESTIONS: Final = "質問票"
CHOICES: Final = "選択肢"
TOKEN: Final = "_assessor"
SUMMARY: Final = "概要"

CREATOR: Final = "Assessor"
CLASSIFICATION: Final = "取扱注意"
KEY_MARK: Final = "#"  # between the parts of a row key
HEADING_ROW: Final = 1
FIRST_ROW: Final = 2

# Reading stops here. A questionnaire has some hundred rows; a longer sheet is none of ours.
ROW_LIMIT: Final = 20_000
COLUMN_LIMIT: Final = 200
HEADING_WITHIN: Final = 50  # rows in which the heading row is looked for
HEADING_LENGTH: Final = 60  # characters, blanks included; a longer text is no heading of ours
HEADINGS_NEEDED: Final = 3  # a row with fewer known headings is taken for a coincidence

# Token fields and the names under which they stand in the hidden sheet and in the document properties.
TOKEN_NAMES: Final[Mapping[str, str]] = {
    "layout": "AssessorLayout",
    "case": "AssessorCase",
    "subject": "AssessorSubject",
    "round": "AssessorRound",
    "checklist": "AssessorChecklist",
    "checklist_sha256": "AssessorChecklistSha256",
    "round_id": "AssessorRoundId",  # since layout 2, and last in the line of the cover
}
TOKEN_MARK: Final = "識別子"
ANSWER_LIST: Final = "AssessorAnswers"  # the defined name of the choices

ANSWER_WORDS: Final[Mapping[Answer, str]] = {
    answer: term(answer, Language.JA) for answer in Answer if answer is not Answer.NONE
}
AS_OF_WORDS: Final[Mapping[AsOf, str]] = {
    AsOf.AFTER_MEASURES: "対策実施後（講じた対策を含めた状態でご回答ください）",
    AsOf.CURRENT_STATE: "現状（回答日の時点の状態でご回答ください）",
}


class InputKind(StrEnum):
    """What the provider fills into an input cell."""

    TEXT = "text"
    LIST = "list"
    DATE = "date"


class CellTint(StrEnum):
    """The tint of a cell, which repeats what its word says."""

    GOOD = "good"
    BAD = "bad"
    OPEN = "open"
    NONE = "none"


class Colour:
    """Colours as red-green-blue; dark text on each light one has a contrast of 7 or more."""

    INK: Final = "1F2933"
    QUIET: Final = "5F6B7A"
    NAVY: Final = "1F3A5F"
    WHITE: Final = "FFFFFF"
    LOCKED: Final = "F1F3F5"
    LOCKED_HEADING: Final = "D5DCE4"
    INPUT: Final = "FFF8DC"
    INPUT_HEADING: Final = "8A4B08"
    LINE: Final = "A9B4C0"
    MISSING: Final = "FCE4D6"
    MISSING_LINES: Final = "C55A11"
    TAB_COVER: Final = NAVY
    TAB_INPUT: Final = "E0A030"
    TAB_HIDDEN: Final = "808080"
    TONES: Final[Mapping[CellTint, str]] = {
        CellTint.GOOD: "DDF0DD",
        CellTint.BAD: "F9DCDC",
        CellTint.OPEN: "FFF0C2",
        CellTint.NONE: "E8EAED",
    }


@dataclass(frozen=True)
class QuestionColumn:
    """One column of the question table; widths are in half-width characters."""

    field: str
    heading: str
    width: int
    later_width: int  # from round 2 on, when three more columns share the page
    kind: InputKind = InputKind.TEXT
    since: int = 1  # the first round that has it
    hidden: bool = False
    prompt: str = ""

    @property
    def input(self) -> bool:
        """Whether the provider fills in this column."""
        return self.field in INPUT_FIELDS

    def width_in(self, round_number: int) -> int:
        """Return the width for a round."""
        return self.width if round_number == 1 else self.later_width


# The year is that of the deadline: an example of another year is copied into answers.
_DATE_HINT: Final = "日付でご記入ください（例 {year}/12/25）。"
COLUMNS: Final = (
    QuestionColumn("key", "行キー", 10, 10, hidden=True),
    QuestionColumn("number", "No.", 11, 10),
    QuestionColumn("phase", "フェーズ", 10, 9),
    QuestionColumn("class", "区分", 8, 8),
    QuestionColumn("requirement", "点検項目", 38, 32),
    QuestionColumn("guidance", "着眼点・エビデンス例", 28, 21),
    QuestionColumn(
        "answer",
        "回答",
        11,
        11,
        InputKind.LIST,
        prompt="一覧からお選びください：実施済・一部実施・未実施・対象外。意味は「はじめに」をご覧ください。",
    ),
    QuestionColumn(
        "explanation",
        "対応状況の説明",
        32,
        27,
        prompt="実施の内容をご記入ください。一部実施・未実施のときは現状を、対象外のときは理由を必ずご記入ください。",
    ),
    QuestionColumn(
        "alternative",
        "代替策・対応予定",
        24,
        20,
        prompt="一部実施・未実施のときは、今後の対応の予定、または代わりの対策をご記入ください。",
    ),
    QuestionColumn(
        "due_on",
        "対応予定日",
        12,
        12,
        InputKind.DATE,
        prompt=_DATE_HINT + "月までの予定は「{year}年12月末」と文字でご記入いただけます"
        "（確認の表示では「はい」をお選びください）。",
    ),
    QuestionColumn(
        "evidence_names",
        "エビデンス名",
        22,
        17,
        prompt="文書名・版・該当箇所をご記入ください（例 認証方式仕様書 第2版 3章）。"
        "ファイルを添付いただく場合は、ファイル名とそろえてください。",
    ),
    QuestionColumn(
        "respondent", "回答者", 14, 12, prompt="ご回答いただいた方の部署とお名前をご記入ください。"
    ),
    QuestionColumn("answered_on", "回答日", 12, 12, InputKind.DATE, prompt=_DATE_HINT),
    QuestionColumn("previous", "前回の回答", 24, 24, since=2),
    QuestionColumn("inquiry", "当行からの追加確認", 26, 26, since=2),
    QuestionColumn(
        "reply",
        "追加確認への回答",
        26,
        26,
        since=2,
        prompt="左の「当行からの追加確認」へのご回答をご記入ください。",
    ),
)


@cache
def columns(round_number: int) -> tuple[QuestionColumn, ...]:
    """Return the columns a round's question table has, from left to right."""
    return tuple(column for column in COLUMNS if column.since <= round_number)


def wording(value: str) -> str:
    """Return a heading in the form used for comparing: without width, case, blanks and a last dot."""
    return "".join(text.folded(value).split()).rstrip(".")


HEADINGS: Final[Mapping[str, QuestionColumn]] = {wording(column.heading): column for column in COLUMNS}
SINCE: Final[Mapping[str, int]] = {column.field: column.since for column in COLUMNS}


def excel_text(value: str) -> str:
    """Return a text as it stands in a formula."""
    doubled = value.replace('"', '""')
    return f'"{doubled}"'


def row_key(item: str, requirement: str, token_print: str) -> str:
    """Return the key of a row: the item, the fingerprint of its wording as written, and the token's print."""
    return KEY_MARK.join((item, text.fingerprint(text.for_workbook(requirement)), token_print))
