"""Checking a file's values against its form, and naming every fault with its exact place."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from datetime import date, time
from typing import TYPE_CHECKING, Final, TypeVar, cast, get_args

from pydantic import ValidationError

from assessor.catalog.checking import DUPLICATE, UNKNOWN, nearest
from assessor.catalog.forms import Form
from assessor.errors import Code, Place, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic.fields import FieldInfo
    from pydantic_core import ErrorDetails

    from assessor.catalog.checking import CheckingContext
    from assessor.catalog.reading import Table

F = TypeVar("F", bound=Form)
_CODES: Final = {
    "missing": Code.FIELD_MISSING,
    "extra_forbidden": Code.FIELD_UNKNOWN,
    DUPLICATE: Code.DUPLICATE_ID,
    UNKNOWN: Code.UNKNOWN_REFERENCE,
}
_SHOWN: Final = 60  # characters of what was found
_LIKE_NO_TEXT: Final = re.compile(r"\s*|[-+]?[\d.]+|true|false")


def check(form: type[F], table: Table, scope: CheckingContext) -> F | tuple[Problem, ...]:
    """Return the filled form, or every fault of the file."""
    try:
        return form.model_validate(table, context=scope)
    except ValidationError as error:
        return tuple(_problems(form, table, scope.file, error.errors(include_url=False)))


def shown(value: object) -> str:
    """Return a value as a short text in one line; a text that looks like another type is quoted."""
    is_plain = (
        _LIKE_NO_TEXT.fullmatch(value) is None if isinstance(value, str) else isinstance(value, date | time)
    )
    line = " ".join((str(value) if is_plain else json.dumps(value, ensure_ascii=False, default=str)).split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


@dataclass(frozen=True)
class _Spot:
    """Where a fault is: the form that asks for the key, its table and entry (from 1) if any, and the key."""

    form: type[Form]
    table: str
    entry: int
    key: str

    @property
    def id_key(self) -> str:
        """The key that names an entry of this form."""
        return "id" if "id" in _fields(self.form) else "key"

    @property
    def leaves_no_id(self) -> bool:
        """Whether a wrong value here means that the entry cannot be named by its id."""
        return self.key in (self.id_key, self.table)

    @property
    def expected(self) -> str:
        """The description of the key in the form."""
        return _fields(self.form)[self.key].description or ""

    @property
    def field(self) -> str:
        """The key as a problem's place shows it."""
        return self.key if self.entry or not self.table else f"{self.table}.{self.key}"

    def label(self, table: Table, nameless: set[tuple[str, int]]) -> str:
        """Return the entry's id, or its number when the id is unusable."""
        if not self.entry:
            return ""
        if (self.table, self.entry) in nameless:
            return f"#{self.entry}" if self.table == "items" else f"{self.table} #{self.entry}"
        entries = cast("list[Table]", table[self.table])
        return str(entries[self.entry - 1][self.id_key])


def _spot(form: type[Form], place: tuple[str | int, ...]) -> _Spot:
    key, *rest = place
    inner = _form_of(_fields(form).get(str(key)))
    if inner is None or not rest:
        return _Spot(form, "", 0, str(key))
    if isinstance(rest[0], str):  # a single table, such as [notice]
        return _Spot(inner, str(key), 0, rest[0])
    if len(rest) == 1:  # the entry is not even a table
        return _Spot(form, str(key), rest[0] + 1, str(key))
    return _Spot(inner, str(key), rest[0] + 1, str(rest[1]))


def _fields(form: type[Form]) -> dict[str, FieldInfo]:
    return {info.alias or name: info for name, info in form.model_fields.items()}


def _form_of(info: FieldInfo | None) -> type[Form] | None:
    """Return the form of the table or tables that a key holds, if it holds any."""
    if info is None:
        return None
    kind = (*get_args(info.annotation), info.annotation)[0]
    return kind if isinstance(kind, type) and issubclass(kind, Form) else None


def _problems(form: type[Form], table: Table, file: str, errors: list[ErrorDetails]) -> Iterator[Problem]:
    spots = [(_spot(form, error["loc"]), error) for error in errors]
    missing = {spot for spot, error in spots if error["type"] == "missing"}
    unknown = {spot for spot, error in spots if error["type"] == "extra_forbidden"}
    nameless = {(s.table, s.entry) for s, error in spots if s.leaves_no_id and error["type"] != DUPLICATE}
    meant = {spot: _meant(spot, missing) for spot in unknown}
    # A misspelt key is one fault, not also the lack of the key that was meant.
    misspelt = {replace(spot, key=key) for spot, key in meant.items()}
    for spot, error in spots:
        if spot in missing & misspelt:
            continue
        yield Problem(
            _CODES.get(error["type"], Code.FIELD_INVALID),
            Place(file=file, item=spot.label(table, nameless), field=spot.field),
            _values(spot, error, meant.get(spot)),
        )


def _values(spot: _Spot, error: ErrorDetails, meant: str | None) -> dict[str, object]:
    if error["type"] == "missing":
        return {"expected": spot.expected, "found": ""}
    value = shown(error["input"])
    if meant is not None:
        allowed = ", ".join(_fields(spot.form))
        return {"expected": allowed, "found": value, "nearest": meant or allowed}
    context = error["ctx"] if error["type"] in (DUPLICATE, UNKNOWN) else {}
    hint = f": {context['nearest']}?" if context.get("nearest") else ""
    return {"expected": spot.expected + hint, "found": value, **context}


def _meant(spot: _Spot, missing: set[_Spot]) -> str:
    """Return the key most similar to a misspelt one: a missing key, else any."""
    lacking = [each.key for each in missing if replace(each, key=spot.key) == spot]
    return nearest(spot.key, lacking) or nearest(spot.key, _fields(spot.form))
