"""The program as a process: however it is left, it ends with 0 and says nothing on its way out."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.patience import PROCESS
from tests.places import ROOT

# Of Qt's offscreen platform, which says so to every window; it is no fault of the program.
NOISE = "This plugin does not support propagateSizeHints()"
# Runs the real program, and leaves it in a way (`how`) at a moment (`when`), both from the command line.
PROGRAM = """
import os, signal, sys
when, how, *arguments = sys.argv[1:]
sys.argv[1:] = arguments

import main

def leave():
    from PySide6.QtWidgets import QApplication
    if how == "close":
        next(w for w in QApplication.topLevelWidgets() if hasattr(w, "leave_unasked")).close()
    elif how == "quit":
        QApplication.quit()
    else:
        os.kill(os.getpid(), getattr(signal, how))

from ui.app.ending import Ending
listen = Ending.listen
def listening(self):
    listen(self)
    if when == "loading":
        leave()
Ending.listen = listening

def prepare():
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QFileDialog, QMessageBox
    from ui.app import application
    from ui.session.jobs import Job

    def soon():
        QTimer.singleShot(0, leave)

    go_on = application.go_on
    def going_on(window, case, ending):
        if when == "painted":
            soon()
        go_on(window, case, ending)
        if when == "warming":
            soon()
        elif when == "looking":
            import time
            look = Job("", lambda _: time.sleep(0.2))
            window.start_page._looking.start(look)
            soon()
        elif when == "complete":
            window.completed.connect(soon)
        elif when in {"open", "dialog", "chooser", "job"}:
            window.completed.connect(lambda: window.session.opened.connect(later))

        def later():
            QTimer.singleShot(0, opened)

        def opened():
            if when == "dialog":
                box = QMessageBox(window)
                box.open()
            elif when == "chooser":
                soon()
                QFileDialog.getOpenFileName(window)  # has an event loop of its own
                return
            elif when == "job":
                def endless(progress):
                    while True:
                        progress.step(0, 1)
                window.session.jobs.start(Job("", endless))
            soon()
    application.go_on = going_on

from ui.app import application
prepare()
sys.exit(main.main())
"""


def ended(when: str, how: str, folder: Path, case: Path | None) -> tuple[int, str, str]:
    """Run the program until it ends, and return its exit code and what it said."""
    known = {name: str(folder) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")}
    arguments = [*(["--reviewer", "評価 太郎"]), *([str(case)] if case else [])]
    done = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", PROGRAM, when, how, *arguments],
        cwd=ROOT,
        env={**os.environ, **known},
        timeout=PROCESS,
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    told = "\n".join(line for line in done.stderr.splitlines() if line and not line.endswith(NOISE))
    return done.returncode, done.stdout, told


@pytest.mark.parametrize(
    ("when", "how"),
    [
        ("loading", "SIGINT"),
        ("loading", "SIGTERM"),
        ("painted", "SIGINT"),
        ("painted", "close"),
        ("warming", "SIGTERM"),
        ("warming", "close"),
        ("looking", "close"),
        ("looking", "SIGINT"),
        ("complete", "quit"),
    ],
)
def test_that_a_start_without_a_case_ends_quietly(when: str, how: str, tmp_path: Path):
    assert ended(when, how, tmp_path, None) == (0, "", "")


@pytest.mark.parametrize(
    ("when", "how"),
    [
        ("painted", "SIGTERM"),
        ("warming", "SIGINT"),
        ("open", "SIGINT"),
        ("open", "SIGTERM"),
        ("open", "close"),
        ("open", "quit"),
        ("dialog", "SIGTERM"),
        ("dialog", "close"),
        ("chooser", "SIGTERM"),
        ("job", "SIGINT"),
        *([("open", "SIGHUP")] if hasattr(__import__("signal"), "SIGHUP") else []),
    ],
)
def test_that_a_case_is_let_go_and_the_program_ends_quietly(
    when: str, how: str, sample: Path, tmp_path: Path
):
    assert ended(when, how, tmp_path, sample) == (0, "", "")
    assert not sample.with_name(f"{sample.name}.lock").exists()
