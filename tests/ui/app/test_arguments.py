"""main.py: what is a command, what is for the window, and that neither loads the other."""

import subprocess
import sys

import pytest

import main
from assessor import cli
from assessor.cli.arguments import COMMANDS
from tests.patience import PROCESS
from tests.places import ROOT
from ui.app import application
from ui.app.ending import Ending


@pytest.mark.parametrize(
    ("arguments", "asked"),
    [
        ([], {}),
        (["a.assess"], {"case": "a.assess"}),
        (["a=b.assess"], {"case": "a=b.assess"}),
        (["--lang", "en", "a.assess"], {"lang": "en", "case": "a.assess"}),
        (["--lang=ja", "--reviewer=評価 太郎"], {"lang": "ja", "reviewer": "評価 太郎"}),
        (["a.assess", "--first-paint", "f"], {"case": "a.assess", "first_paint": "f"}),
    ],
)
def test_that_the_window_is_asked_for_by_no_command(
    arguments: list[str], asked: dict[str, str], monkeypatch: pytest.MonkeyPatch
):
    seen: list[application.Options] = []

    def run(options: application.Options, _ending: Ending) -> int:
        seen.append(options)
        return 0

    monkeypatch.setattr(application, "run", run)
    monkeypatch.setattr(Ending, "listen", lambda _: None)  # the signals of this process are its own
    monkeypatch.setattr("gc.disable", lambda: None)
    assert main.main(arguments) == 0
    assert seen == [application.options(**asked)]


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", "a.assess"],
        ["--lang", "en", "show", "a.assess"],
        ["--help"],
        ["a.assess", "b.assess"],
        ["--lang", "fr"],
        ["--lang"],
        ["--nonsense"],
    ],
)
def test_that_everything_else_goes_to_the_command_line(arguments: list[str], monkeypatch: pytest.MonkeyPatch):
    seen: list[list[str]] = []

    def run(argv: list[str], *, last: bool) -> int:
        assert not last  # only what the process itself was asked for is its last word
        seen.append(argv)
        return 2

    monkeypatch.setattr(cli, "main", run)
    assert main.main(arguments) == 2
    assert seen == [arguments]


def test_that_the_commands_are_those_of_the_command_line():
    assert set(COMMANDS) == main.COMMANDS


def modules_after(statement: str) -> set[str]:
    code = f"import sys\n{statement}\nprint(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True, timeout=PROCESS
    )
    return {name.split(".")[0] for name in done.stdout.split()}


def test_that_the_first_paint_waits_for_no_heavy_library():
    loaded = modules_after("import ui.app.application, ui.start.page")
    assert not loaded & {"sqlalchemy", "openpyxl", "pydantic", "sqlcipher3", "python_calamine"}


def test_that_commands_load_no_qt():
    assert "PySide6" not in modules_after("import main, assessor.cli.commands")


def test_that_the_run_for_old_workbooks_is_quick_to_start_and_not_shown_to_anybody():
    loaded = modules_after("import main, assessor.excel.reading.apart")
    assert not loaded & {"PySide6", "sqlalchemy", "openpyxl", "pydantic", "msoffcrypto", "cryptography"}
    shown = subprocess.run(
        [sys.executable, "main.py", "--help"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
        timeout=PROCESS,
    )
    assert main.READ_APART not in shown.stdout


def test_that_no_start_waits_for_what_opens_passwords():
    loaded = modules_after(
        "import assessor.cli.commands, assessor.operations.questionnaires.exporting\n"
        "import assessor.excel.reading.passwords"
    )
    assert not loaded & {"msoffcrypto", "cryptography"}
