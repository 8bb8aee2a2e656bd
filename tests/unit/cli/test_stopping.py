"""What Ctrl+C and the end of a session do to a command that is at work."""

from __future__ import annotations

import os
import shutil
import signal
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assessor.cli.stopping import by_signals
from assessor.operations import attaching
from assessor.operations.inspection import Inspection, this_actor
from assessor.progress import Cancelled, Progress, quiet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.unit.cli.conftest import Run

posix = pytest.mark.skipif(os.name == "nt", reason="Windows sends no such signals to another process")


@contextmanager
def handled(number: int, how: signal.Handlers) -> Iterator[None]:
    before = signal.signal(number, how)
    try:
        yield
    finally:
        signal.signal(number, before)


def test_that_a_signal_cancels_and_a_second_one_ends_at_once():
    progress = Progress()
    with handled(signal.SIGINT, signal.SIG_DFL), handled(signal.SIGTERM, signal.SIG_DFL):
        with by_signals(progress):
            with pytest.raises(KeyboardInterrupt):  # nothing has begun, such as at a prompt
                signal.raise_signal(signal.SIGINT)
            progress.step(0, 2)
            signal.raise_signal(signal.SIGINT)
            with pytest.raises(Cancelled):
                progress.step(1, 2)
            with pytest.raises(KeyboardInterrupt):
                signal.raise_signal(signal.SIGTERM)
        assert signal.getsignal(signal.SIGINT) is signal.SIG_DFL


@posix
def test_that_a_signal_that_was_switched_off_stays_so():
    progress = Progress()
    with handled(signal.SIGHUP, signal.SIG_IGN):
        with by_signals(progress):
            signal.raise_signal(signal.SIGHUP)
            progress.step(1, 2)
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN


def detached(case: Path, file: Path) -> str:
    """Attach a file, take its link away again, and return its hash."""
    file.write_bytes(os.urandom(30_000_000))
    inspection = Inspection.open(case, this_actor("t"))
    attaching.attach(inspection, "cp_minamo", "CP-1-04", [file], quiet())
    (mine,) = [one for one in attaching.all_evidence(inspection) if one.name == file.name]
    inspection.apply(attaching.detach(inspection, mine))
    inspection.close()
    return mine.sha256


def test_that_a_hash_in_capitals_is_the_same_and_compacting_alone_is_done(
    run: Run, case_path: Path, tmp_path: Path
):
    case = Path(shutil.copy(case_path, tmp_path / "own.assess"))
    name = detached(case, tmp_path / "other.bin")
    assert run("purge", case, name.upper(), "--lang", "en").out.startswith("Overwritten and deleted: 1,")
    before = case.stat().st_size
    assert run("purge", case, "--compact").code == 0
    assert case.stat().st_size < before


def test_that_an_empty_file_that_is_attached_is_told(run: Run, case_path: Path, tmp_path: Path):
    empty = tmp_path / "empty.txt"
    empty.touch()
    said = run("attach", case_path, "cp_minamo", "CP-1-04", empty, "--lang", "en")
    assert said.code == 0
    assert "empty.txt" in said.out
