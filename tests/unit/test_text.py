import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.text import (
    CELL_LIMIT,
    cell_length,
    file_name,
    fingerprint,
    folded,
    for_workbook,
    is_blank,
    local_time,
    person,
    same_lines,
    same_person,
    shielded,
    shortened,
    typed,
    unshielded,
    visible,
)


@pytest.mark.parametrize(
    ("given_name", "expected"),
    [
        ("../../etc/passwd", "_._etc_passwd"),
        ("..", "_"),
        ("", "_"),
        ("CON", "_CON"),
        ("con.txt", "_con.txt"),
        ("COM1.tar.gz", "_COM1.tar.gz"),
        ("COM¹.txt", "_COM¹.txt"),
        ("CONIN$", "_CONIN$"),
        ("conout$.log", "_conout$.log"),
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


def test_that_a_name_that_is_cut_ends_in_nothing_that_windows_drops():
    for end in (" ", ". ", "."):
        assert file_name("a" * (200 - len(end)) + end + "b" * 99) == "a" * (200 - len(end))


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


@pytest.mark.parametrize(
    "sign", "\u200b\u2060\u00ad\u202e\u034f\u115f\u1160\u3164\uffa0\u180b\ufe0f\U000e0100\u2800\x07"
)
def test_that_what_shows_nothing_is_nothing_and_makes_no_other_person(sign: str):
    assert visible(f" {sign}\u3000{sign}\n") == typed(f"\t{sign}") == person(sign) == ""
    assert visible(f" 山田{sign} 花子 ") == "山田 花子"
    assert same_person(f"山{sign}田 花子", f"山田花子{sign}")
    assert not same_person(f"山田{sign}", "山本")


def test_that_a_name_is_kept_as_it_was_typed_on_one_line():
    assert person(" 辻\U000e0100\n\t花子\x1b\u2028") == "辻\U000e0100 花子"
    assert person("a\ud800") == "a\ufffd"


@pytest.mark.parametrize(
    "moment", ["garbage", "2020-13-01", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"]
)
def test_that_what_is_no_moment_is_told_as_it_stands(moment: str):
    assert moment[:4] in local_time(moment)
    assert local_time("garbage") == "garbage"


def test_that_a_moment_is_told_to_the_minute_and_nothing_when_unknown():
    assert local_time("") == ""
    assert len(local_time("2020-11-09T01:02:03+00:00")) == 16


def test_that_a_text_no_file_can_hold_still_has_a_fingerprint():
    assert fingerprint("a\ud800") == fingerprint("a\ufffd")


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n", "'"])
def test_that_no_cell_of_a_csv_is_a_formula_and_each_is_read_again(sign: str):
    assert shielded(f"{sign}1+1") == f"'{sign}1+1"
    assert unshielded(f"'{sign}1+1") == f"{sign}1+1"
    assert shielded(f"1{sign}1") == unshielded(f"1{sign}1") == f"1{sign}1"


@pytest.mark.long
def test_that_every_sign_that_shows_nothing_is_blank_and_no_other():
    signs = map(chr, (*range(0x3400), *range(0xA000, 0x20000), *range(0xE0000, 0xE1000)))
    differ = [sign for sign in signs if is_blank(sign) != (not visible(sign))]
    # Unicode learnt of these later than some Python that we run on.
    assert {hex(ord(sign)) for sign in differ} <= {hex(number) for number in range(0x13439, 0x13440)}


@given(st.text(st.sampled_from("\u200b\u2800\u3164\ufeff\u00ad\u3000 \n\u200e\ufe0fa字"), max_size=5))
def test_that_a_text_is_blank_when_nothing_of_it_is_seen(text: str):
    assert is_blank(text) == (not visible(text))
    assert bool(typed(text)) == bool(visible(text))


PATTERN = st.text(st.sampled_from("長😀_x0041"), min_size=1, max_size=9)


@given(PATTERN, st.integers(CELL_LIMIT // 9, 2 * CELL_LIMIT))
def test_that_a_shortened_text_fits_a_cell_and_is_cut_no_more_than_it_must(pattern: str, times: int):
    text = (pattern * times)[: 3 * CELL_LIMIT]
    short = shortened(text)
    assert cell_length(short) <= CELL_LIMIT
    assert short == text or CELL_LIMIT - cell_length(short) < 16
    assert short == text or short.endswith("…（以下略）")
