"""Records: what change sets do to rows, and when they are refused."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assessor.domain.change import Change, between, creation, removal
from assessor.domain.records import (
    KINDS,
    Case,
    Evidence,
    Group,
    Inquiry,
    RecordKind,
    Response,
    Review,
    Round,
    Subject,
    UsedChecklist,
    Value,
)
from assessor.domain.vocabulary import Answer, AsOf, Verdict
from assessor.errors import CaseConflict, CaseFileError, Code, Place
from tests.unit.storage.samples import (
    ALPHA,
    BETA,
    CHECKLIST,
    GROUP,
    HANAKO,
    REVIEW,
    change_set,
    code,
    created,
    outside,
    reason,
)

if TYPE_CHECKING:
    from assessor.domain.records import Record
    from assessor.storage.case_file import CaseFile

CASE = Case(
    id="c-1", title="点検 2020", plan="sample", contact="担当", created_at="2020-11-01T00:00:00+00:00"
)
ROUND = Round(subject="alpha", id="1", items="A-01 A-02", due_on="2020-12-25")
RESPONSE = Response(
    subject="alpha", item="A-01", round="1", answer=Answer.PARTIAL, explanation="一部\n\x00です"
)
INQUIRY = Inquiry(subject="alpha", item="A-01", id="2", question="いつ？", round="1")


def held(case: CaseFile, kind: type[Record]) -> list[Record]:
    with case.read() as work:
        return list(work.records.all(kind))


def test_that_a_record_that_is_not_there_has_its_defaults(case: CaseFile) -> None:
    with case.read() as work:
        assert work.records.get(Review, "alpha", "A-01") == Review(subject="alpha", item="A-01")
        assert work.records.get(Case) == Case()
        assert work.records.all(Review) == []


@pytest.mark.parametrize("record", [CASE, REVIEW, ROUND, RESPONSE, INQUIRY])
def test_that_every_kind_comes_out_as_it_went_in_and_can_be_removed(case: CaseFile, record: Record) -> None:
    case.apply(created(record), HANAKO)
    assert held(case, type(record)) == [record]
    with case.read() as work:
        key = [getattr(record, part) for part in record.KEY]
        assert work.records.get(type(record), *key) == record
    case.apply(change_set(*removal(record)), HANAKO)
    assert held(case, type(record)) == []


def test_that_evidence_refers_to_content_of_the_case(case: CaseFile) -> None:
    evidence = Evidence(subject="alpha", item="A-01", sha256="f" * 64, name="画面.png", size=2**40)
    with pytest.raises(ValueError, match="FOREIGN KEY"):
        case.apply(created(evidence), HANAKO)
    outside(case.path, f"INSERT INTO content VALUES (1, '{'f' * 64}', 0)")
    case.apply(created(evidence), HANAKO)
    assert held(case, Evidence) == [evidence]


def test_that_enumerations_come_out_as_what_they_are(case: CaseFile) -> None:
    case.apply(created(REVIEW, RESPONSE), HANAKO)
    with case.read() as work:
        assert work.records.get(Review, "alpha", "A-01").verdict is Verdict.INSUFFICIENT
        assert work.records.all(Response)[0].answer is Answer.PARTIAL
        assert work.records.get(Subject, "alpha").as_of is AsOf.AFTER_MEASURES


def test_that_records_come_by_position_and_else_by_key(case: CaseFile) -> None:
    reviews = [Review(subject=s, item=i, reason="x") for s in ("alpha", "beta") for i in ("A-01", "A-10")]
    rounds = [Round(subject="alpha", id=str(n), contact="x") for n in (1, 2, 10)]
    case.apply(created(*reversed(reviews), *reversed(rounds)), HANAKO)
    assert held(case, Subject) == [BETA, ALPHA]
    assert held(case, Review) == reviews
    assert held(case, Round) == rounds


def test_that_records_are_found_by_any_of_their_columns(case: CaseFile) -> None:
    case.apply(created(REVIEW, replace(REVIEW, subject="beta"), replace(REVIEW, item="A-02", due="")), HANAKO)
    with case.read() as work:
        assert work.records.all(Review, subject="beta") == [replace(REVIEW, subject="beta")]
        assert work.records.all(Review, subject="alpha", due="2020-12") == [REVIEW]
        assert len(work.records.all(Review, verdict=Verdict.INSUFFICIENT)) == 3
        assert work.records.all(Review, verdict="met") == []


def test_that_a_question_no_column_can_answer_is_our_mistake(case: CaseFile) -> None:
    with case.read() as work:
        for name, value in (("colour", "red"), ("verdict", "splendid"), ("reason", 1)):
            with pytest.raises(ValueError, match=str(value)):
                work.records.all(Review, **{name: value})
        with pytest.raises(ValueError, match="shorter"):
            work.records.get(Review, "alpha")
        with pytest.raises(ValueError, match="round"):
            work.records.all(Inquiry, round=1)


def test_that_a_conflict_lists_every_disagreement_and_changes_nothing(case: CaseFile) -> None:
    case.apply(created(REVIEW), HANAKO)
    stale = change_set(
        Change(RecordKind.REVIEW, "alpha/A-01", "verdict", "met", "confirming"),
        reason("", "無断の上書き"),
        Change(RecordKind.REVIEW, "alpha/A-01", "due", "2020-12", "2021-01"),
        Change(RecordKind.REVIEW, "beta/A-02", "reason", "前の理由", "次の理由"),
        Change(RecordKind.CASE, "case", "title", "旧", "新"),
    )
    with pytest.raises(CaseConflict) as caught:
        case.apply(stale, HANAKO)
    assert {problem.code for problem in caught.value.problems} == {Code.CHANGED_MEANWHILE}
    assert [(problem.place, problem.values) for problem in caught.value.problems] == [
        (
            Place(subject="alpha", item="A-01", field="verdict"),
            {
                "record": "review",
                "key": "alpha/A-01",
                "current": "insufficient",
                "expected": "met",
                "wanted": "confirming",
            },
        ),
        (
            Place(subject="alpha", item="A-01", field="reason"),
            {
                "record": "review",
                "key": "alpha/A-01",
                "current": REVIEW.reason,
                "expected": "",
                "wanted": "無断の上書き",
            },
        ),
        (
            Place(subject="beta", item="A-02", field="reason"),
            {
                "record": "review",
                "key": "beta/A-02",
                "current": "",
                "expected": "前の理由",
                "wanted": "次の理由",
            },
        ),
        (
            Place(field="title"),
            {"record": "case", "key": "case", "current": "", "expected": "旧", "wanted": "新"},
        ),
    ]
    assert held(case, Review) == [REVIEW]
    with case.read() as work:
        assert work.journal.count() == 2


def test_that_several_changes_of_one_field_apply_in_order(case: CaseFile) -> None:
    case.apply(change_set(reason("", "一"), reason("一", "二"), reason("二", "三")), HANAKO)
    assert held(case, Review) == [Review(subject="alpha", item="A-01", reason="三")]


def test_that_what_follows_a_disagreement_is_not_reported_for_it(case: CaseFile) -> None:
    with pytest.raises(CaseConflict) as caught:
        case.apply(change_set(reason("違う", "二"), reason("二", "三")), HANAKO)
    assert code(caught.value) is Code.CHANGED_MEANWHILE


def test_that_the_inverse_restores_every_record(case: CaseFile) -> None:
    case.apply(created(REVIEW), HANAKO)
    better = replace(REVIEW, verdict=Verdict.MET, reason="対応済み", due="")
    marked = change_set(*between(REVIEW, better), *creation(replace(REVIEW, subject="beta")), *creation(CASE))
    case.apply(marked, HANAKO)
    case.apply(marked.inverted(), HANAKO)
    assert held(case, Review) == [REVIEW]
    assert held(case, Case) == []
    case.apply(marked.inverted().inverted(), HANAKO)
    assert held(case, Review) == [better, replace(REVIEW, subject="beta")]
    assert held(case, Case) == [CASE]


def test_that_a_record_whose_fields_are_all_default_is_no_row(case: CaseFile) -> None:
    case.apply(created(REVIEW), HANAKO)
    case.apply(change_set(*removal(REVIEW)), HANAKO)
    case.apply(change_set(reason("", "一"), reason("一", "")), HANAKO)
    assert outside(case.path, "SELECT count(*) FROM review") == [(0,)]


def test_that_a_change_set_may_name_records_in_any_order(case: CaseFile) -> None:
    gamma = Subject(subject="gamma", name="ガンマ", group="bank", checklist="own")
    group, checklist = Group(group="bank", name="銀行"), UsedChecklist(id="own", title="自行")
    review = replace(REVIEW, subject="gamma")
    whole = created(review, gamma, checklist, group)
    case.apply(whole, HANAKO)
    assert held(case, Subject) == [gamma, BETA, ALPHA]
    case.apply(change_set(*removal(group), *removal(checklist), *removal(gamma), *removal(review)), HANAKO)
    assert held(case, Group) == [GROUP]
    assert held(case, UsedChecklist) == [CHECKLIST]


@pytest.mark.parametrize(
    "record",
    [
        replace(REVIEW, subject="nobody"),
        replace(ROUND, subject="nobody"),
        replace(RESPONSE, subject="nobody"),
        replace(INQUIRY, subject="nobody"),
        Subject(subject="gamma", name="ガンマ", group="nowhere", checklist="fsa"),
        Subject(subject="gamma", name="ガンマ", group="code", checklist="nothing"),
    ],
)
def test_that_a_record_of_what_is_not_there_is_refused(case: CaseFile, record: Record) -> None:
    with pytest.raises(ValueError, match="FOREIGN KEY"):
        case.apply(created(record), HANAKO)
    assert record not in held(case, type(record))
    case.apply(created(REVIEW), HANAKO)


def test_that_a_subject_with_reviews_is_not_removed_from_under_them(case: CaseFile) -> None:
    case.apply(created(REVIEW), HANAKO)
    with pytest.raises(ValueError, match="FOREIGN KEY"):
        case.apply(change_set(*removal(ALPHA)), HANAKO)
    assert held(case, Subject) == [BETA, ALPHA]


@pytest.mark.parametrize(
    ("kind", "key", "field", "after"),
    [
        (RecordKind.REVIEW, "alpha/A-01", "colour", "red"),
        (RecordKind.REVIEW, "alpha/A-01", "subject", "beta"),
        (RecordKind.REVIEW, "alpha/A-01", "verdict", "splendid"),
        (RecordKind.REVIEW, "alpha/A-01", "reason", 1),
        (RecordKind.REVIEW, "alpha", "reason", "x"),
        (RecordKind.REVIEW, "alpha/A/01", "reason", "x"),
        (RecordKind.ROUND, "alpha", "items", "x"),
        (RecordKind.ROUND, "alpha/1/1", "items", "x"),
        (RecordKind.ROUND, "alpha/1", "number", "1"),
        (RecordKind.INQUIRY, "alpha/A-01/1", "round", 1),
        (RecordKind.CASE, "another", "title", "x"),
        (RecordKind.GROUP, "code", "position", "1"),
        (RecordKind.GROUP, "code", "position", True),
        (RecordKind.GROUP, "code", "position", 2**63),
        (RecordKind.REVIEW, "alpha/A-01", "reason", "\ud800"),
    ],
)
def test_that_a_change_no_record_can_have_is_our_mistake(
    case: CaseFile, kind: RecordKind, key: str, field: str, after: Value
) -> None:
    befores: dict[str, Value] = {"verdict": "unreviewed", "position": 1}
    before = befores.get(field, "")
    with pytest.raises(ValueError, match=r"cannot|zip|int|surrogates|not a valid"):
        case.apply(change_set(Change(kind, key, field, before, after)), HANAKO)
    case.apply(created(REVIEW), HANAKO)


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO review VALUES ('alpha','A-01','splendid','','','','','','met')",
        "INSERT INTO response SELECT 'alpha','A-01','1','maybe','','','','','','','','','','',''",
        "UPDATE subject SET as_of='someday'",
        "UPDATE journal SET action='guess'",
        "UPDATE journal SET way='sideways'",
        "INSERT INTO touch VALUES ('thing','alpha',1)",
        "INSERT INTO \"case\" VALUES (2,'','','','','','',1,'off')",
        "INSERT INTO review VALUES ('alpha','A-01','met',NULL,'','','','','met')",
        "INSERT INTO review VALUES (NULL,'A-01','met','','','','','','met')",
    ],
)
def test_that_the_file_itself_refuses_words_nobody_knows(case: CaseFile, statement: str) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        outside(case.path, statement)


def test_that_a_word_that_turns_unknown_while_open_is_damage(case: CaseFile) -> None:
    outside(case.path, "PRAGMA ignore_check_constraints=ON", "UPDATE subject SET as_of='someday'")
    with case.read() as work, pytest.raises(CaseFileError) as caught:
        work.records.all(Subject)
    assert code(caught.value) is Code.DAMAGED


def test_that_every_kind_of_record_has_a_table_of_its_own(case: CaseFile) -> None:
    for kind in KINDS.values():
        with case.read() as work:
            work.records.all(kind)
