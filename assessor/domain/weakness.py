"""Weaknesses of verdicts as values, which `examination` finds."""

from __future__ import annotations

from typing import NamedTuple

from assessor.domain.vocabulary import ExaminationRule, Verdict


class Weakness(NamedTuple):
    """A rule that finds a verdict weak, with the facts for its sentence."""

    rule: ExaminationRule
    answer: bool = False  # an answer is newer than the verdict
    evidence: bool = False  # a file is newer than the verdict
    reason_for: Verdict = Verdict.UNREVIEWED  # the other verdict for which the reason was written


Weak = tuple[Weakness, ...]


def has_new_answer(weak: Weak) -> bool:
    """Tell whether an answer is newer than the verdict."""
    return any(one.answer for one in weak)
