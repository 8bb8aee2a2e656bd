"""Rounds with memory: what the next one asks, what stands beside it, and what is kept of it."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from assessor.domain.change import ChangeSet, between, creation
from assessor.domain.history import History
from assessor.domain.records import Inquiry, Response
from assessor.domain.vocabulary import Action, Answer, Verdict
from assessor.errors import CaseFileError, Code, InputError
from assessor.operations import reviewing, viewing
from assessor.operations.questionnaires import exporting
from assessor.operations.questionnaires.exporting import Sending
from assessor.operations.reviewing import Mark
from assessor.progress import quiet
from tests.unit.operations.rounds_in_tests import SUBJECT, answers, held_round, returned, sent, table

if TYPE_CHECKING:
    from pathlib import Path

    from assessor.operations.inspection import Inspection

pytestmark = pytest.mark.long

ONE, TWO, THREE, FOUR = "CP-1-01", "CP-1-02", "CP-1-03", "CP-1-04"


def items(inspection: Inspection) -> list[str]:
    """Return what round 1 asked."""
    return held_round(inspection, 1).items.split()


def mark(inspection: Inspection, item: str, verdict: Verdict) -> None:
    inspection.apply(reviewing.mark(inspection, Mark(SUBJECT, item, verdict, "理由", approver="水口")))


@pytest.fixture
def answered(fresh: Inspection, tmp_path: Path) -> Inspection:
    """A case in which round 1 went out and came back with all answers."""
    sent(fresh, tmp_path)
    returned(fresh, 1, *answers(items(fresh)))
    return fresh


def test_that_the_second_round_holds_only_what_is_open(fresh: Inspection, tmp_path: Path) -> None:
    first = sent(fresh, tmp_path)
    asked = list(table(first.path))
    assert items(fresh) == asked
    assert len(asked) == 38
    returned(fresh, 1, *answers(asked[:-2]))
    mark(fresh, ONE, Verdict.CONFIRMING)
    mark(fresh, TWO, Verdict.DISCUSSING)
    mark(fresh, THREE, Verdict.INSUFFICIENT)
    fresh.apply(reviewing.ask(fresh, SUBJECT, FOUR, "いつからですか。"))
    mark(fresh, asked[-1], Verdict.NOT_APPLICABLE)
    second = sent(fresh, tmp_path)
    assert list(table(second.path)) == [ONE, TWO, FOUR, asked[-2]]
    assert held_round(fresh, 2).items.split() == [ONE, TWO, FOUR, asked[-2]]
    assert (second.round, second.rows) == (2, 4)


def test_that_an_explanation_without_an_answer_leaves_an_item_open(
    answered: Inspection, tmp_path: Path
) -> None:
    (held,) = viewing.item_detail(answered, SUBJECT, ONE).responses
    answered.apply(ChangeSet(Action.IMPORT, "", between(held, replace(held, answer=Answer.NONE))))
    assert list(table(sent(answered, tmp_path).path)) == [ONE]


def test_that_everything_asks_all_items_that_apply_again(answered: Inspection, tmp_path: Path) -> None:
    mark(answered, ONE, Verdict.NOT_APPLICABLE)
    assert exporting.open_counts(answered, everything=True)[SUBJECT] == 37
    again = sent(answered, tmp_path, sending=Sending(everything=True))
    assert list(table(again.path)) == items(answered)[1:]


def test_that_a_subject_with_nothing_open_gets_no_later_round(answered: Inspection, tmp_path: Path) -> None:
    assert SUBJECT not in exporting.sendable(answered)
    with pytest.raises(InputError) as error:
        sent(answered, tmp_path)
    assert [(p.code, p.place.subject) for p in error.value.problems] == [(Code.NOTHING_TO_SEND, SUBJECT)]
    answered.apply(reviewing.ask(answered, SUBJECT, ONE, "再送の回数は？"))
    assert exporting.open_counts(answered)[SUBJECT] == 1
    assert SUBJECT in exporting.sendable(answered)


def test_that_a_later_round_that_has_not_come_back_is_written_anew_with_what_is_open_now(
    answered: Inspection, tmp_path: Path
) -> None:
    mark(answered, ONE, Verdict.CONFIRMING)
    answered.apply(reviewing.ask(answered, SUBJECT, TWO, "いつ？"))
    assert list(table(sent(answered, tmp_path).path)) == [ONE, TWO]
    mark(answered, ONE, Verdict.MET)
    mark(answered, THREE, Verdict.CONFIRMING)
    again = sent(answered, tmp_path)
    assert again.round == 2
    assert {item: row["inquiry"] for item, row in table(again.path).items()} == {TWO: "いつ？", THREE: ""}


def test_that_the_question_carries_the_answer_that_holds_and_the_last_reply(
    answered: Inspection, tmp_path: Path
) -> None:
    answered.apply(reviewing.ask(answered, SUBJECT, ONE, "再送の回数は？"))
    assert table(sent(answered, tmp_path).path)[ONE]["previous"] == "第1回\n実施済\n実施しています。"
    moved = Response(
        subject=SUBJECT,
        item=ONE,
        round="2",
        alternative="監視で補います。",
        due_on="2020-12",
        evidence_names="仕様書.pdf",
        reply="3回までです。",
    )
    returned(answered, 2, moved)
    answered.apply(reviewing.ask(answered, SUBJECT, ONE, "4回目は？"))
    row = table(sent(answered, tmp_path).path)[ONE]
    assert row["previous"] == (
        "第1回・第2回\n実施済\n実施しています。\n監視で補います。\n対応予定日：2020-12\n"
        "エビデンス：仕様書.pdf\n追加確認への回答（第2回）：3回までです。"
    )
    assert row["inquiry"] == "4回目は？"
    with answered.file.read() as work:
        third = exporting.sent_questionnaire(answered, work, held_round(answered, 3))
    assert third.questions[0].answered == {
        "answer": "implemented",
        "explanation": "実施しています。",
        "alternative": "監視で補います。",
        "due_on": "2020-12",
        "evidence_names": "仕様書.pdf",
    }


def test_that_a_reply_alone_is_told_too(fresh: Inspection, tmp_path: Path) -> None:
    sent(fresh, tmp_path)
    returned(fresh, 1, Response(subject=SUBJECT, item=ONE, round="1", reply="確認中です。"))
    row = table(sent(fresh, tmp_path).path)[ONE]
    assert row["previous"] == "追加確認への回答（第1回）：確認中です。"


def test_that_an_inquiry_without_a_reply_goes_out_again(answered: Inspection, tmp_path: Path) -> None:
    answered.apply(reviewing.ask(answered, SUBJECT, ONE, "再送の回数は？"))
    sent(answered, tmp_path)
    returned(answered, 2)
    assert table(sent(answered, tmp_path).path)[ONE]["inquiry"] == "再送の回数は？"
    detail = viewing.item_detail(answered, SUBJECT, ONE)
    assert [detail.numbers.of(q.round) for q in detail.inquiries] == [3]


def test_that_an_inquiry_on_an_item_that_is_not_sent_stays_unsent(
    answered: Inspection, tmp_path: Path
) -> None:
    answered.apply(reviewing.ask(answered, SUBJECT, ONE, "？"))
    mark(answered, ONE, Verdict.NOT_APPLICABLE)
    mark(answered, TWO, Verdict.CONFIRMING)
    assert list(table(sent(answered, tmp_path).path)) == [TWO]
    assert [q.round for q in viewing.item_detail(answered, SUBJECT, ONE).inquiries] == [""]


def test_that_the_questionnaire_as_sent_is_kept_with_its_round(fresh: Inspection, tmp_path: Path) -> None:
    sent(fresh, tmp_path, sending=Sending(due_on="2020-12-01", contact="事務局\ud800"))
    one = held_round(fresh, 1)
    with fresh.file.read() as work:
        kept = work.documents.get(one.sent)
        questionnaire = exporting.sent_questionnaire(fresh, work, one)
    assert sha256(kept.encode()).hexdigest() == one.sent
    assert questionnaire.to_json() == kept
    assert (questionnaire.token.round, questionnaire.due_on) == (1, "2020-12-01")
    assert questionnaire.contact == one.contact == "事務局\ufffd"
    assert [question.item for question in questionnaire.questions] == items(fresh)


def test_that_an_export_can_be_undone_and_done_again_with_what_it_sent(
    answered: Inspection, tmp_path: Path
) -> None:
    answered.apply(reviewing.ask(answered, SUBJECT, ONE, "？"))
    history = History(answered.apply, answered.history())
    history.record(exporting.export(answered, [SUBJECT], tmp_path, quiet()).change_set)
    after = held_round(answered, 2)
    history.undo()
    assert held_round(answered, 2).sent == ""
    assert viewing.subject_result(answered, SUBJECT).round == 1
    history.redo()
    assert held_round(answered, 2) == after
    with answered.file.read() as work:
        assert exporting.sent_questionnaire(answered, work, after).questions[0].inquiry == "？"


def test_that_of_a_round_of_schema_1_the_questions_come_from_the_frozen_checklist(
    fresh: Inspection, tmp_path: Path
) -> None:
    sent(fresh, tmp_path, sending=Sending(due_on="2020-12-01", contact="事務局"))
    one = held_round(fresh, 1)
    with fresh.file.read() as work:
        kept = exporting.sent_questionnaire(fresh, work, one)
        assert exporting.sent_questionnaire(fresh, work, replace(one, sent="")) == kept
        few = replace(one, sent="", items="CP-9-99 CP-1-01")
        rebuilt = exporting.sent_questionnaire(fresh, work, few)
    assert [question.item for question in rebuilt.questions] == ["CP-1-01"]


def test_that_a_document_that_is_no_questionnaire_is_told(fresh: Inspection, tmp_path: Path) -> None:
    sent(fresh, tmp_path)
    with fresh.file.write() as work:
        odd = [work.documents.put(text) for text in ("{", "{}", '{"questions": 1, "token": {}}')]
    with fresh.file.read() as work:
        for name in odd:
            with pytest.raises(CaseFileError) as error:
                exporting.sent_questionnaire(fresh, work, replace(held_round(fresh, 1), sent=name))
            assert error.value.problems[0].code is Code.DAMAGED


def test_that_a_first_round_of_advanced_items_alone_is_not_offered(fresh: Inspection, tmp_path: Path) -> None:
    states = viewing.subject_result(fresh, SUBJECT).states
    aside = [s.item.id for s in states if s.item.mandatory]
    marks = [Mark(SUBJECT, item, Verdict.NOT_APPLICABLE, "提供なし", approver="水口") for item in aside]
    fresh.apply(reviewing.mark(fresh, *marks))
    assert SUBJECT not in exporting.sendable(fresh)
    first = sent(fresh, tmp_path)
    returned(fresh, 1)
    assert exporting.open_counts(fresh)[SUBJECT] == first.rows == len(states) - len(aside)


def test_that_the_item_list_shows_the_answer_that_holds(answered: Inspection, tmp_path: Path) -> None:
    answered.apply(
        ChangeSet(
            Action.IMPORT,
            "",
            (
                *creation(Inquiry(subject=SUBJECT, item=ONE, id="1", question="？", round="2")),
                *creation(Response(subject=SUBJECT, item=ONE, round="2", reply="はい。")),
                *creation(Response(subject=SUBJECT, item=TWO, round="2", explanation="新しい説明")),
            ),
        )
    )
    rows = {row.state.item.id: row for row in viewing.item_rows(answered, SUBJECT)}
    one, two = rows[ONE].response, rows[TWO].response
    assert one is not None
    assert two is not None
    assert (one.answer, one.round, rows[ONE].open_inquiries) == (
        Answer.IMPLEMENTED,
        held_round(answered, 1).id,
        0,
    )
    assert (two.answer, two.explanation, two.round) == (Answer.IMPLEMENTED, "新しい説明", "2")
