"""The results workbook: summary, counts, subject by phase, all reviews, unmet items, inquiries, evidence."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assessor.domain.inquiring import InquiryState, inquiry_state
from assessor.domain.records import WHOLE_CASE, Evidence, Response, Subject
from assessor.domain.signing import STAGES, grouped
from assessor.domain.vocabulary import UNMET, Answer, Outcome
from assessor.excel.writing import results_writer
from assessor.excel.writing.results_writer import ResultsBook, ResultsTable
from assessor.operations.subject_records import SubjectRecords
from assessor.operations.viewing import CaseResults, results
from assessor.text import local_time
from assessor.words import Language
from assessor.words.applicability import why_not
from assessor.words.counts import NOTHING, met_phrase, number, state_phrase
from assessor.words.results import (
    HEADINGS,
    INQUIRY_STANDINGS,
    TITLES,
    TONES,
    TURNS,
    count_tones,
    section_headings,
    section_word,
)
from assessor.words.sentences import group_line, month, outcome_word, subject_sentence
from assessor.words.terms import name_of, named, term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from assessor.domain.outcome import ItemState, SubjectResult
    from assessor.domain.records import Signoff
    from assessor.domain.signing import Signatures
    from assessor.excel.writing.results_writer import WrittenCounts
    from assessor.operations.inspection import Inspection
    from assessor.progress import Progress
    from assessor.storage.stores.chain import Head

Row = tuple[str | int, ...]


@dataclass(frozen=True)
class _Report:
    """The data of all sheets, read once."""

    results: CaseResults
    answers: dict[tuple[str, str], Response]  # current answers by subject and item
    evidence: list[Evidence]
    attached: Counter[tuple[str, str]]  # links by subject and item
    inquiries: dict[str, list[InquiryState]]  # by subject
    signatures: Signatures
    head: Head  # of the journal when this was read
    language: Language

    def name(self, result: SubjectResult) -> str:
        """Return a subject's name in the language of the report."""
        return named(result.subject.name, result.subject.name_en, self.language)


def report(inspection: Inspection, path: Path, language: Language, progress: Progress) -> WrittenCounts:
    """Write the results workbook and check it by reading; raises InputError when it is incomplete."""
    with inspection.file.read() as work:
        records = SubjectRecords(work)
        evidence, subjects = work.records.all(Evidence), work.records.values(Subject, "subject")
        if lost := next((one for one in evidence if one.subject not in subjects), None):
            raise work.records.damage(Evidence, lost.key, "subject")
        signatures, head = inspection.signatures(work), work.journal.head()
    answers = {
        (key, item): responses
        for key in records.responses
        for item, responses in records.answers(key).items()
    }
    attached = Counter((e.subject, e.item) for e in evidence)
    case_results = results(inspection)
    inquiries = {result.subject.subject: _inquiries_of(result, records) for result in case_results.subjects}
    data = _Report(case_results, answers, evidence, attached, inquiries, signatures, head, language)
    progress.step(1, 4)
    book = ResultsBook(
        title=TITLES[language].between.join((TITLES[language].title, inspection.case.title)),
        lines=_lines(inspection, data),
        tables=(
            *(_summary(data), _counts(data), _sections(data), _reviews(data), _unmet(data), _inquiries(data)),
            *(_evidence(data), _signatures(inspection, data)),
        ),
        first=TITLES[language].first,
        stamp=TITLES[language].stamp,
    )
    progress.step(2, 4)
    written = results_writer.write(path, book)
    progress.finish(4)
    return written


def _lines(inspection: Inspection, data: _Report) -> tuple[str, ...]:
    texts = TITLES[data.language]
    rules = inspection.rules
    lists = texts.comma.join(
        f"{named(c.title, c.title_en, data.language)} {c.version}" for c in inspection.checklists.values()
    )
    sentences = [group_line(group, data.language) for group in data.results.groups]
    used = texts.between.join((texts.lists, lists))
    notice = rules.notice_en if data.language is Language.EN else rules.notice
    return (*sentences, texts.counted, texts.as_of, used, notice, *_signing_lines(data))


def _signing_lines(data: _Report) -> Iterator[str]:
    """Yield the sign-offs of the whole with their digests, which fix the record when printed."""
    texts, language = TITLES[data.language], data.language
    yield texts.signing
    for stage in STAGES:
        signoff = data.signatures.at(WHOLE_CASE, stage)
        parts = [texts.between.join((term(stage, language), _signed(signoff)))]
        if signoff is not None:
            parts.append(texts.digest.format(entries=signoff.entries, digest=grouped(signoff.digest)))
        yield "　".join(parts)
    yield texts.now.format(entries=data.head.entries, digest=grouped(data.head.digest))


def _signed(signoff: Signoff | None) -> str:
    return f"{signoff.signer}　{local_time(signoff.signed_at)}" if signoff else "—"


def _signatures(inspection: Inspection, data: _Report) -> ResultsTable:
    whole = (WHOLE_CASE, inspection.case.title)
    rows: list[Row] = [
        (
            name,
            term(signoff.stage, data.language),
            signoff.signer,
            local_time(signoff.signed_at),
            signoff.machine,
            signoff.entries,
            grouped(signoff.digest),
            signoff.note,
        )
        for scope, name in (whole, *((r.subject.subject, data.name(r)) for r in data.results.subjects))
        for signoff in data.signatures.of(scope)
    ]
    return _table("signatures", data, rows, (26, 10, 16, 17, 16, 12, 84, 40))


def _table(
    name: str,
    data: _Report,
    rows: list[Row],
    widths: tuple[int, ...],
    middle: Iterable[int] = (),
    *,
    headings: tuple[str, ...] = (),
) -> ResultsTable:
    """Return a table with its usual headings, or with these."""
    texts = TITLES[data.language]
    word = section_word(data.results.sections, data.language)
    within = word.lower() if data.language is Language.EN else word
    return ResultsTable(
        name=texts.sheets[name].format(section=within),
        headings=headings or tuple(one.format(section=word) for one in HEADINGS[data.language][name]),
        rows=tuple(rows),
        widths=widths,
        emphasis=TONES[data.language],
        middle=frozenset(middle),
    )


def _summary(data: _Report) -> ResultsTable:
    """Return the table for publication: subjects, their results, and the counts behind them, on a page."""
    rows: list[Row] = []
    for group in data.results.groups:
        for result in group.subjects:
            counts = result.mandatory
            due = month(result.due, data.language) if result.outcome is Outcome.UNMET else ""
            rows.append(
                (
                    named(group.group.name, group.group.name_en, data.language),
                    data.name(result),
                    term(result.subject.as_of, data.language),
                    outcome_word(result, data.language),
                    due,
                    counts.applicable,
                    number(counts.met, counts),
                    number(counts.unmet, counts),
                    number(counts.open, counts),
                    met_phrase(result.advanced),
                )
            )
    return _table("summary", data, rows, (24, 26, 16, 26, 13, 10, 10, 10, 10, 12), range(4, 10))


def _counts(data: _Report) -> ResultsTable:
    rows: list[Row] = []
    for result in data.results.subjects:
        numbers: list[str | int] = []
        for counts in (result.mandatory, result.advanced):
            numbers += [
                counts.applicable,
                number(counts.met, counts),
                number(counts.unmet, counts),
                number(counts.open, counts),
                counts.not_applicable,
            ]
        rows.append(
            (
                data.name(result),
                subject_sentence(result, data.language),
                *numbers,
                result.evidence,
                result.round or NOTHING,
                *(_signed(data.signatures.at(result.subject.subject, stage)) for stage in STAGES),
            )
        )
    return _table("counts", data, rows, (26, 36, *[8] * 12, 18, 18, 18), range(2, 14))


def _sections(data: _Report) -> ResultsTable:
    sections = data.results.sections
    rows: list[Row] = [
        (
            data.name(result),
            term(result.subject.as_of, data.language),
            *(
                state_phrase(result.sections[section], data.language)
                if section in result.sections
                else NOTHING
                for section in sections
            ),
            met_phrase(result.advanced),
            outcome_word(result, data.language),
        )
        for result in data.results.subjects
    ]
    counted = range(2, 2 + len(sections) + 1)
    widths = (26, 12, *[18] * len(sections), 12, 20)
    headings = section_headings(sections, data.language)
    table = _table("sections", data, rows, widths, counted, headings=headings)
    counts = [counts for result in data.results.subjects for counts in result.sections.values()]
    return replace(table, emphasis={**table.emphasis, **count_tones(counts, data.language)})


def _reviews(data: _Report) -> ResultsTable:
    rows: list[Row] = [
        _review_row(data, result, state) for result in data.results.subjects for state in result.states
    ]
    return _table("reviews", data, rows, (24, 11, 16, 9, 46, 9, 12, 36, 12, 40, 11, 12, 12, 17, 8))


def _review_row(data: _Report, result: SubjectResult, state: ItemState) -> Row:
    item, review = state.item, state.review
    response = data.answers.get((result.subject.subject, item.id))
    reason = review.reason if state.applicability.applies else _rule_reason(state, data.language)
    return (
        data.name(result),
        item.id,
        name_of(item.section, data.language),
        name_of(item.requirement_class, data.language),
        named(item.requirement, item.gloss, data.language),
        term(item.basis, data.language) if item.basis else NOTHING,
        term(response.answer if response else Answer.NONE, data.language),
        response.explanation if response else "",
        term(state.verdict, data.language),
        reason,
        month(review.due, data.language) if review.due else "",
        review.approver,
        review.reviewer,
        local_time(review.reviewed_at),
        data.attached[result.subject.subject, item.id],
    )


def _rule_reason(state: ItemState, language: Language) -> str:
    applicability = state.applicability
    reason = why_not(applicability, language)
    return f"{reason}（{applicability.rule}）" if applicability.rule else reason


def _unmet(data: _Report) -> ResultsTable:
    rows: list[Row] = [
        (
            data.name(result),
            state.item.id,
            name_of(state.item.section, data.language),
            name_of(state.item.requirement_class, data.language),
            named(state.item.requirement, state.item.gloss, data.language),
            term(state.verdict, data.language),
            state.review.reason,
            month(state.review.due, data.language),
        )
        for result in data.results.subjects
        for state in result.states
        if state.verdict in UNMET
    ]
    return _table("unmet", data, rows, (24, 11, 16, 9, 50, 12, 50, 14))


def _inquiries_of(result: SubjectResult, records: SubjectRecords) -> list[InquiryState]:
    """Return the follow-up questions of a subject by item and number, with their statuses."""
    key = result.subject.subject
    order = {state.item.id: (number, state) for number, state in enumerate(result.states)}
    inquiries = [
        (order[inquiry.item], inquiry) for inquiry in records.inquiries[key] if inquiry.item in order
    ]
    inquiries.sort(key=lambda pair: (pair[0][0], pair[1].order))
    return [
        inquiry_state(state, inquiry, records.responses[key], records.rounds[key])
        for (_, state), inquiry in inquiries
    ]


def _inquiries(data: _Report) -> ResultsTable:
    rows: list[Row] = [
        _inquiry_row(data, result, one)
        for result in data.results.subjects
        for one in data.inquiries[result.subject.subject]
    ]
    return _table("inquiries", data, rows, (20, 10, 34, 11, 6, 40, 12, 16, 7, 40, 13, 9), (4, 8, 10, 11))


def _inquiry_row(data: _Report, result: SubjectResult, one: InquiryState) -> Row:
    item, inquiry, language = one.state.item, one.inquiry, data.language
    return (
        data.name(result),
        item.id,
        named(item.requirement, item.gloss, language),
        term(one.state.verdict, language),
        inquiry.number,
        inquiry.question,
        inquiry.asked_by,
        local_time(inquiry.asked_at),
        one.round or NOTHING,
        one.response.reply if one.response else "",
        named(*INQUIRY_STANDINGS[one.status], language),
        named(*TURNS[one.turn], language),
    )


def _evidence(data: _Report) -> ResultsTable:
    names = {result.subject.subject: data.name(result) for result in data.results.subjects}
    rows: list[Row] = [
        (names[e.subject], e.item, e.name, e.size, e.sha256, e.attached_by, local_time(e.attached_at))
        for e in data.evidence
    ]
    return _table("evidence", data, rows, (24, 11, 40, 12, 70, 14, 17))
