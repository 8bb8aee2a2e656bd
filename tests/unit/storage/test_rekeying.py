"""Getting, changing and losing a passphrase: the old case or the new one, always whole."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
from contextlib import ExitStack, closing
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

import pytest
from sqlcipher3 import dbapi2

from assessor.errors import CaseFileError, Code
from assessor.progress import Cancelled, Progress, quiet
from assessor.storage import engines, keys, rekeying
from assessor.storage.case_file import CaseFile
from assessor.storage.files import replacement
from assessor.storage.files.lock_file import hold
from tests.unit.storage.samples import ALPHA, BETA, CHECKLIST, GROUP, HANAKO, REVIEW, code, created, outside

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlcipher3.dbapi2 import Connection

    from assessor.storage.keys import Key

FIRST, SECOND = keys.fresh("一つ目"), keys.fresh("二つ目")
SECRET = "二要素認証が未導入".encode()
WAYS = [(None, FIRST), (FIRST, SECOND), (FIRST, None), (FIRST, FIRST), (None, None)]
posix = pytest.mark.skipif(os.name != "posix", reason="Windows neither replaces nor links an open file")

Tables = dict[str, list[tuple[Any, ...]]]


class Made(NamedTuple):
    """A case for each key, and what is in its tables."""

    files: dict[Key | None, Path]
    tables: Tables


def tables(path: Path, key: Key | None) -> Tables:
    with closing(dbapi2.connect(path)) as connection:
        if key:
            connection.execute(f'PRAGMA key="{key.pragma}"')
        found = {
            name: connection.execute(name).fetchall()
            for name in ("PRAGMA application_id", "PRAGMA user_version", "SELECT * FROM sqlite_schema")
        }
        for _, name, *_ in found["SELECT * FROM sqlite_schema"]:
            if not name.startswith("sqlite_"):
                found[name] = connection.execute(f'SELECT * FROM "{name}"').fetchall()
        found["SELECT * FROM sqlite_schema"] = [row[:3] for row in found["SELECT * FROM sqlite_schema"]]
    return found


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("rekeying")
    files: dict[Key | None, Path] = {}
    log = folder / "log"
    log.write_bytes(os.urandom(1_500_000))
    case = CaseFile.create(folder / "None.assess")
    case.apply(created(GROUP, CHECKLIST, ALPHA, BETA, REVIEW), HANAKO)
    with case.write() as work:
        work.contents.put(log, quiet())
        for number in range(50):
            work.documents.put(f"長い文 {number} " * 100)
    case.close()
    files[None] = case.path
    for key in (FIRST, SECOND):
        files[key] = folder / f"{len(files)}.assess"
        shutil.copy(case.path, files[key])
        rekeying.rekey(files[key], None, key, quiet())
    return Made(files, tables(case.path, None))


@pytest.fixture
def copied(made: Made, tmp_path: Path) -> Callable[[Key | None], Path]:
    """Return a function that makes a case of one's own with this key."""

    def copy(key: Key | None) -> Path:
        return Path(shutil.copy(made.files[key], tmp_path / "点検.assess"))

    return copy


Copied = "Callable[[Key | None], Path]"


def names(path: Path) -> list[str]:
    return sorted(found.name for found in path.parent.iterdir())


def refusal(path: Path, old: Key | None, new: Key | None, progress: Progress | None = None) -> CaseFileError:
    before = path.read_bytes()
    with pytest.raises(CaseFileError) as caught:
        rekeying.rekey(path, old, new, progress or quiet())
    assert path.read_bytes() == before
    assert names(path) == [path.name]
    return caught.value


@pytest.mark.parametrize(("old", "new"), WAYS, ids=str)
def test_that_everything_is_carried_over(
    made: Made, copied: Callable[[Key | None], Path], old: Key | None, new: Key | None
) -> None:
    path = copied(old)
    steps: list[tuple[int, int]] = []
    rekeying.rekey(path, old, new, Progress(lambda done, total: steps.append((done, total))))
    assert tables(path, new) == made.tables
    assert names(path) == [path.name]
    assert (SECRET in path.read_bytes()) is (new is None)
    assert keys.is_plain(path) is (new is None)
    assert steps == sorted(steps)
    assert steps[-1][0] == steps[-1][1]
    CaseFile.open(path, new).close()
    if new != old:
        with pytest.raises(CaseFileError):
            CaseFile.open(path, old)


def test_that_with_the_same_key_the_space_of_what_was_deleted_comes_back(
    copied: Callable[[Key | None], Path],
) -> None:
    path = copied(FIRST)
    before = path.stat().st_size
    with closing(CaseFile.open(path, FIRST)) as case, case.write() as work:
        work.scope.connection.exec_driver_sql("DELETE FROM piece")
        work.scope.connection.exec_driver_sql("DELETE FROM content")
    assert path.stat().st_size == before
    rekeying.rekey(path, FIRST, FIRST, quiet())
    assert path.stat().st_size < before / 3


class Everything(Progress):
    """A progress that reports every step."""

    def __init__(self, look: Callable[[int, int], None]) -> None:
        super().__init__()
        self.look = look

    def step(self, done: int, total: int) -> None:
        self.look(done, total)


def test_that_between_two_passphrases_nothing_lies_open(copied: Callable[[Key | None], Path]) -> None:
    path = copied(FIRST)
    seen: set[str] = set()

    def look(done: int, _total: int) -> None:
        for found in path.parent.iterdir() if done % 7 == 0 else ():
            seen.add(found.name)
            assert SECRET not in found.read_bytes()

    rekeying.rekey(path, FIRST, SECOND, Everything(look))
    assert seen == {path.name, replacement.part_name(path).name}


class CancelAt(Progress):
    """A progress whose user presses Cancel at a certain step."""

    def __init__(self, at: int) -> None:
        super().__init__()
        self.left = at

    def step(self, done: int, total: int) -> None:
        self.left -= 1
        if self.left < 0:
            self.cancel()
        super().step(done, total)


@pytest.mark.long
@pytest.mark.parametrize(("old", "new"), WAYS[:3], ids=str)
def test_that_cancelling_at_any_moment_leaves_the_case_as_it_was(
    copied: Callable[[Key | None], Path], old: Key | None, new: Key | None
) -> None:
    path = copied(old)
    before = path.read_bytes()
    at, cancelled = 0, 0
    while True:
        try:
            rekeying.rekey(path, old, new, CancelAt(at))
        except Cancelled:
            cancelled += 1
            assert path.read_bytes() == before
            assert names(path) == [path.name]
            at += 1 + at // 2
        else:
            break
    assert cancelled > 8


def test_that_a_mistake_in_a_report_is_raised_and_leaves_the_case_as_it_was(
    copied: Callable[[Key | None], Path],
) -> None:
    def broken(_done: int, _total: int) -> None:
        raise ZeroDivisionError

    path = copied(None)
    before = path.read_bytes()
    with pytest.raises(ZeroDivisionError):
        rekeying.rekey(path, None, FIRST, Progress(broken))
    assert path.read_bytes() == before
    assert names(path) == [path.name]


def test_that_only_who_has_the_passphrase_can_change_it(copied: Callable[[Key | None], Path]) -> None:
    path = copied(FIRST)
    assert code(refusal(path, SECOND, FIRST)) is Code.WRONG_PASSPHRASE
    assert code(refusal(path, None, FIRST)) is Code.PASSPHRASE_NEEDED
    rekeying.rekey(path, FIRST, None, quiet())
    assert code(refusal(path, FIRST, None)) is Code.NOT_ENCRYPTED


def test_that_without_room_nothing_is_begun(
    copied: Callable[[Key | None], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = copied(None)
    full = SimpleNamespace(total=10**9, used=10**9, free=path.stat().st_size)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: full)
    error = refusal(path, None, FIRST)
    assert code(error) is Code.DISK_FULL
    assert error.problems[0].values["free"] == path.stat().st_size


@pytest.mark.parametrize("pages", [1, 10, 300])
def test_that_a_disk_that_fills_up_on_the_way_is_told(
    copied: Callable[[Key | None], Path], monkeypatch: pytest.MonkeyPatch, pages: int
) -> None:
    full = f"PRAGMA renewed.max_page_count={pages}"
    monkeypatch.setattr(rekeying, "PART_PRAGMAS", (*rekeying.PART_PRAGMAS, full))
    assert code(refusal(copied(FIRST), FIRST, SECOND)) is Code.DISK_FULL


@pytest.mark.parametrize(
    "spoiling",
    [
        "DELETE FROM renewed.touch",
        "UPDATE renewed.subject SET name=name || ' '",
        "INSERT INTO renewed.document VALUES ('zzz', '')",
        "UPDATE renewed.piece SET bytes=zeroblob(length(bytes)) WHERE number=1",
        "CREATE TABLE renewed.note(body)",
        "PRAGMA renewed.user_version=1",
    ],
)
def test_that_a_copy_that_is_not_the_same_is_not_taken(
    copied: Callable[[Key | None], Path], monkeypatch: pytest.MonkeyPatch, spoiling: str
) -> None:
    compare = rekeying.compare

    def spoilt(path: Path, source: Connection, written: Connection, progress: Progress) -> None:
        with closing(dbapi2.connect(":memory:", isolation_level=None)) as other:
            part = replacement.part_name(path)
            other.execute("ATTACH DATABASE ? AS renewed KEY ?", (str(part), SECOND.pragma))
            other.execute(spoiling)
        compare(path, source, written, progress)

    monkeypatch.setattr(rekeying, "compare", spoilt)
    error = refusal(copied(FIRST), FIRST, SECOND)
    assert code(error) is Code.CANNOT_WRITE
    assert "differs" in str(error.problems[0].values["detail"])


def test_that_nothing_is_done_while_somebody_writes(
    copied: Callable[[Key | None], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = copied(None)
    monkeypatch.setattr(engines, "BUSY_SECONDS", 0.01)
    with closing(dbapi2.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert code(refusal(path, None, FIRST)) is Code.LOCKED


def test_that_nobody_can_write_meanwhile(copied: Callable[[Key | None], Path]) -> None:
    path = copied(None)
    refused: list[str] = []

    def write(_done: int, _total: int) -> None:
        with closing(dbapi2.connect(path, isolation_level=None, timeout=0)) as other:
            try:
                other.execute("UPDATE subject SET name='lost'")
            except dbapi2.OperationalError as error:
                refused.append(str(error))

    rekeying.rekey(path, None, FIRST, Progress(write))
    assert set(refused) == {"database is locked"}


def test_that_what_is_written_at_the_last_moment_is_not_lost(
    copied: Callable[[Key | None], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = copied(None)
    untouched = rekeying.expect_untouched

    def late(of: Path, before: tuple[int, ...]) -> None:
        outside(path, "UPDATE subject SET name='late'")
        untouched(of, before)

    monkeypatch.setattr(rekeying, "expect_untouched", late)
    with pytest.raises(CaseFileError) as caught:
        rekeying.rekey(path, None, FIRST, quiet())
    assert code(caught.value) is Code.LOCKED
    assert outside(path, "SELECT DISTINCT name FROM subject") == [("late",)]
    assert names(path) == [path.name]


@pytest.mark.parametrize("ending", ["-journal", "-wal"])
def test_that_a_journal_never_meets_the_new_file(
    copied: Callable[[Key | None], Path], monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    path = copied(None)
    untouched = rekeying.expect_untouched
    beside = path.with_name(path.name + ending)

    def writing(of: Path, before: tuple[int, ...]) -> None:
        beside.write_bytes(b"somebody's")
        try:
            untouched(of, before)
        finally:
            beside.unlink()

    monkeypatch.setattr(rekeying, "expect_untouched", writing)
    assert code(refusal(path, None, FIRST)) is Code.LOCKED


def test_that_a_crash_before_is_rolled_back_first(
    made: Made, copied: Callable[[Key | None], Path], tmp_path: Path
) -> None:
    path = copied(FIRST)
    torn = tmp_path / "torn" / "torn.assess"
    torn.parent.mkdir()
    with closing(CaseFile.open(path, FIRST)) as case, case.write() as work:
        connection = work.scope.connection
        connection.exec_driver_sql("PRAGMA cache_size=1")
        connection.exec_driver_sql("UPDATE document SET body='torn'")
        connection.exec_driver_sql("DELETE FROM piece")
        shutil.copy(f"{path}-journal", f"{torn}-journal")
        shutil.copy(path, torn)
    rekeying.rekey(torn, FIRST, SECOND, quiet())
    assert tables(torn, SECOND) == made.tables
    assert names(torn) == [torn.name]


def test_that_a_case_that_cannot_be_written_keeps_its_key(
    copied: Callable[[Key | None], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = copied(None)
    monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)
    assert code(refusal(path, None, FIRST)) is Code.READ_ONLY


def test_that_a_file_that_cannot_be_replaced_keeps_its_key(
    copied: Callable[[Key | None], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = copied(None)
    replace = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if target == path:
            raise PermissionError
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    assert code(refusal(path, None, FIRST)) is Code.LOCKED
    monkeypatch.setattr(os, "link", no_links)
    assert code(refusal(path, None, FIRST)) is Code.LOCKED


def no_links(*_names: object) -> None:
    raise PermissionError("not on this file system")


def test_that_who_holds_the_case_holds_it_still(copied: Callable[[Key | None], Path]) -> None:
    path = copied(None)
    with hold(path, HANAKO):
        rekeying.rekey(path, None, FIRST, quiet())
        with pytest.raises(CaseFileError) as caught:
            hold(path, HANAKO)
        assert code(caught.value) is Code.IN_USE
    assert names(path) == [path.name]


@posix
def test_that_the_file_keeps_its_permissions_and_its_link(copied: Callable[[Key | None], Path]) -> None:
    path = copied(None)
    path.chmod(0o640)
    link = path.with_name("link.assess")
    link.symlink_to(path.name)
    rekeying.rekey(link, None, FIRST, quiet())
    assert link.is_symlink()
    assert keys.is_locked(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert names(path) == ["link.assess", path.name]


def test_that_the_new_file_is_nobody_elses_while_it_grows(copied: Callable[[Key | None], Path]) -> None:
    path = copied(FIRST)
    seen: set[int] = set()
    part = replacement.part_name(path)
    rekeying.rekey(
        path,
        FIRST,
        None,
        Progress(lambda *_: seen.add(stat.S_IMODE(part.stat().st_mode)) if part.exists() else None),
    )
    assert os.name != "posix" or seen == {0o600}


# What lay open


@posix
@pytest.mark.parametrize("links", [True, False])
def test_that_the_bytes_of_the_plain_file_are_overwritten(
    copied: Callable[[Key | None], Path], monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    if not links:
        monkeypatch.setattr(os, "link", no_links)
    path = copied(None)
    with path.open("rb") as old:
        rekeying.rekey(path, None, FIRST, quiet())
        assert not any(old.read())
        assert old.tell() == os.fstat(old.fileno()).st_size > 1_500_000
    assert names(path) == [path.name]


@posix
@pytest.mark.parametrize("at", [10, 30, 60, 90])
def test_that_the_bytes_of_an_unfinished_plain_file_are_overwritten(
    copied: Callable[[Key | None], Path], at: int
) -> None:
    path = copied(FIRST)
    with ExitStack() as files:
        kept: list[BinaryIO] = []

        def look(done: int, total: int) -> None:
            if done > 10 and not kept:
                kept.append(files.enter_context(replacement.part_name(path).open("rb")))
            if done > total * at // 100:
                raise Cancelled

        with pytest.raises(Cancelled):
            rekeying.rekey(path, FIRST, None, Everything(look))
        content = kept[0].read()
    assert len(content) > 40_000
    assert not any(content)
    assert names(path) == [path.name]


@posix
def test_that_a_copy_that_shares_its_bytes_with_the_case_is_left_alone(
    copied: Callable[[Key | None], Path], tmp_path: Path
) -> None:
    path = copied(None)
    before = path.read_bytes()
    (tmp_path / "backups").mkdir()
    backup = tmp_path / "backups" / "monday"
    os.link(path, backup)
    rekeying.rekey(path, None, FIRST, quiet())
    assert backup.read_bytes() == before
    assert keys.is_locked(path)


def test_that_plain_copies_of_earlier_versions_are_named(
    made: Made, copied: Callable[[Key | None], Path]
) -> None:
    path = copied(FIRST)
    for name, key in (("v2", None), ("v1-2", None), ("v3", FIRST)):
        shutil.copy(made.files[key], path.with_name(f"点検.backup-{name}.assess"))
    shutil.copy(made.files[None], path.with_name("other.assess"))
    found = rekeying.plain_copies(path)
    assert [copy.name for copy in found] == ["点検.backup-v1-2.assess", "点検.backup-v2.assess"]
    for copy in found:
        replacement.erase(copy)
    assert rekeying.plain_copies(path) == []
    assert "点検.backup-v3.assess" in names(path)


# What a crash leaves


@pytest.mark.parametrize("key", [None, FIRST])
def test_that_an_unfinished_file_is_removed_when_the_case_is_opened(
    copied: Callable[[Key | None], Path], key: Key | None
) -> None:
    path = copied(key)
    part = replacement.part_name(path)
    for content in (b"", b"SQLite format 3\0" + SECRET, FIRST.salt + bytes(5000), bytes(5000)):
        for place in (part, replacement.doomed_name(part)):
            place.write_bytes(content)
        CaseFile.open(path, key).close()
        assert names(path) == [path.name]


def test_that_it_stays_while_somebody_is_at_work_on_it(copied: Callable[[Key | None], Path]) -> None:
    path = copied(None)
    part = replacement.part_name(path)
    seen: list[bool] = []

    def open_it(done: int, total: int) -> None:
        if done < total:
            CaseFile.open(path).close()
            seen.append(part.exists())

    rekeying.rekey(path, None, FIRST, Progress(open_it))
    assert seen
    assert all(seen)
    assert names(path) == [path.name]


def test_that_a_case_whose_name_was_lost_in_a_crash_gets_it_back(
    copied: Callable[[Key | None], Path],
) -> None:
    path = copied(None)
    for begin in (CaseFile.open, CaseFile.create):
        path.rename(replacement.kept_name(path))
        replacement.part_name(path).write_bytes(FIRST.salt)
        if begin == CaseFile.create:
            with pytest.raises(CaseFileError) as caught:
                begin(path)
            assert code(caught.value) is Code.EXISTS
        CaseFile.open(path).close()
        assert names(path) == [path.name]


def test_that_an_old_file_is_kept_when_it_is_not_certain_that_it_was_replaced(
    made: Made, copied: Callable[[Key | None], Path]
) -> None:
    path = copied(None)
    path.rename(replacement.kept_name(path))
    replacement.part_name(path).write_bytes(FIRST.salt)
    shutil.copy(made.files[None], path)  # by hand, because the case seemed to be gone
    for _ in range(2):
        CaseFile.open(path).close()
        assert replacement.kept_name(path).read_bytes() == path.read_bytes()
    with pytest.raises(CaseFileError) as caught:
        rekeying.rekey(path, None, FIRST, quiet())
    assert code(caught.value) is Code.IN_THE_WAY
    assert caught.value.problems[0].place.file == str(replacement.kept_name(path))
    assert replacement.kept_name(path).read_bytes() == path.read_bytes()


def test_that_the_old_file_is_overwritten_late_rather_than_never(
    made: Made, copied: Callable[[Key | None], Path]
) -> None:
    path = copied(FIRST)
    for left in (replacement.kept_name(path), replacement.doomed_name(replacement.kept_name(path))):
        shutil.copy(made.files[None], left)
        with left.open("rb") as old:
            CaseFile.open(path, FIRST).close()
            assert os.name != "posix" or not any(old.read())
        assert names(path) == [path.name]


KILLED = """
import json, os, shutil, signal, sys
from itertools import count
from pathlib import Path

from assessor.domain.change import Actor, ChangeSet
from assessor.domain.vocabulary import Action
from assessor.progress import quiet
from assessor.storage import rekeying
from assessor.storage.files import replacement
from assessor.storage.keys import Key

source, folder, links, stride, *facts = sys.argv[1:]
old, new = (Key(bytes.fromhex(f[:64]), bytes.fromhex(f[64:])) if f else None for f in facts)
looked_into = {
    f.__code__ for f in (
        rekeying.rewrite, rekeying._export, replacement.begin, replacement.finish, replacement.give_up,
        replacement.settle, replacement.erase, replacement.move_away, replacement._overwrite,
        replacement.ready, replacement._spoil, rekeying._write,
    )
}

def note(work):
    work.apply(ChangeSet(Action.PROTECT, "", ()), Actor("花子", "bank-pc-1"))

def no_links(*names):
    raise PermissionError

if not links:
    os.link = no_links
for number in count(1, int(stride)):
    case = Path(folder, str(number), "case.assess")
    case.parent.mkdir()
    shutil.copy(source, case)
    child = os.fork()
    if child == 0:
        left = number

        def look(frame, event, argument):
            global left
            if frame.f_code not in looked_into:
                return None
            left -= event == "line"
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return look

        sys.settrace(look)
        rekeying.rewrite(case, old, new, quiet(), note)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if status == 0:
        break
print(json.dumps(number))
"""


@posix
@pytest.mark.parametrize(
    "way",
    [(None, FIRST, True, 1), (None, FIRST, False, 3), (FIRST, None, True, 3)],
    ids=["encrypting", "encrypting without links", "decrypting"],
)
def test_that_a_kill_at_any_line_leaves_the_old_case_or_the_new_one(
    made: Made, tmp_path: Path, way: tuple[Key | None, Key | None, bool, int]
) -> None:
    old, new, links, stride = way
    facts = (key.raw.hex() + key.salt.hex() if key else "" for key in (old, new))
    arguments = [str(made.files[old]), str(tmp_path), "links" if links else "", str(stride), *facts]
    done = subprocess.run([sys.executable, "-c", KILLED, *arguments], check=True, capture_output=True)
    last: int = json.loads(done.stdout)
    assert last > 70
    ends: list[bool] = []
    for at in range(1, last + 1, stride):
        path = tmp_path / str(at) / "case.assess"
        replacement.settle(path)  # as opening does; which key it has is looked up before
        renewed = keys.is_plain(path) is (new is None)
        key = new if renewed else old
        CaseFile.open(path, key).close()
        found = tables(path, key)
        noted = [row for row in found["journal"] if "protect" in row]
        assert len(noted) == renewed
        assert found["chain"] == [(1, len(found["journal"]), found["journal"][-1][10])]
        found["journal"] = [row for row in found["journal"] if row not in noted]
        assert {**found, "chain": made.tables["chain"]} == made.tables
        assert names(path) == [path.name]
        ends.append(renewed)
    assert ends == sorted(ends)
    assert (ends[0], ends[-1]) == (False, True)
