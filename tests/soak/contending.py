"""One of several processes that write the same case: `contending CASE KEY SUBJECT MARKS`."""

from __future__ import annotations

import sys
from pathlib import Path

from assessor.domain.change import ChangeSet, creation
from assessor.domain.records import Review
from assessor.domain.vocabulary import Action, Verdict
from assessor.storage.case_file import CaseFile
from tests.soak.recording import key_of
from tests.soak.writer import ACTOR


def main(path: Path, key: str, subject: str, marks: int) -> None:
    """Mark one item after the other, and print the number of each entry that is kept."""
    case = CaseFile.open(path, key_of(key))
    for number in range(marks):
        review = Review(subject=subject, item=f"B-{number}", verdict=Verdict.MET)
        entry = case.apply(ChangeSet(Action.MARK, subject, creation(review)), ACTOR)
        sys.stdout.write(f"{entry}\n")
        sys.stdout.flush()
    case.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4]))
