"""The columns of the overview: the text, the tone and the items of each cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from assessor.domain.vocabulary import OPEN, UNMET, Stage, Verdict
from assessor.domain.weakness import has_new_answer
from assessor.words.counts import NOTHING, met_phrase, number, state_phrase, state_tone
from assessor.words.sentences import outcome_phrase
from assessor.words.terms import name_of, named, term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from assessor.domain.outcome import Counts, ItemState, SubjectResult
    from assessor.domain.sections import Section
    from assessor.domain.signing import Signatures
    from assessor.domain.vocabulary import Outcome
    from assessor.words import Language

MET: Final = frozenset({Verdict.MET})
# For a cell with several counts, the kind that it shows first.
_FIRST: Final = (UNMET, OPEN, MET, frozenset({Verdict.NOT_APPLICABLE}))


@dataclass(frozen=True)
class OverviewCell:
    """The text of a cell, the state that gives its tone, and the number of items to be checked."""

    words: str
    state: Verdict | Outcome | None = None
    weak: int = 0  # counted items whose verdict is to be checked
    new_answers: int = 0  # those of them with an answer newer than the verdict


def _about_nothing(_result: SubjectResult) -> str:
    return ""


@dataclass(frozen=True)
class OverviewColumn:
    """A column of the matrix: its title, its cell for a subject, and the first item of the cell."""

    key: str
    title: str
    cell: Callable[[SubjectResult], OverviewCell]
    about: Callable[[SubjectResult], str] = _about_nothing
    counts: bool = False  # counts items, so that it is said when there are none


def columns(
    language: Language,
    *,
    sections: Iterable[Section],
    mandatory: bool,
    signatures: Callable[[], Signatures],
) -> tuple[OverviewColumn, ...]:
    """Return the columns in a language; those of sections count the items that decide, or the others."""
    translate = QCoreApplication.translate
    return (
        OverviewColumn(
            "subject",
            translate("OverviewModel", "対象"),
            lambda result: OverviewCell(
                named(result.subject.name, result.subject.name_en, language),
                weak=len(result.weak),
                new_answers=result.new_answers,
            ),
        ),
        OverviewColumn(
            "as_of",
            translate("OverviewModel", "点検基準"),
            lambda result: OverviewCell(term(result.subject.as_of, language)),
        ),
        *(_section(section, language, mandatory=mandatory) for section in sections),
        _number("met", translate("OverviewModel", "必須\n充足"), lambda counts: counts.met, MET),
        _number("unmet", translate("OverviewModel", "必須\n未充足"), lambda counts: counts.unmet, UNMET),
        _number("open", translate("OverviewModel", "必須\n評価未了"), lambda counts: counts.open, OPEN),
        OverviewColumn(
            "advanced",
            translate("OverviewModel", "高度化\n充足"),
            lambda result: OverviewCell(met_phrase(result.advanced)),
            lambda result: _first(result.items(mandatory=False)),
            counts=True,
        ),
        _signed(language, signatures),
        OverviewColumn(
            "outcome",
            translate("OverviewModel", "結果"),
            lambda result: OverviewCell(outcome_phrase(result, language), result.outcome),
            lambda result: _first(result.deciding),
        ),
    )


def _first(states: Iterable[ItemState], wanted: Iterable[frozenset[Verdict]] = _FIRST) -> str:
    """Return the id of the first item of the first kind that occurs, or an empty text."""
    all_states = tuple(states)
    return next((s.item.id for verdicts in wanted for s in all_states if s.verdict in verdicts), "")


def _section(section: Section, language: Language, *, mandatory: bool) -> OverviewColumn:
    def cell(result: SubjectResult) -> OverviewCell:
        counts = (result.sections if mandatory else result.advanced_sections).get(section)
        if counts is None:
            return OverviewCell(NOTHING)
        items = (
            [state.item.id for state in result.items(mandatory=mandatory, section=section)]
            if result.weak
            else []
        )
        weak = [result.weak[item] for item in items if item in result.weak]
        new_answers = sum(map(has_new_answer, weak))
        return OverviewCell(state_phrase(counts, language), state_tone(counts), len(weak), new_answers)

    title = name_of(section, language)
    if not mandatory:  # marks outcomes that are not published
        title = QCoreApplication.translate("OverviewModel", "高度化\n{phase}").format(phase=title)
    return OverviewColumn(
        f"section/{section.scheme}/{section.key}",
        title,
        cell,
        lambda result: _first(result.items(mandatory=mandatory, section=section)),
        counts=True,
    )


def _signed(language: Language, signatures: Callable[[], Signatures]) -> OverviewColumn:
    def cell(result: SubjectResult) -> OverviewCell:
        signoffs = signatures().of(result.subject.subject)
        if not signoffs:
            return OverviewCell(NOTHING)
        return signed[signoffs[-1].stage]

    signed = {
        stage: OverviewCell(
            term(stage, language), Verdict.MET if stage is Stage.APPROVED else Verdict.CONFIRMING
        )
        for stage in Stage
    }
    title = QCoreApplication.translate("OverviewModel", "署名")
    return OverviewColumn("signed", title, cell)


def _number(
    key: str, title: str, of: Callable[[Counts], int], verdicts: frozenset[Verdict]
) -> OverviewColumn:
    def cell(result: SubjectResult) -> OverviewCell:
        return OverviewCell(str(number(of(result.mandatory), result.mandatory)))

    def about(result: SubjectResult) -> str:
        return _first(result.items(mandatory=True), [verdicts])

    return OverviewColumn(key, title, cell, about, counts=True)
