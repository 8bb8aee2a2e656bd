"""The rules of signing off: what stands signed, what comes next, and what that locks."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from assessor.domain.records import WHOLE_CASE, RecordKind
from assessor.domain.vocabulary import Action, Stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from assessor.domain.change import ChangeSet
    from assessor.domain.records import Signoff

STAGES: Final = tuple(Stage)
NEVER_UNDONE: Final = frozenset({Action.SIGN, Action.REOPEN})  # a sign-off is taken back by reopening alone
_OF_SUBJECTS: Final = frozenset(
    {
        RecordKind.SUBJECT,
        RecordKind.REVIEW,
        RecordKind.ROUND,
        RecordKind.RETURN,
        RecordKind.RESPONSE,
        RecordKind.INQUIRY,
        RecordKind.EVIDENCE,
    }
)


class Signatures:
    """The sign-offs that stand, by what they are of, each in the order of the stages."""

    def __init__(self, signoffs: Iterable[Signoff] = ()) -> None:
        by_scope: dict[str, list[Signoff]] = defaultdict(list)
        for signoff in sorted(signoffs, key=lambda one: STAGES.index(one.stage)):
            by_scope[signoff.scope].append(signoff)
        self.by_scope: Mapping[str, tuple[Signoff, ...]] = {
            key: tuple(of_scope) for key, of_scope in by_scope.items()
        }

    def of(self, scope: str) -> tuple[Signoff, ...]:
        """Return the sign-offs of one scope, the latest stage last."""
        return self.by_scope.get(scope, ())

    def at(self, scope: str, stage: Stage) -> Signoff | None:
        """Return the sign-off of one stage, when there is one."""
        return next((one for one in self.of(scope) if one.stage is stage), None)

    def next_stage(self, scope: str) -> Stage | None:
        """Return the stage that comes next; None when all of them are signed."""
        return next((stage for stage in STAGES if self.at(scope, stage) is None), None)

    def reached(self, scope: str, stage: Stage) -> bool:
        """Tell whether a scope is signed at this stage."""
        return self.at(scope, stage) is not None

    def lock(self, subject: str) -> Signoff | None:
        """Return the sign-off that makes a subject read-only: its own latest one, else that of the whole."""
        signoffs = self.of(subject) or self.of(WHOLE_CASE)
        return signoffs[-1] if signoffs else None

    def undone_by(self, scope: str) -> tuple[Signoff, ...]:
        """Return what a reopening takes back: with a subject also what was signed of the whole."""
        if scope == WHOLE_CASE or not self.of(scope):
            return self.of(scope)
        return (*self.of(WHOLE_CASE), *self.of(scope))


def touched_subjects(change_set: ChangeSet) -> list[str]:
    """Return the subjects whose records a change set alters."""
    return sorted({key.partition("/")[0] for kind, key in change_set.touched if kind in _OF_SUBJECTS})


def locked_by(change_set: ChangeSet, scopes: Iterable[str]) -> frozenset[str]:
    """Return which of the signed scopes forbid a change set; sign-offs themselves are under no lock.

    A sign-off of the whole locks all that the case holds. How many people have to sign stays as it is
    as long as anything is signed by that rule.
    """
    signed = set(scopes)
    subjects = signed.intersection(touched_subjects(change_set))
    kinds = {change.record for change in change_set.changes} - {RecordKind.SIGNOFF}
    if kinds and WHOLE_CASE in signed:
        subjects.add(WHOLE_CASE)
    if any((c.record, c.field) == (RecordKind.CASE, "distinct_signers") for c in change_set.changes):
        subjects |= signed
    return frozenset(subjects)


def grouped(digest: str) -> str:
    """Return a digest as it is printed and read aloud: in groups of four."""
    return " ".join(digest[at : at + 4] for at in range(0, len(digest), 4))
