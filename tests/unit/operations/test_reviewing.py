import pytest

from assessor.domain.change import ChangeSet
from assessor.domain.history import History
from assessor.domain.naming import BilingualName
from assessor.domain.vocabulary import Action, AsOf, Outcome, Verdict
from assessor.errors import CaseConflict, Code, InputError
from assessor.operations import reviewing, viewing
from assessor.operations.inspection import Inspection, this_actor
from assessor.operations.reviewing import Mark
from assessor.words import Language
from assessor.words.naming import about

SUBJECT = "cp_minamo"


def codes(error: pytest.ExceptionInfo[InputError]) -> list[Code]:
    return [problem.code for problem in error.value.problems]


def test_that_a_mark_says_who_and_when(fresh: Inspection):
    fresh.apply(reviewing.mark(fresh, Mark(SUBJECT, "CP-1-01", Verdict.MET, " 資料で確認\r\n ")))
    review = viewing.item_detail(fresh, SUBJECT, "CP-1-01").row.state.review
    assert (review.verdict, review.reason, review.reviewer) == (Verdict.MET, "資料で確認", "評価 太郎")
    assert review.reviewed_at.endswith("+00:00")


def test_that_marking_what_is_so_already_changes_nothing(inspection: Inspection):
    assert reviewing.mark(inspection, Mark(SUBJECT, "CP-1-01", Verdict.MET)).changes == ()


def test_that_all_problems_of_all_marks_come_at_once(fresh: Inspection):
    with pytest.raises(InputError) as error:
        reviewing.mark(
            fresh,
            Mark(SUBJECT, "CP-9-99", Verdict.MET),
            Mark(SUBJECT, "CP-1-01", Verdict.INSUFFICIENT, due="2020-13"),
            Mark(SUBJECT, "CP-1-02", Verdict.NOT_APPLICABLE),
            Mark(SUBJECT, "CP-1-03", Verdict.MET, "長" * 40_000),
            Mark("op_kokage", "CP-3-01", Verdict.MET),
        )
    assert codes(error) == [
        Code.UNKNOWN_ITEM,
        Code.BAD_MONTH,
        Code.REASON_NEEDED,
        Code.APPROVER_NEEDED,
        Code.TOO_LONG,
        Code.NOT_APPLICABLE_ITEM,
    ]
    assert viewing.subject_result(fresh, SUBJECT).mandatory.open == 27


def test_that_an_unknown_subject_is_named_with_those_there_are(fresh: Inspection):
    with pytest.raises(InputError) as error:
        reviewing.mark(fresh, Mark("nobody", "CP-1-01", Verdict.MET))
    assert codes(error) == [Code.UNKNOWN_SUBJECT]
    assert SUBJECT in str(error.value.problems[0].values["expected"])


def test_that_a_long_list_of_marks_is_told_shortly(fresh: Inspection):
    items = [s.item.id for s in viewing.subject_result(fresh, SUBJECT).states][:5]
    change_set = reviewing.mark(fresh, *(Mark(SUBJECT, item, Verdict.MET) for item in items))
    assert about(change_set, BilingualName, Language.JA) == "みなもペイ CP-1-01 CP-1-02 CP-1-03 … (5)"


def test_that_a_reason_given_before_serves_for_not_applicable(fresh: Inspection):
    fresh.apply(reviewing.mark(fresh, Mark(SUBJECT, "CP-1-01", reason="機能の提供がない")))
    fresh.apply(reviewing.mark(fresh, Mark(SUBJECT, "CP-1-01", Verdict.NOT_APPLICABLE, approver="水口")))
    review = viewing.item_detail(fresh, SUBJECT, "CP-1-01").row.state.review
    assert (review.verdict, review.approver) == (Verdict.NOT_APPLICABLE, "水口")


def test_that_a_mark_made_on_an_old_view_is_refused_and_nothing_changes(fresh: Inspection):
    mine = reviewing.mark(fresh, Mark(SUBJECT, "CP-1-01", Verdict.MET))
    fresh.apply(reviewing.mark(fresh, Mark(SUBJECT, "CP-1-01", Verdict.DISCUSSING)))
    with pytest.raises(CaseConflict) as error:
        fresh.apply(mine)
    assert error.value.problems[0].place.item == "CP-1-01"
    verdict = viewing.item_detail(fresh, SUBJECT, "CP-1-01").row.state.verdict
    assert verdict is Verdict.DISCUSSING


def test_that_proposals_are_accepted_with_their_rule_and_approver(fresh: Inspection):
    rows = viewing.item_rows(fresh, "se_hoozuki")
    assert all(row.proposal for row in rows if row.state.item.mandatory and row.state.applicability.applies)
    change_set = reviewing.accept_proposals(fresh, ["se_hoozuki"], "水口")
    assert change_set.action is Action.PROPOSALS
    fresh.apply(change_set)
    result = viewing.subject_result(fresh, "se_hoozuki")
    assert result.outcome is Outcome.NONE_APPLICABLE
    review = next(s.review for s in result.states if s.review.verdict is Verdict.NOT_APPLICABLE)
    assert review.approver == "水口"
    assert "R6" in review.reason


def test_that_proposals_leave_alone_what_somebody_has_reviewed(fresh: Inspection):
    fresh.apply(reviewing.mark(fresh, Mark("se_hoozuki", "CP-5-01", Verdict.MET)))
    fresh.apply(reviewing.accept_proposals(fresh, ["se_hoozuki"], "水口"))
    assert viewing.subject_result(fresh, "se_hoozuki").outcome is Outcome.MET


def test_that_a_question_is_asked_and_withdrawn(fresh: Inspection):
    fresh.apply(reviewing.ask(fresh, SUBJECT, "CP-1-01", " 設定値は？ "))
    fresh.apply(reviewing.ask(fresh, SUBJECT, "CP-1-01", "資料は？"))
    detail = viewing.item_detail(fresh, SUBJECT, "CP-1-01")
    assert [(q.number, q.question, q.round) for q in detail.inquiries] == [
        (1, "設定値は？", ""),
        (2, "資料は？", ""),
    ]
    assert (detail.row.inquiries, detail.row.open_inquiries) == (2, 2)
    fresh.apply(reviewing.withdraw(fresh, SUBJECT, "CP-1-01", detail.inquiries[0].id))
    (left,) = viewing.item_detail(fresh, SUBJECT, "CP-1-01").inquiries
    assert (left.number, left.question) == (2, "資料は？")
    assert reviewing.withdraw(fresh, SUBJECT, "CP-1-01", "9").changes == ()


@pytest.mark.parametrize(
    ("item", "question", "code"),
    [
        ("CP-1-01", "  ", Code.EMPTY_TEXT),
        ("CP-1-01", "長" * 40_000, Code.TOO_LONG),
        ("CP-9-99", "？", Code.UNKNOWN_ITEM),
    ],
)
def test_that_a_question_that_cannot_be_sent_is_refused(
    fresh: Inspection, item: str, question: str, code: Code
):
    with pytest.raises(InputError) as error:
        reviewing.ask(fresh, SUBJECT, item, question)
    assert codes(error) == [code]


def test_that_other_features_change_what_applies_at_once(fresh: Inspection):
    before = viewing.subject_result(fresh, SUBJECT).mandatory.applicable
    fresh.apply(reviewing.edit_subject(fresh, SUBJECT, features=["ACC", "LOGIN", "LINK", "PAY"]))
    result = viewing.subject_result(fresh, SUBJECT)
    assert (before, result.mandatory.applicable) == (27, 22)
    assert all(not s.applicability.applies for s in result.states if s.item.id.startswith("CP-3"))
    fresh.apply(reviewing.edit_subject(fresh, SUBJECT, as_of=AsOf.CURRENT_STATE))
    assert viewing.subject_result(fresh, SUBJECT).subject.as_of is AsOf.CURRENT_STATE


def test_that_an_unknown_feature_is_refused(fresh: Inspection):
    with pytest.raises(InputError) as error:
        reviewing.edit_subject(fresh, SUBJECT, features=["ACC", "FLY"])
    assert error.value.problems[0].values["found"] == "FLY"


def test_that_title_and_contact_can_be_changed_but_not_emptied(fresh: Inspection):
    fresh.apply(reviewing.edit_case(fresh, title="別の点検"))
    fresh.apply(reviewing.edit_case(fresh, contact=" 事務局 "))
    assert (fresh.case.title, fresh.case.contact) == ("別の点検", "事務局")
    with pytest.raises(InputError) as error:
        reviewing.edit_case(fresh, title=" ")
    assert codes(error) == [Code.EMPTY_TEXT]


def test_that_everything_done_can_be_undone_after_reopening(fresh: Inspection):
    empty = viewing.results(fresh)
    fresh.apply(reviewing.mark(fresh, Mark(SUBJECT, "CP-1-01", Verdict.MET)))
    fresh.apply(reviewing.ask(fresh, SUBJECT, "CP-1-01", "？"))
    fresh.apply(reviewing.accept_proposals(fresh, ["se_hoozuki"], "水口"))
    fresh.close()
    again = Inspection.open(fresh.path, fresh.actor)
    history = History(again.apply, again.history())
    for _ in range(3):
        history.undo()
    assert viewing.results(again) == empty
    assert history.undoable is None  # how the case came into being stays
    again.close()


@pytest.mark.parametrize("nothing", ["\u200b", "\u3164 ", "\u2800\n"])
def test_that_not_applicable_needs_a_reason_and_an_approver_that_can_be_seen(fresh: Inspection, nothing: str):
    with pytest.raises(InputError) as error:
        reviewing.mark(fresh, Mark(SUBJECT, "CP-1-01", Verdict.NOT_APPLICABLE, nothing, approver=nothing))
    assert codes(error) == [Code.REASON_NEEDED, Code.APPROVER_NEEDED]
    with pytest.raises(InputError) as error:
        reviewing.ask(fresh, SUBJECT, "CP-1-01", nothing)
    assert codes(error) == [Code.EMPTY_TEXT]
    fresh.apply(reviewing.mark(fresh, Mark(SUBJECT, "CP-1-01", Verdict.MET, nothing, approver=nothing)))
    review = viewing.item_detail(fresh, SUBJECT, "CP-1-01").row.state.review
    assert (review.reason, review.approver) == ("", "")


def test_that_nobody_approves_a_not_applicable_of_their_own(fresh: Inspection):
    own = "評価\u3000太郎\u200b"  # the reviewer's name, written a little otherwise
    aside = [
        Mark(SUBJECT, item, Verdict.NOT_APPLICABLE, "提供なし", approver=own)
        for item in ("CP-1-01", "CP-1-02")
    ]
    with pytest.raises(InputError) as error:
        reviewing.mark(fresh, *aside)
    assert codes(error) == [Code.APPROVER_IS_REVIEWER]  # once, though it is about several items
    with pytest.raises(InputError) as error:
        reviewing.accept_proposals(fresh, ["se_hoozuki"], own)
    assert codes(error) == [Code.APPROVER_IS_REVIEWER]
    fresh.apply(reviewing.edit_case(fresh, distinct_signers=False))
    fresh.apply(reviewing.mark(fresh, *aside))
    fresh.apply(reviewing.edit_case(fresh, distinct_signers=True))
    assert not reviewing.mark(fresh, *aside).changes  # what is so already is no question of today's rule


def test_that_an_approver_has_a_name_of_one_line_and_of_bearable_length(fresh: Inspection):
    def aside(approver: str, *items: str) -> ChangeSet:
        marks = (Mark(SUBJECT, i, Verdict.NOT_APPLICABLE, "提供なし", approver=approver) for i in items)
        return reviewing.mark(fresh, *marks)

    with pytest.raises(InputError) as error:
        aside("長" * 201, "CP-1-01", "CP-1-02")
    assert codes(error) == [Code.TOO_LONG]
    fresh.apply(aside(" 承認\r\n次郎\x1b ", "CP-1-01"))
    assert viewing.item_detail(fresh, SUBJECT, "CP-1-01").row.state.review.approver == "承認 次郎"


def test_that_the_reviewer_is_the_system_user_when_nobody_is_named(monkeypatch: pytest.MonkeyPatch):
    assert this_actor(" 花子 ").reviewer == "花子"
    assert this_actor().reviewer == this_actor("\u200b").reviewer != ""
    assert this_actor("花子\n署名しました：").reviewer == "花子 署名しました："
    with pytest.raises(InputError) as error:
        this_actor("長" * 201)
    assert codes(error) == [Code.TOO_LONG]

    def nobody() -> str:
        raise OSError

    monkeypatch.setattr("getpass.getuser", nobody)
    assert this_actor().reviewer == "unknown"


def test_that_what_no_file_can_hold_is_replaced_when_it_is_pasted(fresh: Inspection):
    fresh.apply(reviewing.mark(fresh, Mark(SUBJECT, "CP-1-01", Verdict.MET, "確認\ud800した\x00")))
    review = viewing.item_detail(fresh, SUBJECT, "CP-1-01").row.state.review
    assert review.reason == "確認\ufffdした\ufffd"
