"""Reading a TOML file as plain values, without checking them."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Final

from assessor.errors import Code, Place, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Table = dict[str, object]
_BOM: Final = b"\xef\xbb\xbf"
_SPOT: Final = re.compile(
    r"(?P<message>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)"
)


def read(path: Path, file: str) -> Table | Problem:
    """Return the values of the file, or its problem; `file` is its name in the problem."""
    try:
        content = path.read_bytes().removeprefix(_BOM)
    except OSError as error:
        return Problem(Code.CANNOT_READ, Place(file=file), {"message": error.strerror or str(error)})
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        before = content[: error.start]  # valid up to here
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode()) + 1
        return _not_toml(file, line, column, f"not UTF-8: 0x{content[error.start]:02X}")
    try:
        return tomllib.loads(text)
    except RecursionError:
        return _not_toml(file, 0, 0, "nested too deep")
    except ValueError as error:  # TOMLDecodeError is one; a number with thousands of digits raises another
        spot = _SPOT.fullmatch(str(error))
        if spot is None:
            return _not_toml(file, 0, 0, str(error))
        lines = text.split("\n")
        return _not_toml(
            file,
            int(spot["line"] or len(lines)),
            int(spot["column"] or len(lines[-1]) + 1),
            spot["message"],
        )


def _not_toml(file: str, line: int, column: int, message: str) -> Problem:
    values: Mapping[str, object] = {"line": line or "?", "column": column or "?", "message": message}
    return Problem(Code.NOT_TOML, Place(file=file, row=line), values)
