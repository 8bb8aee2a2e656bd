"""A case with a record of every kind, and what somebody with the sqlite3 tool may do to it."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from assessor.domain.change import ChangeSet, between, creation, removal
from assessor.domain.facts import Facts, PurgedThing
from assessor.domain.records import (
    WHOLE_CASE,
    Case,
    Evidence,
    Inquiry,
    RecordKind,
    Response,
    Return,
    Review,
    Round,
    Signoff,
    Subject,
    UsedChecklist,
)
from assessor.domain.vocabulary import Action, Answer, AsOf, Stage, Verdict
from assessor.errors import CaseFileError
from assessor.operations.verifying import verify_file
from assessor.progress import quiet
from assessor.storage.case_file import CaseFile
from assessor.storage.stores.contents import PIECE
from assessor.storage.unit_of_work import UnitOfWork
from assessor.storage.verification.verification import verify
from tests.unit.storage.samples import ALPHA, BETA, CHECKLIST, GROUP, HANAKO, REVIEW, change_set

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assessor.domain.change import Actor, Change
    from assessor.domain.records import Record
    from assessor.errors import Code
    from assessor.storage.keys import Key
    from assessor.storage.stores.chain import Head
    from assessor.storage.verification.verification import Verification

RECORDS = tuple(kind.value for kind in RecordKind)
TABLES = (*RECORDS, "content", "piece", "document", "journal", "touch", "chain")
AT = "2020-11-01T00:00:00+00:00"
LATER = "0123456789abcdef" * 2  # an id as records get it since schema 5
TWO_PIECES = bytes(range(256)) * (PIECE // 256) + b"rest"
OTHER = b"another content"


def build(path: Path, key: Key | None = None) -> list[Path]:
    """Make the case and return a copy of it after each of its parts, the last of them whole."""
    case = CaseFile.create(path, key)
    with case.write() as work:
        found(work)
    parts = [_copy(path, 1)]
    for number, part in enumerate((asked, answered, kept, signed, went_on), 2):
        with case.write() as work:
            part(work)
        parts.append(_copy(path, number))
    case.close()
    return parts


def _copy(path: Path, number: int) -> Path:
    return Path(shutil.copy(path, path.with_name(f"part-{number}.assess")))


class Unguarded(UnitOfWork):
    """Writes entries as somebody does who leaves the guard of signatures out."""

    def apply(self, change_set: ChangeSet, actor: Actor, at: str | None = None) -> int:
        return self.journal.write(change_set, self.records.write(change_set.changes), actor, at or AT)


def do(work: UnitOfWork, action: Action, *changes: Change, detail: str = "") -> ChangeSet:
    done = change_set(*changes, action=action, detail=detail)
    work.apply(done, HANAKO)
    return done


def make(work: UnitOfWork, action: Action, *records: Record) -> ChangeSet:
    return do(work, action, *(change for record in records for change in creation(record)))


def found(work: UnitOfWork) -> None:
    rules, checklist = work.documents.put('{"rules":[]}'), work.documents.put('{"items":[]}')
    case = Case(id="c1", title="点検", plan="p", contact="事務局", rules=rules, created_at=AT)
    alpha = replace(ALPHA, name_en="Alpha", features="login pay", as_of=AsOf.CURRENT_STATE)
    lists = [replace(CHECKLIST, sha256=checklist), UsedChecklist(id="ex", title="別", version="2")]
    make(work, Action.CREATE, case, replace(GROUP, name_en="Code"), *lists, alpha, BETA)


def asked(work: UnitOfWork) -> None:
    make(work, Action.MARK, REVIEW)
    make(work, Action.MARK, replace(REVIEW, item="A-02", verdict=Verdict.MET, approver="部長"))
    question = Inquiry(subject="alpha", item="A-01", id="1", question="期限は", asked_by="花子", asked_at=AT)
    make(work, Action.INQUIRE, question, replace(question, id=LATER, number=2, question="誰が", round="1"))
    sent = work.documents.put('{"sent":1}')
    asking = Round(subject="alpha", id="1", items="A-01 A-02", due_on="2020-12-01", contact="事務局")
    asking = replace(asking, exported_by="花子", exported_at=AT, sent=sent)
    make(work, Action.EXPORT, asking, replace(asking, subject="beta", id=LATER, number=1))


def answered(work: UnitOfWork) -> None:
    book = work.contents.keep(b"workbook")
    asking = work.records.get(Round, "alpha", "1")
    back = replace(asking, returned_at=AT, returned_file="r.xlsx", returned_sha256=book.sha256)
    answer = Response(
        subject="alpha",
        item="A-01",
        round="1",
        answer=Answer.PARTIAL,
        answer_written="一部",
        explanation="説明",
        alternative="代替",
        due_on="2020-12",
        due_written="12月",
        evidence_names="規程",
        respondent="次郎",
        answered_on="2020-11-02",
        answered_written="11/2",
        reply="以上",
    )
    returned = Return(
        subject="alpha",
        round="1",
        id="1",
        file="r.xlsx",
        sha256=book.sha256,
        size=book.size,
        accepted=3,
        refused=1,
        report=work.documents.put('{"report":1}'),
        received_by="花子",
        received_at=AT,
    )
    taken = [creation(record) for record in (answer, replace(answer, item="A-02", reply=""), returned)]
    do(work, Action.IMPORT, *between(asking, back), *(change for changes in taken for change in changes))


def kept(work: UnitOfWork) -> None:
    contents = [work.contents.keep(whole) for whole in (TWO_PIECES, OTHER, b"to be purged", b"detached")]
    links = [
        Evidence(
            subject="alpha",
            item="A-01",
            sha256=content.sha256,
            name=f"{number}.pdf",
            size=content.size,
            attached_by="花子",
            attached_at=AT,
        )
        for number, content in enumerate(contents)
    ]
    make(work, Action.ATTACH, *links)
    for link in links[2:]:
        do(work, Action.DETACH, *removal(link))
    purged = contents[2].sha256
    number = work.scope.connection.exec_driver_sql(
        "SELECT id FROM content WHERE sha256=?", (purged,)
    ).scalar()
    work.scope.connection.exec_driver_sql("DELETE FROM piece WHERE content=?", (number,))
    work.scope.connection.exec_driver_sql("DELETE FROM content WHERE id=?", (number,))
    gone = PurgedThing(purged, "2.pdf", 12)
    work.apply(ChangeSet(Action.PURGE, "", (), facts=Facts(purged=(gone,))), HANAKO)
    marked = do(work, Action.MARK, *between(REVIEW, replace(REVIEW, verdict=Verdict.DISCUSSING)))
    work.apply(marked.inverted(), HANAKO)
    work.apply(marked.inverted().inverted(), HANAKO)
    passing = make(work, Action.MARK, replace(REVIEW, item="A-09"))
    work.apply(passing.inverted(), HANAKO)


def sign(work: UnitOfWork, scope: str, stage: Stage, signer: str, head: Head | None = None) -> None:
    """Sign as the application does, or with another end of the journal than there is."""
    head = head or work.journal.head()
    made = Signoff(scope=scope, stage=stage, signer=signer, signed_at=AT, machine="pc", note="可")
    made = replace(made, entries=head.entries, digest=head.digest)
    work.apply(ChangeSet(Action.SIGN, "", creation(made)), replace(HANAKO, reviewer=signer))


def signed(work: UnitOfWork) -> None:
    case = work.records.get(Case)
    alone = do(work, Action.EDIT_CASE, *between(case, replace(case, distinct_signers=0)))
    work.apply(alone.inverted(), HANAKO)
    sign(work, "alpha", Stage.PREPARED, "花子")
    sign(work, WHOLE_CASE, Stage.PREPARED, "三郎")
    do(work, Action.REOPEN, *(change for one in work.records.all(Signoff) for change in removal(one)))
    sign(work, "alpha", Stage.PREPARED, "花子")
    sign(work, "alpha", Stage.VERIFIED, "次郎")


def went_on(work: UnitOfWork) -> None:
    beta = work.records.get(Subject, "beta")
    do(work, Action.EDIT_SUBJECT, *between(beta, replace(beta, name="ベータ改")))
    make(work, Action.MARK, Review(subject="beta", item="A-01", verdict=Verdict.MET, reason="確認"))
    case = work.records.get(Case)
    do(work, Action.EDIT_CASE, *between(case, replace(case, contact="事務局 内線1")))


@contextmanager
def tool(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the file as the sqlite3 tool does, with every guard of the schema off, and keep what is done."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous=OFF")  # the copies need not outlive a power cut
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("PRAGMA ignore_check_constraints=ON")
        connection.execute("BEGIN")
        yield connection
        connection.execute("COMMIT")


def look(path: Path, *digests: str, key: Key | None = None) -> Verification:
    case = CaseFile.open(path, key)
    try:
        return verify(case, quiet(), digests=digests)
    finally:
        case.close()


def codes(path: Path, *digests: str, key: Key | None = None) -> set[Code]:
    """Return what is found, by opening the case or else by verifying it; nothing when all is well."""
    try:
        return {problem.code for problem in look(path, *digests, key=key).findings}
    except CaseFileError as error:
        return {problem.code for problem in error.problems}


def read_only_codes(path: Path) -> set[Code]:
    """Return what the command finds, which reads the file only; of those SQLite itself leaves checks out."""
    try:
        return {problem.code for problem in verify_file(path, quiet()).findings}
    except CaseFileError as error:
        return {problem.code for problem in error.problems}


def chain_again(connection: sqlite3.Connection, first: int = 1) -> str:
    """Compute the digests anew from an entry on, and the head, as a forger would; return the last."""
    columns = "id, rule, at, reviewer, machine, version, action, detail, way, changes, facts"
    before = connection.execute("SELECT digest FROM journal WHERE id<? ORDER BY id DESC", (first,)).fetchone()
    digest, last = (before[0] if before else "0" * 64), first - 1
    for row in connection.execute(
        f"SELECT {columns} FROM journal WHERE id>=? ORDER BY id", (first,)
    ).fetchall():
        covered = row if row[1] != 1 else (row[0], *row[2:-1])
        text = json.dumps([digest, *covered], ensure_ascii=False, separators=(",", ":"))
        digest, last = hashlib.sha256(text.encode()).hexdigest(), row[0]
        connection.execute("UPDATE journal SET digest=? WHERE id=?", (digest, last))
    connection.execute("UPDATE chain SET entries=?, digest=?", (last, digest))
    return digest


def append(connection: sqlite3.Connection, action: str, way: str, *changes: Sequence[object]) -> None:
    """Append an entry with the sqlite3 tool: chained, indexed, and the end moved on to it."""
    number, before = connection.execute("SELECT entries, digest FROM chain").fetchone()
    told = [AT, "花子", "pc", "0.1.0", action, "", way, json.dumps(changes, ensure_ascii=False)]
    row = [number + 1, 2, *told, "{}"]
    text = json.dumps([before, *row], ensure_ascii=False, separators=(",", ":"))
    digest = hashlib.sha256(text.encode()).hexdigest()
    columns = "id, rule, at, reviewer, machine, version, action, detail, way, changes, facts, digest"
    marks = ",".join("?" * (len(row) + 1))
    connection.execute(f"INSERT INTO journal ({columns}) VALUES ({marks})", (*row, digest))
    for record, key in dict.fromkeys((change[0], change[1]) for change in changes):
        connection.execute("INSERT INTO touch VALUES (?,?,?)", (record, key, number + 1))
    connection.execute("UPDATE chain SET entries=?, digest=?", (number + 1, digest))
