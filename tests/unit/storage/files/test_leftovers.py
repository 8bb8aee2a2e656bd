"""What a transaction that was given up leaves in pages that were free: nothing, whoever ends it and when."""

from __future__ import annotations

import errno
import os
import platform
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from assessor.domain.change import Actor
from assessor.errors import CaseFileError, Code, InputError
from assessor.progress import Cancelled, Progress, quiet
from assessor.storage import engines, keys
from assessor.storage.case_file import CaseFile
from assessor.storage.compacting import freeable
from assessor.storage.files import leftovers, lock_file
from assessor.storage.stores.contents import PIECE
from tests.depth import spread
from tests.places import ROOT
from tests.traces import MARK, found_in, marked
from tests.unit.storage.samples import ALPHA, CHECKLIST, GROUP, HANAKO, REVIEW, created
from tests.unit.storage.stores.test_contents import noise

if TYPE_CHECKING:
    from collections.abc import Callable

    from assessor.storage.keys import Key
    from assessor.storage.unit_of_work import UnitOfWork

pytestmark = pytest.mark.long

PIECES = 11  # more than SQLite keeps in memory
KEY = keys.fresh("合言葉")
FREE = {"nothing": 0, "a page": 3000, "one piece": PIECE, "six pieces": 6 * PIECE, "all": 16 * PIECE}


class Stop(Progress):
    """A progress that is cancelled at one of its steps."""

    def __init__(self, at: int) -> None:
        super().__init__()
        self._left = at

    def step(self, done: int, total: int) -> None:
        if not self._left:
            self.cancel()
        self._left -= 1
        super().step(done, total)


def loosened(path: Path, key: Key | None, free: int) -> Path:
    """Make a case that has had a content of so many bytes which was purged."""
    case = CaseFile.create(path, key)
    case.apply(created(GROUP, CHECKLIST, ALPHA, REVIEW), HANAKO)
    if free:
        with case.write() as work:
            kept = work.contents.keep(noise(free))
        with case.write() as work:
            work.contents.keep(b"stays")  # else a small file would be shorter at once
            work.contents.drop(kept.sha256, quiet())
    case.close()
    return path


@pytest.fixture(scope="module", params=["plain", "encrypted"])
def key(request: pytest.FixtureRequest) -> Key | None:
    return KEY if request.param == "encrypted" else None


@pytest.fixture(scope="module")
def prepared_cases(key: Key | None, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Cases with free pages, plenty and few; not to be written to."""
    folder = tmp_path_factory.mktemp("loose")
    return {name: loosened(folder / f"{size}.assess", key, size) for name, size in FREE.items()}


@pytest.fixture
def loose(prepared_cases: dict[str, Path], tmp_path: Path) -> Callable[[str], Path]:
    """Give a case of one's own."""

    def copied(free: str) -> Path:
        return Path(shutil.copy(prepared_cases[free], tmp_path / "loose.assess"))

    return copied


@pytest.fixture
def secret(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("elsewhere") / "secret.bin"
    path.write_bytes(marked(PIECES * PIECE - 7))
    return path


def nothing_is_left(path: Path, key: Key | None, size: int) -> None:
    assert found_in(path.parent, path, key) == []
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    assert path.stat().st_size == size
    case = CaseFile.open(path, key)
    with case.read() as work:
        assert work.scope.connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    case.close()


@pytest.mark.deep
@pytest.mark.parametrize("free", FREE)
def test_that_a_file_cancelled_at_any_piece_leaves_no_byte(
    loose: Callable[[str], Path], secret: Path, key: Key | None, free: str
) -> None:
    if key and free not in {"a page", "six pieces"}:
        pytest.skip("decrypting takes its time, and nothing is different")
    path = loose(free)
    size = path.stat().st_size
    case = CaseFile.open(path, key)
    before = freeable(case)
    for at in spread(range(PIECES + 1), 4):
        with pytest.raises(Cancelled), case.write() as work:
            work.contents.put(secret, Stop(at))
        assert freeable(case) == before
        assert found_in(path.parent, path, key) == [], at
    case.close()
    nothing_is_left(path, key, size)


def twice(work: UnitOfWork, secret: Path) -> None:
    """Take in a file that can be read and one that changes meanwhile, as an attachment of two does."""
    work.contents.put(secret, quiet())
    other = secret.with_name("other.bin")
    other.write_bytes(marked(9 * PIECE) + b"2")
    reached = Progress(lambda done, _: os.utime(other, ns=(1, 1)) if done > 8 * PIECE else None)
    with pytest.raises(InputError):
        work.contents.put(other, reached)
    raise Cancelled


def mended(work: UnitOfWork, secret: Path) -> None:
    """Take in a file whose content is there but damaged, and give it up then."""
    work.contents.put(secret, quiet())
    assert counts_in(work) == 2  # "stays", and this in the place of the other
    raise Cancelled


def written(work: UnitOfWork) -> None:
    """Write more texts than SQLite keeps in memory, and give them up then."""
    for number in range(40):
        work.documents.put(f"{number} {marked(PIECE // 4).decode()}")
    raise Cancelled


def test_that_a_file_that_changes_leaves_no_byte_whether_the_others_are_kept_or_not(
    loose: Callable[[str], Path], secret: Path, key: Key | None
) -> None:
    path = loose("all")
    case = CaseFile.open(path, key)
    with case.write() as work:
        kept = work.contents.keep(b"kept")
        other = secret.with_name("other.bin")
        other.write_bytes(marked(9 * PIECE))
        changing = Progress(lambda done, _: os.utime(other, ns=(1, 1)) if done > 8 * PIECE else None)
        with pytest.raises(InputError):
            work.contents.put(other, changing)
    assert found_in(path.parent, path, key) == []
    with case.read() as work:
        assert list(work.contents.pieces(kept.sha256)) == [b"kept"]
    with pytest.raises(Cancelled), case.write() as work:
        twice(work, secret)
    case.close()
    assert found_in(path.parent, path, key) == []
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_that_a_content_that_mends_a_damaged_one_leaves_no_byte_when_it_is_given_up(
    loose: Callable[[str], Path], secret: Path, key: Key | None
) -> None:
    path = loose("six pieces")
    case = CaseFile.open(path, key)
    with case.write() as work:
        damaged = work.contents.keep(bytes(secret.stat().st_size))
        other = work.contents.keep(noise(4 * PIECE))
        names = (sha256(secret.read_bytes()).hexdigest(), damaged.sha256)
        work.scope.connection.exec_driver_sql("UPDATE content SET sha256 = ? WHERE sha256 = ?", names)
    with case.write() as work:
        work.contents.drop(other.sha256, quiet())
    with pytest.raises(Cancelled), case.write() as work:
        mended(work, secret)
    case.close()
    assert found_in(path.parent, path, key) == []


def counts_in(work: UnitOfWork) -> int:
    return int(work.scope.connection.exec_driver_sql("SELECT count(*) FROM content").scalar_one())


def test_that_a_change_without_contents_that_is_given_up_leaves_no_text(
    loose: Callable[[str], Path], key: Key | None
) -> None:
    path = loose("all")
    case = CaseFile.open(path, key)
    with pytest.raises(Cancelled), case.write() as work:
        written(work)
    case.close()
    assert found_in(path.parent, path, key) == []


def test_that_a_change_that_is_kept_writes_nothing_twice_and_leaves_no_sign(
    loose: Callable[[str], Path], secret: Path, key: Key | None
) -> None:
    path = loose("six pieces")
    case = CaseFile.open(path, key)
    with case.write() as work:
        work.contents.put(secret, quiet())
        assert sorted(one.name for one in path.parent.iterdir())[0] == f".{path.name}.taking.part"
    with case.read() as work:
        assert counts_in(work) == 2
    case.close()
    assert [one.name for one in path.parent.iterdir()] == [path.name]


# What ends a process the hard way at the n-th step, and at the n-th statement of cleaning up.
KILLED = """
import os, signal, sys
from pathlib import Path
from assessor.progress import Cancelled, Progress
from assessor.storage.files import leftovers
from assessor.storage.case_file import CaseFile
from assessor.storage.keys import Key

path, secret, raw, salt, at, inside = *map(Path, sys.argv[1:3]), *sys.argv[3:]
key = Key(bytes.fromhex(raw), bytes.fromhex(salt)) if raw else None

def end():
    os.kill(os.getpid(), signal.SIGKILL)

class Ending(Progress):
    left = int(at)
    def step(self, done, total):
        if not self.left:
            if not int(inside):
                end()
            self.cancel()
        self.left -= 1
        super().step(done, total)

if int(inside):
    left, free = int(inside), leftovers._free
    def counted(driver):
        global left
        left -= 1
        if not left:
            end()
        return free(driver)
    leftovers._free = counted
case = CaseFile.open(path, key)
with case.write() as work:
    work.contents.put(secret, Ending())
"""


def killed(path: Path, secret: Path, key: Key | None, at: int, inside: int = 0) -> int:
    raw, salt = (key.raw.hex(), key.salt.hex()) if key else ("", "")
    words = [str(path), str(secret), raw, salt, str(at), str(inside)]
    return subprocess.run([sys.executable, "-c", KILLED, *words], cwd=ROOT, check=False).returncode


posix = pytest.mark.skipif(os.name == "nt", reason="kills as POSIX does")


@posix
@pytest.mark.parametrize("at", [1, 3, 9, 10, PIECES])
def test_that_a_kill_at_any_piece_leaves_no_byte_once_the_case_is_opened(
    loose: Callable[[str], Path], secret: Path, key: Key | None, at: int
) -> None:
    path = loose("six pieces")
    size = path.stat().st_size
    assert killed(path, secret, key, at) == -9
    CaseFile.open(path, key).close()
    nothing_is_left(path, key, size)


@posix
@pytest.mark.parametrize("inside", [1, 2, 3, 4])
def test_that_a_kill_while_overwriting_leaves_no_byte_once_the_case_is_opened(
    loose: Callable[[str], Path], secret: Path, key: Key | None, inside: int
) -> None:
    path = loose("six pieces")
    size = path.stat().st_size
    assert killed(path, secret, key, 10, inside) == -9
    CaseFile.open(path, key).close()
    nothing_is_left(path, key, size)


@posix
def test_that_who_read_when_the_writer_was_killed_cleans_up_when_taking_over(
    loose: Callable[[str], Path], secret: Path, key: Key | None
) -> None:
    path = loose("six pieces")
    size = path.stat().st_size
    reader = CaseFile.open(path, key)
    assert killed(path, secret, key, 10) == -9
    with reader.read() as work:  # rolls back
        assert counts_in(work) == 1
    assert found_in(path.parent, path, key) == [path.name]
    reader.sweep()
    reader.close()
    nothing_is_left(path, key, size)


# Writes more texts than SQLite keeps in memory, without telling of any content, and ends the hard way.
KILLED_WRITING: Final = """
import os, platform, signal, sys
from pathlib import Path
from assessor.domain.change import Actor
from assessor.storage.case_file import CaseFile
from assessor.storage.files import lock_file
from assessor.storage.keys import Key
from tests.traces import marked

path, raw, salt = Path(sys.argv[1]), *sys.argv[2:]
case = CaseFile.open(path, Key(bytes.fromhex(raw), bytes.fromhex(salt)) if raw else None)
lock_file.hold(path, Actor("t", platform.node()))
with case.write() as work:
    for number in range(40):
        work.documents.put(f"{number} {marked(1 << 18).decode()}")
    os.kill(os.getpid(), signal.SIGKILL)
"""


@posix
def test_that_who_reads_first_after_a_change_was_killed_tells_the_next_who_writes(
    loose: Callable[[str], Path], key: Key | None
) -> None:
    path = loose("six pieces")
    size = path.stat().st_size
    reader = CaseFile.open(path, key)
    words = [str(path), *((key.raw.hex(), key.salt.hex()) if key else ("", ""))]
    done = subprocess.run([sys.executable, "-c", KILLED_WRITING, *words], cwd=ROOT, check=False)
    assert done.returncode == -9
    with reader.read() as work:  # rolls back
        assert counts_in(work) == 1
    assert found_in(path.parent, path, key) == [path.name]
    with lock_file.hold(path, Actor("別の人", platform.node())):
        reader.sweep()
    reader.close()
    nothing_is_left(path, key, size)


def test_that_nobody_sweeps_while_somebody_writes(
    loose: Callable[[str], Path], secret: Path, key: Key | None
) -> None:
    path = loose("six pieces")
    case = CaseFile.open(path, key)
    sign = path.with_name(f".{path.name}.taking.part")
    with case.write() as work:
        work.contents.put(secret.with_name(secret.name), Progress())
        leftovers.sweep(path, key)
        assert sign.exists()
        with lock_file.hold(path, Actor("別の人", "pc")):
            leftovers.notice(path)
            leftovers.sweep(path, key)
        assert sign.exists()
    case.close()
    assert not sign.exists()


def test_that_what_could_not_be_overwritten_is_at_the_next_opening(
    loose: Callable[[str], Path], secret: Path, key: Key | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = loose("six pieces")
    size = path.stat().st_size
    monkeypatch.setattr(engines, "BUSY_SECONDS", 0.0)
    case = CaseFile.open(path, key)
    held = engines.connect(path, key).cursor()
    overwritten: list[bool] = []
    overwrite = leftovers.overwrite

    def late(*of: object) -> bool:
        """Let somebody begin to read before it is overwritten, as another window may."""
        held.execute("BEGIN")
        held.execute("SELECT * FROM content").fetchall()
        overwritten.append(overwrite(*of))  # type: ignore[arg-type]  # as it is called
        return overwritten[-1]

    with monkeypatch.context() as patch:
        patch.setattr(leftovers, "overwrite", late)
        with pytest.raises(Cancelled), case.write() as work:
            work.contents.put(secret, Stop(10))
    assert overwritten == [False]
    assert found_in(path.parent, path, key) == [path.name]
    held.connection.close()
    case.close()
    CaseFile.open(path, key).close()
    nothing_is_left(path, key, size)


@pytest.mark.parametrize("told", [b"", b"none", b"9"])
def test_that_a_sign_that_a_power_cut_left_half_written_is_one(
    loose: Callable[[str], Path], key: Key | None, told: bytes
) -> None:
    path = loose("one piece")
    size = path.stat().st_size
    path.with_name(f".{path.name}.taking.part").write_bytes(told)
    CaseFile.open(path, key).close()
    nothing_is_left(path, key, size)


@posix
def test_that_a_planted_link_leads_nowhere(
    loose: Callable[[str], Path], secret: Path, key: Key | None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = loose("six pieces")
    victim = tmp_path_factory.mktemp("victim") / "victim.txt"
    victim.write_text("mine")
    case = CaseFile.open(path, key)
    path.with_name(f".{path.name}.taking.part").symlink_to(victim)
    with pytest.raises(Cancelled), case.write() as work:
        work.contents.put(secret, Stop(3))
    case.close()
    assert victim.read_text() == "mine"
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_that_no_page_is_added_however_few_are_free(tmp_path: Path, key: Key | None) -> None:
    path = loosened(tmp_path / "few.assess", key, 0)
    case = CaseFile.open(path, key)
    for pages in (1, 2, 3, 8, 60, 65, 66, 97, 300):
        with case.write() as work:
            kept = work.contents.keep(noise(pages * 4000))
        with case.write() as work:
            work.contents.drop(kept.sha256, quiet())
        size, free = path.stat().st_size, freeable(case)
        for wanted in (1, 5, 64, 70, 1 << 32):
            assert leftovers.overwrite(path, key, wanted)
            assert (path.stat().st_size, freeable(case)) == (size, free)
    case.close()
    nothing_is_left(path, key, path.stat().st_size)


def sign_of(path: Path) -> Path:
    return path.with_name(f".{path.name}.taking.part")


@pytest.mark.parametrize("free", ["nothing", "six pieces"])
def test_that_what_a_crash_left_beyond_the_end_is_overwritten(
    loose: Callable[[str], Path], secret: Path, key: Key | None, free: str
) -> None:
    path = loose(free)
    case = CaseFile.open(path, key)
    with case.write() as work:
        work.contents.keep(b"kept")
        changing = Progress(lambda done, _: os.utime(secret, ns=(1, 1)) if done > 8 * PIECE else None)
        with pytest.raises(InputError):
            work.contents.put(secret, changing)
        told = sign_of(path).read_bytes()  # where nothing was free too
    case.close()
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    size = path.stat().st_size
    with path.open("ab") as file:  # as when a process is ended between the commit and cutting the file off
        file.write(marked(2 * PIECE))
    sign_of(path).write_bytes(told)
    CaseFile.open(path, key).close()
    assert MARK not in path.read_bytes()
    nothing_is_left(path, key, size + 2 * PIECE)
    case = CaseFile.open(path, key)
    assert freeable(case) >= 2 * PIECE // 4096
    with case.read() as work:
        assert list(work.contents.pieces(sha256(b"kept").hexdigest())) == [b"kept"]
    case.close()


def given_up(path: Path, secret: Path, key: Key | None, patch: pytest.MonkeyPatch) -> None:
    """Leave bytes in free pages, and a sign."""
    case = CaseFile.open(path, key)
    with patch.context() as off:
        off.setattr(leftovers, "overwrite", lambda *_: False)
        with pytest.raises(Cancelled), case.write() as work:
            work.contents.put(secret, Stop(10))
    case.close()
    assert found_in(path.parent, path, key) == [path.name]


def plant(sign: Path, planted: str, victim: Path) -> None:
    """Put something else in the place of a sign."""
    sign.unlink()
    if planted in {"link", "endless"}:
        sign.symlink_to(victim if planted == "link" else "/dev/zero")
    elif planted == "pipe":
        os.mkfifo(sign)
    elif planted == "huge file":
        sign.touch()
        os.truncate(sign, 1 << 40)
    else:
        sign.write_text(planted, encoding="utf-8")


@posix
@pytest.mark.parametrize(
    "planted", ["link", "endless", "pipe", "huge file", "-5", "9" * 40, "\u0669", "nul\0"]
)
def test_that_whatever_is_planted_as_a_sign_has_only_what_is_free_overwritten(
    loose: Callable[[str], Path],
    secret: Path,
    key: Key | None,
    planted: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = loose("six pieces")
    size = path.stat().st_size
    given_up(path, secret, key, monkeypatch)
    victim = secret.with_name("victim.txt")
    victim.write_text("1")
    plant(sign_of(path), planted, victim)
    CaseFile.open(path, key).close()
    nothing_is_left(path, key, size)
    assert victim.read_text() == "1"


@pytest.mark.parametrize("ending", ["", "~"])
def test_that_a_folder_in_the_place_of_the_sign_is_named_and_stays(
    loose: Callable[[str], Path], secret: Path, key: Key | None, ending: str
) -> None:
    path = loose("six pieces")
    folder = path.with_name(sign_of(path).name + ending)
    folder.mkdir()
    before = path.read_bytes()
    case = CaseFile.open(path, key)
    with pytest.raises(CaseFileError) as caught, case.write() as work:
        work.contents.put(secret, quiet())
    case.close()
    (problem,) = caught.value.problems
    assert (problem.code, problem.place.file) == (Code.IN_THE_WAY, str(folder))
    assert path.read_bytes() == before
    assert sorted(one.name for one in path.parent.iterdir()) == [folder.name, path.name]


def test_that_a_disk_that_is_full_for_the_sign_is_told_and_leaves_nothing(
    loose: Callable[[str], Path], secret: Path, key: Key | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = loose("six pieces")
    size = path.stat().st_size
    case = CaseFile.open(path, key)

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(CaseFileError) as caught, case.write() as work:
            work.contents.put(secret, quiet())
    case.close()
    assert caught.value.problems[0].code is Code.DISK_FULL
    nothing_is_left(path, key, size)


@pytest.mark.parametrize("more", [0, 300, 1500])
def test_that_a_disk_that_gets_full_while_taking_in_leaves_no_byte(
    loose: Callable[[str], Path], secret: Path, key: Key | None, more: int
) -> None:
    path = loose("all")
    secret.write_bytes(marked(24 * PIECE))
    size = path.stat().st_size
    case = CaseFile.open(path, key)
    with case.write() as work:
        pages = size // 4096 + more
        work.scope.connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")  # of the one idle connection
    with pytest.raises(CaseFileError) as caught, case.write() as work:
        work.contents.put(secret, quiet())
    case.close()
    assert caught.value.problems[0].code is Code.DISK_FULL
    nothing_is_left(path, key, size)
