"""Signs of life: one of another machine who gives none is told, and replaced on purpose only."""

from __future__ import annotations

import errno
import json
import os
import time
from pathlib import Path

import pytest

from assessor.errors import CaseFileError, Code
from assessor.storage.files import lock_file
from assessor.storage.files.lock_file import hold
from assessor.text import local_time
from tests.unit.storage.files.test_lock_file import TARO, ended_process, left_behind, lock, make_old, refusal
from tests.unit.storage.samples import HANAKO, code


def test_that_one_of_another_machine_without_a_sign_of_life_is_told_as_silent(path: Path) -> None:
    left_behind(path, machine="far-away")
    found = lock_file.other_holder(path, HANAKO)
    assert found is not None
    assert not found.silent
    make_old(path)
    found = lock_file.other_holder(path, HANAKO)
    assert found is not None
    assert found.silent
    assert (found.holder.reviewer, found.holder.machine) == ("次郎", "far-away")
    assert found.seen == "1970-01-01T00:00:00+00:00"
    error = refusal(path)
    assert code(error) is Code.HOLDER_SILENT
    assert error.problems[0].values["seen"] == local_time(found.seen)


def test_that_nobody_is_told_where_nobody_living_holds(path: Path) -> None:
    assert lock_file.other_holder(path, HANAKO) is None
    left_behind(path, pid=ended_process())
    assert lock_file.other_holder(path, HANAKO) is None


def test_that_the_place_of_a_silent_one_is_taken_only_on_purpose(path: Path) -> None:
    left_behind(path, machine="far-away")
    make_old(path)
    silent = lock_file.other_holder(path, HANAKO)
    assert silent is not None
    refusal(path)
    with hold(path, HANAKO, over=silent) as mine:
        assert json.loads(lock(path).read_text(encoding="utf-8"))["reviewer"] == "花子"
        assert mine.beat()
    assert [found.name for found in path.parent.iterdir()] == [path.name]


def test_that_one_who_came_back_to_life_or_another_one_is_not_replaced(path: Path) -> None:
    left_behind(path, machine="far-away")
    make_old(path)
    silent = lock_file.other_holder(path, HANAKO)
    os.utime(lock(path))
    for _ in range(2):
        with pytest.raises(CaseFileError):
            hold(path, HANAKO, over=silent)
        left_behind(path, machine="far-away", reviewer="別の人")
        make_old(path)


def test_that_a_beat_is_a_sign_of_life_and_tells_when_the_place_was_taken(path: Path) -> None:
    mine = hold(path, HANAKO)
    make_old(path)
    content = lock(path).read_bytes()
    assert mine.beat()
    assert lock(path).stat().st_mtime > 0
    assert lock(path).read_bytes() == content
    left_behind(path, machine="far-away")
    assert not mine.beat()
    lock(path).unlink()
    assert not mine.beat()
    mine.release()


def test_that_a_stick_that_was_gone_for_a_moment_takes_nothing_away(path: Path) -> None:
    mine = hold(path, HANAKO)
    away = path.parent.with_name("away")
    path.parent.rename(away)
    assert mine.beat()
    away.rename(path.parent)
    assert mine.beat()
    assert lock_file.other_holder(path, TARO) is not None
    mine.release()


def test_that_who_lost_the_place_can_take_it_again_in_the_same_process(path: Path) -> None:
    mine = hold(path, HANAKO)
    content = lock(path).read_bytes()
    lock(path).unlink()
    assert not mine.beat()
    lock(path).write_bytes(content)  # as it was, from a share that had only lost sight of it
    hold(path, HANAKO).release()
    assert not lock(path).exists()


def test_that_a_beat_out_of_reach_takes_nothing_for_lost(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = hold(path, HANAKO)

    def refuse(*_args: object, **_options: object) -> None:
        raise OSError(errno.EIO, "unplugged")

    monkeypatch.setattr(Path, "read_text", refuse)
    assert mine.beat()
    monkeypatch.undo()
    mine.release()


def test_that_where_the_clock_of_the_share_runs_otherwise_nobody_is_silent(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left_behind(path, machine="far-away")
    monkeypatch.setattr(time, "time", lambda: 4_000_000_000.0)  # our own clock is far ahead
    found = lock_file.other_holder(path, HANAKO)
    assert found is not None
    assert not found.silent
    assert sorted(p.name for p in path.parent.iterdir()) == sorted([path.name, lock(path).name])


def test_that_the_file_of_one_who_came_meanwhile_is_put_back(path: Path) -> None:
    left_behind(path, machine="far-away")
    lock_file.remove(lock(path), None)  # expected to tell nothing, but it tells of somebody
    assert lock(path).exists()
    assert sorted(p.name for p in path.parent.iterdir()) == sorted([path.name, lock(path).name])
