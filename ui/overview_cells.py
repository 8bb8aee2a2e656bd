"""What the cells of the overview say of a subject, in words and as a state that has a tone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from assessor.domain.outcome import count
from assessor.domain.vocabulary import Phase, Requirement, Stage, Verdict
from assessor.words.sentences import outcome_phrase
from assessor.words.terms import named, term

if TYPE_CHECKING:
    from collections.abc import Callable

    from assessor.domain.outcome import Counts, SubjectResult
    from assessor.domain.signing import Signatures
    from assessor.domain.vocabulary import Outcome
    from assessor.words import Language

PHASES = (*(phase for phase in Phase if phase is not Phase.COMMON), Phase.COMMON)


@dataclass(frozen=True)
class Cell:
    """Words, and the state whose tone they take, if any."""

    words: str
    state: Verdict | Outcome | None = None


@dataclass(frozen=True)
class Column:
    """One column of the matrix: its title and what it says of a subject."""

    key: str
    title: str
    cell: Callable[[SubjectResult], Cell]
    room: tuple[Cell, ...] = ()  # what there has to be room for before any subject has it


def standing(counts: Counts) -> Cell:
    """Return where a number of items stands: unmet first, then open, else met."""
    translate = QCoreApplication.translate
    if not counts.total:
        return Cell("—")
    if not counts.applicable:
        return Cell(translate("OverviewModel", "該当なし"), Verdict.NOT_APPLICABLE)
    if counts.unmet:
        told = translate("OverviewModel", "未充足 {unmet}・未了 {open}")
        if not counts.open:
            told = translate("OverviewModel", "未充足 {unmet}")
        return Cell(told.format(unmet=counts.unmet, open=counts.open), Verdict.NOT_IMPLEMENTED)
    if counts.open:
        told = translate("OverviewModel", "未了 {open}")
        state = Verdict.UNREVIEWED if counts.open == counts.applicable else Verdict.CONFIRMING
        return Cell(told.format(open=counts.open), state)
    told = translate("OverviewModel", "{met}/{applicable} 充足")
    return Cell(told.format(met=counts.met, applicable=counts.applicable), Verdict.MET)


def columns(
    language: Language, *, advanced_too: bool, signatures: Callable[[], Signatures]
) -> tuple[Column, ...]:
    """Return the columns of the matrix in a language."""
    translate = QCoreApplication.translate
    return (
        Column(
            "subject",
            translate("OverviewModel", "対象"),
            lambda result: Cell(named(result.subject.name, result.subject.name_en, language)),
        ),
        Column(
            "as_of",
            translate("OverviewModel", "点検基準"),
            lambda result: Cell(term(result.subject.as_of, language)),
        ),
        *(_phase(phase, language, advanced_too=advanced_too) for phase in PHASES),
        _number("met", translate("OverviewModel", "必須\n充足"), lambda result: result.mandatory.met),
        _number("unmet", translate("OverviewModel", "必須\n未充足"), lambda result: result.mandatory.unmet),
        _number("open", translate("OverviewModel", "必須\n未了"), lambda result: result.mandatory.open),
        Column("advanced", translate("OverviewModel", "高度化\n充足"), _advanced),
        _signed(language, signatures),
        Column(
            "outcome",
            translate("OverviewModel", "結果"),
            lambda result: Cell(outcome_phrase(result.outcome, result.due, language), result.outcome),
        ),
    )


def _phase(phase: Phase, language: Language, *, advanced_too: bool) -> Column:
    def cell(result: SubjectResult) -> Cell:
        states = [s for s in result.states if s.item.phase is phase]
        if not advanced_too:
            states = [s for s in states if s.item.requirement_class is Requirement.MANDATORY]
        return standing(count(states))

    return Column(f"phase{phase.value}", term(phase, language), cell)


def _signed(language: Language, signatures: Callable[[], Signatures]) -> Column:
    def cell(result: SubjectResult) -> Cell:
        held = signatures().of(result.subject.subject)
        if not held:
            return Cell("—")
        return signed[held[-1].stage]

    signed = {
        stage: Cell(term(stage, language), Verdict.MET if stage is Stage.APPROVED else Verdict.CONFIRMING)
        for stage in Stage
    }
    title = QCoreApplication.translate("OverviewModel", "署名")
    return Column("signed", title, cell, tuple(signed.values()))


def _number(key: str, title: str, of: Callable[[SubjectResult], int]) -> Column:
    def cell(result: SubjectResult) -> Cell:
        return Cell(str(of(result)) if result.mandatory.applicable else "—")

    return Column(key, title, cell)


def _advanced(result: SubjectResult) -> Cell:
    counts = result.advanced
    return Cell(f"{counts.met}/{counts.applicable}" if counts.applicable else "—")
