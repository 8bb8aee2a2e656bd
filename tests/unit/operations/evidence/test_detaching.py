"""Taking evidence away is one change set: it has no moment at which half of it is done."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from assessor.operations.evidence import attaching
from assessor.operations.inspection import Inspection, this_actor
from assessor.progress import quiet
from tests.places import ROOT

if TYPE_CHECKING:
    from assessor.storage.stores.chain import Head

SUBJECT, ITEM = "cp_minamo", "CP-1-04"

# Takes the evidence away in a process after another; each is ended the hard way at one moment later: before
# or after a statement, while it commits, and at last not at all.
DETACHING: Final = """
import os, shutil, signal, sys
from pathlib import Path
from sqlalchemy.engine.default import DefaultDialect
from assessor.operations.evidence import attaching
from assessor.operations.inspection import Inspection, this_actor

case, folder = map(Path, sys.argv[1:])
left = 0

def met():
    global left
    left -= 1
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)

def watch(name):
    real = getattr(DefaultDialect, name)
    def watched(*of):
        met()
        found = real(*of)
        met()
        return found
    setattr(DefaultDialect, name, watched)

for name in ("do_execute", "do_commit", "do_rollback"):
    watch(name)
at, code = 0, None
while code != 0:
    at += 1
    own = folder / str(at)
    own.mkdir()
    mine = Path(shutil.copy(case, own))
    child = os.fork()
    if not child:
        inspection = Inspection.open(mine, this_actor("t"))
        (one,) = (e for e in attaching.all_evidence(inspection) if e.name == "taken.bin")
        change_set = attaching.detach(inspection, one)
        left = at
        inspection.apply(change_set)
        os._exit(0)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in {0, -signal.SIGKILL}
"""


def held(path: Path) -> tuple[Head, bool, int]:
    """Return the end of the journal, whether the evidence is linked, and how many pieces there are."""
    inspection = Inspection.open(path, this_actor("t"))
    linked = any(one.name == "taken.bin" for one in attaching.all_evidence(inspection))
    with inspection.file.read() as work:
        pieces = work.scope.connection.exec_driver_sql("SELECT count(*) FROM piece").scalar_one()
        head = work.journal.head()
    inspection.close()
    return head, linked, int(pieces)


@pytest.mark.skipif(os.name == "nt", reason="forks and kills as POSIX does")
def test_that_taking_evidence_away_is_done_or_not_done_whenever_it_is_ended(case_path: Path, tmp_path: Path):
    taken = tmp_path / "taken.bin"
    taken.write_bytes(os.urandom(9000))
    inspection = Inspection.open(case_path, this_actor("t"))
    attaching.attach(inspection, SUBJECT, ITEM, [taken], quiet())
    inspection.close()
    before = held(Path(shutil.copy(case_path, tmp_path / "before.assess")))
    folder = tmp_path / "moments"
    folder.mkdir()
    command = [sys.executable, "-c", DETACHING, str(case_path), str(folder)]
    subprocess.run(command, cwd=ROOT, check=True)
    done = []
    for at in range(1, len(list(folder.iterdir())) + 1):
        case = folder / str(at) / case_path.name
        head, linked, pieces = held(case)
        # A journal that was begun and not yet synced is none to SQLite: the next change writes it anew.
        rest = {one.name for one in case.parent.iterdir()} - {case.name, f"{case.name}-journal"}
        assert rest == set(), at
        assert pieces == before[2]  # the content stays, so that undo finds it
        if linked:
            assert head == before[0], at
        else:
            assert head.entries == before[0].entries + 1, at
        done.append(not linked)
    assert done == sorted(done)  # once it is done, it is
    assert done.count(False) > 10
    assert done[-2:] == [True, True]
