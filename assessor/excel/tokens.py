"""The token of a questionnaire in its three places: hidden sheet, document properties, cover text.

Its parts are percent-encoded, so that any text survives every program and stays one line.
"""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, unquote

from assessor.domain.questionnaire import LAYOUT_VERSION, Token
from assessor.errors import Code, InputError, Place, Problem
from assessor.excel.layout import TOKEN_MARK, TOKEN_NAMES
from assessor.excel.reading.grid import shown_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from assessor.excel.reading.grid import Grid

_ROWS: Final = 200  # the cover and the hidden sheet are far shorter
_LINE: Final = re.compile(TOKEN_MARK + r"\s*v([0-9]{1,9})/(\S+)")
_NUMBER: Final = re.compile(r"[0-9]{1,9}")
_WITH_ID: Final = 2  # the layout since which the id of the round is there
_FIELDS: Final = tuple(name for name in TOKEN_NAMES if name != "layout")


def as_properties(token: Token) -> dict[str, str]:
    """Return the token as names and texts, for the hidden sheet and the document properties."""
    values = asdict(token)
    return {
        name: quote(str(values[field]), safe="", errors="surrogatepass")
        for field, name in TOKEN_NAMES.items()
    }


def as_line(token: Token) -> str:
    """Return the token as the line that the cover shows."""
    parts = as_properties(token)
    return f"{TOKEN_MARK} v{token.layout}/" + "/".join(parts[TOKEN_NAMES[field]] for field in _FIELDS)


def is_line(text: str) -> bool:
    """Tell whether a text is the line of a cover that shows a token."""
    return _LINE.fullmatch(text.strip()) is not None


def candidates(properties: Mapping[str, str], grids: Iterable[Grid]) -> list[dict[str, str]]:
    """Return the fields of every token found; fields may be missing when a program removed them."""
    tokens = [{field: properties[name] for field, name in TOKEN_NAMES.items() if name in properties}]
    for grid in grids:
        pairs: dict[str, str] = {}
        for row in grid.rows[:_ROWS]:
            for column, value in enumerate(row):
                if not isinstance(value, str):
                    continue
                if value in _BY_NAME:
                    pairs[_BY_NAME[value]] = shown_text(row[column + 1]) if column + 1 < len(row) else ""
                elif TOKEN_MARK in value and (line := _LINE.search(value)):
                    tokens.append({"layout": line[1], **dict(zip(_FIELDS, line[2].split("/"), strict=False))})
        tokens.append(pairs)
    return [parts for parts in tokens if _NUMBER.fullmatch(parts.get("layout", ""))]


def agreed(texts: list[dict[str, str]], place: Place) -> Token | None:
    """Return the token of all places, or None when all lost it; raises InputError when they differ."""
    newest = max((int(parts["layout"]) for parts in texts), default=0)
    if newest > LAYOUT_VERSION:
        raise InputError(Problem(Code.NEWER_LAYOUT, place, {"found": newest, "known": LAYOUT_VERSION}))
    tokens = {token for parts in texts if (token := _token(parts)) is not None}
    if len(tokens) > 1:
        lines = sorted(as_line(token).removeprefix(TOKEN_MARK).strip() for token in tokens)
        raise InputError(Problem(Code.TOKENS_DISAGREE, place, {"found": " ≠ ".join(lines)}))
    return next(iter(tokens), None)


_BY_NAME: Final = {name: field for field, name in TOKEN_NAMES.items()}


def _token(parts: Mapping[str, str]) -> Token | None:
    """Return the token of one place, or None when it is incomplete."""
    expected = _FIELDS if int(parts["layout"]) >= _WITH_ID else _FIELDS[:-1]
    if (
        any(field not in parts for field in expected)
        or parts.get("round_id") == ""
        or not _NUMBER.fullmatch(parts["round"])
    ):
        return None
    try:
        texts = {
            field: unquote(parts[field], errors="surrogatepass") for field in expected if field != "round"
        }
    except UnicodeDecodeError:
        return None
    return Token(round=int(parts["round"]), layout=int(parts["layout"]), **texts)
