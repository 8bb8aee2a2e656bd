"""Creating and opening: what is a case, what is none, and what is said about it."""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from assessor.domain.records import Subject
from assessor.errors import CaseFileError, Code
from assessor.storage import engines
from assessor.storage.case_file import CaseFile
from assessor.storage.schema import migrations
from assessor.words import Language
from assessor.words.problems.sentences import sentence
from tests.places import CASES
from tests.unit.storage.samples import ALPHA, BETA, CHECKLIST, GROUP, HANAKO, code, created, outside

needs_posix = pytest.mark.skipif(os.name != "posix", reason="the file system of Windows differs")


def subjects_or_code(path: Path) -> list[Subject] | Code:
    try:
        case = CaseFile.open(path)
    except CaseFileError as error:
        return code(error)
    with closing(case), case.read() as work:
        return work.records.all(Subject)


def refusal(path: Path) -> CaseFileError:
    with pytest.raises(CaseFileError) as caught:
        CaseFile.open(path)
    assert caught.value.problems[0].place.file == str(path)
    assert not list(path.parent.glob("*-journal"))
    return caught.value


@pytest.mark.parametrize("name", ["点検 2020年.assess", "50%25.assess", "why?.assess", "a#b&c=d.assess", "x"])
def test_that_a_case_may_have_any_name(tmp_path: Path, name: str) -> None:
    if os.name != "posix" and "?" in name:
        pytest.skip("not a name on Windows")
    folder = tmp_path / "フォルダ %20?#"[: 100 if os.name == "posix" else 8]
    folder.mkdir()
    case = CaseFile.create(folder / name)
    case.apply(created(GROUP, CHECKLIST, ALPHA), HANAKO)
    case.close()
    assert [found.name for found in folder.iterdir()] == [name]
    again = CaseFile.open(folder / name)
    with again.read() as work:
        assert work.records.get(Subject, "alpha") == ALPHA
    again.close()


@needs_posix
def test_that_a_name_may_be_so_long_that_only_its_journal_fits_beside_it(tmp_path: Path) -> None:
    place = tmp_path / ("x" * 247)
    CaseFile.create(place).close()
    case = CaseFile.open(place)
    case.apply(created(GROUP, CHECKLIST, ALPHA), HANAKO)
    case.close()
    assert list(tmp_path.iterdir()) == [place]


def test_that_an_address_of_a_network_share_keeps_its_slashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "absolute", lambda self: self)
    monkeypatch.setattr(Path, "as_posix", lambda self: str(self).replace("_", "//"))
    assert engines.uri(Path("_server/a b.assess")) == "file:////server/a%20b.assess?mode=rw"
    assert engines.uri(Path("C:/a.assess")) == "file:///C%3A/a.assess?mode=rw"


def test_that_a_relative_path_is_the_case_also_after_the_folder_changed(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(path.parent)
    case = CaseFile.open(Path(path.name))
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    with case.read() as work:
        assert work.records.all(Subject) == [BETA, ALPHA]
    assert case.path == path
    case.close()


def test_that_creating_does_not_touch_what_is_there(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(CaseFileError) as caught:
        CaseFile.create(path)
    assert code(caught.value) is Code.EXISTS
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (".", Code.IS_FOLDER),
        ("missing/new.assess", Code.NO_FOLDER),
        ("点検.assess/new.assess", Code.NO_FOLDER),
        ("x" * 300, Code.CANNOT_WRITE),
    ],
)
def test_that_creating_says_why_there_cannot_be_a_case(path: Path, place: str, expected: Code) -> None:
    with pytest.raises(CaseFileError) as caught:
        CaseFile.create(path.parent / place)
    assert code(caught.value) is expected


def test_that_a_folder_without_permission_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_options: object) -> None:
        raise PermissionError(errno.EACCES, "no")

    monkeypatch.setattr(Path, "touch", refuse)
    with pytest.raises(CaseFileError) as caught:
        CaseFile.create(tmp_path / "new.assess")
    assert code(caught.value) is Code.CANNOT_WRITE


def test_that_a_disk_that_is_full_while_creating_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "PRAGMAS", (*engines.PRAGMAS, "PRAGMA max_page_count=5"))
    with pytest.raises(CaseFileError) as caught:
        CaseFile.create(tmp_path / "new.assess")
    assert code(caught.value) is Code.DISK_FULL
    assert list(tmp_path.iterdir()) == []


def test_that_a_mistake_of_ours_while_creating_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken:
        INFO = "fails"

        def apply(self, _connection: object) -> None:
            raise KeyboardInterrupt

    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, Broken()))
    with pytest.raises(KeyboardInterrupt):
        CaseFile.create(tmp_path / "new.assess")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("missing.assess", Code.NOT_FOUND),
        ("missing/case.assess", Code.NOT_FOUND),
        ("点検.assess/case.assess", Code.NOT_FOUND),
        (".", Code.IS_FOLDER),
        ("x" * 300, Code.CANNOT_READ),
    ],
)
def test_that_opening_says_what_is_not_there(path: Path, place: str, expected: Code) -> None:
    assert code(refusal(path.parent / place)) in {expected, Code.NOT_FOUND if os.name == "nt" else expected}


@needs_posix
def test_that_a_pipe_is_no_case(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert code(refusal(tmp_path / "pipe")) is Code.NOT_A_CASE


def test_that_a_file_without_permission_cannot_be_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.R_OK)
    assert code(refusal(path)) is Code.CANNOT_READ


def test_that_a_foreign_database_is_no_case_and_stays_as_it_is(tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.sqlite"
    outside(foreign, "CREATE TABLE note(body TEXT)", "PRAGMA user_version=1")
    before = foreign.read_bytes()
    assert code(refusal(foreign)) is Code.NOT_A_CASE
    assert foreign.read_bytes() == before


@pytest.mark.parametrize(
    "content", [b"", b"x", b"subject,item,verdict\r\n" * 1000, b"PK\x03\x04" + bytes(9000)]
)
def test_that_another_kind_of_file_is_no_case_and_stays_as_it_is(tmp_path: Path, content: bytes) -> None:
    other = tmp_path / "other.assess"
    other.write_bytes(content)
    assert code(refusal(other)) is Code.NOT_A_CASE
    assert other.read_bytes() == content


def test_that_a_case_without_a_version_is_no_case(path: Path) -> None:
    outside(path, "PRAGMA user_version=0")
    assert code(refusal(path)) is Code.NOT_A_CASE


def test_that_a_newer_case_is_refused_and_both_versions_are_named(path: Path) -> None:
    outside(path, "PRAGMA user_version=7")
    before = path.read_bytes()
    error = refusal(path)
    assert code(error) is Code.TOO_NEW
    assert error.problems[0].values == {"found": 7, "known": migrations.SCHEMA_VERSION}
    assert path.read_bytes() == before


@pytest.mark.parametrize("kept", [-1, -4096, 8192, 4096, 600, 100])
def test_that_a_case_that_was_cut_off_is_damaged(path: Path, kept: int) -> None:
    path.write_bytes(path.read_bytes()[:kept])
    assert code(refusal(path)) is Code.DAMAGED


@pytest.mark.long
def test_that_every_page_of_zeros_or_noise_is_told_or_leaves_the_records_whole(
    path: Path, tmp_path: Path
) -> None:
    whole = path.read_bytes()
    told = 0
    for start in range(4096, len(whole), 4096):
        hurt = tmp_path / f"hurt-{start}.assess"
        hurt.write_bytes(whole[:start] + b"\xa5" * 4096 + whole[start + 4096 :])
        found = subjects_or_code(hurt)
        assert found in (Code.DAMAGED, [BETA, ALPHA])
        told += found is Code.DAMAGED
    assert told > 10


@pytest.mark.parametrize(
    "statement",
    ["DROP TABLE review", "DROP TABLE piece"],
)
def test_that_a_case_that_lacks_a_table_is_damaged_and_the_table_is_named(path: Path, statement: str) -> None:
    outside(path, statement)
    error = refusal(path)
    assert code(error) is Code.DAMAGED
    assert statement.endswith(str(error.problems[0].values["detail"]))


ENDLESS = (
    "CREATE VIEW touch AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n+1 FROM r)"
    " SELECT 'case' AS record, 'case' AS key, n AS entry FROM r"
)


@pytest.mark.parametrize(
    ("statements", "kind", "key"),
    [
        (("DROP TABLE touch", ENDLESS), "view", "touch"),
        (("CREATE TRIGGER late AFTER INSERT ON journal BEGIN DELETE FROM review; END",), "trigger", "late"),
        (("CREATE INDEX quick ON review(verdict)",), "index", "quick"),
        (("CREATE TABLE note(body TEXT)",), "table", "note"),
        (("ALTER TABLE review DROP COLUMN reason",), "table", "review"),
    ],
)
def test_that_a_case_with_a_definition_that_is_not_ours_is_not_read_and_told_which(
    path: Path, statements: tuple[str, ...], kind: str, key: str
) -> None:
    outside(path, *statements)
    error = refusal(path)
    assert code(error) is Code.FOREIGN_SCHEMA
    assert error.problems[0].values == {"kind": kind, "key": key}
    for language in Language:
        assert key in sentence(error.problems[0], language)


@pytest.mark.parametrize("name", ["v1", "v2"])
def test_that_an_older_case_with_a_trigger_is_refused_before_it_is_brought_up(
    name: str, tmp_path: Path
) -> None:
    old = Path(shutil.copy(CASES / f"{name}.assess", tmp_path / "old.assess"))
    outside(old, "CREATE TRIGGER late AFTER INSERT ON journal BEGIN DELETE FROM review; END")
    before = old.read_bytes()
    assert code(refusal(old)) is Code.FOREIGN_SCHEMA
    assert [found.name for found in tmp_path.iterdir()] == ["old.assess"]
    assert old.read_bytes() == before


@pytest.mark.parametrize(
    ("sound", "spoilt"),
    [
        (b"CREATE TABLE checklist", b"CREATE TABLE checkl\xffst"),
        (b"contact TEXT", b"contact T\xffXT"),
    ],
)
def test_that_a_schema_that_cannot_be_read_is_damage(path: Path, sound: bytes, spoilt: bytes) -> None:
    content = path.read_bytes()
    assert sound in content
    path.write_bytes(content.replace(sound, spoilt))
    assert code(refusal(path)) is Code.DAMAGED


def test_that_a_definition_with_one_byte_changed_is_not_ours(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"contact TEXT NOT NULL", b"c ntact TEXT NOT NULL"))
    assert code(refusal(path)) is Code.FOREIGN_SCHEMA


def test_that_damage_is_told_with_the_table_it_is_in(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:-1])
    problem = refusal(path).problems[0]
    assert str(len(content)) in sentence(problem, Language.EN)
    path.write_bytes(content)
    outside(path, "UPDATE \"group\" SET name=CAST(x'ff80' AS TEXT)")
    assert "group" in sentence(refusal(path).problems[0], Language.JA)


def test_that_a_format_of_sqlite_nobody_knows_is_damage(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[44:48] = (9).to_bytes(4, "big")
    path.write_bytes(content)
    assert code(refusal(path)) is Code.DAMAGED


def test_that_a_word_nobody_knows_is_damage(path: Path) -> None:
    outside(path, "PRAGMA ignore_check_constraints=ON", "UPDATE subject SET as_of='someday'")
    error = refusal(path)
    assert code(error) is Code.DAMAGED
    assert "subject" in str(error.problems[0].values["detail"])


def test_that_bytes_that_are_no_text_are_damage(path: Path) -> None:
    outside(path, "UPDATE \"group\" SET name=CAST(x'ff80' AS TEXT)")
    assert code(refusal(path)) is Code.DAMAGED


def test_that_a_case_another_program_put_into_wal_comes_back_to_one_file(path: Path) -> None:
    outside(path, "PRAGMA journal_mode=WAL")
    case = CaseFile.open(path)
    case.apply(created(ALPHA).inverted(), HANAKO)
    assert [found.name for found in path.parent.iterdir()] == [path.name]
    case.close()
    assert outside(path, "PRAGMA journal_mode") == [("delete",)]


def test_that_a_crash_of_another_program_is_rolled_back_when_the_case_is_opened(
    path: Path, tmp_path: Path
) -> None:
    torn = tmp_path / "torn.assess"
    case = CaseFile.open(path)
    with case.write() as work:
        connection = work.scope.connection
        connection.exec_driver_sql("PRAGMA cache_size=1")  # pages go to the file before the commit
        connection.exec_driver_sql("UPDATE subject SET name='torn'")
        connection.exec_driver_sql(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<200) "
            "INSERT INTO document SELECT i, hex(zeroblob(900)) FROM n"
        )
        shutil.copy(f"{path}-journal", f"{torn}-journal")
        shutil.copy(path, torn)
    case.close()
    assert b"torn" in torn.read_bytes()
    again = CaseFile.open(torn)
    with again.read() as work:
        assert work.records.all(Subject) == [BETA, ALPHA]
    again.close()
