"""The log of a user: verbs, codes and times, nothing of a case, and no line lost."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from assessor import VERSION, log
from assessor.cli import main
from assessor.errors import CaseConflict, Code, Place, Problem
from tests.patience import PROCESS
from tests.places import ROOT

WRITER: Final = """
import sys
from pathlib import Path
from assessor import log

log.LIMIT = 20_000
log.start(Path(sys.argv[1]), lambda: sys.exit("failed"))
sys.stdin.read(1)  # both begin at once
for number in range(300):
    log.note("command", f"{sys.argv[2]}{number:03}", log.DONE, 0.1)
"""


def read() -> str:
    return (log.folder() / log.NAME).read_text("utf-8")


def fields(text: str) -> list[list[str]]:
    return [line.split("\t") for line in text.splitlines()]


def test_that_two_processes_that_write_at_once_lose_no_line(tmp_path: Path):
    command = [sys.executable, "-c", WRITER, str(tmp_path)]
    writers = [
        subprocess.Popen([*command, name], cwd=ROOT, stdin=subprocess.PIPE, text=True) for name in ("a", "b")
    ]
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("x")
        writer.stdin.close()
    assert [writer.wait(PROCESS) for writer in writers] == [0, 0]
    files = [file for file in tmp_path.iterdir() if not file.name.endswith(".lock")]
    assert len(files) > 1  # it was given a number while both wrote
    lines = [line for file in files for line in fields(file.read_text("utf-8"))]
    written = [f"{name}{number:03}" for name in "ab" for number in range(300)]
    assert sorted(line[4] for line in lines) == written
    assert {len(line) for line in lines} == {7}


def test_that_a_file_that_has_grown_large_gets_a_number_and_the_oldest_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(log, "LIMIT", 200)
    with log.kept(tmp_path, lambda: pytest.fail("could not be written")):
        for number in range(40):
            log.note("command", f"verb{number}", log.DONE)
    names = sorted(file.name for file in tmp_path.iterdir())
    assert names == ["assessor.log", *(f"assessor.log.{n}" for n in (1, 2, 3, 4)), "assessor.log.lock"]
    assert all(file.stat().st_size <= 200 for file in tmp_path.iterdir())
    assert "verb39" in (tmp_path / "assessor.log").read_text("utf-8")


def test_that_the_log_of_commands_tells_verbs_and_codes_and_nothing_of_the_case(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    assert main(["show", str(sample), "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    subject = shown["subjects"][0]["key"]
    judged = [subject, "CP-1-01", "met", "--reason", "極秘の理由", "--reviewer", "秘密 花子"]
    assert main(["mark", str(sample), *judged]) == 0
    evidence = tmp_path / "機密.txt"
    evidence.write_text("極秘の内容", "utf-8")
    assert main(["attach", str(sample), subject, "CP-1-01", str(evidence)]) == 0
    assert main(["show", str(tmp_path / "極秘.assess")]) == 3
    with pytest.raises(SystemExit):
        main(["mark", "極秘の引数"])
    lines = fields(read())
    assert [line[4] for line in lines] == ["show", "mark", "attach", "show", "usage"]
    assert [line[5] for line in lines] == ["0", "0", "0", f"3 {Code.NOT_FOUND.value}", "2"]
    assert {tuple(line[1:4]) for line in lines} == {(VERSION, str(os.getpid()), "command")}
    assert all(line[6].endswith("ms") for line in lines)
    secret = ["極秘", "秘密", "機密", "CP-1-01", subject, str(tmp_path), sample.name, sample.stem]
    assert [one for one in secret if one in read()] == []


def test_that_a_command_works_and_says_so_when_the_log_cannot_be_written(
    sample: Path, capsys: pytest.CaptureFixture[str]
):
    log.folder().parent.parent.mkdir(parents=True)
    log.folder().parent.touch()  # a file where a folder would have to be
    assert main(["show", str(sample)]) == 0
    assert capsys.readouterr().err.splitlines() == [f"ログを書き込めません：{log.folder()}"]


def test_that_an_error_is_noted_by_its_codes_or_by_its_places_in_the_code(tmp_path: Path):
    problem = Problem(Code.CANNOT_WRITE, Place(file="極秘.xlsx"))
    assert log.result_of(CaseConflict(problem, problem)) == Code.CANNOT_WRITE.value
    with log.kept(tmp_path, lambda: pytest.fail("could not be written")):
        with pytest.raises(ZeroDivisionError), log.measured("window", "verb", when_done=False):
            raise ZeroDivisionError("極秘")
        with log.measured("window", "quiet", when_done=False):
            pass
    (line,) = fields((tmp_path / log.NAME).read_text("utf-8"))
    assert line[4] == "verb"
    assert line[5].startswith(f"ZeroDivisionError {log.__name__}:")
    assert "極秘" not in line[5]


def test_that_a_verb_has_the_name_of_the_method_it_was_asked_of():
    assert log.verb_of(lambda: None) == "test_that_a_verb_has_the_name_of_the_method_it_was_asked_of"
    assert log.verb_of(Path.exists) == "Path.exists"
