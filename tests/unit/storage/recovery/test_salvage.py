"""Reading around damaged pages: how much work that may be, and in which state a case is read."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assessor.domain.change import creation
from assessor.domain.records import Review
from assessor.errors import CaseFileError, Code
from assessor.progress import Progress, quiet
from assessor.storage import engines
from assessor.storage.case_file import CaseFile
from assessor.storage.compacting import compact
from assessor.storage.recovery.recovery import recover
from tests.unit.storage.pages import PAGE, leaves_of, wipe
from tests.unit.storage.samples import HANAKO, change_set, code
from tests.unit.storage.trusting import look, tool

if TYPE_CHECKING:
    from collections.abc import Sequence

pytestmark = pytest.mark.long

ROWS = 3_000


class Counted(Progress):
    """Counts the steps, and stops what takes too many."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._left = most

    def step(self, done: int, total: int) -> None:
        self._left -= 1
        if not self._left:
            self.cancel()
        super().step(done, total)


@pytest.fixture
def many(path: Path) -> Path:
    """A case with so many reviews that pages lead to pages."""
    case = CaseFile.open(path)
    reviews = [Review(subject="alpha", item=f"A-{number}", reason="確認" * 9) for number in range(ROWS)]
    case.apply(change_set(*(one for review in reviews for one in creation(review))), HANAKO)
    case.close()
    return path


def foreign_journal(path: Path, folder: Path) -> bytes:
    """Return what lies beside a case while somebody has begun to change much of it."""
    other = Path(shutil.copy(path, folder / "other.assess"))
    with tool(other) as connection:
        connection.execute("PRAGMA cache_size=1")
        connection.execute("UPDATE journal SET detail=printf('%.9000c', 'x')")
        journal = other.with_name(f"{other.name}-journal").read_bytes()
    other.unlink()
    return journal


@pytest.mark.parametrize("place", [-1, -2])
@pytest.mark.parametrize("behind", [PAGE // 4, PAGE // 2, PAGE - PAGE // 4])
def test_that_half_a_page_does_not_keep_a_recovery_busy(
    many: Path, tmp_path: Path, behind: int, place: int
) -> None:
    page = leaves_of(many, "review")[place]
    with many.open("r+b") as file:
        file.truncate((page - 1) * PAGE + behind)
    done = recover(many, None, tmp_path / "new.assess", HANAKO, Counted(100 * ROWS))
    assert done.verification.clean
    assert done.lost


@pytest.mark.parametrize("behind", [0, 100])
def test_that_a_case_without_its_first_page_comes_over_whole(
    whole: Path, tmp_path: Path, behind: int
) -> None:
    before = look(whole)
    wipe(whole, 1, behind=behind)
    done = recover(whole, None, tmp_path / "new.assess", HANAKO, quiet())
    assert done.whole
    assert (done.entries, done.contents) == (before.entries, before.contents)
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []


def test_that_a_lost_page_of_the_list_of_tables_costs_nothing(whole: Path, tmp_path: Path) -> None:
    (page, *_) = _listing(whole)
    wipe(whole, page)
    assert recover(whole, None, tmp_path / "new.assess", HANAKO, quiet()).whole


def test_that_a_case_whose_tables_begin_elsewhere_is_told_to_have_lost_its_beginning(
    whole: Path, tmp_path: Path
) -> None:
    case = CaseFile.open(whole)
    compact(case, quiet())
    case.close()
    wipe(whole, 1)
    with pytest.raises(CaseFileError) as caught:
        recover(whole, None, tmp_path / "new.assess", HANAKO, quiet())
    assert code(caught.value) is Code.BEGINNING_LOST
    assert caught.value.problems[0].place.file == str(whole)
    assert list(tmp_path.iterdir()) == [whole]


def test_that_nothing_is_read_where_all_tables_begin_on_lost_pages(whole: Path, tmp_path: Path) -> None:
    wipe(whole, *range(3, 60))
    with pytest.raises(CaseFileError) as caught:
        recover(whole, None, tmp_path / "new.assess", HANAKO, quiet())
    assert code(caught.value) is Code.BEGINNING_LOST


def test_that_the_journal_of_another_file_is_left_out_and_that_is_told(
    many: Path, whole: Path, tmp_path: Path
) -> None:
    beside = whole.with_name(f"{whole.name}-journal")
    beside.write_bytes(foreign_journal(many, tmp_path))
    done = recover(whole, None, tmp_path / "new.assess", HANAKO, quiet())
    assert [(loss.table, loss.key) for loss in done.lost] == [("rollback", beside.name)]
    assert done.entries == look(done.path).entries - 1
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []


def test_that_a_crash_is_rolled_back_when_the_case_is_reached_through_a_link(
    whole: Path, tmp_path: Path
) -> None:
    crashed = tmp_path / "crashed.assess"
    with tool(whole) as connection:
        connection.execute("PRAGMA cache_size=1")
        connection.execute("UPDATE review SET reason=printf('%.9000c', 'x')")
        connection.execute("UPDATE journal SET detail=printf('%.9000c', 'x')")
        shutil.copyfile(whole, crashed)
        shutil.copyfile(f"{whole}-journal", f"{crashed}-journal")
        connection.execute("ROLLBACK")
        connection.execute("BEGIN")
    (tmp_path / "desk").mkdir()
    link = tmp_path / "desk" / "link.assess"
    link.symlink_to(crashed)
    assert recover(link, None, tmp_path / "new.assess", HANAKO, quiet()).whole


def test_that_a_full_disk_names_the_case_that_was_to_be_written(
    whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "new.assess"
    monkeypatch.setattr(engines, "PRAGMAS", (*engines.PRAGMAS, "PRAGMA max_page_count=60"))
    with pytest.raises(CaseFileError) as caught:
        recover(whole, None, target, HANAKO, quiet())
    assert [(p.code, p.place.file) for p in caught.value.problems] == [(Code.DISK_FULL, str(target))]
    assert sorted(tmp_path.iterdir()) == [whole]


def _listing(path: Path) -> Sequence[int]:
    page = path.read_bytes()[:PAGE]
    at = int.from_bytes(page[112:114])
    return [int.from_bytes(page[at : at + 4])]
