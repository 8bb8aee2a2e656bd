"""The rules of signing: valid signatures, the next stage, and what is locked."""

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
NEVER_UNDONE: Final = frozenset({Action.SIGN, Action.REOPEN})  # reopening withdraws signatures
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
    """The valid signatures by scope, each in the order of the stages."""

    def __init__(self, signoffs: Iterable[Signoff] = ()) -> None:
        by_scope: dict[str, list[Signoff]] = defaultdict(list)
        for signoff in sorted(signoffs, key=lambda one: STAGES.index(one.stage)):
            by_scope[signoff.scope].append(signoff)
        self.by_scope: Mapping[str, tuple[Signoff, ...]] = {
            key: tuple(of_scope) for key, of_scope in by_scope.items()
        }

    def of(self, scope: str) -> tuple[Signoff, ...]:
        """Return the signatures of one scope, the latest stage last."""
        return self.by_scope.get(scope, ())

    def at(self, scope: str, stage: Stage) -> Signoff | None:
        """Return the signature of one stage, or None."""
        return next((one for one in self.of(scope) if one.stage is stage), None)

    def next_stage(self, scope: str) -> Stage | None:
        """Return the next stage, or None when all are signed."""
        return next((stage for stage in STAGES if self.at(scope, stage) is None), None)

    def reached(self, scope: str, stage: Stage) -> bool:
        """Tell whether a scope is signed at this stage."""
        return self.at(scope, stage) is not None

    def lock(self, subject: str) -> Signoff | None:
        """Return the signature that makes a subject read-only: its latest one, else that of the whole."""
        signoffs = self.of(subject) or self.of(WHOLE_CASE)
        return signoffs[-1] if signoffs else None

    def undone_by(self, scope: str) -> tuple[Signoff, ...]:
        """Return the signatures that reopening withdraws: for a subject also those of the whole."""
        if scope == WHOLE_CASE or not self.of(scope):
            return self.of(scope)
        return (*self.of(WHOLE_CASE), *self.of(scope))


def touched_subjects(change_set: ChangeSet) -> list[str]:
    """Return the subjects whose records a change set alters."""
    return sorted({key.partition("/")[0] for kind, key in change_set.touched if kind in _OF_SUBJECTS})


def locked_by(change_set: ChangeSet, scopes: Iterable[str]) -> frozenset[str]:
    """Return the signed scopes that forbid a change set; changes of signatures themselves are not locked.

    A signature of the whole locks the entire case. The rule on different signers cannot change while anything
    is signed by it.
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
    """Return a digest in groups of four, for printing and reading aloud."""
    return " ".join(digest[at : at + 4] for at in range(0, len(digest), 4))
