from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.domain.change import ChangeSet, between, creation, removal
from assessor.domain.history import History
from assessor.domain.records import KINDS, Case, Record, RecordKind, Review, Round, defaults, key_parts
from assessor.domain.vocabulary import Action, Verdict, Way

Held = dict[tuple[RecordKind, str, str], object]


def review(**parts: object) -> Review:
    return Review(subject="cp_a", item="CP-1-01", **parts)  # type: ignore[arg-type]  # parts by name


class Model:
    """The plainest thing that can hold changes: a dict."""

    def __init__(self) -> None:
        self.held: Held = {}

    def apply(self, change_set: ChangeSet) -> None:
        for change in change_set.changes:
            place = (change.record, change.key, change.field)
            assert self.held.get(place, defaults(change.record)[change.field]) == change.before
            self.held[place] = change.after


def marks(*verdicts: Verdict) -> list[ChangeSet]:
    states = [Verdict.UNREVIEWED, *verdicts]
    return [
        ChangeSet(Action.MARK, "", between(review(verdict=before), review(verdict=after)))
        for before, after in pairwise(states)
    ]


def test_that_only_fields_that_differ_become_changes():
    changes = between(review(), review(verdict=Verdict.MET, reason="資料で確認"))
    assert [(c.field, c.before, c.after) for c in changes] == [
        ("verdict", "unreviewed", "met"),
        ("reason", "", "資料で確認"),
    ]


def test_that_changes_hold_plain_values_and_no_enumerations():
    (change,) = between(review(), review(verdict=Verdict.MET))
    assert type(change.before) is str
    assert type(change.after) is str


def test_that_two_different_records_cannot_be_compared():
    with pytest.raises(ValueError, match="is not"):
        between(review(), Review(subject="cp_a", item="CP-1-02"))


def test_that_removal_is_the_inverse_of_creation():
    made = Round(subject="cp_a", id="2", due_on="2020-12-01")
    assert removal(made) == tuple(change.inverted() for change in creation(made))


def test_that_a_record_at_its_defaults_needs_no_change_to_exist():
    assert creation(review()) == ()


def test_that_undo_of_an_undo_is_a_redo():
    (mark,) = marks(Verdict.MET)
    assert mark.inverted().way is Way.UNDO
    assert mark.inverted().inverted().way is Way.REDO
    assert mark.inverted().inverted().changes == mark.changes


def test_that_the_records_a_set_touches_are_told_once():
    changes = between(review(), review(verdict=Verdict.MET, reason="a"))
    assert ChangeSet(Action.MARK, "", changes).touched == {(RecordKind.REVIEW, "cp_a/CP-1-01")}


def test_that_keys_split_into_typed_parts():
    assert key_parts(RecordKind.ROUND, "cp_a/2") == {"subject": "cp_a", "id": "2"}
    assert key_parts(RecordKind.CASE, Case().key) == {}
    with pytest.raises(ValueError, match="argument"):
        key_parts(RecordKind.ROUND, "cp_a")


@pytest.mark.parametrize("kind", list(KINDS.values()))
def test_that_every_field_outside_the_key_has_a_default(kind: type[Record]):
    assert set(defaults(kind.KIND)).isdisjoint(kind.KEY)


def test_that_undo_and_redo_name_what_they_would_do():
    model = Model()
    history = History(model.apply)
    assert (history.undoable, history.redoable) == (None, None)
    (mark,) = marks(Verdict.MET)
    history.do(mark)
    assert history.undoable == mark
    history.undo()
    assert history.redoable is not None
    assert history.redoable.changes == mark.changes


def test_that_a_set_without_changes_is_not_remembered():
    history = History(Model().apply)
    history.do(ChangeSet(Action.MARK, "", ()))
    history.record(ChangeSet(Action.MARK, "", ()))
    assert history.undoable is None


def test_that_a_failed_undo_leaves_the_history_true():
    def refuse(_: ChangeSet) -> None:
        raise RuntimeError

    (mark,) = marks(Verdict.MET)
    history = History(refuse, done=[mark])
    with pytest.raises(RuntimeError):
        history.undo()
    assert (history.undoable, history.redoable) == (mark, None)


def test_that_a_failed_redo_leaves_the_history_true():
    model = Model()
    history = History(model.apply)
    history.do(marks(Verdict.MET)[0])
    history.undo()
    model.held.clear()
    model.held[RecordKind.REVIEW, "cp_a/CP-1-01", "verdict"] = "discussing"
    with pytest.raises(AssertionError):
        history.redo()
    assert history.redoable is not None
    assert history.undoable is None


def test_that_something_new_ends_what_could_be_done_again():
    model = Model()
    history = History(model.apply)
    first, second = marks(Verdict.MET, Verdict.DISCUSSING)
    history.do(first)
    history.undo()
    history.record(first)
    assert history.redoable is None
    assert second.changes


@given(st.lists(st.sampled_from(["do", "undo", "redo"]), max_size=40), st.data())
def test_that_any_walk_through_the_history_equals_a_stack_of_states(steps: list[str], data: st.DataObject):
    model = Model()
    history = History(model.apply)
    states, position = [Verdict.UNREVIEWED], 0
    for step in steps:
        if step == "do":
            after = data.draw(st.sampled_from([v for v in Verdict if v is not states[position]]))
            change = between(review(verdict=states[position]), review(verdict=after))
            history.do(ChangeSet(Action.MARK, "", change))
            states, position = [*states[: position + 1], after], position + 1
        elif step == "undo" and history.undoable:
            history.undo()
            position -= 1
        elif step == "redo" and history.redoable:
            history.redo()
            position += 1
        held = model.held.get((RecordKind.REVIEW, "cp_a/CP-1-01", "verdict"), "unreviewed")
        assert held == states[position].value
