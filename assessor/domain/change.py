"""Change and ChangeSet: the only form of changes to a case."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from operator import itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from assessor.domain.facts import NO_FACTS, Facts
from assessor.domain.records import RecordKind, Value, defaults, defaults_of
from assessor.domain.vocabulary import Action, Way

if TYPE_CHECKING:
    from assessor.domain.records import Record

_PLACE: Final = itemgetter(0, 1)  # of a change: its record and key


@dataclass(frozen=True)
class Actor:
    """Who acts, and on which machine."""

    reviewer: str
    machine: str


class Change(NamedTuple):  # created by the ten thousand
    """One field of one record: before and after."""

    record: RecordKind
    key: str
    field: str
    before: Value
    after: Value

    def inverted(self) -> Change:
        """Return the change that undoes this one."""
        return Change(self.record, self.key, self.field, self.after, self.before)


@dataclass(frozen=True)
class ChangeSet:
    """One user action: its kind, its facts, and every field it changes.

    The facts say what it was about and did. `detail` is a text by a user, and all that older entries have.
    """

    action: Action
    detail: str
    changes: tuple[Change, ...]
    way: Way = Way.DO
    facts: Facts = NO_FACTS

    def inverted(self) -> ChangeSet:
        """Return the set that undoes this one, with its changes in reverse order."""
        way = Way.REDO if self.way is Way.UNDO else Way.UNDO
        return replace(self, way=way, changes=tuple(c.inverted() for c in reversed(self.changes)))

    @property
    def touched(self) -> frozenset[tuple[RecordKind, str]]:
        """The records this set alters."""
        return frozenset(map(_PLACE, self.changes))


def _plain(value: Value) -> Value:
    return value.value if isinstance(value, Enum) else value


def between(before: Record, after: Record) -> tuple[Change, ...]:
    """Return the field changes from one state of a record to another."""
    if before.KIND != after.KIND or before.key != after.key:
        raise ValueError(f"{before.KIND} {before.key} is not {after.KIND} {after.key}")
    key = after.key
    return tuple(
        Change(after.KIND, key, name, _plain(getattr(before, name)), _plain(getattr(after, name)))
        for name in defaults(after.KIND)
        if getattr(before, name) != getattr(after, name)
    )


def creation(record: Record) -> tuple[Change, ...]:
    """Return the changes that create a record."""
    key = record.key
    return tuple(
        Change(record.KIND, key, name, _plain(default), _plain(getattr(record, name)))
        for name, default in defaults_of(record).items()
        if getattr(record, name) != default
    )


def removal(record: Record) -> tuple[Change, ...]:
    """Return the changes that remove a record: every field back to its default."""
    return tuple(change.inverted() for change in creation(record))
