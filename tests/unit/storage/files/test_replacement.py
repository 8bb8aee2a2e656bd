"""What stands beside a case under our own names: ours is overwritten, and nothing else ever."""

from __future__ import annotations

import os
import stat
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from sqlcipher3 import dbapi2

from assessor.domain.vocabulary import Action
from assessor.errors import CaseFileError, Code, Problem
from assessor.progress import Progress, quiet
from assessor.storage import keys, rekeying
from assessor.storage.case_file import CaseFile
from assessor.storage.files import replacement
from assessor.storage.files.lock_file import hold
from tests.unit.storage.samples import HANAKO, change_set, code

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from assessor.storage.unit_of_work import UnitOfWork

KEY = keys.fresh("言葉")
PLAIN = b"SQLite format 3\0" + "二要素認証が未導入".encode() * 1000
OURS = {
    "part": replacement.part_name,
    "spoilt part": lambda path: replacement.doomed_name(replacement.part_name(path)),
    "old": replacement.kept_name,
    "spoilt old": lambda path: replacement.doomed_name(replacement.kept_name(path)),
}
every_name = pytest.mark.parametrize("ours", OURS.values(), ids=OURS)
posix = pytest.mark.skipif(os.name != "posix", reason="Windows neither links nor replaces like this")


def names(path: Path) -> list[str]:
    return sorted(found.name for found in path.parent.iterdir())


def refusal(path: Path, progress: Progress | None = None) -> CaseFileError:
    with pytest.raises(CaseFileError) as caught:
        rekeying.rekey(path, None, KEY, progress or quiet())
    return caught.value


def at_the_end(act: Callable[[], object]) -> Progress:
    """Return a progress that does something at the last moment to cancel."""

    def look(done: int, total: int) -> None:
        if done >= total:
            act()

    return Progress(look)


# What is not ours


@posix
@every_name
@pytest.mark.parametrize("make", [os.symlink, os.link])
def test_that_a_planted_link_spoils_no_file(
    path: Path, ours: Callable[[Path], Path], make: Callable[[Path, Path], None]
) -> None:
    before = path.read_bytes()
    victim = path.parent / "elsewhere" / "victim.txt"
    victim.parent.mkdir()
    victim.write_bytes(PLAIN)
    for act in (lambda: CaseFile.open(path).close(), lambda: refusal(path, Progress(no_more))):
        make(victim, ours(path))
        act()
        assert victim.read_bytes() == PLAIN
        assert names(path) == ["elsewhere", path.name]
    make(victim, ours(path))
    rekeying.rekey(path, None, KEY, quiet())
    assert victim.read_bytes() == PLAIN
    assert names(path) == ["elsewhere", path.name]
    assert path.read_bytes() != before


def no_more(_done: int, _total: int) -> None:
    raise CaseFileError(Problem(Code.CANNOT_WRITE))


@posix
@every_name
@pytest.mark.parametrize("make", [os.symlink, os.link])
def test_that_a_planted_link_to_the_case_leaves_it_whole(
    path: Path, ours: Callable[[Path], Path], make: Callable[[Path, Path], None]
) -> None:
    before = path.read_bytes()
    make(path, ours(path))
    CaseFile.open(path).close()
    assert path.read_bytes() == before
    assert names(path) == [path.name]


@every_name
def test_that_a_folder_in_the_way_stays_and_is_told(path: Path, ours: Callable[[Path], Path]) -> None:
    before = path.read_bytes()
    ours(path).mkdir()
    (ours(path) / "kept").write_text("kept")
    CaseFile.open(path).close()
    error = refusal(path)
    assert code(error) is Code.IN_THE_WAY
    assert error.problems[0].place.file == str(ours(path))
    assert (ours(path) / "kept").read_text() == "kept"
    assert path.read_bytes() == before
    assert names(path) == sorted([path.name, ours(path).name])


@posix
@every_name
def test_that_a_pipe_under_our_name_keeps_nobody_waiting(path: Path, ours: Callable[[Path], Path]) -> None:
    os.mkfifo(ours(path))
    CaseFile.open(path).close()
    assert names(path) == [path.name]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_that_a_file_of_somebody_else_loses_only_its_name_unless_it_was_the_case(path: Path) -> None:
    left = replacement.kept_name(path)
    left.write_bytes(PLAIN)
    os.chown(left, 1, -1)
    os.chown(path, 1, -1)
    rekeying.rekey(path, None, KEY, quiet())
    with left.open("wb") as file:
        file.write(PLAIN)
    os.chown(left, 1, -1)
    with left.open("rb") as old:
        CaseFile.open(path, KEY).close()
        assert old.read() == PLAIN
    rekeying.rekey(path, KEY, None, quiet())
    os.chown(path, 1, -1)
    with path.open("rb") as old:
        rekeying.rekey(path, None, KEY, quiet())
        assert not any(old.read())
    assert names(path) == [path.name]


# What is left in clear


def test_that_an_old_file_that_could_not_be_overwritten_is_named_and_goes_later(path: Path) -> None:
    aside, spoilt = replacement.old_names(path)
    rekeying.rekey(path, None, KEY, at_the_end(spoilt.mkdir))
    assert keys.is_plain(aside)
    assert rekeying.plain_copies(path) == [aside]
    spoilt.rmdir()
    with aside.open("rb") as old:
        CaseFile.open(path, KEY).close()
        assert os.name != "posix" or not any(old.read())
    assert rekeying.plain_copies(path) == []


def test_that_half_overwritten_is_still_in_clear(path: Path) -> None:
    _, spoilt = replacement.old_names(path)
    spoilt.write_bytes(bytes(4096) + PLAIN)
    assert rekeying.plain_copies(path) == [spoilt]


@posix
def test_that_every_copy_in_clear_is_named_wherever_a_link_leads(path: Path) -> None:
    case = path.name
    (path.parent / "away").mkdir()
    link = path.parent / "away" / "link.assess"
    link.symlink_to(path)
    plain = [
        path.with_name(f"{path.stem}.before-restore-20201101-101010.assess"),
        path.with_name(f"{path.stem}.before-restore-20201101-101010.assess-journal"),
        path.with_name(f"{path.stem}.backup-v2.assess"),
        path.with_name(f".{case}.restore.assess"),
        path.with_name(f"..{case}.restore.assess.part"),
        path.with_name(f".{case}.damaged.part"),
        link.with_name("link.backup-v1.assess"),
    ]
    for copy in plain:
        copy.write_bytes(PLAIN)
    path.with_name(f"{path.stem}.backup-v3.assess").write_bytes(KEY.salt + bytes(4080))
    path.with_name(f"{path.stem}.backup-v4.assess").mkdir()
    path.with_name(f"{path.stem}.backup-v5.assess").symlink_to(plain[0])
    path.with_name(f".{case}.lock").write_text("{}")
    path.with_name("other.assess").write_bytes(PLAIN)
    assert rekeying.plain_copies(link) == sorted(plain)
    assert rekeying.plain_copies(path) == sorted(plain[:-1])


@posix
def test_that_the_other_names_of_a_case_are_found(path: Path) -> None:
    assert rekeying.other_names(path) == ([], 0)
    second = path.with_name("second.assess")
    second.hardlink_to(path)
    path.with_name("link.assess").symlink_to(path)
    (path.parent / "away").mkdir()
    (path.parent / "away" / "third").hardlink_to(path)
    assert rekeying.other_names(path.with_name("link.assess")) == ([second], 1)


# The last moment


def test_that_what_is_noted_comes_with_the_key_or_not_at_all(path: Path) -> None:
    def note(work: UnitOfWork) -> None:
        work.apply(change_set(action=Action.PROTECT, detail="設定"), HANAKO)

    def fail(work: UnitOfWork) -> None:
        note(work)
        raise CaseFileError(Problem(Code.CANNOT_WRITE))

    before = path.read_bytes()
    with pytest.raises(CaseFileError):
        rekeying.rekey(path, None, KEY, quiet(), fail)
    assert path.read_bytes() == before
    assert names(path) == [path.name]
    rekeying.rekey(path, None, KEY, quiet(), note)
    with closing(CaseFile.open(path, KEY)) as case, case.read() as work:
        assert [entry.change_set.detail for entry in work.journal.entries(newest=1)] == ["設定"]
        assert work.journal.head().entries == work.journal.count()
    assert names(path) == [path.name]


def test_that_nobody_can_write_while_the_new_file_is_brought_to_the_disk(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    part, fsync, told = replacement.part_name(path), os.fsync, list[str]()

    def look(handle: int) -> None:
        fsync(handle)
        if part.exists() and os.path.samestat(os.fstat(handle), part.stat()):
            with closing(dbapi2.connect(path, isolation_level=None, timeout=0)) as other:
                with pytest.raises(dbapi2.OperationalError, match="locked"):
                    other.execute("BEGIN IMMEDIATE")
                told.append("locked")

    monkeypatch.setattr(os, "fsync", look)
    rekeying.rekey(path, None, KEY, quiet())
    assert told == ["locked"]


@pytest.mark.parametrize("moment", [0, 1])
def test_that_a_new_file_that_somebody_removed_is_told_as_a_busy_case(path: Path, moment: int) -> None:
    part = replacement.part_name(path)

    def remove(done: int, total: int) -> None:
        if done >= moment * total:
            part.unlink()

    before = path.read_bytes()
    assert code(refusal(path, Progress(remove))) is Code.LOCKED
    assert path.read_bytes() == before
    assert names(path) == [path.name]


@posix
@pytest.mark.parametrize("links", [True, False])
def test_that_a_new_file_that_is_gone_at_the_very_end_leaves_the_case_its_name(
    path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    untouched, before = rekeying.expect_untouched, path.read_bytes()

    def remove(of: Path, state: tuple[int, ...]) -> None:
        untouched(of, state)
        replacement.part_name(path).unlink()

    monkeypatch.setattr(rekeying, "expect_untouched", remove)
    if not links:
        monkeypatch.setattr(os, "link", no_links)
    assert code(refusal(path)) is Code.LOCKED
    assert path.read_bytes() == before
    assert names(path) == [path.name]


def no_links(*_names: object) -> None:
    raise PermissionError("not on this file system")


def test_that_the_new_file_stays_while_somebody_has_the_case(path: Path) -> None:
    part = replacement.part_name(path)
    part.write_bytes(PLAIN)
    with hold(path, HANAKO):
        CaseFile.open(path).close()
        assert part.read_bytes() == PLAIN
    CaseFile.open(path).close()
    assert names(path) == [path.name]


@posix
def test_that_who_looks_just_now_does_not_save_the_old_file_from_being_overwritten(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_aside = replacement.move_away

    def looked_at(of: Path) -> None:
        set_aside(of)
        CaseFile.open(of).close()

    monkeypatch.setattr(replacement, "move_away", looked_at)
    with hold(path, HANAKO), path.open("rb") as old:
        rekeying.rekey(path, None, KEY, quiet())
        assert not any(old.read())
    assert names(path) == [path.name]


@posix
def test_that_a_case_is_held_by_one_whichever_link_leads_to_it(path: Path) -> None:
    link = path.parent / "away" / "link.assess"
    link.parent.mkdir()
    link.symlink_to(path)
    for first, second in ((link, path), (path, link)):
        with hold(first, HANAKO):
            with pytest.raises(CaseFileError) as caught:
                hold(second, HANAKO)
            assert code(caught.value) is Code.IN_USE
            assert names(path) == ["away", path.name, f"{path.name}.lock"]
    assert names(path) == ["away", path.name]


def test_that_permissions_come_before_the_name(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.chmod(0o640)
    seen: list[int] = []
    finish = replacement.finish

    def look(of: Path, *, overwrite: bool) -> None:
        seen.append(stat.S_IMODE(replacement.part_name(of).stat().st_mode))
        finish(of, overwrite=overwrite)

    monkeypatch.setattr(replacement, "finish", look)
    rekeying.rekey(path, None, KEY, quiet())
    assert os.name != "posix" or seen == [0o640]
