"""Many records in one change set: found, altered and refused as one of them would be."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assessor.domain.change import between, removal
from assessor.domain.records import Review, Round
from assessor.domain.vocabulary import Verdict
from assessor.errors import CaseConflict
from tests.unit.storage.samples import HANAKO, change_set, created

if TYPE_CHECKING:
    from assessor.storage.case_file import CaseFile


def held(case: CaseFile) -> list[Review]:
    with case.read() as work:
        return work.records.all(Review)


REVIEWS = [Review(subject="alpha", item=f"A-{n:03}", reason=f"理由{n}") for n in range(450)]


@pytest.mark.parametrize("count", [8, 9, 199, 200, 201, 450])
def test_that_any_number_of_records_is_altered_and_removed(case: CaseFile, count: int):
    some = REVIEWS[:count]
    case.apply(created(*some), HANAKO)
    better = [replace(review, verdict=Verdict.MET) for review in some]
    pairs = zip(some, better, strict=True)
    case.apply(change_set(*(change for before, after in pairs for change in between(before, after))), HANAKO)
    assert held(case) == better
    case.apply(change_set(*(change for review in better for change in removal(review))), HANAKO)
    assert held(case) == []


def test_that_changes_of_many_records_may_come_in_turns(case: CaseFile):
    case.apply(created(*REVIEWS[:50]), HANAKO)
    better = [replace(review, verdict=Verdict.MET, reason="") for review in REVIEWS[:50]]
    pairs = zip(REVIEWS, better, strict=False)
    changes = [change for before, after in pairs for change in between(before, after)]
    case.apply(change_set(*changes[::2], *changes[1::2]), HANAKO)
    assert held(case) == better


def test_that_one_disagreement_among_many_stops_them_all(case: CaseFile):
    case.apply(created(*REVIEWS), HANAKO)
    changes = [change for review in REVIEWS for change in removal(review)]
    changes[300] = changes[300]._replace(before="別の理由")
    with pytest.raises(CaseConflict) as caught:
        case.apply(change_set(*changes), HANAKO)
    assert [problem.place.item for problem in caught.value.problems] == ["A-300"]
    assert held(case) == REVIEWS


def test_that_a_word_nobody_knows_is_our_mistake_among_many(case: CaseFile):
    changes = [change for review in REVIEWS for change in created(review).changes]
    wrong = changes[0]._replace(field="verdict", before="unreviewed", after="splendid")
    with pytest.raises(ValueError, match="splendid"):
        case.apply(change_set(*changes, wrong), HANAKO)
    assert held(case) == []


def test_that_every_value_of_a_column_is_told_once(case: CaseFile):
    with case.read() as work:
        assert work.records.values(Review, "subject") == frozenset()
    case.apply(created(*REVIEWS, Review(subject="beta", item="A-000", reason="別")), HANAKO)
    with case.read() as work:
        assert work.records.values(Review, "subject") == {"alpha", "beta"}
        assert work.records.values(Round, "number") == frozenset()
        with pytest.raises(ValueError, match="colour"):
            work.records.values(Review, "colour")
