"""Building the records from the journal, from its first entry on."""

from __future__ import annotations

from functools import cache, lru_cache
from sys import intern
from typing import TYPE_CHECKING, Final

from assessor.domain.records import KINDS, RecordKind, Value, defaults, key_parts
from assessor.errors import Code
from assessor.storage.stores.entry_text import changes_of, facts_of
from assessor.storage.stores.records import plain_defaults
from assessor.storage.verification.signing_rules import SigningRules

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from assessor.domain.change import Change
    from assessor.storage.stores.chain import EntryColumns
    from assessor.storage.verification.findings import Findings

Parts = tuple[Value, ...]
Touched = set[tuple[str, str]]

# Fields of records that refer to a document or content by its hash.
_DOCUMENTS: Final = frozenset(
    {
        (RecordKind.CASE, "rules"),
        (RecordKind.CHECKLIST, "sha256"),
        (RecordKind.ROUND, "sent"),
        (RecordKind.RETURN, "report"),
    }
)
_CONTENTS: Final = frozenset({(RecordKind.RETURN, "sha256")})  # also the key of evidence
_SHORT: Final = 32  # characters; short texts such as verdicts, names and times have few different values


class Replay:
    """The records after the entries so far, starting from an empty case.

    Its memory grows with the records, not with the entries.
    """

    def __init__(self, findings: Findings) -> None:
        self.records: Mapping[RecordKind, dict[Parts, list[Value]]] = {kind: {} for kind in KINDS}
        self.documents: dict[str, int] = {}  # the entry that last named them
        self.contents: dict[str, int] = {}  # the same
        self.purged: dict[str, int] = {}  # the entry that last purged them
        self.signing_rules = SigningRules(self.records, findings)
        self._findings = findings

    def take(self, entry: int, previous: str, entry_columns: EntryColumns) -> Touched | None:
        """Apply the changes of the next entry and return the touched records; None if they are unreadable."""
        try:
            self.purged |= {one.sha256: entry for one in facts_of(entry_columns).purged}
            changes = changes_of(entry_columns)
            for change in changes:
                self._make(entry, change)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            self._findings.add(Code.ENTRY_UNREADABLE, table="journal", entry=entry)
            self.signing_rules.refresh()  # some of the changes may have been applied
            return None
        self.signing_rules.check(entry, previous, entry_columns, changes)
        return {(change.record.value, change.key) for change in changes}

    def _make(self, entry: int, change: Change) -> None:
        kind, after = change.record, change.after
        parts, place = parts_of(kind, change.key), _places(kind)[change.field]
        of_kind, none = self.records[kind], _none(kind)
        values = of_kind.get(parts)
        if values is None:
            values = of_kind[parts] = list(none)
        if values[place] != change.before:
            self._findings.add(
                Code.ENTRY_CONTRADICTS, table=kind.value, key=change.key, field=change.field, entry=entry
            )
        values[place] = intern(after) if type(after) is str and len(after) < _SHORT else after
        if after == none[place] and values == none:
            del of_kind[parts]
        if kind is RecordKind.EVIDENCE:
            self.contents[str(parts[-1])] = entry
        elif after and (kind, change.field) in _CONTENTS:
            self.contents[str(after)] = entry
        elif after and (kind, change.field) in _DOCUMENTS:
            self.documents[str(after)] = entry

    def kept(self, named: Mapping[str, int]) -> set[str]:
        """Return those of these hashes that were not purged after their last mention."""
        return {name for name, entry in named.items() if self.purged.get(name, 0) < entry}

    def compare(self, kind: RecordKind, rows: Iterable[Sequence[Value]]) -> int:
        """Compare the rows of a table with the records of the journal, and remove those compared."""
        expected, count, width = self.records[kind], 0, len(KINDS[kind].KEY)
        for count, row in enumerate(rows, 1):  # noqa: B007 - how many there were
            parts, fields = tuple(row[:width]), list(row[width:])
            values = expected.pop(parts, None)
            if values is None:
                self._findings.add(Code.RECORD_UNKNOWN, table=kind.value, key=key_of(kind, parts))
            elif values != fields:
                names = zip(defaults(kind), values, fields, strict=True)
                field, expected_value, actual_value = next(named for named in names if named[1] != named[2])
                self._findings.add(
                    Code.RECORD_ALTERED,
                    table=kind.value,
                    key=key_of(kind, parts),
                    field=field,
                    expected=expected_value,
                    found=actual_value,
                )
        for parts in expected:
            self._findings.add(Code.RECORD_MISSING, table=kind.value, key=key_of(kind, parts))
        return count


def key_of(kind: RecordKind, parts: Parts) -> str:
    """Return the key in the form of the journal."""
    return "/".join(map(str, parts)) or kind.value


@lru_cache(maxsize=10_000)
def parts_of(kind: RecordKind, key: str) -> Parts:
    """Return the parts of a key; raises ValueError for an invalid or non-canonical one."""
    parts = tuple(key_parts(kind, key).values())
    if key_of(kind, parts) != key:
        raise ValueError(key)
    return parts


@cache
def _none(kind: RecordKind) -> list[Value]:
    return list(plain_defaults(kind).values())


@cache
def _places(kind: RecordKind) -> Mapping[str, int]:
    return {field: place for place, field in enumerate(defaults(kind))}
