"""Who has not answered: where the latest round of each subject stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from assessor.domain.change import ChangeSet, creation
from assessor.domain.records import Response, Return
from assessor.domain.vocabulary import Action, Verdict
from assessor.operations import reviewing, viewing
from assessor.operations.questionnaires import exporting
from assessor.operations.questionnaires.collection import RoundStatus, rounds
from assessor.operations.questionnaires.exporting import Sending
from assessor.operations.reviewing import Mark
from tests.unit.operations.rounds_in_tests import SUBJECT, answers, held_round, returned, sent

if TYPE_CHECKING:
    from pathlib import Path

    from assessor.operations.inspection import Inspection
    from assessor.operations.questionnaires.collection import RoundState

pytestmark = pytest.mark.long

TODAY = date(2020, 12, 1)
ONE, TWO = "CP-1-01", "CP-1-02"


def state(inspection: Inspection, subject: str = SUBJECT, today: date = TODAY) -> RoundState:
    return next(s for s in rounds(inspection, today) if s.subject.subject == subject)


def counted(inspection: Inspection) -> tuple[RoundStatus, int, int, int]:
    held = state(inspection)
    return held.status, held.asked, held.answered, held.mandatory_open


def test_that_every_subject_with_something_to_send_stands_in_the_order_of_the_plan(
    fresh: Inspection, tmp_path: Path
) -> None:
    subjects = exporting.sendable(fresh)
    sent(fresh, tmp_path, subjects[2])
    found = rounds(fresh, TODAY)
    assert [held.subject.subject for held in found] == subjects
    assert {held.status for held in found if held.round.number == 0} == {RoundStatus.NOT_SENT}
    assert [held.subject.subject for held in found if held.round.number == 1] == [subjects[2]]
    first = found[0]
    assert (first.answered, first.returns, first.overdue, first.days_left) == (0, (), False, None)
    assert first.asked == exporting.open_counts(fresh)[subjects[0]]
    assert 0 < first.mandatory_open < first.asked


def test_that_a_subject_with_nothing_to_send_does_not_stand_there(fresh: Inspection) -> None:
    items = [s.item.id for s in viewing.subject_result(fresh, SUBJECT).states]
    aside = [Mark(SUBJECT, item, Verdict.NOT_APPLICABLE, "提供なし", approver="水口") for item in items]
    fresh.apply(reviewing.mark(fresh, *aside))
    assert SUBJECT not in {held.subject.subject for held in rounds(fresh, TODAY)}


def test_that_a_round_goes_from_sent_over_partly_answered_to_complete(
    fresh: Inspection, tmp_path: Path
) -> None:
    sent(fresh, tmp_path)
    items = held_round(fresh, 1).items.split()
    assert counted(fresh) == (RoundStatus.NOT_RETURNED, 38, 0, 27)
    returned(fresh, 1, *answers(items[:3]))
    assert counted(fresh) == (RoundStatus.PARTIAL, 38, 3, 24)
    returned(fresh, 1, *answers(items[3:]))
    assert counted(fresh) == (RoundStatus.COMPLETE, 38, 38, 0)


def test_that_an_item_set_aside_after_it_was_sent_is_not_waited_for(
    fresh: Inspection, tmp_path: Path
) -> None:
    sent(fresh, tmp_path)
    items = held_round(fresh, 1).items.split()
    returned(fresh, 1, *answers(items[1:]))
    aside = Mark(SUBJECT, items[0], Verdict.NOT_APPLICABLE, "提供なし", approver="水口")
    fresh.apply(reviewing.mark(fresh, aside))
    assert counted(fresh) == (RoundStatus.COMPLETE, 37, 37, 0)


def test_that_an_inquiry_is_answered_by_its_reply_and_an_earlier_answer_counts_on(
    fresh: Inspection, tmp_path: Path
) -> None:
    sent(fresh, tmp_path)
    returned(fresh, 1, *answers(held_round(fresh, 1).items.split()))
    fresh.apply(reviewing.ask(fresh, SUBJECT, ONE, "再送の回数は？"))
    fresh.apply(reviewing.mark(fresh, Mark(SUBJECT, TWO, Verdict.CONFIRMING, "確認中")))
    sent(fresh, tmp_path)
    assert counted(fresh) == (RoundStatus.NOT_RETURNED, 2, 1, 1)
    returned(fresh, 2)
    assert counted(fresh) == (RoundStatus.PARTIAL, 2, 1, 1)
    returned(fresh, 2, Response(subject=SUBJECT, item=ONE, round="2", reply="3回までです。"))
    assert counted(fresh) == (RoundStatus.COMPLETE, 2, 2, 0)
    fresh.apply(reviewing.ask(fresh, SUBJECT, TWO, "まだ送っていない質問"))
    assert counted(fresh) == (RoundStatus.COMPLETE, 2, 2, 0)


@pytest.mark.parametrize(
    ("due_on", "days_left", "overdue"),
    [
        ("2020-12-01", 0, False),
        ("2020-12-02", 1, False),
        ("2020-11-30", -1, True),
        ("", None, False),
        ("別途", None, False),
    ],
)
def test_that_days_are_counted_to_the_due_date(
    fresh: Inspection, tmp_path: Path, due_on: str, days_left: int | None, *, overdue: bool
) -> None:
    sent(fresh, tmp_path, sending=Sending(due_on=due_on))
    held = state(fresh)
    assert (held.days_left, held.overdue) == (days_left, overdue)
    returned(fresh, 1, *answers(held.round.items.split()))
    assert not state(fresh).overdue


def test_that_today_is_today_unless_another_day_is_named(fresh: Inspection, tmp_path: Path) -> None:
    sent(fresh, tmp_path, sending=Sending(due_on="2001-01-01"))
    (late,) = (held for held in rounds(fresh) if held.round.number)
    assert late.overdue


def test_that_the_returns_of_the_latest_round_are_named(fresh: Inspection, tmp_path: Path) -> None:
    sent(fresh, tmp_path)
    asked = held_round(fresh, 1)
    with fresh.file.write() as work:
        content = work.contents.keep(b"a workbook")
        report = work.documents.put("{}")
        first = Return(
            subject=SUBJECT, round=asked.id, id="1", file="回答.xlsx", sha256=content.sha256, report=report
        )
        second = replace(first, id="ab" * 16, number=2)
        changes = (*creation(first), *creation(second))
        fresh.apply_in(work, ChangeSet(Action.IMPORT, "", changes))
    assert state(fresh).returns == (first, second)
    returned(fresh, 1)
    sent(fresh, tmp_path)
    assert state(fresh).returns == ()
