"""The results workbook: summary, subject by phase, all reviews, unmet items, evidence."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessor.domain.records import WHOLE_CASE, Evidence, Response, Subject
from assessor.domain.signing import STAGES, grouped
from assessor.domain.vocabulary import UNMET, Answer, Phase
from assessor.excel.writing import results_writer
from assessor.excel.writing.results_writer import ResultsBook, Table
from assessor.operations.shelf import Shelf
from assessor.operations.viewing import CaseResults, results
from assessor.text import local_time
from assessor.words import Language
from assessor.words.results import HEADINGS, TITLES, TONES, counts_phrase
from assessor.words.sentences import group_sentence, month, subject_sentence
from assessor.words.terms import named, term

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from assessor.domain.outcome import ItemState, SubjectResult
    from assessor.domain.records import Signoff
    from assessor.domain.signing import Signatures
    from assessor.excel.writing.results_writer import Written
    from assessor.operations.inspection import Inspection
    from assessor.progress import Progress
    from assessor.storage.chain import Head

Row = tuple[str | int, ...]


@dataclass(frozen=True)
class _Report:
    """What the sheets are made from, read once."""

    results: CaseResults
    answers: dict[tuple[str, str], Response]  # those that hold, by subject and item
    evidence: list[Evidence]
    attached: Counter[tuple[str, str]]  # links by subject and item
    signatures: Signatures
    head: Head  # of the journal when this was read
    language: Language

    def name(self, result: SubjectResult) -> str:
        """Return a subject's name in the language of the report."""
        return named(result.subject.name, result.subject.name_en, self.language)


def report(inspection: Inspection, path: Path, language: Language, progress: Progress) -> Written:
    """Write the results workbook, read it again and compare; raises InputError when it came out short."""
    with inspection.file.read() as work:
        shelf = Shelf(work)
        evidence, subjects = work.records.all(Evidence), work.records.values(Subject, "subject")
        if lost := next((one for one in evidence if one.subject not in subjects), None):
            raise work.records.damage(Evidence, lost.key, "subject")
        standing, head = inspection.signatures(work), work.journal.head()
    answers = {(key, item): held for key in shelf.responses for item, held in shelf.answers(key).items()}
    attached = Counter((e.subject, e.item) for e in evidence)
    told = _Report(results(inspection), answers, evidence, attached, standing, head, language)
    progress.step(1, 4)
    book = ResultsBook(
        title=f"{TITLES[language].title}：{inspection.case.title}",
        lines=_lines(inspection, told),
        tables=(
            *(_summary(told), _phases(told), _reviews(told), _unmet(told), _evidence(told)),
            _signatures(inspection, told),
        ),
    )
    progress.step(2, 4)
    written = results_writer.write(path, book)
    progress.step(4, 4)
    return written


def _lines(inspection: Inspection, told: _Report) -> tuple[str, ...]:
    texts = TITLES[told.language]
    rules = inspection.rules
    lists = "、".join(f"{c.title} {c.version}" for c in inspection.checklists.values())
    sentences = [
        f"{named(g.group.name, g.group.name_en, told.language)}：{group_sentence(g, told.language)}"
        for g in told.results.groups
    ]
    notice = rules.notice_en if told.language is Language.EN else rules.notice
    return (*sentences, texts.as_of, f"{texts.lists}{lists}", notice, *_signing_lines(told))


def _signing_lines(told: _Report) -> Iterator[str]:
    """Yield the sign-offs of the whole with their digests: on paper they fix what the file held."""
    texts, language = TITLES[told.language], told.language
    yield texts.signing
    for stage in STAGES:
        signoff = told.signatures.at(WHOLE_CASE, stage)
        parts = [f"{term(stage, language)}：{_signed(signoff)}"]
        if signoff is not None:
            parts.append(texts.digest.format(entries=signoff.entries, digest=grouped(signoff.digest)))
        yield "　".join(parts)
    yield texts.now.format(entries=told.head.entries, digest=grouped(told.head.digest))


def _signed(signoff: Signoff | None) -> str:
    return f"{signoff.signer}　{local_time(signoff.signed_at)}" if signoff else "—"


def _signatures(inspection: Inspection, told: _Report) -> Table:
    whole = (WHOLE_CASE, inspection.case.title)
    rows: list[Row] = [
        (
            name,
            term(signoff.stage, told.language),
            signoff.signer,
            local_time(signoff.signed_at),
            signoff.machine,
            signoff.entries,
            grouped(signoff.digest),
            signoff.note,
        )
        for scope, name in (whole, *((r.subject.subject, told.name(r)) for r in told.results.subjects))
        for signoff in told.signatures.of(scope)
    ]
    return _table("signatures", told, rows, (26, 10, 16, 17, 16, 12, 84, 40))


def _table(name: str, told: _Report, rows: list[Row], widths: tuple[int, ...]) -> Table:
    texts = TITLES[told.language]
    return Table(
        name=texts.sheets[name],
        headings=HEADINGS[told.language][name],
        rows=tuple(rows),
        widths=widths,
        emphasis=TONES[told.language],
    )


def _summary(told: _Report) -> Table:
    rows: list[Row] = []
    for group in told.results.groups:
        for result in group.subjects:
            counts, extra = result.mandatory, result.advanced
            rows.append(
                (
                    named(group.group.name, group.group.name_en, told.language),
                    told.name(result),
                    term(result.subject.as_of, told.language),
                    term(result.outcome, told.language),
                    subject_sentence(result, told.language),
                    counts.applicable,
                    counts.met,
                    counts.unmet,
                    counts.open,
                    counts.not_applicable,
                    extra.met,
                    extra.unmet,
                    extra.open,
                    result.evidence,
                    result.round,
                    *(_signed(told.signatures.at(result.subject.subject, stage)) for stage in STAGES),
                )
            )
    return _table("summary", told, rows, (22, 26, 12, 20, 40, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 18, 18, 18))


def _phases(told: _Report) -> Table:
    order = [*list(Phase)[1:], Phase.COMMON]
    rows: list[Row] = [
        (
            told.name(result),
            term(result.subject.as_of, told.language),
            *(counts_phrase(result.phases.get(phase), told.language) for phase in order),
            term(result.outcome, told.language),
        )
        for result in told.results.subjects
    ]
    return _table("phases", told, rows, (26, 12, 18, 18, 18, 18, 18, 18, 20))


def _reviews(told: _Report) -> Table:
    rows: list[Row] = [
        _review_row(told, result, state) for result in told.results.subjects for state in result.states
    ]
    return _table("reviews", told, rows, (24, 11, 16, 9, 46, 9, 12, 36, 12, 40, 11, 12, 12, 17, 8))


def _review_row(told: _Report, result: SubjectResult, state: ItemState) -> Row:
    item, review = state.item, state.review
    response = told.answers.get((result.subject.subject, item.id))
    reason = review.reason if state.applicability.applies else _rule_reason(state, told.language)
    return (
        told.name(result),
        item.id,
        term(item.phase, told.language),
        term(item.requirement_class, told.language),
        named(item.requirement, item.gloss, told.language),
        term(item.basis, told.language),
        term(response.answer if response else Answer.NONE, told.language),
        response.explanation if response else "",
        term(state.verdict, told.language),
        reason,
        month(review.due, told.language) if review.due else "",
        review.approver,
        review.reviewer,
        local_time(review.reviewed_at),
        told.attached[result.subject.subject, item.id],
    )


def _rule_reason(state: ItemState, language: Language) -> str:
    held = state.applicability
    told = named(held.reason, held.reason_en, language)
    return f"{told}（{held.rule}）" if held.rule else told


def _unmet(told: _Report) -> Table:
    rows: list[Row] = [
        (
            told.name(result),
            state.item.id,
            term(state.item.phase, told.language),
            term(state.item.requirement_class, told.language),
            named(state.item.requirement, state.item.gloss, told.language),
            term(state.verdict, told.language),
            state.review.reason,
            month(state.review.due, told.language),
        )
        for result in told.results.subjects
        for state in result.states
        if state.verdict in UNMET
    ]
    return _table("unmet", told, rows, (24, 11, 16, 9, 50, 12, 50, 14))


def _evidence(told: _Report) -> Table:
    names = {result.subject.subject: told.name(result) for result in told.results.subjects}
    rows: list[Row] = [
        (names[e.subject], e.item, e.name, e.size, e.sha256, e.attached_by, local_time(e.attached_at))
        for e in told.evidence
    ]
    return _table("evidence", told, rows, (24, 11, 40, 12, 70, 14, 17))
