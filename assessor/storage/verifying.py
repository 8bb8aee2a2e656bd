"""Verification: whether a case holds what its journal says, all of it and nothing else."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import create_engine
from sqlcipher3 import dbapi2

from assessor.domain.records import KINDS, defaults, key_types
from assessor.errors import Code
from assessor.storage import migrations
from assessor.storage.chain import START
from assessor.storage.entries import Entries
from assessor.storage.findings import Findings
from assessor.storage.reader import Reader, reading
from assessor.storage.tables import metadata

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from assessor.domain.records import RecordKind
    from assessor.errors import Problem
    from assessor.progress import Progress
    from assessor.storage.case_file import CaseFile

_SCHEMA: Final = "SELECT type, name, tbl_name, sql FROM sqlite_master"
_DOCUMENTS: Final = "SELECT sha256, body FROM document"
_CONTENTS: Final = "SELECT id, sha256, size FROM content ORDER BY id"
_PIECES: Final = "SELECT number, bytes FROM piece WHERE content = ? ORDER BY number"
_IS_KEPT: Final = "SELECT 1 FROM content WHERE id = ?"
_PIECE_STEPS: Final = 100  # a piece takes about as long as this many rows


@dataclass(frozen=True)
class Verification:
    """What was looked at, and the first of each kind of what does not agree."""

    entries: int
    records: int
    documents: int
    contents: int
    bytes: int
    findings: tuple[Problem, ...]
    digest: str  # of the last entry
    found: Mapping[str, int] = field(default_factory=dict)  # digests on paper, and their entries

    @property
    def clean(self) -> bool:
        """Whether everything agrees."""
        return not self.findings

    @property
    def count(self) -> int:
        """In how many places something does not agree."""
        return sum(int(str(problem.values["count"])) for problem in self.findings)


def verify(case: CaseFile, progress: Progress, *, digests: Collection[str] = ()) -> Verification:
    """Look at everything in a case; `digests` are those that stand on paper and must be in its chain.

    The journal, the records and the documents are looked at as they are at one moment. The contents,
    which may be large, are read one by one, so that nobody who marks an item waits for all of them.
    """
    checks = _Checks(case, progress)
    checks.database()
    checks.journal(digests)
    checks.contents()
    return checks.result()


class _Checks:
    """One verification on its way."""

    def __init__(self, case: CaseFile, progress: Progress) -> None:
        self._case = case
        self._progress = progress
        self._findings = Findings(case.path)
        self._entries = self._records = self._documents = self._bytes = 0
        self._digest = START
        self._found: Mapping[str, int] = {}
        self._kept: list[tuple[int, str, int]] = []
        self._done = self._total = 0

    def result(self) -> Verification:
        """Return what was found."""
        self._progress.step(self._total, self._total)
        return Verification(
            entries=self._entries,
            records=self._records,
            documents=self._documents,
            contents=len(self._kept),
            bytes=self._bytes,
            findings=self._findings.problems(),
            digest=self._digest,
            found=self._found,
        )

    def database(self) -> None:
        """Let SQLite check its own structure, and compare the tables with those the steps make."""
        self._findings.table = "sqlite_master"
        with self._reading() as reader:
            self._total = _steps(reader)
            self._progress.step(0, self._total)
            for (told,) in reader.rows("PRAGMA integrity_check(10)"):
                if told != "ok":
                    self._findings.add(Code.DATABASE_UNSOUND, detail=told)
            for table, row, *_ in reader.rows("PRAGMA foreign_key_check"):
                self._findings.add(Code.REFERENCE_BROKEN, table=table, key=row)
            odd = set(reader.rows(_SCHEMA)) ^ _our_schema(migrations.STEPS)
            for _, name, table, _ in sorted(odd, key=repr):
                self._findings.add(Code.SCHEMA_ALTERED, table=table, key=name)

    def journal(self, digests: Collection[str]) -> None:
        """Go through the journal from the first entry, and hold the records and the names against it."""
        with self._reading() as reader:
            self._findings.table = "journal"
            entries = Entries(reader, self._findings, digests)
            for _ in entries.read():
                self._entries += 1
                self._step()
            self._digest, self._found = entries.head.digest, entries.found
            for kind in KINDS:
                self._findings.table = kind.value
                self._records += entries.replay.compare(kind, self._stepping(reader, _rows_of(kind)))
            self._findings.table = "document"
            self._check_documents(reader, entries.replay.documents)
            self._findings.table = "content"
            self._kept = [(row[0], row[1], row[2]) for row in reader.rows(_CONTENTS)]
            self._check_names(entries.replay.contents, entries.replay.purged)

    def contents(self) -> None:
        """Read every content whole and compare it with its name."""
        self._findings.table = "piece"
        for kept, name, size in self._kept:
            with self._reading() as reader:
                if self._is_whole(reader, kept, name, size):
                    continue
                if reader.one(_IS_KEPT, kept):  # else it was purged meanwhile
                    self._findings.add(Code.EVIDENCE_ALTERED, table="content", key=name)

    def _is_whole(self, reader: Reader, kept: int, name: str, size: int) -> bool:
        digest, done, whole = sha256(), 0, True
        for place, (number, piece) in enumerate(reader.rows(_PIECES, kept)):
            self._step(_PIECE_STEPS)
            if number != place or not piece or not isinstance(piece, bytes):
                whole = False
                continue
            digest.update(piece)
            done += len(piece)
        self._bytes += done
        return whole and done == size and digest.hexdigest() == name

    def _check_documents(self, reader: Reader, named: set[str]) -> None:
        missing = set(named)
        for name, body in self._stepping(reader, _DOCUMENTS):
            self._documents += 1
            missing.discard(name)
            if not isinstance(body, str) or sha256(body.encode()).hexdigest() != name:
                self._findings.add(Code.DOCUMENT_ALTERED, table="document", key=name)
            elif name not in named:
                self._findings.add(Code.DOCUMENT_UNKNOWN, table="document", key=name)
        for name in sorted(missing):
            self._findings.add(Code.DOCUMENT_MISSING, table="document", key=name)

    def _check_names(self, named: Mapping[str, int], purged: Mapping[str, int]) -> None:
        """Hold the names of the contents against those in the journal that were not purged since."""
        expected = {name for name, entry in named.items() if purged.get(name, 0) < entry}
        found = {name for _, name, _ in self._kept}
        for name in sorted(expected - found):
            self._findings.add(Code.EVIDENCE_MISSING, table="content", key=name, entry=named[name])
        for name in sorted(found - expected, key=repr):
            self._findings.add(Code.EVIDENCE_UNKNOWN, table="content", key=name)

    @contextmanager
    def _reading(self) -> Iterator[Reader]:
        with self._case.read() as work, self._findings.unread(), reading(work.scope.connection) as reader:
            yield reader

    def _stepping(self, reader: Reader, statement: str) -> Iterator[tuple[Any, ...]]:
        for row in reader.rows(statement):
            self._step()
            yield row

    def _step(self, steps: int = 1) -> None:
        self._done += steps
        self._progress.step(min(self._done, self._total), self._total)


def _rows_of(kind: RecordKind) -> str:
    columns = ", ".join(f'"{name}"' for name in (*key_types(kind), *defaults(kind)))
    return f'SELECT {columns} FROM "{kind.value}"'


def _steps(reader: Reader) -> int:
    """Return how much there is to look at."""
    counts = {
        table.name: int((reader.one(f'SELECT count(*) FROM "{table.name}"') or (0,))[0])
        for table in metadata.sorted_tables
    }
    pieces, _ = counts.pop("piece"), counts.pop("touch")
    return sum(counts.values()) + _PIECE_STEPS * pieces


@cache
def _our_schema(steps: tuple[migrations.Step, ...]) -> frozenset[tuple[Any, ...]]:
    """Return the tables as the steps make them."""
    engine = create_engine("sqlite://", module=dbapi2)
    with engine.begin() as connection:
        for step in steps:
            step.apply(connection)
        found = frozenset(Reader(connection).rows(_SCHEMA))
    engine.dispose()
    return found
