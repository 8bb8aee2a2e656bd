"""Writer: works on a case as reviewers do; says what it will do before, and what is kept afterwards."""

from __future__ import annotations

from hashlib import sha256
from random import Random
from typing import TYPE_CHECKING, Final

from assessor.domain.change import Actor, ChangeSet, between, creation, removal
from assessor.domain.records import Evidence, Review, Round
from assessor.domain.vocabulary import Action, Verdict
from assessor.progress import quiet
from tests.soak.expected import to_line
from tests.soak.starting import SUBJECTS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from assessor.storage.case_file import CaseFile

ACTOR: Final = Actor("評価 太郎", "bank-pc-1")
ITEMS: Final = tuple(f"A-{number:02}" for number in range(1, 26))
MIB: Final = 1024 * 1024
KINDS_OF_WORK: Final = ("mark", "mark", "mark", "many", "attach", "detach", "export", "undo")


class Writer:
    """One who goes on working until something stops him."""

    def __init__(self, case: CaseFile, seed: int, scratch: Path, size: int = 3 * MIB) -> None:
        self._case = case
        self._random = Random(seed)
        self._scratch = scratch
        self._size = size

    def work(self, tell: Callable[[str], None], steps: int | None = None) -> None:
        """Do one piece of work after the other."""
        done = 0
        while steps is None or done < steps:
            self.step(self._random.choice(KINDS_OF_WORK), tell)
            done += 1

    def step(self, kind: str, tell: Callable[[str], None]) -> None:
        """Do one piece of work, as one change set in one transaction."""
        evidence, document = b"", ""
        if kind == "attach":
            evidence = self._random.randbytes(self._size)
            self._scratch.write_bytes(evidence)
        if kind == "export":
            document = self._random.randbytes(20_000).hex()
        wanted = self._planned(kind, sha256(evidence).hexdigest(), sha256(document.encode()).hexdigest())
        tell(f"will {to_line(wanted)}")
        with self._case.write() as work:
            if evidence:
                work.contents.put(self._scratch, quiet())
            if document:
                work.documents.put(document)
            entry = work.apply(wanted, ACTOR)
        tell(f"done {entry}")

    def _planned(self, kind: str, content: str, document: str) -> ChangeSet:
        choose = self._random.choice
        subject, item = choose(SUBJECTS), choose(ITEMS)
        with self._case.read() as work:
            match kind:
                case "attach":
                    link = Evidence(
                        subject=subject, item=item, sha256=content, name="画面.png", size=self._size
                    )
                    return ChangeSet(Action.ATTACH, item, creation(link))
                case "export":
                    number = len(work.records.all(Round, subject=subject)) + 1
                    own = f"{self._random.getrandbits(128):032x}"
                    sending = Round(
                        subject=subject, id=own, number=number, items=" ".join(ITEMS), sent=document
                    )
                    return ChangeSet(Action.EXPORT, subject, creation(sending))
                case "undo" if history := work.journal.history(2)[1:]:
                    return history[-1].inverted()
                case "detach" if links := work.records.all(Evidence):
                    return ChangeSet(Action.DETACH, item, removal(choose(links)))
                case "many":
                    marked = [(subject, item) for item in ITEMS]
                case _:
                    marked = [(subject, item)]
            reviews = [work.records.get(Review, *place) for place in marked]
        verdict, reason = choose(list(Verdict)), f"所見 {self._random.random()}"
        changes = [between(review, _marked(review, verdict, reason)) for review in reviews]
        return ChangeSet(Action.MARK, item, tuple(change for each in changes for change in each))


def _marked(review: Review, verdict: Verdict, reason: str) -> Review:
    return Review(subject=review.subject, item=review.item, verdict=verdict, reason=reason, reviewer="太郎")
