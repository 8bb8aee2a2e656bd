"""The library as a whole: its values, its order, and how files refuse or spare each other."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from assessor.catalog import Library, Plan, default_folder, load
from assessor.domain import cashless
from assessor.domain.checklist import Condition, Feature, Item, items_of
from assessor.domain.records import Group, Subject
from assessor.domain.rulebook import Rule
from assessor.domain.vocabulary import AsOf, Basis, Effect
from assessor.errors import Code, InputError, Place
from tests.places import ROOT
from tests.unit.catalog.sample_library import checklist

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.catalog.sample_library import Shelf


def refusals(library: Library) -> list[tuple[Code, str, str]]:
    return [(p.code, p.place.file, str(p.values.get("found", ""))) for p in library.problems]


def test_that_a_file_becomes_the_values_of_the_domain(shelf: Shelf) -> None:
    library = shelf.load()
    assert library.problems == ()
    base = library.checklists["base"]
    assert (base.id, base.version, base.title, base.title_en) == (
        "base",
        "2020.11-1",
        "一覧 base",
        "List base",
    )
    assert (base.description, base.extends) == ("試すための一覧です。", ())
    assert base.items[0] == Item(
        id="A-1",
        section=cashless.PHASE[1],
        heading="",
        theme=cashless.AUTHENTICATION,
        requirement_class=cashless.MANDATORY,
        requirement="確かめている。",
        intent="抜け道がないか。",
        gloss="Confirmed",
        evidence=("規程", "記録"),
        references=("GL-①",),
        basis=Basis.REPORTED,
        applies=Condition(all_of=("PAY",)),
    )
    assert type(base).from_json(base.to_json()) == base


def test_that_the_rules_become_the_rulebook(shelf: Shelf) -> None:
    rules = shelf.load().rules
    assert (rules.version, rules.notice, rules.notice_en) == ("1", "注意", "Notice")
    assert rules.features[0] == Feature("PAY", "決済あり", "Payment")
    assert rules.references == (("GL-①", "ガイドライン"),)
    assert rules.rules == (
        Rule(
            id="R1",
            title="決済がないサービス",
            title_en="Service without payment",
            applies=Condition(none_of=("PAY",)),
            items=("A-*",),
            only="",
            effect=Effect.NOT_APPLICABLE,
            reason="決済なし",
            reason_en="No payment",
            basis=Basis.DOCUMENTED,
        ),
    )
    assert type(rules).from_json(rules.to_json()) == rules


def test_that_a_plan_becomes_records_in_order_with_sorted_features(shelf: Shelf) -> None:
    assert shelf.load().plans["small"] == Plan(
        id="small",
        title="小さな計画",
        title_en="Small plan",
        description="試すための計画です。",
        description_en="A plan to try.",
        groups=(
            Group(group="shops", name="店", name_en="Shops", counter="社", position=0),
            Group(group="bank", name="銀行", name_en="Bank", counter="", position=1),
        ),
        subjects=(
            Subject(
                subject="shop_1",
                name="店1",
                name_en="Shop 1",
                group="shops",
                checklist="base",
                as_of=AsOf.AFTER_MEASURES,
                features="LOGIN PAY",
                position=0,
            ),
            Subject(
                subject="bank_1",
                name="銀行1",
                name_en="Bank 1",
                group="bank",
                checklist="base",
                as_of=AsOf.CURRENT_STATE,
                features="",
                position=1,
            ),
        ),
    )


def test_that_extended_items_come_first_and_each_list_only_once(shelf: Shelf) -> None:
    shelf.write("a_top.toml", checklist("top", "T-1", extends='"left", "right"'))
    shelf.write("left.toml", checklist("left", "L-1", extends='"base"'))
    shelf.write("right.toml", checklist("right", "R-1", extends='"base"'))
    library = shelf.load()
    assert library.problems == ()
    assert list(library.checklists) == ["top", "base", "left", "right"]
    assert [i.id for i in items_of(library.checklists, "top")] == ["A-1", "A-2", "L-1", "R-1", "T-1"]
    assert [i.id for i in items_of(library.checklists, "base")] == ["A-1", "A-2"]


def test_that_a_plan_uses_the_lists_of_its_subjects_and_those_they_extend(shelf: Shelf) -> None:
    shelf.write("more.toml", checklist("more", "M-1", extends='"base"'))
    shelf.write("unused.toml", checklist("unused", "U-1"))
    shelf.spoil("plans/small.toml", 'checklist = "base"', 'checklist = "more"')
    library = shelf.load()
    assert [c.id for c in library.used_by(library.plans["small"])] == ["base", "more"]


def test_that_a_broken_file_does_not_hide_the_others(shelf: Shelf) -> None:
    shelf.write("a_broken.toml", "= not toml")
    shelf.write("b_faulty.toml", checklist("faulty", "F-1").replace("phase = 1", "phase = 7"))
    shelf.write("plans/a_broken.toml", "also not toml")
    library = shelf.load()
    assert list(library.checklists) == ["base"]
    assert list(library.plans) == ["small"]
    assert refusals(library) == [
        (Code.NOT_TOML, "a_broken.toml", ""),
        (Code.FIELD_INVALID, "b_faulty.toml", "7"),
        (Code.NOT_TOML, "plans/a_broken.toml", ""),
    ]


def test_that_a_list_and_a_plan_that_need_a_refused_list_are_refused_too(shelf: Shelf) -> None:
    shelf.spoil("base.toml", "phase = 1", "phase = 7")
    shelf.write("far.toml", checklist("far", "F-1", extends='"near"'))
    shelf.write("near.toml", checklist("near", "N-1", extends='"base"'))
    shelf.write("other.toml", checklist("other", "O-1"))
    library = shelf.load()
    assert list(library.checklists) == ["other"]
    assert not library.plans
    assert refusals(library) == [
        (Code.FIELD_INVALID, "base.toml", "7"),
        (Code.UNKNOWN_REFERENCE, "far.toml", "near"),
        (Code.UNKNOWN_REFERENCE, "near.toml", "base"),
        (Code.UNKNOWN_REFERENCE, "plans/small.toml", "base"),
        (Code.UNKNOWN_REFERENCE, "plans/small.toml", "base"),
    ]
    assert library.problems[1].place == Place(file="far.toml", field="extends")


def test_that_lists_that_extend_each_other_in_a_circle_are_refused(shelf: Shelf) -> None:
    shelf.write("self.toml", checklist("self", "S-1", extends='"self"'))
    shelf.write("one.toml", checklist("one", "O-1", extends='"base", "two"'))
    shelf.write("two.toml", checklist("two", "T-1", extends='"base", "one"'))
    shelf.write("user.toml", checklist("user", "U-1", extends='"one"'))
    library = shelf.load()
    assert list(library.checklists) == ["base"]
    assert refusals(library) == [
        (Code.FIELD_INVALID, "one.toml", "one → two → one"),
        (Code.FIELD_INVALID, "self.toml", "self → self"),
        (Code.FIELD_INVALID, "two.toml", "two → one → two"),
        (Code.UNKNOWN_REFERENCE, "user.toml", "one"),
    ]


def test_that_a_list_in_a_circle_also_names_a_refused_list_it_extends(shelf: Shelf) -> None:
    shelf.spoil("base.toml", "phase = 1", "phase = 7")
    shelf.write("self.toml", checklist("self", "S-1", extends='"self", "base"'))
    found = [p for p in shelf.load().problems if p.place.file == "self.toml"]
    assert [p.code for p in found] == [Code.FIELD_INVALID, Code.UNKNOWN_REFERENCE]


def test_that_the_second_list_with_an_id_or_an_item_id_is_refused(shelf: Shelf) -> None:
    shelf.write("copy.toml", checklist("base", "C-1"))
    shelf.write("third.toml", checklist("third", "A-1", "C-2"))
    library = shelf.load()
    assert list(library.checklists) == ["base"]
    assert library.checklists["base"].items[0].id == "A-1"
    copy, third = library.problems
    assert (copy.code, copy.place) == (Code.DUPLICATE_ID, Place(file="copy.toml", field="id"))
    assert (copy.values["found"], copy.values["first"]) == ("base", "base.toml")
    assert third.place == Place(file="third.toml", item="A-1", field="id")


def test_that_a_faulty_file_claims_no_ids(shelf: Shelf) -> None:
    shelf.write("a_draft.toml", checklist("base", "A-1").replace("phase = 1", "phase = 7"))
    library = shelf.load()
    assert list(library.checklists) == ["base"]
    assert refusals(library) == [(Code.FIELD_INVALID, "a_draft.toml", "7")]


def test_that_plans_may_share_subject_keys_but_not_ids(shelf: Shelf) -> None:
    text = (shelf.folder / "plans/small.toml").read_text("utf-8")
    shelf.write("plans/other.toml", text.replace('id = "small"', 'id = "other"'))
    shelf.write("plans/twin.toml", text)
    library = shelf.load()
    assert list(library.plans) == ["other", "small"]
    (problem,) = library.problems
    assert (problem.code, problem.place) == (Code.DUPLICATE_ID, Place(file="plans/twin.toml", field="id"))
    assert problem.values["first"] == "plans/small.toml"


def test_that_other_files_are_ignored(shelf: Shelf) -> None:
    for name in ("README.md", "._base.toml", "base.toml.bak", "plans/notes.txt"):
        shelf.write(name, "= nothing of ours")
    shelf.write("MORE.TOML", checklist("more", "M-1"))
    library = shelf.load()
    assert library.problems == ()
    assert list(library.checklists) == ["more", "base"]


def test_that_a_library_without_plans_is_a_library(shelf: Shelf) -> None:
    (shelf.folder / "plans/small.toml").unlink()
    assert not shelf.load().plans
    (shelf.folder / "plans").rmdir()
    assert not shelf.load().plans


@pytest.mark.parametrize("name", ["nowhere", "empty", "file"])
def test_that_a_folder_without_rules_is_no_library(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "pyproject.toml").write_text("= other", "utf-8")
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(InputError) as raised:
        load(tmp_path / name)
    (problem,) = raised.value.problems
    assert (problem.code, problem.place) == (Code.NO_LIBRARY, Place(file=str(tmp_path / name)))


def test_that_rules_that_are_not_toml_are_no_library(shelf: Shelf) -> None:
    shelf.write("rules.toml", "format = 1\nversion = \n")
    with pytest.raises(InputError) as raised:
        shelf.load()
    first, second = raised.value.problems
    assert (first.code, first.place.file) == (Code.NO_LIBRARY, str(shelf.folder))
    assert (second.code, second.place) == (Code.NOT_TOML, Place(file="rules.toml", row=2))


def test_that_the_default_folder_lies_beside_the_program() -> None:
    assert default_folder() == ROOT / "checklists"


def test_that_importing_the_catalog_does_not_import_pydantic() -> None:
    code = "import sys, assessor.catalog; sys.exit('pydantic' in sys.modules)"
    root = default_folder().parent
    subprocess.run([sys.executable, "-c", code], cwd=root, check=True)
