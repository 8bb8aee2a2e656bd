"""What makes a verdict weak in a real case: after the verbs of the application, and after undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event

from assessor.domain.difference import CellKind
from assessor.domain.history import History
from assessor.domain.records import WHOLE_CASE, Review
from assessor.domain.vocabulary import EvidenceRule, ExaminationRule, Stage, Verdict
from assessor.errors import Code, InputError
from assessor.excel.writing import filling
from assessor.operations import reviewing, signing, viewing
from assessor.operations.evidence import attaching
from assessor.operations.questionnaires.exporting import Sending
from assessor.operations.reviewing import Mark
from assessor.progress import quiet
from assessor.storage.verification.verification import verify
from assessor.words import Language
from assessor.words.problems.sentences import sentence
from tests.unit.operations.returning import take
from tests.unit.operations.rounds_in_tests import sent

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from assessor.errors import Problem
    from assessor.operations.inspection import Inspection

pytestmark = pytest.mark.long

SUBJECT, ASKED = "cp_minamo", "CP-2-04"
CODE, ITEM = "cp_haneusagi", "CP-1-02"
RULE = ExaminationRule


def weak(inspection: Inspection, item: str = ITEM, subject: str = SUBJECT) -> list[ExaminationRule]:
    """Return what the list of items tells of one, after comparing it with what the subject's result tells."""
    rows = {row.state.item.id: row for row in viewing.item_rows(inspection, subject)}
    result = viewing.subject_result(inspection, subject)
    assert result.weak == {key: row.weak for key, row in rows.items() if row.weak}
    assert viewing.results(inspection).subject(subject) == result
    return [one.rule for one in rows[item].weak]


def marking(inspection: Inspection, verdict: Verdict | None = None, **parts: object) -> None:
    item, subject = str(parts.pop("item", ITEM)), str(parts.pop("subject", SUBJECT))
    inspection.apply(reviewing.mark(inspection, Mark(subject, item, verdict, **parts)))  # type: ignore[arg-type]  # handed through


def review(inspection: Inspection, item: str = ITEM) -> Review:
    with inspection.file.read() as work:
        return work.records.get(Review, SUBJECT, item)


def answered_again(inspection: Inspection, folder: Path) -> None:
    """Send the next round to the subject with an open inquiry, and take its reply over."""
    path = sent(inspection, folder, CODE).path
    filling.fill(path, {ASKED: {"reply": "5回／24時間です。"}})
    take(inspection, path)


def attached(inspection: Inspection, folder: Path, item: str = ITEM) -> attaching.AttachedFiles:
    file = folder / "画面.txt"
    file.write_text("画面", "utf-8")
    return attaching.attach(inspection, SUBJECT, item, [file], quiet())


def test_that_of_the_sample_only_the_unmet_items_without_a_month_are_weak(inspection: Inspection) -> None:
    found = {
        (result.subject.subject, one.rule): item
        for result in viewing.results(inspection).subjects
        for item, told in result.weak.items()
        for one in told
    }
    assert found.keys() == {("own_prepaid", RULE.UNMET_WITHOUT_MONTH)}
    assert len(viewing.subject_result(inspection, "own_prepaid").weak) == 14


def test_that_new_information_on_a_finished_review_is_taken_and_leaves_answer_and_verdict(
    inspection: Inspection, tmp_path: Path
) -> None:
    marking(inspection, Verdict.MET)
    path = sent(inspection, tmp_path, sending=Sending(everything=True)).path
    before = viewing.item_detail(inspection, SUBJECT, ITEM)
    filling.fill(path, {ITEM: {"explanation": "対象の機能を増やしました。"}})
    assert take(inspection, path).changed == 1
    after = viewing.item_detail(inspection, SUBJECT, ITEM)
    assert after.row.state.review == before.row.state.review
    assert after.responses[-1].explanation == "対象の機能を増やしました。"
    assert not after.responses[-1].answer
    assert RULE.NEWER_THAN_VERDICT in weak(inspection)
    assert viewing.subject_result(inspection, SUBJECT).new_answers == 1


def test_that_an_answer_of_a_later_round_makes_the_verdict_weak_until_it_is_looked_at(
    inspection: Inspection, tmp_path: Path
) -> None:
    answered_again(inspection, tmp_path)
    assert weak(inspection, ASKED, CODE) == [RULE.NEWER_THAN_VERDICT]
    assert len(viewing.subject_result(inspection, CODE).weak) == 1  # of the others nothing came
    history = History(inspection.apply, inspection.history())
    history.undo()
    assert weak(inspection, ASKED, CODE) == []
    history.redo()
    assert weak(inspection, ASKED, CODE) == [RULE.NEWER_THAN_VERDICT]
    marking(inspection, Verdict.CONFIRMING, item=ASKED, subject=CODE)  # the same one, given again
    assert weak(inspection, ASKED, CODE) == []
    assert verify(inspection.file, quiet()).clean


def test_that_the_same_verdict_given_again_changes_nothing_where_nothing_came(inspection: Inspection) -> None:
    assert reviewing.mark(inspection, Mark(SUBJECT, ITEM, Verdict.MET)).changes == ()


def test_that_a_response_of_which_nothing_is_left_leaves_no_time_behind(
    inspection: Inspection, tmp_path: Path
) -> None:
    path = sent(inspection, tmp_path, CODE).path
    filling.fill(path, {ASKED: {"reply": "5回です。"}})
    take(inspection, path)

    def rounds() -> list[int]:
        detail = viewing.item_detail(inspection, CODE, ASKED)
        return [detail.numbers.of(one.round) for one in detail.responses]

    assert rounds() == [1, 2]
    filling.fill(path, {ASKED: {"reply": ""}})
    take(inspection, path, CellKind.CLEARED)
    assert rounds() == [1]
    assert verify(inspection.file, quiet()).clean


def test_that_evidence_attached_or_linked_after_the_verdict_makes_it_weak(
    inspection: Inspection, tmp_path: Path
) -> None:
    attached(inspection, tmp_path)
    assert weak(inspection) == [RULE.NEWER_THAN_VERDICT]
    evidence = next(e for e in attaching.all_evidence(inspection) if e.name == "画面.txt")
    inspection.apply(attaching.link(inspection, evidence, SUBJECT, "CP-1-07"))
    assert weak(inspection, "CP-1-07") == [RULE.NEWER_THAN_VERDICT]
    inspection.apply(attaching.detach(inspection, evidence))
    assert weak(inspection) == []


def test_that_a_reason_stays_for_the_verdict_it_was_written_for_until_it_is_confirmed(
    inspection: Inspection,
) -> None:
    assert review(inspection).reason_for is Verdict.MET
    marking(inspection, Verdict.INSUFFICIENT, due="2020-12")
    assert weak(inspection) == [RULE.REASON_FOR_OTHER_VERDICT]
    marking(inspection, Verdict.NOT_IMPLEMENTED)
    assert viewing.subject_result(inspection, SUBJECT).weak[ITEM][0].reason_for is Verdict.MET
    marking(inspection, confirmed=True)
    assert (weak(inspection), review(inspection).reason_for) == ([], Verdict.NOT_IMPLEMENTED)
    History(inspection.apply, inspection.history()).undo()
    assert weak(inspection) == [RULE.REASON_FOR_OTHER_VERDICT]


def test_that_back_at_its_verdict_a_reason_is_not_weak(inspection: Inspection) -> None:
    marking(inspection, Verdict.DISCUSSING)
    marking(inspection, Verdict.MET)
    assert weak(inspection) == []


@pytest.mark.parametrize("same", [True, False])
def test_that_a_reason_given_with_the_verdict_is_for_it_also_in_the_same_words(
    inspection: Inspection, same: bool
) -> None:
    reason = review(inspection).reason if same else "資料を見直した。"
    marking(inspection, Verdict.DISCUSSING, reason=reason)
    assert (weak(inspection), review(inspection).reason_for) == ([], Verdict.DISCUSSING)
    marking(inspection, Verdict.INSUFFICIENT, due="2020-12")
    marking(inspection, reason=reason)
    assert weak(inspection) == []


def test_that_a_reason_written_before_any_verdict_is_for_the_first_one(fresh: Inspection) -> None:
    marking(fresh, reason="先に書いた理由")
    marking(fresh, Verdict.CONFIRMING)
    assert (weak(fresh), review(fresh).reason_for) == ([], Verdict.CONFIRMING)
    marking(fresh, Verdict.MET)
    assert weak(fresh) == [RULE.REASON_FOR_OTHER_VERDICT]
    marking(fresh, reason="")
    assert weak(fresh) == [RULE.MET_WITHOUT_REASON]


def test_that_a_met_item_with_an_inquiry_is_weak_until_the_reply_was_looked_at(
    inspection: Inspection, tmp_path: Path
) -> None:
    marking(inspection, Verdict.MET, reason="説明で足りる。", item=ASKED, subject=CODE)
    assert weak(inspection, ASKED, CODE) == [RULE.INQUIRY_OPEN]  # not sent
    path = sent(inspection, tmp_path, CODE).path
    assert weak(inspection, ASKED, CODE) == [RULE.INQUIRY_OPEN]  # not replied to
    filling.fill(path, {ASKED: {"reply": "5回です。"}})
    take(inspection, path)
    assert weak(inspection, ASKED, CODE) == [RULE.NEWER_THAN_VERDICT]


def test_that_the_case_asks_for_evidence_by_a_change_that_is_undone(inspection: Inspection) -> None:
    def lacking() -> int:
        return sum(
            one.rule is RULE.MET_WITHOUT_EVIDENCE
            for result in viewing.results(inspection).subjects
            for told in result.weak.values()
            for one in told
        )

    met = [
        (result.subject.subject, state)
        for result in viewing.results(inspection).subjects
        for state in result.states
        if state.verdict is Verdict.MET
    ]
    linked = {(e.subject, e.item) for e in attaching.all_evidence(inspection)}
    without = [state for subject, state in met if (subject, state.item.id) not in linked]
    assert lacking() == 0
    inspection.apply(reviewing.edit_case(inspection, evidence_rule=EvidenceRule.ALL))
    assert lacking() == len(without) > 400
    inspection.apply(reviewing.edit_case(inspection, evidence_rule=EvidenceRule.MANDATORY))
    assert lacking() == sum(state.item.mandatory for state in without) < len(without)
    history = History(inspection.apply, inspection.history())
    history.undo()
    history.undo()
    assert (lacking(), inspection.case.evidence_rule) == (0, EvidenceRule.OFF)


def refused(act: Callable[[], object]) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as error:
        act()
    return error.value.problems


def test_that_signing_lists_what_is_weak_and_open_and_takes_a_note(
    inspection: Inspection, tmp_path: Path
) -> None:
    attached(inspection, tmp_path)
    first, *told = refused(lambda: signing.sign(inspection, SUBJECT, Stage.PREPARED, " \u200b"))
    assert first.code is Code.SIGNING_NOTE_NEEDED
    assert [sentence(one, Language.JA) for one in told] == [
        f"「みなもペイ」の評価のあとに回答または証跡が届いた項目：1件（{ITEM}）。",
        "「みなもペイ」の評価が未了の高度化項目：8件"
        "（CP-2-06、CP-3-05、CP-3-06、CP-4-05、CP-4-06、CP-5-09、CP-5-10、CP-5-11）。",
    ]
    assert signing.signed(inspection).by_scope == {}
    done = signing.sign(inspection, SUBJECT, Stage.PREPARED, "証跡は写しの差し替え")
    assert (done.notes, done.signoff.note) == (tuple(told), "証跡は写しの差し替え")


def test_that_a_subject_with_nothing_left_is_signed_without_a_note(inspection: Inspection) -> None:
    own = "own_card_wave"
    assert signing.pending(inspection, own, Stage.PREPARED).unready == ()
    assert signing.sign(inspection, own, Stage.PREPARED).notes == ()


def test_that_of_the_whole_every_subject_is_told_by_name(inspection: Inspection) -> None:
    problems = refused(lambda: signing.sign(inspection, WHOLE_CASE, Stage.PREPARED))
    told = [sentence(one, Language.EN) for one in problems]
    assert any(
        line.startswith("“Hotoridori Card”: unmet items without a due month: 14 (MJ-01, ") for line in told
    )
    open_ones = [
        result.subject.subject for result in viewing.results(inspection).subjects if result.advanced.open
    ]
    listed = [one.place.subject for one in problems if one.code is Code.ADVANCED_OPEN]
    assert sorted(listed) == sorted(open_ones)


def test_that_a_verdict_that_is_new_reads_no_more_than_before(inspection: Inspection) -> None:
    """Only one that is given again is held against answers and files, which are read once a subject."""
    read: list[str] = []
    event.listen(inspection.file.engine, "before_cursor_execute", lambda *args: read.append(args[2]))
    reviewing.mark(inspection, Mark(SUBJECT, ITEM, Verdict.DISCUSSING))
    fresh = [statement for statement in read if "FROM response" in statement or "FROM evidence" in statement]
    read.clear()
    reviewing.mark(inspection, Mark(SUBJECT, ITEM, Verdict.MET), Mark(SUBJECT, "CP-1-01", Verdict.MET))
    again = [statement for statement in read if "FROM response" in statement or "FROM evidence" in statement]
    assert (len(fresh), len(again)) == (0, 2)
