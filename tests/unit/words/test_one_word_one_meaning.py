"""Words of the screen that must not mean two things."""

import ast
from collections.abc import Iterator
from functools import cache
from xml.etree import ElementTree

import pytest

from tests.places import ROOT

pytestmark = pytest.mark.long

FOLDERS = ("assessor/words", "assessor/domain", "assessor/excel", "ui")
STAGE = ("作成・検証・承認", "検証態勢")  # the three stages in a row; a theme of the lists
ACTIVITY = ("Security inspection of payment services", "Inspection of payment services")


@cache
def texts() -> list[str]:
    """Return what may be shown, without docstrings."""
    return list(_texts())


def _texts() -> Iterator[str]:
    for folder in FOLDERS:
        for file in sorted((ROOT / folder).rglob("*.py")):
            tree = ast.parse(file.read_text("utf-8"))
            unshown = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
            for node in ast.walk(tree):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in unshown:
                    yield node.value


def translations() -> Iterator[str]:
    """Yield the English of the window."""
    root = ElementTree.parse(ROOT / "resources" / "i18n" / "en.ts").getroot()
    for node in root.iter("translation"):
        yield node.text or ""


def test_that_checking_the_record_is_never_called_as_the_stage_of_signing():
    assert [
        text for text in texts() if "検証" in text and text != "検証" and not any(s in text for s in STAGE)
    ] == []


def test_that_only_services_are_resumed_and_signatures_are_withdrawn():
    assert [text for text in texts() if "再開" in text and "提供" not in text] == []


@pytest.mark.parametrize("word", ["inspection", "sign-off", "reopen"])
def test_that_english_has_one_word_for_the_case_and_one_for_a_signature(word: str):
    shown = [*translations(), *texts()]
    spoken = [text for text in shown if " " in text and word in text.lower().replace("_", " ")]
    assert [text for text in spoken if not text.startswith(ACTIVITY)] == []
