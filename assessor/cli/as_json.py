"""The JSON objects of the contract; keys in English, enumerations by their values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from assessor.domain import cashless
from assessor.domain.difference import CellKind
from assessor.errors import Code
from assessor.operations.returns.values import NOTHING
from assessor.words.problems.sentences import sentence
from assessor.words.sentences import group_sentence
from assessor.words.terms import name_of, named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessor.catalog import Library
    from assessor.domain.outcome import Counts, GroupResult, SubjectResult
    from assessor.domain.rounds import RoundNumbers
    from assessor.errors import Problem
    from assessor.operations.inspection import Inspection
    from assessor.operations.questionnaires.collection import RoundState
    from assessor.operations.returns.decision import Decision
    from assessor.operations.returns.values import Preview
    from assessor.operations.viewing import CaseResults, ItemRow, SubjectLook
    from assessor.words import Language


# Problems that say nothing wrong about a file, but only the state of its round.
_NO_DEVIATIONS: Final = frozenset({Code.UNANSWERED, Code.NOT_FILLED_IN})


@dataclass(frozen=True)
class FileReport:
    """The result of one returned workbook; a refused one has no preview."""

    file: str
    status: str
    preview: Preview | None
    problems: tuple[Problem, ...]
    decision: Decision | None = None


def case_facts(inspection: Inspection, results: CaseResults) -> dict[str, Any]:
    """Return the facts of the case as a whole."""
    return {
        "title": inspection.case.title,
        "schema": inspection.schema,
        "items": sum(len(checklist.items) for checklist in inspection.checklists.values()),
        "subjects": len(results.subjects),
    }


def show_json(inspection: Inspection, results: CaseResults, language: Language) -> dict[str, Any]:
    """Return the object of `show --json`."""
    return {
        "case": case_facts(inspection, results),
        "groups": [_group_json(group, language) for group in results.groups],
        "subjects": [_subject_json(result, language) for result in results.subjects],
    }


def _group_json(group: GroupResult, language: Language) -> dict[str, Any]:
    return {
        "key": group.group.group,
        "name": named(group.group.name, group.group.name_en, language),
        "subjects": len(group.subjects),
        "outcomes": {outcome.value: count for outcome, count in group.outcomes.items()},
        "sentence": group_sentence(group, language),
    }


def _subject_json(result: SubjectResult, language: Language) -> dict[str, Any]:
    subject, counts, extra = result.subject, result.mandatory, result.advanced
    return {
        "key": subject.subject,
        "name": named(subject.name, subject.name_en, language),
        "group": subject.group,
        "checklist": subject.checklist,
        "as_of": subject.as_of.value,
        "outcome": result.outcome.value,
        "due": result.due or None,
        "mandatory": {"total": counts.total, **_counts_json(counts)},
        "advanced": {"total": extra.total, "met": extra.met, "unmet": extra.unmet, "open": extra.open},
        "phases": {
            section.key: _counts_json(counts)
            for section, counts in result.sections.items()
            if section.scheme == cashless.SCHEME
        },
        "sections": [
            {"key": section.key, "name": name_of(section, language), **_counts_json(counts)}
            for section, counts in result.sections.items()
        ],
        "classes": {
            kind.key: {"total": counts.total, **_counts_json(counts)}
            for kind, counts in result.classes.items()
        },
        "evidence": result.evidence,
        "round": result.round,
    }


def subject_json(seen: SubjectLook) -> dict[str, Any]:
    """Return the object of `show --subject --json`; `previous` is of the inspection before this one."""
    return {
        "subject": seen.subject.subject,
        "items": [_item_json(row, seen.records.numbers) for row in seen.rows],
    }


def _item_json(row: ItemRow, numbers: RoundNumbers) -> dict[str, Any]:
    item, review, response = row.state.item, row.state.review, row.response
    return {
        "id": item.id,
        "section": item.section.key,
        "class": item.requirement_class.key,
        "applicable": row.state.applicability.applies,
        "verdict": row.state.verdict.value,
        "reason": review.reason,
        "due": review.due or None,
        "reviewer": review.reviewer,
        "response": None
        if response is None
        else {
            "answer": response.answer.value,
            "explanation": response.explanation,
            "round": numbers.of(response.round),
        },
        "evidence": row.evidence,
        "previous": None,
    }


def _counts_json(counts: Counts) -> dict[str, int]:
    return {
        "applicable": counts.applicable,
        "met": counts.met,
        "unmet": counts.unmet,
        "open": counts.open,
    }


def import_json(report: FileReport, language: Language) -> dict[str, Any]:
    """Return one file of `import --json`."""
    counted = ("rows", "matched", "changed", "unchanged", "blank", "conflicts")
    seen = report.preview
    kinds = {
        "flagged": CellKind.FLAGGED,
        "cleared": CellKind.CLEARED,
        "locked": CellKind.LOCKED,
        "wording": CellKind.WORDING,
    }
    return {
        "file": report.file,
        "status": report.status,
        "subject": seen.subject if seen else None,
        "round": seen.round if seen else None,
        "standing": seen.answered.value if seen else None,
        **{name: getattr(seen, name) if seen else 0 for name in counted},
        **{name: seen.counts[kind] if seen else 0 for name, kind in kinds.items()},
        "unanswered": list(seen.unanswered) if seen else [],
        "taken_before": [one.received_at for one in seen.taken] if seen else [],
        "evidence": _evidence_json(report.decision),
        "problems": [
            {
                "code": problem.code.value,
                "note": problem.is_note,
                "sheet": problem.place.sheet,
                "cell": problem.place.cell,
                "item": problem.place.item,
                "text": sentence(problem, language),
            }
            for problem in report.problems
            if problem.code not in _NO_DEVIATIONS
        ],
    }


def _evidence_json(decision: Decision | None) -> dict[str, list[dict[str, str]]]:
    """Return the attachments: attached by an equal name, only similar, and named but missing."""
    attachments = decision.attachments if decision else NOTHING
    return {
        "named": [{"item": x.item, "file": x.received.file} for x in attachments.links if x.certain],
        "alike": [{"item": x.item, "file": x.received.file} for x in attachments.links if not x.certain],
        "missing": [{"item": x.item, "file": x.name} for x in attachments.missing],
    }


def rounds_json(states: Sequence[RoundState], language: Language) -> dict[str, Any]:
    """Return the object of `rounds --json`."""
    return {
        "rounds": [
            {
                "subject": state.subject.subject,
                "name": named(state.subject.name, state.subject.name_en, language),
                "round": state.round.number,
                "sent": state.round.exported_at or None,
                "due": state.round.due_on or None,
                "days_left": state.days_left,
                "overdue": state.overdue,
                "standing": state.status.value,
                "asked": state.asked,
                "answered": state.answered,
                "mandatory_open": state.mandatory_open,
                "returns": [
                    {
                        "number": one.number,
                        "file": one.file,
                        "sha256": one.sha256,
                        "accepted": one.accepted,
                        "refused": one.refused,
                        "by": one.received_by,
                        "at": one.received_at,
                    }
                    for one in state.returns
                ],
            }
            for state in states
        ]
    }


def checklists_json(library: Library) -> dict[str, Any]:
    """Return the object of `checklists --json`."""
    return {
        "checklists": [
            {
                "id": checklist.id,
                "title": checklist.title,
                "version": checklist.version,
                "items": len(checklist.items),
                "mandatory": checklist.count(decides=True),
                "advanced": checklist.count(decides=False),
                "sha256": checklist.sha256,
            }
            for checklist in library.checklists.values()
        ]
    }
