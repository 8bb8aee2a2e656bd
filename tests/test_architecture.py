"""The arrows of the house, held against the imports of the code."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.places import ROOT

FILES = sorted(p for folder in ("assessor", "ui") for p in (ROOT / folder).rglob("*.py"))
CODE = [*FILES, ROOT / "main.py"]

BASE = {"domain", "errors", "progress", "text"}
MAY_IMPORT = {
    "domain": {"domain"},
    "errors": set(),
    "progress": set(),
    "text": set(),
    "words": BASE | {"words"},
    "storage": BASE | {"storage"},
    "excel": BASE | {"excel", "words"},
    "catalog": BASE | {"catalog"},
    "operations": BASE | {"operations", "storage", "excel", "catalog", "words"},
    "cli": BASE | {"cli", "operations", "catalog", "words"},
}
ONLY_IN = {
    "PySide6": ("ui/",),
    "shiboken6": ("ui/",),
    "sqlalchemy": ("assessor/storage/",),
    "sqlcipher3": ("assessor/storage/",),
    "openpyxl": ("assessor/excel/",),
    "python_calamine": ("assessor/excel/",),
    "msoffcrypto": ("assessor/excel/reading/", "assessor/excel/writing/"),
    "olefile": ("assessor/excel/reading/",),
    "cryptography": ("assessor/excel/reading/",),
    "pydantic": ("assessor/catalog/",),
}


def name_of(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def module_of(file: Path) -> str:
    parts = list(file.relative_to(ROOT).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _statements(node: ast.AST, *, types: bool) -> Iterator[ast.Import | ast.ImportFrom]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import | ast.ImportFrom):
            yield child
        elif (
            isinstance(child, ast.If)
            and isinstance(child.test, ast.Name)
            and child.test.id == "TYPE_CHECKING"
            and not types
        ):
            continue
        else:
            yield from _statements(child, types=types)


def imports(file: Path, *, types: bool = True) -> set[str]:
    found: set[str] = set()
    for statement in _statements(ast.parse(file.read_text("utf-8")), types=types):
        if isinstance(statement, ast.Import):
            found |= {alias.name for alias in statement.names}
        elif statement.module:
            found |= {f"{statement.module}.{alias.name}" for alias in statement.names}
    return found


def room(module: str) -> str:
    return module.split(".")[1] if module.startswith("assessor.") else ""


@pytest.mark.parametrize("file", [f for f in FILES if name_of(f).startswith("assessor/")], ids=name_of)
def test_that_every_room_of_the_core_imports_only_what_lies_below_it(file: Path):
    here = room(module_of(file))
    if not here:
        return  # assessor/__init__.py holds the version only
    used = {room(name) for name in imports(file) if name.startswith("assessor.")} - {"VERSION"}
    assert used <= MAY_IMPORT[here], f"{name_of(file)} imports {sorted(used - MAY_IMPORT[here])}"
    assert not any(name.split(".")[0] == "ui" for name in imports(file))


@pytest.mark.parametrize("file", CODE, ids=name_of)
def test_that_libraries_stay_in_their_rooms(file: Path):
    roots = {name.split(".")[0] for name in imports(file)}
    for library, rooms in ONLY_IN.items():
        assert library not in roots or name_of(file).startswith(rooms), f"{name_of(file)}: {library}"


@pytest.mark.parametrize("file", [f for f in FILES if name_of(f).startswith("ui/")], ids=name_of)
def test_that_only_the_session_knows_the_case_file(file: Path):
    names = imports(file, types=False)
    knows = {n for n in names if n.startswith(("assessor.storage", "assessor.operations.inspection"))}
    assert not knows or name_of(file) == "ui/session/opening.py", f"{name_of(file)}: {sorted(knows)}"


SESSION = [f for f in FILES if name_of(f).startswith("ui/session/")]
HOLDS_THE_SESSION_TOGETHER = {"ui/session/session.py", "ui/session/parts.py"}


@pytest.mark.parametrize("file", SESSION, ids=name_of)
def test_that_nothing_of_the_session_is_built_on_another_class_of_it(file: Path):
    theirs = {
        node.name
        for other in SESSION
        for node in ast.walk(ast.parse(other.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
    }
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ClassDef):
            assert not {ast.unparse(base) for base in node.bases} & theirs, f"{name_of(file)}: {node.name}"


@pytest.mark.parametrize("file", SESSION, ids=name_of)
def test_that_a_part_of_the_session_knows_no_other_part_nor_the_whole(file: Path):
    if name_of(file) in HOLDS_THE_SESSION_TOGETHER:
        return
    used = {name.rpartition(".")[2] for name in imports(file) if name.startswith("ui.session.")}
    whole = {"Session", "SessionParts"}
    parts = {name for name in used if name.startswith("Session")} - {"SessionState"}
    assert not used & (whole | parts), f"{name_of(file)} imports {sorted(used & (whole | parts))}"


PANELS = {"subjects_panel", "items_panel", "item_panel", "overview", "returns_dialog"}


@pytest.mark.parametrize("file", [f for f in FILES if f.stem in PANELS], ids=name_of)
def test_that_panels_do_not_import_each_other(file: Path):
    used = {name.split(".")[1] for name in imports(file) if name.startswith("ui.")}
    assert not used & (PANELS | {"main_window"} - {file.stem})


def test_that_no_import_cycle_exists():
    modules = {module_of(file): file for file in CODE}
    graph = {
        module: {
            used
            for name in imports(file, types=False)
            for used in (name, name.rpartition(".")[0])
            if used in modules and used != module and not module.startswith(f"{used}.")
        }
        for module, file in modules.items()
    }
    done: set[str] = set()

    def visit(module: str, path: tuple[str, ...]) -> None:
        assert module not in path, " → ".join((*path[path.index(module) :], module))
        if module not in done:
            for used in sorted(graph[module]):
                visit(used, (*path, module))
            done.add(module)

    for module in sorted(graph):
        visit(module, ())
