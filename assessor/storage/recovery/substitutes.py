"""Replacing lost frozen texts, so that the recovered case can be opened."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from assessor.domain.checklist import Checklist, with_extended
from assessor.domain.records import RecordKind
from assessor.domain.spare_lists import rebuilt
from assessor.storage.stores.records import plain_defaults

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from assessor.domain.records import Value
    from assessor.domain.spare_lists import LibraryLists
    from assessor.storage.recovery.rescue import Rescue, State

_OF_ITEMS: Final = (RecordKind.REVIEW, RecordKind.RESPONSE, RecordKind.INQUIRY, RecordKind.EVIDENCE)


class Substitutes:
    """Replaces the missing texts to which records refer.

    It changes the given records and texts in place.
    """

    def __init__(self, state: State, texts: dict[str, str], spares: LibraryLists, rescue: Rescue) -> None:
        self.lost: dict[str, str] = {}  # hashes with the kind of text
        self.changed = False  # whether wordings or the applicability of items may differ from before
        self._state = state
        self._texts = texts
        self._spares = spares
        self._rescue = rescue

    def put_in(self, title: str) -> None:
        """Replace all missing texts; `title` is one for a case that lost its record."""
        self._rules(title)
        self._checklists()
        self._rounds()

    def _rules(self, title: str) -> None:
        kind, rules = RecordKind.CASE, self._spares.rules
        values = self._state[kind].get(())
        if values is None and any(self._state.values()):
            self._rescue.lose(kind.value, kind.value)
            now = datetime.now(UTC).isoformat(timespec="seconds")
            values = list(
                {**plain_defaults(kind), "id": uuid4().hex, "title": title, "created_at": now}.values()
            )
        elif values is None or not (name := str(_of(kind, values, "rules"))) or name in self._texts:
            return
        else:
            self.lost[name] = f"→ {rules.version}"
        self._state[kind][()] = _with(kind, values, "rules", self._take(rules.to_json()))
        self.changed = True

    def _checklists(self) -> None:
        records = self._state[RecordKind.CHECKLIST]
        hashes = {
            str(parts[0]): str(_of(RecordKind.CHECKLIST, values, "sha256"))
            for parts, values in records.items()
        }
        known = {
            key: checklist
            for key, name in hashes.items()
            if name in self._texts and (checklist := _parsed(self._texts[name])) is not None
        }
        wanted = {
            str(_of(RecordKind.SUBJECT, values, "checklist"))
            for values in self._state[RecordKind.SUBJECT].values()
        }
        wanted.update(extended for one in known.values() for extended in one.extends)
        lost = {key for key, name in hashes.items() if name and name not in self._texts}
        for key in sorted(lost | (wanted - set(hashes))):
            if key in self._spares.checklists:
                for one in with_extended(self._spares.checklists, [key]):
                    if one.id == key or (one.id,) not in records:
                        self._put(one)
            else:
                self._put(self._rebuilt(key, known))

    def _put(self, one: Checklist) -> None:
        records, key = self._state[RecordKind.CHECKLIST], (one.id,)
        before = [str(value) for value in records.get(key, [])]
        if before and before[-1]:
            title, version, name = before
            self.lost[name] = f"{title} {version} → {one.version}"
        else:
            self._rescue.lose(RecordKind.CHECKLIST.value, one.id, f"→ {one.title} {one.version}")
        records[key] = [one.title, one.version, self._take(one.to_json())]
        self.changed = True

    def _rebuilt(self, key: str, known: Mapping[str, Checklist]) -> Checklist:
        """Return a list of the items that records name and that are in no other list."""
        title, version, _ = map(str, self._state[RecordKind.CHECKLIST].get((key,), [key, "", ""]))
        above = {other for other in known if key in _reached(known, other)}
        own = self._items_of_subjects({key})
        extends = sorted(
            other for other in set(known) - above if own.intersection(item.id for item in known[other].items)
        )
        others = {*above, *(each for other in extends for each in _reached(known, other))} & set(known)
        there = {item.id for other in others for item in known[other].items}
        return rebuilt(key, title, version, extends, sorted(self._items_of_subjects({key, *above}) - there))

    def _items_of_subjects(self, lists: Collection[str]) -> set[str]:
        """Return the items that records of subjects with these lists name."""
        kind, rounds = RecordKind.SUBJECT, RecordKind.ROUND
        subjects = {
            parts[0] for parts, values in self._state[kind].items() if _of(kind, values, "checklist") in lists
        }
        items = {
            str(parts[1]) for of_item in _OF_ITEMS for parts in self._state[of_item] if parts[0] in subjects
        }
        for parts, values in self._state[rounds].items():
            if parts[0] in subjects:
                items.update(str(_of(rounds, values, "items")).split())
        return items

    def _rounds(self) -> None:
        """Remove the reference to a lost questionnaire from rounds, as in rounds of old versions."""
        kind = RecordKind.ROUND
        for parts, values in list(self._state[kind].items()):
            name = str(_of(kind, values, "sent"))
            if name and name not in self._texts:
                self.lost[name] = "/".join(map(str, parts))
                self._state[kind][parts] = _with(kind, values, "sent", "")

    def _take(self, body: str) -> str:
        name = sha256(body.encode()).hexdigest()
        self._texts[name] = body
        return name


def _of(kind: RecordKind, values: list[Value], field: str) -> Value:
    return values[list(plain_defaults(kind)).index(field)]


def _with(kind: RecordKind, values: list[Value], field: str, value: Value) -> list[Value]:
    return list({**dict(zip(plain_defaults(kind), values, strict=True)), field: value}.values())


def _parsed(text: str) -> Checklist | None:
    """Return a frozen list, or None for a text that matches its hash but is no list."""
    try:
        return Checklist.from_json(text)
    except (ValueError, KeyError, TypeError):
        return None


def _reached(known: Mapping[str, Checklist], start: str) -> set[str]:
    """Return a list with those that it extends, as far as they are known."""
    reached, pending = {start}, [start]
    while pending:
        one = known.get(pending.pop())
        fresh = set(one.extends if one else ()) - reached
        reached |= fresh
        pending += fresh
    return reached
