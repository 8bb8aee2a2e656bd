"""Thinning of copies: by time, of this branch of the case only, and never what was just made."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assessor.progress import quiet
from assessor.storage import keys, rekeying
from assessor.storage.backups import copies, retention
from assessor.storage.backups.retention import surplus
from assessor.storage.case_file import CaseFile
from tests.unit.storage.samples import HANAKO, change_set, reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assessor.storage.backups.copies import Backup

NOW = datetime(2020, 11, 20, 15, 0, tzinfo=UTC)


@pytest.fixture
def opened(whole: Path) -> Iterator[CaseFile]:
    case = CaseFile.open(whole)
    yield case
    case.close()


def worked(case: CaseFile, text: str) -> None:
    case.apply(change_set(reason("", text, f"beta/B-{text}")), HANAKO)


def dated(copy: Backup, moment: datetime) -> Path:
    """Let a copy have been taken at another time."""
    stamp = datetime.fromisoformat(copy.at).strftime("%Y%m%dT%H%M%SZ")
    return copy.path.rename(copy.path.with_name(copy.path.name.replace(stamp, f"{moment:%Y%m%dT%H%M%SZ}")))


def take(case: CaseFile, folder: Path) -> Backup:
    return copies.take(case, folder, "題", "c1", quiet())


def test_that_thinning_deletes_the_surplus_of_this_case_only(opened: CaseFile, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    for day in range(1, 9):
        dated(take(opened, folder), datetime(2020, 1, day, tzinfo=UTC))
    other = folder / "題_c2_20200101T000000Z_1-0123456789ab.assess"
    other.touch()
    made = take(opened, folder)
    assert len(retention.thin(opened, made, 1)) == 8
    assert [one.path for one in copies.listed(folder, "c1")] == [made.path]
    assert other.exists()


def test_that_a_copy_of_another_branch_of_the_case_stays(opened: CaseFile, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    shared = dated(take(opened, folder), NOW - timedelta(days=30))
    other = CaseFile.open(Path(shutil.copy(opened.path, tmp_path / "other.assess")))
    worked(other, "1")
    only = dated(take(other, folder), NOW - timedelta(days=20))
    other.close()
    untold = folder / "題_c1_20200101T000000Z.assess"
    untold.touch()
    worked(opened, "2")
    made = take(opened, folder)
    assert [one.path for one in retention.thin(opened, made, 1)] == [shared]
    assert sorted(folder.iterdir()) == sorted([untold, only, made.path])


def test_that_a_copy_with_an_earlier_passphrase_is_thinned_too(whole: Path, tmp_path: Path) -> None:
    folder, key = tmp_path / "copies", keys.fresh("前の合言葉")
    rekeying.rekey(whole, None, key, quiet())
    case = CaseFile.open(whole, key)
    earlier = dated(take(case, folder), NOW)
    case.close()
    renewed = keys.fresh("今の合言葉")
    rekeying.rekey(whole, key, renewed, quiet())
    case = CaseFile.open(whole, renewed)
    made = take(case, folder)
    assert [one.path for one in retention.thin(case, made, 1)] == [earlier]
    case.close()


def test_that_the_copy_just_made_stays_beside_copies_from_the_future(
    opened: CaseFile, tmp_path: Path
) -> None:
    folder = tmp_path / "copies"
    old = dated(take(opened, folder), NOW)
    ahead = {dated(take(opened, folder), datetime(2999, 1, day, tzinfo=UTC)) for day in range(1, 5)}
    made = take(opened, folder)
    assert [one.path for one in retention.thin(opened, made, 2)] == []
    assert [one.path for one in retention.thin(opened, made, 1)] == [old]
    assert set(folder.iterdir()) == {made.path, *ahead}


def test_that_the_copy_just_made_stays_though_the_clock_was_set_back(
    opened: CaseFile, tmp_path: Path
) -> None:
    folder = tmp_path / "copies"
    dated(take(opened, folder), NOW)
    dated(take(opened, folder), NOW)
    made = take(opened, folder)
    back = dated(made, datetime(1980, 1, 1, tzinfo=UTC))
    (found,) = (one for one in copies.listed(folder) if one.path == back)
    retention.thin(opened, found, 1)
    assert back.exists()


def times(*hours: float) -> dict[float, datetime]:
    return {hour: NOW - timedelta(hours=hour) for hour in hours}


def test_that_few_copies_all_stay_and_the_newest_always() -> None:
    assert surplus(times(1, 2, 3), 10, NOW) == []
    assert surplus(times(1, 2, 3), 0, NOW) == [3, 2]
    assert surplus({}, 3, NOW) == []


def test_that_earlier_days_keep_their_last_copy_and_earlier_weeks_theirs() -> None:
    days = times(24, 25, 26, 48, 49)
    assert surplus(days, 10, NOW) == [49, 26, 25]
    weeks = times(24 * 30, 24 * 30 + 1, 24 * 60)
    assert surplus(weeks, 10, NOW) == [24 * 30 + 1]


def test_that_a_long_day_does_not_push_out_every_day_before_it() -> None:
    today = [number / 10 for number in range(1, 50)]
    gone = surplus(times(*today, 24, 48, 72), 6, NOW)
    kept = set(times(*today, 24, 48, 72)) - set(gone)
    assert kept == {0.1, 0.2, 0.3, 24, 48, 72}


def test_that_what_is_later_than_now_neither_goes_nor_counts() -> None:
    assert surplus(times(-24, -25, -26, 1, 2), 1, NOW) == [2]
