"""A cancelled job is told in a sentence of its own, in both languages."""

import re
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTranslator
from pytestqt.qtbot import QtBot

from tests.places import ROOT
from ui.session.stopped import _SENTENCES, stopped

UI = ROOT / "ui"
_TITLE = re.compile(r'self\.tr\("([^"{]+(?:てい|でい)ます)"\)')


def test_that_every_title_of_a_job_of_the_session_has_its_sentence(qtbot: QtBot) -> None:
    sources = [path.read_text("utf-8") for path in (UI / "session").glob("*.py")]
    titles = {title for source in sources for title in _TITLE.findall(source)}
    assert len(titles) > 15
    assert titles <= {source for _, source, _ in _SENTENCES}
    for title in titles:
        assert stopped(title).endswith("を中止しました。")
        assert title not in stopped(title)


def test_that_the_sentences_are_english_in_english(english: Path, qtbot: QtBot) -> None:
    translator = QTranslator()
    assert translator.load(str(english / "en.qm"))
    QCoreApplication.installTranslator(translator)
    try:
        for context, source, _ in _SENTENCES:
            said = stopped(QCoreApplication.translate(context, source))
            assert said.isascii()
            assert said != "Cancelled."
    finally:
        QCoreApplication.removeTranslator(translator)
