"""Programs that tests start stand in them as text, which no type checker reads: their names are held here."""

from __future__ import annotations

import ast
from importlib import import_module
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from tests.places import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OURS = ("assessor", "ui", "tests", "tools")
FILES = sorted(path for folder in ("tests", "tools") for path in (ROOT / folder).rglob("*.py"))


def programs(file: Path) -> Iterator[ast.Module]:
    """Yield what a file holds as text and what is a program that imports something of ours."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "import " in node.value:
            try:
                yield ast.parse(dedent(node.value))
            except SyntaxError:  # a sentence
                continue


def meant(module: str, name: str) -> object:
    """Return what an import means, or None for what is not there."""
    found = getattr(import_module(module), name, None)
    try:
        return import_module(f"{module}.{name}") if found is None else found
    except ImportError:
        return None


def unknown(program: ast.Module) -> Iterator[str]:
    """Yield the names of ours in a program that do not exist."""
    names: dict[str, object] = {}
    for node in ast.walk(program):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] in OURS:
            for alias in node.names:
                names[alias.asname or alias.name] = known = meant(node.module, alias.name)
                if known is None:
                    yield f"{node.module}.{alias.name}"
    for node in ast.walk(program):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            known = names.get(node.value.id)
            if known is not None and not hasattr(known, node.attr):
                yield f"{node.value.id}.{node.attr}"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_that_every_name_in_a_program_of_a_test_exists(file: Path):
    assert [name for program in programs(file) for name in unknown(program)] == []


def test_that_a_name_that_does_not_exist_is_found():
    text = "from {} import replacement, nothing\nreplacement._no_such()"  # no program until it is filled in
    program = ast.parse(text.format("assessor.storage.files"))
    assert list(unknown(program)) == ["assessor.storage.files.nothing", "replacement._no_such"]
