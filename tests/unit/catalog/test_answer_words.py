"""The file of words for answers: its values, every kind of fault, and when it is read again."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from assessor.catalog import answer_words, default_folder, load
from assessor.domain.answer_words import folded_word
from assessor.domain.vocabulary import Answer
from assessor.errors import Code, InputError, Place, Problem

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.catalog.sample_library import Shelf

FILE = "answers.toml"
SOUND = """\
format = 1
implemented = ["はい", "○", "ＯＫ"]
partial = ["△"]
not_implemented = ["いいえ"]
out_of_scope = ["－", "n/a"]
put_off = ["同上", "See "]
"""


def faults(shelf: Shelf, content: str) -> tuple[Problem, ...]:
    """Return the faults of the file with this content."""
    shelf.write(FILE, content)
    with pytest.raises(InputError) as raised:
        answer_words(shelf.folder)
    assert all(problem.place.file == FILE for problem in raised.value.problems)
    return raised.value.problems


def test_that_the_words_are_kept_in_the_form_in_which_they_are_compared(shelf: Shelf) -> None:
    shelf.write(FILE, SOUND)
    words = answer_words(shelf.folder)
    assert dict(words.answers) == {
        "はい": Answer.IMPLEMENTED,
        "○": Answer.IMPLEMENTED,
        "ok": Answer.IMPLEMENTED,
        "△": Answer.PARTIAL,
        "いいえ": Answer.NOT_IMPLEMENTED,
        "-": Answer.OUT_OF_SCOPE,
        "n/a": Answer.OUT_OF_SCOPE,
    }
    assert words.put_off == ("同上", "see")


@pytest.mark.parametrize("word", ["○", "（ ○ ）", "　○。", "\u200b○\ufe0f"])
def test_that_words_that_look_the_same_are_the_same(word: str) -> None:
    assert folded_word(word) == "○"


@pytest.mark.parametrize("word", ["", "。", "「」", " "])
def test_that_signs_around_nothing_are_no_word(word: str) -> None:
    assert not folded_word(word)


def test_that_a_word_may_stand_twice_under_the_same_answer(shelf: Shelf) -> None:
    shelf.write(FILE, SOUND.replace('"○"', '"○", "（○）", "ハイ", "ﾊｲ"'))
    assert answer_words(shelf.folder).answers["ハイ"] is Answer.IMPLEMENTED


@pytest.mark.parametrize(
    ("old", "new", "field", "first"),
    [
        ('"△"', '"△", "ｏｋ"', "partial", "implemented"),
        ('"いいえ"', '"いいえ", "（△）"', "not_implemented", "partial"),
        ('"n/a"', '"n/a", "い い え"', "out_of_scope", "not_implemented"),
        ('"同上"', '"同上", "―"', "put_off", "out_of_scope"),
    ],
)
def test_that_a_word_under_two_answers_is_named_with_both(
    shelf: Shelf, old: str, new: str, field: str, first: str
) -> None:
    (problem,) = faults(shelf, SOUND.replace(old, new))
    assert (problem.code, problem.place) == (Code.FIELD_INVALID, Place(file=FILE, field=field))
    assert problem.values == {"expected": f"text ∉ {first}", "found": new.split('"')[-2], "first": first}


@pytest.mark.parametrize(
    ("edit", "code", "field", "told"),
    [
        (("format = 1", "format = 2"), Code.FIELD_INVALID, "format", ("1", "2")),
        (('partial = ["△"]\n', ""), Code.FIELD_MISSING, "partial", ("[text (1..40), …]", "")),
        (('"△"', "5"), Code.FIELD_INVALID, "partial", ("[text (1..40), …]", "5")),
        (('["△"]', '"△"'), Code.FIELD_INVALID, "partial", ("[text (1..40), …]", "△")),
        (('"△"', '" "'), Code.FIELD_INVALID, "partial", ("[text (1..40), …]", '" "')),
        (('"△"', '"「」"'), Code.FIELD_INVALID, "partial", ("[text (1..40), …]", "「」")),
        (('"同上"', f'"{"同" * 41}"'), Code.FIELD_INVALID, "put_off", ("[text (1..40), …]", "同" * 41)),
    ],
)
def test_that_a_fault_is_named_with_its_key_and_what_was_expected(
    shelf: Shelf, edit: tuple[str, str], code: Code, field: str, told: tuple[str, str]
) -> None:
    (problem,) = faults(shelf, SOUND.replace(*edit))
    assert (problem.code, problem.place) == (code, Place(file=FILE, field=field))
    assert (problem.values["expected"], problem.values["found"]) == told


def test_that_all_faults_come_at_once(shelf: Shelf) -> None:
    content = SOUND.replace('"△"', '"△", "はい", "。"').replace("out_of_scope", "out_of_scop")
    content = content.replace('"同上"', '"同上", "△", 1')
    found = [(problem.code, problem.place.field) for problem in faults(shelf, content)]
    assert found == [
        (Code.FIELD_INVALID, "partial"),
        (Code.FIELD_INVALID, "put_off"),
        (Code.FIELD_UNKNOWN, "out_of_scop"),
        (Code.FIELD_INVALID, "partial"),
        (Code.FIELD_INVALID, "put_off"),
    ]


def test_that_a_file_that_is_not_toml_is_named_with_its_line(shelf: Shelf) -> None:
    (problem,) = faults(shelf, SOUND.replace('["△"]', '["△"'))
    assert (problem.code, problem.place.row) == (Code.NOT_TOML, 4)


def test_that_a_file_that_is_not_there_is_named(shelf: Shelf) -> None:
    with pytest.raises(InputError) as raised:
        answer_words(shelf.folder)
    (problem,) = raised.value.problems
    assert (problem.code, problem.place) == (Code.CANNOT_READ, Place(file=FILE))
    assert problem.values == {"message": "No such file or directory"}


def test_that_the_file_is_no_checklist_and_its_faults_are_faults_of_the_library(shelf: Shelf) -> None:
    shelf.write(FILE, SOUND)
    assert shelf.load().problems == ()
    shelf.write(FILE, SOUND.replace('"△"', '"はい"'))
    library = shelf.load()
    (problem,) = library.problems
    assert (problem.code, problem.place) == (Code.FIELD_INVALID, Place(file=FILE, field="partial"))
    assert set(library.checklists) == {"base"}
    shelf.write(FILE, "= not toml")
    assert [problem.code for problem in shelf.load().problems] == [Code.NOT_TOML]


def test_that_the_file_is_read_once_until_it_changes(shelf: Shelf) -> None:
    shelf.write(FILE, SOUND)
    words = answer_words(shelf.folder)
    assert answer_words(shelf.folder) is words
    shelf.write(FILE, SOUND.replace('"△"', '"△", "半分"'))
    assert answer_words(shelf.folder).answers["半分"] is Answer.PARTIAL
    path = shelf.folder / FILE
    before = path.stat()
    shelf.write(FILE, SOUND.replace('"△"', '"△", "半端"'))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns + 1))
    assert "半端" in answer_words(shelf.folder).answers


def test_that_a_faulty_file_is_read_again_once_it_is_sound(shelf: Shelf) -> None:
    faults(shelf, SOUND.replace("format = 1", "format = 2"))
    shelf.write(FILE, SOUND + "# \n")
    assert answer_words(shelf.folder).answers


def test_that_the_shipped_words_are_sound_and_can_be_extended_by_one_line(tmp_path: Path) -> None:
    folder = shutil.copytree(default_folder(), tmp_path / "checklists")
    path = folder / FILE
    text = path.read_text("utf-8")
    path.write_text(text.replace('  "△", "▲",', '  "△", "▲",\n  "半分くらい",'), "utf-8")
    words = answer_words(folder)
    assert words.answers["半分くらい"] is Answer.PARTIAL
    assert set(words.answers.values()) == set(Answer) - {Answer.NONE}
    assert load(folder).problems == ()
