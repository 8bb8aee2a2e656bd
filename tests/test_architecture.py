"""The rooms of the house: who may come in where. `docs/architecture.md` tells why.

Each table has a room and the rooms that it may import, for types too; what stands in no table may not be.
"""

import ast
from collections.abc import Iterator
from functools import cache
from typing import Final

import pytest

from tools import architecture
from tools.architecture import BASE, Graph, Import

FILES: Final = architecture.files()

# errors, progress and text: every room may use them, and they use nothing.
COMMON: Final = f"assessor.{BASE}"
# The core has no Qt. Whoever wants to do something to a case asks `operations`.
CORE: Final[Graph] = {
    "domain": set(),  # the words of the inspection as values; standard library only
    "words": {"domain"},
    "storage": {"domain"},  # the case file
    "catalog": {"domain"},  # checklists and plans, as files
    "excel": {"domain", "words"},
    "operations": {"domain", "words", "storage", "catalog", "excel"},
    "cli": {"domain", "words", "catalog", "operations"},
}
# Rooms within a room, beside each other. The files that lie beside them may use them and be used.
INNER: Final[Graph] = {
    "storage.files": set(),
    "storage.schema": set(),
    "storage.stores": set(),
    "storage.verification": {"storage.schema", "storage.stores"},
    "storage.backups": {"storage.files", "storage.schema", "storage.stores"},
    "storage.recovery": {"storage.files", "storage.schema", "storage.stores", "storage.verification"},
    "excel.reading": set(),
    "excel.writing": {"excel.reading"},
    "excel.looks": {"excel.reading"},
    "operations.evidence": set(),
    "operations.questionnaires": {"operations.evidence"},
    "operations.returns": {"operations.evidence", "operations.questionnaires"},
    "words.commands": set(),
    "words.problems": set(),
    "widgets.looks": set(),
    "widgets.lists": {"widgets.looks"},
    "widgets.dialogs": {"widgets.looks", "widgets.lists"},
    "widgets.sheets": {"widgets.looks", "widgets.lists", "widgets.dialogs"},
}
# Below every room of the window: what several of them share. `ui/*.py` are settings, paths and the like.
SHARED: Final[Graph] = {
    BASE: set(),
    "session": {BASE},  # the open case, its verbs and its signals
    "widgets": {BASE, "session"},
    "menus": {BASE, "widgets"},
    "secrets": {BASE, "widgets"},
}
BELOW: Final = set(SHARED)
# The rooms of the window: beside each other they know nothing of each other. `window` connects them.
WINDOW: Final[Graph] = SHARED | {
    "backups": BELOW,
    "evidence": BELOW,
    "items": BELOW,
    "overview": BELOW,
    "passphrase": BELOW,
    "questionnaires": BELOW,
    "returns": BELOW,
    "signing": BELOW,
    "start": BELOW,
    "subjects": BELOW,
    "item": BELOW | {"evidence"},  # an item shows its evidence
    "case": BELOW | {"subjects", "items", "item", "overview"},  # composes them
    "window": BELOW
    | {
        "backups",
        "case",
        "evidence",
        "passphrase",
        "questionnaires",
        "returns",
        "signing",
        "start",
        "subjects",
    },
    "app": BELOW | {"window", "start"},  # what stands behind the first paint, loaded apart from each other
}
# What the window may import of the core, for all its rooms, and what single rooms do beyond that.
OF_THE_CORE: Final = {COMMON, "assessor.domain", "assessor.words", "assessor.operations"}
BEYOND: Final[Graph] = {
    "session": {"assessor.catalog"},  # the library from which cases are made
    "start": {"assessor.catalog"},  # its plans, to choose from
    "returns": {"assessor.excel"},  # the headings of a questionnaire's columns
    "questionnaires": {"assessor.excel"},  # the counts of what was written, as a type
    "backups": {"assessor.storage"},  # entries of the journal, as a type
    "item": {"assessor.storage"},  # same
}
LIBRARIES: Final = {
    "PySide6": ("ui",),
    "shiboken6": ("ui",),
    "sqlalchemy": ("assessor.storage",),
    "sqlcipher3": ("assessor.storage",),
    "openpyxl": ("assessor.excel",),
    "python_calamine": ("assessor.excel",),
    "msoffcrypto": ("assessor.excel",),
    "olefile": ("assessor.excel.reading", "assessor.operations.returns"),  # locked workbooks; mails
    "cryptography": ("assessor.excel.reading",),
    "pydantic": ("assessor.catalog",),
}
# The seams: all that is imported elsewhere than at the top of a file, and why; ruff knows their files.
LATE: Final = {
    ("main", "assessor.excel.reading.apart"),  # a process of its own, which has to be ready soon
    ("main", "assessor.cli"),  # the window does without
    ("main", "ui.app.application"),  # the commands do without Qt
    ("ui.app.seam", "ui.start.page.StartPage"),  # after the first paint
    ("ui.app.seam", "ui.app.behind.Behind"),  # same, and all the rest with it
    ("assessor.cli", "assessor.cli.commands"),  # usage errors and --help need no libraries
    ("assessor.catalog.loading", "assessor.catalog.answer_table"),  # pydantic: a fifth of a command's start
    ("assessor.catalog.loading", "assessor.catalog.assembly"),  # same, in the same statement
    ("assessor.operations.protecting", "zxcvbn.zxcvbn"),  # its dictionaries, for those who set a passphrase
    (
        "assessor.excel.reading.passwords",
        "assessor.excel.reading.locks",
    ),  # cryptography, for locked workbooks
}
HOLDS_THE_SESSION_TOGETHER: Final = {"ui.session.session", "ui.session.parts"}


@cache
def all_imports() -> list[Import]:
    """Return the imports of the product; not read when tests are only collected."""
    return [one for module, file in FILES.items() for one in architecture.imports(module, file)]


@cache
def tree(module: str) -> ast.Module:
    """Return a module as it was parsed."""
    return ast.parse(FILES[module].read_text("utf-8"))


def place(one: Import) -> str:
    """Return where an import stands and what it imports."""
    return f"{one.module}:{one.line} imports {one.target}"


def known(one: Import) -> str:
    """Return the module of the product that an import means, or nothing."""
    return next((name for name in (one.target, one.target.rpartition(".")[0]) if name in FILES), "")


def crossing(top: str) -> Iterator[tuple[str, str, Import]]:
    """Yield each import of the window or of the core that leads into another room, with both rooms."""
    for one in all_imports():
        target = known(one)
        if target and one.module.startswith(f"{top}."):
            here, there = architecture.room_of(one.module), architecture.room_of(target)
            if here != there:
                yield here, there, one


def inner(module: str) -> str:
    """Return the room within a room that a module is in, or nothing."""
    name = ".".join(module.split(".")[1:3])
    return name if name in INNER else ""


def classes(modules: list[str]) -> Iterator[tuple[str, ast.ClassDef]]:
    """Yield the classes of modules."""
    for module in modules:
        for node in ast.walk(tree(module)):
            if isinstance(node, ast.ClassDef):
                yield module, node


def test_that_every_room_of_the_core_imports_only_what_stands_below_it():
    below = {f"assessor.{room}": {f"assessor.{one}" for one in may} | {COMMON} for room, may in CORE.items()}
    below[COMMON] = set()
    odd = [place(one) for here, there, one in crossing("assessor") if there not in below[here]]
    assert odd == []


def test_that_rooms_within_a_room_keep_to_their_table():
    odd = []
    for one in all_imports():
        here, there = inner(one.module), inner(known(one))
        beside = here.split(".")[0] == there.split(".")[0]
        if here and there and beside and there not in INNER[here] | {here}:
            odd.append(place(one))
    assert odd == []


def test_that_every_room_of_the_window_imports_only_what_stands_below_it():
    may = {
        f"ui.{room}": {f"ui.{one}" for one in below} | OF_THE_CORE | BEYOND.get(room, set())
        for room, below in WINDOW.items()
    }
    odd = [place(one) for here, there, one in crossing("ui") if there not in may[here]]
    assert odd == []


@pytest.mark.parametrize(("top", "table"), [("assessor", CORE), ("ui", WINDOW)])
def test_that_every_room_stands_in_its_table_and_tells_what_lives_there(top: str, table: Graph):
    rooms = {architecture.room_of(module) for module in FILES if module.startswith(f"{top}.")}
    assert rooms - {COMMON} == {f"{top}.{room}" for room in table}
    packages = [module for module, file in FILES.items() if file.name == "__init__.py"]
    assert [module for module in packages if not ast.get_docstring(tree(module))] == []


def test_that_no_arrow_of_the_tables_is_left_over():
    crossed = {(here, there) for top in ("assessor", "ui") for here, there, _ in crossing(top)}
    allowed = {
        *((f"assessor.{room}", f"assessor.{one}") for room, may in CORE.items() for one in may),
        *((f"ui.{room}", f"ui.{one}") for room, may in WINDOW.items() for one in may - BELOW),
        *((f"ui.{room}", one) for room, may in BEYOND.items() for one in may),
    }
    assert sorted(allowed - crossed) == []


def test_that_the_entrance_opens_the_window_or_the_command_line_only():
    used = {architecture.room_of(known(one)) for one in all_imports() if one.module == "main" and known(one)}
    assert used <= {"ui.app", "assessor.cli", "assessor.excel", COMMON}


def test_that_libraries_stay_in_their_rooms():
    odd = [
        place(one)
        for one in all_imports()
        for library, rooms in LIBRARIES.items()
        if one.target.split(".")[0] == library
        and not f"{one.module}.".startswith(tuple(f"{room}." for room in rooms))
    ]
    assert odd == []


def test_that_there_is_no_circle_also_with_the_imports_for_types():
    assert [" → ".join(way) for way in architecture.circles(architecture.between_modules())] == []
    assert [" → ".join(way) for way in architecture.circles(architecture.between_rooms())] == []


def test_that_only_the_session_opens_a_case():
    opening = "assessor.operations.inspection"
    odd = [place(one) for one in all_imports() if one.module.startswith("ui.") and known(one) == opening]
    odd = [one for one in odd if not one.startswith("ui.session.opening:")]
    types = [place(one) for one in all_imports() if one.types]
    assert set(odd) <= set(types)


def test_that_nothing_of_the_session_is_built_on_another_class_of_it():
    session = [module for module in FILES if module.startswith("ui.session")]
    theirs = {node.name for _, node in classes(session)}
    odd = [
        f"{module}: {node.name}"
        for module, node in classes(session)
        if {ast.unparse(base) for base in node.bases} & theirs
    ]
    assert odd == []


def test_that_a_part_of_the_session_knows_no_other_part_nor_the_whole():
    parts = {
        node.name
        for _, node in classes([module for module in FILES if module.startswith("ui.session.")])
        if node.name.startswith("Session")
    } - {"SessionState"}
    odd = [
        place(one)
        for one in all_imports()
        if one.module.startswith("ui.session.") and one.module not in HOLDS_THE_SESSION_TOGETHER
        if one.target.startswith("ui.session.") and one.target.rpartition(".")[2] in parts
    ]
    assert odd == []


def test_that_no_two_classes_of_the_product_bear_one_name():
    places: dict[str, list[str]] = {}
    for module, node in classes(list(FILES)):
        places.setdefault(node.name, []).append(module)
    assert {name: modules for name, modules in places.items() if len(modules) > 1} == {}


def test_that_nobody_imports_what_another_file_keeps_to_itself():
    private = [one for one in all_imports() if known(one) and one.target.rpartition(".")[2].startswith("_")]
    assert [place(one) for one in private] == []


def test_that_whatever_is_not_imported_at_the_top_is_a_seam_of_the_table():
    late = [one for one in all_imports() if one.late]
    assert {(one.module, one.target) for one in late} == LATE
    assert len({(one.module, one.line) for one in late}) < 10


def test_that_the_picture_of_the_house_is_up_to_date():
    shown = architecture.PICTURE.read_text("utf-8")
    assert shown == architecture.picture(), "run `make architecture`"
