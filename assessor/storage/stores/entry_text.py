"""Converting journal entries between values and the texts of their columns.

Only this module knows the older form: by rule 1 purged contents and changes of the passphrase are in the
detail, and an inquiry has the number of its round, 0 for none.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from assessor.domain.change import Change, ChangeSet
from assessor.domain.facts import Facts, ProtectionChange, PurgedThing, RemovedKind
from assessor.domain.naming import BilingualName
from assessor.domain.purging import purged_in
from assessor.domain.records import RecordKind
from assessor.domain.vocabulary import Action, Stage, Way
from assessor.storage.stores.chain import OLD_RULE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from assessor.storage.stores.chain import EntryColumns

# Changes are tuples, so they are kept as lists; circular references are impossible.
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))
NO_CHANGES: Final = "[]"
_NO_FACTS: Final = "{}"
_PROTECTION: Final = {
    "設定": ProtectionChange.GIVEN,
    "変更": ProtectionChange.CHANGED,
    "解除": ProtectionChange.TAKEN,
}


def changes_text(change_set: ChangeSet) -> str:
    """Return the changes of a set as text for their column."""
    return _ENCODER.encode(change_set.changes) if change_set.changes else NO_CHANGES


def facts_text(facts: Facts) -> str:
    """Return the non-empty facts as text for their column."""
    values = {name: write(value) for name, write in _WRITE.items() if (value := getattr(facts, name))}
    return _ENCODER.encode(values) if values else _NO_FACTS


def change_set_of(entry_columns: EntryColumns) -> ChangeSet:
    """Return the change set of an entry.

    Raises ValueError, TypeError, KeyError, AttributeError or RecursionError for entries that no version of
    ours wrote.
    """
    return ChangeSet(
        Action(entry_columns.action),
        entry_columns.detail,
        changes_of(entry_columns),
        Way(entry_columns.way),
        facts_of(entry_columns),
    )


def changes_of(entry_columns: EntryColumns) -> tuple[Change, ...]:
    """Return the changes of an entry; raises as `change_set_of`."""
    listed = json.loads(entry_columns.changes)
    if entry_columns.rule == OLD_RULE:
        return tuple(_old_change(Change(RecordKind(record), *rest)) for record, *rest in listed)
    return tuple(Change(RecordKind(record), *rest) for record, *rest in listed)


def facts_of(entry_columns: EntryColumns) -> Facts:
    """Return the facts of an entry; raises as `change_set_of`."""
    if entry_columns.rule == OLD_RULE:
        if entry_columns.action == Action.PURGE.value:
            return Facts(purged=purged_in(entry_columns.detail))
        if entry_columns.action == Action.PROTECT.value:
            return Facts(protection=_PROTECTION.get(entry_columns.detail))
        return Facts()
    if entry_columns.facts == _NO_FACTS:
        return Facts()
    listed = json.loads(entry_columns.facts)
    return Facts(**{name: _READ[name](value) for name, value in listed.items()})


def _old_change(change: Change) -> Change:
    """Return a change of an old entry with present values."""
    if change.record is RecordKind.INQUIRY and change.field == "round":
        return change._replace(before=_round_id(change.before), after=_round_id(change.after))
    return change


def _round_id(number: object) -> str:
    if type(number) is not int:
        raise ValueError(number)
    return str(number) if number else ""


def _same(value: object) -> object:
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _count(value: object) -> int:
    if type(value) is not int or value < 0:
        raise TypeError(value)
    return value


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError(value)
    return value


def _purged(listed: object) -> tuple[PurgedThing, ...]:
    return tuple(
        PurgedThing(_text(one["sha256"]), _text(one["name"]), _count(one["size"]), RemovedKind(one["kind"]))
        for one in _list(listed)
    )


_WRITE: Final[Mapping[str, Callable[[Any], object]]] = {
    "names": lambda names: [[one.name, one.name_en] for one in names],
    "more": _same,
    "items": list,
    "more_items": _same,
    "file": _same,
    "stage": _same,
    "reason": _same,
    "purged": lambda things: [
        {"sha256": one.sha256, "name": one.name, "size": one.size, "kind": one.kind} for one in things
    ],
    "protection": _same,
}
_READ: Final[Mapping[str, Callable[[Any], Any]]] = {
    "names": lambda names: tuple(
        BilingualName(_text(name), _text(name_en)) for name, name_en in _list(names)
    ),
    "more": _count,
    "items": lambda items: tuple(map(_text, _list(items))),
    "more_items": _count,
    "file": _text,
    "stage": Stage,
    "reason": _text,
    "purged": _purged,
    "protection": ProtectionChange,
}
