"""Recovering: what can still be read of a damaged case, made into a new one that is sound.

The journal is kept up to the first entry that is lost or altered, and with it everything that follows
from it. What comes after it is taken from the records themselves, and is one new entry that says so.
"""

from __future__ import annotations

import os
import shutil
from contextlib import ExitStack, closing, contextmanager, suppress
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlcipher3 import dbapi2

from assessor.domain.change import Change, ChangeSet
from assessor.domain.purging import detail_of
from assessor.domain.records import KINDS, RecordKind, key_types
from assessor.domain.signing import locked_by
from assessor.domain.vocabulary import Action
from assessor.errors import CaseFileError, Code, Place, Problem
from assessor.storage import engine as engines
from assessor.storage import failures, migrations, rescuing
from assessor.storage.backups import new_file
from assessor.storage.case_file import CaseFile
from assessor.storage.records import plain_defaults
from assessor.storage.replaying import key_of
from assessor.storage.salvage import Salvage, is_damage
from assessor.storage.tables import RECORDS, metadata
from assessor.storage.verifying import Verification, verify

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from assessor.domain.change import Actor
    from assessor.progress import Progress
    from assessor.storage.keys import Key
    from assessor.storage.rescuing import Loss, State
    from assessor.storage.work import Work

_NAMES: Final = {RecordKind.EVIDENCE: ("sha256", "name"), RecordKind.RETURN: ("sha256", "file")}


@dataclass(frozen=True)
class Recovered:
    """What came over into the new case, and what did not."""

    path: Path
    entries: int  # of the journal, as they were
    records: int
    documents: int
    contents: int
    lost: tuple[Loss, ...]
    verification: Verification  # of the new case

    @property
    def whole(self) -> bool:
        """Whether nothing was lost at all."""
        return not self.lost


def recover(
    path: Path,
    key: Key | None,
    target: Path,
    actor: Actor,
    progress: Progress,
    *,
    detail: str = "",
    texts: Iterable[str] = (),
) -> Recovered:
    """Read what can be read of a damaged case into a new one with the same key; nothing else is written.

    `detail` is what the journal of the new case says of this, `texts` are documents that may stand in
    for lost ones, such as the checklists that are shipped. Raises DAMAGED when there is nothing to read.
    """
    with ExitStack() as at_end:
        at_end.enter_context(_told(path, key))
        source = at_end.enter_context(_readable(path, target, key))
        salvage = at_end.enter_context(closing(Salvage(source, key, progress)))
        _expect_case(salvage, path)
        part = at_end.enter_context(new_file(target))
        part.unlink()
        case = at_end.enter_context(closing(CaseFile.create(part, key)))
        with case.write() as work:
            came = _Recovery(salvage, work, texts).run(actor, detail or path.name)
            if not (came[0] or came[1] or came[3]):  # not even where the tables begin is known
                raise _failure(Code.DAMAGED, path)
        verification = verify(case, progress)
        case.close()  # on Windows nothing gets another name while it is open
    return Recovered(target, *came, verification=verification)


class _Recovery:
    """One recovery, in one transaction of the new case."""

    def __init__(self, salvage: Salvage, work: Work, texts: Iterable[str]) -> None:
        self._salvage = salvage
        self._work = work
        self._rescue = rescuing.Rescue(salvage, work)
        self._texts = tuple(texts)

    def run(self, actor: Actor, detail: str) -> tuple[int, int, int, int, tuple[Loss, ...]]:
        """Bring everything over and return how much it was, and what was lost."""
        rescue = self._rescue
        rescue.journal()
        before = deepcopy(rescue.journal_state)
        after = rescue.records()
        texts = rescue.texts(self._texts)
        self._write(before)
        gone = self._prune(after, texts, None)
        named = rescue.named | _named_in(after)
        kept = rescue.contents(named)
        gone |= self._prune(after, texts, kept)
        documents = rescue.documents(after, texts)
        self._unsign(before, after)
        changes = _between(before, after)
        self._work.apply(ChangeSet(Action.CREATE, detail, changes), actor)
        known = {**_named_sizes(before), **gone}
        for sha256 in sorted(named - kept - rescue.purged):
            name, size = known.get(sha256, ("", 0))
            self._work.apply(ChangeSet(Action.PURGE, detail_of(name, size, sha256), ()), actor)
            rescue.lose("content", sha256, name)
        records = sum(len(of_kind) for of_kind in after.values())
        return rescue.entries, records, documents, len(kept), tuple(rescue.lost)

    def _write(self, state: State) -> None:
        """Bring the tables to what the kept part of the journal says."""
        nothing: State = {kind: {} for kind in KINDS}
        self._work.records.write(_between(nothing, state))

    def _prune(
        self, state: State, texts: Collection[str], contents: Collection[str] | None
    ) -> dict[str, tuple[str, int]]:
        """Take the records away that refer to what is lost; return name and size of their contents."""
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

    def _unsign(self, before: State, after: State) -> None:
        """Take sign-offs back whose ground is not what was signed any more."""
        kind = RecordKind.SIGNOFF
        scopes = {str(parts[0]) for parts in after[kind]}
        undone = set(scopes)
        if self._rescue.whole:
            undone = set(locked_by(ChangeSet(Action.CREATE, "", _between(before, after)), scopes))
            undone |= {"*"} & scopes if undone else set()
        for parts in list(after[kind]):
            if parts[0] in undone:
                del after[kind][parts]
                self._rescue.lose(kind.value, key_of(kind, parts))


def _refers(kind: RecordKind) -> list[tuple[str, str]]:
    """Return the columns that name something of another table, and that table."""
    found = ((key.parent.name, key.column.table.name) for key in RECORDS[kind].foreign_keys)
    return sorted((str(column), str(table)) for column, table in found)


def _parents_first() -> list[RecordKind]:
    """Return the kinds so that each comes after those it refers to."""
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
    found = (_content_of(kind, parts, state) for kind in _NAMES for parts in state[kind])
    return {sha256: (name, size) for sha256, name, size in found}


def _expect_case(salvage: Salvage, path: Path) -> None:
    found, version = salvage.pragma("application_id"), salvage.pragma("user_version")
    if found != engines.APPLICATION_ID:
        raise _failure(Code.NOT_A_CASE, path)
    if version > migrations.SCHEMA_VERSION:
        values = {"found": version, "known": migrations.SCHEMA_VERSION}
        raise CaseFileError(Problem(Code.TOO_NEW, Place(file=str(path)), values))
    if version < migrations.SCHEMA_VERSION:  # its journal has no digests to be held against
        raise _failure(Code.DAMAGED, path)


@contextmanager
def _readable(path: Path, target: Path, key: Key | None) -> Iterator[Path]:
    """Yield a file that nobody changes while it is read.

    What a crash left to be rolled back is rolled back in a copy: the damaged file is not written to.
    """
    if not path.is_file():
        raise _failure(Code.NOT_FOUND, path)
    journal = path.with_name(f"{path.name}-journal")
    if not journal.exists():
        yield path
        return
    copy = target.with_name(f".{target.name}.damaged.part")
    beside = copy.with_name(f"{copy.name}-journal")
    with failures.told(target, Code.CANNOT_WRITE):
        os.close(os.open(copy, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    try:
        with failures.told(target, Code.CANNOT_WRITE):
            shutil.copyfile(path, copy)
            shutil.copyfile(journal, beside)
        with suppress(dbapi2.DatabaseError), closing(engines.connect(copy, key)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()  # the first look rolls back
        yield copy
    finally:
        copy.unlink(missing_ok=True)
        beside.unlink(missing_ok=True)


@contextmanager
def _told(path: Path, key: Key | None) -> Iterator[None]:
    try:
        yield
    except dbapi2.Error as error:
        told = failures.translated(error, path, writing=False, keyed=key is not None)
        if told is None and is_damage(error):
            told = _failure(Code.DAMAGED, path)
        raise told or error from error


def _failure(code: Code, path: Path) -> CaseFileError:
    return CaseFileError(Problem(code, Place(file=str(path))))
