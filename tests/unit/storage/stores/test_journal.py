"""The journal: what was done, by whom, and the undo stack that follows from it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from assessor import VERSION
from assessor.domain.change import Actor
from assessor.domain.history import History
from assessor.domain.records import RecordKind, Review
from assessor.domain.vocabulary import Action, Way
from assessor.errors import CaseFileError, Code
from assessor.storage.case_file import CaseFile
from tests.unit.storage.samples import HANAKO, REVIEW, change_set, code, created, outside, reason

if TYPE_CHECKING:
    from pathlib import Path

    from assessor.domain.change import ChangeSet

TARO = Actor("太郎", "bank-pc-2")


def stack(case: CaseFile, limit: int = 100) -> list[ChangeSet]:
    with case.read() as work:
        return work.journal.history(limit)


def test_that_an_entry_says_who_did_what_when_and_where(case: CaseFile) -> None:
    done = change_set(reason("", "理由\n\"'\x00"), detail="アルファ A-01")
    earliest = datetime.now(UTC).replace(microsecond=0)
    number = case.apply(done, TARO)
    with case.read() as work:
        entry = work.journal.entries()[0]
    assert (entry.id, entry.reviewer, entry.machine, entry.version) == (number, "太郎", "bank-pc-2", VERSION)
    assert earliest <= datetime.fromisoformat(entry.at) <= datetime.now(UTC)
    assert entry.change_set == done


def test_that_the_time_of_an_entry_can_be_given(case: CaseFile) -> None:
    with case.write() as work:
        work.apply(created(REVIEW), HANAKO, at="2020-11-01T09:00:00+00:00")
        assert work.journal.entries()[0].at == "2020-11-01T09:00:00+00:00"


def test_that_entries_come_newest_first_and_in_pages(case: CaseFile) -> None:
    for number in range(5):
        case.apply(change_set(reason(str(number or ""), str(number + 1))), HANAKO)
    with case.read() as work:
        assert work.journal.count() == 6
        assert [entry.id for entry in work.journal.entries()] == [6, 5, 4, 3, 2, 1]
        assert [entry.id for entry in work.journal.entries(newest=2)] == [6, 5]
        assert [entry.id for entry in work.journal.entries(newest=2, before=5)] == [4, 3]


def test_that_the_history_of_one_record_is_found_by_its_key(case: CaseFile) -> None:
    first = case.apply(created(REVIEW), HANAKO)
    case.apply(change_set(reason("", "別", key="beta/A-01")), HANAKO)
    both = change_set(reason(REVIEW.reason, "一"), reason("一", "二"), reason("別", "外", key="beta/A-01"))
    last = case.apply(both, TARO)
    with case.read() as work:
        assert [entry.id for entry in work.journal.of(RecordKind.REVIEW, "alpha/A-01")] == [last, first]
        assert work.journal.of(RecordKind.RESPONSE, "alpha/A-01") == []
        assert work.journal.of(RecordKind.REVIEW, "alpha/A-02") == []


def test_that_the_undo_stack_is_the_same_after_reopening(path: Path) -> None:
    case = CaseFile.open(path)
    before = stack(case)
    history = History(lambda change: case.apply(change, HANAKO), before)
    one, two, three = (
        change_set(reason(a, b), detail=b) for a, b in (("", "一"), ("一", "二"), ("二", "三"))
    )
    history.do(one)
    history.do(two)
    history.undo()
    history.redo()
    history.do(three)
    history.undo()
    history.undo()
    case.close()

    case = CaseFile.open(path)
    assert stack(case) == [*before, one]
    history = History(lambda change: case.apply(change, HANAKO), stack(case))
    history.undo()
    with case.read() as work:
        assert work.records.all(Review) == []
    case.close()


def test_that_a_set_done_again_is_on_the_undo_stack_again(case: CaseFile) -> None:
    one = change_set(reason("", "一"))
    for applied in (one, one.inverted(), one.inverted().inverted()):
        case.apply(applied, HANAKO)
    assert [(entry.action, entry.way) for entry in stack(case)] == [
        (Action.CREATE, Way.DO),
        (Action.MARK, Way.REDO),
    ]


def test_that_the_undo_stack_may_be_cut_at_its_old_end(case: CaseFile) -> None:
    sets = [change_set(reason(str(number or ""), str(number + 1))) for number in range(5)]
    for done in sets:
        case.apply(done, HANAKO)
    assert stack(case, 2) == sets[-2:]
    assert stack(case, 0) == []


def test_that_a_set_without_changes_is_in_the_journal_but_cannot_be_undone(case: CaseFile) -> None:
    before = stack(case)
    case.apply(change_set(action=Action.EXPORT, detail="なし"), HANAKO)
    assert stack(case) == before
    with case.read() as work:
        assert work.journal.entries()[0].change_set == change_set(action=Action.EXPORT, detail="なし")


@pytest.mark.parametrize("text", ["{", "[1]", '[["thing","a","b","c","d"]]', '[["review","a"]]', "7"])
def test_that_an_entry_nobody_can_read_is_damage(case: CaseFile, text: str) -> None:
    outside(case.path, f"UPDATE journal SET changes='{text}'")
    with case.read() as work, pytest.raises(CaseFileError) as caught:
        work.journal.entries()
    assert code(caught.value) is Code.DAMAGED
