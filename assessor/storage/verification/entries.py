"""Checking all entries in order: recompute the chain, compare the index, replay the changes."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from assessor.errors import Code
from assessor.storage.stores.chain import COLUMNS, SHORTEST, START, EntryColumns, Head, digest_of, typed
from assessor.storage.verification.replay import Replay

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from assessor.storage.verification.findings import Findings
    from assessor.storage.verification.reader import Reader, Row
    from assessor.storage.verification.replay import Touched

_ENTRIES: Final = f"SELECT id, {', '.join(COLUMNS)}, digest FROM journal ORDER BY id"
# Sorted in blocks, since SQLite sorts in memory and the index has one or more rows per entry.
_TOUCHES: Final = (
    'SELECT entry, record, "key" FROM touch'
    " WHERE typeof(entry) = 'integer' AND entry > ? AND entry <= ? ORDER BY entry"
)
# By existing numbers, since a forged one may be trillions higher.
BLOCK_END: Final = "SELECT id FROM journal WHERE id > ? ORDER BY id LIMIT 1 OFFSET 24999"
_STRAY: Final = (
    "SELECT entry, record, \"key\" FROM touch WHERE typeof(entry) <> 'integer' OR entry < 1 OR entry > ?"
)
_LAST: Final = "SELECT coalesce(max(id), 0) FROM journal"
_HEAD: Final = "SELECT entries, digest FROM chain"


class Entries:
    """The state of a verification of the journal."""

    def __init__(self, reader: Reader, findings: Findings, digests: Collection[str] = ()) -> None:
        self.replay = Replay(findings)
        self.head = Head(0, START)
        self._reader = reader
        self._findings = findings
        self.anchors: dict[str, int] = {}  # entries of the typed digests
        self._wanted: dict[str, list[str]] = {}
        for text in digests:
            self._wanted.setdefault(typed(text), []).append(text)
        self._touches = groupby(self._sorted_touches(), key=itemgetter(0))
        self._ahead: tuple[int, Touched] | None = None
        self._rule = 0  # the newest rule so far

    def read(self) -> Iterator[int]:
        """Check one entry after the other and yield its number."""
        self._next_touches()
        for entry, *columns, digest in self._reader.rows(_ENTRIES):
            entry_columns = EntryColumns(*columns)
            if entry != self.head.entries + 1:
                self._findings.add(Code.ENTRY_MISSING, table="journal", entry=self.head.entries + 1)
            if not self._is_chained(entry, entry_columns, digest):
                self._findings.add(Code.ENTRY_ALTERED, table="journal", entry=entry)
            self._compare_rule(entry, entry_columns)
            touched = self.replay.take(entry, self.head.digest, entry_columns)
            self._compare_touches(entry, touched)
            self._look_for(entry, digest)
            self.head = Head(entry, digest if isinstance(digest, str) else "")
            yield entry
        self._compare_head()

    def _is_chained(self, entry: int, entry_columns: EntryColumns, digest: object) -> bool:
        try:
            return digest_of(self.head.digest, entry, entry_columns) == digest
        except (TypeError, ValueError):  # bytes instead of text, or an unknown rule
            return False

    def _compare_rule(self, entry: int, entry_columns: EntryColumns) -> None:
        """Add a finding for an entry of an older rule than one before it, which no version of ours writes."""
        rule: object = entry_columns.rule  # may be of any type in an altered file, which its digest shows
        if not isinstance(rule, int):
            return
        if rule < self._rule:
            self._findings.add(Code.RULE_OUTDATED, table="journal", entry=entry)
        self._rule = max(self._rule, rule)

    def _look_for(self, entry: int, digest: object) -> None:
        for wanted in [short for short in self._wanted if str(digest).startswith(short)]:
            if len(wanted) >= SHORTEST:
                self.anchors |= dict.fromkeys(self._wanted.pop(wanted), entry)

    def _compare_head(self) -> None:
        if list(self._reader.rows(_HEAD)) != [(self.head.entries, self.head.digest)]:
            self._findings.add(Code.HEAD_DIFFERS, table="chain", entry=self.head.entries)
        for text in [text for texts in self._wanted.values() for text in texts]:
            self._findings.add(Code.DIGEST_UNKNOWN, table="journal", digest=text)

    def _sorted_touches(self) -> Iterator[Row]:
        (last,) = self._reader.one(_LAST) or (0,)
        for entry, record, key in self._reader.rows(_STRAY, last):
            self._add_touch(entry, {(record, key)})
        start = 0
        while start < last:
            (end,) = self._reader.one(BLOCK_END, start) or (last,)
            yield from self._reader.rows(_TOUCHES, start, end)
            start = end

    def _compare_touches(self, entry: int, touched: Touched | None) -> None:
        """Compare the index up to this entry."""
        touches: Touched = set()
        while self._ahead is not None and self._ahead[0] <= entry:
            if self._ahead[0] == entry:
                touches = self._ahead[1]
            else:
                self._add_touch(*self._ahead)
            self._next_touches()
        if touched is not None and touched != touches:
            self._add_touch(entry, touched ^ touches)

    def _next_touches(self) -> None:
        group = next(self._touches, None)
        self._ahead = group and (group[0], {(record, key) for _, record, key in group[1]})

    def _add_touch(self, entry: object, odd: Touched) -> None:
        record, key = min(odd, key=repr)
        self._findings.add(Code.TOUCH_ALTERED, table="touch", key=f"{record}/{key}", entry=entry)
