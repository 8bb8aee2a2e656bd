"""Verification: whether a case has exactly the contents that its journal says."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from assessor.domain.records import KINDS, defaults, key_types
from assessor.errors import Code
from assessor.storage import engines
from assessor.storage.schema import definition, migrations
from assessor.storage.stores.chain import START
from assessor.storage.tables import metadata
from assessor.storage.verification.entries import Entries
from assessor.storage.verification.findings import Findings
from assessor.storage.verification.reader import reading

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from assessor.domain.naming import BilingualName
    from assessor.domain.records import RecordKind, Signoff
    from assessor.errors import Problem
    from assessor.progress import Progress
    from assessor.storage.case_file import CaseFile
    from assessor.storage.verification.reader import Reader

_DOCUMENTS: Final = "SELECT sha256, body FROM document"
_CONTENTS: Final = "SELECT id, sha256, size FROM content ORDER BY id"
_PIECES: Final = "SELECT number, bytes FROM piece WHERE content = ? ORDER BY number"
_IS_KEPT: Final = "SELECT 1 FROM content WHERE id = ?"
# Links of a content: subject, item or round, and file name.
_LINKS: Final = (
    "SELECT coalesce(nullif(s.name, ''), l.subject), l.place, l.name FROM ("
    "SELECT subject, item AS place, name FROM evidence WHERE sha256 = ?"
    " UNION ALL SELECT b.subject, coalesce(nullif(r.number, 0), b.round), b.file"
    ' FROM "return" AS b LEFT JOIN round AS r ON r.subject = b.subject AND r.id = b.round'
    " WHERE b.sha256 = ?"
    ") AS l LEFT JOIN subject AS s ON s.subject = l.subject LIMIT 4"
)
_MANY_LINKS: Final = 3
_CHECK_FAILED: Final = "CHECK constraint failed in "  # found by our own checks on any connection
_PIECE_STEPS: Final = 100  # one piece takes about as long as this number of rows


@dataclass(frozen=True)
class Verification:
    """The result of a verification: counts, and the first finding of each kind."""

    entries: int
    records: int
    documents: int
    contents: int
    bytes: int
    findings: tuple[Problem, ...]
    digest: str  # of the last entry
    anchors: Mapping[str, int] = field(default_factory=dict)  # printed digests with their entries
    signoff: Signoff | None = None  # the latest valid one, whose digest was printed
    signed: BilingualName | None = None  # the name of its scope

    @property
    def clean(self) -> bool:
        """Whether everything agrees."""
        return not self.findings

    @property
    def count(self) -> int:
        """The number of all findings."""
        return sum(int(str(problem.values["count"])) for problem in self.findings)


def verify(case: CaseFile, progress: Progress, *, digests: Collection[str] = ()) -> Verification:
    """Verify everything in a case; `digests` are printed ones that must be in its chain.

    Journal, records and documents are read in one transaction. The contents, which may be large, are read
    one by one, so that a mark never waits for all of them.
    """
    checks = _Checks(case, progress)
    if checks.database():
        checks.journal(digests)
        checks.contents()
    return checks.result()


class _Checks:
    """One running verification."""

    def __init__(self, case: CaseFile, progress: Progress) -> None:
        self._case = case
        self._progress = progress
        self._findings = Findings(case.path)
        self._entries = self._records = self._documents = self._bytes = 0
        self._digest = START
        self._anchors: Mapping[str, int] = {}
        self._signoff: Signoff | None = None
        self._signed: BilingualName | None = None
        self._kept: list[tuple[int, str, int]] = []
        self._done = self._total = 0

    def result(self) -> Verification:
        """Return the result."""
        self._progress.step(self._total, self._total)
        return Verification(
            entries=self._entries,
            records=self._records,
            documents=self._documents,
            contents=len(self._kept),
            bytes=self._bytes,
            findings=self._findings.problems(),
            digest=self._digest,
            anchors=self._anchors,
            signoff=self._signoff,
            signed=self._signed,
        )

    def database(self) -> bool:
        """Compare the schema with that of the steps, and run SQLite's own checks.

        Returns whether the tables can be read.
        """
        self._findings.table = "sqlite_schema"
        with self._reading() as reader:
            if not self._is_ours(reader):
                return False
            self._total = _steps(reader)
            self._progress.step(0, self._total)
            for (finding,) in reader.rows("PRAGMA integrity_check(10)"):
                if finding != "ok" and not finding.startswith(_CHECK_FAILED):
                    self._findings.add(Code.DATABASE_UNSOUND, detail=finding)
            for table, _ in definition.forbidden(reader.connection, definition.CHECKS):
                self._findings.add(Code.VALUE_FORBIDDEN, table=table)
            for table, row, *_ in reader.rows("PRAGMA foreign_key_check"):
                self._findings.add(Code.REFERENCE_BROKEN, table=table, key=row)
        return True

    def _is_ours(self, reader: Reader) -> bool:
        if engines.in_wal(reader.connection):
            self._findings.add(Code.WAL_MODE)
        odd = definition.odd(reader.connection, migrations.STEPS)
        for _, name, table, _ in odd:
            self._findings.add(Code.SCHEMA_ALTERED, table=table, key=name)
        altered = definition.altered_tables(odd, migrations.STEPS)
        if altered:
            self._findings.add(Code.VERIFICATION_STOPPED, table=altered[0])
        return not altered

    def journal(self, digests: Collection[str]) -> None:
        """Check the journal from the first entry, and compare the records and hashes with it."""
        with self._reading() as reader:
            self._findings.table = "journal"
            entries = Entries(reader, self._findings, digests)
            for _ in entries.read():
                self._entries += 1
                self._step()
            self._digest, self._anchors = entries.head.digest, entries.anchors
            self._take_signoff(entries)
            for kind in KINDS:
                self._findings.table = kind.value
                self._records += entries.replay.compare(kind, self._stepping(reader, _rows_of(kind)))
            self._findings.table = "document"
            replay = entries.replay
            self._check_documents(reader, replay.kept(replay.documents))
            self._findings.table = "content"
            self._kept = [(row[0], row[1], row[2]) for row in reader.rows(_CONTENTS)]
            self._check_names(reader, replay.contents, replay.kept(replay.contents))

    def contents(self) -> None:
        """Read every content and compare it with its hash."""
        self._findings.table = "piece"
        for kept, name, size in self._kept:
            whole = False  # and stays so if it is unreadable
            with self._reading() as reader:
                whole = self._is_whole(reader, kept, name, size)
            if whole:
                continue
            with self._reading() as reader:
                if reader.one(_IS_KEPT, kept):  # otherwise it was purged meanwhile
                    self._add_content(reader, Code.EVIDENCE_ALTERED, name)

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

    def _check_documents(self, reader: Reader, expected: set[str]) -> None:
        missing = set(expected)
        for name, body in self._stepping(reader, _DOCUMENTS):
            self._documents += 1
            missing.discard(name)
            if not isinstance(body, str) or sha256(body.encode()).hexdigest() != name:
                self._findings.add(Code.DOCUMENT_ALTERED, table="document", key=name)
            elif name not in expected:
                self._findings.add(Code.DOCUMENT_UNKNOWN, table="document", key=name)
        for name in sorted(missing):
            self._findings.add(Code.DOCUMENT_MISSING, table="document", key=name)

    def _take_signoff(self, entries: Entries) -> None:
        rules = entries.replay.signing_rules
        self._signoff = rules.latest
        if self._signoff is not None:
            self._signed = rules.name_of(self._signoff.scope)

    def _check_names(self, reader: Reader, named: Mapping[str, int], expected: set[str]) -> None:
        """Compare the hashes of the contents with those in the journal that were not purged since."""
        names = {name for _, name, _ in self._kept}
        for name in sorted(expected - names):
            self._add_content(reader, Code.EVIDENCE_MISSING, name, entry=named[name])
        for name in sorted(names - expected, key=repr):
            self._add_content(reader, Code.EVIDENCE_UNKNOWN, name)

    def _add_content(self, reader: Reader, code: Code, name: object, **where: object) -> None:
        """Add a finding on a content, with the file names known to reviewers."""
        links = [] if self._findings.has(code) else list(reader.rows(_LINKS, name, name))
        texts = [" ".join(map(str, link)) for link in links[:_MANY_LINKS]]
        more = ["…"] if len(links) > _MANY_LINKS else []
        named = ", ".join((*texts, *more, f"SHA-256 {name}"))
        self._findings.add(code, table="content", key=name, named=named, **where)

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
    """Return the number of steps for the progress."""
    counts = {
        table.name: int((reader.one(f'SELECT count(*) FROM "{table.name}"') or (0,))[0])
        for table in metadata.sorted_tables
    }
    pieces, _ = counts.pop("piece"), counts.pop("touch")
    return sum(counts.values()) + _PIECE_STEPS * pieces
