"""What providers type, read as an answer or a date; what cannot be read is left to the preview."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from assessor import text
from assessor.domain.answer_words import folded_word
from assessor.errors import Code
from assessor.excel.layout import ANSWER_WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assessor.domain.answer_words import AnswerWords
    from assessor.domain.vocabulary import Answer

# Texts that come back again and again are read once; longer ones are no answer and no date, and not kept.
LONGEST: Final = 100
_KEPT: Final = 4096


@dataclass(frozen=True)
class AnswerReading:
    """The answer that a cell gives, or the reason why it is none; both are empty for a blank cell."""

    answer: Answer | None = None
    problem: Code | None = None


_BLANK: Final = AnswerReading()
_POINTS_ELSEWHERE: Final = AnswerReading(problem=Code.NOT_AN_ANSWER)
_UNKNOWN: Final = AnswerReading(problem=Code.UNKNOWN_ANSWER)
_READINGS: Final[Mapping[Answer, AnswerReading]] = {answer: AnswerReading(answer) for answer in ANSWER_WORDS}
# The words of the drop-down list mean what they say, whatever a table makes of them.
_OURS: Final[Mapping[str, Answer]] = {folded_word(word): answer for answer, word in ANSWER_WORDS.items()}
_folded: Final = lru_cache(_KEPT)(folded_word)


def read_answer(written: str, words: AnswerWords) -> AnswerReading:
    """Read the word or sign in an answer cell."""
    answer = _OURS.get(written) or words.answers.get(written)
    if answer:
        return _READINGS[answer]
    bare = written.strip()
    if not bare:
        return _BLANK
    word = _folded(bare[:LONGEST])
    answer = _OURS.get(word) or words.answers.get(word)
    if answer and len(bare) <= LONGEST:
        return _READINGS[answer]
    return _POINTS_ELSEWHERE if word.startswith(words.put_off) else _UNKNOWN


FIRST_YEAR: Final = 1989
LAST_YEAR: Final = 2100
# The year before the first of each era; 元 is its first.
_ERAS: Final[Mapping[str, int]] = {"令和": 2018, "令": 2018, "r": 2018, "平成": 1988, "平": 1988, "h": 1988}
_ERA: Final = r"(?P<era>令和|平成|令|平|r|h)(?P<count>\d{1,2}|元)"
_YEAR: Final = rf"(?:(?P<year>\d{{4}})|{_ERA})"
# Possessive, so that a text made for it cannot be tried in ever more ways.
_AFTER: Final = (
    r"(?:\(?(?:初旬|上旬|中旬|下旬|初め|初|末日|末|頃|ごろ|中|内|までに|まで|付け?"
    r"|(?:に|の)?(?:対応|実施|完了)?(?:予定|見込み?|目途|目処|めど))\)?)*+"
)
_DATES: Final = tuple(
    re.compile(form)
    for form in (
        rf"{_YEAR}年(?P<month>\d{{1,2}})月(?:(?P<day>\d{{1,2}})日)?{_AFTER}",
        rf"{_YEAR}([-/.])(?P<month>\d{{1,2}})\4(?P<day>\d{{1,2}}){_AFTER}",
        # 2020.1 is also what becomes of 2020.10 where a program takes it for a number.
        rf"(?:(?P<year>\d{{4}})(?:[-/](?P<month>\d{{1,2}})|\.(?P<tenth>\d{{2}}))){_AFTER}",
        rf"{_ERA}[-/.](?P<month>\d{{1,2}}){_AFTER}",
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})",
    )
)
# A blank between two digits parts them, as in 2020/1/12 1:00; every other blank may go.
_BLANKS: Final = re.compile(r"(?<!\d) | (?!\d)")
_TIME: Final = re.compile(r"(?:(?<=\d)[ t]|(?<=[日)曜]))\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$")
_WEEKDAY: Final = re.compile(r"(?:\([月火水木金土日祝・]+(?:曜日?)?\)|[月火水木金土日]曜日?)$")
_AROUND: Final = " .,、。'\"「」[]【】"


def read_date(written: str | date) -> str | None:
    """Read a date as YYYY-MM-DD, or YYYY-MM when only a month is given; None when it is neither."""
    if isinstance(written, str):
        bare = written.strip()
        return _read_date(bare) if len(bare) <= LONGEST else None
    if not FIRST_YEAR <= written.year <= LAST_YEAR:
        return None
    return (written.date() if isinstance(written, datetime) else written).isoformat()


@lru_cache(_KEPT)
def _read_date(written: str) -> str | None:
    folded = _BLANKS.sub("", " ".join(text.folded(written).split())).strip(_AROUND)
    folded = _WEEKDAY.sub("", _TIME.sub("", folded))
    for form in _DATES:
        match = form.fullmatch(folded)
        if match is not None:
            return _date(match.groupdict())
    return None


def _date(parts: Mapping[str, str | None]) -> str | None:
    year, month, day = _year(parts), int(parts.get("month") or parts.get("tenth") or 0), parts.get("day")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        day_read = date(year, month, 1 if day is None else int(day))
    except ValueError:
        return None
    return day_read.isoformat() if day else f"{year:04}-{month:02}"


def _year(parts: Mapping[str, str | None]) -> int:
    """Return the year of the common era, 0 for a year that no era has."""
    if year := parts.get("year"):
        return int(year)
    count = parts.get("count") or ""
    years = 1 if count == "元" else int(count)
    return _ERAS[parts.get("era") or ""] + years if years else 0
