"""Proves that the built package works: the commands of a whole inspection, then the window."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from main import READ_APART
from tools.console import ROOT, child_environment, say

PACKAGE = ROOT / "dist" / "Assessor"
SUFFIX = ".exe" if sys.platform == "win32" else ""
COMMAND_LINE = PACKAGE / f"assessor-cli{SUFFIX}"
WINDOW = PACKAGE / f"Assessor{SUFFIX}"
SUBJECTS_OF_THE_SAMPLE = 35
OLD_WORKBOOK = ROOT / "tests" / "files" / "workbooks" / "old.xls"
LOCKED = bytes.fromhex("D0CF11E0A1B11AE1")  # first bytes of an encrypted workbook; a plain one is a zip
# Under the GPL, or large and unused.
UNWANTED = ("readline", "gdbm", "virtualkeyboard", "qtqml", "qt6qml", "qtquick", "qt6quick", "gtk-3")
TIME_LIMIT = 300


class NotProvedError(Exception):
    """The package did not work as expected."""


def check(holds: object, otherwise: str) -> None:
    """Raise NotProvedError with a sentence unless a condition holds."""
    if not holds:
        raise NotProvedError(otherwise)


def outside_environment(platform: str) -> dict[str, str]:
    """Return an environment without our .venv, since the package must be self-contained."""
    environment = child_environment(platform)
    for name in ("VIRTUAL_ENV", "PYTHONPATH", "PYTHONHOME", "QT_PLUGIN_PATH", "LD_LIBRARY_PATH"):
        environment.pop(name, None)
    environment["PATH"] = os.defpath if sys.platform != "win32" else environment.get("PATH", "")
    return environment


def output_of(
    command: Sequence[object],
    folder: Path,
    environment: Mapping[str, str],
    *,
    given: bytes = b"",
    expected: int = 0,
) -> str:
    """Run a command in `folder` and return its stdout; raises when its exit code is not the expected one."""
    words = [str(word) for word in command]
    process = subprocess.run(
        words,
        cwd=folder,
        env=environment,
        input=given,
        capture_output=True,
        timeout=TIME_LIMIT,
        check=False,
    )
    said = (process.stdout + process.stderr).decode("utf-8", "replace").strip()
    name = " ".join([Path(words[0]).name, *words[1:2]])
    check(process.returncode == expected, f"{name} ended with exit code {process.returncode}:\n{said}")
    return process.stdout.decode("utf-8")


def answer(folder: Path, *arguments: object, expected: int = 0) -> str:
    """Return the output of the packaged command line."""
    command = [COMMAND_LINE, *arguments]
    return output_of(command, folder, outside_environment("offscreen"), expected=expected)


def prove_not_empty(files: Sequence[Path]) -> None:
    """Raise NotProvedError unless there are files and none is empty."""
    check(files, "no file was written")
    for file in files:
        check(file.is_file() and file.stat().st_size > 0, f"{file.name} is empty or missing")


def prove_commands(folder: Path) -> None:
    """Take the sample through an inspection: build, show, send, read back, report."""
    case = folder / "case.assess"
    answer(folder, "sample", case)
    prove_not_empty([case])
    say(f"sample: {case.stat().st_size / 1024:.0f} KiB")

    subjects = len(json.loads(answer(folder, "show", case, "--json"))["subjects"])
    check(subjects == SUBJECTS_OF_THE_SAMPLE, f"show: {subjects} subjects, not {SUBJECTS_OF_THE_SAMPLE}")
    say(f"show: {subjects} subjects")

    sent = folder / "sent"
    answer(folder, "export", case, "--out", sent)
    workbooks = sorted(sent.rglob("*.xlsx"))
    prove_not_empty(workbooks)
    say(f"export: {len(workbooks)} questionnaires")

    answer(folder, "import", case, workbooks[0], "--dry-run")
    say(f"import --dry-run: {workbooks[0].name} is read")

    report = folder / "results.xlsx"
    answer(folder, "report", case, "--out", report)
    prove_not_empty([report])
    say(f"report: {report.stat().st_size / 1024:.0f} KiB")


def prove_passwords(folder: Path) -> None:
    """Export workbooks with a password each, and import one with the list of passwords."""
    case, sent, passwords = folder / "case.assess", folder / "locked", folder / "パスワード.csv"
    answer(folder, "export", case, "--out", sent, "--password-list", passwords)
    workbooks = sorted(sent.rglob("*.xlsx"))
    prove_not_empty([passwords, *workbooks])
    for workbook in workbooks:
        check(workbook.read_bytes().startswith(LOCKED), f"{workbook.name} is not locked")
    answer(folder, "import", case, workbooks[0], "--dry-run", "--password-file", passwords)
    say(f"passwords: {len(workbooks)} questionnaires are locked, {workbooks[0].name} is read")


def prove_old_workbooks(folder: Path) -> None:
    """Read an .xls in a separate process: directly by each program, and by a command that starts it."""
    for program in (COMMAND_LINE, WINDOW):
        environment = outside_environment("offscreen")
        said = output_of([program, READ_APART], folder, environment, given=OLD_WORKBOOK.read_bytes())
        sheets = json.loads(said).get("sheets", ())
        check(len(sheets) > 1, f"{program.name} does not read {OLD_WORKBOOK.name}")
    command = ("import", folder / "case.assess", OLD_WORKBOOK, "--dry-run", "--json")
    problems = json.loads(answer(folder, *command, expected=1))["files"][0]["problems"]
    codes = {problem["code"] for problem in problems}
    check("other_case" in codes, f"{OLD_WORKBOOK.name} was not read as far as its case: {codes}")
    say(f"old workbooks: {OLD_WORKBOOK.name} is read apart")


def prove_window(folder: Path, platform: str, launcher: Sequence[str] = ()) -> None:
    """Open the window on the case until its first paint."""
    file = folder / f"first-paint-{platform}"
    command = [*launcher, WINDOW, folder / "case.assess", "--first-paint", file]
    output_of(command, folder, outside_environment(platform))
    prove_not_empty([file])
    say(f"window: painted on {platform}")


def prove_windows(folder: Path) -> None:
    """Open the window offscreen, and on an X server if Xvfb is installed."""
    prove_window(folder, "offscreen")
    xvfb = shutil.which("xvfb-run")
    if sys.platform == "linux" and xvfb is not None:
        prove_window(folder, "xcb", [xvfb, "-a"])


def prove_contents() -> None:
    """Raise NotProvedError when the package has files that it must not have."""
    found = [path.name for path in PACKAGE.rglob("*") if any(name in path.name.lower() for name in UNWANTED)]
    check(not found, f"must not be in the package: {', '.join(sorted(found))}")
    say("contents: nothing unwanted")


def size_in_megabytes(folder: Path) -> float:
    """Return the size of all files below a folder, links not followed."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_dir()) / 1e6


def main() -> int:
    """Prove the package in a folder with a name as real users have."""
    try:
        check(COMMAND_LINE.exists() and WINDOW.exists(), f"{PACKAGE} is not built")
        prove_contents()
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary) / "点検 案件"
            folder.mkdir()
            prove_commands(folder)
            prove_passwords(folder)
            prove_old_workbooks(folder)
            prove_windows(folder)
    except (NotProvedError, subprocess.TimeoutExpired, ValueError, KeyError) as problem:
        say(f"package: {problem}")
        return 1
    say(f"{PACKAGE.relative_to(ROOT)}: {size_in_megabytes(PACKAGE):.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
