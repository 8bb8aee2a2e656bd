"""Reading the library from its folder: the files, their order, and why a file is refused."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeVar

from assessor.catalog import answer_table
from assessor.catalog.checking import CheckingContext, IdKind
from assessor.catalog.faults import check
from assessor.catalog.forms import Form, ListForm, OwnListForm, PlanForm, RulesForm
from assessor.catalog.library import Library
from assessor.catalog.reading import Table, read
from assessor.domain.checklist import SECOND, with_extended
from assessor.errors import Code, InputError, Place, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from assessor.catalog.library import Plan
    from assessor.domain.checklist import Checklist
    from assessor.domain.rulebook import Rulebook

F = TypeVar("F", bound=Form)
RULES: Final = "rules.toml"
PLANS: Final = "plans"
_EXTENDS: Final = "[checklist id, …]"


def assemble(folder: Path) -> Library:
    """Read the rules, the lists and the plans, each checked against those before."""
    files = _files(folder)
    plans = _files(folder / PLANS, f"{PLANS}/") if (folder / PLANS).is_dir() else {}
    if RULES not in files:
        raise InputError(_no_library(folder))
    scope = CheckingContext(RULES)
    rules = _rules(folder, files.pop(RULES), scope)
    problems = _answers(files.pop(answer_table.FILE, None))
    checklists = _checklists(files, scope, problems)
    scope.known[IdKind.CHECKLIST] = dict.fromkeys(checklists, "")
    return Library(
        checklists=MappingProxyType(checklists),
        rules=rules,
        plans=MappingProxyType(_plans(plans, scope, problems)),
        problems=tuple(sorted(problems, key=lambda problem: problem.place.file)),
    )


def _no_library(folder: Path) -> Problem:
    return Problem(Code.NO_LIBRARY, Place(file=str(folder)))


def _files(folder: Path, prefix: str = "") -> dict[str, Table | Problem]:
    """Read the TOML files of a folder in the order of their names, except hidden ones."""
    try:
        paths = sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError as error:
        raise InputError(_no_library(folder)) from error
    return {
        prefix + path.name: read(path, prefix + path.name)
        for path in paths
        if path.suffix.lower() == ".toml" and not path.name.startswith(".")
    }


def _checked(
    form: type[F], content: Table | Problem, scope: CheckingContext, problems: list[Problem]
) -> F | None:
    filled = (content,) if isinstance(content, Problem) else check(form, content, scope)
    if isinstance(filled, tuple):
        problems += filled
        return None
    return filled


def _rules(folder: Path, content: Table | Problem, scope: CheckingContext) -> Rulebook:
    """Return the rulebook, which all other checks need."""
    problems = [_no_library(folder)]
    form = _checked(RulesForm, content, scope, problems)
    if form is None:
        raise InputError(*problems)
    return form.value()


def _answers(content: Table | Problem | None) -> list[Problem]:
    """Return the faults of the words for answers, to be reported with those of the folder."""
    result = () if content is None else answer_table.checked(content)
    return list(result) if isinstance(result, tuple) else []


def _checklists(
    files: Mapping[str, Table | Problem], scope: CheckingContext, problems: list[Problem]
) -> dict[str, Checklist]:
    for file, content in files.items():
        if isinstance(content, dict) and isinstance(declared := content.get("id"), str):
            scope.ids(IdKind.DECLARED)[declared] = file
    sound: dict[str, Checklist] = {}
    for file, content in files.items():
        own = scope.within(file)
        if isinstance(content, dict) and content.get("format") == SECOND:
            own.known[IdKind.ITEM] = {}  # a list of one's own has its own numbers
            form: ListForm | OwnListForm | None = _checked(OwnListForm, content, own, problems)
            kinds: tuple[IdKind, ...] = (IdKind.CHECKLIST,)
        else:
            form, kinds = _checked(ListForm, content, own, problems), (IdKind.CHECKLIST, IdKind.ITEM)
        if form is not None:
            scope.take(own, *kinds)
            sound[form.id] = form.value()
    file_of = scope.ids(IdKind.CHECKLIST)
    return _without_doubles(_without_loose_ends(sound, file_of, problems), file_of, problems)


def _without_loose_ends(
    lists: dict[str, Checklist], file_of: Mapping[str, str], problems: list[Problem]
) -> dict[str, Checklist]:
    """Return the lists whose extended lists all exist, and add a problem for each of the others."""
    complete: set[str] = set()
    while fresh := {c.id for c in lists.values() if c.id not in complete and complete.issuperset(c.extends)}:
        complete |= fresh
    for checklist in lists.values():
        place = Place(file=file_of[checklist.id], field="extends")
        circle = _circle(lists, checklist.id)
        if circle:
            values = {"expected": "[checklist id, …], a ↛ b → a", "found": " → ".join(circle)}
            problems.append(Problem(Code.FIELD_INVALID, place, values))
        for extended in checklist.extends:
            if extended not in complete and not (circle and extended in lists):
                values = {"expected": _EXTENDS, "found": extended}
                problems.append(Problem(Code.UNKNOWN_REFERENCE, place, values))
    return {key: value for key, value in lists.items() if key in complete}


def _without_doubles(
    lists: dict[str, Checklist], file_of: Mapping[str, str], problems: list[Problem]
) -> dict[str, Checklist]:
    """Return the lists whose items have other ids than those of the lists they extend."""
    doubled: set[str] = set()
    for checklist in lists.values():
        *extended, own = with_extended(lists, [checklist.id])
        owners = {item.id: each.id for each in extended for item in each.items}
        for item in own.items:
            if item.id in owners:
                doubled.add(own.id)
                values = {"expected": "id", "found": item.id, "first": file_of[owners[item.id]]}
                place = Place(file=file_of[own.id], item=item.id, field="id")
                problems.append(Problem(Code.DUPLICATE_ID, place, values))
    return {
        key: value
        for key, value in lists.items()
        if doubled.isdisjoint(each.id for each in with_extended(lists, [key]))
    }


def _circle(lists: Mapping[str, Checklist], start: str) -> tuple[str, ...]:
    """Return the circle of extensions through a list, or an empty tuple."""
    seen: set[str] = set()
    ways: list[tuple[str, ...]] = [(start,)]
    while ways:
        way = ways.pop()
        for extended in lists[way[-1]].extends:
            if extended == start:
                return (*way, extended)
            if extended in lists and extended not in seen:
                seen.add(extended)
                ways.append((*way, extended))
    return ()


def _plans(
    files: Mapping[str, Table | Problem], scope: CheckingContext, problems: list[Problem]
) -> dict[str, Plan]:
    sound: dict[str, Plan] = {}
    for file, content in files.items():
        own = scope.within(file)
        form = _checked(PlanForm, content, own, problems)
        if form is not None:
            scope.take(own, IdKind.PLAN)
            sound[form.id] = form.value()
    return sound
