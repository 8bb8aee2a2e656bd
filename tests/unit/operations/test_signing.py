from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from assessor.domain.change import Actor, ChangeSet
from assessor.domain.history import History
from assessor.domain.naming import BilingualName
from assessor.domain.records import WHOLE_CASE, Case, Evidence, Signoff
from assessor.domain.vocabulary import Action, AsOf, Stage, Verdict
from assessor.errors import Code, InputError
from assessor.operations import reviewing, signing, viewing
from assessor.operations.evidence import attaching
from assessor.operations.inspection import Inspection
from assessor.operations.questionnaires import exporting
from assessor.operations.returns import accepting, batch
from assessor.operations.returns.decision import Decision
from assessor.operations.returns.values import Preview, RefusedFile
from assessor.operations.reviewing import Mark
from assessor.progress import quiet
from assessor.storage.verification.verification import verify

pytestmark = pytest.mark.long

SUBJECT, OTHER, ITEM = "cp_minamo", "cp_watagumo", "CP-1-01"
STAGES = tuple(Stage)
PEOPLE = ("作成 花子", "検証 太郎", "承認 次郎")


def sign_all(inspection: Inspection, *scopes: str) -> None:
    for scope in scopes:
        for stage, signer in zip(STAGES, PEOPLE, strict=True):
            signing.sign(inspection, scope, stage, "所見", signer=signer)


def refused(act: Callable[[], object]) -> list[Code]:
    with pytest.raises(InputError) as error:
        act()
    return [problem.code for problem in error.value.problems]


def applicable(inspection: Inspection) -> list[str]:
    return [
        result.subject.subject
        for result in viewing.results(inspection).subjects
        if any(state.applicability.applies for state in result.states)
    ]


def mark(subject: str, inspection: Inspection, verdict: Verdict = Verdict.DISCUSSING) -> ChangeSet:
    states = viewing.subject_result(inspection, subject).states
    item = next(state.item.id for state in states if state.applicability.applies)
    return reviewing.mark(inspection, Mark(subject, item, verdict))


def test_that_a_sign_off_keeps_who_when_where_and_the_head_of_the_chain_before_it(inspection: Inspection):
    with inspection.file.read() as work:
        head = work.journal.head()
    done = signing.sign(inspection, SUBJECT, Stage.PREPARED, " 所見\r\n ", signer="作成 花子")
    with inspection.file.read() as work:
        held = work.records.get(Signoff, SUBJECT, Stage.PREPARED)
        entry = work.journal.entries(newest=1)[0]
    assert held == done.signoff
    assert (held.entries, held.digest) == (head.entries, head.digest)
    assert (held.signer, held.machine, held.note) == ("作成 花子", inspection.actor.machine, "所見")
    assert held.signed_at.endswith("+00:00")
    assert (entry.id, entry.reviewer, entry.change_set.action) == (head.entries + 1, "作成 花子", Action.SIGN)
    assert verify(inspection.file, quiet(), digests=[held.digest]).clean


def test_that_three_different_people_sign_in_order(inspection: Inspection):
    assert refused(lambda: signing.sign(inspection, SUBJECT, Stage.VERIFIED, "所見")) == [Code.STAGE_MISSING]
    signing.sign(inspection, SUBJECT, Stage.PREPARED, "所見")
    assert refused(lambda: signing.sign(inspection, SUBJECT, Stage.VERIFIED, "所見")) == [Code.SAME_SIGNER]
    assert refused(lambda: signing.sign(inspection, SUBJECT, Stage.PREPARED, "所見")) == [Code.ALREADY_SIGNED]
    signing.sign(inspection, SUBJECT, Stage.VERIFIED, "所見", signer="検証 花子")
    signing.sign(inspection, SUBJECT, Stage.APPROVED, "所見", signer="承認 花子")
    assert signing.signed(inspection).next_stage(SUBJECT) is None


def test_that_one_person_may_sign_all_when_the_case_says_so(inspection: Inspection):
    inspection.apply(reviewing.edit_case(inspection, distinct_signers=False))
    assert inspection.case.distinct_signers == 0
    for stage in STAGES:
        signing.sign(inspection, SUBJECT, stage, "所見")
    change = reviewing.edit_case(inspection, distinct_signers=True)
    assert refused(lambda: inspection.apply(change)) == [Code.SIGNED]


def test_that_open_mandatory_items_are_told_and_hinder_nobody(fresh: Inspection):
    done = signing.sign(fresh, SUBJECT, Stage.PREPARED, "所見")
    assert [note.code for note in done.notes] == [Code.ITEMS_OPEN, Code.ADVANCED_OPEN]
    assert done.notes[0].values["count"] == 27
    assert all(note.is_note for note in done.notes)


def test_that_the_whole_is_approved_after_every_subject_that_has_something_to_inspect(inspection: Inspection):
    first = signing.sign(inspection, WHOLE_CASE, Stage.PREPARED, "所見", signer=PEOPLE[0])
    assert Code.SUBJECTS_UNSIGNED in [note.code for note in first.notes]
    signing.sign(inspection, WHOLE_CASE, Stage.VERIFIED, "所見", signer=PEOPLE[1])
    every = applicable(inspection)
    sign_all(inspection, *every[1:])

    def approve() -> None:
        signing.sign(inspection, WHOLE_CASE, Stage.APPROVED, "所見", signer=PEOPLE[2])

    with pytest.raises(InputError) as error:
        approve()
    (problem,) = error.value.problems
    subject = viewing.subject_result(inspection, every[0]).subject
    told = (problem.code, problem.values["count"], problem.values["found"])
    assert told == (Code.SUBJECTS_NOT_APPROVED, 1, (BilingualName(subject.name, subject.name_en),))
    sign_all(inspection, every[0])
    approve()
    assert verify(inspection.file, quiet()).clean


def test_that_an_unknown_scope_and_a_note_too_long_are_refused(inspection: Inspection):
    assert refused(lambda: signing.sign(inspection, "nobody", Stage.PREPARED, "所見")) == [
        Code.UNKNOWN_SUBJECT
    ]
    assert refused(lambda: signing.sign(inspection, SUBJECT, Stage.PREPARED, "長" * 40_000)) == [
        Code.TOO_LONG
    ]
    assert refused(lambda: signing.reopen(inspection, SUBJECT, "長" * 40_000)) == [Code.TOO_LONG]


def attempts(inspection: Inspection, tmp_path: Path) -> dict[str, Callable[[], object]]:
    """Every verb that touches a subject, as it is called."""
    file = tmp_path / "paper.pdf"
    file.write_bytes(b"%PDF- paper")
    evidence = next(e for e in attaching.all_evidence(inspection) if e.subject == SUBJECT)
    free = [
        s.item.id for s in viewing.subject_result(inspection, SUBJECT).states if s.item.id != evidence.item
    ]
    apply = inspection.apply
    return {
        "mark": lambda: apply(mark(SUBJECT, inspection)),
        "ask": lambda: apply(reviewing.ask(inspection, SUBJECT, ITEM, "確認")),
        "features": lambda: apply(reviewing.edit_subject(inspection, SUBJECT, features=[])),
        "as_of": lambda: apply(reviewing.edit_subject(inspection, SUBJECT, as_of=AsOf.CURRENT_STATE)),
        "attach": lambda: attaching.attach(inspection, SUBJECT, ITEM, [file], quiet()),
        "link": lambda: apply(attaching.link(inspection, evidence, SUBJECT, free[0])),
        "detach": lambda: apply(attaching.detach(inspection, evidence)),
        "export": lambda: exporting.export(
            inspection, [SUBJECT], tmp_path, quiet(), exporting.Sending(everything=True)
        ),
    }


@pytest.mark.parametrize(("scope", "code"), [(SUBJECT, Code.SIGNED), (WHOLE_CASE, Code.CASE_SIGNED)])
def test_that_every_verb_on_a_signed_subject_is_refused_and_writes_nothing(
    inspection: Inspection, tmp_path: Path, scope: str, code: Code
):
    signing.sign(inspection, scope, Stage.PREPARED, "所見", signer="作成 花子")
    with inspection.file.read() as work:
        head = work.journal.head()
    for name, act in attempts(inspection, tmp_path).items():
        with pytest.raises(InputError) as error:
            act()
        (problem,) = error.value.problems
        told = (problem.code, problem.values["signer"], problem.values["stage"])
        assert told == (code, "作成 花子", Stage.PREPARED), name
        assert problem.values["signed_at"]
    with inspection.file.read() as work:
        assert work.journal.head() == head
    assert not list(tmp_path.glob("*.xlsx"))
    signing.reopen(inspection, scope, "訂正")
    for name, act in attempts(inspection, tmp_path).items():
        act()  # each of them can be done without the lock
        assert name


def test_that_other_subjects_can_be_changed_while_one_is_signed(inspection: Inspection):
    signing.sign(inspection, SUBJECT, Stage.PREPARED, "所見")
    inspection.apply(mark(OTHER, inspection))
    inspection.apply(reviewing.edit_case(inspection, title="別の名称"))


def test_that_undo_and_redo_of_what_is_signed_are_refused_and_go_on_after_the_reopening(
    inspection: Inspection,
):
    history = History(inspection.apply, inspection.history())
    history.do(mark(SUBJECT, inspection))
    signing.sign(inspection, SUBJECT, Stage.PREPARED, "所見")
    assert refused(history.undo) == [Code.SIGNED]
    assert history.undoable is not None
    signing.reopen(inspection, SUBJECT, "訂正")
    history.undo()
    signing.sign(inspection, SUBJECT, Stage.PREPARED, "所見")
    assert refused(history.redo) == [Code.SIGNED]


def test_that_signing_and_reopening_are_no_steps_of_undo_now_or_after_opening_again(inspection: Inspection):
    before = inspection.history()
    change = mark(SUBJECT, inspection)
    inspection.apply(change)
    signing.sign(inspection, SUBJECT, Stage.PREPARED, "所見")
    done = signing.reopen(inspection, SUBJECT, "訂正")
    assert inspection.history() == [*before, change]
    inspection.apply(change.inverted())
    assert inspection.history() == before  # the undo has cancelled the mark, not the reopening
    with pytest.raises(ValueError, match="reopen"):
        inspection.apply(done.inverted())


def test_that_reopening_needs_a_reason_and_something_signed(inspection: Inspection):
    assert refused(lambda: signing.reopen(inspection, SUBJECT, "訂正")) == [Code.NOT_SIGNED]
    assert refused(lambda: signing.reopen(inspection, SUBJECT, " \n")) == [Code.REOPEN_REASON_NEEDED]
    assert refused(lambda: signing.reopen(inspection, SUBJECT, "\u200b\u3164")) == [Code.REOPEN_REASON_NEEDED]


def test_that_reopening_a_subject_takes_back_its_sign_offs_and_those_of_the_whole(inspection: Inspection):
    sign_all(inspection, SUBJECT, OTHER)
    signing.sign(inspection, WHOLE_CASE, Stage.PREPARED, "所見", signer=PEOPLE[0])
    done = signing.reopen(inspection, SUBJECT, "評価の誤り")
    assert (done.action, done.facts.reason, len(done.touched)) == (Action.REOPEN, "評価の誤り", 4)
    assert set(signing.signed(inspection).by_scope) == {OTHER}
    assert verify(inspection.file, quiet()).clean


def test_that_reopening_the_whole_leaves_the_subjects_signed(inspection: Inspection):
    sign_all(inspection, SUBJECT)
    signing.sign(inspection, WHOLE_CASE, Stage.PREPARED, "所見", signer=PEOPLE[0])
    assert refused(lambda: signing.reopen(inspection, OTHER, "訂正")) == [Code.CASE_SIGNED]
    signing.reopen(inspection, WHOLE_CASE, "訂正")
    assert refused(lambda: signing.reopen(inspection, OTHER, "訂正")) == [Code.NOT_SIGNED]
    assert set(signing.signed(inspection).by_scope) == {SUBJECT}


def test_that_the_history_of_an_item_tells_of_signing_and_reopening(inspection: Inspection):
    signing.sign(inspection, SUBJECT, Stage.PREPARED, "所見")
    signing.sign(inspection, WHOLE_CASE, Stage.PREPARED, "所見")
    signing.reopen(inspection, SUBJECT, "訂正")
    history = viewing.item_detail(inspection, SUBJECT, ITEM).history
    assert [e.change_set.action for e in history[:3]] == [Action.REOPEN, Action.SIGN, Action.SIGN]
    assert history[0].change_set.facts.reason == "訂正"


def test_that_an_export_leaves_out_who_is_signed_and_names_them(fresh: Inspection, tmp_path: Path):
    signing.sign(fresh, SUBJECT, Stage.PREPARED, "所見")
    done = exporting.export(fresh, [SUBJECT, OTHER], tmp_path, quiet())
    assert [file.subject for file in done.files] == [OTHER]
    assert [problem.code for problem in done.problems] == [Code.SIGNED]
    assert SUBJECT not in exporting.sendable(fresh)
    assert OTHER in exporting.sendable(fresh)


def test_that_a_batch_refuses_the_file_of_a_signed_subject_and_takes_the_others(
    fresh: Inspection, tmp_path: Path
):
    done = exporting.export(fresh, [SUBJECT, OTHER], tmp_path, quiet())
    files = {file.subject: file.path for file in done.files}
    signing.sign(fresh, SUBJECT, Stage.PREPARED, "所見")
    seen = batch.read(fresh, list(files.values()), quiet()).files
    (refusal,) = [one for one in seen if isinstance(one, RefusedFile)]
    (preview,) = [one for one in seen if isinstance(one, Preview)]
    (problem,) = refusal.problems
    assert (problem.code, problem.place.file) == (Code.SIGNED, files[SUBJECT].name)
    assert preview.subject == OTHER


def test_that_what_was_signed_after_the_reading_is_not_taken_over(fresh: Inspection, tmp_path: Path):
    (file,) = exporting.export(fresh, [SUBJECT], tmp_path, quiet()).files
    (preview,) = batch.read(fresh, [file.path], quiet()).files
    assert isinstance(preview, Preview)
    signing.sign(fresh, SUBJECT, Stage.PREPARED, "所見")
    assert refused(lambda: accepting.accept(fresh, [Decision(preview)], quiet())) == [Code.SIGNED]
    with fresh.file.read() as work:
        assert work.records.all(Evidence, subject=SUBJECT) == []


def test_that_not_applicable_by_hand_needs_a_reason_and_an_approver(fresh: Inspection):
    wanted = Mark(SUBJECT, ITEM, Verdict.NOT_APPLICABLE)
    assert refused(lambda: reviewing.mark(fresh, wanted)) == [Code.REASON_NEEDED, Code.APPROVER_NEEDED]
    told = replace(wanted, reason="機能なし")
    assert refused(lambda: reviewing.mark(fresh, told)) == [Code.APPROVER_NEEDED]
    assert refused(lambda: reviewing.mark(fresh, replace(told, approver=" "))) == [Code.APPROVER_NEEDED]
    fresh.apply(reviewing.mark(fresh, replace(told, approver="承認 次郎")))
    taken_away = Mark(SUBJECT, ITEM, approver="")
    assert refused(lambda: reviewing.mark(fresh, taken_away)) == [Code.APPROVER_NEEDED]
    fresh.apply(reviewing.mark(fresh, Mark(SUBJECT, ITEM, Verdict.MET)))
    fresh.apply(reviewing.mark(fresh, taken_away))


def test_that_the_case_is_the_same_for_the_one_who_opens_it_next(inspection: Inspection):
    signing.sign(inspection, SUBJECT, Stage.PREPARED, "所見", signer=PEOPLE[0])
    again = Inspection.open(inspection.path, Actor("別 の人", "laptop-2"))
    try:
        assert refused(lambda: again.apply(mark(SUBJECT, again))) == [Code.SIGNED]
        with again.file.read() as work:
            assert work.records.get(Case).distinct_signers == 1
    finally:
        again.close()
