"""Restoring a copy: what it lacks is told, and no state of the case is ever lost by it."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assessor.domain.records import Case
from assessor.errors import CaseFileError, Code
from assessor.progress import Cancelled, Progress, quiet
from assessor.storage import keys, rekeying
from assessor.storage.backups import restoring
from assessor.storage.case_file import CaseFile
from tests.unit.storage.samples import HANAKO, change_set, code, reason
from tests.unit.storage.trusting import look, tool

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def now(whole: Path) -> Iterator[CaseFile]:
    case = CaseFile.open(whole)
    yield case
    case.close()


def test_that_the_entries_and_subjects_since_a_copy_are_told(now: CaseFile, earlier: Path) -> None:
    before = earlier.read_bytes()
    found = restoring.difference(now, earlier, None)
    with now.read() as work:
        entries = work.journal.count()
        title = work.records.get(Case).title
    assert (found.case, found.title, found.apart) == ("c1", title, 0)
    assert found.since == entries - found.entries == len(found.tail)
    assert [entry.id for entry in found.tail] == list(range(entries, found.entries, -1))
    assert found.subjects == ("alpha", "beta")
    assert earlier.read_bytes() == before


def test_that_a_copy_of_the_present_state_lacks_nothing(now: CaseFile, tmp_path: Path) -> None:
    same = Path(shutil.copy(now.path, tmp_path / "same.assess"))
    found = restoring.difference(now, same, None)
    assert (found.since, found.tail, found.subjects, found.apart) == (0, (), (), 0)


def test_that_a_copy_that_went_its_own_way_is_told_from_where(now: CaseFile, earlier: Path) -> None:
    other = CaseFile.open(earlier)
    with other.read() as work:
        shared = work.journal.count()
    for number in range(3):
        other.apply(change_set(reason("", "他", f"beta/B-{number}")), HANAKO)
    other.close()
    found = restoring.difference(now, earlier, None)
    assert (found.shared, found.apart) == (shared, 3)
    with now.read() as work:
        assert found.since == work.journal.count() - shared


def test_that_a_copy_of_another_case_is_refused(now: CaseFile, earlier: Path) -> None:
    with tool(earlier) as connection:
        connection.execute("UPDATE \"case\" SET id='other'")
    with pytest.raises(CaseFileError) as caught:
        restoring.difference(now, earlier, None)
    assert code(caught.value) is Code.OTHER_CASE


@pytest.mark.parametrize(
    ("content", "expected"), [(b"", Code.NOT_A_CASE), (b"text, and not a case", Code.NOT_A_CASE)]
)
def test_that_what_is_no_case_is_no_copy(
    now: CaseFile, tmp_path: Path, content: bytes, expected: Code
) -> None:
    odd = tmp_path / "odd.assess"
    odd.write_bytes(content)
    with pytest.raises(CaseFileError) as caught:
        restoring.difference(now, odd, None)
    assert code(caught.value) is expected
    with pytest.raises(CaseFileError) as caught:
        restoring.difference(now, tmp_path / "gone.assess", None)
    assert code(caught.value) is Code.NOT_FOUND


def test_that_a_copy_is_restored_into_a_new_file_and_replaces_none(earlier: Path, tmp_path: Path) -> None:
    target = tmp_path / "restored.assess"
    restoring.restore_to(earlier, None, target, quiet())
    assert look(target).clean
    with pytest.raises(CaseFileError) as caught:
        restoring.restore_to(earlier, None, target, quiet())
    assert code(caught.value) is Code.EXISTS


def test_that_a_copy_takes_the_place_of_the_case_which_is_kept(whole: Path, earlier: Path) -> None:
    before = whole.read_bytes()
    kept = restoring.replace(whole, earlier, None, quiet())
    assert kept.parent == whole.parent
    assert kept.read_bytes() == before
    assert "before-restore" in kept.name
    assert look(whole).clean
    with_copy = look(earlier)
    assert look(whole).digest == with_copy.digest
    again = restoring.replace(whole, earlier, None, quiet())
    assert again != kept
    assert sorted(p.name for p in whole.parent.iterdir()) == sorted(
        [whole.name, kept.name, again.name, earlier.name]
    )


def test_that_a_damaged_case_is_replaced_and_kept_with_its_journal(whole: Path, earlier: Path) -> None:
    whole.write_bytes(b"spoilt")
    beside = whole.with_name(f"{whole.name}-journal")
    beside.write_bytes(b"half a journal")
    kept = restoring.replace(whole, earlier, None, quiet())
    assert look(whole).clean
    assert kept.read_bytes() == b"spoilt"
    assert kept.with_name(f"{kept.name}-journal").read_bytes() == b"half a journal"
    assert not beside.exists()


def test_that_without_second_names_a_copy_of_the_case_is_kept(
    whole: Path, earlier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError

    before = whole.read_bytes()
    monkeypatch.setattr(os, "link", refuse)
    assert restoring.replace(whole, earlier, None, quiet()).read_bytes() == before
    assert look(whole).clean


def test_that_a_cancelled_or_impossible_restore_changes_nothing(whole: Path, earlier: Path) -> None:
    before, beside = whole.read_bytes(), sorted(whole.parent.iterdir())
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        restoring.replace(whole, earlier, None, progress)
    earlier.write_bytes(earlier.read_bytes()[:9000])
    with pytest.raises(CaseFileError):
        restoring.replace(whole, earlier, None, quiet())
    assert whole.read_bytes() == before
    assert sorted(whole.parent.iterdir()) == beside


def test_that_an_encrypted_copy_takes_its_own_passphrase_or_the_key_it_shares(
    whole: Path, tmp_path: Path
) -> None:
    key = keys.fresh("前の合言葉")
    copy = Path(shutil.copy(whole, tmp_path / "copy.assess"))
    rekeying.rekey(copy, None, key, quiet())
    assert restoring.key_of(copy, "前の合言葉") == key
    assert restoring.key_of(copy, keys.to_recovery(key)) == key
    assert restoring.key_of(copy, None, like=key) is key
    assert restoring.key_of(whole, "前の合言葉") is None
    restoring.replace(whole, copy, key, quiet())
    assert look(whole, key=key).clean
    with pytest.raises(CaseFileError) as caught:
        restoring.restore_to(copy, None, tmp_path / "new.assess", quiet())
    assert code(caught.value) is Code.PASSPHRASE_NEEDED
    with pytest.raises(CaseFileError) as caught:
        restoring.restore_to(copy, keys.of_file(copy, "別"), tmp_path / "new.assess", quiet())
    assert code(caught.value) is Code.WRONG_PASSPHRASE
    assert not (tmp_path / "new.assess").exists()


def test_that_a_cancelled_encryption_of_a_plain_copy_leaves_nothing(earlier: Path, tmp_path: Path) -> None:
    before, beside = earlier.read_bytes(), sorted(tmp_path.iterdir())
    totals: list[int] = []

    def stop(_done: int, total: int) -> None:
        totals.append(total)
        if total > totals[0]:  # the copy is written, and is now encrypted
            raise Cancelled

    with pytest.raises(Cancelled):
        restoring.restore_to(earlier, None, tmp_path / "new.assess", Progress(stop), like=keys.fresh("x"))
    assert earlier.read_bytes() == before
    assert sorted(tmp_path.iterdir()) == beside


@pytest.mark.skipif(os.name != "posix", reason="there are no such rights")
@pytest.mark.parametrize("second_names", [True, False])
def test_that_a_replaced_case_and_the_kept_one_may_be_read_by_whom_it_could(
    whole: Path, earlier: Path, monkeypatch: pytest.MonkeyPatch, second_names: bool
) -> None:
    def refuse(*_: object) -> None:
        raise OSError

    if not second_names:
        monkeypatch.setattr(os, "link", refuse)
    for mode in (0o644, 0o600):
        whole.chmod(mode)
        kept = restoring.replace(whole, earlier, None, quiet())
        assert [stat.S_IMODE(path.stat().st_mode) for path in (whole, kept)] == [mode, mode]
