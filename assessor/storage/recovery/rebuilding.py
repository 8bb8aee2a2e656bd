"""Building a new case from the rescued parts of a damaged one, in one transaction."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assessor.domain.change import Change, ChangeSet
from assessor.domain.facts import Facts, PurgedThing, RemovedKind
from assessor.domain.records import KINDS, RecordKind, key_types
from assessor.domain.signing import locked_by
from assessor.domain.vocabulary import Action
from assessor.storage.recovery.rescue import Rescue
from assessor.storage.recovery.substitutes import Substitutes
from assessor.storage.stores.records import plain_defaults
from assessor.storage.tables import RECORDS, metadata
from assessor.storage.verification.replay import key_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from assessor.domain.change import Actor
    from assessor.domain.spare_lists import LibraryLists
    from assessor.storage.recovery.rescue import Loss, State
    from assessor.storage.recovery.salvage import Salvage
    from assessor.storage.unit_of_work import UnitOfWork

_NAMES: Final = {RecordKind.EVIDENCE: ("sha256", "name"), RecordKind.RETURN: ("sha256", "file")}


@dataclass(frozen=True)
class RecoveredCounts:
    """The numbers of recovered things, and the losses."""

    entries: int  # unchanged journal entries
    records: int
    documents: int
    contents: int
    lost: tuple[Loss, ...]


class Rebuilding:
    """One recovery, in one transaction of the new case."""

    def __init__(self, salvage: Salvage, work: UnitOfWork, spares: LibraryLists) -> None:
        self._work = work
        self._rescue = Rescue(salvage, work)
        self._spares = spares

    def run(self, actor: Actor, file: str, title: str) -> RecoveredCounts:
        """Recover everything; `file` is the name of the damaged case, `title` one for a case without."""
        rescue = self._rescue
        rescue.journal()
        before = deepcopy(rescue.journal_state)
        after = rescue.records()
        texts = rescue.texts(self._spares.texts())
        instead = Substitutes(after, texts, self._spares, rescue)
        instead.put_in(title)
        self._write(before)
        gone = self._prune(after, texts, None)
        named = rescue.named | _named_in(after)
        kept = rescue.contents(named)
        gone |= self._prune(after, texts, kept)
        documents = rescue.documents(after, texts, instead.lost)
        self._unsign(before, after, everything=instead.changed)
        changes = _between(before, after)
        self._work.apply(ChangeSet(Action.CREATE, "", changes, facts=Facts(file=file)), actor)
        known = {**_named_sizes(before), **gone}
        for sha256 in sorted(named - kept - rescue.purged):
            name, size = known.get(sha256, ("", 0))
            self._purge(PurgedThing(sha256, name, size), actor)
            rescue.lose("content", sha256, name)
        for sha256 in sorted(rescue.gone):
            damage = instead.lost.get(sha256, "")
            self._purge(PurgedThing(sha256, damage, kind=RemovedKind.DOCUMENT), actor)
        records = sum(len(of_kind) for of_kind in after.values())
        return RecoveredCounts(rescue.entries, records, documents, len(kept), tuple(rescue.lost))

    def _purge(self, gone: PurgedThing, actor: Actor) -> None:
        self._work.apply(ChangeSet(Action.PURGE, "", (), facts=Facts(purged=(gone,))), actor)

    def _write(self, state: State) -> None:
        """Write the records at the end of the kept part of the journal."""
        nothing: State = {kind: {} for kind in KINDS}
        self._work.carry_over(_between(nothing, state))

    def _prune(
        self, state: State, texts: Collection[str], contents: Collection[str] | None
    ) -> dict[str, tuple[str, int]]:
        """Remove records that refer to lost things; returns name and size of their contents by hash."""
        there: dict[str, Collection[object]] = {"document": texts}
        if contents is not None:
            there["content"] = contents
        gone: dict[str, tuple[str, int]] = {}
        for kind in _parents_first():
            names = (*key_types(kind), *plain_defaults(kind))
            for parts, fields in list(state[kind].items()):
                values = dict(zip(names, (*parts, *fields), strict=True))
                if all(
                    values[column] in there.get(table, {values[column]}) for column, table in _refers(kind)
                ):
                    continue
                if kind in _NAMES:
                    sha256, name, size = _content_of(kind, parts, state)
                    gone[sha256] = (name, size)
                self._rescue.lose(kind.value, key_of(kind, parts), str(values.get("name", "")))
                del state[kind][parts]
            there[kind.value] = {parts[0] for parts in state[kind] if parts}
        return gone

    def _unsign(self, before: State, after: State, *, everything: bool) -> None:
        """Remove signatures whose records differ from what was signed."""
        kind = RecordKind.SIGNOFF
        scopes = {str(parts[0]) for parts in after[kind]}
        undone = set(scopes)
        if self._rescue.whole and not everything:
            undone = set(locked_by(ChangeSet(Action.CREATE, "", _between(before, after)), scopes))
            undone |= {"*"} & scopes if undone else set()
        for parts in list(after[kind]):
            if parts[0] in undone:
                del after[kind][parts]
                self._rescue.lose(kind.value, key_of(kind, parts))


def _refers(kind: RecordKind) -> list[tuple[str, str]]:
    """Return the columns that refer to another table, with that table."""
    references = ((key.parent.name, key.column.table.name) for key in RECORDS[kind].foreign_keys)
    return sorted((str(column), str(table)) for column, table in references)


def _parents_first() -> list[RecordKind]:
    """Return the kinds of records, each after those it refers to."""
    return [RecordKind(table.name) for table in metadata.sorted_tables if table.name in set(RecordKind)]


def _between(before: State, after: State) -> tuple[Change, ...]:
    changes = []
    for kind in KINDS:
        none = list(plain_defaults(kind).values())
        for parts in sorted({*before[kind], *after[kind]}, key=repr):
            old, new = before[kind].get(parts, none), after[kind].get(parts, none)
            changes += [
                Change(kind, key_of(kind, parts), field, one, other)
                for field, one, other in zip(plain_defaults(kind), old, new, strict=True)
                if one != other
            ]
    return tuple(changes)


def _content_of(kind: RecordKind, parts: tuple[object, ...], state: State) -> tuple[str, str, int]:
    fields = dict(zip(plain_defaults(kind), state[kind][parts], strict=True))  # type: ignore[index]
    hashed, named = _NAMES[kind]
    sha256 = fields[hashed] if hashed in fields else parts[-1]
    size = fields["size"]
    return str(sha256), str(fields[named]), size if isinstance(size, int) else 0


def _named_in(state: State) -> set[str]:
    return {_content_of(kind, parts, state)[0] for kind in _NAMES for parts in state[kind]}


def _named_sizes(state: State) -> dict[str, tuple[str, int]]:
    contents = (_content_of(kind, parts, state) for kind in _NAMES for parts in state[kind])
    return {sha256: (name, size) for sha256, name, size in contents}
