"""A number as a cell shows it: 0.95 as 95%, 7 as 007, 1000 as ¥1,000."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# The codes that stand for a number in a file, as Excel in Japanese shows them (ECMA-376 18.8.30).
_BUILT_IN: Final[Mapping[str, str]] = {
    "0": "General",
    "1": "0",
    "2": "0.00",
    "3": "#,##0",
    "4": "#,##0.00",
    "9": "0%",
    "10": "0.00%",
    "5": '"¥"#,##0;"¥"-#,##0',
    "6": '"¥"#,##0;"¥"-#,##0',
    "7": '"¥"#,##0.00;"¥"-#,##0.00',
    "8": '"¥"#,##0.00;"¥"-#,##0.00',
    "12": "# ?/?",
    "13": "# ??/??",
    "37": "#,##0;-#,##0",
    "38": "#,##0;-#,##0",
    "39": "#,##0.00;-#,##0.00",
    "40": "#,##0.00;-#,##0.00",
    "49": "@",
}
_TOKEN: Final = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_(?P<room>.)|\*(?P<fill>.)'
    r"|\[\$(?P<currency>[^\]-]*)(?:-[^\]]*)?\]|\[(?P<bracket>[^\]]*)\]"
    r"|(?P<general>General)|(?P<digits>[0#?][0#?,]*)|(?P<sign>[.%/@;])|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_COLOURS: Final = re.compile(r"(?:black|blue|cyan|green|magenta|red|white|yellow|color\s?\d+)", re.IGNORECASE)
_DATES: Final = frozenset("ymdhsgeb")  # letters that stand for a part of a date, or for an exponent
_LARGEST: Final = 1e15  # beyond it programs lose digits
_PLACES: Final = 30


class _Part(NamedTuple):
    kind: str
    text: str


def as_shown(value: float, code: str) -> str | None:
    """Return a number as a format code shows it, or None for a code that is not supported.

    A code of digits alone that is the number of a built-in format is taken as that: `9` is a percentage.
    """
    if abs(value) >= _LARGEST or value != value:  # noqa: PLR0124 - not a number
        return None
    sections = _sections(_BUILT_IN.get(code, code))
    if sections is None:
        return None
    return _of_section(value, sections)


def custom(code: str) -> str:
    """Return the code of a custom format so that digits alone are not taken for a built-in number."""
    return f"{code};-{code}" if code in _BUILT_IN else code


def _of_section(value: float, sections: tuple[tuple[_Part, ...], ...]) -> str | None:
    if value < 0 and len(sections) > 1:
        return _written(-value, sections[1])
    if value == 0 and len(sections) > 2:
        return _written(value, sections[2])
    shown = _written(abs(value), sections[0])
    return f"-{shown}" if shown is not None and value < 0 and shown.strip("0.,%") else shown


@lru_cache(256)
def _sections(code: str) -> tuple[tuple[_Part, ...], ...] | None:
    """Return the sections of a code as parts, or None when a part is of an unsupported kind."""
    sections: list[list[_Part]] = [[]]
    for match in _TOKEN.finditer(code or "General"):
        kind, text = match.lastgroup or "", match[match.lastgroup or 0] or ""
        if kind == "sign" and text == ";":
            sections.append([])
        elif kind == "bracket":
            if not _COLOURS.fullmatch(text):
                return None  # a condition, or hours beyond a day
        elif kind == "room":
            sections[-1].append(_Part("text", " "))
        elif kind == "other" and text.lower() in _DATES:
            return None
        elif kind in {"quoted", "escaped", "currency", "other"}:
            sections[-1].append(_Part("text", text))
        elif kind != "fill":
            sections[-1].append(_Part(kind, text))
    return tuple(tuple(one) for one in sections)


def _written(value: float, parts: tuple[_Part, ...]) -> str | None:
    """Return a number of zero or more as one section shows it."""
    kinds = [part.kind for part in parts]
    signs = [part.text for part in parts if part.kind == "sign"]
    if "general" in kinds or "@" in signs:
        shown = format(value, ".11g")
        if "e" in shown:
            return None
        return "".join(
            shown if part.kind == "general" or part.text == "@" else part.text for part in parts
        ).strip()
    if "digits" not in kinds:
        return "".join(part.text for part in parts if part.kind == "text").strip()
    return _as_fraction(value, parts) if "/" in signs else _as_decimal(value, parts)


def _as_decimal(value: float, parts: tuple[_Part, ...]) -> str | None:
    signs = [part.text for part in parts if part.kind == "sign"]
    number = Decimal(repr(float(value))) * 100 ** signs.count("%")
    point = next((n for n, part in enumerate(parts) if part == ("sign", ".")), len(parts))
    whole = "".join(part.text for part in parts[:point] if part.kind == "digits")
    places = "".join(part.text for part in parts[point:] if part.kind == "digits")
    if len(whole) + len(places) > _PLACES:
        return None
    scale = len(whole) - len(whole.rstrip(","))  # each comma at the end divides by a thousand
    try:
        number = (number / 1000**scale).quantize(Decimal(1).scaleb(-len(places)), ROUND_HALF_UP)
    except InvalidOperation:
        return None
    before, _, after = format(number, "f").partition(".")
    several = [part.text.rstrip(",") for part in parts[:point] if part.kind == "digits"]
    return _put_together(
        parts, point, _split(_whole(before, whole.rstrip(",")), several), _places(after, places)
    )


def _split(digits: str, several: Sequence[str]) -> list[str]:
    """Split the digits before the point into the groups of the code: 123-4567 by 000-0000."""
    groups = []
    for wanted in reversed(several[1:]):
        length = min(len(wanted), len(digits))
        groups.append(digits[len(digits) - length :])
        digits = digits[: len(digits) - length]
    return [digits, *reversed(groups)]


def _put_together(parts: tuple[_Part, ...], point: int, whole: Sequence[str], places: str) -> str:
    """Join the digits with the literal texts around and between them."""
    texts, groups = [], iter(whole)
    for number, part in enumerate(parts):
        if part.kind == "text" or part.text == "%":
            texts.append(part.text)
        elif part.kind == "digits" and number < point:
            texts.append(next(groups, ""))
        elif number == point:
            texts.append(next(groups, "") + (f".{places}" if places else ""))
    return "".join(texts).strip()


def _whole(digits: str, wanted: str) -> str:
    digits = digits.lstrip("0").rjust(wanted.replace(",", "").count("0"), "0")
    if "," in wanted and digits:
        head = len(digits) % 3
        groups = [digits[:head]] if head else []
        groups += [digits[at : at + 3] for at in range(head, len(digits), 3)]
        return ",".join(groups)
    return digits


def _places(digits: str, wanted: str) -> str:
    while digits.endswith("0") and len(digits) > len(wanted.rstrip("#?")):
        digits = digits[:-1]
    return digits


def _as_fraction(value: float, parts: tuple[_Part, ...]) -> str | None:
    digits = [part.text for part in parts if part.kind == "digits"]
    if len(digits) not in {2, 3} or digits[-1].strip("#?"):
        return None
    fraction = Fraction(value).limit_denominator(10 ** len(digits[-1]) - 1)
    whole, rest = divmod(fraction, 1) if len(digits) == 3 else (0, fraction)
    shown = f"{rest.numerator}/{rest.denominator}" if rest else ""
    return " ".join(part for part in (str(whole) if whole or not shown else "", shown) if part)
