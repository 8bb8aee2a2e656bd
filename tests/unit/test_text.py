import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.text import file_name, fingerprint, folded, for_workbook, local_time, same_lines


@pytest.mark.parametrize(
    ("given_name", "expected"),
    [
        ("../../etc/passwd", "_._etc_passwd"),
        ("..", "_"),
        ("", "_"),
        ("CON", "_CON"),
        ("con.txt", "_con.txt"),
        ("COM1.tar.gz", "_COM1.tar.gz"),
        ("a:b*c?.pdf", "a_b_c_.pdf"),
        ("報告書.", "報告書"),
        ("報告書.pdf", "報告書.pdf"),
        (".hidden", "hidden"),
        ("a.very-long-ending-that-is-no-ending", "a.very-long-ending-that-is-no-ending"),
    ],
)
def test_that_a_name_becomes_one_that_every_system_takes(given_name: str, expected: str):
    assert file_name(given_name) == expected


def test_that_200_japanese_characters_are_shortened_and_keep_their_ending():
    name = file_name("証" * 200 + ".pdf")
    assert name.endswith("証.pdf")
    assert len(name.encode()) <= 255


@given(st.text(max_size=300))
def test_that_no_name_leaves_its_folder_or_grows_too_long(name: str):
    safe = file_name(name)
    assert safe
    assert not set(safe) & set('/\\:*?"<>|')
    assert safe not in {".", ".."}
    assert len(safe.encode("utf-8", "surrogatepass")) <= 255


def test_that_width_case_and_dashes_do_not_count_in_comparing():
    assert folded(" ＣＰ－１ ") == folded("cp-1") == "cp-1"
    assert folded("ー") == folded("－") == folded("―") == "-"


@given(st.text())
def test_that_a_fingerprint_does_not_see_blanks_or_line_ends(text: str):
    assert fingerprint(text) == fingerprint(f" {text}\r\n")
    assert len(fingerprint(text)) == 12


def test_that_line_ends_become_line_feeds():
    assert same_lines("a\r\nb\rc\nd") == "a\nb\nc\nd"


def test_that_characters_a_workbook_cannot_hold_are_shown_as_such():
    assert for_workbook("a\x00b\ufffe\ud800c\r\n") == "a\ufffdb\ufffd\ufffdc\n"


def test_that_a_moment_is_told_to_the_minute_and_nothing_when_unknown():
    assert local_time("") == ""
    assert len(local_time("2020-11-09T01:02:03+00:00")) == 16


def test_that_a_text_no_file_can_hold_still_has_a_fingerprint():
    assert fingerprint("a\ud800") == fingerprint("a\ufffd")
