"""The output of the commands: tables in columns, and JSON."""

from __future__ import annotations

import json
import sys
import unicodedata
from contextlib import contextmanager
from typing import TYPE_CHECKING

from assessor.cli.as_json import case_facts, import_json, rounds_json
from assessor.cli.stopping import by_signals
from assessor.domain import cashless
from assessor.operations.viewing import results as results_of
from assessor.progress import Progress
from assessor.text import local_time
from assessor.words.commands.general import say
from assessor.words.counts import NOTHING, met_phrase, number
from assessor.words.naming import about
from assessor.words.sentences import group_sentence, outcome_phrase
from assessor.words.terms import name_of, named, term

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assessor.catalog import Library
    from assessor.cli.as_json import FileReport
    from assessor.domain.change import ChangeSet
    from assessor.domain.outcome import SubjectResult
    from assessor.operations.inspection import Inspection
    from assessor.operations.questionnaires.collection import RoundState
    from assessor.operations.returns.decision import Decision
    from assessor.operations.viewing import CaseResults, SubjectLook
    from assessor.words import Language

BAR_WIDTH = 30


def say_line(text: str) -> None:
    """Print one line of result."""
    sys.stdout.write(text + "\n")


def json_line(value: object) -> None:
    """Print one JSON object."""
    say_line(json.dumps(value, ensure_ascii=False))


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """Yield a progress that draws a bar on a terminal only; a signal cancels it."""
    if not sys.stderr.isatty():
        progress = Progress()
        with by_signals(progress):
            yield progress
        return

    def draw(done: int, total: int) -> None:
        filled = BAR_WIDTH * done // max(total, 1)
        sys.stderr.write(f"\r[{'#' * filled}{'.' * (BAR_WIDTH - filled)}] {done}/{total}")
        sys.stderr.flush()

    progress = Progress(draw)
    try:
        with by_signals(progress):
            yield progress
    finally:
        sys.stderr.write("\r" + " " * (BAR_WIDTH + 30) + "\r")


def table(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print rows in columns; a full-width character takes two cells."""
    cells = [[str(value) for value in row] for row in (headings, *rows)]
    widths = [max(_width(row[column]) for row in cells) for column in range(len(headings))]
    for row in cells:
        padded = [text + " " * (width - _width(text)) for text, width in zip(row, widths, strict=True)]
        say_line("  ".join(padded).rstrip())


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def what(inspection: Inspection, change_set: ChangeSet, language: Language) -> str:
    """Return in one line what a change set was about, with the names of its subjects."""
    with inspection.file.read() as work:
        text = about(change_set, lambda scope: inspection.named(work, scope), language)
    return " ".join(text.split())


def created(inspection: Inspection, language: Language) -> None:
    """Print the created case, and close it."""
    facts = case_facts(inspection, results_of(inspection))
    say_line(
        say(
            "created",
            language,
            file=inspection.path,
            subjects=facts["subjects"],
            items=facts["items"],
        )
    )
    inspection.close()


def show(inspection: Inspection, results: CaseResults, language: Language) -> None:
    """Print the groups with their sentences and the subjects with their counts."""
    facts = case_facts(inspection, results)
    say_line(say("case_line", language, **facts))
    keys = ("subject", "as_of", "outcome", "mandatory", "unmet", "open", "advanced", "round", "weak")
    for group in results.groups:
        name = named(group.group.name, group.group.name_en, language)
        say_line(f"\n■ {name}: {group_sentence(group, language)}")
        rows = [_show_row(result, language) for result in group.subjects]
        table([say(f"head_{key}", language) for key in keys], rows)


def _show_row(result: SubjectResult, language: Language) -> tuple[object, ...]:
    subject, counts = result.subject, result.mandatory
    return (
        f"{named(subject.name, subject.name_en, language)} [{subject.subject}]",
        term(subject.as_of, language),
        outcome_phrase(result, language),
        met_phrase(counts),
        number(counts.unmet, counts),
        number(counts.open, counts),
        met_phrase(result.advanced),
        result.round or NOTHING,
        len(result.weak),
    )


def show_subject(seen: SubjectLook, language: Language) -> None:
    """Print the items of a subject with what is recorded for each."""
    name = named(seen.subject.name, seen.subject.name_en, language)
    say_line(f"■ {name} [{seen.subject.subject}]")
    keys = ("item", "section", "class", "answer", "verdict", "due_month", "evidence", "requirement")
    rows = [
        (
            row.state.item.id,
            name_of(row.state.item.section, language),
            name_of(row.state.item.requirement_class, language),
            term(row.response.answer, language) if row.response else NOTHING,
            term(row.state.verdict, language),
            row.state.review.due or NOTHING,
            row.evidence or NOTHING,
            row.state.item.requirement,
        )
        for row in seen.rows
    ]
    table([say(f"head_{key}", language) for key in keys], rows)


def imported(reports: Sequence[FileReport], language: Language, *, as_json: bool) -> None:
    """Print the result of each returned workbook."""
    if as_json:
        json_line({"files": [import_json(report, language) for report in reports]})
        return
    for report in reports:
        facts = import_json(report, language)
        if report.preview is None:
            say_line(f"{report.file}: {say(f'status_{report.status}', language)}")
        else:
            say_line(
                say("imported", language, **(facts | {"status": say(f"status_{report.status}", language)}))
            )


def print_attachments(decisions: Sequence[Decision], language: Language, *, dry_run: bool) -> None:
    """Print the attachments: attached, only similar, and named but missing."""
    for decision in decisions:
        for link in decision.attached:
            word = "would_attach" if dry_run else "attached_named"
            say_line(say(word, language, item=link.item, file=link.received.file))
        for link in decision.attachments.links:
            if not link.certain:
                say_line(say("alike", language, item=link.item, file=link.received.file))
        for missing in decision.attachments.missing:
            say_line(say("evidence_missing", language, item=missing.item, file=missing.name))


def rounds(states: Sequence[RoundState], language: Language, *, as_json: bool) -> None:
    """Print the state of each subject's latest round."""
    if as_json:
        json_line(rounds_json(states, language))
        return
    keys = ("subject", "round", "sent", "due_on", "standing", "answered", "mandatory_open", "returned")
    table([say(f"head_{key}", language) for key in keys], [_round_row(state, language) for state in states])


def _round_row(state: RoundState, language: Language) -> tuple[object, ...]:
    subject, latest = state.subject, state.round
    return (
        f"{named(subject.name, subject.name_en, language)} [{subject.subject}]",
        latest.number or "—",
        local_time(latest.exported_at) or "—",
        (latest.due_on or "—") + (say("overdue", language) if state.overdue else ""),
        say(f"standing_{state.status.value}", language),
        f"{state.answered}/{state.asked}",
        state.mandatory_open,
        len(state.returns),
    )


def checklists(library: Library, language: Language) -> None:
    """Print the lists, the plans and the notice on wording."""
    keys = ("list", "title", "version", "items", "mandatory", "advanced")
    headings = [say(f"head_{key}", language) for key in keys[:4]]
    headings += [name_of(kind, language) for kind in cashless.CLASSES]
    rows = [
        (
            checklist.id,
            named(checklist.title, checklist.title_en, language),
            checklist.version,
            len(checklist.items),
            checklist.count(decides=True),
            checklist.count(decides=False),
        )
        for checklist in library.checklists.values()
    ]
    table(headings, rows)
    say_line("")
    plans = [(plan.id, named(plan.title, plan.title_en, language)) for plan in library.plans.values()]
    table([say("head_plan", language), say("head_title", language)], plans)
    say_line("")
    say_line(named(library.rules.notice, library.rules.notice_en, language))
