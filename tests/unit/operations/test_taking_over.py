"""Editing a case that was only read so far: what its holder did meanwhile is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessor.domain.vocabulary import Verdict
from assessor.operations import holding, reviewing
from assessor.operations.evidence import purging
from assessor.operations.inspection import Inspection, this_actor
from assessor.operations.reviewing import Mark
from assessor.progress import quiet

if TYPE_CHECKING:
    from pathlib import Path


def mark(inspection: Inspection, item: str) -> None:
    wanted = Mark("cp_haneusagi", item, Verdict.DISCUSSING, "確認中")
    inspection.apply(reviewing.mark(inspection, wanted))


def entries(inspection: Inspection) -> int:
    with inspection.file.read() as work:
        return work.journal.head().entries


def test_that_who_takes_over_sees_the_new_file_that_the_holder_made(case_path: Path) -> None:
    reader = Inspection.open(case_path, this_actor("読むだけの人"))
    entries(reader)  # its connection waits with the file of before
    holder = Inspection.open(case_path, this_actor("書く人"))
    with holder.hold():
        purging.compact(holder, quiet())
        mark(holder, "CP-2-04")
        done = entries(holder)
    holder.close()
    with holding.take(reader):
        assert entries(reader) == done
        mark(reader, "CP-5-07")
        assert entries(reader) == done + 1
    reader.close()
