"""Restoring where something is in the way: what a crash left, odd files as copies, a full disk."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assessor.errors import CaseFileError, Code
from assessor.progress import quiet
from assessor.storage import engines, keys, rekeying
from assessor.storage.backups import restoring
from assessor.storage.case_file import CaseFile
from tests.patience import PROCESS
from tests.places import FILES
from tests.unit.storage.samples import code
from tests.unit.storage.trusting import look

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assessor.storage.keys import Key


def test_that_a_log_of_another_program_is_kept_with_the_replaced_case(whole: Path, earlier: Path) -> None:
    beside = whole.with_name(f"{whole.name}-wal")
    beside.write_bytes(b"a log")
    kept = restoring.replace(whole, earlier, None, quiet())
    assert not beside.exists()
    assert kept.with_name(f"{kept.name}-wal").read_bytes() == b"a log"


def test_that_a_crash_leaves_no_restored_case_to_be_spoilt(whole: Path, earlier: Path) -> None:
    script = """
import os, sqlite3, sys
torn = sqlite3.connect(sys.argv[1], isolation_level=None)
torn.execute("PRAGMA cache_size=5")
torn.execute("BEGIN IMMEDIATE")
torn.execute("UPDATE piece SET bytes = zeroblob(length(bytes))")
os._exit(0)
"""
    subprocess.run([sys.executable, "-c", script, str(whole)], check=True, timeout=PROCESS)
    journal = whole.with_name(f"{whole.name}-journal")
    assert journal.exists()
    whole.rename(whole.with_name("aside.assess"))
    with pytest.raises(CaseFileError) as caught:
        restoring.restore_to(earlier, None, whole, quiet())
    assert caught.value.problems[0].code is Code.EXISTS
    assert caught.value.problems[0].place.file == str(journal)
    assert not whole.exists()
    journal.rename(journal.with_name("aside.assess-journal"))
    restoring.restore_to(earlier, None, whole, quiet())
    assert look(whole).clean


def test_that_an_interrupted_replacing_is_in_nobodys_way(whole: Path, earlier: Path) -> None:
    new = whole.with_name(f".{whole.name}.restore{whole.suffix}")
    for left in (new, new.with_name(f"{new.name}-journal")):
        left.write_bytes(b"of an earlier try")
    kept = restoring.replace(whole, earlier, None, quiet())
    assert look(whole).clean
    assert sorted(whole.parent.iterdir()) == sorted([whole, kept, earlier])


def test_that_a_copy_of_an_older_version_leaves_nothing_beside_the_case(whole: Path, tmp_path: Path) -> None:
    older = Path(shutil.copy(FILES / "cases" / "v2.assess", tmp_path / "older.assess"))
    kept = restoring.replace(whole, older, None, quiet())
    assert look(whole).clean
    assert sorted(tmp_path.iterdir()) == sorted([whole, kept, older])


def test_that_a_file_that_only_says_it_is_a_case_is_told(whole: Path, tmp_path: Path) -> None:
    now = CaseFile.open(whole)
    empty = tmp_path / "empty.assess"
    with closing(sqlite3.connect(empty)) as connection:
        connection.execute(f"PRAGMA application_id={engines.APPLICATION_ID}")
        connection.execute("CREATE TABLE other (id)")
        connection.commit()
    for attempt in (
        lambda: restoring.difference(now, empty, None),
        lambda: restoring.restore_to(empty, None, tmp_path / "new.assess", quiet()),
    ):
        with pytest.raises(CaseFileError) as caught:
            attempt()
        assert code(caught.value) is Code.FOREIGN_SCHEMA
    now.close()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_that_a_pipe_is_no_copy_and_nobody_waits_for_it(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.assess"
    os.mkfifo(pipe)
    assert not keys.is_locked(pipe)
    assert not keys.is_plain(pipe)
    for attempt in (lambda: restoring.key_of(pipe, "x"), lambda: keys.salt_of(pipe)):
        with pytest.raises(CaseFileError) as caught:
            attempt()
        assert code(caught.value) is Code.NOT_A_CASE


@pytest.mark.parametrize("key", [None, keys.fresh("合言葉")])
def test_that_a_full_disk_is_that_of_the_new_file(
    whole: Path, tmp_path: Path, full_disk: Path, key: Key | None
) -> None:
    if key:
        rekeying.rekey(whole, None, key, quiet())
    with pytest.raises(CaseFileError) as caught:
        restoring.restore_to(whole, key, full_disk / "new.assess", quiet())
    assert code(caught.value) is Code.DISK_FULL
    assert caught.value.problems[0].place.file == str(full_disk / "new.assess")
    assert list(full_disk.iterdir()) == []


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte, where somebody may mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    options = ["-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)]
    if mount is None or subprocess.run([mount, *options], check=False, capture_output=True).returncode:
        pytest.skip("nothing can be mounted here")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.parametrize("table", ["case", "chain", "journal"])
def test_that_a_copy_whose_table_never_ends_is_not_read(
    whole: Path, earlier: Path, tmp_path: Path, table: str
) -> None:
    with closing(sqlite3.connect(earlier, isolation_level=None)) as tool:
        tool.execute("PRAGMA foreign_keys=OFF")
        tool.execute(f'DROP TABLE "{table}"')
        endless = "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT max(n) FROM r"
        tool.execute(f'CREATE VIEW "{table}" (id) AS {endless}')
    with closing(CaseFile.open(whole)) as case, pytest.raises(CaseFileError) as caught:
        restoring.difference(case, earlier, None)
    assert code(caught.value) is Code.FOREIGN_SCHEMA
    with pytest.raises(CaseFileError) as caught:
        restoring.restore_to(earlier, None, tmp_path / "new.assess", quiet())
    assert code(caught.value) is Code.FOREIGN_SCHEMA
    assert not (tmp_path / "new.assess").exists()


def test_that_a_copy_of_a_newer_version_is_told(whole: Path, earlier: Path) -> None:
    with closing(sqlite3.connect(earlier, isolation_level=None)) as tool:
        tool.execute("PRAGMA user_version=99")
    with closing(CaseFile.open(whole)) as case, pytest.raises(CaseFileError) as caught:
        restoring.difference(case, earlier, None)
    assert code(caught.value) is Code.TOO_NEW


def test_that_statistics_of_sqlite_keep_nobody_out_of_a_case_or_a_copy(
    whole: Path, earlier: Path, tmp_path: Path
) -> None:
    for path in (whole, earlier):
        with closing(sqlite3.connect(path, isolation_level=None)) as tool:
            tool.execute("ANALYZE")
    with closing(CaseFile.open(whole)) as case:
        assert restoring.difference(case, earlier, None).apart == 0
    restoring.restore_to(earlier, None, tmp_path / "new.assess", quiet())
    CaseFile.open(tmp_path / "new.assess").close()
    assert look(whole).findings[0].code is Code.SCHEMA_ALTERED  # but verification names them
