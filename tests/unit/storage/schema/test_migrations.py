"""Schema versions: a copy first, then every step or none."""

from __future__ import annotations

import json
import os
import shutil
import stat
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateTable

from assessor.domain.records import Return, Subject
from assessor.errors import CaseFileError, Code
from assessor.storage import engines
from assessor.storage.case_file import CaseFile
from assessor.storage.schema import migrations
from assessor.storage.tables import metadata
from tests.places import CASES
from tests.unit.storage.samples import ALPHA, BETA, code, outside
from tests.unit.storage.trusting import look, tool

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy import Connection

    from assessor.storage.keys import Key


class Step:
    """A step made of statements, of which one may be an error to raise."""

    INFO = "a step of a test"

    def __init__(self, *statements: str | Exception) -> None:
        self.statements = statements

    def apply(self, connection: Connection) -> None:
        for statement in self.statements:
            if isinstance(statement, Exception):
                raise statement
            connection.exec_driver_sql(statement)


NOW = migrations.SCHEMA_VERSION  # the tests climb on from here, whatever it is
BACKUP = f"点検.backup-v{NOW}.assess"
COLUMN = "ALTER TABLE document ADD COLUMN caption TEXT NOT NULL DEFAULT ''"


def climb(monkeypatch: pytest.MonkeyPatch, *steps: Step) -> None:
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, *steps))


def names(path: Path) -> list[str]:
    return sorted(found.name for found in path.parent.iterdir())


def refusal(path: Path) -> CaseFileError:
    with pytest.raises(CaseFileError) as caught:
        CaseFile.open(path)
    return caught.value


def test_that_the_steps_lead_to_the_tables(path: Path) -> None:
    def plain(statements: Sequence[object]) -> dict[str, str]:
        texts = [
            " ".join(str(statement).split()).replace("( ", "(").replace(" )", ")") for statement in statements
        ]
        return {text.split("(")[0].replace('"', ""): text.replace('"', "") for text in texts}

    found = plain([sql for (sql,) in outside(path, "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")])
    tables = metadata.sorted_tables
    assert found == plain([CreateTable(table).compile(dialect=sqlite.dialect()) for table in tables])


OLD = CASES / "v1.assess"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A case of version 1 of one's own, of 17 entries, some undone and redone."""
    return Path(shutil.copy(OLD, tmp_path / "old.assess"))


def rows(path: Path, *tables: str) -> list[list[tuple[object, ...]]]:
    return [outside(path, f'SELECT * FROM "{table}" ORDER BY 1, 2') for table in tables]


def expect_chained(path: Path) -> None:
    """Compare the digests with those that the description of the file asks for, and the case with them."""
    digest, last = "0" * 64, 0
    columns = "id, at, reviewer, machine, version, action, detail, way, changes, digest"
    assert set(outside(path, "SELECT rule, facts FROM journal")) == {(1, "")}
    for *told, found in outside(path, f"SELECT {columns} FROM journal ORDER BY id"):
        text = json.dumps([digest, *told], ensure_ascii=False, separators=(",", ":"))
        digest, last = sha256(text.encode()).hexdigest(), last + 1
        assert (told[0], found) == (last, digest)
    assert outside(path, "SELECT * FROM chain") == [(1, last, digest)]
    assert look(path).findings == ()


def test_that_a_case_of_version_1_gets_its_chain_and_keeps_everything(old: Path) -> None:
    kept = ("subject", "group", "checklist", "review", "response", "inquiry", "evidence", "touch", "document")
    before, entries = rows(old, *kept), outside(old, "SELECT * FROM journal ORDER BY id")
    CaseFile.open(old).close()
    added = {"review": ("unreviewed",), "response": ("",)}  # by version 4, at the end

    def now(table: str, row: tuple[object, ...]) -> tuple[object, ...]:
        """Return a row as version 5 has it: with ids in the place of numbers."""
        if table == "inquiry":
            *key, number, question, by, at, sent = row
            return (*key, str(number), 0, question, by, at, str(sent or ""))
        if table == "response":
            return (*row[:2], str(row[2]), *row[3:], *added[table])
        return (*row, *added.get(table, ()))

    assert rows(old, *kept) == [
        [now(table, row) for row in found] for table, found in zip(kept, before, strict=True)
    ]
    assert (
        outside(old, "SELECT id,at,reviewer,machine,version,action,detail,way,changes FROM journal")
        == entries
    )
    assert {way for *_, way, _ in entries} == {"do", "undo", "redo"}
    assert outside(old, 'SELECT distinct_signers, evidence_rule FROM "case"') == [(1, "off")]
    expect_chained(old)


def test_that_a_case_of_version_2_gets_its_chain_and_keeps_its_returns(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(migrations, "STEPS", migrations.STEPS[:2])
        engine = engines.engine_for(old)
        migrations.bring_up(engine, old, read_only=False)
        engine.dispose()
    (subject,) = outside(old, "SELECT min(subject) FROM subject")[0]
    book, report = sha256(b"book").hexdigest(), sha256(b"{}").hexdigest()
    told = {"file": "r.xlsx", "sha256": book, "report": report}
    changes = json.dumps(
        [["return", f"{subject}/1/1", field, "", value] for field, value in told.items()]
        + [["return", f"{subject}/1/1", "size", 0, 4]]
    )
    outside(
        old,
        f"INSERT INTO document VALUES ('{report}','{{}}')",
        f"INSERT INTO content VALUES (9,'{book}',4)",
        "INSERT INTO piece VALUES (9,0,CAST('book' AS BLOB))",
        f"INSERT INTO \"return\" VALUES ('{subject}',1,1,'r.xlsx','{book}',4,0,0,'{report}','','')",
        f"INSERT INTO journal VALUES (18,'2020-11-09','花','pc','0.2.0','import','','do','{changes}')",
        f"INSERT INTO touch VALUES ('return','{subject}/1/1',18)",
    )
    case = CaseFile.open(old)
    with case.read() as work:
        assert [back.file for back in work.records.all(Return)] == ["r.xlsx"]
    case.close()
    expect_chained(old)


def test_that_a_long_journal_is_chained_to_its_end(old: Path) -> None:
    with tool(old) as connection:
        connection.executemany(
            "INSERT INTO journal VALUES (?,'2020','花','pc','1','export',?,'do','[]')",
            [(number, f'{number} \x00\x1f\x7f"\\/\u2028𠮷') for number in range(18, 1203)],
        )
    CaseFile.open(old).close()
    expect_chained(old)


def test_that_an_entry_that_is_no_text_fails_the_step_and_leaves_the_file(old: Path) -> None:
    outside(old, "UPDATE journal SET detail=CAST('x' AS BLOB) WHERE id=5")
    before = old.read_bytes()
    assert code(refusal(old)) is Code.MIGRATION_FAILED
    assert old.read_bytes() == before
    assert names(old) == ["old.assess"]


def no_text(old: Path) -> None:
    outside(old, "UPDATE journal SET detail=CAST(x'ff80' AS TEXT) WHERE id=2")


def no_page(old: Path) -> None:
    """Spoil the last page of a long journal, which the step comes to while it reads."""
    with tool(old) as connection:
        connection.executemany(
            "INSERT INTO journal VALUES (?,'2020','花','pc','1','export',?,'do','[]')",
            [(number, f"entry-{number}") for number in range(18, 2001)],
        )
    content = old.read_bytes()
    with old.open("r+b") as file:
        file.seek(content.index(b"entry-2000") // 4096 * 4096)
        file.write(b"\xff" * 8)


@pytest.mark.parametrize("spoil", [no_text, no_page])
def test_that_damage_met_by_a_step_leaves_no_copy_and_prints_nothing(
    old: Path, spoil: Callable[[Path], None], capfd: pytest.CaptureFixture[str]
) -> None:
    spoil(old)
    before = old.read_bytes()
    for _ in range(2):
        assert code(refusal(old)) is Code.DAMAGED
        assert old.read_bytes() == before
        assert names(old) == ["old.assess"]
    assert capfd.readouterr().err == ""


def test_that_a_version_that_was_put_back_does_not_get_a_new_chain(path: Path) -> None:
    outside(path, "PRAGMA user_version=2", "UPDATE journal SET at=''")
    before = path.read_bytes()
    error = refusal(path)
    assert code(error) is Code.HEADER_ALTERED
    assert error.problems[0].values == {"found": 2, "known": NOW}
    assert path.read_bytes() == before
    assert names(path) == ["点検.assess"]


def test_that_a_case_has_the_version_of_the_last_step(path: Path) -> None:
    assert len(migrations.STEPS) == migrations.SCHEMA_VERSION
    assert outside(path, "PRAGMA user_version") == [(migrations.SCHEMA_VERSION,)]
    assert outside(path, "PRAGMA application_id") == [(engines.APPLICATION_ID,)]
    assert all(step.INFO for step in migrations.STEPS)


def test_that_an_older_case_is_copied_and_brought_up(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    climb(monkeypatch, Step(COLUMN), Step("CREATE TABLE note(body TEXT)", "INSERT INTO note VALUES ('x')"))
    case = CaseFile.open(path)
    with case.read() as work:
        assert work.records.all(Subject) == [BETA, ALPHA]
    case.close()
    assert outside(path, "PRAGMA user_version") == [(NOW + 2,)]
    assert outside(path, "SELECT body FROM note") == [("x",)]
    assert names(path) == ["点検.assess", BACKUP]
    CaseFile.open(path).close()
    assert len(names(path)) == 2


def test_that_the_copy_is_a_sound_case_of_the_older_version(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        climb(patched, Step(COLUMN))
        CaseFile.open(path).close()
    copy = path.with_name(BACKUP)
    assert code(refusal(path)) is Code.TOO_NEW
    case = CaseFile.open(copy)
    with case.read() as work:
        assert work.records.all(Subject) == [BETA, ALPHA]
        assert work.journal.count() == 1
    case.close()


def test_that_a_copy_never_overwrites_another(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    second, third = (BACKUP.replace(".assess", f"-{number}.assess") for number in (2, 3))
    for name in (BACKUP, second):
        path.with_name(name).write_text("earlier")
    climb(monkeypatch, Step(COLUMN))
    CaseFile.open(path).close()
    assert path.with_name(BACKUP).read_text() == "earlier"
    assert path.with_name(second).read_text() == "earlier"
    assert path.with_name(third).stat().st_size == path.stat().st_size


@pytest.mark.parametrize(
    "failing",
    [
        "SELEC 1",
        "INSERT INTO \"case\" VALUES (2,'','','','','','',1,'off')",
        ValueError("a value nobody expected"),
    ],
)
def test_that_a_failed_step_leaves_the_file_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch, failing: str | Exception
) -> None:
    before = path.read_bytes()
    climb(monkeypatch, Step(COLUMN, "DELETE FROM subject"), Step(failing))
    error = refusal(path)
    assert code(error) is Code.MIGRATION_FAILED
    assert error.problems[0].values == {"found": NOW, "known": NOW + 2}
    assert error.__cause__ is not None
    assert path.read_bytes() == before
    assert names(path) == ["点検.assess"]


def test_that_a_step_that_breaks_a_reference_is_a_failed_step(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = path.read_bytes()
    climb(monkeypatch, Step('DELETE FROM "group"'))
    assert code(refusal(path)) is Code.MIGRATION_FAILED
    assert path.read_bytes() == before


def test_that_a_mistake_in_a_step_leaves_the_file_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = path.read_bytes()
    climb(monkeypatch, Step(COLUMN, ZeroDivisionError()))
    with pytest.raises(ZeroDivisionError):
        CaseFile.open(path)
    assert path.read_bytes() == before


def test_that_a_disk_that_fills_up_on_the_way_is_told_as_such(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = path.read_bytes()
    monkeypatch.setattr(
        engines, "PRAGMAS", (*engines.PRAGMAS, f"PRAGMA max_page_count={len(before) // 4096}")
    )
    climb(monkeypatch, Step("CREATE TABLE note(body TEXT)", "INSERT INTO note VALUES (zeroblob(100000))"))
    assert code(refusal(path)) is Code.DISK_FULL
    assert path.read_bytes() == before
    assert names(path) == ["点検.assess"]


def test_that_a_case_gone_while_it_is_brought_up_keeps_its_copy(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if os.name == "nt":
        pytest.skip("an open file cannot be moved there")

    class Moving(Step):
        def apply(self, connection: Connection) -> None:
            path.rename(path.with_name("elsewhere"))
            super().apply(connection)

    climb(monkeypatch, Moving(COLUMN))
    assert code(refusal(path)) is Code.NOT_FOUND
    assert names(path) == ["elsewhere", BACKUP]


def test_that_an_older_case_that_cannot_be_written_is_refused(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)
    climb(monkeypatch, Step(COLUMN))
    assert code(refusal(path)) is Code.READ_ONLY
    assert names(path) == ["点検.assess"]


def test_that_without_room_for_the_copy_nothing_is_done(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = path.read_bytes()
    monkeypatch.setattr(engines, "COPY_PRAGMAS", ("PRAGMA max_page_count=10",))
    climb(monkeypatch, Step(COLUMN))
    error = refusal(path)
    assert code(error) is Code.DISK_FULL
    assert error.problems[0].place.file.endswith(BACKUP)
    assert path.read_bytes() == before
    assert names(path) == ["点検.assess"]


def test_that_a_copy_that_turns_out_to_be_read_only_stops_before_the_first_step(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = path.read_bytes()
    uri = engines.uri

    def only_the_case(of: Path) -> str:
        return uri(of) if of == path else uri(of).replace("mode=rw", "mode=ro")

    monkeypatch.setattr(engines, "uri", only_the_case)
    climb(monkeypatch, Step(COLUMN))
    assert code(refusal(path)) is Code.READ_ONLY
    assert path.read_bytes() == before
    assert names(path) == ["点検.assess"]


def test_that_a_folder_that_takes_no_copy_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_options: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "open", refuse)
    climb(monkeypatch, Step(COLUMN))
    assert code(refusal(path)) is Code.CANNOT_WRITE


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such permissions")
def test_that_the_copy_has_the_permissions_of_the_case(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    copy = engines.copy

    def look(source: Connection, target: Path, key: Key | None) -> None:
        seen.append(stat.S_IMODE(target.stat().st_mode))
        copy(source, target, key)

    monkeypatch.setattr(engines, "copy", look)
    path.chmod(0o640)
    climb(monkeypatch, Step(COLUMN))
    CaseFile.open(path).close()
    assert seen == [0o600]
    assert stat.S_IMODE(path.with_name(BACKUP).stat().st_mode) == 0o640


def test_that_a_case_another_program_just_brought_up_is_not_brought_up_twice(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    climb(monkeypatch, Step(COLUMN))
    writing = engines.writing

    def faster(engine: object) -> object:
        outside(path, COLUMN, f"PRAGMA user_version={NOW + 1}")
        return writing(engine)  # type: ignore[arg-type]  # handed through

    monkeypatch.setattr(engines, "writing", faster)
    engine = engines.engine_for(path)
    migrations.bring_up(engine, path, read_only=False)
    engine.dispose()
    assert names(path) == ["点検.assess"]
