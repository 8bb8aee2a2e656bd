"""Files as they come from editors: byte order marks, line ends, bytes and lines that are not TOML."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from assessor.catalog.reading import read
from assessor.errors import Code, Place, Problem

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.catalog.sample_library import Shelf


def problem_of(path: Path, content: bytes) -> Problem:
    path.write_bytes(content)
    problem = read(path, path.name)
    assert isinstance(problem, Problem)
    return problem


def test_that_a_byte_order_mark_and_windows_line_ends_change_nothing(shelf: Shelf) -> None:
    before = shelf.load()
    for file in shelf.folder.rglob("*.toml"):
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert shelf.load() == before


@pytest.mark.parametrize(
    ("content", "line", "column", "message"),
    [
        (b"a = 1\nb = = 2\n", 2, 5, "Invalid value"),
        (b"a = 1\r\nb = = 2\r\n", 2, 5, "Invalid value"),
        (b"\xef\xbb\xbfa =\n", 1, 4, "Invalid value"),
        (b"a = 1\nb = '''x\ny", 3, 2, "Expected \"'''\""),
        (b"a = 1\na = 2\n", 2, 6, "Cannot overwrite a value"),
        ("a = 1\nあ".encode() + b"\x82\xa0 = 2", 2, 2, "not UTF-8: 0x82"),
        ("a = 1\n".encode("utf-16"), 1, 1, "not UTF-8: 0xFF"),
    ],
)
def test_that_what_is_not_toml_is_named_with_its_line_and_column(
    tmp_path: Path, content: bytes, line: int, column: int, message: str
) -> None:
    problem = problem_of(tmp_path / "a.toml", content)
    assert problem.code is Code.NOT_TOML
    assert problem.place == Place(file="a.toml", row=line)
    assert problem.values == {"line": line, "column": column, "message": message}


def test_that_a_fault_without_a_known_line_says_so(tmp_path: Path) -> None:
    deep = problem_of(tmp_path / "deep.toml", b"a = " + b"[" * 10 * sys.getrecursionlimit())
    assert deep == Problem(
        Code.NOT_TOML, Place(file="deep.toml"), {"line": "?", "column": "?", "message": "nested too deep"}
    )
    long = problem_of(tmp_path / "long.toml", b"a = " + b"1" * 5000)
    assert long.place == Place(file="long.toml")
    assert long.values["line"] == "?"
    assert "5000 digits" in str(long.values["message"])


def test_that_a_file_that_cannot_be_read_is_named_with_the_reason(shelf: Shelf) -> None:
    (shelf.folder / "gone.toml").symlink_to(shelf.folder / "nowhere")
    (shelf.folder / "nested.toml").mkdir()
    gone, nested = shelf.load().problems
    assert (gone.code, gone.place) == (Code.CANNOT_READ, Place(file="gone.toml"))
    assert gone.values == {"message": "No such file or directory"}
    assert (nested.code, nested.place) == (Code.CANNOT_READ, Place(file="nested.toml"))
