"""A cancelled job is told in a sentence of its own, in both languages."""

import ast
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from pytestqt.qtbot import QtBot

from assessor.progress import Progress
from tests.places import ROOT
from ui.session.job_starter import JobStarter
from ui.session.jobs import Job, Jobs
from ui.session.signals import Signals


def named_jobs() -> Iterator[tuple[str, str, str]]:
    """Yield the class, the title and the sentence of each job that the session begins by name."""
    for path in sorted((ROOT / "ui/session").glob("*.py")):
        for part in ast.parse(path.read_text("utf-8")).body:
            for call in ast.walk(part):
                if isinstance(call, ast.Call) and getattr(call.func, "attr", "") == "begin":
                    told = [text.args[0] for text in call.args[:2] if isinstance(text, ast.Call)]
                    title, stopped = (one.value for one in told if isinstance(one, ast.Constant))
                    yield getattr(part, "name", ""), str(title), str(stopped)


NAMED = list(named_jobs())


def test_that_every_named_job_of_the_session_has_its_sentence() -> None:
    assert len(NAMED) > 22
    for _, title, stopped in NAMED:
        assert title.endswith(("ています", "でいます"))
        assert stopped.endswith("を中止しました。")
        assert title not in stopped


@pytest.fixture
def in_english(english: Path) -> Iterator[None]:
    translator = QTranslator()
    assert translator.load(str(english / "en.qm"))
    QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


def test_that_titles_and_sentences_are_english_in_english(qtbot: QtBot, in_english: None) -> None:
    for context, *texts in NAMED:
        for said in (QCoreApplication.translate(context, text) for text in texts):
            assert said.replace("…", "").isascii(), (context, said)


def test_that_the_sentence_is_said_when_the_job_was_cancelled(qtbot: QtBot) -> None:
    jobs, signals, gate = Jobs(), Signals(), Event()

    def work(progress: Progress) -> None:
        gate.wait(20)
        progress.step(1, 2)

    job: Job = JobStarter(jobs, signals).begin("証跡を添付しています", "証跡の添付を中止しました。", work)
    with qtbot.waitSignal(signals.said) as said:
        job.cancel()
        gate.set()
    assert said.args == [job.stopped] == ["証跡の添付を中止しました。"]
    jobs.wait()


def test_that_nothing_is_said_of_a_job_that_came_to_its_end(qtbot: QtBot) -> None:
    jobs, signals = Jobs(), Signals()
    said: list[str] = []
    signals.said.connect(said.append)
    job = JobStarter(jobs, signals).begin("確認しています", "確認を中止しました。", lambda _: None)
    with qtbot.waitSignal(job.finished):
        pass
    assert said == []
