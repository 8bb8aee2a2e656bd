"""Weakness: what makes a verdict weak, as a value; `examination` finds it."""

from __future__ import annotations

from typing import NamedTuple

from assessor.domain.vocabulary import ExaminationRule, Verdict


class Weakness(NamedTuple):
    """One rule that finds a verdict weak, with the facts that its sentence needs."""

    rule: ExaminationRule
    answer: bool = False  # an answer is newer than the verdict
    evidence: bool = False  # a file is newer than the verdict
    reason_for: Verdict = Verdict.UNREVIEWED  # the other verdict that the reason was written for


Weak = tuple[Weakness, ...]


def has_new_answer(weak: Weak) -> bool:
    """Tell whether the provider said something after the verdict was given."""
    return any(one.answer for one in weak)
