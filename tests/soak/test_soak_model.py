"""Whatever is done to a case, with crashes in between: it is what a dictionary would have become."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from assessor.domain.change import Change, ChangeSet, between, creation, removal
from assessor.domain.history import History
from assessor.domain.records import Evidence, Review, Signoff
from assessor.domain.signing import Signatures, locked_by
from assessor.domain.vocabulary import Action, Verdict
from assessor.errors import InputError
from assessor.progress import quiet
from assessor.storage.case_file import CaseFile
from assessor.storage.stores.signatures import signed_scopes
from tests.soak.expected import found, whole
from tests.soak.recording import SMALL_CACHE
from tests.soak.starting import LOCKS, SUBJECTS, Beginning, key_for
from tests.soak.writer import ACTOR

if TYPE_CHECKING:
    from collections.abc import Callable

    from assessor.domain.change import Actor
    from assessor.storage.unit_of_work import UnitOfWork

ITEMS: Final = ("A-01", "A-02")
CONTENTS: Final = (b"\x00", b"x" * 70_000, b"y" * 1_100_000)

places = st.tuples(st.sampled_from(SUBJECTS), st.sampled_from(ITEMS))
marks = st.lists(
    st.tuples(places, st.sampled_from(list(Verdict)), st.text(max_size=5)), min_size=1, max_size=4
)
_beginnings: dict[str, Beginning] = {}


class Locked(Exception):  # noqa: N818 - not an error of anybody's
    """What was to be changed is signed."""


class CaseMachine(RuleBasedStateMachine):
    """One who uses a case, and one who remembers what must be in it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="soak-"))
        self.generation = 0

    @initialize(lock=st.sampled_from(LOCKS))
    def begin(self, lock: str) -> None:
        """Take a case, plain or encrypted; the key is derived once per run."""
        if lock not in _beginnings:
            (self.folder / lock).mkdir()
            _beginnings[lock] = Beginning(self.folder / lock, key_for(lock))
        beginning = _beginnings[lock]
        self.key, self.holds = beginning.key, beginning.holds
        self.path = beginning.copy(self.folder)
        self.open()

    def open(self) -> None:
        """Open the case; the undo stack comes from its journal, except for what made it."""
        self.case = CaseFile.open(self.path, self.key)
        with self.case.read() as work:
            self.history = History(self.apply, work.journal.history(1000)[1:])

    def apply(self, change_set: ChangeSet, actor: Actor = ACTOR) -> None:
        """Apply a set to the case and to what is expected; a signed subject stays as it is."""
        with self.case.write() as work:
            if locked_by(change_set, signed_scopes(work.scope)):
                with pytest.raises(InputError):
                    work.apply(change_set, actor)
                raise Locked
            work.apply(change_set, actor)
        self.holds = self.holds.after(change_set)

    def do(self, action: Action, plan: Callable[[UnitOfWork], ChangeSet]) -> None:
        """Do what was planned from what the case holds."""
        with self.case.read() as work:
            planned = plan(work)
        self.history.do(ChangeSet(action, planned.detail, planned.changes))

    @rule(wanted=marks)
    def mark(self, wanted: list[tuple[tuple[str, str], Verdict, str]]) -> None:
        """Mark items, perhaps one of them twice."""
        with self.case.read() as work:
            reviews = {place: work.records.get(Review, *place) for place, _, _ in wanted}
        changes: list[Change] = []
        for place, verdict, reason in wanted:
            before = reviews[place]
            reviews[place] = Review(subject=place[0], item=place[1], verdict=verdict, reason=reason)
            changes += between(before, reviews[place])
        with suppress(Locked):
            self.history.do(ChangeSet(Action.MARK, "", tuple(changes)))

    @rule(place=places, content=st.sampled_from(CONTENTS))
    def attach(self, place: tuple[str, str], content: bytes) -> None:
        """Attach a file, unless it is there."""
        source = self.folder / "source"
        source.write_bytes(content)
        name = sha256(content).hexdigest()
        with self.case.read() as work:
            if work.records.get(Evidence, *place, name).size or place[0] in signed_scopes(work.scope):
                return
        link = Evidence(subject=place[0], item=place[1], sha256=name, name="画面.png", size=len(content))
        attached = ChangeSet(Action.ATTACH, "", creation(link))
        with self.case.write() as work:
            work.contents.put(source, quiet())
            work.apply(attached, ACTOR)
        self.holds = self.holds.after(attached)
        self.history.record(attached)

    @rule(data=st.data())
    def detach(self, data: st.DataObject) -> None:
        """Take a link away, if there is one."""
        with self.case.read() as work:
            links = work.records.all(Evidence)
        if links:
            with suppress(Locked):
                self.history.do(ChangeSet(Action.DETACH, "", removal(data.draw(st.sampled_from(links)))))

    @rule(subject=st.sampled_from(SUBJECTS))
    def sign(self, subject: str) -> None:
        """Sign the next stage with the head of the chain, as it is now."""
        with self.case.read() as work:
            stage, head = Signatures(work.records.all(Signoff)).next_stage(subject), work.journal.head()
        if stage is not None:
            signed = Signoff(
                scope=subject, stage=stage, signer=stage.value, entries=head.entries, digest=head.digest
            )
            self.apply(
                ChangeSet(Action.SIGN, subject, creation(signed)), replace(ACTOR, reviewer=stage.value)
            )

    @rule(data=st.data())
    def reopen_signed(self, data: st.DataObject) -> None:
        """Take the signatures of a subject away."""
        with self.case.read() as work:
            standing = Signatures(work.records.all(Signoff))
        if standing.by_scope:
            scope = data.draw(st.sampled_from(sorted(standing.by_scope)))
            changes = [change for one in standing.of(scope) for change in removal(one)]
            self.apply(ChangeSet(Action.REOPEN, "", tuple(changes)))

    @precondition(lambda self: self.history.undoable)
    @rule()
    def undo(self) -> None:
        """Take the last set back."""
        with suppress(Locked):
            self.history.undo()

    @precondition(lambda self: self.history.redoable)
    @rule()
    def redo(self) -> None:
        """Do the last undone set again."""
        with suppress(Locked):
            self.history.redo()

    @rule()
    def reopen(self) -> None:
        """Close the case and open it again."""
        self.case.close()
        self.open()

    @rule(content=st.sampled_from(CONTENTS), wanted=marks)
    def crash(self, content: bytes, wanted: list[tuple[tuple[str, str], Verdict, str]]) -> None:
        """Be ended in the middle of a transaction: what is on the disk then is what there is."""
        later = self.folder / f"{self.generation}.assess"
        with suppress(KeyboardInterrupt), self.case.write() as work:
            work.scope.connection.exec_driver_sql(f"PRAGMA cache_size={SMALL_CACHE}")
            work.contents.keep(content)
            for (subject, item), verdict, reason in wanted:
                before = work.records.get(Review, subject, item)
                after = Review(subject=subject, item=item, verdict=verdict, reason=reason)
                if subject not in signed_scopes(work.scope):
                    work.apply(ChangeSet(Action.MARK, "", between(before, after)), ACTOR)
            for ending in ("", "-journal"):
                beside = self.path.with_name(f"{self.path.name}{ending}")
                if beside.exists():
                    shutil.copyfile(beside, later.with_name(f"{later.name}{ending}"))
            raise KeyboardInterrupt
        self.case.close()
        self.path, self.generation = later, self.generation + 1
        self.open()

    @invariant()
    def holds_what_is_expected(self) -> None:
        """The case is what the dictionary is."""
        if hasattr(self, "case"):
            with self.case.read() as work:
                assert found(work) == self.holds

    def teardown(self) -> None:
        """Look at everything once more, from a fresh opening."""
        if hasattr(self, "case"):
            self.case.close()
            self.open()
            assert whole(self.case) == self.holds
            self.case.close()
        shutil.rmtree(self.folder)


QUICK: Final = settings(
    max_examples=12, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
)


def test_that_a_case_is_what_a_dictionary_would_have_become() -> None:
    run_state_machine_as_test(CaseMachine, settings=QUICK)


@pytest.mark.soak
def test_that_a_case_long_in_use_is_what_a_dictionary_would_have_become(count: Callable[[str], None]) -> None:
    run_state_machine_as_test(CaseMachine, settings=settings(QUICK, max_examples=40, stateful_step_count=60))
    count("model: 40 cases in use, up to 60 steps each")
