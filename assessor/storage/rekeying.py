"""Rekeying: rewriting a case with another key, comparing it with the old file, and replacing that."""

from __future__ import annotations

import stat
from contextlib import ExitStack, closing
from typing import TYPE_CHECKING, Final

from assessor.errors import CaseFileError, Code, Place, Problem
from assessor.storage import engines, failures, keys
from assessor.storage.case_file import CaseFile
from assessor.storage.files import replacement
from assessor.storage.files.stoppable import stoppable
from assessor.storage.scope import Scope
from assessor.storage.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlcipher3.dbapi2 import Connection

    from assessor.progress import Progress
    from assessor.storage.keys import Key

_PAGE: Final = 4096
# Nobody reads the unfinished new file, so it needs no journal; the commit flushes it.
PART_PRAGMAS: Final = ("PRAGMA renewed.journal_mode=OFF",)
_OWN: Final = "substr(name, 1, 7) <> 'sqlite_'"  # SQLite creates its own tables itself
_TABLES: Final = f"SELECT name FROM sqlite_schema WHERE type = 'table' AND {_OWN} ORDER BY name"
_SCHEMA: Final = f"SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE {_OWN} ORDER BY type, name"
_KEY: Final = "SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk"
_HEADER: Final = ("application_id", "user_version")


def rekey(
    path: Path,
    old: Key | None,
    new: Key | None,
    progress: Progress,
    note: Callable[[UnitOfWork], None] | None = None,
) -> None:
    """Encrypt a closed case, change its key, or with `new` None decrypt it.

    A new file is written beside it, compared and renamed; when this is cancelled or fails, the case is
    unchanged. The caller has the lock. `note` writes into the new file before it is renamed.
    """
    case = CaseFile.open(path, old)
    case.close()
    if case.read_only:
        raise CaseFileError(Problem(Code.READ_ONLY, Place(file=str(case.path))))
    rewrite(case.path, old, new, progress, note)


def rewrite(
    path: Path,
    old: Key | None,
    new: Key | None,
    progress: Progress,
    note: Callable[[UnitOfWork], None] | None = None,
) -> None:
    """Rewrite the case with another key or none, and replace the old file.

    The caller has the lock (`lock_file.hold`), and this process must not have the case open. When this is
    cancelled or fails, the case is unchanged and nothing is left beside it. With the same key it frees
    unused space, with constant memory. `note` writes into the new file before it is renamed, so that every
    change of a key has its entry in the journal.
    """
    path = replacement.behind(path)
    with (
        failures.system_errors_as_problems(path, Code.CANNOT_WRITE),
        failures.driver_errors_as_problems(path, keyed=old is not None),
        ExitStack() as at_end,
    ):
        guard = at_end.enter_context(closing(engines.connect(path, old)))
        guard.execute("BEGIN IMMEDIATE")  # blocks other writers from here on
        replacement.settle(path, holding=True)
        before = _state(path)
        at_end.callback(replacement.give_up, path)
        part = replacement.begin(path)
        total = _pages(guard)
        with replacement.expected(path):
            _export(path, old, part, new, lambda: progress.step(_written(part, total), 2 * total))
            with closing(engines.connect(path, old)) as source, closing(engines.connect(part, new)) as copied:
                compare(path, source, copied, progress)
            if note:
                _write(path, part, new, note)
            progress.step(2 * total, 2 * total)  # last chance to cancel
            replacement.ready(path)
        guard.close()  # Windows replaces no file that is open
        expect_untouched(path, before)
        replacement.finish(path, overwrite=old is None and new is not None)


def plain_copies(path: Path) -> list[Path]:
    """Return the unencrypted files that we wrote beside a case: copies and leftovers of the old file.

    For a link these are beside the link or beside the file.
    """
    file = replacement.behind(path)
    copies = {beside for name in {path, file} for beside in name.parent.iterdir() if _is_of(beside, name)}
    left = {name for name in replacement.old_names(file) if name.is_file()}
    return sorted({beside for beside in copies if _lies_open(beside)} | left)


def other_names(path: Path) -> tuple[list[Path], int]:
    """Return the hard links to a case in its folder, and the number of those in other folders."""
    file = replacement.behind(path)
    facts = file.stat()
    if facts.st_nlink == 1:
        return [], 0
    beside = (
        file_beside
        for file_beside in file.parent.iterdir()
        if file_beside != file and not file_beside.is_symlink()
    )
    names = sorted(
        file_beside for file_beside in beside if file_beside.is_file() and file_beside.samefile(file)
    )
    return names, facts.st_nlink - 1 - len(names)


def _is_of(beside: Path, case: Path) -> bool:
    name = beside.name
    if name.startswith("."):
        return name.lstrip(".").startswith(f"{case.name}.")
    return name.startswith((f"{case.stem}.backup-v", f"{case.stem}.before-restore-"))


def _lies_open(path: Path) -> bool:
    """Tell whether a file is a plain database or the journal of one."""
    database = path.with_name(path.name.removesuffix("-journal"))
    return stat.S_ISREG(path.lstat().st_mode) and database.is_file() and keys.is_plain(database)


def _write(path: Path, part: Path, key: Key | None, note: Callable[[UnitOfWork], None]) -> None:
    engine = engines.engine_for(part, key, unfinished=True)
    try:
        with engines.writing(engine).begin() as connection:
            note(UnitOfWork(Scope(connection, path, writable=True)))
    finally:
        engine.dispose()


def _export(path: Path, old: Key | None, part: Path, new: Key | None, tell: Callable[[], None]) -> None:
    with closing(engines.connect(path, old)) as source, stoppable(source, tell):
        secret = new.pragma if new else ""
        source.execute("ATTACH DATABASE ? AS renewed KEY ?", (engines.uri(part), secret))
        for pragma in PART_PRAGMAS:
            source.execute(pragma)
        source.execute("BEGIN")
        source.execute("SELECT sqlcipher_export('renewed')")
        for name in _HEADER:  # the only ones that SQLCipher does not copy
            (value,) = source.execute(f"PRAGMA main.{name}").fetchone()
            source.execute(f"PRAGMA renewed.{name}={value}")
        source.execute("COMMIT")


def compare(path: Path, source: Connection, copied: Connection, progress: Progress) -> None:
    """Check that the new file opens with its key, is sound, and has the same rows in every table."""
    total, done = _pages(source), 0
    with stoppable(copied, lambda: progress.step(total, 2 * total)):
        _expect_same(path, "quick_check", ("ok",), copied.execute("PRAGMA quick_check").fetchone())
    statements = [*(f"PRAGMA {name}" for name in _HEADER), _SCHEMA, *_contents(source)]
    source.text_factory = copied.text_factory = bytes  # compare the bytes of invalid text, too
    for statement in statements:
        renewed = copied.execute(statement)
        for row in source.execute(statement):
            _expect_same(path, statement, row, renewed.fetchone())
            done += sum(len(value) for value in row if isinstance(value, bytes))
            progress.step(total + min(done // _PAGE, total - 1), 2 * total)
        _expect_same(path, statement, None, renewed.fetchone())


def _contents(connection: Connection) -> Iterator[str]:
    """Yield for each table a statement that reads all rows in a fixed order."""
    for (table,) in connection.execute(_TABLES).fetchall():
        columns = [_quoted(name) for (name,) in connection.execute(_KEY, (table,))]
        yield f"SELECT * FROM {_quoted(table)} ORDER BY {', '.join(columns) or 'rowid'}"


def _expect_same(path: Path, what: str, before: object, after: object) -> None:
    if before != after:
        values = {"detail": f"the copy differs: {what}"}
        raise CaseFileError(Problem(Code.CANNOT_WRITE, Place(file=str(path)), values))


def expect_untouched(path: Path, before: tuple[int, ...]) -> None:
    """Check that nobody wrote meanwhile, whose journal would be applied to the new file."""
    beside = (path.with_name(f"{path.name}{ending}") for ending in ("-journal", "-wal"))
    if _state(path) != before or any(file.exists() for file in beside):
        raise CaseFileError(Problem(Code.LOCKED, Place(file=str(path))))


def _written(part: Path, total: int) -> int:
    return min(part.stat().st_size // _PAGE, total)


def _pages(connection: Connection) -> int:
    count: int = connection.execute("PRAGMA page_count").fetchone()[0]
    return count


def _state(path: Path) -> tuple[int, int, int]:
    status = path.stat()
    return status.st_ino, status.st_size, status.st_mtime_ns


def _quoted(name: str) -> str:
    escaped = name.replace('"', '""')
    return f'"{escaped}"'
