"""Entries that are chained as they should be and yet break a rule of signing off: each is found."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assessor.domain.change import ChangeSet, between, creation, removal
from assessor.domain.records import WHOLE_CASE, Case, Review, Signoff, Subject
from assessor.domain.vocabulary import Action, Stage, Way
from assessor.errors import Code, InputError
from assessor.progress import quiet
from assessor.storage.case_file import CaseFile
from assessor.storage.stores.chain import START, Head
from assessor.storage.verification.verification import verify
from assessor.words import Language
from assessor.words.problems.sentences import sentence
from tests.places import ROOT
from tests.unit.storage.samples import HANAKO
from tests.unit.storage.trusting import AT, Unguarded, append, codes, do, look, make, sign, tool

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from assessor.domain.change import Change
    from assessor.storage.unit_of_work import UnitOfWork


@pytest.fixture
def case(whole: Path) -> Iterator[CaseFile]:
    """A case in which alpha is prepared by 花子 and verified by 次郎, and beta is open."""
    case = CaseFile.open(whole)
    yield case
    case.close()


def found(case: CaseFile, forge: Callable[[UnitOfWork], object]) -> dict[Code, dict[str, object]]:
    """Return what a verification says of entries that were written past the guard of signatures."""
    assert verify(case, quiet()).clean
    with case.write() as work:
        forge(Unguarded(work.scope))
    return {problem.code: dict(problem.values) for problem in verify(case, quiet()).findings}


def removed(work: UnitOfWork, scope: str) -> tuple[Change, ...]:
    return tuple(change for one in work.records.all(Signoff, scope=scope) for change in removal(one))


def test_that_a_signed_verdict_changed_by_an_appended_entry_is_found_with_its_signer(whole: Path) -> None:
    printed = look(whole).digest
    with tool(whole) as connection:
        append(connection, "mark", "do", ["review", "alpha/A-01", "verdict", "discussing", "met"])
        connection.execute("UPDATE review SET verdict='met' WHERE subject='alpha' AND item='A-01'")
    seen = look(whole, printed)
    (problem,) = seen.findings
    assert problem.code is Code.SIGNED_CHANGED
    assert (problem.values["entry"], problem.values["signer"]) == (seen.entries, "次郎")
    assert (problem.values["key"], problem.values["stage"]) == ("alpha/verified", Stage.VERIFIED)
    assert "「アルファ」" in sentence(problem, Language.JA)
    assert "“Alpha”" in sentence(problem, Language.EN)


def test_that_sign_offs_made_by_one_person_in_a_forged_entry_are_found(whole: Path) -> None:
    with tool(whole) as connection:
        (digest,) = connection.execute("SELECT digest FROM journal WHERE id=3").fetchone()
        values = {"signer": "同一人物", "signed_at": AT, "machine": "m", "entries": 3, "digest": digest}
        changes: list[list[object]] = []
        for stage in Stage:
            row = ("beta", stage.value, *values.values(), "")
            connection.execute("INSERT INTO signoff VALUES (?,?,?,?,?,?,?,?)", row)
            for field, value in values.items():
                none = 0 if field == "entries" else ""
                changes.append(["signoff", f"beta/{stage.value}", field, none, value])
        append(connection, "mark", "undo", *changes)
    assert codes(whole) == {
        *(Code.SIGNOFF_TOUCHED, Code.SIGNOFF_DIFFERS, Code.STAGE_SKIPPED, Code.SIGNER_DIFFERS)
    }


def rename(work: UnitOfWork) -> None:
    held = work.records.get(Subject, "alpha")
    do(work, Action.EDIT_SUBJECT, *between(held, replace(held, name="改名")))


def mark(work: UnitOfWork) -> None:
    held = work.records.get(Review, "alpha", "A-01")
    do(work, Action.MARK, *between(held, replace(held, reason="後から")))


@pytest.mark.parametrize("change", [rename, mark])
def test_that_what_a_sign_off_locks_stays_as_it_is(
    case: CaseFile, change: Callable[[UnitOfWork], object]
) -> None:
    assert set(found(case, change)) == {Code.SIGNED_CHANGED}


def test_that_the_rule_on_signers_is_not_changed_under_a_sign_off(case: CaseFile) -> None:
    def change(work: UnitOfWork) -> None:
        held = work.records.get(Case)
        do(work, Action.EDIT_CASE, *between(held, replace(held, distinct_signers=0)))

    assert set(found(case, change)) == {Code.SIGNED_CHANGED}


@pytest.mark.parametrize("change", [rename, mark])
@pytest.mark.parametrize("scope", ["alpha", WHOLE_CASE])
def test_that_the_door_itself_refuses_what_is_signed_and_writes_nothing(
    case: CaseFile, change: Callable[[UnitOfWork], object], scope: str
) -> None:
    with case.write() as work:
        if scope == WHOLE_CASE:
            do(work, Action.REOPEN, *removed(work, "alpha"))
            sign(work, WHOLE_CASE, Stage.PREPARED, "三郎")
    before = verify(case, quiet())
    with pytest.raises(InputError) as caught, case.write() as work:
        change(work)
    (problem,) = caught.value.problems
    assert problem.code is (Code.CASE_SIGNED if scope == WHOLE_CASE else Code.SIGNED)
    assert problem.values["signer"] == ("三郎" if scope == WHOLE_CASE else "次郎")
    assert problem.place.subject == ("" if scope == WHOLE_CASE else "alpha")
    assert verify(case, quiet()) == before


def test_that_what_was_done_before_a_sign_off_is_not_undone_through_the_door(case: CaseFile) -> None:
    held = Review(subject="beta", item="A-08", reason="先に")
    with case.write() as work:
        done = make(work, Action.MARK, held)
        sign(work, "beta", Stage.PREPARED, "花子")
    with pytest.raises(InputError), case.write() as work:
        work.apply(done.inverted(), HANAKO)
    with case.read() as work:
        assert work.records.get(Review, "beta", "A-08") == held


def test_that_a_recovery_may_change_what_was_signed_only_when_it_takes_the_sign_off_back(
    case: CaseFile,
) -> None:
    with case.read() as work:
        back = removed(work, "alpha")
        late = creation(Review(subject="alpha", item="A-07", reason="復旧"))
    some = tuple(change for change in back if not change.key.endswith("/prepared"))
    for kept in ((), some, tuple(change for change in back if change.field != "digest")):
        with pytest.raises(InputError), case.write() as work:
            do(work, Action.CREATE, *kept, *late)
    with case.write() as work:
        do(work, Action.CREATE, *back, *late)
    assert verify(case, quiet()).clean


def test_that_sign_offs_are_touched_by_signing_reopening_and_recovering_alone(case: CaseFile) -> None:
    with case.read() as work:
        back = removed(work, "alpha")
        late = creation(Review(subject="beta", item="A-07", reason="同時に"))
    made = creation(Signoff(scope="beta", stage=Stage.PREPARED, signer="花子", signed_at=AT))
    wrong = [ChangeSet(action, "", back) for action in Action if action not in {Action.REOPEN, Action.CREATE}]
    wrong += [ChangeSet(action, "", made) for action in Action if action is not Action.SIGN]
    wrong += [ChangeSet(Action.REOPEN, "", back, way) for way in (Way.UNDO, Way.REDO)]
    wrong += [ChangeSet(Action.REOPEN, "", (*back, *late)), ChangeSet(Action.SIGN, "", (*made, *late))]
    for change_set in wrong:
        with pytest.raises(ValueError, match="cannot touch a sign-off"), case.write() as work:
            work.apply(change_set, HANAKO)
    assert verify(case, quiet()).clean


def test_that_records_are_written_through_one_door_alone() -> None:
    root = ROOT
    writers = [
        path.relative_to(root).as_posix()
        for folder in ("assessor", "ui", "tools")
        for path in (root / folder).rglob("*.py")
        if "records.write(" in path.read_text("utf-8") or "journal.write(" in path.read_text("utf-8")
    ]
    assert writers == ["assessor/storage/unit_of_work.py"]


def test_that_a_sign_off_of_the_whole_locks_every_subject(case: CaseFile) -> None:
    def change(work: UnitOfWork) -> None:
        sign(work, WHOLE_CASE, Stage.PREPARED, "三郎")
        make(work, Action.MARK, Review(subject="beta", item="A-05", reason="後から"))

    told = found(case, change)
    assert set(told) == {Code.SIGNED_CHANGED}
    assert told[Code.SIGNED_CHANGED]["key"] == "*/prepared"


def test_that_what_was_reopened_may_be_changed_and_signed_again(case: CaseFile) -> None:
    def go_on(work: UnitOfWork) -> None:
        do(work, Action.REOPEN, *removed(work, "alpha"))
        make(work, Action.MARK, Review(subject="alpha", item="A-07", reason="再開後"))
        for stage, signer in zip(Stage, ("四郎", "五郎", "六郎"), strict=True):
            sign(work, "alpha", stage, signer)

    assert found(case, go_on) == {}


@pytest.mark.parametrize("action", [action for action in Action if action is not Action.SIGN])
def test_that_no_other_action_makes_a_sign_off(case: CaseFile, action: Action) -> None:
    def forge(work: UnitOfWork) -> None:
        head = work.journal.head()
        made = Signoff(scope="beta", stage=Stage.PREPARED, signer="花子", signed_at=AT)
        made = replace(made, entries=head.entries, digest=head.digest)
        do(work, action, *creation(made))

    assert set(found(case, forge)) == {Code.SIGNOFF_TOUCHED}


@pytest.mark.parametrize("action", [Action.SIGN, Action.MARK, Action.EDIT_SUBJECT])
def test_that_no_other_action_takes_one_back(case: CaseFile, action: Action) -> None:
    told = found(case, lambda work: do(work, action, *removed(work, "alpha")))
    assert set(told) == {Code.SIGNOFF_TOUCHED}


@pytest.mark.parametrize("way", [Way.UNDO, Way.REDO])
def test_that_a_reopening_is_neither_undone_nor_done_again(case: CaseFile, way: Way) -> None:
    def forge(work: UnitOfWork) -> None:
        work.apply(ChangeSet(Action.REOPEN, "", removed(work, "alpha"), way), HANAKO)

    assert set(found(case, forge)) == {Code.SIGNOFF_TOUCHED}


def test_that_an_entry_that_signs_does_nothing_else(case: CaseFile) -> None:
    def forge(work: UnitOfWork) -> None:
        head = work.journal.head()
        made = Signoff(scope="beta", stage=Stage.PREPARED, signer="花子", signed_at=AT)
        made = replace(made, entries=head.entries, digest=head.digest)
        late = Review(subject="beta", item="A-05", reason="同時に")
        do(work, Action.SIGN, *creation(made), *creation(late))

    assert set(found(case, forge)) == {Code.SIGNOFF_TOUCHED}


def test_that_stages_are_signed_in_their_order_by_different_people(case: CaseFile) -> None:
    assert set(found(case, lambda work: sign(work, "beta", Stage.VERIFIED, "花子"))) == {Code.STAGE_SKIPPED}


@pytest.mark.parametrize("signer", ["花子", "次郎", " 花\u3000子", "花\u200b子"])
def test_that_one_person_signs_one_stage_only(case: CaseFile, signer: str) -> None:
    told = found(case, lambda work: sign(work, "alpha", Stage.APPROVED, signer))
    assert set(told) == {Code.SIGNED_TWICE}
    assert told[Code.SIGNED_TWICE]["signer"] == signer


def test_that_one_person_may_sign_all_where_the_case_says_so(case: CaseFile) -> None:
    def alone(work: UnitOfWork) -> None:
        do(work, Action.REOPEN, *removed(work, "alpha"))
        held = work.records.get(Case)
        do(work, Action.EDIT_CASE, *between(held, replace(held, distinct_signers=0)))
        for stage in Stage:
            sign(work, "alpha", stage, "花子")

    assert found(case, alone) == {}


def test_that_a_signer_is_who_made_the_entry(case: CaseFile) -> None:
    def forge(work: UnitOfWork) -> None:
        head = work.journal.head()
        made = Signoff(scope="beta", stage=Stage.PREPARED, signer="部長", signed_at=AT)
        do(work, Action.SIGN, *creation(replace(made, entries=head.entries, digest=head.digest)))

    told = found(case, forge)
    assert set(told) == {Code.SIGNER_DIFFERS}
    assert (told[Code.SIGNER_DIFFERS]["signer"], told[Code.SIGNER_DIFFERS]["reviewer"]) == ("部長", "花子")


def test_that_a_stage_nobody_knows_and_values_of_any_type_are_found(whole: Path) -> None:
    with tool(whole) as connection:
        changes = [
            ["signoff", "beta/sealed", field, "", value] for field, value in (("signer", 5), ("note", 6))
        ]
        append(connection, "sign", "do", *changes, ["signoff", "beta/approved", "entries", 0, "x"])
    assert {Code.STAGE_SKIPPED, Code.SIGNER_DIFFERS, Code.SIGNOFF_DIFFERS} <= codes(whole)


def test_that_the_last_sign_off_is_told_with_what_was_printed_then(case: CaseFile) -> None:
    seen = verify(case, quiet())
    with case.read() as work:
        held = work.records.get(Signoff, "alpha", Stage.VERIFIED)
    assert seen.signoff == held
    assert seen.signed is not None
    assert (seen.signed.name, seen.signed.name_en) == ("アルファ", "Alpha")
    with case.write() as work:
        do(work, Action.REOPEN, *removed(work, "alpha"))
    assert verify(case, quiet()).signoff is None


def test_that_every_broken_rule_has_its_sentence_in_both_languages(case: CaseFile) -> None:
    def forge(work: UnitOfWork) -> None:
        make(work, Action.MARK, Review(subject="alpha", item="A-07", reason="後から"))
        sign(work, "alpha", Stage.APPROVED, "花子", Head(1, START))
        sign(work, "beta", Stage.APPROVED, "花子")
        do(work, Action.SIGN, *removed(work, "alpha"))

    found(case, forge)
    for problem in verify(case, quiet()).findings:
        for language in Language:
            told = sentence(problem, language)
            assert not [empty for empty in ("「」", "“”", "（）", "()") if empty in told], told
