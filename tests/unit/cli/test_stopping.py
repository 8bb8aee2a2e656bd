"""What Ctrl+C and the end of a session do to a command that is at work."""

from __future__ import annotations

import inspect
import os
import shutil
import signal
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.engine.default import DefaultDialect

from assessor.cli import main, stopping
from assessor.cli.stopping import by_signals
from assessor.operations.evidence import attaching
from assessor.operations.inspection import Inspection, this_actor
from assessor.progress import Cancelled, Progress, quiet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

    from _typeshed import TraceFunction

    from tests.unit.cli.conftest import Run

posix = pytest.mark.skipif(os.name == "nt", reason="Windows sends no such signals to another process")


@contextmanager
def handled(number: int, how: Callable[..., object] | signal.Handlers) -> Iterator[None]:
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


@contextmanager
def signalled_after(monkeypatch: pytest.MonkeyPatch, owner: object, name: str) -> Iterator[list[int]]:
    """Send a first signal at every line that runs, anywhere, once a function has come to its end."""
    lines = [0]
    done = getattr(owner, name)

    def wrapped(*given: object, **named: object) -> object:
        found = done(*given, **named)
        if stopping.running is not None and stopping.running.begun:  # not while the case is opened
            lines[0] = max(lines[0], 1)
            here = inspect.currentframe()
            look_from(here and here.f_back)
        return found

    def look_from(frame: FrameType | None) -> None:
        """Look at every line from here on, in whatever has called for this too; before it would cost much."""
        sys.settrace(trace)
        while frame is not None:
            frame.f_trace = trace
            frame = frame.f_back

    def trace(frame: FrameType, event: str, _argument: object) -> TraceFunction:
        ours = frame.f_code.co_filename in {__file__, stopping.__file__}
        if event == "line" and lines[0] and stopping.running is not None and not ours:
            lines[0] += 1
            stopping.running.asked = False  # each is the first
            signal.raise_signal(signal.SIGINT)
        return trace

    monkeypatch.setattr(owner, name, wrapped)
    before = sys.gettrace()
    try:
        yield lines
    finally:
        sys.settrace(before)


@pytest.mark.usefixtures("short_reports")
@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ((DefaultDialect, "do_commit"), "mark CASE cp_minamo CP-1-04 confirming --reason 確認"),
        ((DefaultDialect, "do_commit"), f"attach CASE cp_minamo CP-1-04 {__file__}"),
        ((DefaultDialect, "do_commit"), "export CASE --all --subject cp_minamo --out CASE.out"),
        ((Path, "replace"), "report CASE --out CASE.xlsx"),
    ],
)
def test_that_a_signal_at_any_line_after_the_commit_lets_the_command_say_that_it_is_done(
    run: Run,
    case_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    moment: tuple[type, str],
    words: str,
):
    given = [word.replace("CASE", str(case_path)) for word in words.split()]
    with (
        handled(signal.SIGINT, signal.default_int_handler),
        signalled_after(monkeypatch, *moment) as lines,
    ):
        said = run(*given, "--lang", "en")
    assert (said.code, said.err) == (0, "")
    assert said.out
    assert lines[0] > 100


def test_that_the_end_of_the_process_takes_no_signal(run: Run):
    with handled(signal.SIGINT, signal.default_int_handler):
        assert main(["checklists"], last=True) == 0
        signal.raise_signal(signal.SIGINT)
    assert run("checklists").code == 0


def detached(case: Path, file: Path) -> str:
    """Attach a file, take its link away again, and return its hash."""
    file.write_bytes(os.urandom(30_000_000))
    inspection = Inspection.open(case, this_actor("t"))
    attaching.attach(inspection, "cp_minamo", "CP-1-04", [file], quiet())
    (mine,) = [one for one in attaching.all_evidence(inspection) if one.name == file.name]
    inspection.apply(attaching.detach(inspection, mine))
    inspection.close()
    return mine.sha256


@pytest.mark.long
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
