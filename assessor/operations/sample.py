"""The sample inspection, built by the application's own verbs and real workbooks; all names invented."""

from __future__ import annotations

import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from assessor.domain.vocabulary import Verdict
from assessor.errors import InputError
from assessor.excel.writing import filling
from assessor.operations import cases, reviewing, sample_evidence, viewing
from assessor.operations.evidence import attaching
from assessor.operations.questionnaires import exporting
from assessor.operations.questionnaires.exporting import Sending
from assessor.operations.returns import accepting, batch
from assessor.operations.returns.decision import Decision
from assessor.operations.returns.received import ReceivedFile
from assessor.operations.returns.values import RefusedFile
from assessor.operations.reviewing import Mark
from assessor.progress import Progress, quiet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assessor.catalog import Library
    from assessor.domain.change import Actor
    from assessor.domain.checklist import Item
    from assessor.domain.outcome import SubjectResult
    from assessor.operations.inspection import Inspection

PLAN: Final = "sample"
STORY: Final = Path(__file__).resolve().parents[2] / "resources" / "sample" / "story.toml"


@dataclass(frozen=True)
class _Story:
    """The answers of providers and the verdicts of reviewers that differ from the usual ones."""

    facts: Mapping[str, Any]
    exceptions: Mapping[tuple[str, str], Mapping[str, str]]

    @classmethod
    def read(cls) -> _Story:
        facts = tomllib.loads(STORY.read_text(encoding="utf-8"))
        exceptions = {(e["subject"], item): e for e in facts["exceptions"] for item in e["items"]}
        return cls(facts, exceptions)

    def answers(self, subject: str, item: Item) -> dict[str, str]:
        """Return the answers that the provider gives for an item."""
        answers = self.exceptions.get((subject, item.id), {})
        paper = item.evidence[0] if item.evidence else "規程"
        cells = {
            "answer": answers.get("answer", "実施済"),
            "explanation": answers.get("explanation", f"「{paper}」に定め、運用しています。"),
            "alternative": answers.get("alternative", ""),
            "due_on": answers.get("answer_due", ""),
            "evidence_names": paper,
            "respondent": self.facts["respondent"],
            "answered_on": self.facts["answered_on"],
        }
        return {field: text for field, text in cells.items() if text}

    def mark(self, subject: str, item: Item) -> Mark:
        """Return the mark that the reviewer gives an item."""
        exception = self.exceptions.get((subject, item.id))
        if exception is None:
            paper = item.evidence[0] if item.evidence else "規程"
            return Mark(subject, item.id, Verdict.MET, f"「{paper}」により確認した。")
        return Mark(
            subject, item.id, Verdict(exception["verdict"]), exception["reason"], due=exception.get("due")
        )


def build(path: Path, library: Library, actor: Actor, progress: Progress) -> Inspection:
    """Build the sample case; raises CaseFileError when the file cannot be made, Cancelled on request.

    No file is left when it does not finish.
    """
    story = _Story.read()
    inspection = cases.create(path, library, PLAN, actor, contact=story.facts["contact"])
    try:
        _inspect(inspection, story, progress)
    except BaseException:  # whatever the reason, an incomplete sample must not stay
        inspection.close()
        path.unlink(missing_ok=True)
        raise
    return inspection


def _inspect(inspection: Inspection, story: _Story, progress: Progress) -> None:
    every = [result.subject.subject for result in viewing.results(inspection).subjects]
    inspection.apply(reviewing.accept_proposals(inspection, every, story.facts["approver"]))
    subjects = exporting.sendable(inspection)
    with tempfile.TemporaryDirectory(prefix="assessor-sample-") as folder:
        _attach(inspection, subjects, Path(folder))  # first: evidence newer than a verdict is to be checked
        sent = exporting.export(
            inspection, subjects, Path(folder), quiet(), Sending(due_on=story.facts["due_on"])
        )
        for file in progress.over(sent.files):
            result = viewing.subject_result(inspection, file.subject)
            _answer(inspection, story, result, file.path)
            _judge(inspection, story, result)


def _answer(inspection: Inspection, story: _Story, result: SubjectResult, path: Path) -> None:
    """Fill the workbook in as the provider would, read it back and accept it."""
    items = [s.item for s in result.states if s.verdict is not Verdict.NOT_APPLICABLE]
    filling.fill(path, {item.id: story.answers(result.subject.subject, item) for item in items})
    seen = batch.read_one(inspection, ReceivedFile.at(path), subject=result.subject.subject)
    if isinstance(seen, RefusedFile):
        raise InputError(*seen.problems)
    accepting.accept(inspection, [Decision(seen)], quiet())


def _judge(inspection: Inspection, story: _Story, result: SubjectResult) -> None:
    subject = result.subject.subject
    items = [s.item for s in result.states if s.verdict is not Verdict.NOT_APPLICABLE]
    advanced = [i for i in items if not i.mandatory]
    plain = [i for i in advanced if (subject, i.id) not in story.exceptions]
    chosen = {i.id for i in plain[: story.facts["advanced_met"]]}
    marks = [
        story.mark(subject, item)
        for item in items
        if item.mandatory or item.id in chosen or (subject, item.id) in story.exceptions
    ]
    inspection.apply(reviewing.mark(inspection, *marks))
    for item in items:
        question = story.exceptions.get((subject, item.id), {}).get("inquiry")
        if question:
            inspection.apply(reviewing.ask(inspection, subject, item.id, question))


def _attach(inspection: Inspection, subjects: Sequence[str], folder: Path) -> None:
    """Attach a text, a picture and a document to the first items of a few subjects."""
    files = sample_evidence.make(folder)
    for subject in subjects[:8]:
        items = viewing.subject_result(inspection, subject).states
        for file, state in zip(files, items, strict=False):
            attaching.attach(inspection, subject, state.item.id, [file], quiet())
