"""What a case or a protected questionnaire holds never lies in a temporary folder, where others read."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from typing import TYPE_CHECKING

import pytest

from assessor.excel.writing.leftovers import sweep_sheets
from tests.places import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.unit.cli.conftest import Run

pytestmark = pytest.mark.long

_opened: list[str] | None = None


def _note(event: str, arguments: tuple[object, ...]) -> None:
    if _opened is not None and event in {"open", "tempfile.mkstemp", "tempfile.mkdtemp"}:
        _opened.append(f"{event} {arguments[0]}")


sys.addaudithook(_note)


@pytest.fixture
def watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A temporary folder in which nothing may be opened, which is told by Python itself."""
    global _opened  # noqa: PLW0603 - a hook of this kind cannot be taken back
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    _opened = []
    yield folder
    seen, _opened = _opened, None
    assert [one for one in seen if str(folder) in one] == []
    assert list(folder.iterdir()) == []


def encrypted(run: Run, case: Path, tmp_path: Path) -> Path:
    """Encrypt a case, and return the file of its passphrase."""
    secret = tmp_path / "secret.txt"
    secret.write_text("a long passphrase of a case\n")
    assert run("passphrase", case, "--new-passphrase-file", secret).code == 0
    return secret


def test_that_the_report_of_an_encrypted_case_opens_nothing_in_the_temporary_folder(
    short_reports: None, run: Run, case_path: Path, tmp_path: Path, watched: Path
):
    secret = encrypted(run, case_path, tmp_path)
    out = tmp_path / "r.xlsx"
    assert run("report", case_path, "--out", out, "--passphrase-file", secret).code == 0
    assert out.stat().st_size > 0


def test_that_protected_questionnaires_open_nothing_in_the_temporary_folder(
    run: Run, case_path: Path, tmp_path: Path, watched: Path
):
    word = tmp_path / "word.txt"
    word.write_text("secret word\n")
    told = run(
        "export",
        case_path,
        "--out",
        tmp_path / "q",
        "--all",
        "--subject",
        "cp_minamo",
        "--password-file",
        word,
    )
    assert told.code == 0, told.err
    assert len(list((tmp_path / "q").iterdir())) == 1


_KILLED = """
import os, signal, sys
from openpyxl.worksheet._writer import WorksheetWriter
from assessor.cli import main
whole = WorksheetWriter.write_tail
count = 0
def tail(writer):
    global count
    whole(writer)
    count += 1
    if count == 2:
        os.kill(os.getpid(), signal.SIGKILL)
WorksheetWriter.write_tail = tail
main(sys.argv[1:])
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
@pytest.mark.parametrize("command", ["report", "export"])
def test_that_a_kill_in_the_middle_of_a_workbook_leaves_no_sheet(
    real_rounds: None, run: Run, case_path: Path, tmp_path: Path, command: str
):
    temporary, out, word = tmp_path / "temporary", tmp_path / "out", tmp_path / "word.txt"
    temporary.mkdir()
    out.mkdir()
    word.write_text("secret word\n")
    more = (
        ["--out", out / "r.xlsx"] if command == "report" else ["--out", out, "--all", "--password-file", word]
    )
    secret = encrypted(run, case_path, tmp_path)
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            _KILLED,
            command,
            str(case_path),
            *map(str, more),
            "--passphrase-file",
            str(secret),
        ],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(temporary), "TEMP": str(temporary)},
        check=False,
    )
    assert done.returncode == -9
    assert list(temporary.iterdir()) == []
    assert [path for path in out.rglob("*") if path.is_file()] == []


def test_that_sheets_left_by_earlier_versions_go_and_those_of_other_programs_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    sheet = '<worksheet xmlns="x"><c><t>{}</t></c>'
    texts = {
        "openpyxl.left": sheet.format("点検対象"),
        "openpyxl.fresh": sheet.format("点検対象"),
        "openpyxl.other": sheet.format("売上"),
        "other.left": sheet.format("点検対象"),
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, "utf-8")
        if name != "openpyxl.fresh":
            os.utime(tmp_path / name, (time.time() - 90_000,) * 2)
    assert sweep_sheets() == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(texts.keys() - {"openpyxl.left"})


def test_that_a_workbook_left_unfinished_in_its_folder_goes_with_the_next(
    run: Run, case_path: Path, tmp_path: Path
):
    left, fresh = tmp_path / ".assessor-0123456789ab.part", tmp_path / ".assessor-0123456789ac.part"
    for path in (left, fresh):
        path.write_bytes(b"x")
    os.utime(left, (time.time() - 4_000,) * 2)
    assert run("report", case_path, "--out", tmp_path / "r.xlsx").code == 0
    assert (left.exists(), fresh.exists()) == (False, True)
