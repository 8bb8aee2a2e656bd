"""Recovering what a damaged case still holds; the damaged file is never written to."""

from __future__ import annotations

import hashlib
import random
import shutil
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assessor.domain.records import Evidence, RecordKind, Subject
from assessor.domain.vocabulary import Action
from assessor.errors import CaseFileError, Code
from assessor.progress import Cancelled, Progress, quiet
from assessor.storage import keys
from assessor.storage.case_file import CaseFile
from assessor.storage.recovery.recovery import RecoveryResult, recover
from tests.depth import spread
from tests.unit.storage.samples import HANAKO, code
from tests.unit.storage.trusting import build, look, tool

if TYPE_CHECKING:
    from assessor.storage.keys import Key

pytestmark = pytest.mark.long

PAGE = 4096
KEY = keys.fresh("合言葉")


@pytest.fixture(scope="module")
def locked_whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("locked") / "locked.assess"
    build(path, KEY)
    return path


def spoil(path: Path, *pages: int) -> None:
    noise = random.Random(7)
    with path.open("r+b") as file:
        for page in pages:
            file.seek(page * PAGE)
            file.write(noise.randbytes(PAGE))


def recovered(path: Path, key: Key | None = None, **more: object) -> RecoveryResult:
    before = hashlib.sha256(path.read_bytes()).digest()
    done = recover(path, key, path.with_name("recovered.assess"), HANAKO, quiet(), **more)  # type: ignore[arg-type]
    assert hashlib.sha256(path.read_bytes()).digest() == before
    return done


def last_entry(path: Path, key: Key | None = None) -> tuple[Action, str, str]:
    case = CaseFile.open(path, key)
    with case.read() as work:
        entry = work.journal.entries(newest=1)[0]
    case.close()
    return entry.change_set.action, entry.change_set.facts.file, entry.reviewer


def lost(done: RecoveryResult) -> set[str]:
    return {loss.table for loss in done.lost}


@pytest.mark.parametrize("encrypted", [False, True])
def test_that_of_a_sound_case_everything_comes_over_sign_offs_too(
    whole: Path, locked_whole: Path, tmp_path: Path, encrypted: bool
) -> None:
    key = KEY if encrypted else None
    path = Path(shutil.copy(locked_whole, tmp_path / "own-locked.assess")) if encrypted else whole
    before = look(path, key=key)
    done = recovered(path, key)
    assert done.whole
    assert done.verification.clean
    assert (done.entries, done.records) == (before.entries, before.records)
    assert (done.documents, done.contents) == (before.documents, before.contents)
    after = look(done.path, before.digest, key=key)
    assert after.clean
    assert after.entries == before.entries + 1
    assert last_entry(done.path, key) == (Action.CREATE, path.name, HANAKO.reviewer)


@pytest.mark.deep
@pytest.mark.parametrize("encrypted", [False, True])
def test_that_around_any_damaged_page_the_rest_is_recovered_and_sound(
    whole: Path, locked_whole: Path, tmp_path: Path, encrypted: bool
) -> None:
    key, source = (KEY, locked_whole) if encrypted else (None, whole)
    every = look(source, key=key)
    pages = source.stat().st_size // PAGE
    refused = 0
    for page in spread([*range(1, 45), *range(45, pages, 60), pages - 1], 14):
        path = Path(shutil.copy(source, tmp_path / "damaged.assess"))
        spoil(path, page)
        try:
            done = recovered(path, key)
        except CaseFileError as error:
            assert code(error) in {Code.BEGINNING_LOST, Code.DAMAGED}  # noqa: PT017 - where the tables begin is on a few pages only
            refused += 1
            continue
        assert done.verification.clean, page
        assert done.whole or done.lost
        if not done.lost:
            assert (done.entries, done.contents) == (every.entries, every.contents)
        done.path.unlink()
        assert sorted(p.name for p in tmp_path.iterdir() if ".part" in p.name) == []
    assert refused <= (4 if encrypted else 0)


def test_that_a_damaged_record_comes_back_from_a_whole_journal(whole: Path) -> None:
    with tool(whole) as connection:
        connection.execute("UPDATE review SET reason='偽' WHERE item='A-01' AND subject='alpha'")
        connection.execute("DELETE FROM inquiry")
    done = recovered(whole)
    assert done.whole
    assert done.verification.clean


def test_that_entries_after_a_lost_one_live_on_in_the_records(whole: Path) -> None:
    with tool(whole) as connection:
        connection.execute("DELETE FROM touch WHERE entry=6")
        connection.execute("DELETE FROM journal WHERE id=6")
    done = recovered(whole)
    assert done.entries == 5
    assert done.verification.clean
    assert {"journal", "signoff"} <= lost(done)
    case = CaseFile.open(done.path)
    with case.read() as work:
        assert work.records.get(Subject, "beta").name == "ベータ改"
        assert len(work.records.all(Evidence)) == 2
    case.close()


def test_that_evidence_with_a_lost_byte_is_listed_and_purged_by_name(whole: Path) -> None:
    case = CaseFile.open(whole)
    with case.read() as work:
        (first, _) = work.records.all(Evidence)
    case.close()
    with tool(whole) as connection:
        number = connection.execute("SELECT id FROM content WHERE sha256=?", (first.sha256,)).fetchone()[0]
        connection.execute("UPDATE piece SET bytes=x'00' WHERE content=? AND number=0", (number,))
    done = recovered(whole)
    assert done.verification.clean
    assert [loss.name for loss in done.lost if loss.table == RecordKind.EVIDENCE.value] == [first.name]
    assert "signoff" in lost(done)
    assert last_entry(done.path)[0] is Action.PURGE
    with closing(CaseFile.open(done.path)) as again, again.read() as work:
        (gone,) = work.journal.entries(newest=1)[0].change_set.facts.purged
    assert (gone.sha256, gone.name, gone.size) == (first.sha256, first.name, first.size)


def test_that_a_case_cut_off_keeps_what_was_in_front(whole: Path) -> None:
    with whole.open("r+b") as file:
        file.truncate(60 * PAGE)
    done = recovered(whole)
    assert done.entries > 0
    assert done.verification.clean
    assert "content" in lost(done)


def test_that_a_change_that_a_crash_interrupted_is_rolled_back_in_a_copy(whole: Path, tmp_path: Path) -> None:
    crashed = tmp_path / "crashed.assess"
    with tool(whole) as connection:
        connection.execute("PRAGMA cache_size=1")
        connection.execute("UPDATE review SET reason=printf('%.9000c', 'x')")
        connection.execute("UPDATE journal SET detail=printf('%.9000c', 'x')")
        shutil.copyfile(whole, crashed)
        shutil.copyfile(f"{whole}-journal", f"{crashed}-journal")
        connection.execute("ROLLBACK")
        connection.execute("BEGIN")
    journal = Path(f"{crashed}-journal").read_bytes()
    done = recovered(crashed)
    assert done.whole
    assert Path(f"{crashed}-journal").read_bytes() == journal
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", Code.NOT_A_CASE),
        (b"just a text of some length", Code.NOT_A_CASE),
        (b"SQLite format 3\0" + b"\xff" * PAGE, Code.NOT_A_CASE),
    ],
)
def test_that_what_is_no_case_gives_nothing(tmp_path: Path, content: bytes, expected: Code) -> None:
    odd = tmp_path / "odd.assess"
    odd.write_bytes(content)
    with pytest.raises(CaseFileError) as caught:
        recovered(odd)
    assert code(caught.value) in {expected, Code.DAMAGED}
    assert list(tmp_path.iterdir()) == [odd]


def test_that_keys_are_asked_for_and_a_wrong_one_is_told(locked_whole: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(locked_whole, tmp_path / "own.assess"))
    for key, expected in ((None, Code.PASSPHRASE_NEEDED), (keys.of_file(path, "別"), Code.WRONG_PASSPHRASE)):
        with pytest.raises(CaseFileError) as caught:
            recovered(path, key)
        assert code(caught.value) is expected
    with pytest.raises(CaseFileError) as caught:
        recover(tmp_path / "gone.assess", None, tmp_path / "new.assess", HANAKO, quiet())
    assert code(caught.value) is Code.NOT_FOUND


def test_that_a_recovery_replaces_nothing_and_cancelled_leaves_nothing(whole: Path, tmp_path: Path) -> None:
    target = tmp_path / "recovered.assess"
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        recover(whole, None, target, HANAKO, progress)
    assert list(tmp_path.iterdir()) == [whole]
    target.write_bytes(b"mine")
    with pytest.raises(CaseFileError) as caught:
        recovered(whole)
    assert code(caught.value) is Code.EXISTS
    assert target.read_bytes() == b"mine"


@pytest.mark.parametrize(("version", "expected"), [(2, Code.DAMAGED), (99, Code.TOO_NEW)])
def test_that_other_versions_are_refused(whole: Path, version: int, expected: Code) -> None:
    with tool(whole) as connection:
        connection.execute(f"PRAGMA user_version={version}")
    with pytest.raises(CaseFileError) as caught:
        recovered(whole)
    assert code(caught.value) is expected
