"""Rows that cannot be what stands in the file: told with their field, and never written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assessor.domain.change import Change
from assessor.domain.records import Case, Group, RecordKind, Review, Round
from assessor.errors import CaseFileError, Code
from tests.unit.storage.samples import HANAKO, REVIEW, change_set, code, created, outside

if TYPE_CHECKING:
    from assessor.domain.records import Record
    from assessor.storage.case_file import CaseFile

CASE = Case(id="c-1", title="点検 2020", created_at="2020-11-01T00:00:00+00:00")
ROUND = Round(subject="alpha", id="1", items="A-01 A-02", due_on="2020-12-25")


@pytest.mark.parametrize(
    ("kind", "key", "statement", "field"),
    [
        (Review, "alpha/A-01", "UPDATE review SET reviewed_at='garbage'", "reviewed_at"),
        (Review, "alpha/A-01", "UPDATE review SET reviewer=x'ff'", "reviewer"),
        (Review, "alpha/A-01", "UPDATE review SET due='2020'", "due"),
        (Review, "alpha/A-01", "UPDATE review SET verdict='splendid'", "verdict"),
        (Review, "alpha/A-01", "UPDATE review SET verdict=x'6d6574'", "verdict"),
        (Round, "alpha/1", "UPDATE round SET due_on=x'32303230'", "due_on"),
        (Round, "alpha/1", "UPDATE round SET exported_at='2020-13-01'", "exported_at"),
        (Group, "code", "UPDATE \"group\" SET position='first'", "position"),
        (Case, "case", "UPDATE \"case\" SET created_at='yesterday'", "created_at"),
    ],
)
def test_that_a_field_that_cannot_be_what_stands_there_is_damage_with_its_name(
    case: CaseFile, kind: type[Record], key: str, statement: str, field: str
) -> None:
    case.apply(created(REVIEW, ROUND, CASE), HANAKO)
    outside(case.path, "PRAGMA ignore_check_constraints=ON", statement)
    for read in ("all", "get"):
        parts = [] if kind is Case else key.split("/")
        with case.read() as work, pytest.raises(CaseFileError) as caught:
            work.records.all(kind) if read == "all" else work.records.get(kind, *parts)
        assert code(caught.value) is Code.DAMAGED
        assert caught.value.problems[0].values == {"table": kind.KIND.value, "key": key, "field": field}


@pytest.mark.parametrize(("field", "after"), [("reviewed_at", "garbage"), ("due", "2020-13")])
def test_that_no_date_is_written_that_could_not_be_read(case: CaseFile, field: str, after: str) -> None:
    with pytest.raises(ValueError, match=after):
        case.apply(change_set(Change(RecordKind.REVIEW, "alpha/A-01", field, "", after)), HANAKO)
