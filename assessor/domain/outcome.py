"""The counts and outcomes of subjects and groups, from their items."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from assessor.domain.vocabulary import OPEN, UNMET, Outcome, Verdict
from assessor.domain.weakness import has_new_answer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from assessor.domain.checklist import Item
    from assessor.domain.records import Group, Review, Subject
    from assessor.domain.rulebook import Applicability
    from assessor.domain.sections import RequirementClass, Section
    from assessor.domain.weakness import Weak


@dataclass(frozen=True)
class ItemState:
    """One item of one subject: whether it applies and what the reviewer recorded."""

    item: Item
    applicability: Applicability
    review: Review

    @property
    def verdict(self) -> Verdict:
        """The effective verdict; an item that does not apply by a rule needs no review."""
        return self.review.verdict if self.applicability.applies else Verdict.NOT_APPLICABLE


@dataclass(frozen=True)
class Counts:
    """Numbers of items; total = applicable + not applicable, applicable = met + unmet + open."""

    total: int = 0
    met: int = 0
    unmet: int = 0
    open: int = 0

    @property
    def applicable(self) -> int:
        """The number of items to be judged."""
        return self.met + self.unmet + self.open

    @property
    def not_applicable(self) -> int:
        """The number of items that do not apply, by a rule or by verdict."""
        return self.total - self.applicable


def count(states: Iterable[ItemState]) -> Counts:
    """Return the counts of item states."""
    verdicts = [state.verdict for state in states]
    return Counts(
        total=len(verdicts),
        met=sum(v is Verdict.MET for v in verdicts),
        unmet=sum(v in UNMET for v in verdicts),
        open=sum(v in OPEN for v in verdicts),
    )


def _sum(parts: Iterable[Counts]) -> Counts:
    """Return the sum of counts, so that a whole is always the sum of its parts."""
    counts = tuple(parts)
    return Counts(
        total=sum(c.total for c in counts),
        met=sum(c.met for c in counts),
        unmet=sum(c.unmet for c in counts),
        open=sum(c.open for c in counts),
    )


def in_order(sections: Iterable[Section]) -> tuple[Section, ...]:
    """Return sections each once: scheme by scheme as they first occur, and within one in its order."""
    schemes: dict[str, set[Section]] = {}
    for section in sections:
        schemes.setdefault(section.scheme, set()).add(section)
    return tuple(one for there in schemes.values() for one in sorted(there, key=attrgetter("position")))


def by_class(states: Iterable[ItemState]) -> dict[RequirementClass, list[ItemState]]:
    """Return items by their classes, those that decide first."""
    classes: dict[RequirementClass, list[ItemState]] = defaultdict(list)
    for state in states:
        classes[state.item.requirement_class].append(state)
    return dict(sorted(classes.items(), key=lambda pair: not pair[0].decides))


@dataclass(frozen=True)
class SubjectResult:
    """点検結果 of one subject; due is YYYY-MM, or empty when no date is planned."""

    subject: Subject
    outcome: Outcome
    due: str
    mandatory: Counts
    advanced: Counts
    sections: Mapping[Section, Counts]  # of mandatory items, like all published numbers
    advanced_sections: Mapping[Section, Counts]  # of the other items, counted separately
    classes: Mapping[RequirementClass, Counts]  # those that decide first
    states: tuple[ItemState, ...]
    evidence: int  # number of different linked files
    round: int  # number of the latest round, 0 for none
    answered: int  # number of items with a response
    weak: Mapping[str, Weak] = field(default_factory=dict)  # weaknesses by item

    @property
    def new_answers(self) -> int:
        """The number of items with an answer newer than their verdict."""
        return sum(map(has_new_answer, self.weak.values()))

    @property
    def unsent(self) -> bool:
        """Whether nothing was ever sent, which is shown as 未送付."""
        return self.outcome is Outcome.AWAITING and self.round == 0

    def items(self, *, mandatory: bool, section: Section | None = None) -> tuple[ItemState, ...]:
        """Return the items that decide the outcome or the others, of one section or of all."""
        return tuple(
            state
            for state in self.states
            if state.item.mandatory is mandatory and (section is None or state.item.section == section)
        )

    @property
    def deciding(self) -> tuple[ItemState, ...]:
        """The mandatory items that decide the outcome; none before there are answers."""
        verdicts = _DECIDING.get(self.outcome, frozenset())
        return tuple(state for state in self.items(mandatory=True) if state.verdict in verdicts)


_DECIDING: Final[Mapping[Outcome, frozenset[Verdict]]] = {
    Outcome.DISCUSSING: frozenset({Verdict.DISCUSSING}),
    Outcome.CONFIRMING: frozenset({Verdict.CONFIRMING, Verdict.UNREVIEWED}),
    Outcome.UNMET: UNMET,
    Outcome.NONE_APPLICABLE: frozenset({Verdict.NOT_APPLICABLE}),
    Outcome.MET: frozenset({Verdict.MET}),
}


def outcome_of(states: tuple[ItemState, ...], returned: bool) -> tuple[Outcome, str]:
    """Return the outcome by the first matching rule of the inspection, and the due month."""
    mandatory = [s for s in states if s.item.mandatory]
    reviewed = any(s.review.verdict is not Verdict.UNREVIEWED for s in states)
    asked = any(s.applicability.applies for s in states)
    verdicts = {s.verdict for s in mandatory}
    if asked and not returned and not reviewed:
        return Outcome.AWAITING, ""
    if Verdict.DISCUSSING in verdicts:
        return Outcome.DISCUSSING, ""
    if verdicts & {Verdict.CONFIRMING, Verdict.UNREVIEWED}:
        return Outcome.CONFIRMING, ""
    if verdicts & UNMET:
        months = [s.review.due for s in mandatory if s.verdict in UNMET]
        return Outcome.UNMET, max(months) if all(months) else ""
    if verdicts <= {Verdict.NOT_APPLICABLE}:
        return Outcome.NONE_APPLICABLE, ""
    return Outcome.MET, ""


def subject_result(
    subject: Subject,
    states: tuple[ItemState, ...],
    *,
    evidence: int,
    latest_round: int,
    answered: int,
    weak: Mapping[str, Weak] | None = None,
) -> SubjectResult:
    """Return the result of a subject from its items."""
    outcome, due = outcome_of(states, returned=answered > 0)
    sections = in_order(state.item.section for state in states)
    parts: dict[bool, dict[Section, list[ItemState]]] = {
        decides: {section: [] for section in sections} for decides in (True, False)
    }
    for state in states:
        parts[state.item.mandatory][state.item.section].append(state)
    mandatory, advanced = (
        {section: count(there) for section, there in parts[decides].items()} for decides in (True, False)
    )
    return SubjectResult(
        subject=subject,
        outcome=outcome,
        due=due,
        mandatory=_sum(mandatory.values()),
        advanced=_sum(advanced.values()),
        sections=mandatory,
        advanced_sections=advanced,
        classes={kind: count(there) for kind, there in by_class(states).items()},
        states=states,
        evidence=evidence,
        round=latest_round,
        answered=answered,
        weak=weak or {},
    )


@dataclass(frozen=True)
class GroupResult:
    """点検結果 of a group: its subjects, and the number of each outcome."""

    group: Group
    subjects: tuple[SubjectResult, ...]

    @property
    def outcomes(self) -> dict[Outcome, int]:
        """The number of subjects with each occurring outcome, in the published order, best first."""
        counts = Counter(result.outcome for result in self.subjects)
        return {outcome: counts[outcome] for outcome in reversed(Outcome) if counts[outcome]}

    @property
    def standings(self) -> tuple[tuple[SubjectResult, ...], ...]:
        """The subjects by outcome in the published order, best first; those never sent anything are last."""
        results: dict[tuple[Outcome, bool], list[SubjectResult]] = defaultdict(list)
        for result in self.subjects:
            results[result.outcome, result.unsent].append(result)
        kinds = [(outcome, unsent) for outcome in reversed(Outcome) for unsent in (False, True)]
        return tuple(tuple(results[kind]) for kind in kinds if kind in results)
