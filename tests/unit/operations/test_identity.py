"""Rounds, returns and inquiries have ids of their own: what is made apart cannot meet."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessor.domain.change import Actor, ChangeSet, between, creation, removal
from assessor.domain.history import History
from assessor.domain.records import KINDS, Inquiry, RecordKind, Response, Return, Round, number_in
from assessor.domain.rounds import RoundNumbers, latest_round
from assessor.domain.vocabulary import Action, Answer
from assessor.excel.writing import filling
from assessor.operations import reporting, reviewing, viewing
from assessor.operations.inspection import Inspection
from assessor.operations.questionnaires import collection, exporting
from assessor.operations.returns import accepting, batch, keeping
from assessor.operations.returns.decision import Decision
from assessor.operations.returns.received import ReceivedFile
from assessor.operations.returns.values import Preview
from assessor.progress import quiet
from assessor.storage.verification.verification import verify
from assessor.words import Language
from tests.depth import examples
from tests.places import CASES
from tests.unit.operations.rounds_in_tests import SUBJECT, held_round, sent

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.long

ACTOR: Final = Actor("後任 次郎", "laptop-2")
ITEM: Final = "CP-1-05"


@pytest.fixture
def old(tmp_path: Path) -> Iterator[Inspection]:
    """The case of schema 4, opened and so brought up."""
    made = Inspection.open(Path(shutil.copy(CASES / "v4.assess", tmp_path / "点検.assess")), ACTOR)
    yield made
    made.close()


def records(inspection: Inspection) -> dict[RecordKind, list[object]]:
    with inspection.file.read() as work:
        return {kind: list(work.records.all(record)) for kind, record in KINDS.items()}


def take(inspection: Inspection, path: Path) -> Preview:
    seen = batch.read_one(inspection, ReceivedFile.at(path))
    assert isinstance(seen, Preview), seen
    accepting.accept(inspection, [Decision(seen)], quiet())
    return seen


def test_that_only_an_id_that_was_a_number_is_read_as_one() -> None:
    assert [number_in(one) for one in ("1", "12", str(2**62))] == [1, 12, 2**62]
    assert {number_in(one) for one in ("", "0", "01", "-1", "+1", "１", "1 ", "x", "1" * 32)} == {0}


def test_that_an_old_record_says_its_number_itself_and_no_entry_has_to() -> None:
    held = Round(subject="a", id="3", due_on="2021-01-01")
    assert (held.number, held.key) == (3, "a/3")
    assert {change.field for change in creation(held)} == {"due_on"}
    assert removal(held) == tuple(change.inverted() for change in creation(held))
    assert between(held, replace(held, due_on="")) == removal(held)
    new = replace(held, id="ab" * 16, number=3)
    assert {change.field for change in creation(new)} == {"due_on", "number"}


def test_that_what_is_made_on_two_copies_has_two_keys_and_one_number(
    fresh: Inspection, tmp_path: Path
) -> None:
    other = Inspection.open(Path(shutil.copy(fresh.path, tmp_path / "other.assess")), ACTOR)
    keys = []
    for one in (fresh, other):
        folder = tmp_path / one.path.stem
        folder.mkdir()
        path = sent(one, folder).path
        one.apply(reviewing.ask(one, SUBJECT, ITEM, "？"))
        filling.fill(path, {ITEM: {"answer": "実施済"}})
        take(one, path)
        with one.file.read() as work:
            found = [*work.records.all(Round), *work.records.all(Return), *work.records.all(Inquiry)]
        assert [record.number for record in found] == [1, 1, 1]
        assert all(len(record.id) == 32 for record in found)
        keys.append({record.key for record in found})
    other.close()
    assert keys[0].isdisjoint(keys[1])


def test_that_two_rounds_of_one_number_break_nothing(fresh: Inspection, tmp_path: Path) -> None:
    """As a merge of two laptops will leave them: each with its answers, returns and inquiries."""
    path = sent(fresh, tmp_path).path
    first = held_round(fresh, 1)
    twin = replace(first, id="f" * 32, returned_at="2020-11-20T01:00:00+00:00", returned_file="b.xlsx")
    asked = Inquiry(subject=SUBJECT, item=ITEM, id="1" * 32, number=1, question="甲？", round=first.id)
    other = replace(asked, id="2" * 32, question="乙？", round=twin.id)
    answers = [
        Response(subject=SUBJECT, item=ITEM, round=one, answer=answer, reply=reply)
        for one, answer, reply in (
            (first.id, Answer.PARTIAL, ""),
            (twin.id, Answer.IMPLEMENTED, "乙の回答"),
        )
    ]
    made = [change for record in (twin, asked, other, *answers) for change in creation(record)]
    fresh.apply(ChangeSet(Action.IMPORT, "", tuple(made)))
    detail = viewing.item_detail(fresh, SUBJECT, ITEM)
    assert [detail.numbers.of(one.round) for one in detail.responses] == [1, 1]
    assert [one.question for one in detail.inquiries] == ["甲？", "乙？"]
    assert detail.row.open_inquiries == 1  # that of the round without a reply
    assert detail.row.response is not None
    assert detail.row.response.answer is Answer.IMPLEMENTED  # two of one number stand by their ids
    (state,) = [one for one in collection.rounds(fresh) if one.subject.subject == SUBJECT]
    assert state.round.id == twin.id
    filling.fill(path, {ITEM: {"explanation": "甲の説明"}})
    seen = take(fresh, path)
    assert (seen.round, seen.round_id) == (1, first.id)
    assert [one.round for one in keeping.returns(fresh, SUBJECT)] == [1]
    reporting.report(fresh, tmp_path / "結果.xlsx", Language.JA, quiet())
    following = exporting.export(fresh, [SUBJECT], tmp_path, quiet()).files[0]
    assert following.round == 2
    assert verify(fresh.file, quiet()).clean


def test_that_rounds_are_in_the_order_of_their_numbers_whatever_their_ids() -> None:
    rounds = [Round(subject="a", id=one, number=number) for number, one in enumerate(("f", "0", "b"), 20)]
    rounds += [Round(subject="a", id=str(number)) for number in (10, 9, 2)]
    numbers = RoundNumbers(rounds)
    assert sorted((one.id for one in rounds), key=numbers.order) == ["2", "9", "10", "f", "0", "b"]
    assert latest_round(rounds) == rounds[2]
    assert (numbers.of(""), numbers.of("7"), numbers.of("a" * 32)) == (0, 7, 0)


def test_that_a_workbook_exported_before_the_step_is_taken_over_and_the_next_round_follows(
    old: Inspection, tmp_path: Path
) -> None:
    seen = take(old, CASES / "v4_round_3.xlsx")
    assert (seen.subject, seen.round, seen.round_id, seen.changed) == (SUBJECT, 3, "3", 3)
    (back,) = [one for one in keeping.returns(old, SUBJECT) if one.round == 3]
    assert (back.returned.number, len(back.returned.id)) == (1, 32)
    row = {row.state.item.id: row for row in viewing.item_rows(old, SUBJECT)}[ITEM]
    assert (row.inquiries, row.open_inquiries) == (1, 0)
    following = sent(old, tmp_path)
    assert following.round == 4
    assert len(held_round(old, 4).id) == 32
    filling.fill(following.path, {"CP-2-02": {"answer": "実施済"}})
    again = take(old, following.path)
    assert (again.round, again.round_id) == (4, held_round(old, 4).id)
    assert verify(old.file, quiet()).clean


def test_that_a_round_of_before_the_step_that_is_sent_again_keeps_its_id(
    old: Inspection, tmp_path: Path
) -> None:
    again = sent(old, tmp_path)
    assert (again.round, held_round(old, 3).id) == (3, "3")
    both = batch.read(old, [again.path, CASES / "v4_round_3.xlsx"], quiet())
    assert {(one.round, one.round_id) for one in both.previews} == {(3, "3")}


def test_that_the_undoing_of_an_old_creation_takes_the_record_away_wholly(old: Inspection) -> None:
    before = records(old)
    history = History(old.apply, old.history())
    while history.undoable:
        if history.undoable.action is Action.DETACH:  # of a content that is purged by now
            break
        history.undo()
    kept = records(old)
    assert len(kept[RecordKind.INQUIRY]) < len(before[RecordKind.INQUIRY])
    assert verify(old.file, quiet()).clean
    while history.redoable:
        history.redo()
    assert records(old) == before
    assert verify(old.file, quiet()).clean


STEPS = st.lists(st.sampled_from(["undo", "redo", "ask", "send", "withdraw", "back"]), max_size=9)


@settings(examples(12), derandomize=True)
@given(steps=STEPS)
def test_that_histories_of_old_and_new_entries_agree_with_what_they_made(
    tmp_path: Path, steps: list[str]
) -> None:
    path = Path(shutil.copy(CASES / "v4.assess", tmp_path / "mixed.assess"))
    inspection = Inspection.open(path, ACTOR)
    history = History(inspection.apply, inspection.history()[-3:])
    for number, step in enumerate(steps, 1):
        with inspection.file.read() as work:
            inquiries = work.records.all(Inquiry, subject=SUBJECT)
            rounds = work.records.all(Round, subject=SUBJECT)
        latest = latest_round(rounds)
        assert latest is not None
        following = Round(subject=SUBJECT, id=f"{number:032x}", number=latest.number + 1)
        match step:
            case "undo" if history.undoable:
                history.undo()
            case "redo" if history.redoable:
                history.redo()
            case "ask":
                history.do(reviewing.ask(inspection, SUBJECT, ITEM, f"{number}？"))
            case "withdraw" if inquiries:
                last = inquiries[-1]
                history.do(reviewing.withdraw(inspection, SUBJECT, last.item, last.id))
            case "send":
                asked = [c for one in inquiries for c in between(one, replace(one, round=following.id))]
                changes = (*creation(following), *asked)
                history.do(ChangeSet(Action.EXPORT, "", changes))
            case "back":
                answer = Response(subject=SUBJECT, item=ITEM, round=latest.id, explanation=f"{number}")
                held = next(
                    (
                        one
                        for one in viewing.item_detail(inspection, SUBJECT, ITEM).responses
                        if one.round == latest.id
                    ),
                    Response(subject=SUBJECT, item=ITEM, round=latest.id),
                )
                history.do(ChangeSet(Action.IMPORT, "", between(held, answer)))
    seen, made = verify(inspection.file, quiet()), records(inspection)
    inspection.close()
    again = Inspection.open(path, ACTOR)
    assert seen.clean
    assert records(again) == made
    again.close()
    path.unlink()
    path.with_name("mixed.backup-v4.assess").unlink()
