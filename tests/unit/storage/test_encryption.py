"""Encrypted cases: the same as plain ones, and nothing of them can be read anywhere without the key."""

from __future__ import annotations

import random
import shutil
from contextlib import closing
from hashlib import pbkdf2_hmac
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import Mock

import pytest
from sqlcipher3 import dbapi2

from assessor.domain.records import Subject
from assessor.errors import CaseFileError, Code
from assessor.progress import quiet
from assessor.storage import engines, keys
from assessor.storage.case_file import CaseFile
from assessor.storage.schema import migrations
from tests.unit.storage.samples import (
    ALPHA,
    BETA,
    CHECKLIST,
    GROUP,
    HANAKO,
    REVIEW,
    code,
    created,
)

if TYPE_CHECKING:
    from sqlalchemy import Connection

SECRETS = tuple(
    text.encode() for text in ("アルファ", "二要素認証が未導入", "ログの写し", "花子", "CREATE TABLE")
)
PASSPHRASE = "合い言葉"
KEY = keys.fresh(PASSPHRASE)
OTHER = keys.fresh(PASSPHRASE)  # another salt, so another key

needs_proc = pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="no list of open files")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An encrypted case with reviews and evidence; not to be written to."""
    folder = tmp_path_factory.mktemp("encrypted")
    case = CaseFile.create(folder / "made.assess", KEY)
    case.apply(created(GROUP, CHECKLIST, ALPHA, BETA, REVIEW), HANAKO)
    log = folder / "log.txt"
    log.write_text("ログの写し\n" * 30_000, encoding="utf-8")
    with case.write() as work:
        work.contents.put(log, quiet())
    case.close()
    return case.path


@pytest.fixture
def locked(made: Path, tmp_path: Path) -> Path:
    """An encrypted case of one's own, closed."""
    own = tmp_path / "点検.assess"
    shutil.copy(made, own)
    return own


def refusal(path: Path, key: keys.Key | None) -> CaseFileError:
    before = path.read_bytes()
    with pytest.raises(CaseFileError) as caught:
        CaseFile.open(path, key)
    assert path.read_bytes() == before
    assert [found.name for found in path.parent.iterdir()] == [path.name]
    return caught.value


def hits(content: bytes) -> set[bytes]:
    return {secret for secret in SECRETS if secret in content}


def test_that_an_encrypted_case_is_used_as_any_other(locked: Path) -> None:
    with closing(CaseFile.open(locked, KEY)) as case:
        assert case.key == KEY
        case.apply(created(REVIEW).inverted(), HANAKO)
        with case.read() as work:
            assert work.records.all(Subject) == [BETA, ALPHA]
            assert work.journal.count() == 2
    with closing(CaseFile.open(locked, KEY)) as case, case.read() as work:
        assert work.journal.count() == 2


def test_that_a_plain_case_has_no_key(case: CaseFile) -> None:
    assert case.key is None


def test_that_nothing_in_the_file_can_be_read(made: Path, path: Path) -> None:
    assert made.read_bytes()[:16] == KEY.salt
    assert not hits(made.read_bytes())
    assert len(hits(path.read_bytes())) > 2  # it would have been found


@pytest.mark.long
def test_that_any_program_with_sqlcipher_opens_a_case_with_the_passphrase(
    real_rounds: None, tmp_path: Path
) -> None:
    made = tmp_path / "made.assess"
    with closing(CaseFile.create(made, keys.fresh(PASSPHRASE))) as case:
        case.apply(created(GROUP, CHECKLIST, ALPHA, BETA), HANAKO)
    with closing(dbapi2.connect(made)) as connection:
        connection.execute(f"PRAGMA key='{PASSPHRASE}'")
        assert connection.execute("PRAGMA application_id").fetchall() == [(engines.APPLICATION_ID,)]
        assert connection.execute("SELECT count(*) FROM subject").fetchall() == [(2,)]
        assert connection.execute("PRAGMA cipher_integrity_check").fetchall() == []


def test_that_opening_costs_one_derivation_whatever_is_done_then(
    locked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    derived, opened = Mock(side_effect=pbkdf2_hmac), Mock(side_effect=engines.keying)
    monkeypatch.setattr(keys, "pbkdf2_hmac", derived)
    monkeypatch.setattr(engines, "keying", opened)
    with closing(CaseFile.open(locked, keys.of_file(locked, PASSPHRASE))) as case:
        with case.read() as first, case.read() as second, case.read() as third:
            assert first.journal.count() == second.journal.count() == third.journal.count()
        case.apply(created(REVIEW).inverted(), HANAKO)
    assert derived.call_count == 1
    assert opened.call_count == 3


@pytest.mark.parametrize(
    ("key", "expected"), [(None, Code.PASSPHRASE_NEEDED), (OTHER, Code.WRONG_PASSPHRASE)]
)
def test_that_an_encrypted_case_opens_with_its_key_alone(
    locked: Path, key: keys.Key | None, expected: Code, capfd: pytest.CaptureFixture[str]
) -> None:
    assert code(refusal(locked, key)) is expected
    assert capfd.readouterr() == ("", "")  # SQLCipher would tell of itself there


def test_that_a_key_for_a_case_that_has_none_is_told(path: Path) -> None:
    assert code(refusal(path, KEY)) is Code.NOT_ENCRYPTED


def noise(size: int) -> bytes:
    return random.Random(4).randbytes(size)


@pytest.mark.parametrize("size", [16, 100, 4096, 40960, 40961])
def test_that_a_wrong_passphrase_and_no_case_at_all_look_the_same(
    locked: Path, tmp_path: Path, size: int
) -> None:
    (tmp_path / "other").mkdir()
    other = tmp_path / "other" / locked.name
    other.write_bytes(noise(size))
    sealed = tmp_path / "sealed" / locked.name
    sealed.parent.mkdir()
    locked.rename(sealed)
    for key in (None, OTHER):
        first, second = refusal(sealed, key), refusal(other, key)
        assert str(first).replace(str(sealed), "") == str(second).replace(str(other), "")
        assert type(first.__cause__) is type(second.__cause__)


@pytest.mark.parametrize("content", [b"", b"x", noise(15)])
def test_that_a_file_too_short_for_a_case_is_none(tmp_path: Path, content: bytes) -> None:
    short = tmp_path / "short.assess"
    short.write_bytes(content)
    assert code(refusal(short, None)) is Code.NOT_A_CASE
    assert code(refusal(short, KEY)) in {Code.NOT_A_CASE, Code.WRONG_PASSPHRASE}


@pytest.mark.parametrize("kept", [-1, -4096, 8192, 4096])
def test_that_an_encrypted_case_that_was_cut_off_is_damaged(locked: Path, kept: int) -> None:
    locked.write_bytes(locked.read_bytes()[:kept])
    assert code(refusal(locked, KEY)) is Code.DAMAGED
    assert code(refusal(locked, None)) is Code.PASSPHRASE_NEEDED


def test_that_without_its_first_page_nothing_can_be_told(locked: Path) -> None:
    locked.write_bytes(locked.read_bytes()[:600])
    assert code(refusal(locked, KEY)) is Code.WRONG_PASSPHRASE


def test_that_an_encrypted_file_of_something_else_is_no_case(tmp_path: Path) -> None:
    foreign = tmp_path / "foreign"
    with closing(dbapi2.connect(foreign, isolation_level=None)) as connection:
        connection.execute(f'PRAGMA key="{KEY.pragma}"')
        connection.execute("CREATE TABLE note(body)")
    assert code(refusal(foreign, KEY)) is Code.NOT_A_CASE


def soundness(path: Path) -> list[tuple[str]]:
    with closing(dbapi2.connect(path)) as connection:
        connection.execute("PRAGMA cipher_log_level=NONE")
        connection.execute(f'PRAGMA key="{KEY.pragma}"')
        try:
            found: list[tuple[str]] = connection.execute("PRAGMA quick_check").fetchall()
        except dbapi2.DatabaseError:
            return []
        return found


@pytest.mark.long
def test_that_one_bit_in_any_page_is_told_when_the_page_is_read(locked: Path) -> None:
    whole = locked.read_bytes()
    assert soundness(locked) == [("ok",)]
    for start in range(0, len(whole), 4096):
        changed = bytearray(whole)
        changed[start + 2000] ^= 1
        locked.write_bytes(changed)
        assert soundness(locked) != [("ok",)]


# Nothing readable on any disk


class Watch:
    """Looks into every file of the case's folder, and into every other that is open, all the while."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.found: dict[str, set[bytes]] = {}
        self.read: dict[str, int] = {}

    def look(self) -> int:
        for handle in Path("/proc/self/fd").iterdir():
            try:
                target = str(handle.readlink())
                content = handle.read_bytes() if handle.is_file() else b""
            except OSError:  # closed by now, or no file
                continue
            kind = self._kind(target)
            if kind and content:
                self.read[kind] = max(self.read.get(kind, 0), len(content))
                self.found.setdefault(kind, set()).update(hits(content))
        return 0

    def _kind(self, target: str) -> str:
        if "etilqs" in target or ("deleted" in target and str(self.path) in target):
            return "temporary"
        if target.startswith(str(self.path)):
            return target.removeprefix(str(self.path)) or "case"
        return ""


MANY = """
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
    INSERT INTO document SELECT i, '二要素認証が未導入' || hex(randomblob(400)) FROM n
"""
SORTED = """
    SELECT count(*) FROM
    (SELECT body || sha256 AS both FROM document UNION SELECT sha256 || body FROM document ORDER BY both)
"""


def watched(case: CaseFile) -> Watch:
    """Change much in one transaction, with everything on the way that SQLite has files for."""
    watch = Watch(case.path)
    with case.write() as work:
        work.scope.connection.exec_driver_sql(MANY)
    with case.write() as work:
        connection = work.scope.connection
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.set_progress_handler(watch.look, 20_000)
        connection.exec_driver_sql("PRAGMA cache_size=10")  # pages go to the file before the commit
        connection.exec_driver_sql("UPDATE document SET body = '花子' || body")
        watch.look()
        with connection.begin_nested():  # with a journal of its own, for taking back
            connection.exec_driver_sql("UPDATE document SET body = 'ログの写し' || body")
            watch.look()
        connection.exec_driver_sql(SORTED).all()
        watch.look()
        driver.set_progress_handler(None, 0)
    return watch


@needs_proc
def test_that_nothing_in_the_journal_or_a_temporary_file_can_be_read(locked: Path) -> None:
    with closing(CaseFile.open(locked, KEY)) as case:
        watch = watched(case)
    assert watch.found == {"case": set(), "-journal": set()}  # no temporary file at all
    assert watch.read["-journal"] > 100_000
    assert watch.read["case"] > 1_000_000


@needs_proc
def test_that_what_lay_open_there_would_have_been_found(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    to_disk = tuple(p.replace("temp_store=MEMORY", "temp_store=FILE") for p in engines.PRAGMAS)
    monkeypatch.setattr(engines, "PRAGMAS", to_disk)
    with closing(CaseFile.open(path)) as case:
        watch = watched(case)
    assert all(watch.found[kind] for kind in ("case", "-journal", "temporary"))


def test_that_a_crash_is_rolled_back_with_an_encrypted_journal(locked: Path, tmp_path: Path) -> None:
    torn = tmp_path / "torn.assess"
    with closing(CaseFile.open(locked, KEY)) as case, case.write() as work:
        connection = work.scope.connection
        connection.exec_driver_sql("PRAGMA cache_size=1")
        connection.exec_driver_sql("UPDATE subject SET name='torn'")
        connection.exec_driver_sql(MANY)
        shutil.copy(f"{locked}-journal", f"{torn}-journal")
        shutil.copy(locked, torn)
    assert torn.stat().st_size > 1_000_000
    with closing(CaseFile.open(torn, KEY)) as case, case.read() as work:
        assert work.records.all(Subject) == [BETA, ALPHA]
    assert not torn.with_name(f"{torn.name}-journal").exists()


# Copies and new versions


class Step:
    """A step of a test that may fail at its end."""

    INFO = "a step of a test"

    def __init__(self, *, failing: bool) -> None:
        self.failing = failing

    def apply(self, connection: Connection) -> None:
        connection.exec_driver_sql("ALTER TABLE document ADD COLUMN caption TEXT NOT NULL DEFAULT ''")
        connection.exec_driver_sql("UPDATE subject SET name='changed'")
        if self.failing:
            connection.exec_driver_sql("SELEC 1")


def test_that_the_copy_of_an_older_encrypted_case_is_encrypted_like_it(
    locked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(migrations, "STEPS", (*migrations.STEPS, Step(failing=False)))
        CaseFile.open(locked, KEY).close()
    copy = locked.with_name(f"{locked.stem}.backup-v{migrations.SCHEMA_VERSION}.assess")
    assert not hits(copy.read_bytes())
    assert copy.read_bytes()[:16] == KEY.salt
    with closing(CaseFile.open(copy, keys.of_file(copy, PASSPHRASE))) as case, case.read() as work:
        assert work.records.all(Subject) == [BETA, ALPHA]
    assert sorted(found.name for found in locked.parent.iterdir()) == sorted([copy.name, locked.name])


def test_that_a_failed_step_leaves_an_encrypted_file_as_it_was(
    locked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, Step(failing=True)))
    assert code(refusal(locked, KEY)) is Code.MIGRATION_FAILED


def test_that_no_copy_of_an_encrypted_case_is_ever_plain(locked: Path, tmp_path: Path) -> None:
    engine = engines.engine_for(locked, KEY)
    copy = tmp_path / "copy"
    copy.touch()
    with engine.connect() as source, pytest.raises(dbapi2.Error):
        engines.copy(source, copy, None)
    engine.dispose()
    assert copy.read_bytes() == b""


def test_that_a_page_has_other_bytes_in_every_copy(locked: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    copy.touch()
    engine = engines.engine_for(locked, KEY)
    with engine.connect() as source:
        engines.copy(source, copy, KEY)
    engine.dispose()
    first, second = locked.read_bytes(), copy.read_bytes()
    assert len(first) == len(second)
    assert all(first[at : at + 4096] != second[at : at + 4096] for at in range(0, len(first), 4096))


# Creating


@pytest.fixture
def few_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "PRAGMAS", (*engines.PRAGMAS, "PRAGMA max_page_count=5"))


def test_that_a_disk_that_is_full_while_an_encrypted_case_is_made_leaves_no_file(
    tmp_path: Path, few_pages: None
) -> None:
    with pytest.raises(CaseFileError) as caught:
        CaseFile.create(tmp_path / "new.assess", KEY)
    assert code(caught.value) is Code.DISK_FULL
    assert list(tmp_path.iterdir()) == []


def test_that_a_conflict_shows_no_key(locked: Path) -> None:
    with closing(CaseFile.open(locked, KEY)) as case, pytest.raises(Exception) as caught:  # noqa: PT011
        case.apply(created(ALPHA), HANAKO)
    assert KEY.raw.hex() not in repr(caught.value)
    assert KEY.raw.hex() not in repr(vars(case))
