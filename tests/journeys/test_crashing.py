"""Errors nobody expected: logged, shown, and the work goes on."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMessageLogContext, QTimer, QtMsgType
from pytestqt.qtbot import QtBot

from assessor import VERSION, log
from assessor.domain.vocabulary import Verdict
from assessor.errors import Code
from tests.patience import PROCESS
from tests.places import ROOT
from ui.app import hooks
from ui.app.crash_dialog import CrashDialog
from ui.window.main_window import MainWindow


@pytest.fixture
def crash_hooks(case_window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> Iterator[hooks.Hooks]:
    """The hooks of the process, for the length of a test."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr(hooks, "qInstallMessageHandler", lambda _: None)
    hooks.start_log(case_window.session)
    made = hooks.Hooks(case_window)
    made.install()
    yield made
    if made.dialog is not None:
        made.dialog.close()


def crash() -> None:
    raise ZeroDivisionError("nobody expected this")


def test_that_an_unexpected_error_is_shown_logged_and_survived(
    crash_hooks: hooks.Hooks,
    case_window: MainWindow,
    open_item: tuple[str, str],
    qtbot: QtBot,
):
    QTimer.singleShot(0, crash)
    qtbot.waitUntil(lambda: crash_hooks.dialog is not None)
    assert isinstance(crash_hooks.dialog, CrashDialog)
    told = crash_hooks.dialog.details.toPlainText()
    assert VERSION in told
    assert "nobody expected this" in told
    logged = (log.folder() / log.NAME).read_text("utf-8")
    assert f"ZeroDivisionError {__name__}:" in logged
    assert "nobody expected this" not in logged
    crash_hooks.dialog.reject()
    qtbot.waitUntil(lambda: crash_hooks.dialog is None)
    assert case_window.session.reviews.mark([open_item[1]], verdict=Verdict.MET)


def test_that_an_error_in_another_thread_is_shown_in_the_same_dialog(crash_hooks: hooks.Hooks, qtbot: QtBot):
    for _ in range(2):
        thread = threading.Thread(target=crash)
        thread.start()
        thread.join()
    qtbot.waitUntil(lambda: crash_hooks.dialog is not None)
    dialog = crash_hooks.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.details.toPlainText().count(f"Assessor {VERSION}") == 2)


def test_that_a_warning_of_qt_is_logged_and_an_error_of_qt_is_shown(
    crash_hooks: hooks.Hooks, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
):
    crash_hooks.on_qt_message(QtMsgType.QtWarningMsg, QMessageLogContext(), "a warning")
    assert "a warning" in capsys.readouterr().err
    logged = (log.folder() / log.NAME).read_text("utf-8")
    assert "\tqt\twarning default\t" in logged
    assert "a warning" not in logged
    assert crash_hooks.dialog is None
    crash_hooks.on_qt_message(QtMsgType.QtCriticalMsg, QMessageLogContext(), "an error")
    qtbot.waitUntil(lambda: crash_hooks.dialog is not None)


def test_that_a_log_that_cannot_be_written_is_said_once_and_stops_nothing(
    case_window: MainWindow, open_item: tuple[str, str], home: Path
):
    log.folder().parent.parent.mkdir(parents=True)
    log.folder().parent.touch()  # a file where a folder would have to be
    said: list[str] = []
    case_window.session.said.connect(said.append)
    hooks.start_log(case_window.session)
    assert case_window.session.reviews.mark([open_item[1]], verdict=Verdict.MET)
    assert [one for one in said if "ログ" in one] == [f"ログを書き込めません：{log.folder()}"]


def test_that_the_log_of_a_window_tells_verbs_and_codes_and_nothing_of_the_case(
    case_window: MainWindow,
    open_item: tuple[str, str],
    opened_files: list[Path],
    qtbot: QtBot,
):
    session, (subject, item) = case_window.session, open_item
    hooks.start_log(session)
    insufficient = Verdict.INSUFFICIENT
    assert not session.reviews.mark([item], verdict=insufficient, reason="極秘の理由", due="2020-13")
    assert session.reviews.mark([item], verdict=insufficient, reason="極秘の理由")
    assert session.reviews.undo()
    with qtbot.waitSignal(session.jobs.idle):
        session.verification.verify()
    case_window.choices["log"].trigger()
    assert opened_files == [log.folder()]
    logged = (log.folder() / log.NAME).read_text("utf-8")
    lines = [line.split("\t") for line in logged.splitlines()]
    assert {tuple(line[1:4]) for line in lines} == {(VERSION, str(os.getpid()), "window")}
    assert [(line[4], line[5]) for line in lines if line[4] != "start"] == [
        ("SessionReviews.mark", Code.BAD_MONTH.value),
        ("SessionReviews.mark", log.DONE),
        ("History.undo", log.DONE),
        ("SessionVerification.verify", log.DONE),
    ]
    secret = [
        *("極秘", subject, item, session.case.title, session.reviewer),
        *(session.path.name, str(session.path.parent)),
        *(one.subject.name for one in session.results.subjects),
    ]
    assert [one for one in secret if one in logged] == []


def test_that_an_interrupt_is_no_crash(
    crash_hooks: hooks.Hooks, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
):
    seen: list[Callable[..., object] | type] = []
    monkeypatch.setattr(sys, "__excepthook__", lambda kind, *_: seen.append(kind))
    with qtbot.assertNotEmitted(crash_hooks.reported):
        crash_hooks.on_exception(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert seen == [KeyboardInterrupt]


def test_that_the_program_paints_and_tells_when(sample: Path, tmp_path: Path):
    file = tmp_path / "painted"
    command = [sys.executable, "main.py", str(sample), "--first-paint", str(file)]
    done = subprocess.run(command, cwd=ROOT, timeout=PROCESS, check=False, capture_output=True)
    assert done.returncode == 0, done.stderr
    assert float(file.read_text(encoding="ascii")) > 0


def test_that_what_the_window_starts_does_not_see_a_passphrase(sample: Path, tmp_path: Path):
    program = """
import os, subprocess, sys
import main
from PySide6.QtWidgets import QApplication
from ui.app import application
def peek(window, case, ending):
    look = "import os; print('ASSESSOR_PASSPHRASE' in os.environ)"
    subprocess.run([sys.executable, "-c", look], check=True)
    QApplication.quit()
application.go_on = peek
sys.exit(main.main([sys.argv[1]]))
"""
    environment = {**os.environ, "ASSESSOR_PASSPHRASE": "secret", "XDG_CONFIG_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", program, str(sample)],
        cwd=ROOT,
        env=environment,
        timeout=PROCESS,
        check=True,
        capture_output=True,
    )
    assert done.stdout.strip() == b"False"
