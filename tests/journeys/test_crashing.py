"""Errors nobody expected: logged, shown, and the work goes on."""

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMessageLogContext, QTimer, QtMsgType
from pytestqt.qtbot import QtBot

from assessor import VERSION
from assessor.domain.vocabulary import Verdict
from tests.patience import PROCESS
from tests.places import ROOT
from ui.app import hooks
from ui.app.crash_dialog import CrashDialog
from ui.window.main_window import MainWindow


@pytest.fixture
def crash_hooks(
    case_window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[hooks.Hooks]:
    """The hooks of the process, for the length of a test."""
    root, before = logging.getLogger(), list(logging.getLogger().handlers)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr(hooks, "qInstallMessageHandler", lambda _: None)
    file = tmp_path / "logs" / "assessor.log"
    hooks.write_log(file)
    made = hooks.Hooks(file, case_window)
    made.install()
    yield made
    if made.dialog is not None:
        made.dialog.close()
    for handler in [handler for handler in root.handlers if handler not in before]:
        root.removeHandler(handler)
        handler.close()


def crash() -> None:
    raise ZeroDivisionError("nobody expected this")


def test_that_an_unexpected_error_is_shown_logged_and_survived(
    crash_hooks: hooks.Hooks,
    case_window: MainWindow,
    open_item: tuple[str, str],
    tmp_path: Path,
    qtbot: QtBot,
):
    QTimer.singleShot(0, crash)
    qtbot.waitUntil(lambda: crash_hooks.dialog is not None)
    assert isinstance(crash_hooks.dialog, CrashDialog)
    told = crash_hooks.dialog.details.toPlainText()
    assert VERSION in told
    assert "nobody expected this" in told
    assert "nobody expected this" in (tmp_path / "logs" / "assessor.log").read_text(encoding="utf-8")
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
    crash_hooks: hooks.Hooks, qtbot: QtBot, caplog: pytest.LogCaptureFixture
):
    crash_hooks.on_qt_message(QtMsgType.QtWarningMsg, QMessageLogContext(), "a warning")
    assert "a warning" in caplog.text
    assert crash_hooks.dialog is None
    crash_hooks.on_qt_message(QtMsgType.QtCriticalMsg, QMessageLogContext(), "an error")
    qtbot.waitUntil(lambda: crash_hooks.dialog is not None)


def test_that_a_log_that_cannot_be_written_does_not_stop_the_start(tmp_path: Path):
    (tmp_path / "file").touch()
    hooks.write_log(tmp_path / "file" / "assessor.log")


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
def peek(window, case):
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
