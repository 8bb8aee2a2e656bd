"""English is never half Japanese: every text of the window is translated, and what is missing is said."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import Mock
from xml.etree import ElementTree

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assessor.words import Language
from tests.places import ROOT
from ui.app import translators
from ui.session.session import Session

_SIGNS = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")
_CALLS = {"tr": 0, "translate": 1, "QT_TRANSLATE_NOOP": 1}  # where the text stands among what is given


def texts(path: Path) -> Iterator[str]:
    """Yield the texts of a file that are to be translated."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            at = _CALLS.get(name, -1)
            if 0 <= at < len(node.args) and isinstance(text := node.args[at], ast.Constant):
                yield str(text.value)


def translated() -> dict[str, str]:
    """Return what is finished, by its source."""
    found = {}
    for message in ElementTree.parse(ROOT / "resources/i18n/en.ts").iter("message"):
        told = message.find("translation")
        assert told is not None
        if told.get("type") not in {"unfinished", "vanished", "obsolete"} and told.text:
            found[message.findtext("source", "")] = told.text
    return found


def test_that_every_japanese_text_of_the_window_has_an_english_one() -> None:
    wanted = {text for path in (ROOT / "ui").rglob("*.py") for text in texts(path) if _SIGNS.search(text)}
    assert len(wanted) > 700
    assert sorted(wanted - translated().keys()) == []


def test_that_no_english_text_holds_japanese_but_what_it_quotes_of_a_workbook() -> None:
    quoted = {"回答", "実施済", "一部実施", "未実施", "対象外", "年", "月", "日本語", "言語"}
    odd = []
    for source, text in translated().items():
        left = text
        for word in sorted(quoted, key=len, reverse=True):
            left = left.replace(word, "")
        if _SIGNS.search(left):
            odd.append((source, text))
    assert odd == []


def test_that_missing_english_is_said(
    qapp: QApplication, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(translators, "TRANSLATIONS", tmp_path)
    said = Mock()
    session.said.connect(said)
    made = translators.Translation(qapp, Language.JA)
    made.follow(session)
    session.set_language(Language.EN)
    qtbot.waitUntil(lambda: said.called)
    assert "en.qm" in said.call_args.args[0]
    session.set_language(Language.JA)
