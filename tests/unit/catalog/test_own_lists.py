"""Lists of format 2, whose sections and classes are their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assessor.catalog import load
from assessor.domain.checklist import SECOND, Checklist
from assessor.domain.rulebook import applicability
from assessor.domain.sections import RequirementClass, Section
from assessor.errors import Code
from tests import own_list

if TYPE_CHECKING:
    from pathlib import Path

    from assessor.catalog import Library


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return own_list.write(tmp_path / "checklists")


def faults(library: Library) -> list[tuple[Code, str, str, object]]:
    return [(p.code, p.place.item, p.place.field, p.values["found"]) for p in library.problems]


def spoilt(folder: Path, old: str, new: str) -> Library:
    file = folder / "house.toml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return load(folder)


def test_that_a_list_of_ones_own_has_its_sections_and_classes_in_order(folder: Path) -> None:
    library = load(folder)
    assert library.problems == ()
    house = library.checklists["house"]
    assert house.sections == (
        Section("1", "管理体制", "Governance", "house", 0),
        Section("2", "認証", "Authentication", "house", 1),
        Section("3", "委託先", "Suppliers", "house", 2),
    )
    basic, wanted = house.classes
    assert basic == RequirementClass("basic", "基本的な対応事項", "Basic", decides=True)
    assert wanted == RequirementClass("wanted", "対応が望ましい事項", "Desirable", decides=False)
    assert [(i.id, i.section.key, i.mandatory, i.basis) for i in house.items] == [
        ("CP-1-01", "1", True, None),
        ("1-2", "1", False, None),
        ("2-1", "2", True, None),
        ("3-1", "3", True, None),
    ]
    assert (house.count(decides=True), house.count(decides=False)) == (3, 1)


def test_that_its_canonical_text_gives_it_back(folder: Path) -> None:
    house = load(folder).checklists["house"]
    again = Checklist.from_json(house.to_json())
    assert again == house
    assert (again.format, again.to_json(), again.sha256) == (SECOND, house.to_json(), house.sha256)


@pytest.mark.parametrize("key", ["code_payment", "bank_alliance", "own_prepaid_card"])
def test_that_a_list_of_format_1_keeps_its_text_and_with_it_its_hash(library: Library, key: str) -> None:
    first = library.checklists[key]
    text = first.to_json()
    assert '"phase":' in text
    assert "sections" not in text
    assert Checklist.from_json(text) == first


def test_that_the_rules_of_the_phases_leave_items_of_other_schemes_alone(folder: Path) -> None:
    library = load(folder)
    assert any(rule.concerns(library.checklists["code_payment"].items[0]) for rule in library.rules.rules)
    house = library.checklists["house"]
    assert not any(rule.concerns(item) for rule in library.rules.rules for item in house.items)
    assert all(applicability(item, frozenset(), library.rules).applies for item in house.items)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('section = "2"', 'section = "9"', (Code.UNKNOWN_REFERENCE, "2-1", "section", '"9"')),
        ('class = "wanted"', 'class = "basics"', (Code.UNKNOWN_REFERENCE, "1-2", "class", "basics")),
        ('id = "3-1"', 'id = "2-1"', (Code.DUPLICATE_ID, "2-1", "id", "2-1")),
        ("decides = false", "decides = 0", (Code.FIELD_INVALID, "wanted", "decides", "0")),
        ('key = "3"\nname', 'key = "2"\nname', (Code.DUPLICATE_ID, "2", "key", '"2"')),
    ],
)
def test_that_a_fault_is_named_with_its_place(
    folder: Path, old: str, new: str, fault: tuple[Code, str, str, str]
) -> None:
    assert fault in faults(spoilt(folder, old, new))


def test_that_an_item_may_not_have_the_id_of_an_extended_one(folder: Path) -> None:
    library = spoilt(folder, 'title = "自行の点検表"', 'title = "自行の点検表"\nextends = ["code_payment"]')
    assert "house" not in library.checklists
    assert (Code.DUPLICATE_ID, "CP-1-01", "id", "CP-1-01") in faults(library)
