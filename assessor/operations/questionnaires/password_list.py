"""The passwords of a sending: generated, written to a separate list, and read from one."""

from __future__ import annotations

import csv
import io
import secrets
from typing import TYPE_CHECKING, Final

from assessor.errors import Code, InputError, Place, Problem, code_of_system
from assessor.text import folded, shielded, unshielded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path
    from typing import Self

    from assessor.operations.questionnaires.planning import ExportResult

_LENGTH: Final = 16
# Without 0 O o, 1 I l i, 2 Z z, 5 S s and 8 B, which are misread; signs move about on keyboards.
_LETTERS: Final = "abcdefghjkmnpqrtuvwxyACDEFGHJKLMNPQRTUVWXY"
_DIGITS: Final = "34679"
_HEADINGS: Final = ("点検対象", "ファイル", "パスワード")
_FILES: Final = frozenset({folded(_HEADINGS[1]), "file"})
_WORDS: Final = frozenset({folded(_HEADINGS[-1]), "password"})  # headings of the column of passwords
_HEADING_WITHIN: Final = 20  # lines in which the heading is looked for
_LIMIT: Final = 1 << 20  # bytes; a list of ten thousand passwords is smaller
_BOMS: Final = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


class ListedPassword(str):
    """A password from a list, with the name of the file that it opens according to the list."""

    __slots__ = ("file",)

    file: str

    @classmethod
    def of(cls, password: str, file: str) -> Self:
        """Return the password of a file."""
        made = cls(password)
        made.file = file
        return made


def nearest_first(passwords: Sequence[str], file: str) -> Sequence[str]:
    """Return the passwords with those listed for this file first, since each try is slow."""
    name = _name(file)
    named = [one for one in passwords if isinstance(one, ListedPassword) and _name(one.file) == name]
    return [*named, *(one for one in passwords if one not in named)] if named else passwords


def _name(file: str) -> str:
    return folded(file).rpartition(".")[0] or folded(file)


def new_password() -> str:
    """Return a password that can be read out: upper and lower case letters and digits, a letter first."""
    while True:
        made = "".join(secrets.choice(_LETTERS + _DIGITS) for _ in range(_LENGTH))
        kinds = (any(map(kind, made)) for kind in (str.islower, str.isupper, str.isdigit))
        if made[0].isalpha() and all(kinds):  # a number would lose its zeros in a spreadsheet
            return made


def require_free(path: Path) -> None:
    """Raise InputError when a list cannot be written to this path."""
    try:
        path.touch(mode=0o600, exist_ok=False)
        path.unlink()
    except OSError as error:
        code = code_of_system(error, Code.CANNOT_WRITE)
        raise InputError(Problem(code, Place(file=str(path)))) from error


def write_passwords(path: Path, exported: ExportResult, names: Mapping[str, str]) -> None:
    """Write the list of passwords as CSV; `names` are the names of subjects by key.

    The case does not keep passwords. Raises InputError when the file exists or cannot be written.
    """
    text = io.StringIO(newline="")
    lines = csv.writer(text)
    lines.writerow(_HEADINGS)
    for file in exported.files:
        if file.password:
            row = (names.get(file.subject, file.subject), file.path.name, file.password)
            lines.writerow([shielded(part) for part in row])
    try:
        path.touch(mode=0o600, exist_ok=False)  # readable by this user only
        try:
            path.write_bytes(text.getvalue().encode("utf-8-sig"))
        except OSError:
            path.unlink()
            raise
    except OSError as error:
        code = code_of_system(error, Code.CANNOT_WRITE)
        raise InputError(Problem(code, Place(file=str(path)))) from error


def read_passwords(path: Path) -> tuple[str, ...]:
    """Return the passwords of our own list, of any table with such a heading, or of plain lines.

    Raises InputError when the file cannot be read, is no text, or holds none.
    """
    text = _text(path)
    passwords: Sequence[str] | None = _of_table(text)
    if passwords is None:
        passwords = [line.strip() for line in text.splitlines()]
    known = tuple(dict.fromkeys(filter(None, passwords)))
    if not known:
        raise InputError(Problem(Code.NOT_A_PASSWORD_LIST, Place(file=path.name)))
    return known


def _listed(line: Sequence[str], at: int, files: int | None) -> ListedPassword:
    file = line[files] if files is not None and len(line) > files else ""
    return ListedPassword.of(unshielded(line[at].strip()), unshielded(file.strip()))


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(_LIMIT + 1)
    except OSError as error:
        facts = {"message": error.strerror or ""}
        raise InputError(Problem(Code.CANNOT_READ, Place(file=path.name), facts)) from error
    text = _decoded(content) if len(content) <= _LIMIT else None
    if text is None or any(sign < " " and sign not in "\t\r\n" for sign in text):
        raise InputError(Problem(Code.NOT_A_PASSWORD_LIST, Place(file=path.name)))
    return text


def _decoded(content: bytes) -> str | None:
    marked = next((coding for bom, coding in _BOMS.items() if content.startswith(bom)), None)
    for coding in (marked,) if marked else ("utf-8", "cp932"):
        try:
            return content.decode(coding)
        except UnicodeDecodeError:
            continue
    return None


def _of_table(text: str) -> list[ListedPassword] | None:
    """Return the passwords below the heading, whatever the separator; None when it is no table.

    A single column is no table: in plain lines a comma belongs to the password.
    """
    for delimiter in (",", "\t", ";"):
        try:
            rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
        except csv.Error:  # a quotation mark that nothing closes
            continue
        for number, row in enumerate(rows[:_HEADING_WITHIN]):
            at = next((at for at, cell in enumerate(row) if folded(cell) in _WORDS), None)
            if at is not None and len(row) > 1:
                files = next((n for n, cell in enumerate(row) if folded(cell) in _FILES), None)
                lines = [line for line in rows[number + 1 :] if len(line) > at and line[at].strip()]
                return [_listed(line, at, files) for line in lines]
    return None
