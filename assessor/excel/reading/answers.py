"""What providers type, read as an answer or a date; what cannot be read is left to the preview."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from assessor import text
from assessor.domain.vocabulary import Answer
from assessor.errors import Code

if TYPE_CHECKING:
    from collections.abc import Mapping

# As `text.folded` leaves them: narrow letters and signs, lower case, every dash a hyphen.
_WORDS: Final[Mapping[Answer, str]] = {
    Answer.IMPLEMENTED: "実施済 実施済み 実施ずみ 対応済 対応済み はい 有 有り あり 済 済み"
    " ○ 〇 ◯ o yes y implemented",
    Answer.PARTIAL: "一部実施 一部実施済 一部実施済み 一部対応 一部 部分実施 部分的 部分的に実施 対応中"
    " △ ▲ partial partly partially",
    Answer.NOT_IMPLEMENTED: "未実施 未対応 いいえ 無 無し 未 × ✕ ✖ ✗ ✘ ☓ ╳ x no",
    Answer.OUT_OF_SCOPE: "対象外 該当なし 該当無し 該当せず 非該当 - n/a na n.a",
}
_ANSWERS: Final[Mapping[str, Answer]] = {
    word: answer for answer, words in _WORDS.items() for word in words.split()
}
# These point elsewhere or put the answer off.
_NO_ANSWERS: Final = re.compile(
    "同上|同左|同様|上に同じ|〃|々|別紙|別添|添付|別途|資料参照|上記|下記|前回|前述|変更なし"
    "|確認中|検討中|調査中|回答予定|未回答|未記入|未定|[?]"
)
_AROUND: Final = " .。,、「」『』()[]【】<>\"'"


@dataclass(frozen=True)
class AnswerReading:
    """What a cell says: an answer, or why not, or neither when it is blank."""

    answer: Answer | None = None
    problem: Code | None = None


def read_answer(written: str) -> AnswerReading:
    """Read the word or sign in an answer cell."""
    folded = "".join(text.folded(written).split())
    if not folded:
        return AnswerReading()
    word = folded.strip(_AROUND)
    if word and not word.strip("-"):
        word = "-"
    if word in _ANSWERS:
        return AnswerReading(_ANSWERS[word])
    if _NO_ANSWERS.match(word):
        return AnswerReading(problem=Code.NOT_AN_ANSWER)
    return AnswerReading(problem=Code.UNKNOWN_ANSWER)


FIRST_YEAR: Final = 1989
LAST_YEAR: Final = 2100
# The year before the first of each era; 元 is its first.
_ERAS: Final[Mapping[str, int]] = {"令和": 2018, "令": 2018, "r": 2018, "平成": 1988, "平": 1988, "h": 1988}
_YEAR: Final = r"(?:(?P<year>\d{4})|(?P<era>令和|平成|令|平|r|h)(?P<count>\d{1,2}|元))"
_AFTER: Final = (
    r"(?:初旬|上旬|中旬|下旬|初め|初|末日|末|頃|ごろ|中|内|までに|まで|付け?"
    r"|(?:に|の)?(?:対応|実施|完了)?(?:予定|見込み?|目途|目処|めど))*"
)
_DATES: Final = tuple(
    re.compile(form)
    for form in (
        rf"{_YEAR}年(?P<month>\d{{1,2}})月(?:(?P<day>\d{{1,2}})日)?{_AFTER}",
        rf"{_YEAR}([-/.])(?P<month>\d{{1,2}})(?:\4(?P<day>\d{{1,2}}))?{_AFTER}",
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})",
    )
)
_TRAILING: Final = re.compile(r"(?:\([月火水木金土日祝・]+(?:曜日?)?\)|t?\d{1,2}:\d{2}(?::\d{2})?)$")


def read_date(written: str | date) -> str | None:
    """Read a date as YYYY-MM-DD, or YYYY-MM when only a month is given; None when it is neither."""
    if isinstance(written, date):
        return _date(written.year, written.month, written.day)
    folded = _TRAILING.sub("", "".join(text.folded(written).split())).strip(".,、。")
    for form in _DATES:
        match = form.fullmatch(folded)
        if match is not None:
            parts = match.groupdict()
            day = parts["day"]
            return _date(_year(parts), int(parts["month"]), int(day) if day else None)
    return None


def _year(parts: Mapping[str, str | None]) -> int:
    if parts["year"]:
        return int(parts["year"])
    count = parts["count"]
    years = 1 if count == "元" else int(count or 0)
    return _ERAS[parts["era"] or ""] + years if years else 0


def _date(year: int, month: int, day: int | None) -> str | None:
    try:
        found = date(year, month, day or 1)
    except ValueError:
        return None
    if not FIRST_YEAR <= year <= LAST_YEAR or day == 0:
        return None
    return found.isoformat() if day else f"{year:04}-{month:02}"
