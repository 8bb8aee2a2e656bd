"""Every kind of fault in a file of the library, with its exact place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assessor.errors import Code, InputError, Place
from tests.unit.catalog.sample_library import checklist

if TYPE_CHECKING:
    from tests.unit.catalog.sample_library import Shelf

Edit = tuple[str, str, str]  # file, what is replaced, by what
Pair = tuple[str, str]  # item and field of the place, or what was expected and found
LIST, PLAN, RULES = "base.toml", "plans/small.toml", "rules.toml"

INVALID = [
    ((LIST, "format = 1", "format = 3"), ("", "format"), ("1 | 2", "3")),
    ((LIST, "format = 1", "format = true"), ("", "format"), ("1 | 2", "true")),
    ((LIST, "format = 1", 'format = "1"'), ("", "format"), ("1 | 2", '"1"')),
    ((LIST, 'id = "base"', 'id = "Base/1"'), ("", "id"), ("a-z 0-9 _ (1..40)", "Base/1")),
    ((LIST, 'id = "base"', f'id = "{"b" * 41}"'), ("", "id"), ("a-z 0-9 _ (1..40)", "b" * 41)),
    ((LIST, 'version = "2020.11-1"', "version = 2020-11-01"), ("", "version"), ("text", "2020-11-01")),
    ((LIST, 'title = "一覧 base"', 'title = " "'), ("", "title"), ("text", '" "')),
    ((LIST, "extends = []", 'extends = "base"'), ("", "extends"), ("[checklist id, …]", "base")),
    ((LIST, 'id = "A-2"', 'id = "A/2"'), ("#2", "id"), ("A-Z a-z 0-9 . _ - (1..40)", "A/2")),
    ((LIST, 'id = "A-2"', 'id = "A 2"'), ("#2", "id"), ("A-Z a-z 0-9 . _ - (1..40)", "A 2")),
    ((LIST, 'id = "A-2"', 'id = "Ａ-2"'), ("#2", "id"), ("A-Z a-z 0-9 . _ - (1..40)", "Ａ-2")),
    ((LIST, 'id = "A-2"', 'id = "A-2\\n"'), ("#2", "id"), ("A-Z a-z 0-9 . _ - (1..40)", "A-2")),
    ((LIST, 'id = "A-2"', "id = 2"), ("#2", "id"), ("A-Z a-z 0-9 . _ - (1..40)", "2")),
    ((LIST, "phase = 1", "phase = 6"), ("A-1", "phase"), ("1..5, 0", "6")),
    ((LIST, "phase = 1", "phase = 1.0"), ("A-1", "phase"), ("1..5, 0", "1.0")),
    ((LIST, "phase = 1", "phase = true"), ("A-1", "phase"), ("1..5, 0", "true")),
    ((LIST, "phase = 1", "phase = [1]"), ("A-1", "phase"), ("1..5, 0", "[1]")),
    ((LIST, 'theme = "A"', 'theme = "a"'), ("A-1", "theme"), ("A | T | -", "a")),
    ((LIST, '"mandatory"', '"mandatry"'), ("A-1", "class"), ("mandatory | advanced", "mandatry")),
    ((LIST, '"確かめている。"', '""'), ("A-1", "requirement"), ("text", '""')),
    ((LIST, '"抜け道がないか。"', "false"), ("A-1", "intent"), ('text | ""', "false")),
    ((LIST, '["規程", "記録"]', '["規程", 5]'), ("A-1", "evidence"), ("[text, …]", "5")),
    ((LIST, '["規程", "記録"]', "{ a = 1 }"), ("A-1", "evidence"), ("[text, …]", '{"a": 1}')),
    (
        (LIST, '["GL-①"]', '["GL-①", "GL-①"]'),
        ("A-1", "references"),
        ("[reference key, …]", '["GL-①", "GL-①"]'),
    ),
    ((LIST, '"reported"', '"rumour"'), ("A-1", "basis"), ("documented | reported | reconstructed", "rumour")),
    ((PLAN, 'key = "bank_1"', 'key = "bank-1"'), ("subjects #2", "key"), ("a-z 0-9 _ (1..40)", "bank-1")),
    ((PLAN, '"current_state"', '"now"'), ("bank_1", "as_of"), ("after_measures | current_state", "now")),
    ((PLAN, 'counter = "社"', "counter = 1"), ("shops", "counter"), ('text | ""', "1")),
]


@pytest.mark.parametrize(("edit", "where", "told"), INVALID)
def test_that_an_invalid_value_is_named_with_its_place_and_what_was_expected(
    shelf: Shelf, edit: Edit, where: Pair, told: Pair
) -> None:
    shelf.spoil(*edit)
    problem = next(p for p in shelf.load().problems if p.place.file == edit[0])
    assert problem.code is Code.FIELD_INVALID
    assert problem.place == Place(file=edit[0], item=where[0], field=where[1])
    assert problem.values == {"expected": told[0], "found": told[1]}


def test_that_a_list_without_items_is_invalid(shelf: Shelf) -> None:
    shelf.write(
        "none.toml", (shelf.folder / LIST).read_text("utf-8").split("\n[[items]]")[0] + "items = []\n"
    )
    shelf.spoil("none.toml", '"base"', '"none"')
    (problem,) = shelf.load().problems
    assert problem.place == Place(file="none.toml", field="items")
    assert problem.values == {"expected": "[[items]]", "found": "[]"}


def test_that_an_entry_that_is_no_table_is_named_by_its_number(shelf: Shelf) -> None:
    shelf.write(LIST, checklist("base") + "items = [5, 6]\n")
    first, second = (p for p in shelf.load().problems if p.place.file == LIST)
    assert first.place == Place(file=LIST, item="#1", field="items")
    assert second.place == Place(file=LIST, item="#2", field="items")
    assert first.values == {"expected": "[[items]]", "found": "5"}


def test_that_a_long_value_is_shown_on_one_line_of_sixty_characters(shelf: Shelf) -> None:
    shelf.spoil(LIST, 'theme = "A"', 'theme = "' + "line\\n" * 40 + '"')
    problem = next(p for p in shelf.load().problems if p.place.file == LIST)
    found = str(problem.values["found"])
    assert len(found) == 60
    assert found.startswith("line line line")
    assert found.endswith("…")


@pytest.mark.parametrize(
    ("edit", "where", "expected"),
    [
        ((LIST, 'title_en = "List base"\n', ""), ("", "title_en"), "text"),
        ((LIST, 'class = "mandatory"\n', ""), ("A-1", "class"), "mandatory | advanced"),
        ((LIST, 'id = "A-1"\n', ""), ("#1", "id"), "A-Z a-z 0-9 . _ - (1..40)"),
        ((PLAN, 'key = "shops"\n', ""), ("groups #1", "key"), "a-z 0-9 _ (1..40)"),
        ((PLAN, 'group = "bank"\n', ""), ("bank_1", "group"), "group key"),
    ],
)
def test_that_a_missing_key_is_named(shelf: Shelf, edit: Edit, where: Pair, expected: str) -> None:
    shelf.spoil(*edit)
    problem = next(p for p in shelf.load().problems if p.place.file == edit[0])
    assert problem.code is Code.FIELD_MISSING
    assert problem.place == Place(file=edit[0], item=where[0], field=where[1])
    assert problem.values == {"expected": expected, "found": ""}


@pytest.mark.parametrize(
    ("edit", "where", "nearest"),
    [
        ((LIST, "requirement =", "requirment ="), ("A-1", "requirment"), "requirement"),
        ((LIST, "version =", "versoin ="), ("", "versoin"), "version"),
        ((LIST, 'id = "A-1"', 'idd = "A-1"'), ("#1", "idd"), "id"),
        ((LIST, 'gloss = "Confirmed"', 'gloss = "Confirmed"\nglos = "x"'), ("A-1", "glos"), "gloss"),
    ],
)
def test_that_a_misspelt_key_is_one_fault_that_names_the_nearest_key(
    shelf: Shelf, edit: Edit, where: Pair, nearest: str
) -> None:
    shelf.spoil(*edit)
    (problem,) = (p for p in shelf.load().problems if p.place.file == LIST)
    assert problem.code is Code.FIELD_UNKNOWN
    assert problem.place == Place(file=LIST, item=where[0], field=where[1])
    assert problem.values["nearest"] == nearest
    assert nearest in str(problem.values["expected"]).split(", ")


def test_that_an_unknown_key_with_no_near_one_lists_the_allowed_keys(shelf: Shelf) -> None:
    shelf.spoil(PLAN, 'counter = "社"', 'counter = "社"\nxyz = 1')
    (problem,) = shelf.load().problems
    assert problem.place == Place(file=PLAN, item="shops", field="xyz")
    assert problem.values == {
        "expected": "key, name, name_en, counter",
        "found": "1",
        "nearest": "key, name, name_en, counter",
    }


def test_that_a_misspelt_key_does_not_hide_that_the_same_key_is_missing_elsewhere(shelf: Shelf) -> None:
    shelf.spoil(LIST, "gloss =", "glos =")
    shelf.spoil(LIST, 'gloss = "Confirmed"\n', "")
    found = {(p.code, p.place.item, p.place.field) for p in shelf.load().problems if p.place.file == LIST}
    assert found == {(Code.FIELD_UNKNOWN, "A-1", "glos"), (Code.FIELD_MISSING, "A-2", "gloss")}


@pytest.mark.parametrize(
    ("edit", "where", "found"),
    [
        ((LIST, 'id = "A-2"', 'id = "A-1"'), ("A-1", "id"), "A-1"),
        ((PLAN, 'key = "bank_1"', 'key = "shop_1"'), ("shop_1", "key"), "shop_1"),
        ((PLAN, 'key = "bank"', 'key = "shops"'), ("shops", "key"), "shops"),
    ],
)
def test_that_an_id_used_twice_in_a_file_is_a_fault(
    shelf: Shelf, edit: Edit, where: Pair, found: str
) -> None:
    shelf.spoil(*edit)
    problem = next(p for p in shelf.load().problems if p.place.file == edit[0])
    assert problem.code is Code.DUPLICATE_ID
    assert problem.place == Place(file=edit[0], item=where[0], field=where[1])
    assert (problem.values["found"], problem.values["first"]) == (found, edit[0])


@pytest.mark.parametrize(
    ("edit", "where", "told"),
    [
        ((LIST, '["PAY"]', '["PAX"]'), ("A-1", "all_of"), ("[feature key, …]: PAY?", "PAX")),
        ((LIST, "any_of = []", 'any_of = ["xyz"]'), ("A-1", "any_of"), ("[feature key, …]", "xyz")),
        ((LIST, '["GL-①"]', '["GL-②"]'), ("A-1", "references"), ("[reference key, …]: GL-①?", "GL-②")),
        ((LIST, "extends = []", 'extends = ["bas"]'), ("", "extends"), ("[checklist id, …]: base?", "bas")),
        (
            (PLAN, '"base"', '"bse"'),
            ("shop_1", "checklist"),
            ("checklist id: base?", "bse"),
        ),
        ((PLAN, 'group = "bank"', 'group = "xyz"'), ("bank_1", "group"), ("group key", "xyz")),
        ((PLAN, '"LOGIN"]', '"LOGON"]'), ("shop_1", "features"), ("[feature key, …]: LOGIN?", "LOGON")),
    ],
)
def test_that_a_name_nobody_defines_is_an_unknown_reference(
    shelf: Shelf, edit: Edit, where: Pair, told: Pair
) -> None:
    shelf.spoil(*edit)
    problem = next(p for p in shelf.load().problems if p.place.file == edit[0])
    assert problem.code is Code.UNKNOWN_REFERENCE
    assert problem.place == Place(file=edit[0], item=where[0], field=where[1])
    assert (problem.values["expected"], problem.values["found"]) == told


def test_that_all_faults_of_a_file_come_at_once(shelf: Shelf) -> None:
    shelf.spoil(LIST, 'title = "一覧 base"\n', "")
    shelf.spoil(LIST, "extends = []", 'extends = ["nobody"]')
    shelf.spoil(LIST, "phase = 1", "phase = 9")
    shelf.spoil(LIST, '"mandatory"', '"must"')
    shelf.spoil(LIST, '["PAY"]', '["WALK"]', nth=2)
    shelf.spoil(LIST, "theme =", "tema =", nth=2)
    shelf.spoil(LIST, 'id = "A-2"', 'id = "A-1"')
    found = {(p.code, p.place.item, p.place.field) for p in shelf.load().problems if p.place.file == LIST}
    assert found == {
        (Code.FIELD_MISSING, "", "title"),
        (Code.UNKNOWN_REFERENCE, "", "extends"),
        (Code.FIELD_INVALID, "A-1", "phase"),
        (Code.FIELD_INVALID, "A-1", "class"),
        (Code.UNKNOWN_REFERENCE, "A-1", "all_of"),
        (Code.FIELD_UNKNOWN, "A-1", "tema"),
        (Code.DUPLICATE_ID, "A-1", "id"),
    }


@pytest.mark.parametrize(
    ("edit", "code", "where"),
    [
        ((RULES, 'ja = "注意"\n', ""), Code.FIELD_MISSING, ("", "notice.ja")),
        (
            (RULES, '[notice]\nja = "注意"\nen = "Notice"\n', "notice = 1\n"),
            Code.FIELD_INVALID,
            ("", "notice"),
        ),
        ((RULES, 'key = "LOGIN"', 'key = "LOG IN"'), Code.FIELD_INVALID, ("features #2", "key")),
        ((RULES, 'key = "LOGIN"', 'key = "PAY"'), Code.DUPLICATE_ID, ("PAY", "key")),
        ((RULES, 'none_of = ["PAY"]', 'none_of = ["WALK"]'), Code.UNKNOWN_REFERENCE, ("R1", "none_of")),
        ((RULES, 'class = ""', 'class = "both"'), Code.FIELD_INVALID, ("R1", "class")),
        ((RULES, '"not_applicable"', '"none"'), Code.FIELD_INVALID, ("R1", "effect")),
        ((RULES, 'source = "ガイドライン"', ""), Code.FIELD_MISSING, ("GL-①", "source")),
        ((RULES, 'source = "ガイドライン"', 'source = "a"\nid = 1'), Code.FIELD_UNKNOWN, ("GL-①", "id")),
    ],
)
def test_that_a_fault_of_the_rules_refuses_the_library_and_is_named(
    shelf: Shelf, edit: Edit, code: Code, where: Pair
) -> None:
    shelf.spoil(*edit)
    with pytest.raises(InputError) as raised:
        shelf.load()
    first, second = raised.value.problems
    assert (first.code, first.place) == (Code.NO_LIBRARY, Place(file=str(shelf.folder)))
    assert (second.code, second.place) == (code, Place(file=RULES, item=where[0], field=where[1]))


def test_that_a_choice_of_the_rules_says_what_may_stand_there(shelf: Shelf) -> None:
    shelf.spoil(RULES, 'class = ""', 'class = "both"')
    with pytest.raises(InputError) as raised:
        shelf.load()
    assert raised.value.problems[1].values == {"expected": 'mandatory | advanced | ""', "found": "both"}
