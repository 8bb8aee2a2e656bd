"""The valid rows of a record's table: types of columns, allowed words, and dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property
from typing import TYPE_CHECKING, Final

from assessor.domain.records import RecordKind, Value, defaults, key_types
from assessor.storage.tables import enumeration

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from enum import Enum

# Only dates written by this application; due dates and those of answers are free text.
_MOMENTS: Final = frozenset(
    {
        (RecordKind.CASE, "created_at"),
        (RecordKind.REVIEW, "reviewed_at"),
        (RecordKind.ROUND, "exported_at"),
        (RecordKind.ROUND, "returned_at"),
        (RecordKind.RETURN, "received_at"),
        (RecordKind.RESPONSE, "received_at"),
        (RecordKind.INQUIRY, "asked_at"),
        (RecordKind.EVIDENCE, "attached_at"),
        (RecordKind.SIGNOFF, "signed_at"),
    }
)
_MONTHS: Final = frozenset({(RecordKind.REVIEW, "due")})
_FIRST: Final = "-01"  # completes a month to a date


@dataclass(frozen=True)
class Dates:
    """The valid texts of a date: empty, or a date after adding the missing parts."""

    rest: str

    def __contains__(self, text: object) -> bool:
        """Tell whether a text is valid."""
        try:
            return not text or bool(datetime.fromisoformat(f"{text}{self.rest}"))
        except ValueError:
            return False


@dataclass(frozen=True)
class RowForm:
    """The form of the rows of one kind of record."""

    names: tuple[str, ...]
    types: tuple[type, ...]
    words: tuple[tuple[str, Mapping[Value, Enum]], ...]
    dates: tuple[tuple[str, str], ...]  # columns, and the text that completes their dates

    def read(self, row: Sequence[Value]) -> dict[str, Value | Enum] | None:
        """Return the fields of a record, or None for an invalid row."""
        if tuple(map(type, row)) != self.types:
            return None
        values: dict[str, Value | Enum] = dict(zip(self.names, row, strict=True))
        try:
            for name, words in self.words:
                values[name] = words[values[name]]  # type: ignore[index]  # of the type that was looked at
            for name, rest in self.dates:
                if text := values[name]:
                    datetime.fromisoformat(text + rest)  # type: ignore[operator,arg-type]  # same
        except (KeyError, ValueError):
            return None
        return values

    def misfit(self, row: Sequence[Value]) -> str:
        """Return the first column with an invalid value, or an empty text."""
        words = dict(self.words)
        for name, kept, value in zip(self.names, self.types, row, strict=True):
            if type(value) is not kept or (name in words and value not in words[name]):
                return name
            if name in self.texts and value not in self.texts[name]:
                return name
        return ""

    @cached_property
    def texts(self) -> Mapping[str, Dates]:
        """The columns of dates with their valid texts."""
        return {name: Dates(rest) for name, rest in self.dates}


@cache
def row_form(kind: RecordKind) -> RowForm:
    """Return the form of the rows of a kind of record: the parts of its key, then its fields."""
    fields = defaults(kind)
    names = (*key_types(kind), *fields)
    enumerations = ((name, enumeration(kind, name)) for name in names)
    return RowForm(
        names=names,
        types=(
            *key_types(kind).values(),
            *(int if isinstance(value, int) else str for value in fields.values()),
        ),
        words=tuple((n, {word.value: word for word in words}) for n, words in enumerations if words),
        dates=tuple(
            (name, _FIRST if (kind, name) in _MONTHS else "")
            for name in names
            if (kind, name) in _MOMENTS | _MONTHS
        ),
    )
