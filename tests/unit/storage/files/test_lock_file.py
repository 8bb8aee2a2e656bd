"""Who has a case open for writing: one at a time, and nobody is locked out by the dead."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from assessor.domain.change import Actor
from assessor.errors import CaseFileError, Code
from assessor.storage.files import lock_file
from assessor.storage.files.lock_file import hold
from assessor.storage.files.processes import born, is_alive
from assessor.text import local_time
from tests.unit.storage.samples import HANAKO, code

TARO = Actor("太郎", "bank-pc-2")
ALIVE = """
import sys
from pathlib import Path
from assessor.domain.change import Actor
from assessor.storage.files.lock_file import hold
hold(Path(sys.argv[1]), Actor("次郎", "bank-pc-1"))
print("held", flush=True)
if sys.argv[2] == "stay":
    sys.stdin.read()
"""


def lock(path: Path) -> Path:
    return path.with_name(f"{path.name}.lock")


def left_behind(path: Path, **facts: object) -> None:
    known = {
        "reviewer": "次郎",
        "machine": HANAKO.machine,
        "pid": os.getpid(),
        "since": "2020-11-01T00:00:00+00:00",
    }
    lock(path).write_text(json.dumps(known | facts, ensure_ascii=False), encoding="utf-8")


def make_old(path: Path) -> None:
    os.utime(lock(path), (0, 0))


def refusal(path: Path, actor: Actor = HANAKO) -> CaseFileError:
    with pytest.raises(CaseFileError) as caught:
        hold(path, actor)
    assert caught.value.problems[0].place.file == str(path)
    return caught.value


def ended_process() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_that_a_holder_is_told_to_everybody_else_until_the_release(path: Path) -> None:
    mine = hold(path, HANAKO)
    assert json.loads(lock(path).read_text(encoding="utf-8")) == {
        "reviewer": "花子",
        "machine": "bank-pc-1",
        "pid": os.getpid(),
        "since": mine.since,
        "born": born(os.getpid()),
    }
    for actor in (HANAKO, TARO):
        error = refusal(path, actor)
        assert code(error) is Code.IN_USE
        assert error.problems[0].values == {
            "who": "花子",
            "machine": "bank-pc-1",
            "since": local_time(mine.since),
        }
    mine.release()
    assert not lock(path).exists()
    hold(path, TARO).release()


def test_that_a_holder_releases_at_the_end_of_its_block(path: Path) -> None:
    with hold(path, HANAKO):
        assert lock(path).exists()
    assert not lock(path).exists()


def test_that_another_process_holds_while_it_lives_and_no_longer(path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", ALIVE, str(path), "stay"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        error = refusal(path)
        assert code(error) is Code.IN_USE
        assert error.problems[0].values["who"] == "次郎"
        process.communicate()
    assert lock(path).exists()
    with hold(path, HANAKO) as mine:
        assert mine.reviewer == "花子"


def test_that_nobody_can_tell_whether_a_process_of_another_machine_lives(path: Path) -> None:
    left_behind(path, machine="far-away", pid=ended_process())
    assert code(refusal(path)) is Code.IN_USE


def test_that_a_process_of_the_past_with_our_number_does_not_hold(path: Path) -> None:
    left_behind(path)
    hold(path, HANAKO).release()


@pytest.mark.parametrize(
    "content", [b"", b"\x00" * 80, b"{", b"[]", b'{"pid": 1}', b'{"pid": "x"}', b"\xff\xfe"]
)
def test_that_a_file_that_tells_nothing_holds_only_while_it_may_be_in_the_making(
    path: Path, content: bytes
) -> None:
    lock(path).write_bytes(content)
    error = refusal(path)
    assert code(error) is Code.LOCKED
    make_old(path)
    hold(path, HANAKO).release()


@pytest.mark.parametrize("facts", [{"pid": 0}, {"pid": -1}, {"pid": "1"}])
def test_that_a_number_no_process_has_does_not_hold(path: Path, facts: dict[str, object]) -> None:
    left_behind(path, **facts)
    make_old(path)
    hold(path, HANAKO).release()


def test_that_a_number_that_lives_again_as_another_process_does_not_hold(path: Path) -> None:
    command = [sys.executable, "-c", "import sys; sys.stdin.read()"]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as other:
        left_behind(path, pid=other.pid, born=born(other.pid))
        assert code(refusal(path)) is Code.IN_USE
        if born(other.pid):
            left_behind(path, pid=other.pid, born=born(other.pid) - 1)
            hold(path, HANAKO).release()


@pytest.mark.parametrize(
    "facts",
    [
        {"pid": 1.5},
        {"pid": True},
        {"reviewer": 7},
        {"machine": None},
        {"born": "x"},
        {"since": "9999-12-31T23:59:59-23:00"},
        {"since": 0},
        {"more": "x" * 5000},
    ],
)
def test_that_what_no_holder_writes_does_not_hold(path: Path, facts: dict[str, object]) -> None:
    left_behind(path, **facts)
    make_old(path)
    assert lock_file.other_holder(path, HANAKO) is None
    hold(path, HANAKO).release()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
@pytest.mark.parametrize("kind", ["pipe", "loop", "deep"])
def test_that_a_file_nobody_can_read_does_not_hold_and_does_not_hang(path: Path, kind: str) -> None:
    match kind:
        case "pipe":
            os.mkfifo(lock(path))
        case "loop":
            lock(path).symlink_to(lock(path))
        case _:
            lock(path).write_text("[" * 4000, encoding="utf-8")
    os.utime(lock(path), (0, 0), follow_symlinks=False)
    assert lock_file.other_holder(path, HANAKO) is None
    hold(path, HANAKO).release()
    assert [found.name for found in path.parent.iterdir()] == [path.name]


def test_that_a_release_leaves_the_file_of_another_alone(path: Path) -> None:
    mine = hold(path, HANAKO)
    left_behind(path, machine="far-away")
    mine.release()
    assert lock(path).exists()


def test_that_a_release_out_of_reach_is_no_failure(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = hold(path, HANAKO)

    def refuse(_path: Path) -> None:
        raise OSError(errno.EIO, "unplugged")

    monkeypatch.setattr(Path, "unlink", refuse)
    mine.release()
    monkeypatch.undo()
    hold(path, HANAKO).release()


def test_that_a_holder_we_may_not_ask_about_holds(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left_behind(path)
    make_old(path)

    def refuse(*_args: object, **_options: object) -> str:
        raise PermissionError(errno.EACCES, "no")

    monkeypatch.setattr(Path, "read_text", refuse)
    assert code(refusal(path)) is Code.LOCKED


def test_that_a_file_that_is_gone_before_it_is_looked_at_does_not_hold(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left_behind(path, machine="far-away")
    read = Path.read_text

    def vanish(self: Path, encoding: str) -> str:
        self.unlink(missing_ok=True)
        return read(self, encoding=encoding)

    monkeypatch.setattr(Path, "read_text", vanish)
    hold(path, HANAKO)
    assert lock(path).exists()
    monkeypatch.undo()
    lock_file.held_here.clear()


@pytest.mark.parametrize(
    ("number", "expected"),
    [(errno.EACCES, Code.READ_ONLY), (errno.EROFS, Code.READ_ONLY), (errno.ENOSPC, Code.DISK_FULL)],
)
def test_that_a_folder_that_cannot_be_written_is_told(
    path: Path, monkeypatch: pytest.MonkeyPatch, number: int, expected: Code
) -> None:
    def refuse(*_args: object, **_options: object) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr(Path, "open", refuse)
    assert code(refusal(path)) is expected


def test_that_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(CaseFileError) as caught:
        hold(tmp_path / "missing" / "case.assess", HANAKO)
    (problem,) = caught.value.problems
    assert (problem.code, problem.place.file) == (Code.NO_FOLDER, str(tmp_path / "missing"))


def test_that_a_file_that_could_not_be_filled_is_not_left(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_options: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(json, "dump", refuse)
    assert code(refusal(path)) is Code.DISK_FULL
    assert not lock(path).exists()


def test_that_processes_are_told_alive_or_not(monkeypatch: pytest.MonkeyPatch) -> None:
    assert is_alive(os.getpid())
    assert not is_alive(ended_process())
    assert not is_alive(2**80)
    if os.name == "posix":

        def refuse(_pid: int, _signal: int) -> None:
            raise PermissionError

        monkeypatch.setattr(os, "kill", refuse)
        assert is_alive(1)
