"""Cases of any number of subjects in the middle of an inspection, for benchmarks."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from assessor.catalog import Library
from assessor.domain.change import Actor, Change, ChangeSet, creation
from assessor.domain.records import Group, Inquiry, Record, Response, Review, Round
from assessor.domain.vocabulary import Action, Answer, Verdict
from assessor.operations import cases

LIST: Final = "code_payment"  # 38 items
ACTOR: Final = Actor("評価 太郎", "bench")
_GROUP: Final = 100  # subjects in one transaction
_AT: Final = "2026-10-01T09:00:00+00:00"
# Verdicts in the middle of an inspection: most met, some unmet, the rest open.
_VERDICTS: Final = (
    *(Verdict.MET,) * 6,
    Verdict.INSUFFICIENT,
    Verdict.UNREVIEWED,
    Verdict.CONFIRMING,
    Verdict.UNREVIEWED,
)
_ANSWERS: Final = (Answer.IMPLEMENTED, Answer.PARTIAL, Answer.IMPLEMENTED, Answer.NOT_IMPLEMENTED)


def create(path: Path, library: Library, subjects: int) -> None:
    """Create a case whose subjects have every item of one list; nine in ten have answered and are judged."""
    plan = library.plans["sample"]
    first = next(subject for subject in plan.subjects if subject.checklist == LIST)
    groups = tuple(
        Group(group=f"g{n:02}", name=f"グループ{n + 1}", name_en=f"Group {n + 1}", counter="社", position=n)
        for n in range((subjects + _GROUP - 1) // _GROUP)
    )
    several = tuple(
        replace(
            first,
            subject=f"s{n:04}",
            name=f"決済サービス{n + 1}",
            name_en=f"Payment service {n + 1}",
            group=groups[n // _GROUP].group,
            position=n,
        )
        for n in range(subjects)
    )
    plans = {**library.plans, "large": replace(plan, id="large", groups=groups, subjects=several)}
    made = cases.create(path, replace(library, plans=plans), "large", ACTOR, contact="決済企画部")
    try:
        items = [item.id for item in made.checklists[LIST].items]
        with made.file.write() as work:
            for number, subject in enumerate(several):
                if number % 10 != 9:
                    changes = tuple(_changes(number, subject.subject, items))
                    work.apply(ChangeSet(Action.IMPORT, subject.name, changes), ACTOR)
    finally:
        made.close()


def _changes(number: int, subject: str, items: Sequence[str]) -> Iterator[Change]:
    for record in _records(number, subject, items):
        yield from creation(record)


def _records(number: int, subject: str, items: Sequence[str]) -> Iterator[Record]:
    """Yield the records of a subject after its first round: answers, verdicts with reasons, questions."""
    yield Round(
        subject=subject,
        id="1",
        items=" ".join(items),
        due_on="2026-10-15",
        exported_by=ACTOR.reviewer,
        exported_at=_AT,
        returned_at=_AT,
        returned_file=f"質問票_{subject}.xlsx",
    )
    for place, item in enumerate(items):
        verdict = _VERDICTS[(number + place) % len(_VERDICTS)]
        yield Response(
            subject=subject,
            item=item,
            round="1",
            answer=_ANSWERS[(number + place) % len(_ANSWERS)],
            explanation=f"社内規程 第{place + 1}条に定め、四半期ごとに記録を確認し、委員会に報告しています。",
            respondent="山田 太郎（決済推進課）",
            answered_on="2026-10-10",
        )
        if verdict is not Verdict.UNREVIEWED:
            yield Review(
                subject=subject,
                item=item,
                verdict=verdict,
                reason=f"{item} は規程と記録で確認した。",
                due="2027-03" if verdict is Verdict.INSUFFICIENT else "",
                reviewer=ACTOR.reviewer,
                reviewed_at=_AT,
            )
        if verdict is Verdict.CONFIRMING:
            yield Inquiry(
                subject=subject,
                item=item,
                id="1",
                question="記録の保管期間を示してください。",
                asked_by=ACTOR.reviewer,
                asked_at=_AT,
            )
