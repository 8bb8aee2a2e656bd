"""Whatever the sqlite3 tool does to a case is found: in every column of every table, to rows, to the end."""

from __future__ import annotations

import shutil
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assessor.errors import Code
from assessor.operations.verifying import verify_file
from assessor.progress import quiet
from tests.depth import spread, thorough
from tests.unit.storage.trusting import TABLES, chain_again, codes, look, read_only_codes, tool

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.long

# One of the other words that the column may hold, so that not even a CHECK would object.
WORDS = {
    "as_of": ("after_measures", "current_state"),
    "verdict": ("met", "insufficient"),
    "answer": ("implemented", "out_of_scope"),
    "stage": ("approved", "prepared"),
    "action": ("export", "import"),
    "way": ("redo", "undo"),
    "record": ("group", "checklist"),
}


@pytest.fixture(scope="module")
def tally(request: pytest.FixtureRequest) -> Iterator[Counter[str]]:
    """Counts what was tampered with, and tells it at the end."""
    counts: Counter[str] = Counter()
    yield counts
    told = ", ".join(f"{count} {name}" for name, count in counts.items())
    plugins = request.config.pluginmanager
    capture, reporter = plugins.getplugin("capturemanager"), plugins.getplugin("terminalreporter")
    if counts and capture is not None and reporter is not None:
        with capture.global_and_fixture_disabled():
            reporter.write_line(f"\ntampered with: {told}")


def columns(path: Path, table: str) -> list[str]:
    with tool(path) as connection:
        return [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]


def everything(connection: sqlite3.Connection) -> list[frozenset[tuple[object, ...]]]:
    connection.text_factory = lambda raw: ("text", raw)  # which may no longer be one, or be bytes instead
    found = [frozenset(connection.execute(f'SELECT * FROM "{table}"')) for table in TABLES]
    connection.text_factory = str
    return found


def tampered(whole: Path, folder: Path, tamper: Callable[..., object], *given: object) -> Path:
    """Return a copy in which one thing was changed, by a function of the connection and what is given."""
    path = Path(shutil.copy(whole, folder / "tampered.assess"))
    with tool(path) as connection:
        before = everything(connection)
        tamper(connection, *given)
        assert everything(connection) != before, "nothing was changed"
    return path


def execute(connection: sqlite3.Connection, statement: str, *values: object) -> None:
    connection.execute(statement, values)


def values(table: str, column: str, old: object) -> Iterator[object]:
    """Yield what an old value is changed into: another one of its kind, and the same as another type."""
    if column in WORDS and table != "chain":
        yield next(word for word in WORDS[column] if word != old)
        yield str(old).encode()
    elif isinstance(old, bytes):
        yield bytes([old[0] ^ 1]) + old[1:]
        yield old + b"\0"
        yield old[:-1]
    elif isinstance(old, int):
        yield old + 100
        yield -old - 1
        yield "x"
    else:
        yield f"{old} "
        yield "" if old else "x"
        yield str(old).encode()
        yield b"\xff"


@pytest.mark.deep
@pytest.mark.parametrize("table", TABLES)
def test_that_a_changed_value_is_found_in_every_column(
    table: str, whole: Path, tmp_path: Path, tally: Counter[str]
) -> None:
    tried, unnoticed, names = 0, [], columns(whole, table)
    for place, column in enumerate(names):
        with tool(whole) as connection:
            kept = connection.execute(f'SELECT rowid, "{column}" FROM "{table}" ORDER BY rowid').fetchall()
        row, old = kept[place % len(kept)]  # another row for every column
        every = list(values(table, column, old))
        for turn in range(len(every)):
            new = every[(place + turn) % len(every)]  # another kind of change for every column
            statement = f'UPDATE "{table}" SET "{column}"=? WHERE rowid=?'
            try:
                path = tampered(whole, tmp_path, execute, statement, new, row)
            except sqlite3.IntegrityError:
                continue  # SQLite itself does not take it, whoever writes
            tried += 1
            if not codes(path) or not read_only_codes(path):
                unnoticed.append((column, old, new))
            if not thorough():
                break
    tally.update(tables=1, columns=len(names), changes=tried, unnoticed=len(unnoticed))
    assert tried >= len(names)
    assert unnoticed == []


@pytest.mark.parametrize(
    ("table", "statement", "code"),
    [
        ("case", 'UPDATE "case" SET only=2', Code.DAMAGED),
        ("chain", "UPDATE chain SET only=2", Code.DAMAGED),
        ("review", "UPDATE review SET verdict='perhaps' WHERE rowid=1", Code.DAMAGED),
        ("touch", "UPDATE touch SET record='nothing' WHERE rowid=1", Code.VALUE_FORBIDDEN),
        ("journal", "UPDATE journal SET way='late' WHERE rowid=1", Code.VALUE_FORBIDDEN),
    ],
)
def test_that_a_value_that_no_check_allows_is_named_also_where_nothing_can_be_written(
    table: str, statement: str, code: Code, whole: Path, tmp_path: Path
) -> None:
    path = tampered(whole, tmp_path, execute, statement)
    for found in (read_only_codes(path), codes(path)):
        assert code in found, table


@pytest.mark.parametrize("table", TABLES)
def test_that_a_row_taken_out_is_found(table: str, whole: Path, tmp_path: Path) -> None:
    with tool(whole) as connection:
        kept = [row for (row,) in connection.execute(f'SELECT rowid FROM "{table}" ORDER BY rowid')]
    for row in dict.fromkeys((kept[0], kept[len(kept) // 2], kept[-1])):
        assert codes(tampered(whole, tmp_path, execute, f'DELETE FROM "{table}" WHERE rowid=?', row)), row


@pytest.mark.parametrize("table", TABLES)
def test_that_a_row_put_in_is_found(table: str, whole: Path, tmp_path: Path) -> None:
    def add(connection: sqlite3.Connection) -> None:
        info = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
        row = list(connection.execute(f'SELECT * FROM "{table}" ORDER BY rowid DESC').fetchone())
        for place, _, kind, _, _, key in info:
            if key:
                row[place] = row[place] + 1 if kind in {"INTEGER", "BIGINT"} else f"{row[place]}x"
        if table == "content":
            row[1] = "0" * 64
        if table in {"signoff"}:
            row[0], row[1] = "beta", "approved"
        if table == "touch":
            row[:] = ["group", "code", 3]
        connection.execute(f'INSERT INTO "{table}" VALUES ({",".join("?" * len(row))})', row)

    assert codes(tampered(whole, tmp_path, add))


def exchange(connection: sqlite3.Connection, table: str, *rows: list[object]) -> None:
    """Put rows in the place of those with their numbers, which come first."""
    for row in rows:
        connection.execute(f'DELETE FROM "{table}" WHERE rowid=?', (row[0],))
    for row in rows:
        marks = ",".join("?" * (len(row) - 1))
        connection.execute(f'INSERT INTO "{table}" VALUES ({marks})', row[1:])


@pytest.mark.parametrize(
    "table", [name for name in TABLES if name not in {"case", "chain", "group", "return"}]
)
def test_that_values_that_changed_places_are_found(table: str, whole: Path, tmp_path: Path) -> None:
    with tool(whole) as connection:
        kept = connection.execute(f'SELECT rowid, * FROM "{table}" ORDER BY rowid').fetchall()
    swapped = 0
    for place in range(1, len(kept[0])):
        one, other = list(kept[0]), next((list(row) for row in kept if row[place] != kept[0][place]), [])
        if not other:
            continue
        one[place], other[place] = other[place], one[place]
        try:
            path = tampered(whole, tmp_path, exchange, table, one, other)
        except sqlite3.IntegrityError:
            continue
        swapped += 1
        assert codes(path), place
    assert swapped


HEADERS = ("user_version", "application_id")


@pytest.mark.parametrize("header", HEADERS)
@pytest.mark.parametrize("by", [-2, -1, 1])
def test_that_a_changed_header_is_found(header: str, by: int, whole: Path, tmp_path: Path) -> None:
    with tool(whole) as connection:
        value = connection.execute(f"PRAGMA {header}").fetchone()[0] + by
        connection.execute(f"PRAGMA {header}={value}")
    assert codes(whole)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE note(body TEXT)",
        "CREATE INDEX quick ON review(verdict)",
        "CREATE VIEW seen AS SELECT * FROM review",
        "CREATE TRIGGER late AFTER INSERT ON review BEGIN UPDATE review SET due=''; END",
        "ALTER TABLE review ADD COLUMN more TEXT",
    ],
)
def test_that_a_changed_schema_is_found(whole: Path, statement: str) -> None:
    with tool(whole) as connection:
        connection.execute(statement)
    assert codes(whole) == {Code.FOREIGN_SCHEMA}  # it is not even opened
    stopped = {Code.VERIFICATION_STOPPED} if statement.startswith("ALTER") else set()
    found = {problem.code for problem in verify_file(whole, quiet()).findings}
    assert found == {Code.SCHEMA_ALTERED, *stopped}


def test_that_a_byte_of_the_file_itself_is_found(whole: Path) -> None:
    with closing(sqlite3.connect(whole)) as connection:
        connection.execute("VACUUM")  # what is left of earlier values in unused places does not count
    content, text = whole.read_bytes(), "二要素認証が未導入".encode()
    places = [place for place in range(len(content)) if content.startswith(text, place)]
    assert codes(whole) == set()
    assert len(places) > 3
    for place in places:
        whole.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        assert codes(whole), place


def cut(connection: sqlite3.Connection, last: int, how: int) -> None:
    """Drop the entries after one, more thoroughly with every step of `how`."""
    connection.execute("DELETE FROM journal WHERE id>?", (last,))
    if how > 0:
        connection.execute("DELETE FROM touch WHERE entry>?", (last,))
    if how > 1:
        chain_again(connection)


@pytest.mark.deep
@pytest.mark.parametrize("how", [0, 1, 2])
def test_that_entries_cut_off_at_the_end_are_found(whole: Path, tmp_path: Path, how: int) -> None:
    entries = look(whole).entries
    for last in spread(range(entries), 6):
        assert codes(tampered(whole, tmp_path, cut, last, how)), last
