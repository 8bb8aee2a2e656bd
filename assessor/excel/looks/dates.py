"""A date as a cell shows it: 44166 as 2020/12/1, 令和2年12月1日 or 12月1日."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

# The numbers of built-in formats as Excel in Japanese shows them (ECMA-376 18.8.30).
_BUILT_IN: Final[Mapping[str, str]] = {
    "14": "yyyy/m/d",
    "15": "d-mmm-yy",
    "16": "d-mmm",
    "17": "mmm-yy",
    "18": "h:mm AM/PM",
    "19": "h:mm:ss AM/PM",
    "20": "h:mm",
    "21": "h:mm:ss",
    "22": "yyyy/m/d h:mm",
    "27": "ge.m.d",
    "28": 'ggge"年"m"月"d"日"',
    "29": 'ggge"年"m"月"d"日"',
    "30": "m/d/yy",
    "31": 'yyyy"年"m"月"d"日"',
    "32": 'h"時"mm"分"',
    "33": 'h"時"mm"分"ss"秒"',
    "34": 'yyyy"年"m"月"',
    "35": 'm"月"d"日"',
    "36": "ge.m.d",
    "45": "mm:ss",
    "46": "[h]:mm:ss",
    "47": "mm:ss",
    "50": "ge.m.d",
    "51": 'ggge"年"m"月"d"日"',
    "52": 'yyyy"年"m"月"',
    "53": 'm"月"d"日"',
    "54": 'ggge"年"m"月"d"日"',
    "55": 'yyyy"年"m"月"',
    "56": 'm"月"d"日"',
    "57": "ge.m.d",
    "58": 'ggge"年"m"月"d"日"',
}
_PART: Final = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|(?P<half>AM/PM|A/P|上午/下午)|\[(?P<span>h+|m+|s+)\]'
    r"|(?P<bracket>\[[^\]]*\])|_(?P<room>.)|\*(?P<fill>.)|(?P<fraction>\.0+)"
    r"|(?P<code>y+|m+|d+|h+|s+|g+|e+|a{3,4})|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_ERAS: Final = (
    (date(2019, 5, 1), "R", "令", "令和"),
    (date(1989, 1, 8), "H", "平", "平成"),
    (date(1926, 12, 25), "S", "昭", "昭和"),
    (date(1912, 7, 30), "T", "大", "大正"),
    (date(1868, 1, 25), "M", "明", "明治"),
)
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEK: Final = "月火水木金土日"
_LAST_DAY: Final = 2_958_466  # 10000-01-01


def date_as_shown(value: float, code: str, *, since_1904: bool = False) -> str | None:
    """Return a number as a format of dates shows it; None when the format is none, or has no such date."""
    section = _BUILT_IN.get(code, code).split(";")[0]
    parts = [(one.lastgroup or "", one[one.lastgroup or 0] or "") for one in _PART.finditer(section)]
    if not any(kind in {"code", "span"} for kind, _ in parts) or "General" in section:
        return None
    if not 0 <= value < _LAST_DAY:
        return None
    # The calendar of Excel has a 29 February 1900, which moves all days before it.
    start = date(1904, 1, 1) if since_1904 else date(1899, 12, 30 if value >= 60 else 31)
    moment = datetime.combine(start, time()) + timedelta(seconds=round(value * 86_400))
    halves = any(kind == "half" for kind, _ in parts)
    texts = []
    for at, (kind, text) in enumerate(parts):
        if kind == "code":
            texts.append(_part(text.lower(), moment, is_minute=_is_minute(parts, at), halves=halves))
        elif kind == "span":
            seconds = round(value * 86_400)
            unit = {"h": 3600, "m": 60, "s": 1}[text[0].lower()]
            texts.append(str(seconds // unit).rjust(len(text), "0"))
        elif kind == "half":
            texts.append("AM" if moment.hour < 12 else "PM")
        elif kind in {"quoted", "escaped", "other"}:
            texts.append("" if text == "@" else text)
        elif kind == "room":
            texts.append(" ")
    return "".join(texts).strip()


def _is_minute(parts: list[tuple[str, str]], at: int) -> bool:
    """Tell whether m means minutes: behind hours, or before seconds."""
    if parts[at][1].lower() not in {"m", "mm"}:
        return False
    codes = [(n, text.lower()) for n, (kind, text) in enumerate(parts) if kind in {"code", "span"}]
    before = [text for n, text in codes if n < at]
    after = [text for n, text in codes if n > at]
    return (bool(before) and before[-1][0] == "h") or (bool(after) and after[0][0] == "s")


def _part(code: str, moment: datetime, *, is_minute: bool, halves: bool) -> str:
    """Return one part of a date or a time."""
    letter, length = code[0], len(code)
    if letter == "m" and not is_minute and length >= 3:
        return _MONTHS[moment.month - 1][: {3: 3, 5: 1}.get(length)]
    if letter == "a":
        return _WEEK[moment.weekday()] + ("曜日" if length == 4 else "")
    if letter == "d" and length >= 3:
        return _DAYS[moment.weekday()][: 3 if length == 3 else None]
    if letter in "ge":
        return _of_era(letter, length, moment.date())
    hour = (moment.hour % 12 or 12) if halves else moment.hour
    number = {
        "y": moment.year if length > 2 else moment.year % 100,
        "m": moment.minute if is_minute else moment.month,
        "d": moment.day,
        "h": hour,
        "s": moment.second,
    }[letter]
    return str(number).rjust(4 if letter == "y" and length > 2 else min(length, 2), "0")


def _of_era(letter: str, length: int, day: date) -> str:
    start, *names = next((era for era in _ERAS if day >= era[0]), (date(1, 1, 1), "", "", ""))
    if letter == "g":
        return str(names[min(length, 3) - 1])
    return str(day.year - start.year + 1).rjust(min(length, 2), "0")
