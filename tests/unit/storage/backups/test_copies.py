"""Copies of a case: whole, encrypted as it is, checked, and thinned with time."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assessor.errors import CaseFileError, Code
from assessor.progress import Cancelled, Progress, quiet
from assessor.storage import engines, keys
from assessor.storage.backups import copies
from assessor.storage.case_file import CaseFile
from assessor.storage.files.new_file import new_file
from tests.unit.storage.samples import HANAKO, change_set, code, reason
from tests.unit.storage.trusting import TABLES, TWO_PIECES, build, look

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assessor.storage.keys import Key

KEY = keys.fresh("合言葉")


@pytest.fixture(scope="module")
def locked_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("locked") / "locked.assess"
    build(path, KEY)
    return path


@pytest.fixture
def locked(locked_case: Path, tmp_path: Path) -> Iterator[CaseFile]:
    case = CaseFile.open(Path(shutil.copy(locked_case, tmp_path / "own-locked.assess")), KEY)
    yield case
    case.close()


@pytest.fixture
def opened(whole: Path) -> Iterator[CaseFile]:
    case = CaseFile.open(whole)
    yield case
    case.close()


def contents(path: Path, key: Key | None = None) -> dict[str, list[tuple[object, ...]]]:
    with closing(engines.connect(path, key)) as connection:
        return {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in TABLES}


def test_that_a_copy_holds_everything_and_verifies(opened: CaseFile, tmp_path: Path) -> None:
    made = copies.take(opened, tmp_path / "copies", "総点検 2020", "c1", quiet())
    assert contents(made.path) == contents(opened.path)
    assert look(made.path).clean
    assert (made.title, made.case, made.locked) == ("総点検 2020", "c1", False)
    assert made.size == made.path.stat().st_size
    assert [one.path for one in copies.listed(tmp_path / "copies")] == [made.path]
    with opened.read() as work:
        head = work.journal.head()
    assert (made.entries, made.digest) == (head.entries, head.digest[:12])
    assert [found.name for found in (tmp_path / "copies").iterdir()] == [made.path.name]


def test_that_a_copy_of_an_encrypted_case_has_its_key_and_nothing_in_clear(
    locked: CaseFile, tmp_path: Path
) -> None:
    made = copies.take(locked, tmp_path / "copies", "題", "c1", quiet())
    assert made.locked
    whole = made.path.read_bytes()
    assert whole[:16] == KEY.salt
    for text in ("花子".encode(), b"alpha", b"CREATE TABLE", TWO_PIECES[:64]):
        assert text not in whole
    assert contents(made.path, KEY) == contents(locked.path, KEY)
    assert look(made.path, key=KEY).clean


def test_that_nobody_else_may_read_a_copy(opened: CaseFile, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    made = copies.take(opened, folder, "題", "c1", quiet())
    if hasattr(made.path, "owner"):
        assert made.path.stat().st_mode & 0o077 == 0
        assert folder.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("title", ["a/b:c*?", "１．２．３", "題" * 200, "", "_x_20200101T000000Z", "con"])
def test_that_every_title_makes_a_name_that_is_read_again(
    opened: CaseFile, tmp_path: Path, title: str
) -> None:
    made = copies.take(opened, tmp_path / "copies", title, "0123abcd", quiet())
    (found,) = copies.listed(tmp_path / "copies", "0123abcd")
    assert found == made
    assert found.case == "0123abcd"


def test_that_two_copies_of_one_second_are_two(opened: CaseFile, tmp_path: Path) -> None:
    for _ in range(3):
        copies.take(opened, tmp_path, "題", "c1", quiet())
    assert len(copies.listed(tmp_path, "c1")) == 3


def test_that_only_copies_of_the_case_are_listed_newest_first(opened: CaseFile, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    for name in ("題_c1_20201101T000000Z", "題_c1_20201102T000000Z-2", "題_c2_20201101T000000Z"):
        (folder / f"{name}.assess").write_bytes(b"")
    odd = ("題_c1_x.assess", "題_c1_20201399T000000Z.assess", "題_c1_２０２０１１０１T000000Z.assess")
    for name in ("notes.txt", ".題_c1_20201103T000000Z.assess.part", *odd):
        (folder / name).write_bytes(b"")
    assert [one.at[:10] for one in copies.listed(folder, "c1")] == ["2020-11-02", "2020-11-01"]
    assert len(copies.listed(folder)) == 3
    assert copies.listed(tmp_path / "nowhere") == []


@pytest.mark.parametrize("which", ["opened", "locked"])
def test_that_who_writes_meanwhile_gets_through_and_the_copy_is_whole(
    request: pytest.FixtureRequest, which: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: CaseFile = request.getfixturevalue(which)
    monkeypatch.setattr(copies, "PAGES", 20)
    written: list[int] = []

    def write(done: int, total: int) -> None:
        if len(written) < 3 and done < total:
            written.append(opened.apply(change_set(reason("", str(done), f"beta/B-0{len(written)}")), HANAKO))

    progress = Progress()
    monkeypatch.setattr(progress, "step", write)
    target = tmp_path / "copy.assess"
    head = copies.copy_to(opened, target, progress)
    assert len(written) == 3
    assert head.entries == written[-1]
    assert look(target, key=opened.key).clean
    assert contents(target, opened.key) == contents(opened.path, opened.key)


@pytest.mark.parametrize("which", ["opened", "locked"])
def test_that_a_copy_gives_way_when_the_case_changes_all_the_time(
    request: pytest.FixtureRequest, which: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: CaseFile = request.getfixturevalue(which)
    monkeypatch.setattr(copies, "PAGES", 20)
    progress, count = Progress(), [0]

    def write(_done: int, _total: int) -> None:
        count[0] += 1
        opened.apply(change_set(reason("", "x", f"beta/B-{count[0]}")), HANAKO)

    monkeypatch.setattr(progress, "step", write)
    with pytest.raises(CaseFileError) as caught:
        copies.copy_to(opened, tmp_path / "copy.assess", progress)
    assert code(caught.value) is Code.LOCKED
    assert not list(tmp_path.glob("*copy*"))


def test_that_cancelling_leaves_nothing_behind(opened: CaseFile, tmp_path: Path) -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        copies.take(opened, tmp_path / "copies", "題", "c1", progress)
    assert list((tmp_path / "copies").iterdir()) == []


def test_that_a_copy_replaces_nothing(opened: CaseFile, tmp_path: Path) -> None:
    target = tmp_path / "taken.assess"
    target.write_bytes(b"mine")
    with pytest.raises(CaseFileError) as caught:
        copies.copy_to(opened, target, quiet())
    assert code(caught.value) is Code.EXISTS
    assert target.read_bytes() == b"mine"


@pytest.mark.parametrize("damage", ["chain", "journal", "page"])
def test_that_a_copy_that_is_not_what_it_should_be_is_not_kept(
    opened: CaseFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    copy = copies.pages

    def spoil(source: object, part: Path, progress: Progress) -> None:
        copy(source, part, progress)
        if damage == "page":
            with part.open("r+b") as file:
                file.seek(5 * 4096)
                file.write(b"\xff" * 4096)
            return
        with closing(sqlite3.connect(part, isolation_level=None)) as connection:
            connection.execute("PRAGMA foreign_keys=OFF")
            connection.execute(
                "UPDATE chain SET digest='0'" if damage == "chain" else "DELETE FROM journal WHERE id=3"
            )

    monkeypatch.setattr(copies, "pages", spoil)
    with pytest.raises(CaseFileError) as caught:
        copies.take(opened, tmp_path / "copies", "題", "c1", quiet())
    told = Path(caught.value.problems[0].place.file)
    assert told.name.startswith("題_c1_")  # and not the name it had until then
    assert list((tmp_path / "copies").iterdir()) == []


def test_that_what_a_crash_left_is_swept_when_it_is_old(opened: CaseFile, tmp_path: Path) -> None:
    old, new = tmp_path / ".old.assess.part", tmp_path / ".new.assess.part"
    for part in (old, new):
        part.write_bytes(b"x")
    os.utime(old, (0, 0))
    copies.take(opened, tmp_path, "題", "c1", quiet())
    assert not old.exists()
    assert new.exists()


def test_that_what_a_killed_copy_left_blocks_no_name(opened: CaseFile, tmp_path: Path) -> None:
    target = tmp_path / "b.assess"
    (tmp_path / ".b.assess.part").write_bytes(b"of a version before")
    with new_file(tmp_path / "c.assess") as part:
        abandoned = Path(shutil.copy(part, tmp_path / ".b.assess.0123abcd.assess.part"))
        killed_long_ago = Path(shutil.copy(part, tmp_path / ".b.assess.4567abcd.assess.part"))
        os.utime(killed_long_ago, (0, 0))
        copies.copy_to(opened, target, quiet())
        assert part.exists()  # who is at work is not disturbed
    assert look(target).digest == look(opened.path).digest
    assert abandoned.exists()
    assert not killed_long_ago.exists()
    with pytest.raises(CaseFileError) as caught:
        copies.copy_to(opened, target, quiet())
    assert code(caught.value) is Code.EXISTS


def test_that_the_longest_name_can_be_copied_to(opened: CaseFile, tmp_path: Path) -> None:
    target = tmp_path / f"{'x' * 248}.assess"
    copies.copy_to(opened, target, quiet())
    assert target.exists()


def test_that_the_same_volume_is_told(tmp_path: Path) -> None:
    case = tmp_path / "case.assess"
    case.touch()
    assert copies.on_same_volume(case, tmp_path / "not" / "there")
    assert not copies.on_same_volume(tmp_path / "gone.assess", tmp_path)


@pytest.mark.parametrize("ending", ["-journal", "-wal"])
def test_that_no_file_gets_a_name_beside_which_something_is_to_be_rolled_back(
    opened: CaseFile, tmp_path: Path, ending: str
) -> None:
    target = tmp_path / "copy.assess"
    beside = target.with_name(f"{target.name}{ending}")
    beside.write_bytes(b"of a crash")
    with pytest.raises(CaseFileError) as caught:
        copies.copy_to(opened, target, quiet())
    assert caught.value.problems[0].code is Code.EXISTS
    assert caught.value.problems[0].place.file == str(beside)
    beside.unlink()
    with pytest.raises(CaseFileError) as caught, new_file(target):
        beside.write_bytes(b"of a crash meanwhile")
    assert code(caught.value) is Code.EXISTS
    assert [path.name for path in tmp_path.glob("*copy*")] == [beside.name]
