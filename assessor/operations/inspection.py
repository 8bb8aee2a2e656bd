"""An open case with its frozen checklists, on which every verb works."""

from __future__ import annotations

import getpass
import platform
from datetime import UTC, datetime
from secrets import token_hex
from typing import TYPE_CHECKING, Self

from assessor.domain.change import Actor
from assessor.domain.checklist import Checklist, items_of
from assessor.domain.facts import Facts
from assessor.domain.naming import BilingualName
from assessor.domain.outcome import ItemState
from assessor.domain.records import (
    WHOLE_CASE,
    Case,
    Group,
    Review,
    Signoff,
    Subject,
    UsedChecklist,
)
from assessor.domain.rulebook import Rulebook, applicability
from assessor.domain.signing import Signatures
from assessor.domain.vocabulary import Action
from assessor.errors import Code, InputError, Place, Problem
from assessor.storage.files.lock_file import hold, in_use
from assessor.storage.opening import open_file
from assessor.storage.schema.migrations import SCHEMA_VERSION
from assessor.storage.stores.signatures import refusals
from assessor.text import PERSON_LIMIT, person, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from assessor.domain.change import ChangeSet
    from assessor.domain.checklist import Item
    from assessor.storage.case_file import CaseFile
    from assessor.storage.files.lock_file import CaseLock, LockHolder
    from assessor.storage.unit_of_work import UnitOfWork

UNDO_STEPS = 200


def this_actor(reviewer: str = "") -> Actor:
    """Return the actor: the given name, else the operating system's user, and this machine.

    Raises InputError for a name that is too long.
    """
    try:
        name = reviewer if visible(reviewer) else getpass.getuser()
    except (OSError, KeyError):  # an account without a name, as in some services
        name = ""
    told = person_named(name, "reviewer") if visible(name) else "unknown"
    return Actor(reviewer=told, machine=platform.node() or "unknown")


def person_named(text: str, field: str) -> str:
    """Return a person's name as records hold it; raises InputError when it is empty or too long."""
    name = person(text)
    if not name:
        raise InputError(Problem(Code.EMPTY_TEXT, Place(field=field)))
    if len(name) > PERSON_LIMIT:
        facts = {"found": len(name), "expected": PERSON_LIMIT}
        raise InputError(Problem(Code.TOO_LONG, Place(field=field), facts))
    return name


def now() -> str:
    """Return the current time as records hold it: UTC, ISO 8601, to the millisecond.

    These texts are compared to order events; those of older records have no milliseconds, and sort before all
    others of the same second.
    """
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def new_id() -> str:
    """Return a random id of 128 bits in hexadecimal digits, which no other laptop will give."""
    return token_hex(16)


def named_as(subject: Subject) -> BilingualName:
    """Return the names of a subject as facts keep them."""
    return BilingualName(subject.name, subject.name_en)


def facts_on(subject: Subject, *items: str, file: str = "") -> Facts:
    """Return facts that name the subject of a change set, and its items or file."""
    return Facts(names=(named_as(subject),), items=items, file=file)


def features_of(subject: Subject) -> frozenset[str]:
    """Return the features of a subject as a set."""
    return frozenset(subject.features.split())


def _expect_sound(work: UnitOfWork, checklists: Mapping[str, Checklist]) -> None:
    """Check that the case holds the group and the list of every subject, and the lists that these extend."""
    extended = {each for one in checklists.values() for each in one.extends}
    for lost in sorted(extended - checklists.keys()):
        raise work.records.damage(UsedChecklist, lost, "id")
    for field, there in (("checklist", checklists.keys()), ("group", work.records.values(Group, "group"))):
        if not work.records.values(Subject, field) <= there:
            without = next(one for one in work.records.all(Subject) if getattr(one, field) not in there)
            raise work.records.damage(Subject, without.key, field)


class Inspection:
    """One open case file, its actor, and the lists frozen into it."""

    def __init__(
        self,
        file: CaseFile,
        actor: Actor,
        case: Case,
        rules: Rulebook,
        checklists: Mapping[str, Checklist],
    ) -> None:
        self.file = file
        self.actor = actor
        self.case = case
        self.rules = rules
        self.checklists = checklists
        self.other_holder: LockHolder | None = None  # who has the case, which is then only read here

    @classmethod
    def open(cls, path: Path, actor: Actor, passphrase: str | None = None) -> Self:
        """Open a case and read the lists frozen into it; raises CaseFileError.

        An encrypted case needs its passphrase or its recovery code.
        """
        file = open_file(path, passphrase)
        try:
            with file.read() as work:
                case = work.records.get(Case)
                rules = Rulebook.from_json(work.documents.get(case.rules))
                used = work.records.all(UsedChecklist)
                checklists = {u.id: Checklist.from_json(work.documents.get(u.sha256)) for u in used}
                _expect_sound(work, checklists)
        except BaseException:
            file.close()
            raise
        return cls(file, actor, case, rules, checklists)

    @property
    def path(self) -> Path:
        """The path of the case."""
        return self.file.path

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written here."""
        return self.file.read_only or self.other_holder is not None

    @property
    def schema(self) -> int:
        """The schema version of the open case."""
        return SCHEMA_VERSION

    def hold(self) -> CaseLock:
        """Mark the case as open for writing here; raises CaseFileError when it is open elsewhere."""
        holder = hold(self.path, self.actor)
        self.file.sweep()
        return holder

    def close(self) -> None:
        """Close the file."""
        self.file.close()

    def apply(self, change_set: ChangeSet) -> None:
        """Apply a change set in a transaction of its own; raises as `apply_in` and CaseFileError."""
        with self.file.write() as work:
            self.apply_in(work, change_set)

    def apply_in(self, work: UnitOfWork, change_set: ChangeSet, actor: Actor | None = None) -> None:
        """Apply a change set within a transaction that also does something else.

        Raises CaseFileError while somebody else has the case, InputError for what a sign-off locks and
        CaseConflict for what was changed meanwhile.
        """
        if self.other_holder is not None:
            raise in_use(self.path, self.other_holder)
        work.apply(change_set, actor or self.actor)
        if any(kind == Case.KIND for kind, _ in change_set.touched):
            self.case = work.records.get(Case)

    def refusals(self, work: UnitOfWork, scopes: Iterable[str]) -> tuple[Problem, ...]:
        """Return a problem for each signed scope that says who signed it, or the whole, and when."""
        return refusals(work.records, scopes)

    def named(self, work: UnitOfWork, scope: str) -> BilingualName:
        """Return the names of a subject, or of the whole; raises InputError for any other scope."""
        if scope == WHOLE_CASE:
            return BilingualName(self.held_case(work).title)
        subject = self.subject(work, scope)
        return BilingualName(subject.name, subject.name_en)

    def signatures(self, work: UnitOfWork) -> Signatures:
        """Return the sign-offs in force."""
        return Signatures(work.records.all(Signoff))

    def held_case(self, work: UnitOfWork) -> Case:
        """Return the case's own record within a transaction."""
        return work.records.get(Case)

    def history(self) -> list[ChangeSet]:
        """Return the change sets that can be undone, oldest first.

        Creating the case cannot be undone.
        """
        with self.file.read() as work:
            done = work.journal.history(UNDO_STEPS)
        return [past for past in done if past.action is not Action.CREATE]

    def items(self, subject: Subject) -> tuple[Item, ...]:
        """Return the items of a subject's checklist, after those of the lists that it extends."""
        return items_of(self.checklists, subject.checklist)

    def subject(self, work: UnitOfWork, key: str) -> Subject:
        """Return a subject; raises InputError when the case does not have it."""
        subject = work.records.get(Subject, key)
        if not subject.checklist:
            known = ", ".join(s.subject for s in work.records.all(Subject))
            raise InputError(Problem(Code.UNKNOWN_SUBJECT, Place(subject=key), {"expected": known}))
        return subject

    def states(self, work: UnitOfWork, subject: Subject) -> tuple[ItemState, ...]:
        """Return the state of each item of a subject."""
        reviews = {review.item: review for review in work.records.all(Review, subject=subject.subject)}
        return self.states_with(subject, reviews)

    def states_with(self, subject: Subject, reviews: Mapping[str, Review]) -> tuple[ItemState, ...]:
        """Return the state of each item, from reviews that were already read."""
        features = features_of(subject)
        return tuple(
            ItemState(
                item=item,
                applicability=applicability(item, features, self.rules),
                review=reviews.get(item.id) or Review(subject=subject.subject, item=item.id),
            )
            for item in self.items(subject)
        )
